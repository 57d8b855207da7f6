/** Recomputes what documents promise: every status is reached by its timeline, every number series is whole. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { type Check, type Finding, type FoundRow, findAll } from '../kernel/finding.ts';

const statusesApart = statement(
  `select document.number as subject, document.status as found, last.to_status as expected
   from document left join document_act as last on last.id =
     (select max(id) from document_act where document_id = document.id)
   where last.to_status is null or last.to_status <> document.status`,
);
const brokenTimelines = statement(
  `select document.number as subject, coalesce(walked.from_status, '-') as found,
     coalesce(walked.before, '-') as expected
   from (select id, document_id, from_status,
       lag(to_status) over (partition by document_id order by id) as before from document_act) as walked
   join document on document.id = walked.document_id
   where coalesce(walked.from_status, '-') <> coalesce(walked.before, '-')`,
);
/** `PS-20261123`: the series of a number; every prefix has two letters. */
const SERIES = 'substr(document.number, 1, 11)';

/** Cards of equipment are no documents, and are numbered like them. */
const NUMBERED = '(select number from document union all select number from asset)';

const brokenSeries = statement(
  `select coalesce(counted.series, written.series) as subject, coalesce(cast(counted.last as text), '-') as expected,
     coalesce(cast(written.documents as text) || ' up to ' || cast(written.highest as text), '0') as found
   from (
     select prefix || '-' || replace(day, '-', '') as series, last from document_counter
   ) as counted full join (
     select ${SERIES} as series, count(*) as documents, max(cast(substr(document.number, 13) as integer)) as highest
     from ${NUMBERED} as document group by ${SERIES}
   ) as written on written.series = counted.series
   where written.documents is null or counted.last is null
     or written.documents <> counted.last or written.highest <> counted.last`,
);

function named(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

/** Rule 7 of the house, and the number series. */
export const documentChecks: readonly Check<Db>[] = [
  named('document_status', statusesApart),
  named('document_timeline', brokenTimelines),
  named('document_series', brokenSeries),
];

/** What is not as it must be; none when every status and number is explained. */
export function verifyDocuments(db: Db): Promise<Finding[]> {
  return findAll(documentChecks, db);
}
