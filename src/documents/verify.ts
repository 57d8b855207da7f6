/** Recomputes what documents promise: every status is reached by its timeline, every number series is whole. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { Finding } from '../kernel/finding.ts';

const statusesApart = statement(
  `select document.number as subject, document.status as found, last.to_status as expected
   from document left join document_act as last on last.id =
     (select max(id) from document_act where document_id = document.id)
   where last.to_status is null or last.to_status <> document.status`,
);
const brokenTimelines = statement(
  `select document.number as subject, coalesce(walked.from_status, '-') as found, coalesce(walked.before, '-') as expected
   from (select id, document_id, from_status,
       lag(to_status) over (partition by document_id order by id) as before from document_act) as walked
   join document on document.id = walked.document_id
   where coalesce(walked.from_status, '-') <> coalesce(walked.before, '-')`,
);
const brokenSeries = statement(
  `select counter.prefix || ' ' || counter.day as subject, cast(counter.last as text) as expected,
     cast(count(document.id) as text) as found
   from document_counter as counter
   left join document on document.number like counter.prefix || '-' || replace(counter.day, '-', '') || '-%'
   group by counter.prefix, counter.day, counter.last having count(document.id) <> counter.last`,
);

/** Findings of rule 7 of the house, and of the number series. */
export async function verifyDocuments(db: Db): Promise<Finding[]> {
  type Row = Omit<Finding, 'rule'>;
  const named = async (rule: string, query: typeof statusesApart): Promise<Finding[]> =>
    (await db.run<Row>(query, {})).map((row) => ({ rule, ...row }));
  return [
    ...(await named('document_status', statusesApart)),
    ...(await named('document_timeline', brokenTimelines)),
    ...(await named('document_series', brokenSeries)),
  ];
}
