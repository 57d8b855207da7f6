/** Payment runs as a list, and how often the bank's file was fetched. */
import { and, count, desc, eq, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
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

export interface RunFilter {
  /** Number of the run; a supplier who is paid in it, by name or pinyin. */
  q?: string | undefined;
  /** `underway` is whatever was approved and is not paid yet. */
  state?: RunState | 'underway' | undefined;
}

const UNDERWAY: RunState[] = ['approved', 'exported', 'partly_confirmed'];

function stateIs(state: RunFilter['state']): SQL | undefined {
  if (state === undefined) return undefined;
  return state === 'underway' ? inArray(document.status, UNDERWAY) : eq(document.status, state);
}

const pays = (pattern: string) => sql`exists (
  select 1 from payment join party on party.id = payment.party_id
  where payment.run_id = ${document.id} and party.search_text like ${pattern})`;

/** Runs that fit, newest first, before the id `before`. */
export async function listRuns(db: Db, filter: RunFilter, page: { limit: number; before: number }): Promise<RunLine[]> {
  const typed = (filter.q ?? '').trim().replace(/[%_\\]/g, '');
  const number = like(document.number, `%${typed.toUpperCase()}%`);
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
        stateIs(filter.state),
        typed === '' ? undefined : or(number, pays(`%${typed.toLowerCase()}%`)),
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
