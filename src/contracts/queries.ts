/** Reads of contracts: the list with its filters, and one with its lines, shares and what may be done with it. */
import { and, asc, desc, eq, gte, lte, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { contract, contractLine, contractShare } from '../../db/schema/prices.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { ContractKind, ContractState } from './rules.ts';

type DocumentRow = typeof document.$inferSelect;
type PartyRow = typeof party.$inferSelect;

export interface ContractHead {
  document: DocumentRow;
  contract: typeof contract.$inferSelect;
  party: PartyRow;
  backup: PartyRow | null;
  /** Number of the negotiation it came from. */
  negotiation: string | null;
}

export interface ContractListed extends ContractHead {
  lines: number;
}

export interface ContractFilter {
  q?: string | undefined;
  kind?: ContractKind | undefined;
  state?: ContractState | undefined;
  /** Binding on this day. */
  on?: string | undefined;
  /** Binding, with the last day from one day to the other. */
  ending?: { from: string; to: string } | undefined;
}

const backup = alias(party, 'backup');
const talks = alias(document, 'talks');

async function heads(db: Db, where: SQL | undefined): Promise<ContractHead[]> {
  const rows = await db
    .select({ document, contract, party, backup, negotiation: talks.number })
    .from(contract)
    .innerJoin(document, eq(document.id, contract.documentId))
    .innerJoin(party, eq(party.id, contract.partyId))
    .leftJoin(backup, eq(backup.id, contract.backupPartyId))
    .leftJoin(talks, eq(talks.id, contract.negotiationId))
    .where(where)
    .orderBy(desc(document.id));
  return rows;
}

/** Contracts with an item found by the words; undefined when nothing was typed. */
async function withItems(db: Db, q: string | undefined): Promise<Set<number> | undefined> {
  const ids = await idsMatching(db, q, { retired: true });
  if (ids === undefined) return undefined;
  const rows = await db
    .selectDistinct({ id: contractLine.contractId })
    .from(contractLine)
    .where(isOneOf(contractLine.itemId, ids));
  return new Set(rows.map((row) => row.id));
}

/** Every contract that fits, the last drafted first. There are hundreds, not thousands. */
export async function listContracts(db: Db, filter: ContractFilter): Promise<ContractListed[]> {
  const { kind, state, on, ending } = filter;
  const where = and(
    kind && eq(contract.kind, kind),
    state && eq(document.status, state),
    on === undefined ? undefined : and(lte(contract.startsOn, on), gte(contract.endsOn, on)),
    ending && and(eq(document.status, 'active'), gte(contract.endsOn, ending.from), lte(contract.endsOn, ending.to)),
  );
  const rows = await heads(db, where);
  const found = await withItems(db, filter.q);
  const words = queryTokens(filter.q ?? '');
  const fits = ({ document: { id, number }, contract: { title, batch }, party: { searchText } }: ContractHead) =>
    found === undefined ||
    found.has(id) ||
    words.every((word) => `${number} ${title} ${batch} ${searchText}`.toLowerCase().includes(word));
  const counted = await db
    .select({ id: contractLine.contractId, lines: sql<number>`count(*)`.mapWith(Number) })
    .from(contractLine)
    .groupBy(contractLine.contractId);
  const lines = new Map(counted.map((row) => [row.id, row.lines]));
  return rows.filter(fits).map((row) => ({ ...row, lines: lines.get(row.document.id) ?? 0 }));
}

/** A contract with its parties and the negotiation it came of; undefined when there is none. */
export async function contractByNumber(db: Db, number: string): Promise<ContractHead | undefined> {
  const [row] = await heads(db, and(eq(document.number, number), eq(document.kind, 'contract')));
  return row;
}

export type ContractLineRow = typeof contractLine.$inferSelect;

export interface ContractLineShown {
  line: ContractLineRow;
  item: typeof item.$inferSelect;
  /** Members with a share, and what their shares come to. */
  members: number;
  sharesUnits: number;
}

/** The items of a contract, in their order, each with what its members' shares come to. */
export async function contractLines(db: Db, contractId: number): Promise<ContractLineShown[]> {
  const rows = await db
    .select({ line: contractLine, item })
    .from(contractLine)
    .innerJoin(item, eq(item.id, contractLine.itemId))
    .where(eq(contractLine.contractId, contractId))
    .orderBy(asc(contractLine.id));
  const shares = await db
    .select({
      lineId: contractShare.contractLineId,
      members: sql<number>`count(*)`.mapWith(Number),
      units: sql<number>`sum(${contractShare.agreedUnits})`.mapWith(Number),
    })
    .from(contractShare)
    .where(
      isOneOf(
        contractShare.contractLineId,
        rows.map(({ line }) => line.id),
      ),
    )
    .groupBy(contractShare.contractLineId);
  const byLine = new Map(shares.map((row) => [row.lineId, row]));
  return rows.map((row) => ({
    ...row,
    members: byLine.get(row.line.id)?.members ?? 0,
    sharesUnits: byLine.get(row.line.id)?.units ?? 0,
  }));
}

export interface ShareRow {
  organisationId: number;
  code: string;
  shortName: string;
  path: string;
  agreedUnits: number;
}

/** What each member agreed to take of a line, by code. */
export async function sharesOfLine(db: Db, lineId: number): Promise<ShareRow[]> {
  return db
    .select({
      organisationId: contractShare.organisationId,
      code: organisation.code,
      shortName: organisation.shortName,
      path: organisation.path,
      agreedUnits: contractShare.agreedUnits,
    })
    .from(contractShare)
    .innerJoin(organisation, eq(organisation.id, contractShare.organisationId))
    .where(eq(contractShare.contractLineId, lineId))
    .orderBy(asc(organisation.code));
}
