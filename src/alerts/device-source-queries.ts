/** What stores, probes and scans say now: excursions, silent probes, calibration that is due, codes that cannot be. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { documentPath, paths } from '../paths.ts';
import { CALIBRATION_WARN_DAYS, isSilent } from '../storage/rules.ts';
import type { Finding } from './rules.ts';
import type { SourceAsk } from './source.ts';

const MEMBERS = rowset('members', { id: 'int' });

const casesOf = statement(
  `select document.organisation_id, document.number, logger.name, excursion.started_at
   from ${MEMBERS} as member join document on document.organisation_id = member.id and document.kind = 'excursion'
     and document.status = 'open'
   join excursion on excursion.document_id = document.id join logger on logger.id = excursion.logger_id`,
);

/** Excursions that last, or whose goods wait for quality. */
export async function excursionsOpen(db: Db, { members }: SourceAsk): Promise<Finding[]> {
  const rows = await db.run<{ organisation_id: number; number: string; name: string; started_at: number }>(casesOf, {
    members,
  });
  return rows.map((row) => ({
    organisationId: Number(row.organisation_id),
    subject: row.number,
    itemId: null,
    path: documentPath('excursion', row.number),
    detail: { number: row.number, title: row.name, from: dayOf(Number(row.started_at)) },
  }));
}

const probesOf = statement(
  `select logger.organisation_id, logger.code, logger.name, logger.every_minutes, logger.last_reading_at,
     logger.calibration_due_on
   from ${MEMBERS} as member join logger on logger.organisation_id = member.id and logger.active`,
);

interface Probe {
  organisation_id: number;
  code: string;
  name: string;
  every_minutes: number;
  last_reading_at: number | null;
  calibration_due_on: string;
}

const probeFinding = (probe: Probe, detail: Finding['detail']): Finding => ({
  organisationId: Number(probe.organisation_id),
  subject: `logger:${probe.code}`,
  itemId: null,
  path: paths.logger(probe.code),
  detail: { name: probe.code, title: probe.name, ...detail },
});

export async function probesSilent(db: Db, { members, now }: SourceAsk): Promise<Finding[]> {
  const probes = await db.run<Probe>(probesOf, { members });
  return probes.flatMap((probe) => {
    const last = probe.last_reading_at === null ? null : Number(probe.last_reading_at);
    if (!isSilent({ everyMinutes: Number(probe.every_minutes), lastReadingAt: last }, now)) return [];
    return [probeFinding(probe, { from: last === null ? '' : dayOf(last) })];
  });
}

export async function calibrationDue(db: Db, { members, day }: SourceAsk): Promise<Finding[]> {
  const probes = await db.run<Probe>(probesOf, { members });
  return probes
    .filter((probe) => probe.calibration_due_on <= addDays(day, CALIBRATION_WARN_DAYS))
    .map((probe) => ({
      ...probeFinding(probe, { until: probe.calibration_due_on }),
      dueAt: startOfDay(addDays(probe.calibration_due_on, 1)),
    }));
}

const alarmsOf = statement(
  `select alarm.organisation_id, alarm.id, alarm.code, alarm.raised_at
   from ${MEMBERS} as member join trace_alarm as alarm on alarm.organisation_id = member.id
     and alarm.closed_at is null`,
);

/** Trace codes at two members, or used twice, that nobody explained. */
export async function traceAlarms(db: Db, { members }: SourceAsk): Promise<Finding[]> {
  const rows = await db.run<{ organisation_id: number; id: number; code: string; raised_at: number }>(alarmsOf, {
    members,
  });
  return rows.map((row) => ({
    organisationId: Number(row.organisation_id),
    subject: `alarm:${row.id}`,
    itemId: null,
    path: paths.traceAlarm(Number(row.id)),
    detail: { name: row.code, from: dayOf(Number(row.raised_at)) },
  }));
}
