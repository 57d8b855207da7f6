/** One party as its page shows it: licences with how they stand, contacts, bank details, what it sells to us. */
import { and, asc, count, desc, eq, gt, gte, inArray, isNull, like, lte, ne, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party, partyBank, partyContact } from '../../db/schema/parties.ts';
import { supplyTerm } from '../../db/schema/prices.ts';
import { person } from '../../db/schema/users.ts';
import { type AuditLine, listAudit } from '../audit/queries.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { ruleOn } from '../settings/queries.ts';
import { type LicenceRow, licencesOf } from './licence-queries.ts';
import type { PartyRow } from './queries.ts';
import { LICENCE_STATES, type LicenceState, licenceState } from './rules.ts';

export interface LicenceLine extends LicenceRow {
  state: LicenceState;
}

/** The licences of a party, those that call for someone first, then by their end. */
export async function licenceLines(db: Db, partyId: number, day: string): Promise<LicenceLine[]> {
  const alert = await ruleOn(db, 'licence_alert_days', day);
  const held = (await licencesOf(db, [partyId])).get(partyId) ?? [];
  const lines = held.map((row) => ({ ...row, state: licenceState(row, held, day, alert) }));
  const rank = (line: LicenceLine) => LICENCE_STATES.indexOf(line.state);
  return lines.sort((a, b) => rank(a) - rank(b) || ((a.validTo ?? '9999') < (b.validTo ?? '9999') ? -1 : 1));
}

export type ContactRow = typeof partyContact.$inferSelect;

/** The contacts that are still there, in the order they were added. */
export async function contactsOf(db: Db, partyId: number): Promise<ContactRow[]> {
  const standing = and(eq(partyContact.partyId, partyId), isNull(partyContact.endedAt));
  return db.select().from(partyContact).where(standing).orderBy(asc(partyContact.id));
}

export type BankLine = typeof partyBank.$inferSelect & { proposedByName: string | null; decidedByName: string | null };

const decider = alias(person, 'decider');

/** Every proposal of bank details, the newest first, with who made and who decided it. */
export async function bankHistory(db: Db, partyId: number): Promise<BankLine[]> {
  const rows = await db
    .select({ row: partyBank, proposedByName: person.name, decidedByName: decider.name })
    .from(partyBank)
    .leftJoin(person, eq(person.id, partyBank.proposedBy))
    .leftJoin(decider, eq(decider.id, partyBank.decidedBy))
    .where(eq(partyBank.partyId, partyId))
    .orderBy(desc(partyBank.id));
  return rows.map(({ row, ...names }) => ({ ...row, ...names }));
}

export interface SoldItem {
  code: string;
  genericName: string;
  strength: string;
  leastPacks: number;
  leadDays: number;
}

/** What the party sells to us by its terms on a day, as far as every word of `q` fits: by code, and how many in all. */
export async function soldBy(
  db: Db,
  given: { partyId: number; day: string; q?: string | undefined; after?: string | undefined; limit: number },
): Promise<{ items: SoldItem[]; total: number }> {
  const { partyId, day, limit } = given;
  const goesOn = or(isNull(supplyTerm.validTo), gte(supplyTerm.validTo, day));
  const offered = and(eq(supplyTerm.active, true), lte(supplyTerm.validFrom, day), goesOn);
  const found = await idsMatching(db, given.q, {});
  const sold = and(eq(supplyTerm.partyId, partyId), offered, found && isOneOf(supplyTerm.itemId, found));
  const items = await db
    .select({
      code: item.code,
      genericName: item.genericName,
      strength: item.strength,
      leastPacks: supplyTerm.leastPacks,
      leadDays: supplyTerm.leadDays,
    })
    .from(supplyTerm)
    .innerJoin(item, eq(item.id, supplyTerm.itemId))
    .where(and(sold, given.after === undefined ? undefined : gt(item.code, given.after)))
    .orderBy(asc(item.code))
    .limit(limit);
  const [row] = await db
    .select({ n: count() })
    .from(supplyTerm)
    .innerJoin(item, eq(item.id, supplyTerm.itemId))
    .where(sold);
  return { items, total: row?.n ?? 0 };
}

const HISTORY_SHOWN = 12;
const HISTORY_READ = 60;

/** The last acts done with a party, the newest first. */
export async function historyOf(db: Db, code: string): Promise<AuditLine[]> {
  const filter = { subject: code, act: 'party.', outcome: 'done' as const };
  // The trail looks for the beginning of a subject: S1 begins S12 as well
  const rows = await listAudit(db, '/', filter, { limit: HISTORY_READ });
  return rows.filter((row) => row.subject === code).slice(0, HISTORY_SHOWN);
}

export interface MemberChoice {
  id: number;
  code: string;
  name: string;
}

/** Members that may supply too: companies and centres of the consortium. */
export async function memberChoices(db: Db): Promise<MemberChoice[]> {
  return db
    .select({ id: organisation.id, code: organisation.code, name: organisation.shortName })
    .from(organisation)
    .where(
      and(
        inArray(organisation.kind, ['company', 'centre']),
        eq(organisation.active, true),
        like(organisation.path, '/%'),
      ),
    )
    .orderBy(asc(organisation.code));
}

/** The code after the highest of the form S001, for a new party. */
export async function nextCode(db: Db): Promise<string> {
  const rows = await db.select({ code: party.code }).from(party).where(like(party.code, 'S%'));
  const numbers = rows.flatMap(({ code }) => (/^S\d{3,8}$/.test(code) ? [Number(code.slice(1))] : []));
  return `S${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`;
}

const SUPPLIERS_SHOWN = 12;

/** Suppliers in use whose name, pinyin or code fits every word, for choosing one: the first twelve by code. */
export async function suppliersNamed(db: Db, q: string): Promise<Pick<PartyRow, 'code' | 'name' | 'shortName'>[]> {
  const words = queryTokens(q).map((token) => like(party.searchText, `%${token.replace(/[%_\\]/g, '')}%`));
  return db
    .select({ code: party.code, name: party.name, shortName: party.shortName })
    .from(party)
    .where(and(eq(party.active, true), ne(party.kind, 'maker'), ...words))
    .orderBy(asc(party.code))
    .limit(SUPPLIERS_SHOWN);
}
