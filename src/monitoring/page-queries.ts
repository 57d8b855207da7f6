/** A return and a line of it as their pages show them: what is wrong, who may do what, what each number is made of. */
import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { monitoringChange } from '../../db/schema/monitoring.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { statement } from '../../db/statement.ts';
import { type AttachmentLine, attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { checkAsk } from './check-queries.ts';
import { type CheckFinding, findingsOf, unexplained } from './check-rules.ts';
import { stockOf, useOf } from './draw-queries.ts';
import { ordersOf } from './order-queries.ts';
import { type LineRow, type LoadedReturn, returnByNumber, type VersionRow, versionsOf } from './record-queries.ts';
import { type Bands, checkSigner, type OrderRow, type ReturnState, spanOf } from './rules.ts';

export interface ReturnView extends LoadedReturn {
  status: ReturnState;
  acts: ActRow[];
  files: AttachmentLine[];
  versions: VersionRow[];
  bands: Bands;
  /** Of a return that is not filed yet. */
  findings: CheckFinding[];
  /** Remarks without a note. */
  open: CheckFinding[];
  can: { prepare: boolean; decide: boolean; sign: boolean; export: boolean; prices: boolean };
}

/** The return as the viewer sees it; undefined when there is none within the scope. */
export async function returnView(db: Db, viewer: Viewer, number: string, now: number): Promise<ReturnView | undefined> {
  const loaded = await returnByNumber(db, number);
  if (loaded === undefined || !loaded.place.path.startsWith(viewer.scopePath)) return undefined;
  const { document, paper, lines } = loaded;
  const today = dayOf(now);
  const status = document.status as ReturnState;
  const checks = status === 'draft' || status === 'submitted';
  const [acts, files, versions, bands, ask] = await Promise.all([
    timelineOf(db, document.id),
    attachmentsOf(db, `document ${number}`),
    versionsOf(db, paper.organisationId, paper.month),
    ruleOn(db, 'monitoring_return', today),
    checks ? checkAsk(db, loaded, today) : undefined,
  ]);
  const given = { ...paper, lines };
  const findings = ask === undefined ? [] : findingsOf(given, ask);
  const decide = may(viewer.roles, 'monitoring.approve');
  return {
    ...loaded,
    status,
    acts,
    files,
    versions,
    bands,
    findings,
    open: unexplained(given, findings),
    can: {
      prepare: may(viewer.roles, 'monitoring.prepare'),
      decide,
      sign: decide && checkSigner(viewer.userId, acts).ok,
      export: may(viewer.roles, 'export'),
      prices: may(viewer.roles, 'stock.read.prices'),
    },
  };
}

export interface LineRequest {
  number: string;
  member: string;
  createdAt: number;
  status: string;
  reason: string;
  quantityBase: number;
  patients: number | null;
}

export interface MemberNumbers {
  code: string;
  name: string;
  useBase: number;
  stockBase: number;
}

export interface LineSources {
  requests: LineRequest[];
  members: MemberNumbers[];
  orders: OrderRow[];
  changes: (typeof monitoringChange.$inferSelect)[];
  itemCode: string;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
}

const MOST_ROWS = 200;

/** The same requests that the line counted, one by one. */
const requestsOfItem = statement(
  `select document.number, document.status, document.created_at, shortage.reason, shortage.quantity_base,
     shortage.patients, organisation.short_name as member
   from document join shortage on shortage.document_id = document.id and shortage.item_id = :itemId
   join organisation on organisation.id = shortage.organisation_id
   where document.kind = 'shortage' and document.created_at < :until
     and document.status not in ('merged', 'cancelled')
     and (document.created_at >= :since
       or document.status in ('registered', 'accepted', 'matched', 'in_transit', 'arrived'))
   order by document.id limit ${MOST_ROWS}`,
);
const itemShape = statement(`select code, pack_size, pack_unit, base_unit, scale from item where id = :itemId`);

interface RequestColumns {
  number: string;
  status: string;
  created_at: number;
  reason: string;
  quantity_base: number;
  patients: number | null;
  member: string;
}

interface ShapeColumns {
  code: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
}

async function membersWith(db: Db, month: string, today: string, itemId: number): Promise<MemberNumbers[]> {
  const [use, stock, places] = await Promise.all([
    useOf(db, month, [itemId]),
    stockOf(db, today, [itemId]),
    db
      .select({ id: organisation.id, code: organisation.code, name: organisation.shortName })
      .from(organisation)
      .orderBy(asc(organisation.path)),
  ]);
  return places.flatMap(({ id, code, name }) => {
    const useBase = use.find((row) => row.organisationId === id)?.base ?? 0;
    const stockBase = stock.find((row) => row.organisationId === id)?.base ?? 0;
    return useBase === 0 && stockBase === 0 ? [] : [{ code, name, useBase, stockBase }];
  });
}

/** Everything that the numbers of a line come from, as it is now; at most two hundred requests. */
export async function lineSources(db: Db, loaded: LoadedReturn, line: LineRow, now: number): Promise<LineSources> {
  const { month } = loaded.paper;
  const { itemId } = line;
  const [requests, members, orders, changes, [shape]] = await Promise.all([
    db.run<RequestColumns>(requestsOfItem, { itemId, ...spanOf(month) }),
    membersWith(db, month, dayOf(now), itemId),
    ordersOf(db, month, [itemId]),
    db
      .select()
      .from(monitoringChange)
      .where(and(eq(monitoringChange.returnId, loaded.document.id), eq(monitoringChange.itemId, itemId)))
      .orderBy(asc(monitoringChange.id)),
    db.run<ShapeColumns>(itemShape, { itemId }),
  ]);
  return {
    requests: requests.map((row) => ({
      number: row.number,
      member: row.member,
      createdAt: Number(row.created_at),
      status: row.status,
      reason: row.reason,
      quantityBase: Number(row.quantity_base),
      patients: row.patients === null ? null : Number(row.patients),
    })),
    members,
    orders: orders.get(itemId) ?? [],
    changes,
    itemCode: shape?.code ?? '',
    shape: {
      packSize: Number(shape?.pack_size ?? 1),
      packUnit: shape?.pack_unit ?? '',
      baseUnit: shape?.base_unit ?? '',
      scale: Number(shape?.scale ?? 1),
    },
  };
}
