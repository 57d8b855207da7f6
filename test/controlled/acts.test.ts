/** Handovers, ampoules, residue and cards: what two people may do, and what is refused. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ampouleReturn, purchaseCard } from '../../db/schema/controlled.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { destroyAmpoules, pourAway, returnAmpoules } from '../../src/controlled/ampoule-commands.ts';
import { ampouleLine, ampoulesToDestroy, owedAmpoules } from '../../src/controlled/ampoule-queries.ts';
import { recordCard, withdrawCard } from '../../src/controlled/card-commands.ts';
import { checkCards, listCards } from '../../src/controlled/card-queries.ts';
import { closeHandover, type HandoverInput, handOver } from '../../src/controlled/handover-commands.ts';
import { handoverByNumber, linesOfHandover, lotsInStore } from '../../src/controlled/handover-queries.ts';
import { handoverDueAt, needsCard, running, shiftAt } from '../../src/controlled/rules.ts';
import { controlledTasks } from '../../src/controlled/task-queries.ts';
import { returnIssue, reverseIssue } from '../../src/issues/return-commands.ts';
import { DAY_MS, dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import {
  addControlled,
  type ControlledWorld,
  inSafe,
  issued,
  key,
  openControlledWorld,
  reasonOf,
  register,
  second,
} from './controlled-world.ts';

let world: ControlledWorld;
beforeAll(async () => {
  world = await openControlledWorld();
});
afterAll(() => world.drop());

/** Somebody of the head hospital, whose reach covers the branch. */
const ofCounty = async () => second(world, await addPerson(world.services, world.head, 'hub_pharmacist'));

const viewerOf = (one: TestPerson): Viewer => ({
  ...one,
  organisationKind: one.organisationId === world.head.id ? 'head' : 'branch',
  organisationPath: one.organisationId === world.head.id ? world.head.path : world.branch.path,
  language: 'zh',
  theme: 'auto',
  mustChangePassword: false,
});
const tasksOf = async (one: TestPerson) =>
  (await controlledTasks(world.services.db.read, viewerOf(one), world.clock.now())).map((task) => task.code);

/** Every lot of the safe as the books have it, but for what is told. */
async function counts(apart: Record<number, { units: string; reason?: string }> = {}): Promise<HandoverInput['lots']> {
  const lots = await lotsInStore(world.services.db.read, world.safe);
  return Object.fromEntries(lots.map((lot) => [lot.lotId, apart[lot.lotId] ?? { units: String(lot.onHand) }]));
}

async function hands(
  given: Partial<HandoverInput> = {},
  by: Awaited<ReturnType<typeof second>> | null | undefined = undefined,
) {
  const day = dayOf(world.clock.now());
  const lots = given.lots ?? (await counts());
  const input = { storeId: world.safe, day, shift: 'day' as const, note: '', ...given, lots };
  return handOver(world.services, world.wang, key(), input, by === undefined ? await second(world) : by);
}

describe('a handover', () => {
  it('needs two people, every lot counted, and a word about a difference, which opens a case', async () => {
    const lotId = await inSafe(world, 20);
    expect(await tasksOf(world.wang)).toContain('handover_first');
    expect(reasonOf(await hands({}, null))).toBe('witness_missing');
    expect(reasonOf(await hands({}, { ...(await second(world)), userId: world.wang.userId }))).toBe(
      'witness_same_person',
    );
    expect(reasonOf(await hands({}, await ofCounty()))).toBe('witness_not_here');
    expect(reasonOf(await hands({ lots: {} }))).toBe('handover_uncounted');
    expect(reasonOf(await hands({ lots: await counts({ [lotId]: { units: '19' } }) }))).toBe('handover_reason');
    expect(reasonOf(await hands({ day: '2020-01-01' }))).toBe('handover_day');
    expect(reasonOf(await hands({ storeId: world.room }))).toBe('not_found');
    const lots = await counts({ [lotId]: { units: '19', reason: '破损一支未登记' } });
    const { number, differing } = accepted(await hands({ lots }));
    expect(differing).toBe(1);
    expect(reasonOf(await hands())).toBe('handover_done');
    expect(await tasksOf(world.chief)).toContain('handover_open');
    const record = await handoverByNumber(world.services.db.read, number);
    const [line] = await linesOfHandover(world.services.db.read, record?.document.id ?? 0);
    expect(line?.line).toMatchObject({ bookBase: 20, countedBase: 19, reason: '破损一支未登记' });
    const seen = { key: key(), number, seenVersion: record?.document.version ?? 0 };
    const finding = { finding: '已走报损' };
    expect(reasonOf(await closeHandover(world.services, world.zhao, seen, finding))).toBe('forbidden');
    expect(reasonOf(await closeHandover(world.services, world.chief, { ...seen, key: key() }, { finding: ' ' }))).toBe(
      'reason_missing',
    );
    expect(reasonOf(await closeHandover(world.services, world.chief, { ...seen, key: key() }, finding))).toBe('ok');
    expect(reasonOf(await closeHandover(world.services, world.chief, { ...seen, key: key() }, finding))).not.toBe('ok');
    expect(await tasksOf(world.chief)).not.toContain('handover_open');
  });

  it('is where the next one begins, and is told when it is late', async () => {
    world.clock.set(world.clock.now() + 2 * HOUR_MS);
    expect(await tasksOf(world.wang)).not.toContain('handover_late');
    const { number } = accepted(await hands({ shift: 'evening' }));
    const record = await handoverByNumber(world.services.db.read, number);
    const [line] = await linesOfHandover(world.services.db.read, record?.document.id ?? 0);
    expect(line?.previousBase).toBe(19);
    world.clock.set(world.clock.now() + DAY_MS + HOUR_MS);
    expect(await tasksOf(world.wang)).toContain('handover_late');
    expect(await tasksOf(world.chief)).toContain('handover_late');
  });

  it('knows its shifts and when the next is due', () => {
    expect(shiftAt(Date.parse('2026-11-23T00:00:00Z'))).toBe('day');
    expect(shiftAt(Date.parse('2026-11-23T08:00:00Z'))).toBe('evening');
    expect(shiftAt(Date.parse('2026-11-22T16:00:00Z'))).toBe('night');
    expect(handoverDueAt(null, 60)).toBeNull();
    expect(handoverDueAt(0, 60)).toBe(HOUR_MS);
    const rows = running({ totalBase: 5, lots: new Map([[1, 5]]) }, [{ lotId: 1, deltaBase: -2 }]);
    expect(rows).toEqual([{ lotId: 1, deltaBase: -2, lotBase: 3, totalBase: 3 }]);
  });
});

describe('empty ampoules', () => {
  it('come back against their line, never more than went out, and are destroyed by two', async () => {
    const item = await addControlled(world, '瑞芬太尼注射液');
    const { lineId, number } = await issued(world, await inSafe(world, 10, item), 5, item);
    const { services, wang } = world;
    const by = await second(world);
    const back = (pieces: number, stands: typeof by | null = by) =>
      returnAmpoules(services, wang, key(), { lineId, pieces, returnedBy: '李护士' }, stands);
    expect(reasonOf(await back(6))).toBe('ampoules_too_many');
    expect(reasonOf(await back(2, null))).toBe('witness_missing');
    expect(reasonOf(await back(2, { ...by, userId: wang.userId }))).toBe('witness_same_person');
    const afar = await ofCounty();
    expect(reasonOf(await back(2, afar))).toBe('witness_not_here');
    expect(
      reasonOf(await returnAmpoules(services, world.sun, key(), { lineId, pieces: 1, returnedBy: '孙' }, by)),
    ).toBe('not_found');
    expect(accepted(await back(3)).left).toBe(2);
    expect(reasonOf(await back(3))).toBe('ampoules_too_many');
    world.clock.set(world.clock.now() + 8 * DAY_MS);
    expect(await tasksOf(wang)).toContain('ampoules_late');
    expect(accepted(await back(2)).left).toBe(0);
    expect(await owedAmpoules(services.db.read, world.branch.path, { since: 0, size: 9, q: number })).toEqual([]);
    const record = { key: key(), number, seenVersion: 99 };
    const full = { lines: [{ lineNumber: 1, quantityBase: 1 }], reason: '退' };
    const seen = { ...record, seenVersion: 1 };
    expect(reasonOf(await returnIssue(services, wang, seen, full, by))).toBe('issue_return_too_much');
    expect(reasonOf(await reverseIssue(services, wang, { ...seen, key: key() }, { reason: '错' }, by))).toBe(
      'issue_has_ampoules',
    );
    const ids = (await ampoulesToDestroy(services.db.read, world.branch.id)).map((row) => row.id);
    const destroy = (chosen: number[], stands: typeof by | null = by) =>
      destroyAmpoules(services, wang, key(), { place: { ...world.branch, shortName: '分院' }, ids: chosen }, stands);
    expect(reasonOf(await destroy([]))).toBe('ampoules_none_chosen');
    expect(reasonOf(await destroy(ids, null))).toBe('witness_missing');
    expect(reasonOf(await destroy(ids, afar))).toBe('witness_not_here');
    expect(reasonOf(await destroy([...ids, 999]))).toBe('ampoules_destroyed');
    expect(accepted(await destroy(ids)).pieces).toBe(5);
    expect(reasonOf(await destroy(ids))).toBe('ampoules_destroyed');
    const rows = await services.db.read.select().from(ampouleReturn).where(eq(ampouleReturn.issueLineId, lineId));
    expect(rows.every((row) => row.destroyedBy === wang.userId && row.destructionWitnessId === by.userId)).toBe(true);
  });

  it('are not asked for of tablets, and residue is poured away before a witness', async () => {
    const tablets = await addControlled(world, '吗啡片', { form: '片剂', baseUnit: '片' });
    const out = await issued(world, await inSafe(world, 10, tablets), 2, tablets);
    expect(await ampouleLine(world.services.db.read, out.lineId)).toBeUndefined();
    const { lineId } = await issued(world, await inSafe(world, 10), 1);
    const poured = { lineId, amount: '0.5ml', method: '倒入下水道冲净' };
    expect(reasonOf(await pourAway(world.services, world.wang, key(), poured, null))).toBe('witness_missing');
    accepted(await pourAway(world.services, world.wang, key(), poured, await second(world)));
    const rows = (await register(world)).rows.filter((row) => row.residues.length > 0);
    expect(rows[0]?.residues[0]).toContain('0.5ml');
  });
});

describe('a purchase card', () => {
  const input = { number: '赣印001', classes: ['narcotic' as const], buyers: '王、赵' };
  it('is needed for its classes from its first day to its last, unless withdrawn', async () => {
    const { services, chief, branch, fentanyl } = world;
    const today = dayOf(world.clock.now());
    const spanned = { ...input, organisationCode: branch.code, validFrom: today, validTo: '2027-06-30' };
    const bought = [{ organisationId: branch.id, itemId: fentanyl.id }];
    const buys = async (day = today) => reasonOf(await checkCards(services.db.read, bought, day));
    expect(await buys()).toBe('card_missing');
    expect(reasonOf(await recordCard(services, world.wang, key(), spanned))).toBe('forbidden');
    expect(reasonOf(await recordCard(services, chief, key(), { ...spanned, classes: [] }))).toBe('card_class_missing');
    expect(reasonOf(await recordCard(services, chief, key(), { ...spanned, validTo: '2020-01-01' }))).toBe('card_span');
    accepted(await recordCard(services, chief, key(), spanned));
    expect(reasonOf(await recordCard(services, chief, key(), spanned))).toBe('card_number_taken');
    expect(await buys()).toBe('ok');
    expect(await buys('2027-07-01')).toBe('card_missing');
    const midazolam = await addControlled(world, '司可巴比妥', { controlClass: 'psychotropic_1' });
    const other = [{ organisationId: branch.id, itemId: midazolam.id }];
    expect(reasonOf(await checkCards(services.db.read, other, today))).toBe('card_missing');
    const [card] = await listCards(services.db.read, '/', '001');
    expect(reasonOf(await withdrawCard(services, chief, key(), { id: card?.id ?? 0, reason: ' ' }))).toBe(
      'reason_missing',
    );
    accepted(await withdrawCard(services, chief, key(), { id: card?.id ?? 0, reason: '换发' }));
    expect(reasonOf(await withdrawCard(services, chief, key(), { id: card?.id ?? 0, reason: '换发' }))).toBe(
      'card_withdrawn',
    );
    expect(await buys()).toBe('card_missing');
    expect(needsCard('toxic')).toBe(false);
  });

  it('is told before it lapses', async () => {
    const soon = { ...input, number: '赣印002', organisationCode: world.branch.code };
    const today = dayOf(world.clock.now());
    const validTo = dayOf(world.clock.now() + 30 * DAY_MS);
    accepted(await recordCard(world.services, world.chief, key(), { ...soon, validFrom: today, validTo }));
    expect(await tasksOf(world.chief)).toContain('card_lapses');
    const db = world.services.db;
    await db.transaction((tx) =>
      tx.update(purchaseCard).set({ withdrawn: true }).where(eq(purchaseCard.number, '赣印002')),
    );
    expect(await tasksOf(world.chief)).not.toContain('card_lapses');
  });
});
