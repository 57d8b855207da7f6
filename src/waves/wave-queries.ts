/** A wave with its entries, where each dispatch stands and rides, and its lines as they are picked from the shelf. */
import { and, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { wave } from '../../db/schema/waves.ts';
import { statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { DocumentRow } from '../documents/queries.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import type { ShelfLine } from './rules.ts';

export interface WaveRecord {
  document: DocumentRow;
  wave: typeof wave.$inferSelect;
  house: OrganisationRow;
}

export interface WaveEntry {
  id: number;
  routeId: number;
  route: string;
  member: string;
  requisition: string | null;
  requisitionId: number | null;
  dispatch: string | null;
  dispatchId: number | null;
  dispatchStatus: string | null;
  outcome: 'taken' | 'refused' | null;
  reason: string | null;
  detail: Record<string, string | number> | null;
  lines: number;
  picked: number;
  /** The round that has it aboard now. */
  round: string | null;
}

const entriesOf = statement(
  `select entry.id, entry.route_id, route.name as route, member.short_name as member,
     asked.number as requisition, entry.requisition_id, sent.number as dispatch, entry.dispatch_id,
     sent.status as dispatch_status, entry.outcome, entry.reason, entry.detail,
     (select count(*) from dispatch_line as line where line.dispatch_id = entry.dispatch_id) as lines,
     (select count(picked_base) from dispatch_line as line where line.dispatch_id = entry.dispatch_id) as picked,
     (select held.number from round_load as load join document as held on held.id = load.round_id
      where load.dispatch_id = entry.dispatch_id and (load.outcome is null or load.outcome = 'handed')) as round
   from wave_entry as entry join delivery_route as route on route.id = entry.route_id
   join organisation as member on member.id = entry.to_organisation_id
   left join document as asked on asked.id = entry.requisition_id
   left join document as sent on sent.id = entry.dispatch_id
   where entry.wave_id = :waveId order by route.leaves_at, route.name, entry.id`,
);

interface EntryRow {
  id: number;
  route_id: number;
  route: string;
  member: string;
  requisition: string | null;
  requisition_id: number | null;
  dispatch: string | null;
  dispatch_id: number | null;
  dispatch_status: string | null;
  outcome: WaveEntry['outcome'];
  reason: string | null;
  detail: string | Record<string, string | number> | null;
  lines: number;
  picked: number;
  round: string | null;
}

/** Entries by route, in the order in which they were chosen. */
export async function entriesOfWave(db: Db, waveId: number): Promise<WaveEntry[]> {
  const rows = await db.run<EntryRow>(entriesOf, { waveId });
  return rows.map((row) => ({
    id: Number(row.id),
    routeId: Number(row.route_id),
    route: row.route,
    member: row.member,
    requisition: row.requisition,
    requisitionId: row.requisition_id === null ? null : Number(row.requisition_id),
    dispatch: row.dispatch,
    dispatchId: row.dispatch_id === null ? null : Number(row.dispatch_id),
    dispatchStatus: row.dispatch_status,
    outcome: row.outcome,
    reason: row.reason,
    detail: typeof row.detail === 'string' ? JSON.parse(row.detail) : row.detail,
    lines: Number(row.lines),
    picked: Number(row.picked),
    round: row.round,
  }));
}

export interface WaveLine extends ShelfLine {
  lineId: number;
  dispatchId: number;
  itemId: number;
  lot: string;
  strength: string;
  manufacturer: string;
  shape: { packSize: number; packUnit: string; baseUnit: string; scale: number };
}

const linesOf = statement(
  `select line.id, line.dispatch_id, line.item_id, line.lot_id, line.from_location_id as location_id,
     line.quantity_base, line.picked_base, sent.number as dispatch, receiver.short_name as receiver,
     item.generic_name as item, item.strength, item.manufacturer, item.storage_zone as zone, item.pack_size,
     item.pack_unit, item.base_unit, item.scale, lot.number as lot, lot.expires_on, location.name as store
   from dispatch_line as line join document as sent on sent.id = line.dispatch_id and sent.status = 'picking'
   join dispatch on dispatch.document_id = line.dispatch_id
   join organisation as receiver on receiver.id = dispatch.to_organisation_id
   join item on item.id = line.item_id join lot on lot.id = line.lot_id
   join location on location.id = line.from_location_id
   where line.dispatch_id in (select entry.dispatch_id from wave_entry as entry
     where entry.wave_id = :waveId and entry.outcome = 'taken')
     and item.control_class not in ('narcotic', 'psychotropic_1', 'toxic')
   order by sent.number, line.line_number`,
);

interface LineRow {
  id: number;
  dispatch_id: number;
  item_id: number;
  lot_id: number;
  location_id: number;
  quantity_base: number;
  picked_base: number | null;
  dispatch: string;
  receiver: string;
  item: string;
  strength: string;
  manufacturer: string;
  zone: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  lot: string;
  expires_on: string;
  store: string;
}

/** Lines of the wave's dispatches that are being picked; controlled drugs are picked apart, by who keeps them. */
export async function linesOfWave(db: Db, waveId: number): Promise<WaveLine[]> {
  const rows = await db.run<LineRow>(linesOf, { waveId });
  return rows.map((row) => ({
    lineId: Number(row.id),
    dispatchId: Number(row.dispatch_id),
    itemId: Number(row.item_id),
    lotId: Number(row.lot_id),
    locationId: Number(row.location_id),
    quantityBase: Number(row.quantity_base),
    picked: row.picked_base !== null,
    dispatch: row.dispatch,
    receiver: row.receiver,
    item: row.item,
    strength: row.strength,
    manufacturer: row.manufacturer,
    zone: row.zone,
    shape: { packSize: row.pack_size, packUnit: row.pack_unit, baseUnit: row.base_unit, scale: row.scale },
    lot: row.lot,
    expiresOn: row.expires_on,
    store: row.store,
  }));
}

/** The wave of that number, when its house lies within the scope. */
export async function waveByNumber(db: Db, number: string, scopePath: string): Promise<WaveRecord | undefined> {
  const [row] = await db
    .select({ document, wave, house: organisation })
    .from(wave)
    .innerJoin(document, eq(document.id, wave.documentId))
    .innerJoin(organisation, eq(organisation.id, wave.fromOrganisationId))
    .where(and(eq(document.number, number), like(organisation.path, `${scopePath}%`)));
  return row;
}

export interface WaveView extends WaveRecord {
  entries: WaveEntry[];
  lines: WaveLine[];
  can: { plan: boolean; pick: boolean };
}

/** What its page and its paper say; undefined outside the scope. */
export async function waveView(db: Db, viewer: Viewer, number: string): Promise<WaveView | undefined> {
  const record = await waveByNumber(db, number, viewer.scopePath);
  if (record === undefined) return undefined;
  const { id, status } = record.document;
  const here = status === 'open' && worksAt(viewer, record.house);
  const can = { plan: here && may(viewer.roles, 'round.plan'), pick: here && may(viewer.roles, 'dispatch.pick') };
  return { ...record, entries: await entriesOfWave(db, id), lines: await linesOfWave(db, id), can };
}
