/** Alerts of devices, upkeep and codes: each opens with an owner, a due time and where to act, and ends when mended. */
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { document } from '../../db/schema/documents.ts';
import { alert } from '../../db/schema/levels.ts';
import { traceAlarm, traceScan } from '../../db/schema/tracing.ts';
import { calibrationDue, excursionsOpen, probesSilent, traceAlarms } from '../../src/alerts/device-source-queries.ts';
import { upkeepOverdue } from '../../src/alerts/paper-source-queries.ts';
import { refreshAlerts } from '../../src/alerts/refresh-commands.ts';
import type { AlertKind } from '../../src/alerts/rules.ts';
import { addDays, DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { closeExcursion, decideLots, explainExcursion } from '../../src/storage/excursion-commands.ts';
import { recordCalibration, setLoggerUse } from '../../src/storage/logger-commands.ts';
import { closeAlarm } from '../../src/tracing/alarm-commands.ts';
import { finishRest } from '../../src/upkeep/do-commands.ts';
import { makeUpkeep } from '../../src/upkeep/make-commands.ts';
import { upkeepByNumber } from '../../src/upkeep/upkeep-record.ts';
import { key } from '../counts/count-world.ts';
import {
  addProbe,
  chilled,
  MINUTE,
  openStorageWorld,
  opens,
  reading,
  type StorageWorld,
  seen,
  takes,
} from '../storage/storage-world.ts';
import { accepted } from '../support/build.ts';

let world: StorageWorld;
beforeAll(async () => {
  world = await openStorageWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const SOURCES = {
  excursion: excursionsOpen,
  logger_silent: probesSilent,
  calibration_due: calibrationDue,
  upkeep_overdue: upkeepOverdue,
  trace: traceAlarms,
} as const;

/** Asks one source; gives what of it is open now. */
async function found(kind: keyof typeof SOURCES) {
  const sources = [{ kind: kind as AlertKind, find: SOURCES[kind] }];
  await refreshAlerts(world.services, undefined, sources);
  const open = and(eq(alert.kind, kind), isNull(alert.closedAt));
  return world.services.db.read.select().from(alert).where(open);
}
const now = () => world.clock.now();
const wait = (ms: number) => world.clock.set(now() + ms);
const ofProbe = async (kind: 'logger_silent' | 'calibration_due', code: string) =>
  (await found(kind)).filter((one) => one.subject === `logger:${code}`);

describe('alerts', () => {
  it('tell an excursion to quality within the hour, until its case is closed', async () => {
    const { lotId } = await chilled(world);
    const code = await addProbe(world);
    wait(HOUR_MS);
    const number = await opens(world, code, [reading(now(), 15)]);
    const [one, ...more] = await found('excursion');
    expect(more).toEqual([]);
    expect(one).toMatchObject({ ownerRole: 'quality_officer', subject: number, organisationId: world.branch.id });
    expect(one).toMatchObject({ dueAt: now() + HOUR_MS, path: paths.excursion(number) });
    accepted(await takes(world, code, [reading(now() + MINUTE, 5)]));
    const lots = [`${world.fridge}-${lotId}`];
    const decision = { lots, decision: 'released' as const, reason: '短时' };
    accepted(await decideLots(world.services, world.quality, await seen(world, number), decision));
    expect(await found('excursion')).toHaveLength(1);
    const said = { cause: '停电', measures: '送电' };
    accepted(await explainExcursion(world.services, world.first, await seen(world, number), said));
    accepted(await closeExcursion(world.services, world.quality, await seen(world, number)));
    expect(await found('excursion')).toEqual([]);
    accepted(await setLoggerUse(world.services, world.chief, { key: key(), code }, { active: false, why: '换新' }));
  });

  it('tell a silent probe to whoever keeps the store, until it speaks', async () => {
    const code = await addProbe(world);
    accepted(await takes(world, code, [reading(now(), 5)], { source: 'push' }));
    expect(await ofProbe('logger_silent', code)).toEqual([]);
    wait(2 * HOUR_MS);
    const [one] = await ofProbe('logger_silent', code);
    expect(one).toMatchObject({ ownerRole: 'branch_pharmacist', dueAt: now() + 2 * HOUR_MS, path: paths.logger(code) });
    accepted(await takes(world, code, [reading(now(), 5)], { source: 'push' }));
    expect(await ofProbe('logger_silent', code)).toEqual([]);
  });

  it('tell a calibration that lapses, due at its day, until the next is recorded or the probe retired', async () => {
    const code = await addProbe(world);
    const due = addDays(dayOf(now()), 20);
    expect(await ofProbe('calibration_due', code)).toEqual([]);
    world.clock.set(startOfDay('2027-06-10') + 9 * HOUR_MS);
    const [one] = await ofProbe('calibration_due', code);
    expect(one).toMatchObject({ ownerRole: 'branch_pharmacist', dueAt: startOfDay('2027-07-01') });
    expect(due < '2027-06-10').toBe(true);
    const input = { calibratedOn: dayOf(now()), dueOn: '2028-06-09', certificate: 'JL-2027-9', passed: true };
    accepted(await recordCalibration(world.services, world.chief, { key: key(), code }, input));
    expect(await ofProbe('calibration_due', code)).toEqual([]);
  });

  it('tell an upkeep list whose day is past, until its last line is done', async () => {
    const asked = { organisationCode: world.branch.code, kind: 'key' as const };
    const { number } = accepted(await makeUpkeep(world.services, world.first, key(), asked));
    expect(await found('upkeep_overdue')).toEqual([]);
    wait(25 * DAY_MS);
    const [one] = await found('upkeep_overdue');
    expect(one).toMatchObject({ subject: number, ownerRole: 'branch_pharmacist', path: paths.upkeep(number) });
    expect(one?.dueAt).toBe(now() + 2 * DAY_MS);
    const list = await upkeepByNumber(world.services.db.read, number);
    const given = { key: key(), number, seenVersion: list?.document.version ?? 0 };
    accepted(await finishRest(world.services, world.first, given));
    expect(await found('upkeep_overdue')).toEqual([]);
  });

  it('tell a trace code that cannot be, to quality, until somebody found out why', async () => {
    const { item } = await chilled(world);
    const [paper] = await world.services.db.read.select({ id: document.id }).from(document).limit(1);
    const code = '81234567890123456789';
    const id = await world.services.db.transaction(async (tx) => {
      const at = { code, organisationId: world.branch.id };
      const scan = { ...at, act: 'issue' as const, itemId: item.id, documentId: paper?.id ?? 0, at: now() };
      const scans = await tx
        .insert(traceScan)
        .values([1, 2].map(() => ({ ...scan, personId: world.first.userId })))
        .returning({ id: traceScan.id });
      const [firstScanId = 0, secondScanId = 0] = scans.map((one) => one.id);
      const [raised] = await tx
        .insert(traceAlarm)
        .values({ ...at, kind: 'used_twice', firstScanId, secondScanId, raisedAt: now() })
        .returning({ id: traceAlarm.id });
      return raised?.id ?? 0;
    });
    const [one] = await found('trace');
    expect(one).toMatchObject({ ownerRole: 'quality_officer', subject: `alarm:${id}`, path: paths.traceAlarm(id) });
    expect(one?.dueAt).toBe(now() + DAY_MS);
    accepted(await closeAlarm(world.services, world.quality, key(), { id, reason: '扫了两次' }));
    expect(await found('trace')).toEqual([]);
  });
});
