/** Kinds of differences beyond missing and damaged, who bears a loss, opening a case again, and its owner. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discrepancyCharge } from '../../db/schema/charges.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { decideCharge } from '../../src/dispatches/charge-commands.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { showDifference } from '../../src/dispatches/discrepancy-queries.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { assignDifference, reopenDifference } from '../../src/dispatches/reopen-commands.ts';
import type { ReceivedLine } from '../../src/dispatches/rules.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { accepted, addItem, addPerson, addStock, type TestItem, type TestPerson } from '../support/build.ts';
import { at } from './balances.ts';
import { answered, type DispatchWorld, openWorld, PACK, send, versionOf, viewOf } from './dispatch-world.ts';

let world: DispatchWorld;
let accountant: TestPerson;
let item: TestItem;
let number: string;
let lineId: number;
let lotId: number;
let otherId: number;

beforeAll(async () => {
  world = await openWorld();
  accountant = await addPerson(world.services, world.head, 'chief_accountant');
});
afterAll(() => world.drop());

async function sendFour(zone: 'room' | 'cold' = 'room') {
  item = await addItem(world.services, { storageZone: zone });
  const stock = { item, quantityBase: 10 * PACK, organisationId: world.head.id };
  lotId = await addStock(world.services, world.places.headStore, { ...stock, lot: 'A1', expiresOn: '2027-11-30' });
  otherId = await addStock(world.services, world.places.headStore, { ...stock, lot: 'B2', expiresOn: '2028-11-30' });
  number = (await answered(world, [{ lotId, quantityBase: 4 * PACK }], { item })).dispatch;
  await send(world, number);
  lineId = (await viewOf(world, number)).lines[0]?.id ?? 0;
}

beforeEach(() => sendFour());

async function clean() {
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
  expect(await verifyLedger(world.services.db.read)).toEqual([]);
  for (const check of booksChecks) expect(await check.find(world.services.db.read)).toEqual([]);
}

async function receive(line: Partial<ReceivedLine>, tenths: number | null = null) {
  const base = { lineId, goodBase: 0, damagedBase: 0, missingBase: 0, note: '清点' };
  const input = { number, version: await versionOf(world, number), lines: [{ ...base, ...line }], tenths };
  return receiveDispatch(world.services, world.people.receiver, null, input);
}

async function one(line: Partial<ReceivedLine>, tenths: number | null = null): Promise<string> {
  const [opened = ''] = accepted(await receive(line, tenths)).discrepancies;
  return opened;
}

async function seen(paper: string) {
  const view = await showDifference(world.services.db.read, paper, '/');
  if (view === undefined) throw new Error(`no difference ${paper}`);
  return { number: paper, version: view.version };
}

async function find(paper: string, actor: TestPerson, finding: string, bearer: string | null = null) {
  return findDifference(world.services, actor, null, { ...(await seen(paper)), finding, bearer, reason: '核对过' });
}

async function agree(paper: string, finding: string, bearer: string | null = null) {
  accepted(await find(paper, world.people.receiver, finding, bearer));
  return find(paper, world.people.checker, finding, bearer);
}

const onHand = async (place: number, lot = lotId) => (await at(world, place, lot)).onHand / PACK;
const chargeOf = async (paper: string) => {
  const view = await showDifference(world.services.db.read, paper, '/');
  const id = view?.record.document.id ?? 0;
  const rows = await world.services.db.read
    .select()
    .from(discrepancyCharge)
    .where(eq(discrepancyCharge.discrepancyId, id));
  return rows.at(-1);
};

describe('another lot, too many', () => {
  it('keeps goods of another lot on the way until both sides agree, then swaps the lots', async () => {
    const paper = await one({ goodBase: 3 * PACK, wrongBase: PACK, actualLot: 'B2' });
    expect(await onHand(world.branch.transitId)).toBe(1);
    await clean();
    expect(accepted(await agree(paper, 'keep_other')).closed).toBe(true);
    const { branchStore, headStore } = world.places;
    expect([await onHand(branchStore), await onHand(branchStore, otherId)]).toEqual([3, 1]);
    expect([await onHand(headStore), await onHand(headStore, otherId)]).toEqual([7, 9]);
    await clean();
  });

  it('refuses to keep a lot that the sender does not have, and lets it go back instead', async () => {
    const paper = await one({ goodBase: 3 * PACK, wrongBase: PACK, actualLot: 'NOBODYS' });
    expect(await agree(paper, 'keep_other')).toMatchObject({ reason: 'other_lot_absent' });
    expect(accepted(await agree(paper, 'send_back_other')).closed).toBe(true);
    expect([await onHand(world.places.branchStore), await onHand(world.places.headStore)]).toEqual([3, 7]);
    await clean();
  });

  it('takes what came beyond the slip from the sender, or posts nothing when it goes back', async () => {
    const kept = await one({ goodBase: 4 * PACK, overBase: PACK });
    expect(accepted(await agree(kept, 'keep_over')).closed).toBe(true);
    expect([await onHand(world.places.branchStore), await onHand(world.places.headStore)]).toEqual([5, 5]);
    await sendFour();
    const back = await one({ goodBase: 4 * PACK, overBase: PACK });
    expect(accepted(await agree(back, 'send_back_over')).closed).toBe(true);
    expect([await onHand(world.places.branchStore), await onHand(world.places.headStore)]).toEqual([4, 6]);
    await clean();
  });

  it('refuses another lot without a number, with the number of the line, and sums that do not add up', async () => {
    expect(await receive({ goodBase: 3 * PACK, wrongBase: PACK })).toMatchObject({ reason: 'actual_lot_missing' });
    const same = { goodBase: 3 * PACK, wrongBase: PACK, actualLot: 'A1' };
    expect(await receive(same)).toMatchObject({ reason: 'actual_lot_same' });
    expect(await receive({ goodBase: 4 * PACK, wrongBase: PACK, actualLot: 'B2' })).toMatchObject({
      reason: 'receipt_sum',
    });
    expect(await receive({ goodBase: 4 * PACK, overBase: PACK, note: '' })).toMatchObject({
      reason: 'difference_reason_missing',
    });
  });
});

describe('temperature', () => {
  it('sets cold goods apart that were measured outside, and puts them back when they are fit', async () => {
    await sendFour('cold');
    const refused = await receive({ goodBase: 4 * PACK, note: null }, 51);
    expect(refused).toMatchObject({ reason: 'no_store' });
    const paper = await one({ goodBase: 4 * PACK, note: null }, 124);
    expect(await onHand(world.places.branchRejected)).toBe(4);
    const view = await showDifference(world.services.db.read, paper, '/');
    expect(view?.record.discrepancy).toMatchObject({ kind: 'temperature', tenths: 124, quantityBase: 4 * PACK });
    await clean();
    expect(accepted(await agree(paper, 'return_to_sender')).closed).toBe(true);
    expect(await onHand(world.places.headRejected)).toBe(4);
    await clean();
  });

  it('leaves goods alone that need no cold', async () => {
    expect(accepted(await receive({ goodBase: 4 * PACK, note: null }, 124)).discrepancies).toEqual([]);
  });
});

describe('who bears a loss', () => {
  it('asks for a bearer, closes when both name the same, and keeps the charge in fen', async () => {
    const paper = await one({ goodBase: 3 * PACK, missingBase: PACK });
    expect(await find(paper, world.people.receiver, 'lost')).toMatchObject({ reason: 'bearer_missing' });
    accepted(await find(paper, world.people.receiver, 'lost', 'carrier'));
    expect(accepted(await find(paper, world.people.checker, 'lost', 'receiver')).closed).toBe(false);
    expect(accepted(await find(paper, world.people.checker, 'lost', 'carrier')).closed).toBe(true);
    const charge = await chargeOf(paper);
    expect(charge).toMatchObject({ bearer: 'carrier', status: 'proposed', payerId: world.head.id });
    expect(charge?.bearerName).toContain('李师傅');
    expect(charge?.amountFen).toBeGreaterThan(0);
    await clean();
  });

  it('is carried by the chief accountant alone, once, and comes back when the case is opened again', async () => {
    const { services, people } = world;
    const paper = await one({ goodBase: 3 * PACK, missingBase: PACK });
    accepted(await agree(paper, 'lost', 'sender'));
    const decide = async (actor: TestPerson, agrees = true, note = '') =>
      decideCharge(services, actor, null, { ...(await seen(paper)), agree: agrees, note });
    expect(await decide(people.checker)).toMatchObject({ reason: 'forbidden' });
    expect(await decide(accountant, false)).toMatchObject({ reason: 'reason_missing' });
    const both = { ...accountant, userId: people.checker.userId };
    expect(await decide(both)).toMatchObject({ reason: 'charge_own' });
    expect(accepted(await decide(accountant)).amountFen).toBeGreaterThan(0);
    await clean();
    expect(await decide(accountant)).toMatchObject({ reason: 'charge_decided' });
    const reopen = async (actor: TestPerson, reason = '在车上找到') =>
      reopenDifference(services, actor, null, { ...(await seen(paper)), reason });
    expect(await reopen(people.checker)).toMatchObject({ reason: 'reopen_own' });
    expect(await reopen(people.receiver, ' ')).toMatchObject({ reason: 'reason_missing' });
    accepted(await reopen(people.receiver));
    expect((await viewOf(world, number)).record.document.status).toBe('discrepancy');
    expect((await chargeOf(paper))?.status).toBe('withdrawn');
    expect(await onHand(world.branch.transitId)).toBe(1);
    await clean();
    expect(accepted(await agree(paper, 'found_at_receiver')).closed).toBe(true);
    expect((await viewOf(world, number)).record.document.status).toBe('received');
    expect(await onHand(world.places.branchStore)).toBe(4);
    await clean();
  });

  it('asks no supplier from whom nothing was bought', async () => {
    const paper = await one({ goodBase: 3 * PACK, damagedBase: PACK });
    expect(await agree(paper, 'write_off', 'supplier')).toMatchObject({ reason: 'charge_no_supplier' });
    await clean();
  });
});

describe('the owner', () => {
  it('is who sent the goods, with a limit by kind, and gives the case to somebody of either side', async () => {
    const { services, people } = world;
    const paper = await one({ goodBase: 3 * PACK, missingBase: PACK });
    const view = await showDifference(services.db.read, paper, '/');
    const { ownerId, dueAt } = view?.record.discrepancy ?? {};
    expect(ownerId).toBe(people.checker.userId);
    expect((dueAt ?? 0) - (view?.record.document.createdAt ?? 0)).toBe(2 * 86_400_000);
    const assign = async (actor: TestPerson, owner: TestPerson) =>
      assignDifference(services, actor, null, { ...(await seen(paper)), ownerId: owner.userId });
    expect(await assign(people.receiver, people.stranger)).toMatchObject({ reason: 'owner_unknown' });
    expect(accepted(await assign(people.checker, people.receiver)).owner).not.toBe('');
    await clean();
  });
});
