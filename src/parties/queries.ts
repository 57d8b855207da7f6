/** Reads of parties that other features need: who it is, whether it is a member too, which account is paid. */
import { and, desc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party, partyBank } from '../../db/schema/parties.ts';

export type PartyRow = typeof party.$inferSelect;

/** The supplier or maker of that id, retired or not. */
export async function partyById(db: Db, id: number): Promise<PartyRow | undefined> {
  const [row] = await db.select().from(party).where(eq(party.id, id));
  return row;
}

/** The supplier or maker of that code, retired or not. */
export async function partyByCode(db: Db, code: string): Promise<PartyRow | undefined> {
  const [row] = await db.select().from(party).where(eq(party.code, code));
  return row;
}

/** The party whose people sign in under the organisation, such as that of a supplier's login. */
export async function partyOfOrganisation(db: Db, organisationId: number): Promise<PartyRow | undefined> {
  const [row] = await db.select().from(party).where(eq(party.organisationId, organisationId));
  return row;
}

export interface Interest {
  organisationId: number;
  /** Short name of the member that is also the party. */
  name: string;
}

/** Which of the parties are members of the consortium too (利益冲突): shown wherever someone decides about them. */
export async function interestsOf(db: Db, partyIds: readonly number[]): Promise<Map<number, Interest>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select({ partyId: party.id, organisationId: organisation.id, name: organisation.shortName })
    .from(party)
    .innerJoin(organisation, eq(organisation.id, party.organisationId))
    // Organisations outside the county's tree have a path that does not begin at its root
    .where(and(isOneOf(party.id, partyIds), like(organisation.path, '/%')));
  return new Map(rows.map(({ partyId, ...interest }) => [partyId, interest]));
}

export interface BankDetails {
  accountName: string;
  bankName: string;
  accountNumber: string;
}

/** The confirmed bank details of each party: the last that two people agreed to. A party without any is absent. */
export async function bankInForce(db: Db, partyIds: readonly number[]): Promise<Map<number, BankDetails>> {
  if (partyIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(partyBank)
    .where(and(isOneOf(partyBank.partyId, partyIds), eq(partyBank.status, 'confirmed')))
    .orderBy(desc(partyBank.id));
  const found = new Map<number, BankDetails>();
  for (const { partyId, accountName, bankName, accountNumber } of rows) {
    if (!found.has(partyId)) found.set(partyId, { accountName, bankName, accountNumber });
  }
  return found;
}

/** True while a change of the party's bank details waits to be confirmed. */
export async function bankWaitingFor(db: Db, partyId: number): Promise<boolean> {
  const rows = await db
    .select({ id: partyBank.id })
    .from(partyBank)
    .where(and(eq(partyBank.partyId, partyId), eq(partyBank.status, 'proposed')));
  return rows.length > 0;
}
