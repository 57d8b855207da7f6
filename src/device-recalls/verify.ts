/** Recalls of equipment recomputed: papers and openness agree, answers keep their days, what went back is stopped. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const open = statement(
  `select document.number as subject, document.status as expected,
     case when recall.is_open then 'open' else 'closed' end as found
   from device_recall as recall join document on document.id = recall.document_id
   where (document.status = 'open') <> recall.is_open`,
);

const days = statement(
  `select document.number as subject, recall.received_on as expected, answer.done_on as found
   from device_recall_answer as answer join device_recall as recall on recall.document_id = answer.recall_id
   join document on document.id = recall.document_id where answer.done_on < recall.received_on`,
);

const returned = statement(
  `select document.number || ' ' || asset.number as subject, 'stopped' as expected, asset.status as found
   from device_recall_answer as answer join device_recall as recall on recall.document_id = answer.recall_id
   join document on document.id = recall.document_id join asset on asset.id = answer.asset_id
   where document.status <> 'withdrawn' and answer.taken_back_at is null and answer.result = 'returned'
     and asset.status in ('in_use', 'shared')`,
);

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const deviceRecallChecks: readonly Check<Db>[] = [
  check('device_recall_open', open),
  check('device_recall_days', days),
  check('device_recall_returned', returned),
];
