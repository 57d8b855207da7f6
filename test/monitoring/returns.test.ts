/** Monthly returns through their commands: drawn, corrected, checked, signed by another, filed once, corrected anew. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monitoringChange } from '../../db/schema/monitoring.ts';
import {
  approveReturn,
  cancelReturn,
  reportReturn,
  returnReturn,
  submitReturn,
} from '../../src/monitoring/decide-commands.ts';
import { monitoringTasks, owedMonths, returnsDue } from '../../src/monitoring/due-queries.ts';
import { addLine, removeLine, setNote, setNothing } from '../../src/monitoring/line-commands.ts';
import { correctReturn, prepareReturn, redrawReturn } from '../../src/monitoring/prepare-commands.ts';
import { versionsOf } from '../../src/monitoring/record-queries.ts';
import { accepted, addPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  FILLED,
  fills,
  key,
  loaded,
  MONTH,
  type MonitoringWorld,
  openMonitoringWorld,
  prepared,
  reasonOf,
  reported,
  seen,
  USED,
} from './monitoring-world.ts';

let world: MonitoringWorld;
let first: string;
beforeAll(async () => {
  world = await openMonitoringWorld();
  first = await prepared(world);
});
afterAll(() => endWhole(world));

const statusOf = async (number: string) => (await loaded(world, number)).document.status;
const dueAsk = (day: string) => ({
  members: [{ id: world.head.id }],
  kinds: new Map(),
  day,
  now: Date.parse(`${day}T02:00:00Z`),
});

describe('a return', () => {
  it('is drawn from requests, use, stock and the catalogue', async () => {
    const { lines, paper } = await loaded(world, first);
    expect(paper).toMatchObject({ month: MONTH, version: 1, dueOn: '2026-11-06', nothing: false });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      genericName: '鱼精蛋白',
      approvalNumber: '国药准字H31022051',
      foundOn: '2026-10-12',
      useBase: USED,
      stockBase: 0,
      members: 1,
      patients: 5,
      requests: 2,
      settled: 0,
      cause: 'out_of_stock',
      kind: null,
    });
  });

  it('is begun once for a month, by those who prepare it, when the month is over', async () => {
    const { services, pharmacist, chief, branchPharmacist } = world;
    const begin = async (actor: typeof chief, month: string) =>
      reasonOf(await prepareReturn(services, actor, key(), { month }));
    expect(await begin(pharmacist, MONTH)).toBe('monitoring_known');
    expect(await begin(pharmacist, '2026-11')).toBe('monitoring_month_open');
    expect(await begin(chief, '2026-09')).toBe('forbidden');
    expect(await begin(branchPharmacist, '2026-09')).toBe('forbidden');
  });

  it('is begun once also by two people at the same moment', async () => {
    const { services, pharmacist, buyer } = world;
    const both = await Promise.all([
      prepareReturn(services, pharmacist, key(), { month: '2026-08' }),
      prepareReturn(services, buyer, key(), { month: '2026-08' }),
    ]);
    expect(both.map(reasonOf).sort()).toEqual(['monitoring_known', 'ok']);
    const number = both.flatMap((one) => (one.ok ? [one.value.number] : []))[0] ?? '';
    accepted(await cancelReturn(services, pharmacist, await seen(world, number), { why: '试编' }));
    const again = await prepared(world, '2026-08');
    expect((await loaded(world, again)).paper.version).toBe(2);
    accepted(await cancelReturn(services, pharmacist, await seen(world, again), { why: '试编' }));
  });

  it('keeps what a person writes over a number, with the reason', async () => {
    const over = { ...FILLED, useBase: 36 };
    expect(reasonOf(await fills(world, first, over, ''))).toBe('monitoring_reason');
    accepted(await fills(world, first, over, '病区退药4支'));
    const { lines, document } = await loaded(world, first);
    expect(lines[0]).toMatchObject({ useBase: 36, drawn: { useBase: USED } });
    const changes = await world.services.db.read
      .select()
      .from(monitoringChange)
      .where(eq(monitoringChange.returnId, document.id));
    expect(changes.find(({ field }) => field === 'useBase')).toMatchObject({
      before: String(USED),
      after: '36',
      reason: '病区退药4支',
    });
    accepted(await redrawReturn(world.services, world.pharmacist, await seen(world, first)));
    expect((await loaded(world, first)).lines[0]?.useBase).toBe(36);
  });

  it('takes drugs by hand, once each, and gives them up with a reason', async () => {
    const { services, pharmacist, plenty } = world;
    const add = async (itemCode: string) =>
      reasonOf(await addLine(services, pharmacist, await seen(world, first), { itemCode }));
    expect(await add('NOPE-1')).toBe('monitoring_item');
    expect(await add(plenty.code)).toBe('ok');
    expect(await add(plenty.code)).toBe('monitoring_twice');
    expect(reasonOf(await submitReturn(services, pharmacist, await seen(world, first)))).toBe('monitoring_errors');
    const line = (await loaded(world, first)).lines.at(-1)?.id ?? 0;
    const removal = { lineId: line, why: '库存充足' };
    accepted(await removeLine(services, pharmacist, await seen(world, first), removal));
    expect(reasonOf(await removeLine(services, pharmacist, await seen(world, first), removal))).toBe('not_found');
    const nothing = await setNothing(services, pharmacist, await seen(world, first), { nothing: true });
    expect(reasonOf(nothing)).toBe('monitoring_nothing_lines');
  });

  it('is handed in once, signed by another and filed with its receipt', async () => {
    const { services, pharmacist, buyer, chief } = world;
    const at = await seen(world, first);
    const race = await Promise.all([
      submitReturn(services, pharmacist, at),
      submitReturn(services, buyer, { ...at, key: key() }),
    ]);
    expect(race.map(reasonOf).sort()).toEqual(['ok', 'stale']);
    const both = await addPerson(services, world.head, ['hub_pharmacist', 'chief_pharmacist']);
    const viewer = { ...chief, organisationKind: 'head', organisationPath: world.head.path } as never;
    expect(await monitoringTasks(services.db.read, viewer, world.clock.now())).toHaveLength(1);
    accepted(await returnReturn(services, both, await seen(world, first), { why: '补说明' }));
    accepted(await setNote(services, both, await seen(world, first), { note: '已核实' }));
    accepted(await submitReturn(services, pharmacist, await seen(world, first)));
    expect(reasonOf(await approveReturn(services, both, await seen(world, first)))).toBe('monitoring_own');
    expect(reasonOf(await approveReturn(services, pharmacist, await seen(world, first)))).toBe('forbidden');
    const stale = await seen(world, first);
    accepted(await approveReturn(services, chief, stale));
    expect(reasonOf(await approveReturn(services, chief, { ...stale, key: key() }))).toBe('stale');
    const filing = { reportedOn: '2026-11-03', receiptNumber: 'GJDQ-202610-0001' };
    const file = async (input: typeof filing) =>
      reasonOf(await reportReturn(services, pharmacist, await seen(world, first), input));
    expect(await file({ ...filing, reportedOn: '2026-11-04' })).toBe('monitoring_reported_future');
    expect(await file({ ...filing, receiptNumber: '没有' })).toBe('monitoring_receipt');
    expect(await file(filing)).toBe('ok');
    expect(await file(filing)).toBe('wrong_state');
    expect(reasonOf(await cancelReturn(services, pharmacist, await seen(world, first), { why: '不要了' }))).toBe(
      'wrong_state',
    );
  });

  it('is corrected by a version of its own, which replaces it when it is filed', async () => {
    const { services, pharmacist, chief } = world;
    const why = { why: '首次发现日期有误' };
    expect(reasonOf(await correctReturn(services, chief, await seen(world, first), why))).toBe('forbidden');
    const { number } = accepted(await correctReturn(services, pharmacist, await seen(world, first), why));
    const again = await correctReturn(services, pharmacist, await seen(world, first), why);
    expect(reasonOf(again)).toBe('monitoring_under_way');
    const next = await loaded(world, number);
    const former = await loaded(world, first);
    expect(next.paper).toMatchObject({ version: 2, replacesId: former.document.id, reason: why.why });
    expect(next.lines[0]?.useBase).toBe(36);
    accepted(await submitReturn(services, pharmacist, await seen(world, number)));
    accepted(await approveReturn(services, chief, await seen(world, number)));
    const filing = { reportedOn: '2026-11-03', receiptNumber: 'GJDQ-202610-0001' };
    const taken = await reportReturn(services, pharmacist, await seen(world, number), filing);
    expect(reasonOf(taken)).toBe('monitoring_receipt_taken');
    expect(await statusOf(first)).toBe('reported');
    const other = { ...filing, receiptNumber: 'GJDQ-202610-0002' };
    accepted(await reportReturn(services, pharmacist, await seen(world, number), other));
    expect(await statusOf(first)).toBe('corrected');
    expect((await versionsOf(services.db.read, world.head.id, MONTH)).map(({ status }) => status)).toEqual([
      'reported',
      'corrected',
    ]);
  });
});

describe('months that are owed', () => {
  it('are told before they are due and until they are filed, once the first was prepared', async () => {
    const { db } = world.services;
    expect((await owedMonths(db.read, '2026-11-03')).owed).toEqual([]);
    expect(await returnsDue(db.read, dueAsk('2026-11-30'))).toEqual([]);
    expect(await returnsDue(db.read, dueAsk('2026-12-01'))).toEqual([]);
    const near = await returnsDue(db.read, dueAsk('2026-12-03'));
    expect(near.map(({ subject, detail }) => [subject, detail.until])).toEqual([['monitoring:2026-11', '2026-12-07']]);
    expect(await returnsDue(db.read, { ...dueAsk('2026-12-03'), members: [{ id: world.branch.id }] })).toEqual([]);
  });

  it('take a zero report only when a person says so', async () => {
    world.clock.set(Date.parse('2026-12-02T02:00:00Z'));
    const { services, pharmacist } = world;
    const number = await prepared(world, '2026-11');
    for (const line of (await loaded(world, number)).lines) {
      const input = { lineId: line.id, why: '已恢复供应' };
      accepted(await removeLine(services, pharmacist, await seen(world, number), input));
    }
    accepted(await setNote(services, pharmacist, await seen(world, number), { note: '已恢复供应' }));
    expect(reasonOf(await submitReturn(services, pharmacist, await seen(world, number)))).toBe('monitoring_errors');
    accepted(await setNothing(services, pharmacist, await seen(world, number), { nothing: true }));
    accepted(await submitReturn(services, pharmacist, await seen(world, number)));
    accepted(await approveReturn(services, world.chief, await seen(world, number)));
    const filing = { reportedOn: '2026-12-02', receiptNumber: 'GJDQ-202611-0001' };
    accepted(await reportReturn(services, pharmacist, await seen(world, number), filing));
    expect((await loaded(world, number)).paper.nothing).toBe(true);
    expect((await owedMonths(services.db.read, '2026-12-02')).owed).toEqual([]);
  });
});

describe('a world of its own', () => {
  it('files a whole return in one go', async () => {
    const other = await openMonitoringWorld();
    const number = await prepared(other);
    await reported(other, number, 'GJDQ-OWN-1');
    expect((await loaded(other, number)).document.status).toBe('reported');
    await endWhole(other);
  });
});
