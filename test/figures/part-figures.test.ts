/** Figures of requests that ended by their parts: referred, substituted and proposed ones count like all others. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureRequests } from '../../src/figures/list-queries.ts';
import { type FigureAsk, figuresBy, wholeFigures } from '../../src/figures/sum-queries.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { partsOf } from '../../src/shortages/part-queries.ts';
import { proposeWish } from '../../src/shortages/proposal-commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { confirmSubstitute } from '../../src/shortages/substitute-commands.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { PACK, shortageOf } from '../dispatches/dispatch-world.ts';
import { back, DUE, give, openParts, statusOf, world } from '../shortages/part-world.ts';
import { accepted, addItem, addStock, type TestItem } from '../support/build.ts';

beforeAll(openParts);
afterAll(async () => {
  for (const check of shortageChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

/** Ten packs of an item, or of what no catalogue holds; accepted where it is an item. */
async function asked(item: TestItem | null): Promise<string> {
  const { services, people, branch } = world;
  const wish = item === null;
  const given = {
    organisationCode: branch.code,
    itemCode: item?.code ?? null,
    wishName: wish ? '沙库巴曲缬沙坦钠片' : null,
    wishDetail: wish ? '100mg' : null,
    wishUnit: wish ? '盒' : null,
    quantityBase: wish ? 10 : 10 * PACK,
    urgency: 'routine' as const,
    reason: wish ? ('not_in_formulary' as const) : ('out_of_stock' as const),
    neededBy: DUE,
    daysOfUse: null,
    patients: null,
    patientReference: null,
    note: null,
    substituteAcceptable: true,
    again: true,
  };
  const { number } = accepted(await registerShortage(services, people.receiver, null, given));
  if (!wish) accepted(await acceptShortage(services, people.pharmacist, null, { number, version: 1 }));
  return number;
}

async function substituted(): Promise<string> {
  const { services, people, places, head } = world;
  const drug = { genericName: '缬沙坦', packSize: PACK };
  const first = await addItem(services, { ...drug, manufacturer: '北京制药' });
  const other = await addItem(services, { ...drug, manufacturer: '浙江制药' });
  await addStock(services, places.headStore, { item: other, quantityBase: 20 * PACK, organisationId: head.id });
  const number = await asked(first);
  const whole = { quantityBase: 10 * PACK, itemBase: 10 * PACK, dueOn: null };
  expect(await give(number, { ...whole, way: 'substitute', itemCode: other.code })).toBe('accepted');
  const { document } = await shortageOf(world, number);
  const [part] = await partsOf(services.db.read, document.id);
  const said = { number, version: document.version, part: part?.id ?? 0, agrees: true, prescriber: '钟医师', note: '' };
  accepted(await confirmSubstitute(services, people.receiver, null, said));
  return number;
}

async function proposed(): Promise<string> {
  const number = await asked(null);
  const input = { number, version: 1, reason: '来自登记' };
  accepted(await proposeWish(world.services, world.people.receiver, null, input));
  return number;
}

function ask(more: Partial<FigureAsk> = {}): FigureAsk {
  const now = world.services.clock.now();
  return { scopePath: '/', period: { from: addDays(dayOf(now), -29), to: dayOf(now) }, now, ...more };
}

const listed = async (more: Partial<FigureAsk> = {}) =>
  (await figureRequests(world.services.db.read, 'asked', ask(more), { size: 50 })).rows.map((row) => row.number);

it('count requests that ended by a part once, as answered, under the cause of their end', async () => {
  const db = world.services.db.read;
  const whole = { quantityBase: 10 * PACK, dueOn: null };
  const referred = await asked(world.item);
  expect(await give(referred, { ...whole, way: 'refer', note: '县医院有专科' })).toBe('accepted');
  const promised = await asked(world.item);
  expect(await give(promised, { ...whole, way: 'purchase', dueOn: DUE })).toBe('accepted');
  const [other, wish] = [await substituted(), await proposed()];
  expect(await Promise.all([referred, promised, other, wish].map(statusOf))).toEqual([
    'referred',
    'matched',
    'substituted',
    'proposed',
  ]);
  // What stands in the place of the first is a request of its own, which nobody has answered yet
  expect(await wholeFigures(db, ask())).toMatchObject({ asked: 5, answer_in: 4, answer_late: 0, open: 2, settled: 0 });
  const causes = await figuresBy(db, 'cause', ask());
  expect(Object.fromEntries([...causes].map(([cause, sums]) => [cause, sums.asked]))).toEqual({
    'not_in_formulary/outside': 1,
    'out_of_stock/bought': 1,
    'out_of_stock/rejected': 1,
    'out_of_stock/substituted': 1,
    'out_of_stock/unknown': 1,
  });
  expect(await listed({ cause: 'rejected' })).toEqual([referred]);
  expect(await listed({ cause: 'substituted' })).toEqual([other]);
  expect(await listed({ cause: 'outside' })).toEqual([wish]);
  expect(await listed({ cause: 'bought' })).toEqual([promised]);
});

it('keep when a request was answered first, and no longer call bought what was taken back', async () => {
  const number = await asked(world.item);
  expect((await shortageOf(world, number)).shortage.answeredAt).toBeNull();
  const first = world.services.clock.now();
  const whole = { quantityBase: 10 * PACK };
  expect(await give(number, { ...whole, way: 'order', order: 'CG-00000000-0000' })).toBe('part_order_unknown');
  expect((await shortageOf(world, number)).shortage.answeredAt).toBeNull();
  expect(await give(number, { ...whole, way: 'ad_hoc' })).toBe('accepted');
  expect((await shortageOf(world, number)).shortage.answeredAt).toBe(first);
  expect(await listed({ cause: 'bought' })).toContain(number);
  world.clock.set(first + 3_600_000);
  expect(await back(number, 'ad_hoc')).toBe('accepted');
  expect(await listed({ cause: 'bought' })).not.toContain(number);
  expect(await give(number, { ...whole, way: 'refuse', note: '停产', dueOn: null })).toBe('accepted');
  expect((await shortageOf(world, number)).shortage.answeredAt).toBe(first);
});
