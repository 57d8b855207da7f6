/** What a scan, a pasted code or typed words mean to this person; what is not theirs is not found. */
import { and, eq, exists, inArray, like, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { may } from '../auth/roles.ts';
import { type FoundItem, type ItemRow, searchItems } from '../catalogue/queries.ts';
import { type Asker, documentFor, type FoundDocument } from '../home/document-queries.ts';
import { readScan, type ScannedCode } from '../kernel/codes/scan.ts';
import { cleanScan } from '../kernel/codes/scan-text.ts';
import type { Refusal } from '../kernel/result.ts';
import { dispatchOfBox } from '../packing/box-queries.ts';

export interface FoundLot {
  id: number;
  number: string;
  expiresOn: string;
  frozen: 'recall' | 'quality' | null;
  item: ItemRow;
}

export interface FoundPlace {
  id: number;
  name: string;
  zone: string;
  organisationCode: string;
  organisationName: string;
}

export interface Resolved {
  /** How the code reads; null when it does not read without doubt. */
  scanned: ScannedCode | null;
  /** Why it does not; a lot that may have swallowed its expiry brings both readings along. */
  unread: Refusal | null;
  /** A number names one document or none. */
  document: FoundDocument | undefined;
  place: FoundPlace | undefined;
  lots: FoundLot[];
  items: FoundItem[];
}

const MOST = 12;
const LONGEST_SEARCHED = 200;

/** Lots that lie or once lay at a place of the scope: of others not even the number is known. */
function keptUnder(db: Db, scopePath: string): SQL | undefined {
  if (scopePath === '/') return undefined;
  const places = db
    .select({ one: sql`1` })
    .from(balance)
    .innerJoin(location, eq(location.id, balance.locationId))
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(and(eq(balance.lotId, lot.id), like(organisation.path, `${scopePath}%`)));
  return exists(places);
}

const LOT = { id: lot.id, number: lot.number, expiresOn: lot.expiresOn, frozen: lot.frozen, item };

/** The lots of these ids that the scope knows; others are left out. */
export async function lotsOfIds(db: Db, scopePath: string, ids: readonly number[]): Promise<FoundLot[]> {
  if (ids.length === 0) return [];
  return db
    .select(LOT)
    .from(lot)
    .innerJoin(item, eq(item.id, lot.itemId))
    .where(and(isOneOf(lot.id, [...ids]), keptUnder(db, scopePath)))
    .orderBy(lot.id);
}

/** The store of that id when it lies within the scope. */
export async function placeOfId(db: Db, scopePath: string, id: number): Promise<FoundPlace | undefined> {
  const [row] = await db
    .select({
      id: location.id,
      name: location.name,
      zone: location.zone,
      organisationCode: organisation.code,
      organisationName: organisation.shortName,
    })
    .from(location)
    .innerJoin(organisation, eq(organisation.id, location.keeperId))
    .where(and(eq(location.id, id), eq(location.kind, 'store'), like(organisation.path, `${scopePath}%`)));
  return row;
}

/** Lots of a number in either case; of a code that says item and lot, those of the item alone. */
async function lotsNumbered(db: Db, asker: Asker, scanned: ScannedCode, items: readonly FoundItem[]) {
  const said = scanned.lotNumber || scanned.text;
  const written = [...new Set([said, said.toUpperCase(), said.toLowerCase()])];
  const ids = items.map((one) => one.id);
  const ofItem = scanned.lotNumber === '' ? undefined : isOneOf(lot.itemId, ids);
  return db
    .select(LOT)
    .from(lot)
    .innerJoin(item, eq(item.id, lot.itemId))
    .where(and(inArray(lot.number, written), ofItem, keptUnder(db, asker.scopePath)))
    .orderBy(lot.id)
    .limit(MOST);
}

async function lotsOf(db: Db, asker: Asker, scanned: ScannedCode, items: readonly FoundItem[]): Promise<FoundLot[]> {
  const { label, kind } = scanned;
  if (!may(asker.roles, 'stock.read')) return [];
  const labelled = label?.kind === 'lot' ? await lotsOfIds(db, asker.scopePath, [label.id]) : [];
  if (labelled.length > 0 || kind === 'label' || kind === 'trace') return labelled;
  // A code without a lot is no lot number; digits alone may be either
  if (kind === 'gs1' && scanned.lotNumber === '') return [];
  return lotsNumbered(db, asker, scanned, items);
}

const NOTHING = { document: undefined, place: undefined, lots: [], items: [] };

/**
 * What was scanned or typed, of what the person may see; papers, places and lots only when they are named whole. A
 * code that does not read without doubt still tells its article when its key is sure.
 */
export async function resolveScan(db: Db, asker: Asker, typed: string): Promise<Resolved> {
  const read = readScan(typed);
  if (!read.ok) {
    const tellsItem = typeof read.detail.gtin === 'string';
    const items = tellsItem ? await searchItems(db, cleanScan(typed), { limit: MOST }) : [];
    return { ...NOTHING, scanned: null, unread: read, items };
  }
  const scanned = read.value;
  const { label } = scanned;
  const box = label?.kind === 'carton' ? await dispatchOfBox(db, label.id) : undefined;
  const number = box?.number ?? scanned.documentNumber;
  const document = number === null ? undefined : await documentFor(db, asker, number);
  const found = { ...NOTHING, scanned, unread: null };
  if (document !== undefined) return { ...found, document };
  if (scanned.label?.kind === 'place') {
    const seesStock = may(asker.roles, 'stock.read');
    return { ...found, place: seesStock ? await placeOfId(db, asker.scopePath, scanned.label.id) : undefined };
  }
  const text = scanned.text.length <= LONGEST_SEARCHED ? scanned.text : (scanned.itemCodes[0]?.value ?? '');
  const items = scanned.kind === 'label' ? [] : await searchItems(db, text, { limit: MOST });
  return { ...found, items, lots: await lotsOf(db, asker, scanned, items) };
}
