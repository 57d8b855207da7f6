/** Recalls against the ledger: what one holds is frozen, nobody let go what he froze, and the reports add up. */
import { eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { recall } from '../../db/schema/recalls.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import type { RecallReport } from './report-queries.ts';
import { balances } from './sums.ts';

const unfrozen = statement(
  `select document.number || ' lot ' || cast(lot.id as text) as subject, 'recall' as expected,
     coalesce(lot.frozen, '') as found
   from document join recall on recall.document_id = document.id and recall.drill = false
     and recall.frozen_at is not null
   join recall_lot on recall_lot.recall_id = document.id and recall_lot.released_at is null
   join lot on lot.id = recall_lot.lot_id and (lot.frozen is null or lot.frozen <> 'recall')
   where document.kind = 'recall' and document.status in ('open', 'closed') order by document.number, lot.id`,
);

const ownRelease = statement(
  `select distinct document.number as subject, '' as expected, released.actor_name as found
   from document_act as released
   join document on document.id = released.document_id and document.kind = 'recall'
   join document_act as froze on froze.document_id = document.id and froze.actor_id = released.actor_id
     and froze.act in ('freeze', 'widen', 'catch') and froze.id < released.id
   where released.act = 'release' order by document.number`,
);

const unanswered = statement(
  `select document.number || ' ' || place.code as subject, '' as expected, document.status as found
   from recall_notice as notice join document on document.id = notice.recall_id
   join organisation as place on place.id = notice.organisation_id
   where (notice.answered_at is null and document.status = 'closed')
     or (notice.answered_at is not null and notice.answer is null) order by document.number, place.code`,
);

function check(rule: string, query: Statement): Check<Db> {
  return {
    rule,
    find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  };
}

/** In every kept report what came in is used, given back, written off or still lying there. */
const reported: Check<Db> = {
  rule: 'recall_report',
  find: async (db) => {
    const rows = await db
      .select({ number: document.number, report: recall.report })
      .from(recall)
      .innerJoin(document, eq(document.id, recall.documentId))
      .where(eq(document.status, 'closed'))
      .orderBy(document.id);
    return rows.flatMap(({ number, report }) => {
      const kept = report as unknown as RecallReport | null;
      if (kept === null) return [{ rule: 'recall_report', subject: number, expected: '', found: '' }];
      return kept.lots
        .filter((lot) => !balances(lot))
        .map((lot) => ({
          rule: 'recall_report',
          subject: `${number} lot ${lot.lotId}`,
          expected: String(lot.receivedBase),
          found: String(lot.usedBase + lot.onHandBase + lot.inTransitBase + lot.returnedBase + lot.writtenOffBase),
        }));
    });
  },
};

export const recallChecks: readonly Check<Db>[] = [
  check('recall_frozen', unfrozen),
  check('recall_released', ownRelease),
  check('recall_answered', unanswered),
  reported,
];
