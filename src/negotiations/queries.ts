/** Reads of negotiations: the list, and one as its page shows it, with references, suppliers and what came of it. */
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { document } from '../../db/schema/documents.ts';
import { negotiation, negotiationLine, negotiationReference } from '../../db/schema/negotiations.ts';
import { party } from '../../db/schema/parties.ts';
import { contract } from '../../db/schema/prices.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type Interest, interestsOf } from '../parties/queries.ts';
import { type LoadedNegotiation, negotiationByNumber } from './negotiation-record.ts';
import type { NegotiationState } from './rules.ts';

export interface NegotiationListed {
  document: typeof document.$inferSelect;
  negotiation: typeof negotiation.$inferSelect;
  lines: number;
}

export interface NegotiationFilter {
  q?: string | undefined;
  state?: NegotiationState | undefined;
}

/** Every negotiation that fits, the last opened first. */
export async function listNegotiations(db: Db, filter: NegotiationFilter): Promise<NegotiationListed[]> {
  const where: SQL | undefined = and(filter.state && eq(document.status, filter.state));
  const rows = await db
    .select({ document, negotiation })
    .from(negotiation)
    .innerJoin(document, eq(document.id, negotiation.documentId))
    .where(where)
    .orderBy(desc(document.id));
  const counted = await db
    .select({ id: negotiationLine.negotiationId, lines: sql<number>`count(*)`.mapWith(Number) })
    .from(negotiationLine)
    .groupBy(negotiationLine.negotiationId);
  const ids = await idsMatching(db, filter.q, { retired: true });
  const about =
    ids &&
    new Set(
      (await db.select().from(negotiationLine).where(isOneOf(negotiationLine.itemId, ids))).map(
        (line) => line.negotiationId,
      ),
    );
  const words = queryTokens(filter.q ?? '');
  const lines = new Map(counted.map((row) => [row.id, row.lines]));
  return rows
    .filter(
      (row) =>
        about === undefined ||
        about.has(row.document.id) ||
        words.every((word) => `${row.document.number} ${row.negotiation.title}`.toLowerCase().includes(word)),
    )
    .map((row) => ({ ...row, lines: lines.get(row.document.id) ?? 0 }));
}

export interface NegotiationView extends LoadedNegotiation {
  references: (typeof negotiationReference.$inferSelect)[];
  /** Names of the suppliers that quoted. */
  parties: Map<number, string>;
  /** Suppliers that are members too. */
  interests: Map<number, Interest>;
  acts: ActRow[];
  /** Numbers of the contracts that came of it. */
  contracts: string[];
}

/** Everything the page of one negotiation shows on a day; undefined when there is none. */
export async function negotiationView(db: Db, number: string, day: string): Promise<NegotiationView | undefined> {
  const loaded = await negotiationByNumber(db, number, day);
  if (loaded === undefined) return undefined;
  const lineIds = loaded.lines.map(({ line }) => line.id);
  const references = await db
    .select()
    .from(negotiationReference)
    .where(isOneOf(negotiationReference.lineId, lineIds))
    .orderBy(asc(negotiationReference.id));
  const quoting = [...new Set(loaded.lines.flatMap(({ quotes }) => quotes.map((quote) => quote.partyId)))];
  const parties = await db.select().from(party).where(isOneOf(party.id, quoting));
  const contracts = await db
    .select({ number: document.number })
    .from(contract)
    .innerJoin(document, eq(document.id, contract.documentId))
    .where(eq(contract.negotiationId, loaded.document.id))
    .orderBy(asc(document.id));
  return {
    ...loaded,
    references,
    parties: new Map(parties.map((row) => [row.id, row.shortName])),
    interests: await interestsOf(db, quoting),
    acts: await timelineOf(db, loaded.document.id),
    contracts: contracts.map((row) => row.number),
  };
}
