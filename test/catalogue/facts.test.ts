/** Dated facts on both engines: recorded, read as of a day, taken back, corrected, brought into force by the clock. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { itemFact } from '../../db/schema/catalogue.ts';
import { jobLease } from '../../db/schema/settings.ts';
import { importItems } from '../../src/catalogue/commands.ts';
import { planBatch, recordFacts } from '../../src/catalogue/fact-batch-commands.ts';
import { correctFact, type FactInput, recordFact, withdrawFact } from '../../src/catalogue/fact-commands.ts';
import { factHistory, factsOn } from '../../src/catalogue/fact-queries.ts';
import { UNRECORDED } from '../../src/catalogue/facts.ts';
import { itemByCode } from '../../src/catalogue/queries.ts';
import { revisionOf } from '../../src/catalogue/revision-queries.ts';
import { runDailyJobs, startJobs } from '../../src/jobs/run.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actor, seedPeople } from './people.ts';
import { draft } from './sample.ts';

const NOW = Date.parse('2026-11-23T01:40:00Z');
const TODAY = '2026-11-23';
let test: TestDatabase;
const clock = new SettableClock(NOW);
const services = () => ({ db: test.db, clock });
const ids = new Map<string, number>();
const id = (code: string) => ids.get(code) ?? 0;

beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
  const drafts = [
    draft('F001', '甲地平片', { essential: true }),
    draft('F002', '乙哌酯片', { controlClass: 'psychotropic_1', storageZone: 'controlled' }),
    draft('F003', '丙头孢胶囊'),
    draft('F004', '丁格列片'),
    draft('F005', '戊敷料', { kind: 'consumable' }),
    draft('F006', '己沙坦片'),
  ];
  expect(await importItems(services(), actor, drafts)).toMatchObject({ ok: true });
  for (const { code } of drafts) ids.set(code ?? '', (await itemByCode(test.db.read, code ?? ''))?.id ?? 0);
});
afterAll(() => test.drop());

const fact = (change: Partial<FactInput>): FactInput => ({
  itemId: id('F003'),
  type: 'insurance',
  value: 'b',
  effectiveFrom: TODAY,
  legalBasis: '医保目录',
  ...change,
});
const record = (change: Partial<FactInput>, who = actor) => recordFact(services(), who, null, fact(change));
const on = async (code: string, day: string) => (await factsOn(test.db.read, [id(code)], day)).get(id(code));
const rowsOf = async (code: string, type: FactInput['type']) =>
  (await factHistory(test.db.read, id(code))).filter((row) => row.type === type);

describe('what an import writes', () => {
  it('dates the facts it brings, the essential list by its edition', async () => {
    expect(await on('F001', TODAY)).toMatchObject({ essential: '2026', control_class: 'none', storage_zone: 'room' });
    expect(await on('F001', '2026-08-31')).toMatchObject({ essential: 'no', storage_zone: 'room' });
    expect(await on('F002', '2021-05-01')).toMatchObject({ control_class: 'psychotropic_1' });
    expect(await on('F003', '2019-12-31')).toEqual(UNRECORDED);
  });

  it('closes yesterday what a second import says otherwise, and keeps the edition of a bare yes', async () => {
    const again = [draft('F006', '己沙坦片', { storageZone: 'cool' }), draft('F001', '甲地平片', { essential: true })];
    expect(await importItems(services(), actor, again)).toMatchObject({ value: { changed: 1, unchanged: 1 } });
    expect(await rowsOf('F006', 'storage_zone')).toMatchObject([
      { value: 'room', effectiveTo: '2026-11-22' },
      { value: 'cool', effectiveFrom: TODAY, effectiveTo: null },
    ]);
    await importItems(services(), actor, [draft('F006', '己沙坦片', { storageZone: 'room' })]);
    expect(await rowsOf('F006', 'storage_zone')).toMatchObject([{ value: 'room' }, { value: 'room' }]);
    expect(await rowsOf('F001', 'essential')).toHaveLength(1);
  });
});

describe('recording', () => {
  it('closes the row before, copies what holds today, and counts the writing', async () => {
    const before = await revisionOf(test.db.read);
    expect(await record({ type: 'storage_zone', value: 'cold' })).toMatchObject({ ok: true });
    expect(await itemByCode(test.db.read, 'F003')).toMatchObject({ storageZone: 'cold' });
    expect(await record({ type: 'essential', value: '2026△' })).toMatchObject({ ok: true });
    expect(await itemByCode(test.db.read, 'F003')).toMatchObject({ essential: true });
    expect(await on('F003', '2026-11-22')).toMatchObject({ storage_zone: 'room', essential: 'no' });
    expect(await revisionOf(test.db.read)).toBeGreaterThanOrEqual(before + 2);
  });

  it('refuses what may not be', async () => {
    const who = { ...actor, roles: ['buyer' as const] };
    expect(await record({}, who)).toMatchObject({ reason: 'forbidden' });
    expect(await record({ itemId: 999_999 })).toMatchObject({ reason: 'not_found' });
    expect(await record({ value: 'z' })).toMatchObject({ reason: 'fact_value', field: 'value' });
    expect(await record({ effectiveFrom: '2026-13-01' })).toMatchObject({ reason: 'fact_day' });
    expect(await record({ type: 'storage_zone', value: 'room', effectiveFrom: TODAY })).toMatchObject({
      reason: 'fact_overlaps',
    });
    expect(await record({ type: 'storage_zone', value: 'cold', effectiveFrom: '2026-12-01' })).toMatchObject({
      reason: 'fact_same',
    });
    const chronic = { itemId: id('F005'), type: 'chronic' as const, value: 'copd' };
    expect(await record(chronic)).toMatchObject({ reason: 'fact_not_of_kind' });
    const out = { itemId: id('F002'), type: 'storage_zone' as const, value: 'room' };
    expect(await record(out)).toMatchObject({ reason: 'fact_needs_cabinet' });
    const narcotic = { type: 'control_class' as const, value: 'narcotic', effectiveFrom: '2027-01-01' };
    expect(await record(narcotic)).toMatchObject({ reason: 'fact_needs_cabinet' });
    expect(await rowsOf('F002', 'storage_zone')).toHaveLength(1);
  });

  it('lets one of two who record at once win', async () => {
    const answers = await Promise.all([record({ value: 'a' }), record({ value: 'b' }), record({ value: 'a' })]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await rowsOf('F003', 'insurance')).toHaveLength(1);
  });
});

describe('taking back and correcting', () => {
  it('takes back what is ahead, so that the row before holds on', async () => {
    const ahead = { itemId: id('F004'), type: 'high_alert' as const, value: 'A', effectiveFrom: '2027-01-01' };
    await record({ ...ahead, value: 'B', effectiveFrom: TODAY });
    await record(ahead);
    const [first, second] = await rowsOf('F004', 'high_alert');
    expect(first).toMatchObject({ effectiveTo: '2026-12-31' });
    const request = { itemId: id('F004'), type: 'high_alert' as const };
    const withdraw = (factId: number) => withdrawFact(services(), actor, null, { ...request, factId });
    expect(await withdraw(first?.id ?? 0)).toMatchObject({ reason: 'fact_in_force' });
    expect(await withdraw(second?.id ?? 0)).toMatchObject({ ok: true });
    expect(await withdraw(second?.id ?? 0)).toMatchObject({ reason: 'not_found' });
    expect(await rowsOf('F004', 'high_alert')).toMatchObject([{ value: 'B', effectiveTo: null }]);
  });

  it('corrects a row, keeps what stood there in the trail, and copies what holds today', async () => {
    const [row] = await rowsOf('F004', 'storage_zone');
    const request = { itemId: id('F004'), type: 'storage_zone' as const, factId: row?.id ?? 0 };
    const words = { legalBasis: '说明书', reason: '录错了' };
    const correct = (value: string) => correctFact(services(), actor, null, { ...request, ...words, value });
    expect(await correct('room')).toMatchObject({ reason: 'fact_same' });
    expect(await correct('warm')).toMatchObject({ reason: 'fact_value' });
    expect(await correct('cool')).toMatchObject({ ok: true });
    expect(await itemByCode(test.db.read, 'F004')).toMatchObject({ storageZone: 'cool' });
    const [trail] = await test.db.read
      .select()
      .from(auditRow)
      .where(eq(auditRow.act, 'catalogue.correct_fact'))
      .limit(9);
    expect(trail?.outcome).toBe('refused');
    const all = await test.db.read.select().from(auditRow).where(eq(auditRow.act, 'catalogue.correct_fact'));
    expect(all.find((each) => each.outcome === 'done')?.before).toContain('room');
  });
});

describe('many at once', () => {
  const input = () => ({
    itemIds: [id('F001'), id('F004'), id('F005'), 999_999],
    type: 'key_monitored' as const,
    value: 'yes',
    effectiveFrom: TODAY,
    legalBasis: '重点监控目录第三批',
  });

  it('plans each item and records those that can be', async () => {
    await record({ itemId: id('F004'), type: 'key_monitored', value: 'yes', effectiveFrom: '2026-06-01' });
    const planned = await planBatch(test.db.read, input(), TODAY);
    const lines = planned.ok ? planned.value : [];
    expect(lines.map((line) => [line.item.code, line.before, line.refusal?.reason ?? null])).toEqual([
      ['F001', 'no', null],
      ['F004', 'yes', 'fact_same'],
      ['F005', 'no', null],
    ]);
    const answer = await recordFacts(services(), actor, 'key-batch-1', input());
    expect(answer).toMatchObject({ ok: true, value: { recorded: 2, left: 1 } });
    expect(await recordFacts(services(), actor, 'key-batch-1', input())).toMatchObject({ repeated: true });
    expect(await recordFacts(services(), actor, null, input())).toMatchObject({ reason: 'facts_nothing' });
    expect(await on('F001', TODAY)).toMatchObject({ key_monitored: 'yes' });
  });

  it('refuses a wrong value, a wrong day and people who may not', async () => {
    expect(await recordFacts(services(), actor, null, { ...input(), value: 'ja' })).toMatchObject({
      reason: 'fact_value',
    });
    expect(await recordFacts(services(), actor, null, { ...input(), effectiveFrom: '2050-01-01' })).toMatchObject({
      reason: 'fact_day',
    });
    const doctor = { ...actor, roles: ['village_doctor' as const] };
    expect(await recordFacts(services(), doctor, null, input())).toMatchObject({ reason: 'forbidden' });
  });
});

describe('the clock', () => {
  it('brings facts into force on their day, once, as an act of the system', async () => {
    const ahead = { itemId: id('F004'), type: 'control_class' as const, value: 'psychotropic_2' };
    expect(await record({ ...ahead, effectiveFrom: '2026-11-25' })).toMatchObject({ ok: true });
    expect(await runDailyJobs(services())).toBe(true);
    expect(await itemByCode(test.db.read, 'F004')).toMatchObject({ controlClass: 'none' });
    clock.set(NOW + 2 * 86_400_000);
    await Promise.all([runDailyJobs(services()), runDailyJobs(services())]);
    expect(await itemByCode(test.db.read, 'F004')).toMatchObject({ controlClass: 'psychotropic_2' });
    const acts = await test.db.read.select().from(auditRow).where(eq(auditRow.act, 'catalogue.facts_in_force'));
    expect(acts.map((row) => [row.subject, row.actorId, row.outcome])).toEqual([
      ['2026-11-23', 0, 'done'],
      ['2026-11-25', 0, 'done'],
    ]);
    const job = 'catalogue.facts_in_force';
    expect(await test.db.read.select().from(jobLease).where(eq(jobLease.job, job))).toMatchObject([
      { job, lastOutcome: 'done' },
    ]);
    clock.set(NOW);
  });

  it('goes on with the other jobs when one fails, tries it again, and stops in order', async () => {
    const said: string[] = [];
    let ran = 0;
    const failing = { act: 'catalogue.fails', run: () => Promise.reject(new Error('broken')) };
    const working = {
      act: 'catalogue.works',
      run: async () => {
        ran += 1;
        return { ok: true as const, value: { value: null, subject: 'x' } };
      },
    };
    const jobs = await startJobs(services(), {
      jobs: [failing, working],
      report: (line) => said.push(line),
      glanceMs: 5,
    });
    expect(said).toEqual(['The daily job catalogue.fails failed: broken']);
    expect(ran).toBe(1);
    clock.set(NOW + 86_400_000);
    await expect.poll(() => ran).toBe(2);
    await jobs.stop();
    clock.set(NOW);
  });
});

describe('the tables themselves', () => {
  it('refuse two open rows and two starts on a day', async () => {
    const row = { itemId: id('F001'), type: 'vbp' as const, value: 'none', legalBasis: 'x', recordedAt: 0 };
    const add = (effectiveFrom: string) =>
      test.db.transaction((tx) => tx.insert(itemFact).values({ ...row, effectiveFrom, recordedBy: 0 }));
    await add('2026-01-01');
    await expect(add('2026-02-01')).rejects.toThrow();
  });
});
