/** Adverse events recomputed: what is told has its number, what is stopped was stopped by it, dates hang together. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const forwarded = statement(
  `select document.number as subject, document.status as expected, coalesce(event.national_number, '-') as found
   from device_event as event join document on document.id = event.document_id
   where (document.status = 'forwarded') <> (event.national_number is not null)`,
);

const days = statement(
  `select document.number as subject, event.occurred_on as expected, coalesce(event.forwarded_on, event.due_on) as found
   from device_event as event join document on document.id = event.document_id
   where event.due_on < event.occurred_on or event.forwarded_on < event.occurred_on`,
);

const stopped = statement(
  `select document.number as subject, 'stop' as expected, '-' as found
   from device_event as event join document on document.id = event.document_id
   where event.stopped and not exists (select 1 from asset_event as entry where entry.asset_id = event.asset_id
     and entry.document_number = document.number and entry.act = 'stop')`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const deviceEventChecks: readonly Check<Db>[] = [
  check('device_event_forwarded', forwarded),
  check('device_event_days', days),
  check('device_event_stopped', stopped),
];
