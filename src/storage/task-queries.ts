/** What storage lets wait: places out of range, lots to decide, probes that are silent or want calibrating. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import type { Task } from '../kernel/task.ts';
import { paths } from '../paths.ts';
import { looksAfter } from './logger-record.ts';
import { unreadStores } from './reading-due-queries.ts';
import { CALIBRATION_WARN_DAYS, isSilent } from './rules.ts';

const openCases = statement(
  `select document.number, place.id, place.path, place.short_name, excursion.started_at, excursion.ended_at,
     excursion.cause,
     (select count(*) from excursion_lot as part join balance on balance.location_id = part.location_id
       and balance.lot_id = part.lot_id and balance.on_hand > 0
       where part.excursion_id = excursion.document_id and part.decision is null) as undecided
   from excursion join document on document.id = excursion.document_id and document.status = 'open'
   join organisation as place on place.id = document.organisation_id and place.path like :scope || '%'
   order by excursion.started_at limit 100`,
);

const probes = statement(
  `select logger.code, logger.every_minutes, logger.last_reading_at, logger.calibration_due_on, place.id, place.path,
     place.short_name
   from logger join organisation as place on place.id = logger.organisation_id and place.path like :scope || '%'
   where logger.active and (logger.calibration_due_on <= :soon or logger.last_reading_at is null
     or :now - logger.last_reading_at > 1800000)
   order by logger.code limit 500`,
);

interface CaseRow {
  number: string;
  id: number;
  path: string;
  short_name: string;
  started_at: number;
  ended_at: number | null;
  cause: string;
  undecided: number;
}

interface ProbeRow {
  code: string;
  every_minutes: number;
  last_reading_at: number | null;
  calibration_due_on: string;
  id: number;
  path: string;
  short_name: string;
}

/** A case is decided within a day of its end; goods that wait are goods that nobody gets. */
const DECIDE_MS = 86_400_000;

function caseTasks(row: CaseRow, can: { log: boolean; decide: boolean }): Task[] {
  const at = { subject: row.number, href: paths.excursion(row.number), from: row.short_name };
  const ended = row.ended_at === null ? null : Number(row.ended_at);
  if (ended === null) return can.log || can.decide ? [{ ...at, code: 'excursion_lasts', dueAt: row.started_at }] : [];
  const count = Number(row.undecided);
  if (can.decide) return [{ ...at, code: 'excursion_decide', dueAt: ended + DECIDE_MS, count }];
  return can.log && row.cause === '' ? [{ ...at, code: 'excursion_explain', dueAt: ended + DECIDE_MS }] : [];
}

function probeTasks(row: ProbeRow, can: { log: boolean; manage: boolean }, now: number): Task[] {
  const at = { subject: row.code, href: paths.logger(row.code), from: row.short_name };
  const last = row.last_reading_at === null ? null : Number(row.last_reading_at);
  const silent = isSilent({ everyMinutes: row.every_minutes, lastReadingAt: last }, now);
  const due = row.calibration_due_on <= addDays(dayOf(now), CALIBRATION_WARN_DAYS);
  const said = last === null ? null : last + row.every_minutes * 60_000;
  return [
    ...(silent && can.log ? [{ ...at, code: 'logger_silent' as const, dueAt: said }] : []),
    ...(due && can.manage
      ? [{ ...at, code: 'calibration_due' as const, dueAt: startOfDay(addDays(row.calibration_due_on, 1)) }]
      : []),
  ];
}

/** Stores of the own member to be read by hand; where nothing is registered to read, storage says who registers it. */
async function readingTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const { scopePath, organisationId } = viewer;
  const { half, stores } = await unreadStores(db, { scopePath, organisationId, now });
  return stores.flatMap(({ name, member, probe }): Task[] => {
    const href = probe === null ? paths.storage() : `${paths.logger(probe)}#record`;
    return [{ code: 'reading_due', subject: name, href, from: member.shortName, dueAt: half.dueAt }];
  });
}

/** What waits for this person. */
export async function storageTasks(db: Db, viewer: Viewer, now: number): Promise<Task[]> {
  const can = {
    log: may(viewer.roles, 'storage.log'),
    decide: may(viewer.roles, 'storage.decide'),
    manage: may(viewer.roles, 'storage.manage'),
  };
  if (!can.log && !can.decide && !can.manage) return [];
  const scope = viewer.scopePath;
  const cases = await db.run<CaseRow>(openCases, { scope });
  const devices = await db.run<ProbeRow>(probes, { scope, now, soon: addDays(dayOf(now), CALIBRATION_WARN_DAYS) });
  return [
    ...cases.filter((row) => looksAfter(viewer, row)).flatMap((row) => caseTasks(row, can)),
    ...(can.log ? await readingTasks(db, viewer, now) : []),
    ...devices.filter((row) => worksAt(viewer, row)).flatMap((row) => probeTasks(row, can, now)),
  ];
}
