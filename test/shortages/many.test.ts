/** One answer for many requests: all or none, each named that stood in the way, once however often it is sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { answerMany } from '../../src/shortages/many-commands.ts';
import { lastAnswersOf, manyOffers } from '../../src/shortages/many-queries.ts';
import type { ManyInput, ManyLine } from '../../src/shortages/many-rules.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { shortagesByNumbers } from '../../src/shortages/shortage-queries.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { transfersForShortage } from '../../src/transfers/shortage-queries.ts';
import { PACK, shortageOf } from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addStock, addStore, type TestItem, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { DUE, even, give, openParts, statusOf, sums, world } from './part-world.ts';

beforeAll(openParts);
afterAll(async () => {
  for (const check of shortageChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

const PACKS = 10;

/** A request of ten packs; registered only, unless it is accepted. */
async function asked(given: { item?: TestItem | null; person?: TestPerson; accept?: boolean } = {}): Promise<string> {
  const { services, people } = world;
  const { item = world.item, person = people.receiver, accept = true } = given;
  const wish = item === null;
  const input = {
    organisationCode: person === people.receiver ? world.branch.code : world.other.code,
    itemCode: item?.code ?? null,
    wishName: wish ? '某某颗粒' : null,
    wishDetail: null,
    wishUnit: wish ? '盒' : null,
    quantityBase: wish ? PACKS : PACKS * PACK,
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
  const { number } = accepted(await registerShortage(services, person, null, input));
  if (accept && !wish) accepted(await acceptShortage(services, people.pharmacist, null, { number, version: 1 }));
  return number;
}

async function lineOf(number: string, given: Partial<ManyLine> = {}): Promise<ManyLine> {
  const { document } = await shortageOf(world, number);
  return { number, version: document.version, quantityBase: PACKS * PACK, note: '', itemBase: 0, ...given };
}

interface Tried {
  actor?: TestPerson;
  key?: string | null;
}

async function answer(given: Partial<ManyInput>, { actor = world.people.pharmacist, key = null }: Tried = {}) {
  const none = { way: 'purchase' as const, dueOn: DUE, order: null, itemCode: null, from: null, note: '', lines: [] };
  const { answer: said, refused } = await answerMany(world.services, actor, key, { ...none, ...given });
  const stood = refused.map(({ number, refusal }) => [number, refusal.reason]);
  return { said: said.ok ? 'answered' : said.reason, field: said.ok ? undefined : said.field, stood, value: said };
}

describe('one answer for many', () => {
  it('promises each what is open, accepting those that are only registered', async () => {
    const numbers = [await asked(), await asked({ accept: false })];
    const lines = await Promise.all(numbers.map((number) => lineOf(number)));
    expect(await answer({ lines })).toMatchObject({ said: 'answered', stood: [] });
    for (const number of numbers) {
      expect(await statusOf(number)).toBe('matched');
      expect(await sums(number)).toEqual(even(PACKS * PACK));
      expect((await shortageOf(world, number)).shortage.answeredAt).not.toBeNull();
    }
  });

  it('closes with the reason for all, or with the one of the line, and says afterwards what each got', async () => {
    const [first, second, third] = [await asked(), await asked(), await asked()];
    const part = await lineOf(second, { note: '县医院有号', quantityBase: 4 * PACK });
    const lines = [await lineOf(first), part, await lineOf(third)];
    expect(await answer({ way: 'refer', lines })).toMatchObject({ said: 'reason_missing', field: 'answer.note' });
    expect(await answer({ way: 'refer', note: '转县医院', lines })).toMatchObject({ said: 'answered' });
    expect(await Promise.all([first, second, third].map(statusOf))).toEqual(['referred', 'accepted', 'referred']);
    const db = world.services.db.read;
    const records = await shortagesByNumbers(db, [first, second, third], '/');
    const last = await lastAnswersOf(
      db,
      records.map((record) => record.document.id),
    );
    expect(records.map((record) => last.get(record.document.id)?.note)).toEqual(['转县医院', '县医院有号', '转县医院']);
  });

  it('offers a substitute to all that accept one, by dose', async () => {
    const { services, places, head } = world;
    const drug = { genericName: '厄贝沙坦', packSize: PACK };
    const first = await addItem(services, { ...drug, manufacturer: '北京制药' });
    const other = await addItem(services, { ...drug, manufacturer: '浙江制药' });
    await addStock(services, places.headStore, { item: other, quantityBase: 40 * PACK, organisationId: head.id });
    const numbers = [await asked({ item: first }), await asked({ item: first })];
    const records = await shortagesByNumbers(services.db.read, numbers, '/');
    const offers = await manyOffers(services.db.read, records, head.id, services.clock.now());
    expect(offers.substitutes.map((offer) => offer.item.code)).toEqual([other.code]);
    const lines = await Promise.all(numbers.map((number) => lineOf(number)));
    const whole = { way: 'substitute' as const, dueOn: null, lines };
    expect(await answer(whole)).toMatchObject({ said: 'many_item_missing', field: 'answer.item' });
    expect(await answer({ ...whole, itemCode: other.code })).toMatchObject({ said: 'answered' });
    expect(await Promise.all(numbers.map(statusOf))).toEqual(['matched', 'matched']);
  });

  it('asks one neighbour for several, a transfer each, until it has no more', async () => {
    const { services, other } = world;
    const item = await addItem(services, { genericName: '二甲双胍片', packSize: PACK });
    const store = await addStore(services, other, 'room');
    await addStock(services, store, { item, quantityBase: 25 * PACK, organisationId: other.id });
    const numbers = [await asked({ item }), await asked({ item })];
    const lines = await Promise.all(numbers.map((number) => lineOf(number)));
    const way = { way: 'neighbour' as const, dueOn: null };
    expect(await answer({ ...way, lines })).toMatchObject({ said: 'many_from_missing' });
    expect(await answer({ ...way, from: 'NOPE', lines })).toMatchObject({ said: 'transfer_other_unknown' });
    expect(await answer({ ...way, from: other.code, lines })).toMatchObject({ said: 'answered' });
    for (const number of numbers) {
      const { document } = await shortageOf(world, number);
      const transfers = await transfersForShortage(services.db.read, document.id);
      expect(transfers).toMatchObject([{ status: 'asked', askedBase: PACKS * PACK }]);
    }
    const more = await Promise.all(numbers.map((number) => lineOf(number, { quantityBase: PACK })));
    const again = await answer({ ...way, from: other.code, lines: more });
    expect(again.stood).toEqual(numbers.map((number) => [number, 'shortage_neighbour_more']));
  });
});

describe('bad luck and bad input', () => {
  it('answers none when somebody was quicker with one, and names everything that stood in the way', async () => {
    const numbers = [await asked(), await asked(), await asked()];
    const lines = await Promise.all(numbers.map((number) => lineOf(number)));
    const [first = '', second = '', third = ''] = numbers;
    expect(await give(second, { quantityBase: PACKS * PACK })).toBe('accepted');
    const greedy = lines.map((line) => (line.number === third ? { ...line, quantityBase: 11 * PACK } : line));
    const tried = await answer({ lines: greedy });
    expect(tried).toMatchObject({ said: 'stale' });
    expect(tried.stood).toEqual([
      [second, 'stale'],
      [third, 'part_more_than_open'],
    ]);
    expect(await statusOf(first)).toBe('accepted');
    expect(await sums(first)).toEqual(even(PACKS * PACK));
  });

  it('is done once however often it is sent, also by two at the same time', async () => {
    const number = await asked();
    const lines = [await lineOf(number)];
    const key = `many-${process.pid}-once`;
    const both = await Promise.all([answer({ lines }, { key }), answer({ lines }, { key })]);
    expect(both.map((one) => one.said)).toEqual(['answered', 'answered']);
    expect(await answer({ lines, way: 'ad_hoc' }, { key })).toMatchObject({ said: 'key_reused' });
    expect((await shortageOf(world, number)).shortage.promisedBase).toBe(PACKS * PACK);
    const [one, two] = [await asked(), await asked()];
    const forth = await Promise.all([one, two].map((each) => lineOf(each)));
    const race = await Promise.all([answer({ lines: forth }), answer({ lines: forth.toReversed() })]);
    expect(race.map((each) => each.said).sort()).toEqual(['answered', 'stale']);
  });

  it('is refused to members, for nothing, for the same twice, and for what is not there', async () => {
    const number = await asked();
    const line = await lineOf(number);
    expect(await answer({ lines: [line] }, { actor: world.people.receiver })).toMatchObject({ said: 'forbidden' });
    expect(await answer({ lines: [] })).toMatchObject({ said: 'many_none' });
    expect(await answer({ lines: [line, line] })).toMatchObject({ said: 'many_twice' });
    expect(await answer({ lines: [line], dueOn: null })).toMatchObject({ said: 'part_due_missing' });
    expect(await answer({ lines: [line], dueOn: '2020-01-01' })).toMatchObject({ said: 'day_past' });
    expect(await answer({ lines: [{ ...line, quantityBase: -1 }] })).toMatchObject({ said: 'quantity_none' });
    expect(await answer({ lines: [{ ...line, number: 'QY-20260101-9999' }] })).toMatchObject({ said: 'not_found' });
    const order = { way: 'order' as const, order: 'CG-20260101-0001', dueOn: null };
    expect(await answer({ ...order, lines: [line] })).toMatchObject({ stood: [[number, 'part_due_missing']] });
    const many = Array.from({ length: 51 }, (_, nth) => ({ ...line, number: `QY-20260101-${1000 + nth}` }));
    expect(await answer({ lines: many })).toMatchObject({ said: 'many_too_many' });
    const wish = await asked({ item: null });
    const wished = await lineOf(wish, { quantityBase: PACKS });
    expect(await answer({ lines: [wished] })).toMatchObject({ stood: [[wish, 'not_identified']] });
    expect(await answer({ way: 'refuse', note: '停产', lines: [wished] })).toMatchObject({ said: 'answered' });
    expect(await statusOf(number)).toBe('accepted');
  });
});

describe('the pages', () => {
  it('choose, answer on one page, tell line by line, and keep what was typed when one was overtaken', async () => {
    const [first, second] = [await asked(), await asked({ person: world.people.stranger })];
    const hub = await signIn(world.app, world.people.pharmacist.login);
    const desk = await hub.get(paths.shortageDesk({ view: 'requests' }));
    expect(desk.text).toContain(`name="number" value="${first}"`);
    const page = await hub.get(`${paths.shortageAnswering()}?number=${first}&number=${second}&number=x`);
    for (const text of [first, second, '新采购', '转诊', '不予解决']) expect(page.text).toContain(text);
    const whole = await hub.get(paths.shortageAnswering({ item: world.item.code }));
    expect(whole.text).toContain(first);
    const ids: Record<string, number> = {};
    const fields: Record<string, string> = {
      idempotency_key: `many-page-${process.pid}-1`,
      'answer.way': 'refuse',
      'answer.note': '停产，改用同类药',
    };
    for (const number of [first, second]) {
      const { document } = await shortageOf(world, number);
      ids[number] = document.id;
      Object.assign(fields, {
        [`line.${document.id}.number`]: number,
        [`line.${document.id}.version`]: String(document.version),
        [`line.${document.id}.pick`]: '1',
        [`line.${document.id}.quantity.packs`]: String(PACKS),
      });
    }
    expect(await give(second, { quantityBase: 2 * PACK })).toBe('accepted');
    const raced = await hub.post(paths.shortageAnswering(), fields);
    expect(raced.status).toBe(409);
    for (const text of [world.people.pharmacist.name, '停产，改用同类药', '有1件不成'])
      expect(raced.text).toContain(text);
    expect(raced.text).toMatch(new RegExp(`name="line.${ids[first]}.pick"[^>]*checked`));
    expect(raced.text).not.toMatch(new RegExp(`name="line.${ids[second]}.pick"[^>]*checked`));
    const { [`line.${ids[second]}.pick`]: _left, ...rest } = fields;
    const done = await hub.post(paths.shortageAnswering(), rest);
    expect(done.location).toBe(paths.shortageAnswered([first]));
    const account = await hub.get(done.location ?? '');
    for (const text of [first, '不予解决', '停产，改用同类药', '10盒']) expect(account.text).toContain(text);
    expect((await hub.post(paths.shortageAnswering(), rest)).location).toBe(paths.shortageAnswered([first]));
    expect(await statusOf(first)).toBe('rejected');
  });

  it('make nothing of nonsense, and are not there for members', async () => {
    const hub = await signIn(world.app, world.people.pharmacist.login);
    const member = await signIn(world.app, world.people.receiver.login);
    expect((await hub.get(paths.shortageAnswering())).text).toContain('没有选登记');
    expect((await hub.get(paths.shortageAnswering({ item: 'NOPE' }))).status).toBe(404);
    expect((await hub.get('/shortage-desk/answered?of=x.y')).status).toBe(200);
    expect([403, 404]).toContain((await member.get(paths.shortageAnswering())).status);
    const nonsense = { idempotency_key: 'many-nonsense', 'line.x.number': 'a', 'line.1.quantity.packs': '一二' };
    const refused = await hub.post(paths.shortageAnswering(), nonsense);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('还没有选怎么答复');
  });
});
