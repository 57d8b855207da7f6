/** Everything that was ever said about the price of one item: listed, agreed, paid, and who sells it how. */
import { and, asc, desc, eq, ne } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { party } from '../../db/schema/parties.ts';
import { contract, contractLine, listedPrice, supplyTerm } from '../../db/schema/prices.ts';
import { person } from '../../db/schema/users.ts';

export type ListedPriceRow = typeof listedPrice.$inferSelect & { recordedByName: string };

export interface ItemContract {
  number: string;
  status: string;
  kind: 'volume' | 'national' | 'negotiated';
  pricePack: number;
  partyName: string;
  startsOn: string;
  endsOn: string;
}

export interface ItemTerm {
  partyId: number;
  partyCode: string;
  partyName: string;
  leastPacks: number;
  stepPacks: number;
  leadDays: number;
  preference: number;
  active: boolean;
  validFrom: string;
  /** Last day; null while nothing follows. */
  validTo: string | null;
  /** Empty for what was set before terms were dated. */
  recordedByName: string;
}

export interface PaidPrice {
  receivedOn: string;
  pricePack: number;
  lotId: number;
  lotNumber: string;
  origin: string;
}

export interface ItemPrices {
  /** The latest first, as everything here. */
  listed: ListedPriceRow[];
  contracts: ItemContract[];
  /** Those of the day, in the order in which they are asked. */
  terms: ItemTerm[];
  /** All that ever held, of each party the latest first. */
  termHistory: ItemTerm[];
  /** Lots as they came in, at most two hundred. */
  paid: PaidPrice[];
}

const MOST_PAID = 200;

async function contractsOf(db: Db, itemId: number): Promise<ItemContract[]> {
  return db
    .select({
      number: document.number,
      status: document.status,
      kind: contract.kind,
      pricePack: contractLine.pricePack,
      partyName: party.shortName,
      startsOn: contract.startsOn,
      endsOn: contract.endsOn,
    })
    .from(contractLine)
    .innerJoin(contract, eq(contract.documentId, contractLine.contractId))
    .innerJoin(document, eq(document.id, contract.documentId))
    .innerJoin(party, eq(party.id, contract.partyId))
    .where(and(eq(contractLine.itemId, itemId), ne(document.status, 'withdrawn')))
    .orderBy(desc(contract.startsOn), desc(document.id));
}

async function termsOf(db: Db, itemId: number): Promise<ItemTerm[]> {
  const rows = await db
    .select({ term: supplyTerm, partyCode: party.code, partyName: party.shortName, recordedByName: person.name })
    .from(supplyTerm)
    .innerJoin(party, eq(party.id, supplyTerm.partyId))
    .leftJoin(person, eq(person.id, supplyTerm.recordedBy))
    .where(eq(supplyTerm.itemId, itemId))
    .orderBy(asc(party.code), desc(supplyTerm.validFrom));
  return rows.map(({ term, recordedByName, ...names }) => ({
    ...term,
    ...names,
    recordedByName: recordedByName ?? '',
  }));
}

/** Those in force on the day: sellers first, by their preference. */
function termsOn(terms: readonly ItemTerm[], day: string): ItemTerm[] {
  return terms
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo >= day))
    .sort((a, b) => Number(b.active) - Number(a.active) || a.preference - b.preference || a.partyId - b.partyId);
}

/** Every row behind the price of one item: listed, agreed, terms of sale as of the day and before, paid. */
export async function itemPrices(db: Db, itemId: number, day: string): Promise<ItemPrices> {
  const listed = await db
    .select({ row: listedPrice, recordedByName: person.name })
    .from(listedPrice)
    .leftJoin(person, eq(person.id, listedPrice.recordedBy))
    .where(eq(listedPrice.itemId, itemId))
    .orderBy(desc(listedPrice.validFrom));
  const termHistory = await termsOf(db, itemId);
  const paid = await db
    .select()
    .from(lot)
    .where(eq(lot.itemId, itemId))
    .orderBy(desc(lot.receivedOn), desc(lot.id))
    .limit(MOST_PAID);
  return {
    listed: listed.map(({ row, recordedByName }) => ({ ...row, recordedByName: recordedByName ?? '' })),
    contracts: await contractsOf(db, itemId),
    terms: termsOn(termHistory, day),
    termHistory,
    paid: paid.map((row) => ({
      receivedOn: row.receivedOn,
      pricePack: row.pricePack,
      lotId: row.id,
      lotNumber: row.number,
      origin: row.origin,
    })),
  };
}

/** Parties that sell, for lists to choose from, by code. */
export async function sellersToChoose(db: Db): Promise<{ id: number; code: string; shortName: string }[]> {
  return db
    .select({ id: party.id, code: party.code, shortName: party.shortName })
    .from(party)
    .where(and(ne(party.kind, 'maker'), eq(party.active, true)))
    .orderBy(asc(party.code));
}
