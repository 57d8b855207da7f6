/** Excursions as a list, and one as its page shows it: its lots as they lie now, what has left, who may do what. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { excursion, logger } from '../../db/schema/storage.ts';
import { rowset, statement } from '../../db/statement.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import { type CaseLot, caseByNumber, type LoadedCase } from './excursion-record.ts';
import { looksAfter } from './logger-record.ts';
import type { ExcursionState, Measure } from './rules.ts';

export interface ExcursionFilter {
  state?: ExcursionState | undefined;
  /** Part of a number or of a probe's code, words, pinyin or initials of the member. */
  q?: string | undefined;
}

export interface ListedExcursion {
  id: number;
  number: string;
  status: ExcursionState;
  place: string;
  loggerCode: string;
  storeName: string | null;
  measure: Measure;
  startedAt: number;
  endedAt: number | null;
  lowTenths: number;
  highTenths: number;
  worstTenths: number;
  lots: number;
  undecided: number;
}

const lotCount = sql<number>`(select count(*) from excursion_lot where excursion_id = ${document.id})`.mapWith(Number);
const undecidedCount = sql<number>`(select count(*) from excursion_lot
  join balance on balance.location_id = excursion_lot.location_id and balance.lot_id = excursion_lot.lot_id
  where excursion_id = ${document.id} and decision is null and balance.on_hand > 0)`.mapWith(Number);
const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

/** Newest first, from after the cursor (start, id); one more than `size`. */
export async function listExcursions(
  db: Db,
  scopePath: string,
  filter: ExcursionFilter,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<ListedExcursion[]> {
  const { cursor, size } = page;
  const text = (filter.q ?? '').trim();
  const older =
    cursor &&
    or(lt(excursion.startedAt, cursor[0]), and(eq(excursion.startedAt, cursor[0]), lt(document.id, cursor[1])));
  const found =
    text === ''
      ? undefined
      : or(
          sql`lower(${document.number}) like ${plainLike(text.toLowerCase())}`,
          sql`lower(${logger.code}) like ${plainLike(text.toLowerCase())}`,
          like(organisation.searchText, plainLike(normaliseQuery(text))),
        );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      place: organisation.shortName,
      loggerCode: logger.code,
      storeName: location.name,
      measure: excursion.measure,
      startedAt: excursion.startedAt,
      endedAt: excursion.endedAt,
      lowTenths: excursion.lowTenths,
      highTenths: excursion.highTenths,
      worstTenths: excursion.worstTenths,
      lots: lotCount,
      undecided: undecidedCount,
    })
    .from(excursion)
    .innerJoin(document, eq(document.id, excursion.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(logger, eq(logger.id, excursion.loggerId))
    .leftJoin(location, eq(location.id, excursion.locationId))
    .where(
      and(like(organisation.path, `${scopePath}%`), filter.state && eq(document.status, filter.state), found, older),
    )
    .orderBy(desc(excursion.startedAt), desc(document.id))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as ExcursionState }));
}

const standing = statement(
  `select balance.location_id as "locationId", balance.lot_id as "lotId", balance.on_hand as "onHand",
     balance.held_by as "heldBy",
     (select document.number from reservation join document on document.id = reservation.document_id
       where reservation.location_id = balance.location_id and reservation.lot_id = balance.lot_id
         and reservation.status = 'open' order by reservation.id limit 1) as "picking"
   from balance join ${rowset('places', { location_id: 'int', lot_id: 'int' })} as given
     on given.location_id = balance.location_id and given.lot_id = balance.lot_id`,
);

const goneSince = statement(
  `select item.generic_name as "genericName", item.code as "itemCode", lot.id as "lotId", lot.number as "lotNumber",
     item.pack_size as "packSize", item.pack_unit as "packUnit", item.base_unit as "baseUnit", item.scale,
     movement.kind, document.number as "documentNumber", document.kind as "documentKind",
     target.short_name as "toName", max(line.occurred_at) as "occurredAt", sum(line.quantity_base) as "quantityBase"
   from (select distinct item_id from balance where location_id = :locationId) as kept
   join movement_line as line on line.from_id = :locationId and line.item_id = kept.item_id
     and line.occurred_at >= :from and line.occurred_at < :to
   join movement on movement.id = line.movement_id and movement.kind in ('issue', 'dispatch', 'supplier_return')
   join item on item.id = line.item_id join lot on lot.id = line.lot_id
   join location as other on other.id = line.to_id
   left join organisation as target on target.id = other.keeper_id
   left join document on document.id = movement.document_id
   where not exists (select 1 from movement as undone where undone.reversal_of = movement.id)
   group by item.generic_name, item.code, lot.id, lot.number, item.pack_size, item.pack_unit, item.base_unit,
     item.scale, movement.kind, document.number, document.kind, target.short_name
   order by max(line.occurred_at), lot.id limit 100`,
);

export interface GoneLot {
  genericName: string;
  itemCode: string;
  lotId: number;
  lotNumber: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  kind: string;
  documentNumber: string | null;
  documentKind: string | null;
  toName: string | null;
  occurredAt: number;
  quantityBase: number;
}

export interface ShownLot extends CaseLot {
  onHand: number;
  held: boolean;
  /** Number of a paper for which some of it is being picked. */
  picking: string | null;
}

export interface CaseView extends Omit<LoadedCase, 'lots'> {
  lots: ShownLot[];
  /** What left the place while it lasted: to be called back, or to be told. */
  gone: GoneLot[];
  acts: ActRow[];
  can: { explain: boolean; decide: boolean; report: boolean };
}

async function standingLots(db: Db, lots: readonly CaseLot[]): Promise<ShownLot[]> {
  if (lots.length === 0) return [];
  const places = lots.map(({ part }) => ({ location_id: part.locationId, lot_id: part.lotId }));
  const rows = await db.run<{
    locationId: number;
    lotId: number;
    onHand: number;
    heldBy: number | null;
    picking: string | null;
  }>(standing, { places });
  const byPlace = new Map(rows.map((row) => [`${row.locationId}-${row.lotId}`, row]));
  return lots.map((one) => {
    const row = byPlace.get(`${one.part.locationId}-${one.part.lotId}`);
    return { ...one, onHand: Number(row?.onHand ?? 0), held: row?.heldBy != null, picking: row?.picking ?? null };
  });
}

/** The case as the viewer sees it; undefined when there is none within the scope. */
export async function caseView(db: Db, viewer: Viewer, number: string, now: number): Promise<CaseView | undefined> {
  const loaded = await caseByNumber(db, number);
  if (loaded === undefined || !loaded.place.path.startsWith(viewer.scopePath)) return undefined;
  const { locationId, startedAt, endedAt } = loaded.case;
  const span = { locationId, from: startedAt, to: endedAt ?? now + 1 };
  const gone = locationId === null ? [] : await db.run<GoneLot>(goneSince, span);
  const near = looksAfter(viewer, loaded.place);
  return {
    ...loaded,
    lots: await standingLots(db, loaded.lots),
    gone: gone.map((row) => ({
      ...row,
      quantityBase: Number(row.quantityBase),
      occurredAt: Number(row.occurredAt),
    })),
    acts: await timelineOf(db, loaded.document.id),
    can: {
      explain: near && (may(viewer.roles, 'storage.log') || may(viewer.roles, 'storage.decide')),
      decide: near && may(viewer.roles, 'storage.decide'),
      report: may(viewer.roles, 'loss.report'),
    },
  };
}
