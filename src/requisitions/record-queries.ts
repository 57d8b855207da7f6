/** One requisition with its lines and what became of each, and the calendar that its member keeps. */
import { and, asc, desc, eq, inArray, like, ne } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { orderCalendar, requisition } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { statement } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import type { Calendar } from './calendar-rules.ts';

export interface RequisitionRecord {
  document: Pick<typeof document.$inferSelect, 'id' | 'number' | 'status' | 'version' | 'createdBy' | 'createdAt'>;
  member: { id: number; code: string; name: string; kind: OrganisationKind };
  roundOn: string | null;
  neededBy: string;
  note: string;
}

/** The requisition of that number when the asker's scope covers its member; otherwise nothing. */
export async function requisitionByNumber(
  db: Db | Tx,
  number: string,
  scopePath: string,
): Promise<RequisitionRecord | undefined> {
  const [row] = await db
    .select({
      document: {
        id: document.id,
        number: document.number,
        status: document.status,
        version: document.version,
        createdBy: document.createdBy,
        createdAt: document.createdAt,
      },
      member: {
        id: organisation.id,
        code: organisation.code,
        name: organisation.shortName,
        kind: organisation.kind,
      },
      roundOn: requisition.roundOn,
      neededBy: requisition.neededBy,
      note: requisition.note,
    })
    .from(document)
    .innerJoin(requisition, eq(requisition.documentId, document.id))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(and(eq(document.number, number), like(organisation.path, `${scopePath}%`)));
  return row;
}

export interface RequisitionLine {
  id: number;
  lineNumber: number;
  itemId: number;
  code: string;
  name: string;
  strength: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  quantityBase: number;
  proposedBase: number;
  stockBase: number;
  transitBase: number;
  use30Base: number;
  reason: string;
  /** The need in the pool; null before it was submitted. */
  demandId: number | null;
  plannedBase: number;
  sentBase: number;
  receivedBase: number;
  closedBase: number;
}

const linesOf = statement(
  `select line.id, line.line_number, line.item_id, item.code, item.generic_name as name, item.strength, item.pack_size,
     item.pack_unit, item.base_unit, item.scale, line.quantity_base, line.proposed_base, line.stock_base,
     line.transit_base, line.use30_base, line.reason, demand.id as demand_id,
     coalesce(demand.planned_base, 0) as planned_base,
     coalesce(demand.dispatched_base + demand.delivered_base, 0) as sent_base,
     coalesce(demand.received_base, 0) as received_base, coalesce(demand.closed_base, 0) as closed_base
   from requisition_line as line join item on item.id = line.item_id
   left join demand on demand.document_id = line.requisition_id and demand.line_id = line.id
   where line.requisition_id = :id order by line.line_number`,
);

/** The lines in their order, with what became of each. */
export async function requisitionLines(db: Db | Tx, id: number): Promise<RequisitionLine[]> {
  const rows = await db.run<Record<string, string | number | null>>(linesOf, { id });
  return rows.map((row) => ({
    id: Number(row.id),
    lineNumber: Number(row.line_number),
    itemId: Number(row.item_id),
    code: String(row.code),
    name: String(row.name),
    strength: String(row.strength ?? ''),
    packSize: Number(row.pack_size),
    packUnit: String(row.pack_unit),
    baseUnit: String(row.base_unit),
    scale: Number(row.scale),
    quantityBase: Number(row.quantity_base),
    proposedBase: Number(row.proposed_base),
    stockBase: Number(row.stock_base),
    transitBase: Number(row.transit_base),
    use30Base: Number(row.use30_base),
    reason: String(row.reason),
    demandId: row.demand_id === null ? null : Number(row.demand_id),
    plannedBase: Number(row.planned_base),
    sentBase: Number(row.sent_base),
    receivedBase: Number(row.received_base),
    closedBase: Number(row.closed_base),
  }));
}

/** How the member may file; undefined when the hub has set nothing. */
export async function calendarOf(db: Db | Tx, organisationId: number): Promise<Calendar | undefined> {
  const { everyWeeks, weekday, startsOn, coverDays } = orderCalendar;
  const [row] = await db
    .select({ everyWeeks, weekday, startsOn, coverDays })
    .from(orderCalendar)
    .where(eq(orderCalendar.organisationId, organisationId));
  return row;
}

/** The member has filed for the round that closes on that day. */
export async function hasFiled(
  db: Db | Tx,
  asked: { organisationId: number; roundOn: string; exceptId: number },
): Promise<boolean> {
  const rows = await db
    .select({ id: document.id })
    .from(document)
    .innerJoin(requisition, eq(requisition.documentId, document.id))
    .where(
      and(
        eq(document.organisationId, asked.organisationId),
        eq(document.kind, 'requisition'),
        eq(document.status, 'submitted'),
        eq(requisition.roundOn, asked.roundOn),
        ne(document.id, asked.exceptId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The last requisition that the member submitted, to copy from. */
export async function lastSubmitted(db: Db | Tx, organisationId: number): Promise<number | undefined> {
  const [row] = await db
    .select({ id: document.id })
    .from(document)
    .where(
      and(
        eq(document.organisationId, organisationId),
        eq(document.kind, 'requisition'),
        eq(document.status, 'submitted'),
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(1);
  return row?.id;
}

export interface RequestingMember {
  id: number;
  code: string;
  name: string;
  kind: OrganisationKind;
}

/** Members in scope that file requisitions, in the order of the tree. */
export async function requestingMembers(db: Db | Tx, scopePath: string): Promise<RequestingMember[]> {
  return db
    .select({
      id: organisation.id,
      code: organisation.code,
      name: organisation.shortName,
      kind: organisation.kind,
    })
    .from(organisation)
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        inArray(organisation.kind, ['campus', 'branch', 'clinic', 'centre']),
        eq(organisation.active, true),
      ),
    )
    .orderBy(asc(organisation.path));
}
