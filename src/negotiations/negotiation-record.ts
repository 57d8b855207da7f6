/** Loads a negotiation for the acts on it: its document, its lines with quotes, its people. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { negotiation, negotiationLine, negotiationPerson, negotiationQuote } from '../../db/schema/negotiations.ts';
import { listedPrice } from '../../db/schema/prices.ts';
import { checkSeen } from '../documents/advance.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

export type QuoteRow = typeof negotiationQuote.$inferSelect;

export interface LoadedLine {
  line: typeof negotiationLine.$inferSelect;
  item: typeof item.$inferSelect;
  quotes: QuoteRow[];
  /** Listed on the day it is held; null when nothing is. */
  listedPack: number | null;
}

export interface LoadedNegotiation {
  document: DocumentRow;
  negotiation: typeof negotiation.$inferSelect;
  lines: LoadedLine[];
  people: (typeof negotiationPerson.$inferSelect)[];
}

/** What is listed for the items on a day, by item. */
export async function listedOn(db: Db, itemIds: readonly number[], day: string): Promise<Map<number, number>> {
  const rows = await db.select().from(listedPrice).where(isOneOf(listedPrice.itemId, itemIds));
  const valid = rows.filter((row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day));
  return new Map(valid.map((row) => [row.itemId, row.pricePack]));
}

async function linesOf(db: Db, documentId: number, day: string): Promise<LoadedLine[]> {
  const rows = await db
    .select({ line: negotiationLine, item })
    .from(negotiationLine)
    .innerJoin(item, eq(item.id, negotiationLine.itemId))
    .where(eq(negotiationLine.negotiationId, documentId))
    .orderBy(asc(negotiationLine.id));
  const ids = rows.map(({ line }) => line.id);
  const quotes = await db
    .select()
    .from(negotiationQuote)
    .where(isOneOf(negotiationQuote.lineId, ids))
    .orderBy(asc(negotiationQuote.round), asc(negotiationQuote.partyId));
  const listed = await listedOn(
    db,
    rows.map(({ line }) => line.itemId),
    day,
  );
  return rows.map((row) => ({
    ...row,
    quotes: quotes.filter((quote) => quote.lineId === row.line.id),
    listedPack: listed.get(row.line.itemId) ?? null,
  }));
}

/** The negotiation of a number with everything in it, listed prices as of `day`. */
export async function negotiationByNumber(db: Db, number: string, day: string): Promise<LoadedNegotiation | undefined> {
  const document = await documentByNumber(db, 'negotiation', number);
  if (document === undefined) return undefined;
  const [row] = await db.select().from(negotiation).where(eq(negotiation.documentId, document.id));
  if (row === undefined) return undefined;
  const people = await db
    .select()
    .from(negotiationPerson)
    .where(eq(negotiationPerson.negotiationId, document.id))
    .orderBy(asc(negotiationPerson.statedAt));
  return { document, negotiation: row, lines: await linesOf(db, document.id, day), people };
}

/** Refuses a number that is none, and `stale` when somebody acted since the page was shown. */
export async function loadNegotiation(
  tx: Tx,
  number: string,
  day: string,
  seenVersion?: number,
): Promise<Result<LoadedNegotiation>> {
  const found = await negotiationByNumber(tx, number, day);
  if (found === undefined) return refuse('not_found');
  if (seenVersion === undefined) return ok(found);
  const seen = await checkSeen(tx, found.document, seenVersion);
  return seen.ok ? ok(found) : seen;
}
