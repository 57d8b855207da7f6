/** What labels say: a lot, a store, the lots of an inspection, boxes of a dispatch; in the scope of who prints. */
import { and, asc, eq, gte, inArray, isNotNull, isNull, like, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { receiptLine } from '../../db/schema/receipts.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { hasGs1CheckDigit } from '../kernel/codes/check-digit.ts';
import { sixOfDay } from '../kernel/codes/gs1-day.ts';
import { labelCode } from '../kernel/codes/own-label.ts';
import { packingOf } from '../packing/box-queries.ts';
import { receiptByNumber } from '../receiving/record-queries.ts';
import { type FoundLot, lotsOfIds, placeOfId } from './resolve-queries.ts';
import type { LabelKind } from './rules.ts';

export interface LotLabel {
  kind: 'lot';
  /** What its code says, element by element. */
  elements: [string, string][];
  code: string;
  name: string;
  detail: string;
  maker: string;
  zone: string;
  lotNumber: string;
  expiresOn: string;
}

export interface PlaceLabel {
  kind: 'place';
  elements: [string, string][];
  code: string;
  name: string;
  member: string;
  zone: string;
}

/** One for each box, once it is known how many there are. */
export interface BoxLabel {
  kind: 'box';
  number: string;
  from: string;
  to: string;
  cold: boolean;
}

/** A box whose contents are known: its code names it. */
export interface CartonLabel {
  kind: 'carton';
  code: string;
  number: string;
  position: number;
  of: number;
  from: string;
  to: string;
  cold: boolean;
}

export type LabelFacts = LotLabel | PlaceLabel | BoxLabel | CartonLabel;

export interface LabelSubject {
  kind: LabelKind;
  /** What the audit trail knows it by. */
  subject: string;
  title: string;
  labels: LabelFacts[];
}

/** GS1's character set 82, at most as long as a lot number may be. */
const GS1_LOT = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/;

/** The checked GTIN of each item, valid today: of several the first. */
async function gtinsOf(db: Db, itemIds: readonly number[], today: string): Promise<Map<number, string>> {
  const rows = await db
    .select({ itemId: itemCode.itemId, value: itemCode.value })
    .from(itemCode)
    .where(
      and(
        isOneOf(itemCode.itemId, [...itemIds]),
        inArray(itemCode.type, ['gtin', 'udi_di']),
        or(isNull(itemCode.validTo), gte(itemCode.validTo, today)),
      ),
    )
    .orderBy(asc(itemCode.type), asc(itemCode.value));
  const found = new Map<number, string>();
  for (const { itemId, value } of rows) {
    const isGtin = /^(?:\d{8}|\d{12,14})$/.test(value) && hasGs1CheckDigit(value);
    if (isGtin && !found.has(itemId)) found.set(itemId, value.padStart(14, '0'));
  }
  return found;
}

/** A lot known by a barcode says item, expiry and number to every scanner; our own reference names this very lot. */
function elementsOf(lot: FoundLot, gtin: string | undefined, code: string): [string, string][] {
  const own: [string, string] = ['91', code];
  if (gtin === undefined || !GS1_LOT.test(lot.number)) return [own];
  return [['01', gtin], ['17', sixOfDay(lot.expiresOn)], ['10', lot.number], own];
}

/** Strength and pack, such as `0.25g×24片/盒`. */
function packed({ strength, packSize, scale, baseUnit, packUnit }: FoundLot['item']): string {
  if (packUnit === baseUnit && packSize === scale) return strength;
  return `${strength}×${packSize / scale}${baseUnit}/${packUnit}`;
}

async function lotLabels(db: Db, scopePath: string, ids: readonly number[], today: string): Promise<LotLabel[]> {
  const lots = await lotsOfIds(db, scopePath, ids);
  const itemIds = [...new Set(lots.map((one) => one.item.id))];
  const gtins = await gtinsOf(db, itemIds, today);
  return lots.map((lot) => {
    const code = labelCode({ kind: 'lot', id: lot.id });
    return {
      kind: 'lot',
      elements: elementsOf(lot, gtins.get(lot.item.id), code),
      code,
      name: lot.item.genericName,
      detail: packed(lot.item),
      maker: lot.item.manufacturer,
      zone: lot.item.storageZone,
      lotNumber: lot.number,
      expiresOn: lot.expiresOn,
    };
  });
}

async function receiptSubject(db: Db, actor: Actor, number: string, today: string): Promise<LabelSubject | undefined> {
  const record = await receiptByNumber(db, number);
  if (record === undefined || !record.place.path.startsWith(actor.scopePath)) return undefined;
  const rows = await db
    .selectDistinct({ lotId: receiptLine.lotId })
    .from(receiptLine)
    .where(and(eq(receiptLine.receiptId, record.document.id), isNotNull(receiptLine.lotId)));
  const ids = rows.flatMap((row) => (row.lotId === null ? [] : [row.lotId]));
  const labels = await lotLabels(db, actor.scopePath, ids, today);
  return { kind: 'receipt', subject: number, title: number, labels };
}

const sender = alias(organisation, 'sender');
const receiver = alias(organisation, 'receiver');

async function dispatchSubject(db: Db, actor: Actor, number: string): Promise<LabelSubject | undefined> {
  const within = `${actor.scopePath}%`;
  const [sent] = await db
    .select({ id: document.id, from: sender.shortName, to: receiver.shortName })
    .from(document)
    .innerJoin(dispatch, eq(dispatch.documentId, document.id))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .where(and(eq(document.number, number), or(like(sender.path, within), like(receiver.path, within))));
  if (sent === undefined) return undefined;
  const { boxes } = await packingOf(db, sent.id);
  if (boxes.length > 0) {
    const common = { kind: 'carton' as const, number, of: boxes.length, from: sent.from, to: sent.to };
    const labels = boxes.map(({ code, position, cold }) => ({ ...common, code, position, cold }));
    return { kind: 'dispatch', subject: number, title: number, labels };
  }
  const [cold] = await db
    .select({ id: dispatchLine.id })
    .from(dispatchLine)
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .where(and(eq(dispatchLine.dispatchId, sent.id), inArray(item.storageZone, ['cold', 'frozen'])))
    .limit(1);
  const box: BoxLabel = { kind: 'box', number, from: sent.from, to: sent.to, cold: cold !== undefined };
  return { kind: 'dispatch', subject: number, title: number, labels: [box] };
}

const asId = (of: string) => (/^\d{1,15}$/.test(of) ? Number(of) : 0);

/** What may be printed of a lot, a store, an inspection or a dispatch; undefined when the scope does not hold it. */
export async function labelSubject(
  db: Db,
  actor: Actor,
  asked: { kind: LabelKind; of: string },
  now: number,
): Promise<LabelSubject | undefined> {
  const { kind, of } = asked;
  const today = dayOf(now);
  if (kind === 'receipt') return receiptSubject(db, actor, of, today);
  if (kind === 'dispatch') return dispatchSubject(db, actor, of);
  if (kind === 'lot') {
    const [label] = await lotLabels(db, actor.scopePath, [asId(of)], today);
    return label && { kind, subject: label.code, title: `${label.name} ${label.lotNumber}`, labels: [label] };
  }
  const place = await placeOfId(db, actor.scopePath, asId(of));
  if (place === undefined) return undefined;
  const code = labelCode({ kind: 'place', id: place.id });
  const { name, zone, organisationName: member } = place;
  const label: PlaceLabel = { kind: 'place', elements: [['91', code]], code, name, member, zone };
  return { kind, subject: code, title: `${member} ${name}`, labels: [label] };
}

export interface EarlierPrints {
  times: number;
  last: { at: number; by: string } | undefined;
}

/** How often the same was printed before by people of this organisation. */
export async function earlierPrints(db: Db, actor: Actor, subject: string): Promise<EarlierPrints> {
  const rows = await db
    .select({ at: auditRow.at, by: auditRow.actorName })
    .from(auditRow)
    .where(
      and(
        eq(auditRow.subject, subject),
        eq(auditRow.act, 'label.print'),
        eq(auditRow.outcome, 'done'),
        eq(auditRow.chain, actor.organisationId),
      ),
    )
    .orderBy(asc(auditRow.sequence));
  return { times: rows.length, last: rows.at(-1) };
}
