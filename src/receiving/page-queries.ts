/** Everything the page of one inspection shows, read at once. */
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { orderLine } from '../../db/schema/orders.ts';
import { receiptLine, receiptScan, supplierReturn } from '../../db/schema/receipts.ts';
import { person } from '../../db/schema/users.ts';
import type { AttachmentLine } from '../attachments/queries.ts';
import { attachmentsOf } from '../attachments/queries.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { type PrintLine, printsOf } from '../print/print-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { lotsToShare, type NeedShare, needsWaiting, type OpenLot, proposeShares } from './allot-queries.ts';
import { type Allotted, allottedOf } from './allotted-queries.ts';
import { type InspectionDay, needsSecond, type Objection, objectionsTo, papersFor } from './line-rules.ts';
import {
  hasOrdered,
  linesOfReceipt,
  type ReceiptLine,
  type ReceiptRecord,
  receiptByNumber,
  scansCounted,
} from './record-queries.ts';
import { mayInspect, type Paper } from './rules.ts';
import { type StoreChoice, storesToFill } from './store-queries.ts';

export interface KeptScan {
  code: string;
  outcome: (typeof receiptScan.$inferSelect)['outcome'];
  item: string | null;
  quantityBase: number;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  scannedAt: number;
}

const SCANS_SHOWN = 12;

async function lastScans(db: Db, receiptId: number): Promise<KeptScan[]> {
  const rows = await db
    .select({
      code: receiptScan.code,
      outcome: receiptScan.outcome,
      item: item.genericName,
      quantityBase: receiptScan.quantityBase,
      packSize: item.packSize,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      scale: item.scale,
      scannedAt: receiptScan.scannedAt,
    })
    .from(receiptScan)
    .leftJoin(receiptLine, eq(receiptLine.id, receiptScan.lineId))
    .leftJoin(orderLine, eq(orderLine.id, receiptLine.orderLineId))
    .leftJoin(item, eq(item.id, orderLine.itemId))
    .where(eq(receiptScan.receiptId, receiptId))
    .orderBy(desc(receiptScan.id))
    .limit(SCANS_SHOWN);
  return rows.map((row) => ({
    ...row,
    packSize: row.packSize ?? 1,
    packUnit: row.packUnit ?? '',
    baseUnit: row.baseUnit ?? '',
    scale: row.scale ?? 1,
  }));
}

export interface Sharing {
  orderLine: number;
  lots: OpenLot[];
  availableBase: number;
  line: ReceiptLine;
  needs: NeedShare[];
}

/** Order lines of which less was accepted than is waited for, each with its proposal. */
export async function sharingsOf(
  db: Db,
  lines: readonly ReceiptLine[],
  receiptId: number,
  now: number,
): Promise<Sharing[]> {
  const lots = await lotsToShare(db, receiptId);
  const waiting = await needsWaiting(
    db,
    lots.map((lot) => lot.orderLineId),
  );
  const sharings: Sharing[] = [];
  for (const orderLineId of new Set(lots.map((lot) => lot.orderLineId))) {
    const own = lots.filter((lot) => lot.orderLineId === orderLineId);
    const needs = waiting.filter((need) => need.orderLineId === orderLineId);
    const line = lines.find((one) => one.orderLineId === orderLineId);
    const [first] = own;
    if (needs.length === 0 || line === undefined || first === undefined) continue;
    const availableBase = own.reduce((sum, lot) => sum + lot.acceptedBase, 0);
    const asked = { needs, itemId: first.itemId, packSize: line.shape.packSize, availableBase, now };
    const proposed = await proposeShares(db, asked);
    sharings.push({ orderLine: first.orderLineNumber, lots: own, availableBase, line, needs: proposed });
  }
  return sharings;
}

export interface OrderChoice {
  lineNumber: number;
  name: string;
  strength: string;
}

/** What speaks against a lot as it is written now, and the papers that must lie with it. */
export interface Judged {
  objections: Objection[];
  papers: Paper[];
}

export interface ReceiptPageData {
  /** By line number. */
  judged: ReadonlyMap<number, Judged>;
  record: ReceiptRecord;
  lines: ReceiptLine[];
  day: InspectionDay;
  scans: KeptScan[];
  scanned: number;
  stores: StoreChoice[];
  orderChoices: OrderChoice[];
  acts: ActRow[];
  files: AttachmentLine[];
  prints: PrintLine[];
  sharings: Sharing[];
  allotted: Allotted[];
  returns: { number: string; status: string; atDoor: boolean }[];
  inspector: string;
  second: string | null;
  needsTwo: boolean;
  /** `papers`: may say later which of the two invoices came. */
  can: {
    act: boolean;
    return: boolean;
    print: boolean;
    papers: boolean;
    prices: boolean;
    why: 'ordered' | 'place' | null;
  };
}

function judge(record: ReceiptRecord, line: ReceiptLine, day: InspectionDay): Judged {
  const told = line.expiresOn !== '';
  return {
    objections: told ? objectionsTo(line.item, line, record.receipt, day) : [],
    papers: papersFor(line.item, line.approvalNumber || line.item.approvalNumber),
  };
}

async function namesOf(db: Db, ids: readonly (number | null)[]): Promise<Map<number, string>> {
  const known = ids.filter((id) => id !== null);
  const rows = await db.select({ id: person.id, name: person.name }).from(person).where(isOneOf(person.id, known));
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function returnsOf(db: Db, receiptId: number): Promise<ReceiptPageData['returns']> {
  return db
    .select({ number: document.number, status: document.status, atDoor: supplierReturn.refusedAtDoor })
    .from(supplierReturn)
    .innerJoin(document, eq(document.id, supplierReturn.documentId))
    .where(eq(supplierReturn.receiptId, receiptId))
    .orderBy(asc(document.id));
}

/** The inspection for this person, within the scope; undefined outside of it. */
export async function receiptPage(
  db: Db,
  viewer: Viewer,
  number: string,
  now: number,
): Promise<ReceiptPageData | undefined> {
  const record = await receiptByNumber(db, number);
  if (record === undefined || !record.place.path.startsWith(viewer.scopePath)) return undefined;
  const { id, status } = record.document;
  const lines = await linesOfReceipt(db, id);
  const arrivedOn = dayOf(record.receipt.arrivedAt);
  const { least: leastDays } = await ruleOn(db, 'receipt_life_days', arrivedOn);
  const concluded = status !== 'draft' && status !== 'abandoned';
  const here = mayInspect(viewer, record.place);
  const records = may(viewer.roles, 'invoice.record');
  const ordered = (here || records) && (await hasOrdered(db, viewer.userId, record.order));
  const names = await namesOf(db, [record.receipt.inspectorId, record.receipt.secondId]);
  const orderChoices = await db
    .select({ lineNumber: orderLine.lineNumber, name: item.genericName, strength: item.strength })
    .from(orderLine)
    .innerJoin(item, eq(item.id, orderLine.itemId))
    .where(and(eq(orderLine.orderId, record.receipt.orderId), eq(orderLine.deliverToId, record.place.id)))
    .orderBy(asc(orderLine.lineNumber));
  const day = { today: dayOf(now), arrivedOn, leastDays };
  return {
    record,
    lines,
    judged: new Map(lines.map((line) => [line.lineNumber, judge(record, line, day)])),
    day,
    scans: await lastScans(db, id),
    scanned: await scansCounted(db, id),
    stores: await storesToFill(db, record.place.id),
    orderChoices,
    acts: await timelineOf(db, id),
    files: await attachmentsOf(db, `document ${number}`),
    prints: await printsOf(db, id),
    sharings: concluded ? await sharingsOf(db, lines, id, now) : [],
    allotted: concluded ? await allottedOf(db, id) : [],
    returns: concluded ? await returnsOf(db, id) : [],
    inspector: names.get(record.receipt.inspectorId) ?? '',
    second: record.receipt.secondId === null ? null : (names.get(record.receipt.secondId) ?? ''),
    needsTwo: lines.some((line) => (line.arrivedBase > 0 || line.decision !== null) && needsSecond(line.item)),
    can: {
      act: here && !ordered,
      papers: concluded && record.receipt.invoices !== 'exempt' && (here || records) && !ordered,
      return: may(viewer.roles, 'return.make'),
      print: may(viewer.roles, 'receipt.inspect'),
      prices: may(viewer.roles, 'stock.read.prices'),
      why: here ? (ordered ? 'ordered' : null) : 'place',
    },
  };
}
