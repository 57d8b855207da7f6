/** Monthly returns as a list, the newest month first, by key. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { monitoringReturn } from '../../db/schema/monitoring.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { ReturnState } from './rules.ts';

export interface ReturnFilter {
  state?: ReturnState | undefined;
  year?: string | undefined;
  /** Part of a number, of a receipt or of a month; words, pinyin or initials of a drug on it. */
  q?: string | undefined;
}

export interface ListedReturn {
  id: number;
  number: string;
  month: string;
  version: number;
  status: ReturnState;
  nothing: boolean;
  lines: number;
  /** Of them with nothing left anywhere. */
  empty: number;
  dueOn: string;
  reportedOn: string | null;
  receiptNumber: string | null;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const lineCount = sql<number>`(select count(*) from monitoring_line where return_id = ${document.id})`.mapWith(Number);
const emptyCount =
  sql<number>`(select count(*) from monitoring_line where return_id = ${document.id} and stock_base = 0)`.mapWith(
    Number,
  );

async function searched(db: Db, q: string | undefined) {
  const words = await findByWord(db, q);
  return words.map(({ text, itemIds }) => {
    const ids = itemIds.slice(0, 500);
    const list = sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    );
    const named =
      ids.length === 0
        ? undefined
        : sql`exists (select 1 from monitoring_line where return_id = ${document.id} and item_id in (${list}))`;
    const wanted = plainLike(text.toLowerCase());
    return or(
      like(monitoringReturn.month, wanted),
      sql`lower(${document.number}) like ${wanted}`,
      sql`lower(${monitoringReturn.receiptNumber}) like ${wanted}`,
      named,
    );
  });
}

/** Rows from after the cursor (month, id); one more than `size`, for the pager. */
export async function listReturns(
  db: Db,
  scopePath: string,
  filter: ReturnFilter,
  page: { cursor?: readonly [string, number] | undefined; size: number },
): Promise<ListedReturn[]> {
  const { cursor, size } = page;
  const { month } = monitoringReturn;
  const older = cursor && or(lt(month, cursor[0]), and(eq(month, cursor[0]), lt(document.id, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      month,
      version: monitoringReturn.version,
      nothing: monitoringReturn.nothing,
      dueOn: monitoringReturn.dueOn,
      reportedOn: monitoringReturn.reportedOn,
      receiptNumber: monitoringReturn.receiptNumber,
      lines: lineCount,
      empty: emptyCount,
    })
    .from(monitoringReturn)
    .innerJoin(document, eq(document.id, monitoringReturn.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.state && eq(document.status, filter.state),
        filter.year === undefined ? undefined : like(month, `${filter.year}-%`),
        ...(await searched(db, filter.q)),
        older,
      ),
    )
    .orderBy(desc(month), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as ReturnState }));
}
