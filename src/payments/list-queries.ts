/** Payment runs as a list, and how often the bank's file was fetched. */
import { and, count, desc, eq, inArray, like, lt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { document } from '../../db/schema/documents.ts';
import { payment, paymentRun } from '../../db/schema/payables.ts';
import { person } from '../../db/schema/users.ts';
import { paths } from '../paths.ts';
import type { RunState } from './rules.ts';

export interface RunLine {
  id: number;
  number: string;
  status: RunState;
  payOn: string;
  amountFen: number;
  payments: number;
  preparedBy: string | null;
  createdBy: number;
}

/** Runs that fit, newest first, before the id `before`. */
export async function listRuns(
  db: Db,
  filter: { q?: string | undefined; state?: RunState | undefined },
  page: { limit: number; before: number },
): Promise<RunLine[]> {
  const typed = (filter.q ?? '')
    .trim()
    .toUpperCase()
    .replace(/[%_\\]/g, '');
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      payOn: paymentRun.payOn,
      amountFen: paymentRun.amountFen,
      preparedBy: person.name,
      createdBy: document.createdBy,
    })
    .from(paymentRun)
    .innerJoin(document, eq(document.id, paymentRun.documentId))
    .leftJoin(person, eq(person.id, document.createdBy))
    .where(
      and(
        lt(document.id, page.before),
        filter.state && eq(document.status, filter.state),
        typed === '' ? undefined : like(document.number, `%${typed}%`),
      ),
    )
    .orderBy(desc(document.id))
    .limit(page.limit);
  const ids = rows.map((row) => row.id);
  const counts =
    ids.length === 0
      ? []
      : await db
          .select({ runId: payment.runId, n: count() })
          .from(payment)
          .where(inArray(payment.runId, ids))
          .groupBy(payment.runId);
  const countOf = new Map(counts.map((row) => [row.runId, row.n]));
  return rows.map((row) => ({ ...row, status: row.status as RunState, payments: countOf.get(row.id) ?? 0 }));
}

/** How often the file of a run left the house: the trail has a row for each time. */
export async function timesFetched(db: Db, number: string): Promise<number> {
  const files = [paths.paymentFile(number, 'csv'), paths.paymentFile(number, 'xlsx')];
  const [row] = await db
    .select({ n: count() })
    .from(auditRow)
    .where(and(eq(auditRow.act, 'export.make'), inArray(auditRow.subject, files)));
  return row?.n ?? 0;
}
