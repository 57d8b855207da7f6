/** One dispatch as its page shows it: lines with lot and place, what was passed over and why, whom each line serves. */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { dispatchLine, dispatchSkip } from '../../db/schema/dispatches.ts';
import { document, documentLink } from '../../db/schema/documents.ts';
import { lot, movement, movementLine } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import type { DocumentKind } from '../documents/advance.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { type ControlClass, isControlled } from '../ledger/usable.ts';
import { countBoxes } from '../packing/box-queries.ts';
import { type DifferenceRow, differencesOf } from './discrepancy-list-queries.ts';
import { type DispatchRecord, dispatchByNumber } from './dispatch-record.ts';
import { inWalkingOrder } from './line-order.ts';

export interface Shape {
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
}

export interface ServedRequest {
  lineId: number | null;
  /** A shortage, a requisition, or the plan with a need of the hub itself. */
  kind: DocumentKind;
  number: string;
  status: string;
  organisation: string;
  quantityBase: number;
  fulfilledBase: number;
}

export interface SkippedLot {
  itemId: number;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  quantityBase: number;
  reason: string;
  detail: Record<string, string | number>;
}

export interface StoredAt {
  lotId: number;
  store: string;
  zone: string;
  quantityBase: number;
}

export interface DispatchLineView {
  id: number;
  lineNumber: number;
  itemId: number;
  itemCode: string;
  itemName: string;
  strength: string;
  manufacturer: string;
  zone: string;
  controlClass: ControlClass;
  shape: Shape;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  frozen: 'recall' | 'quality' | null;
  pricePack: number;
  store: string;
  quantityBase: number;
  pickedBase: number | null;
  pickedBy: number | null;
  pickedByName: string | null;
  pickedAt: number | null;
  pickReason: string | null;
  overrideReason: string | null;
  shippedBase: number;
  goodBase: number;
  damagedBase: number;
  missingBase: number;
}

export interface DispatchView {
  record: DispatchRecord;
  lines: DispatchLineView[];
  skipped: SkippedLot[];
  serves: ServedRequest[];
  /** Where received goods were put, by lot. */
  stored: StoredAt[];
  differences: DifferenceRow[];
  /** Oldest first. */
  acts: ActRow[];
  /** Controlled drugs: two people at each step. */
  controlled: boolean;
  /** How many boxes it was packed into; none when it goes unboxed. */
  boxes: number;
}

/** Everything the page of a dispatch says; undefined outside the scope. */
export async function showDispatch(db: Db, number: string, scopePath: string): Promise<DispatchView | undefined> {
  const record = await dispatchByNumber(db, number, scopePath);
  if (record === undefined) return undefined;
  const { id } = record.document;
  const [lines, skipped, serves, stored, differences, acts, boxes] = await Promise.all([
    linesInOrder(db, id),
    skippedLots(db, id),
    servedRequests(db, id),
    storedAt(db, id),
    differencesOf(db, id),
    timelineOf(db, id),
    countBoxes(db, id),
  ]);
  const controlled = lines.some((line) => isControlled(line.controlClass));
  return { record, lines, skipped, serves, stored, differences, acts, controlled, boxes };
}

async function linesInOrder(db: Db, dispatchId: number): Promise<DispatchLineView[]> {
  const rows = await db
    .select({ line: dispatchLine, item, lot, store: location.name, pickedByName: person.name })
    .from(dispatchLine)
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .innerJoin(location, eq(location.id, dispatchLine.fromLocationId))
    .leftJoin(person, eq(person.id, dispatchLine.pickedBy))
    .where(eq(dispatchLine.dispatchId, dispatchId))
    .orderBy(asc(dispatchLine.lineNumber));
  const views = rows.map((row): DispatchLineView => {
    const { genericName, strength, manufacturer, controlClass, packSize, packUnit, baseUnit, scale } = row.item;
    const zone = isControlled(controlClass) ? 'controlled' : row.item.storageZone;
    const { number: lotNumber, expiresOn, frozen, pricePack } = row.lot;
    const shape = { packSize, packUnit, baseUnit, scale };
    const named = { itemName: genericName, itemCode: row.item.code, strength, manufacturer, zone, controlClass, shape };
    const { pickedByName, store } = row;
    return { ...row.line, ...named, lotNumber, expiresOn, frozen, pricePack, pickedByName, store };
  });
  return inWalkingOrder(views);
}

async function skippedLots(db: Db, dispatchId: number): Promise<SkippedLot[]> {
  const rows = await db
    .select({ skip: dispatchSkip, lotNumber: lot.number, expiresOn: lot.expiresOn })
    .from(dispatchSkip)
    .innerJoin(lot, eq(lot.id, dispatchSkip.lotId))
    .where(eq(dispatchSkip.dispatchId, dispatchId))
    .orderBy(asc(lot.expiresOn), asc(dispatchSkip.id));
  // Several requests for one drug pass over the same lot for the same reason: said once
  const once = new Map<string, SkippedLot>();
  for (const { skip, lotNumber, expiresOn } of rows) {
    const { itemId, lotId, quantityBase, reason } = skip;
    const detail = JSON.parse(skip.detail) as SkippedLot['detail'];
    const key = `${itemId}-${lotId}-${skip.locationId}-${reason}`;
    once.set(key, { itemId, lotId, lotNumber, expiresOn, quantityBase, reason, detail });
  }
  return [...once.values()];
}

/** Requests that the dispatch serves, first asked first. */
export async function servedRequests(db: Db, dispatchId: number): Promise<ServedRequest[]> {
  return db
    .select({
      lineId: documentLink.toLineId,
      kind: document.kind,
      number: document.number,
      status: document.status,
      organisation: organisation.shortName,
      quantityBase: documentLink.quantityBase,
      fulfilledBase: documentLink.fulfilledBase,
    })
    .from(documentLink)
    .innerJoin(document, eq(document.id, documentLink.fromDocumentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(and(eq(documentLink.toDocumentId, dispatchId), eq(documentLink.kind, 'serves')))
    .orderBy(asc(documentLink.id));
}

async function storedAt(db: Db, dispatchId: number): Promise<StoredAt[]> {
  return db
    .select({
      lotId: movementLine.lotId,
      store: location.name,
      zone: location.zone,
      quantityBase: movementLine.quantityBase,
    })
    .from(movement)
    .innerJoin(movementLine, eq(movementLine.movementId, movement.id))
    .innerJoin(location, eq(location.id, movementLine.toId))
    .where(
      and(eq(movement.documentId, dispatchId), eq(movement.kind, 'dispatch_receipt'), gt(movementLine.quantityBase, 0)),
    )
    .orderBy(asc(movementLine.id));
}
