/** A request of which only a part arrived well: what may be told of its end, and what its page says of the rest. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { timelineOf } from '../../src/documents/queries.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { paths } from '../../src/paths.ts';
import { type Outcome, recordOutcome } from '../../src/shortages/outcome-commands.ts';
import {
  answered,
  type DispatchWorld,
  openWorld,
  PACK,
  receive,
  send,
  shortageOf,
  viewOf,
} from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addStock, type TestItem, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: DispatchWorld;
let item: TestItem;
let lotId: number;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  item = await addItem(world.services, { packSize: PACK });
  const stock = { item, quantityBase: 20 * PACK, organisationId: world.head.id };
  lotId = await addStock(world.services, world.places.headStore, stock);
});
afterAll(async () => {
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
  expect(await verifyLedger(world.services.db.read)).toEqual([]);
  await world.drop();
});

/** Eight packs sent; of them three came damaged or not at all, unless told otherwise. */
async function partly(given: { damagedBase?: number; missingBase?: number } = {}) {
  const { damagedBase = PACK, missingBase = 2 * PACK } = given;
  const made = await answered(world, [{ lotId, quantityBase: 8 * PACK }], { item });
  await send(world, made.dispatch);
  const lineId = (await viewOf(world, made.dispatch)).lines[0]?.id ?? 0;
  await receive(world, made.dispatch, { [lineId]: { damagedBase, missingBase } });
  return made;
}

async function end(
  number: string,
  outcome: Outcome,
  given: { note?: string; issue?: boolean; actor?: TestPerson; version?: number } = {},
) {
  const { note = '', issue = false, actor = world.people.receiver } = given;
  const version = given.version ?? (await shortageOf(world, number)).document.version;
  const answer = await recordOutcome(world.services, actor, null, { number, version, outcome, note, issue });
  return answer.ok ? 'accepted' : answer.reason;
}

const actsOf = async (number: string) => {
  const { document } = await shortageOf(world, number);
  return (await timelineOf(world.services.db.read, document.id)).map((act) => act.act);
};

describe('the end of a request that arrived in part', () => {
  it.each([
    ['collected', 'collect', ''],
    ['no_show', 'miss', '患者没有来'],
    ['cancelled', 'cancel', '已转诊'],
  ] as const)('may be %s, which closes the rest with the same word', async (outcome, act, note) => {
    const { shortage } = await partly();
    expect((await shortageOf(world, shortage)).document.status).toBe('matched');
    expect(await end(shortage, outcome, { note, issue: outcome === 'collected' })).toBe('accepted');
    const record = await shortageOf(world, shortage);
    expect(record.document.status).toBe(outcome);
    expect(record.shortage).toMatchObject({ answeredBase: 5 * PACK, arrivedBase: 5 * PACK, closedBase: 3 * PACK });
    const timeline = await timelineOf(world.services.db.read, record.document.id);
    const [closing, ending] = timeline.slice(-2);
    expect(closing).toMatchObject({ act: 'close_rest', note: note || null, detail: { closedBase: 3 * PACK } });
    expect(ending).toMatchObject({ act, fromStatus: 'arrived', toStatus: outcome, note: note || null });
  });

  it('is refused while something is underway, when nothing arrived, stale, without a reason or the role', async () => {
    const none = await partly({ damagedBase: 8 * PACK, missingBase: 0 });
    expect(await end(none.shortage, 'collected')).toBe('wrong_state');
    expect(await end(none.shortage, 'cancelled', { note: '不要了' })).toBe('wrong_state');
    const { shortage } = await partly();
    expect(await end(shortage, 'no_show')).toBe('reason_missing');
    expect(await end(shortage, 'collected', { version: 1 })).toBe('stale');
    expect(await end(shortage, 'collected', { actor: world.people.pharmacist })).toBe('forbidden');
    expect(await end(shortage, 'collected', { actor: world.people.stranger })).toBe('not_found');
    const { version } = (await shortageOf(world, shortage)).document;
    const picks = [{ locationId: world.places.headStore, lotId, quantityBase: PACK }];
    const more = { number: shortage, version, picks, overrideReason: '', ownDispatch: true };
    accepted(await answerShortage(world.services, world.people.pharmacist, null, more));
    expect(await end(shortage, 'collected')).toBe('wrong_state');
    expect((await shortageOf(world, shortage)).shortage.closedBase).toBe(0);
    expect((await actsOf(shortage)).slice(-1)).toEqual(['answer']);
  });

  it('undoes the closing of the rest when the shelf cannot cover the issue', async () => {
    const { shortage } = await partly();
    const expired = 3000 * 86_400_000;
    world.clock.set(world.clock.now() + expired);
    expect(await end(shortage, 'collected', { issue: true })).toBe('outcome_short');
    world.clock.set(world.clock.now() - expired);
    const record = await shortageOf(world, shortage);
    expect(record.document.status).toBe('matched');
    expect((await actsOf(shortage)).slice(-1)).toEqual(['arrive']);
    expect(record.shortage.closedBase).toBe(0);
  });
});

describe('the page of a request that arrived in part', () => {
  it('offers the outcome with the rest in words, and numbers that agree with the timeline', async () => {
    const { shortage, dispatch } = await partly();
    const browser = await signIn(world.app, world.people.receiver.login);
    const page = await browser.get(paths.shortage(shortage));
    expect(page.text).toContain(`action="${paths.shortageOutcome(shortage)}"`);
    expect(page.text).toContain('余下3盒不再安排');
    expect(page.text).toMatch(/已出库<\/dt><dd>8盒/);
    expect(page.text).toMatch(/途中差异<\/dt><dd>3盒/);
    expect(page.text).toMatch(/已到货<\/dt><dd>5盒/);
    expect(page.text).toMatch(/data-label="出库">8盒/);
    expect(page.text).toMatch(/data-label="好货到达">5盒/);
    expect(page.text).toContain('部分出库：8盒');
    expect(page.text).toContain('部分到货：5盒');
    expect(page.text).toContain(`8盒，配送单${dispatch}`);
    expect(page.text).toContain('另有3盒破损或未到');
    await browser.post(paths.preferences(), { language: 'en' });
    const english = await browser.get(paths.shortage(shortage));
    expect(english.text).toMatch(/Difference on the way<\/dt><dd>3 /);
    expect(english.text).toContain('is given up');
    const form = { idempotency_key: `partial-${dispatch}`, version: '5', 'outcome.outcome': 'no_show' };
    expect((await browser.post(paths.shortageOutcome(shortage), form)).status).toBe(422);
    const told = { ...form, 'outcome.note': 'moved away' };
    expect((await browser.post(paths.shortageOutcome(shortage), told)).status).toBe(303);
  });

  it('says in the file what it says itself', async () => {
    const { shortage } = await partly();
    const browser = await signIn(world.app, world.people.pharmacist.login);
    const sheet = await browser.get(paths.shortagesExport('csv', { state: 'processing', q: shortage }));
    const [head = '', line = ''] = sheet.text.trim().split('\r\n');
    const cells = new Map(head.split(',').map((name, index) => [name, line.split(',')[index]]));
    const numbers = ['已安排', '已出库', '途中差异', '已到货', '不再安排'].map((name) => cells.get(name));
    expect(numbers).toEqual([8 * PACK, 8 * PACK, 3 * PACK, 5 * PACK, 0].map(String));
  });

  it('offers no outcome while the whole is on its way', async () => {
    const made = await answered(world, [{ lotId, quantityBase: 2 * PACK }], { item });
    await send(world, made.dispatch);
    const browser = await signIn(world.app, world.people.receiver.login);
    const page = await browser.get(paths.shortage(made.shortage));
    expect(page.text).not.toContain(paths.shortageOutcome(made.shortage));
    expect(page.text).not.toContain('途中差异');
  });
});
