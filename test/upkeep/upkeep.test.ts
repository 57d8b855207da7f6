/** Upkeep: which goods are on which list, doing it by line or at once, problems that hold goods and how they end. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '../../src/jobs/commands.ts';
import { paths } from '../../src/paths.ts';
import { finishRest, recordFinding, releaseLine } from '../../src/upkeep/do-commands.ts';
import { linesOf, listUpkeeps } from '../../src/upkeep/list-queries.ts';
import { makeUpkeep, upkeepDue } from '../../src/upkeep/make-commands.ts';
import { periodOf } from '../../src/upkeep/rules.ts';
import { upkeepByNumber } from '../../src/upkeep/upkeep-record.ts';
import { issues, key, onHand, reasonOf, stocked } from '../counts/count-world.ts';
import { chilled, openStorageWorld, type StorageWorld } from '../storage/storage-world.ts';
import { accepted, addItem, addMember, addStock, addStore } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: StorageWorld;
const lots = { plain: 0, near: 0, cold: 0, special: 0, rejected: 0 };
beforeAll(async () => {
  world = await openStorageWorld();
  const { item, lotId } = await stocked(world, 100, { genericName: '布洛芬' });
  lots.plain = lotId;
  const at = { item, quantityBase: 10, organisationId: world.branch.id };
  lots.near = await addStock(world.services, world.store, { ...at, expiresOn: '2027-01-31' });
  const apart = await addStore(world.services, world.branch, 'rejected');
  lots.rejected = await addStock(world.services, apart, at);
  lots.cold = (await chilled(world)).lotId;
  const special = await addItem(world.services, { controlClass: 'psychotropic_2', storageZone: 'controlled' });
  const safe = await addStore(world.services, world.branch, 'controlled');
  lots.special = await addStock(world.services, safe, { ...at, item: special });
});
afterAll(() => endWhole(world));

const makes = (kind: 'key' | 'general', actor = world.first) =>
  makeUpkeep(world.services, actor, key(), { organisationCode: world.branch.code, kind });

async function loaded(number: string) {
  const found = await upkeepByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
}
const seen = async (number: string) => ({ key: key(), number, seenVersion: (await loaded(number)).document.version });
const linesIn = async (number: string) =>
  linesOf(world.services.db.read, (await loaded(number)).document.id, { tab: 'all' }, { size: 50 });

describe('periods', () => {
  it.each([
    ['key', '2026-02-10', '2026-02', '2026-02-28'],
    ['key', '2026-12-31', '2026-12', '2026-12-31'],
    ['general', '2026-11-23', '2026Q4', '2026-12-31'],
    ['general', '2026-01-01', '2026Q1', '2026-03-31'],
  ] as const)('of a %s list on %s are %s until %s', (kind, day, period, dueOn) => {
    expect(periodOf(kind, day)).toMatchObject({ period, dueOn });
  });
});

describe('upkeep', () => {
  it('lists key goods apart from the rest, once for each period', async () => {
    const general = accepted(await makes('general'));
    expect((await linesIn(general.number)).map(({ line }) => [line.lotId, line.why])).toEqual([[lots.plain, 'all']]);
    expect(reasonOf(await makes('general'))).toBe('upkeep_known');
    expect(reasonOf(await makes('key', world.accountant))).toBe('forbidden');
    const before = await upkeepNumbers();
    expect(await runJob(world.services, upkeepDue, 'test')).toBe(true);
    const made = (await upkeepNumbers()).filter((number) => !before.includes(number));
    expect(made).toHaveLength(1);
    const lines = await linesIn(made[0] ?? '');
    expect(new Map(lines.map(({ line }) => [line.lotId, line.why]))).toEqual(
      new Map([
        [lots.near, 'near_expiry'],
        [lots.cold, 'cold'],
        [lots.special, 'special'],
      ]),
    );
    expect(reasonOf(await makes('key'))).toBe('upkeep_known');
  });

  it('is done by line or at once, and what was found is not written over', async () => {
    const [number = ''] = await upkeepNumbers('key');
    const lines = await linesIn(number);
    const cold = lines.find(({ line }) => line.lotId === lots.cold)?.line.id ?? 0;
    const near = lines.find(({ line }) => line.lotId === lots.near)?.line.id ?? 0;
    const finds = (lineId: number, more: object, actor = world.first) =>
      recordFinding(
        world.services,
        actor,
        { key: key(), number },
        { lineId, finding: 'good', problem: '', measure: '', ...more },
      );
    expect(reasonOf(await finds(cold, { finding: 'problem' }))).toBe('upkeep_problem_missing');
    expect(reasonOf(await finds(cold, { finding: 'problem', problem: '冻结' }))).toBe('upkeep_measure_missing');
    expect(reasonOf(await finds(77777, {}))).toBe('not_found');
    const problem = { finding: 'problem', problem: '冻结', measure: '单放' };
    accepted(await finds(cold, problem));
    expect(reasonOf(await finds(cold, {}))).toBe('upkeep_line_done');
    const taken = await issues({ ...world, store: world.fridge }, lots.cold, 1);
    expect(reasonOf(taken)).toBe('lot_quarantined');
    accepted(await finds(near, {}));
    const stale = await seen(number);
    accepted(await finishRest(world.services, world.second, stale));
    expect(reasonOf(await finishRest(world.services, world.first, await seen(number)))).toBe('upkeep_all_done');
    expect((await loaded(number)).document.status).toBe('done');
    const settles = (lineId: number, actor = world.quality) =>
      releaseLine(world.services, actor, { key: key(), number }, { lineId, why: '复检合格' });
    expect(reasonOf(await settles(cold, world.first))).toBe('forbidden');
    expect(reasonOf(await settles(near))).toBe('upkeep_no_problem');
    accepted(await settles(cold));
    accepted(await issues({ ...world, store: world.fridge }, lots.cold, 1));
    expect(await onHand(world, lots.plain)).toBe(100);
  });

  it('has pages, a record and files, and is shut for others', async () => {
    const [number = ''] = await upkeepNumbers('general');
    const keeper = await signIn(world.app, world.first.login);
    expect((await keeper.get(paths.home())).text).toContain(number);
    const page = (await keeper.get(paths.upkeep(number, { q: '布洛芬' }))).text;
    expect(page).toContain('布洛芬');
    const line = (await linesIn(number))[0]?.line.id ?? 0;
    const bad = { idempotency_key: key(), line: String(line), finding: 'problem', problem: '受潮' };
    const refused = await keeper.post(paths.upkeepFindings(number), bad);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('受潮');
    const whole = { ...bad, idempotency_key: key(), measure: '单放' };
    expect((await keeper.post(paths.upkeepFindings(number), whole)).status).toBe(303);
    const again = { idempotency_key: key(), organisation: world.branch.code, kind: 'general' };
    expect((await keeper.post(paths.upkeeps(), again)).status).toBe(422);
    expect((await keeper.get(paths.upkeepPaper(number))).text.startsWith('%PDF')).toBe(true);
    expect((await keeper.get(paths.upkeepExport(number, 'csv'))).text).toContain('受潮');
    expect((await keeper.get(paths.upkeepsExport('csv', { kind: 'general' }))).text).toContain(number);
    const quality = await signIn(world.app, world.quality.login);
    expect((await quality.get(paths.upkeep(number, { tab: 'problem' }))).text).toContain('放行');
    const elsewhere = await addMember(world.services, { kind: 'branch', parent: world.head });
    const { addPerson } = await import('../support/build.ts');
    const stranger = await signIn(world.app, (await addPerson(world.services, elsewhere, 'branch_head')).login);
    expect((await stranger.get(paths.upkeep(number))).status).toBe(404);
    expect((await stranger.post(paths.upkeepFindings(number), whole)).status).toBe(404);
  });
});

async function upkeepNumbers(kind?: 'key' | 'general'): Promise<string[]> {
  const page = { size: 50, today: '2026-11-23' };
  const rows = await listUpkeeps(world.services.db.read, '/', kind === undefined ? {} : { kind }, page);
  return rows.map((row) => row.number);
}
