/** One line taken off a dispatch that is being picked: stock free, request open again, what is left goes on. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { balance, documentLink } from '../../db/schema/index.ts';
import { type DropLineInput, dropLine } from '../../src/dispatches/drop-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { timelineOf } from '../../src/documents/queries.ts';
import { verifyDocuments } from '../../src/documents/verify.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { paths } from '../../src/paths.ts';
import { addItem, addStock, type TestItem, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import {
  answered,
  type DispatchWorld,
  key,
  openWorld,
  PACK,
  receive,
  send,
  shortageOf,
  versionOf,
  viewOf,
} from './dispatch-world.ts';

let world: DispatchWorld;
let item: TestItem;
let first: number;
let second: number;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  item = await addItem(world.services, { packSize: PACK });
  const stock = { item, quantityBase: 10 * PACK, organisationId: world.head.id };
  first = await addStock(world.services, world.places.headStore, { ...stock, expiresOn: '2027-11-30' });
  second = await addStock(world.services, world.places.headStore, { ...stock, expiresOn: '2028-03-31' });
});
afterAll(async () => {
  const db = world.services.db.read;
  expect([await verifyDispatches(db), await verifyLedger(db), await verifyDocuments(db)]).toEqual([[], [], []]);
  await world.drop();
});

/** Four packs of one lot and three of another for one request. */
function twoLines() {
  const picks = [
    { lotId: first, quantityBase: 4 * PACK },
    { lotId: second, quantityBase: 3 * PACK },
  ];
  return answered(world, picks, { item, overrideReason: '整箱' });
}

async function lineOf(dispatch: string, lotId: number): Promise<number> {
  return (await viewOf(world, dispatch)).lines.find((line) => line.lotId === lotId)?.id ?? 0;
}

const reservedOf = async (lotId: number) => {
  const here = and(eq(balance.lotId, lotId), eq(balance.locationId, world.places.headStore));
  return (await world.services.db.read.select().from(balance).where(here))[0]?.reserved;
};

async function drop(
  number: string,
  lineId: number,
  given: Partial<DropLineInput> & { actor?: TestPerson; key?: string } = {},
) {
  const { actor = world.people.checker, key: sent = null, ...more } = given;
  const input = { number, lineId, version: await versionOf(world, number), reason: '货位上没有', ...more };
  const answer = await dropLine(world.services, actor, sent, input);
  return answer.ok ? (answer.repeated ? 'repeated' : 'done') : answer.reason;
}

describe('a line', () => {
  it('is taken off with its reservation, and its quantity is open again', async () => {
    const { shortage, dispatch } = await twoLines();
    expect(await reservedOf(second)).toBe(3 * PACK);
    const lineId = await lineOf(dispatch, second);
    expect(await drop(dispatch, lineId)).toBe('done');
    expect([await reservedOf(first), await reservedOf(second)]).toEqual([4 * PACK, 0]);
    const record = await shortageOf(world, shortage);
    expect(record.shortage).toMatchObject({ quantityBase: 7 * PACK, answeredBase: 4 * PACK });
    expect(record.document.status).toBe('matched');
    const view = await viewOf(world, dispatch);
    expect(view.lines.map((line) => line.lotId)).toEqual([first]);
    expect(view.acts.at(-1)).toMatchObject({ act: 'drop', note: '货位上没有', detail: { quantityBase: 3 * PACK } });
    const db = world.services.db.read;
    const links = await db.select().from(documentLink).where(eq(documentLink.toDocumentId, view.record.document.id));
    expect(links.map((link) => link.quantityBase)).toEqual([4 * PACK]);
    const told = (await timelineOf(db, record.document.id)).at(-1);
    expect(told).toMatchObject({ act: 'withdraw', detail: { dispatch, quantityBase: 3 * PACK } });
    // What is left is sent and received as ever
    await send(world, dispatch);
    await receive(world, dispatch);
    expect((await shortageOf(world, shortage)).shortage.arrivedBase).toBe(4 * PACK);
  });

  it('of another request leaves the first alone, picked or not', async () => {
    const one = await answered(world, [{ lotId: first, quantityBase: 2 * PACK }], { item });
    const two = await answered(world, [{ lotId: first, quantityBase: PACK }], { item, ownDispatch: false });
    const dispatch = two.dispatch;
    const line = (await viewOf(world, dispatch)).lines.find((own) => own.quantityBase === PACK && own.lotId === first);
    expect(await drop(dispatch, line?.id ?? 0)).toBe('done');
    expect((await shortageOf(world, two.shortage)).document.status).toBe('accepted');
    expect((await shortageOf(world, two.shortage)).shortage.answeredBase).toBe(0);
    expect((await shortageOf(world, one.shortage)).shortage.answeredBase).toBe(2 * PACK);
  });

  it('is refused stale, without a reason, by others, of another dispatch, as the last, and after sending', async () => {
    const { dispatch } = await twoLines();
    const other = await twoLines();
    const lineId = await lineOf(dispatch, second);
    expect(await drop(dispatch, lineId, { version: 99 })).toBe('stale');
    expect(await drop(dispatch, lineId, { reason: ' ' })).toBe('reason_missing');
    expect(await drop(dispatch, lineId, { actor: world.people.receiver })).toBe('not_sender');
    expect(await drop(dispatch, lineId, { actor: world.people.auditor })).toBe('forbidden');
    expect(await drop(dispatch, await lineOf(other.dispatch, second))).toBe('line_unknown');
    expect(await reservedOf(second)).toBe(6 * PACK);
    const sent = key();
    const version = await versionOf(world, dispatch);
    expect(await drop(dispatch, lineId, { key: sent, version })).toBe('done');
    expect(await drop(dispatch, lineId, { key: sent, version })).toBe('repeated');
    const last = await lineOf(dispatch, first);
    expect(await drop(dispatch, last)).toBe('last_line');
    await send(world, dispatch);
    expect(await drop(dispatch, last)).toBe('wrong_state');
    await send(world, other.dispatch);
    expect(await drop(other.dispatch, await lineOf(other.dispatch, second))).toBe('wrong_state');
  });

  it('is taken off by one of two who press at once', async () => {
    const { shortage, dispatch } = await twoLines();
    const lines = [await lineOf(dispatch, first), await lineOf(dispatch, second)];
    // Both looked at the same page
    const version = await versionOf(world, dispatch);
    const both = await Promise.all(lines.map((lineId) => drop(dispatch, lineId, { version })));
    expect([...both].sort()).toEqual(['done', 'stale']);
    expect((await viewOf(world, dispatch)).lines).toHaveLength(1);
    expect([4 * PACK, 3 * PACK]).toContain((await shortageOf(world, shortage)).shortage.answeredBase);
  });
});

describe('the page', () => {
  it('names the line and what follows, keeps what was typed, and says who was quicker', async () => {
    const { shortage, dispatch } = await twoLines();
    const lineId = await lineOf(dispatch, second);
    const address = paths.dispatchLineRemoval(dispatch, lineId);
    const browser = await signIn(world.app, world.people.checker.login);
    expect((await browser.get(paths.dispatch(dispatch))).text).toContain(address);
    const ask = await browser.get(address);
    expect(ask.text).toContain('3盒');
    expect(ask.text).toContain(shortage);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(ask.text)?.[1] ?? '';
    const form = { idempotency_key: field('idempotency_key'), version: field('version') };
    expect((await browser.post(address, { ...form, reason: '' })).status).toBe(422);
    const stale = await browser.post(address, { ...form, version: '9', reason: '破了一箱' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('破了一箱');
    const done = await browser.post(address, { ...form, reason: '破了一箱' });
    const page = await browser.follow(done);
    expect(page.text).toContain('破了一箱');
    expect(page.text).not.toContain('/removal');
    expect((await browser.get(address)).status).toBe(404);
    const stranger = await signIn(world.app, world.people.stranger.login);
    expect((await stranger.get(address)).status).toBe(404);
    expect((await browser.get(paths.shortage(shortage))).status).toBe(200);
  });
});
