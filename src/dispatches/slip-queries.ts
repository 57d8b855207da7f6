/** What slips print and what their codes open: the posted movement's own lines, never the lines somebody planned. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { lot, movement, movementLine } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { type DispatchRecord, dispatchByNumber } from './dispatch-record.ts';
import { inWalkingOrder } from './line-order.ts';
import { servedRequests } from './show-queries.ts';
import type { DispatchSlip, SlipLine, StorageZone } from './slip-document.ts';

export interface PostedLine {
  lineNumber: number;
  itemId: number;
  itemCode: string;
  itemName: string;
  strength: string;
  manufacturer: string;
  zone: StorageZone;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  pricePack: number;
  quantityBase: number;
  amountFen: number;
  from: string;
}

export interface PostedDispatch {
  record: DispatchRecord;
  movementId: number;
  postedAt: number;
  postedBy: string;
  /** When a red movement took it back, and why. */
  reversal: { movementId: number; at: number; by: string; reason: string | null } | null;
  lines: PostedLine[];
}

const origin = alias(location, 'origin');

/** The posted movement of a dispatch with its lines; undefined outside the scope, `posted: null` before the posting. */
export async function postedDispatch(
  db: Db,
  number: string,
  scopePath: string,
): Promise<{ record: DispatchRecord; posted: PostedDispatch | null } | undefined> {
  const record = await dispatchByNumber(db, number, scopePath);
  if (record === undefined) return undefined;
  const movements = await db
    .select({ movement, by: person.name })
    .from(movement)
    .leftJoin(person, eq(person.id, movement.actorId))
    .where(and(eq(movement.documentId, record.document.id), inArray(movement.kind, ['dispatch', 'reversal'])));
  const first = movements.find((one) => one.movement.kind === 'dispatch');
  if (first === undefined) return { record, posted: null };
  const red = movements.find((one) => one.movement.reversalOf === first.movement.id);
  const reversal =
    red === undefined
      ? null
      : {
          movementId: red.movement.id,
          at: red.movement.postedAt,
          by: red.by ?? '',
          reason: red.movement.reason,
        };
  const { id: movementId, postedAt } = first.movement;
  const lines = await postedLines(db, movementId);
  return { record, posted: { record, movementId, postedAt, postedBy: first.by ?? '', reversal, lines } };
}

/** The lines of one movement, in the order of the dispatch's page. */
export async function postedLines(db: Db, movementId: number): Promise<PostedLine[]> {
  const lines = await db
    .select({
      lineNumber: movementLine.lineNumber,
      itemId: movementLine.itemId,
      itemCode: item.code,
      itemName: item.genericName,
      strength: item.strength,
      manufacturer: item.manufacturer,
      zone: item.storageZone,
      packSize: item.packSize,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      scale: item.scale,
      lotId: movementLine.lotId,
      lotNumber: lot.number,
      expiresOn: lot.expiresOn,
      pricePack: lot.pricePack,
      quantityBase: movementLine.quantityBase,
      amountFen: movementLine.amountFen,
      from: origin.name,
    })
    .from(movementLine)
    .innerJoin(item, eq(item.id, movementLine.itemId))
    .innerJoin(lot, eq(lot.id, movementLine.lotId))
    .innerJoin(origin, eq(origin.id, movementLine.fromId))
    .where(eq(movementLine.movementId, movementId))
    .orderBy(asc(movementLine.lineNumber));
  return inWalkingOrder(lines);
}

export interface SlipRequest {
  /** Who prints, as it is to be read. */
  printedBy: string;
  printedAt: number;
  /** 0 for a view that was not counted. */
  copy: number;
  checkUrl: string;
  /** Typed where scanning fails; a view that was not counted has none. */
  checkCode?: string;
  withPrices: boolean;
  issuer: string;
}

/** The slip of a posted dispatch, drawn from its movement; a reversed one is marked as void. */
export async function slipOf(db: Db, posted: PostedDispatch, request: SlipRequest): Promise<DispatchSlip> {
  const { record, reversal } = posted;
  const serves = await servedRequests(db, record.document.id);
  const numbers = [...new Set(serves.map((served) => served.number))];
  const { vehicle, driver, box } = record.dispatch;
  const stores = [...new Set(posted.lines.map((line) => line.from))];
  const contact = record.receiver.contact;
  return {
    issuer: request.issuer,
    from: { organisation: record.sender.shortName, store: stores.join('、') },
    to: { organisation: record.receiver.name, store: '', ...(contact !== null && { contact }) },
    number: record.document.number,
    version: record.document.version,
    postedAt: posted.postedAt,
    printedAt: request.printedAt,
    printCount: request.copy,
    printedBy: request.printedBy,
    requestNumbers: numbers,
    ...(vehicle !== null && { vehicle }),
    ...(driver !== null && { driver }),
    ...(box !== null && { box }),
    lines: posted.lines.map((line) => slipLine(line, request.withPrices)),
    checkUrl: request.checkUrl,
    ...(request.checkCode !== undefined && { checkCode: request.checkCode }),
    standing: reversal === null ? 'valid' : 'voided',
  };
}

function slipLine(line: PostedLine, withPrices: boolean): SlipLine {
  const { lineNumber, zone, itemName, strength, manufacturer, lotNumber, expiresOn, quantityBase } = line;
  const { packSize, packUnit, baseUnit, scale } = line;
  return {
    lineNo: lineNumber,
    itemName,
    strength,
    manufacturer,
    lotNumber,
    expiresOn,
    quantityBase,
    packSize,
    packUnit,
    baseUnit,
    scale,
    pricePack: withPrices ? line.pricePack : null,
    amountFen: withPrices ? line.amountFen : null,
    storageZone: zone,
    note: null,
  };
}
