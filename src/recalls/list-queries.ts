/** Recalls as a list, newest first, by key: the county's for its people, those that were told for a member's. */
import { and, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { recall } from '../../db/schema/recalls.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { RecallLevel, RecallState } from './rules.ts';

export interface RecallFilter {
  state?: RecallState | undefined;
  level?: RecallLevel | undefined;
  kind?: 'true' | 'drill' | undefined;
  /** Past the time to answer by, and somebody has not. */
  late?: boolean | undefined;
  /** Part of a number, title or lot; words, pinyin or initials of an item. */
  q?: string | undefined;
}

export interface ListedRecall {
  id: number;
  number: string;
  status: RecallState;
  level: RecallLevel;
  title: string;
  source: string;
  drill: boolean;
  createdAt: number;
  frozenAt: number | null;
  lots: number;
  told: number;
  answered: number;
  late: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

async function searched(db: Db, q: string | undefined): Promise<(SQL | undefined)[]> {
  const words = await findByWord(db, q);
  return words.map(({ text, itemIds }) => {
    const low = plainLike(text.toLowerCase());
    const ids = itemIds.slice(0, 500);
    const itemNamed =
      ids.length === 0
        ? undefined
        : sql`(exists (select 1 from recall_lot join lot on lot.id = recall_lot.lot_id
            where recall_lot.recall_id = ${document.id} and ${inArray(sql`lot.item_id`, ids)})
            or exists (select 1 from recall_target where recall_id = ${document.id}
              and ${inArray(sql`item_id`, ids)}))`;
    return or(
      sql`lower(${recall.title}) like ${low}`,
      sql`lower(${recall.source}) like ${low}`,
      sql`lower(${document.number}) like ${low}`,
      sql`exists (select 1 from recall_lot join lot on lot.id = recall_lot.lot_id
        where recall_lot.recall_id = ${document.id} and lower(lot.number) like ${low})`,
      itemNamed,
    );
  });
}

/** Notices within the scope that fulfil a condition. */
const notices = (scopePath: string, where: SQL) =>
  sql<number>`(select count(*) from recall_notice join organisation on organisation.id = recall_notice.organisation_id
    where recall_notice.recall_id = ${document.id} and organisation.path like ${`${scopePath}%`} and ${where})`.mapWith(
    Number,
  );

/** Rows from after the cursor (creation instant, id); one more than `size`, for the pager. */
export async function listRecalls(
  db: Db,
  scopePath: string,
  filter: RecallFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number; now: number },
): Promise<ListedRecall[]> {
  const { cursor, size, now } = page;
  const older =
    cursor && or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const overdue = notices(scopePath, sql`answered_at is null and due_at < ${now}`);
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      level: recall.level,
      title: recall.title,
      source: recall.source,
      drill: recall.drill,
      frozenAt: recall.frozenAt,
      lots: sql<number>`(select count(*) from recall_lot where recall_id = ${document.id})`.mapWith(Number),
      told: notices(scopePath, sql`1 = 1`),
      answered: notices(scopePath, sql`answered_at is not null`),
      late: overdue,
    })
    .from(recall)
    .innerJoin(document, eq(document.id, recall.documentId))
    .where(
      and(
        scopePath === '/' ? undefined : sql`${notices(scopePath, sql`1 = 1`)} > 0`,
        filter.state && eq(document.status, filter.state),
        filter.level && eq(recall.level, filter.level),
        filter.kind && eq(recall.drill, filter.kind === 'drill'),
        filter.late ? and(eq(document.status, 'open'), sql`${overdue} > 0`) : undefined,
        ...(await searched(db, filter.q)),
        older,
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as RecallState, level: row.level as RecallLevel }));
}
