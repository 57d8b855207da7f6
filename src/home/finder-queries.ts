/** The one search box: a number, a lot, a scanned slip or the name of a drug, told apart by what they look like. */
import { and, eq, exists, inArray, like, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { type FoundItem, type ItemRow, searchItems } from '../catalogue/queries.ts';
import { looksLikeGs1, readGs1 } from '../kernel/codes/gs1.ts';
import { type Asker, documentFor, type FoundDocument } from './document-queries.ts';

export interface FoundLot {
  id: number;
  number: string;
  expiresOn: string;
  item: ItemRow;
}

export interface Found {
  /** A number names one document or none. */
  document: FoundDocument | undefined;
  lots: FoundLot[];
  items: FoundItem[];
}

const NUMBER = /\b([A-Z]{2})-?(\d{8})-?(\d{4,6})\b/i;
const MOST = 12;

/** A number in a scan, such as the address behind a slip's code. */
function numberIn(q: string): string | undefined {
  const match = NUMBER.exec(q.normalize('NFKC'));
  return match ? `${match[1]?.toUpperCase()}-${match[2]}-${match[3]}` : undefined;
}

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

/** The lot that a scanned box names; undefined when the box is no scan. */
function lotInScan(text: string): string | undefined {
  const scan = looksLikeGs1(text) ? readGs1(text) : undefined;
  return scan?.ok ? (scan.value.lot ?? undefined) : undefined;
}

/** What the words of the box find of what the person may see; documents and lots only when they are named whole. */
export async function findAll(db: Db, asker: Asker, q: string): Promise<Found> {
  const text = q.trim();
  if (text === '') return { document: undefined, lots: [], items: [] };
  const number = numberIn(text);
  const document = number === undefined ? undefined : await documentFor(db, asker, number);
  if (document !== undefined) return { document, lots: [], items: [] };
  const items = await searchItems(db, text, { limit: MOST });
  const scanned = lotInScan(text);
  const lotNumber = scanned ?? text;
  const ofScan =
    scanned === undefined
      ? undefined
      : isOneOf(
          lot.itemId,
          items.map((one) => one.id),
        );
  const lots = await db
    .select({ id: lot.id, number: lot.number, expiresOn: lot.expiresOn, item })
    .from(lot)
    .innerJoin(item, eq(item.id, lot.itemId))
    .where(and(inArray(lot.number, [lotNumber, lotNumber.toUpperCase()]), ofScan, keptUnder(db, asker.scopePath)))
    .limit(MOST);
  return { document, lots, items };
}
