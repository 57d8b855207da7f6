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
  terms: ItemTerm[];
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

/** Every row behind the price of one item: listed, agreed, terms of sale, paid. */
export async function itemPrices(db: Db, itemId: number): Promise<ItemPrices> {
  const listed = await db
    .select({ row: listedPrice, recordedByName: person.name })
    .from(listedPrice)
    .leftJoin(person, eq(person.id, listedPrice.recordedBy))
    .where(eq(listedPrice.itemId, itemId))
    .orderBy(desc(listedPrice.validFrom));
  const terms = await db
    .select({ term: supplyTerm, partyCode: party.code, partyName: party.shortName })
    .from(supplyTerm)
    .innerJoin(party, eq(party.id, supplyTerm.partyId))
    .where(eq(supplyTerm.itemId, itemId))
    .orderBy(desc(supplyTerm.active), asc(supplyTerm.preference), asc(supplyTerm.partyId));
  const paid = await db
    .select()
    .from(lot)
    .where(eq(lot.itemId, itemId))
    .orderBy(desc(lot.receivedOn), desc(lot.id))
    .limit(MOST_PAID);
  return {
    listed: listed.map(({ row, recordedByName }) => ({ ...row, recordedByName: recordedByName ?? '' })),
    contracts: await contractsOf(db, itemId),
    terms: terms.map(({ term, partyCode, partyName }) => ({ ...term, partyCode, partyName })),
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
