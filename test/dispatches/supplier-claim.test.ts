/** A loss that the supplier bears: the claim, its two people, what moves when it is agreed or refused. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moneyAccount } from '../../db/schema/account.ts';
import { discrepancyCharge } from '../../db/schema/charges.ts';
import { creditNote, payable, payableClaim } from '../../db/schema/payables.ts';
import { receiptLine } from '../../db/schema/receipts.ts';
import { memberAccounts } from '../../src/account/chart.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { decideCharge } from '../../src/dispatches/charge-commands.ts';
import { findDifference } from '../../src/dispatches/discrepancy-commands.ts';
import { showDifference } from '../../src/dispatches/discrepancy-queries.ts';
import { reopenDifference } from '../../src/dispatches/reopen-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { paths } from '../../src/paths.ts';
import { decideClaim } from '../../src/payables/claim-word-commands.ts';
import { accepted, addItem, addPerson, addStock, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { addParty, type TestParty } from '../support/parties.ts';
import { addBank, addOwed, type TestPayable } from '../support/payables.ts';
import { answered, type DispatchWorld, openWorld, PACK, receive, send, viewOf } from './dispatch-world.ts';

let world: DispatchWorld;
let supplier: TestParty;
let buyer: TestPerson;
let chief: TestPerson;
let owed: TestPayable;
let number: string;
let lineId: number;

beforeAll(async () => {
  world = await openWorld();
  const { services, head } = world;
  supplier = await addParty(services, { code: 'S001', name: '江西庐陵医药有限公司' });
  await addBank(services, supplier, '1510203309000000001');
  buyer = await addPerson(services, head, 'buyer');
  chief = await addPerson(services, head, 'chief_accountant');
});
afterAll(() => world.drop());

/** Four packs, bought of the supplier by the hub and sent to the branch. */
beforeEach(async () => {
  const { services, head, people, places } = world;
  const item = await addItem(services, { packSize: PACK });
  const stock = { item, quantityBase: 10 * PACK, organisationId: head.id, expiresOn: '2028-11-30' };
  const lotId = await addStock(services, places.headStore, { ...stock, lot: 'A1' });
  const given = { supplier, member: head, item, buyer, inspector: people.picker, amountFen: 100_000 };
  owed = await addOwed(services, given);
  await services.db.transaction(async (tx) => {
    await tx.update(receiptLine).set({ lotId }).where(eq(receiptLine.receiptId, owed.receiptId));
  });
  number = (await answered(world, [{ lotId, quantityBase: 4 * PACK }], { item })).dispatch;
  await send(world, number);
  lineId = (await viewOf(world, number)).lines[0]?.id ?? 0;
});

async function seen(paper: string) {
  return { number: paper, version: (await showDifference(world.services.db.read, paper, '/'))?.version ?? 0 };
}

/** Both sides find so; the supplier bears it. */
async function lost(kind: 'missingBase' | 'damagedBase', finding: string): Promise<string> {
  const { services, people } = world;
  const [paper = ''] = await receive(world, number, { [lineId]: { [kind]: PACK } });
  for (const actor of [people.receiver, people.checker]) {
    const input = { ...(await seen(paper)), finding, bearer: 'supplier', reason: '原包装短少' };
    accepted(await findDifference(services, actor, null, input));
  }
  return paper;
}

async function chargeOf(paper: string) {
  const id = (await showDifference(world.services.db.read, paper, '/'))?.record.document.id ?? 0;
  const { read } = world.services.db;
  const rows = await read.select().from(discrepancyCharge).where(eq(discrepancyCharge.discrepancyId, id));
  const charge = rows.at(-1);
  const [claim] = await read
    .select()
    .from(payableClaim)
    .where(eq(payableClaim.id, charge?.claimId ?? 0));
  if (charge === undefined || claim === undefined) throw new Error(`no claim for ${paper}`);
  return { charge, claim };
}

const decide = async (paper: string, agree: boolean, actor = chief) =>
  decideClaim(world.services, actor, {
    key: null,
    input: { claimId: (await chargeOf(paper)).claim.id, agree, note: agree ? '' : '运输所致' },
  });

/** What a member has lost, and what the supplier has given back to it: fen. */
async function standing(member: { id: number }) {
  const accounts = (await memberAccounts(world.services.db.read, [member.id])).get(member.id);
  const balance = async (id = 0) => {
    const [row] = await world.services.db.read.select().from(moneyAccount).where(eq(moneyAccount.id, id));
    return (row?.debitsPosted ?? 0) - (row?.creditsPosted ?? 0);
  };
  return { loss: await balance(accounts?.lossId), price: await balance(accounts?.priceId) };
}

async function clean() {
  const { read } = world.services.db;
  expect(await verifyDispatches(read)).toEqual([]);
  expect(await verifyAccount(read)).toEqual([]);
  // What was owed was built without its goods: the account of the stock alone is out by it
  const found = await Promise.all(booksChecks.map((check) => check.find(read)));
  expect(found.flat().filter(({ rule }) => rule !== 'stock_account')).toEqual([]);
}

describe('a claim on the supplier', () => {
  it('is made with the finding, for what was lost, and decided among the payables by a second person', async () => {
    const paper = await lost('missingBase', 'lost');
    const { charge, claim } = await chargeOf(paper);
    expect(charge).toMatchObject({ bearer: 'supplier', status: 'proposed', payerId: world.head.id });
    expect(charge.bearerName).not.toBe('');
    expect(claim).toMatchObject({ kind: 'short_delivery', status: 'proposed', payableId: owed.id, evidence: paper });
    expect(claim.amountFen).toBe(charge.amountFen);
    const input = { ...(await seen(paper)), agree: true, note: '' };
    expect(await decideCharge(world.services, chief, null, input)).toMatchObject({ reason: 'charge_by_claim' });
    await clean();
  });

  it('credits the payable when it is agreed, and relieves the member in whose books the loss was', async () => {
    const before = { head: await standing(world.head), branch: await standing(world.branch) };
    const paper = await lost('damagedBase', 'write_off');
    const { charge, claim } = await chargeOf(paper);
    const { amountFen } = charge;
    expect(claim.kind).toBe('other_credit');
    const posted = { head: await standing(world.head), branch: await standing(world.branch) };
    const lostNow = posted.head.loss - before.head.loss + posted.branch.loss - before.branch.loss;
    expect(lostNow).toBe(amountFen);
    accepted(await decide(paper, true));
    const { read } = world.services.db;
    const [credited] = await read.select().from(payable).where(eq(payable.id, owed.id));
    expect(credited?.creditedFen).toBe(amountFen);
    const notes = await read.select().from(creditNote).where(eq(creditNote.payableId, owed.id));
    expect(notes.map((note) => note.amountFen)).toEqual([amountFen]);
    const after = { head: await standing(world.head), branch: await standing(world.branch) };
    expect(after.branch.loss).toBe(before.branch.loss);
    expect(after.head.loss - before.head.loss).toBe(amountFen);
    expect(Math.abs(after.head.price - before.head.price)).toBe(amountFen);
    expect((await chargeOf(paper)).charge).toMatchObject({ status: 'confirmed', decidedBy: chief.userId });
    await clean();
    const reopened = await reopenDifference(world.services, world.people.receiver, null, {
      ...(await seen(paper)),
      reason: '又找到了',
    });
    expect(reopened).toMatchObject({ reason: 'claim_credited' });
    expect(await decide(paper, true)).toMatchObject({ reason: 'claim_decided' });
    await clean();
  });

  it('that is refused leaves the loss where it was posted, and the case can be opened again', async () => {
    const before = await standing(world.branch);
    const paper = await lost('missingBase', 'lost');
    const { amountFen } = (await chargeOf(paper)).charge;
    const posted = await standing(world.branch);
    accepted(await decide(paper, false));
    expect((await chargeOf(paper)).charge).toMatchObject({ status: 'refused', note: '运输所致' });
    expect(await standing(world.branch)).toEqual(posted);
    expect([0, amountFen]).toContain(posted.loss - before.loss);
    await clean();
    const input = { ...(await seen(paper)), reason: '改由承运方承担' };
    accepted(await reopenDifference(world.services, world.people.receiver, null, input));
    expect((await chargeOf(paper)).charge.status).toBe('withdrawn');
    await clean();
  });

  it('that nobody has decided goes when the case is opened again, and may be made anew', async () => {
    const paper = await lost('missingBase', 'lost');
    const first = (await chargeOf(paper)).claim.id;
    const input = { ...(await seen(paper)), reason: '再找' };
    accepted(await reopenDifference(world.services, world.people.receiver, null, input));
    expect((await chargeOf(paper)).claim.status).toBe('refused');
    const { services, people } = world;
    for (const actor of [people.receiver, people.checker]) {
      const found = { ...(await seen(paper)), finding: 'lost', bearer: 'supplier', reason: '确实没有' };
      accepted(await findDifference(services, actor, null, found));
    }
    expect((await chargeOf(paper)).claim.id).not.toBe(first);
    accepted(await decide(paper, true));
    await clean();
  });
});

describe('attacks', () => {
  it('refuses who proposed it, who spoke on the case, who may not, and the slower of two', async () => {
    const { people } = world;
    const paper = await lost('missingBase', 'lost');
    expect(await decide(paper, true, people.checker)).toMatchObject({ reason: 'forbidden' });
    expect(await decide(paper, true, people.stranger)).toMatchObject({ reason: 'forbidden' });
    const proposer = { ...chief, userId: people.checker.userId };
    expect(await decide(paper, true, proposer)).toMatchObject({ reason: 'claim_own' });
    const spoke = { ...chief, userId: people.receiver.userId };
    expect(await decide(paper, true, spoke)).toMatchObject({ reason: 'charge_own' });
    const race = await Promise.all([decide(paper, true), decide(paper, false)]);
    expect(race.filter((one) => one.ok)).toHaveLength(1);
    await clean();
  });

  it('refuses more than the payable is worth, and a second claim of its kind that waits', async () => {
    const { services, people } = world;
    await services.db.transaction(async (tx) => {
      await tx.update(payable).set({ amountFen: 1 }).where(eq(payable.id, owed.id));
    });
    const [paper = ''] = await receive(world, number, { [lineId]: { missingBase: PACK } });
    const find = async (actor: TestPerson) =>
      findDifference(services, actor, null, {
        ...(await seen(paper)),
        finding: 'lost',
        bearer: 'supplier',
        reason: '短少',
      });
    accepted(await find(people.receiver));
    expect(await find(people.checker)).toMatchObject({ reason: 'claim_too_much' });
    await services.db.transaction(async (tx) => {
      await tx.update(payable).set({ amountFen: owed.amountFen }).where(eq(payable.id, owed.id));
    });
    accepted(await find(people.checker));
    await clean();
  });
});

it('shows on the page of the case where the claim is decided, and how it ended', async () => {
  const paper = await lost('missingBase', 'lost');
  const browser = await signIn(world.app, world.people.checker.login);
  const page = await browser.get(paths.discrepancy(paper));
  for (const text of ['供应商', '索赔待同意']) expect(page.text).toContain(text);
  accepted(await decide(paper, true));
  expect((await browser.get(paths.discrepancy(paper))).text).toContain('索赔已同意');
});
