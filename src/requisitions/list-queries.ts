/** Requisitions as lists show them: in the reader's scope, by state, newest first, paged by key. */
import { and, desc, eq, gte, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { requisition } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import { type RequisitionTab, type ShownState, shownState } from './rules.ts';

export interface RequisitionFilter {
  state: RequisitionTab;
  q?: string | undefined;
  after?: string | undefined;
}

export interface RequisitionRow {
  id: number;
  number: string;
  state: ShownState;
  memberCode: string;
  member: string;
  createdAt: number;
  roundOn: string | null;
  neededBy: string;
  lines: number;
  /** Lines of which everything came or was given up. */
  doneLines: number;
}

const NEEDS = sql`select 1 from demand where demand.document_id = ${document.id} and demand.origin = 'requisition'`;
const UNDONE = sql`exists (${NEEDS} and demand.received_base + demand.closed_base < demand.quantity_base)`;
const PLANNED = sql`exists (${NEEDS} and demand.planned_base > 0)`;
const SUBMITTED = sql`${document.status} = 'submitted'`;

const IN_STATE: Record<RequisitionTab, SQL | undefined> = {
  all: undefined,
  draft: sql`${document.status} = 'draft'`,
  submitted: sql`${SUBMITTED} and ${UNDONE} and not ${PLANNED}`,
  in_supply: sql`${SUBMITTED} and ${UNDONE} and ${PLANNED}`,
  done: sql`${SUBMITTED} and not ${UNDONE}`,
  returned: sql`${document.status} = 'returned'`,
  withdrawn: sql`${document.status} = 'withdrawn'`,
};

const sumOf = (column: string) =>
  sql<number>`coalesce((select sum(${sql.raw(column)}) from demand
    where demand.document_id = ${document.id} and demand.origin = 'requisition'), 0)`.mapWith(Number);

function conditions(scopePath: string, filter: RequisitionFilter): (SQL | undefined)[] {
  const words = queryTokens(filter.q ?? '').map((token) => {
    const pattern = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(organisation.searchText, pattern), sql`lower(${document.number}) like ${pattern}`);
  });
  return [
    eq(document.kind, 'requisition'),
    scopePath === '/' ? undefined : like(organisation.path, `${scopePath}%`),
    IN_STATE[filter.state],
    ...words,
  ];
}

function rowsOf(db: Db, where: (SQL | undefined)[], size: number) {
  return db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      memberCode: organisation.code,
      member: organisation.shortName,
      createdAt: document.createdAt,
      roundOn: requisition.roundOn,
      neededBy: requisition.neededBy,
      lines: sql<number>`(select count(*) from requisition_line
        where requisition_line.requisition_id = ${document.id})`.mapWith(Number),
      doneLines: sql<number>`(select count(*) from demand where demand.document_id = ${document.id}
        and demand.received_base + demand.closed_base >= demand.quantity_base)`.mapWith(Number),
      quantityBase: sumOf('demand.quantity_base'),
      plannedBase: sumOf('demand.planned_base'),
      closedBase: sumOf('demand.closed_base'),
      receivedBase: sumOf('demand.received_base'),
    })
    .from(document)
    .innerJoin(requisition, eq(requisition.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(and(...where))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size);
}

const asRow = ({ status, ...row }: Awaited<ReturnType<typeof rowsOf>>[number]): RequisitionRow => ({
  ...row,
  state: shownState(status, row),
});

/** A page of requisitions in scope. */
export async function listRequisitions(
  db: Db,
  scopePath: string,
  filter: RequisitionFilter,
  size: number,
): Promise<KeysetPage<RequisitionRow>> {
  const where = conditions(scopePath, filter);
  const cursor = decodeCursor(filter.after, ['number', 'number']);
  if (cursor !== undefined) {
    const [at = 0, id = 0] = cursor.map(Number);
    const before = and(eq(document.createdAt, at), lt(document.id, id));
    where.push(or(lt(document.createdAt, at), before));
  }
  const rows = await rowsOf(db, where, size + 1);
  return keysetPage(rows.map(asRow), size, (row) => [row.createdAt, row.id]);
}

const MOST_EXPORTED = 20_000;

/** The same without pages, for a file. */
export async function exportedRequisitions(
  db: Db,
  scopePath: string,
  filter: RequisitionFilter,
): Promise<RequisitionRow[]> {
  return (await rowsOf(db, conditions(scopePath, filter), MOST_EXPORTED)).map(asRow);
}

/** Own requisitions that the hub sent back and nobody has submitted again, newest first. */
export async function returnedRequisitions(
  db: Db,
  scopePath: string,
  since: number,
): Promise<{ number: string; member: string }[]> {
  return db
    .select({ number: document.number, member: organisation.shortName })
    .from(document)
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        eq(document.kind, 'requisition'),
        eq(document.status, 'returned'),
        gte(document.changedAt, since),
        like(organisation.path, `${scopePath}%`),
      ),
    )
    .orderBy(desc(document.id))
    .limit(20);
}
