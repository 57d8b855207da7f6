/** A recall from its notice to its report: matched in part, frozen in one act, told, answered, let go, closed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeLots } from '../../src/ledger/lots.ts';
import { addTargets, removeTarget } from '../../src/recalls/draft-commands.ts';
import { closeRecall, releaseLot, withdrawRecall } from '../../src/recalls/end-commands.ts';
import { confirmLots, dropLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { recallByNumber, targetsOf } from '../../src/recalls/record-queries.ts';
import { reportFor } from '../../src/recalls/report-queries.ts';
import { balances } from '../../src/recalls/sums.ts';
import { recallTasks } from '../../src/recalls/task-queries.ts';
import { accepted, addPerson, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  allAnswer,
  answers,
  batch,
  candidatesOf,
  entered,
  forward,
  frozen,
  frozenBy,
  key,
  moves,
  noticesFor,
  openRecallWorld,
  type RecallWorld,
  reasonOf,
  seen,
  UNPAPERED,
} from './recall-world.ts';

let world: RecallWorld;
beforeAll(async () => {
  world = await openRecallWorld();
});
afterAll(() => endWhole(world, UNPAPERED));

const HOUR = 3_600_000;
const head = async (number: string) => {
  const found = await recallByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};

const viewerOf = (person: TestPerson) => ({
  ...person,
  organisationKind: 'branch' as const,
  organisationPath: world.branch.path,
  language: 'zh' as const,
  theme: 'auto' as const,
  mustChangePassword: false,
});
const taskCodes = async (person: TestPerson, number: string) =>
  (await recallTasks(world.services.db.read, viewerOf(person), world.clock.now()))
    .filter((task) => task.subject === number)
    .map((task) => task.code);

describe('a recall', () => {
  it('offers lots known in part, takes none by itself, and freezes what was confirmed everywhere at once', async () => {
    const of = await batch(world, 'PA-77310X');
    const other = await batch(world, 'PA-77311Z', of.item);
    const number = await entered(world, { item: of.item.genericName, lots: '7731*' });
    const offered = await candidatesOf(world, number);
    expect(offered.map((one) => [one.number, one.how])).toEqual([
      ['PA-77310X', 'part'],
      ['PA-77311Z', 'part'],
    ]);
    expect(offered[0]?.onHandBase).toBe(456);
    expect(await frozenBy(world, of.lotId)).toBeNull();
    expect(await taskCodes(world.quality, number)).toEqual(['recall_freeze']);
    accepted(await confirmLots(world.services, world.quality, await seen(world, number), [of.lotId]));
    const done = accepted(await freezeRecall(world.services, world.quality, await seen(world, number)));
    expect(done).toEqual({ lots: 1, members: 3 });
    expect(await frozenBy(world, of.lotId)).toBe('recall');
    expect(await frozenBy(world, other.lotId)).toBeNull();
    const { stores, branch } = world;
    const base = { lotId: of.lotId, base: 1 };
    expect(reasonOf(await moves(world, 'issue', { ...base, from: stores.branch }))).toBe('lot_recalled');
    const sent = await moves(world, 'dispatch', { ...base, from: stores.head, to: branch.transitId });
    expect(reasonOf(sent)).toBe('lot_recalled');
    const told = await noticesFor(world, number);
    expect(told.map(({ notice }) => [notice.books.lots[0], notice.dueAt - notice.sentAt])).toEqual([
      [{ lotId: of.lotId, onHandBase: 312, inTransitBase: 0, usedBase: 0 }, 24 * HOUR],
      [{ lotId: of.lotId, onHandBase: 72, inTransitBase: 48, usedBase: 24 }, 24 * HOUR],
      [{ lotId: of.lotId, onHandBase: 24, inTransitBase: 0, usedBase: 0 }, 24 * HOUR],
    ]);
    accepted(await confirmLots(world.services, world.quality, await seen(world, number), [other.lotId]));
    expect(await frozenBy(world, other.lotId)).toBe('recall');
    expect((await noticesFor(world, number)).every(({ notice }) => notice.books.lots.length === 2)).toBe(true);
    accepted(await withdrawRecall(world.services, world.quality, await seen(world, number), { why: '登记错了' }));
  });

  it('is answered by every member in time or late, and closed with a report that adds up', async () => {
    const of = await batch(world);
    const number = await frozen(world, of);
    const { doctor, clinic, quality, chief } = world;
    expect(await taskCodes(doctor, number)).toEqual(['recall_answer']);
    const empty = await answers(world, number, { person: doctor, code: clinic.code, found: {} });
    expect(reasonOf(empty)).toBe('recall_found_missing');
    const foreign = { person: doctor, code: world.branch.code, found: { [of.lotId]: '1' } };
    expect(reasonOf(await answers(world, number, foreign))).toBe('not_found');
    const county = { person: world.keeper, code: clinic.code, found: { [of.lotId]: '1' } };
    expect(reasonOf(await answers(world, number, county))).toBe('recall_not_here');
    const nonsense = { person: doctor, code: clinic.code, found: { [of.lotId]: '-3' } };
    expect(reasonOf(await answers(world, number, nonsense))).not.toBe('ok');
    expect(reasonOf(await closeRecall(world.services, chief, await seen(world, number), { why: '' }))).toBe(
      'recall_unanswered',
    );
    forward(world, 25 * HOUR);
    expect(await taskCodes(doctor, number)).toEqual(['recall_late']);
    expect(await taskCodes(quality, number)).toEqual(['recall_chase']);
    await allAnswer(world, number, of);
    expect(await taskCodes(quality, number)).toEqual(['recall_close']);
    expect(reasonOf(await closeRecall(world.services, chief, await seen(world, number), { why: '' }))).toBe(
      'recall_left',
    );
    accepted(await closeRecall(world.services, chief, await seen(world, number), { why: '移交公司销毁' }));
    const report = await reportFor(world.services.db.read, await head(number));
    expect(report).toMatchObject({ told: 3, answered: 3, late: 3, patients: 2, differenceBase: -4, leftBase: 456 });
    expect(report.recovery).toEqual({ recoveredBase: 456, reachableBase: 480 });
    expect(report.lots.every(balances)).toBe(true);
    const after = { person: doctor, code: clinic.code, found: { [of.lotId]: '24' } };
    expect(reasonOf(await answers(world, number, after))).toBe('recall_over');
  });

  it('lets a lot go by another person alone, and gives back what froze it before', async () => {
    const of = await batch(world);
    await world.services.db.transaction((tx) => freezeLots(tx, [of.lotId], 'quality'));
    const number = await frozen(world, of, { handling: 'rework' });
    const input = { lotId: of.lotId, why: '说明书已更换' };
    expect(reasonOf(await releaseLot(world.services, world.quality, await seen(world, number), input))).toBe(
      'recall_own',
    );
    const clerk = await addPerson(world.services, world.head, 'storekeeper');
    expect(reasonOf(await releaseLot(world.services, clerk, await seen(world, number), input))).toBe('forbidden');
    accepted(await releaseLot(world.services, world.chief, await seen(world, number), input));
    expect(await frozenBy(world, of.lotId)).toBe('quality');
    expect(reasonOf(await releaseLot(world.services, world.chief, await seen(world, number), input))).toBe(
      'recall_not_held',
    );
    await allAnswer(world, number, of);
    accepted(await closeRecall(world.services, world.quality, await seen(world, number), { why: '' }));
  });

  it('keeps a lot frozen while another recall holds it, and ends where it began', async () => {
    const of = await batch(world);
    const [first, second] = [await frozen(world, of), await frozen(world, of, { level: 2 })];
    const why = { why: '登记错了' };
    accepted(await withdrawRecall(world.services, world.quality, await seen(world, first), why));
    expect(await frozenBy(world, of.lotId)).toBe('recall');
    accepted(await withdrawRecall(world.services, world.quality, await seen(world, second), why));
    expect(await frozenBy(world, of.lotId)).toBeNull();
    const answered = await frozen(world, of);
    await allAnswer(world, answered, of);
    expect(reasonOf(await withdrawRecall(world.services, world.quality, await seen(world, answered), why))).toBe(
      'recall_own',
    );
    accepted(await withdrawRecall(world.services, world.chief, await seen(world, answered), why));
    expect(await frozenBy(world, of.lotId)).toBeNull();
  });
});

describe('a drill', () => {
  it('matches, tells and is answered and closed, and freezes nothing', async () => {
    const of = await batch(world);
    const number = await frozen(world, of, { drill: true });
    expect(await frozenBy(world, of.lotId)).toBeNull();
    const { stores } = world;
    expect(reasonOf(await moves(world, 'issue', { lotId: of.lotId, from: stores.branch, base: 1 }))).toBe('ok');
    expect(await taskCodes(world.doctor, number)).toEqual(['recall_drill']);
    const release = await releaseLot(world.services, world.chief, await seen(world, number), {
      lotId: of.lotId,
      why: 'x',
    });
    expect(reasonOf(release)).toBe('recall_drill_holds_none');
    await allAnswer(world, number, of);
    accepted(await closeRecall(world.services, world.quality, await seen(world, number), { why: '' }));
    expect(await frozenBy(world, of.lotId)).toBeNull();
  });
});

describe('what is refused', () => {
  it('names who may, the page that is old, and what was done already', async () => {
    const of = await batch(world);
    const number = await entered(world, { item: of.item.code, lots: of.number });
    const { services, quality, pharmacist } = world;
    expect(reasonOf(await freezeRecall(services, pharmacist, await seen(world, number)))).toBe('forbidden');
    expect(reasonOf(await confirmLots(services, quality, await seen(world, number), []))).toBe('recall_nothing_chosen');
    expect(reasonOf(await confirmLots(services, quality, await seen(world, number), [999_999]))).toBe(
      'recall_lot_unknown',
    );
    const old = await seen(world, number);
    accepted(await confirmLots(services, quality, await seen(world, number), [of.lotId]));
    expect(reasonOf(await freezeRecall(services, quality, old))).toBe('stale');
    accepted(await dropLots(services, quality, await seen(world, number), [of.lotId]));
    const [target] = await targetsOf(services.db.read, (await head(number)).document.id);
    accepted(await removeTarget(services, quality, await seen(world, number), target?.target.id ?? 0));
    expect(reasonOf(await removeTarget(services, quality, await seen(world, number), 1))).toBe('not_found');
    expect(reasonOf(await freezeRecall(services, quality, await seen(world, number)))).toBe('recall_no_lots');
    const targets = [{ itemText: of.item.code, lotNumber: of.number, match: 'exact' as const }];
    expect(accepted(await addTargets(services, quality, await seen(world, number), targets)).added).toBe(1);
    expect(accepted(await addTargets(services, quality, await seen(world, number), targets)).added).toBe(0);
    accepted(await confirmLots(services, quality, await seen(world, number), [of.lotId]));
    const once = await seen(world, number);
    accepted(await freezeRecall(services, quality, once));
    expect((await freezeRecall(services, quality, once)).ok).toBe(true);
    expect(reasonOf(await freezeRecall(services, quality, { ...once, key: key() }))).toBe('stale');
    const { seenVersion: _seen, ...blind } = { ...once, key: key() };
    expect(reasonOf(await freezeRecall(services, quality, blind))).toBe('wrong_state');
    accepted(await withdrawRecall(services, quality, await seen(world, number), { why: '试验' }));
  });
});
