/** The list of parties, found by name, pinyin and codes, by what their licences ask for; and what must be renewed. */
import { and, asc, count, eq, gt, isNull, like, lte, ne, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { party, partyBank, partyLicence } from '../../db/schema/parties.ts';
import { person } from '../../db/schema/users.ts';
import { addDays } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { ruleOn } from '../settings/queries.ts';
import { maskedAccount } from './edit-rules.ts';
import { type LicenceRow, licencesOf } from './licence-queries.ts';
import { bankInForce, interestsOf, type PartyRow } from './queries.ts';
import {
  type LicenceKind,
  type LicenceState,
  licenceState,
  type PartyKind,
  type Standing,
  standingOf,
} from './rules.ts';

export interface PartyFilter {
  /** 汉字, pinyin, initials, own code, 统一社会信用代码. */
  q?: string | undefined;
  kind?: PartyKind | undefined;
  standing?: Standing | undefined;
  active?: 'active' | 'retired' | undefined;
}

export interface PartyLine extends PartyRow {
  standing: Standing;
  /** The first day on which one of its licences ends; null when none does. */
  nextLapse: string | null;
  /** Short name of the member that it is too. */
  memberName: string | null;
  /** Last digits of the account that is paid; null when none is confirmed. */
  account: string | null;
}

function wordsOf(filter: PartyFilter): SQL[] {
  return queryTokens(filter.q ?? '').map((token) => like(party.searchText, `%${token.replace(/[%_\\]/g, '')}%`));
}

/** The ids of parties in such a standing, judged by the rules over all licences: a county has some hundreds. */
async function idsIn(db: Db, standing: Standing, day: string): Promise<number[]> {
  const alert = await ruleOn(db, 'licence_alert_days', day);
  const rows = await db.select({ id: party.id, kind: party.kind }).from(party).where(eq(party.active, true));
  const held = await licencesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows
    .filter((row) => standingOf(row.kind, held.get(row.id) ?? [], day, alert) === standing)
    .map((row) => row.id);
}

async function conditionsOf(db: Db, filter: PartyFilter, day: string): Promise<SQL | undefined> {
  const { kind, standing, active } = filter;
  return and(
    ...wordsOf(filter),
    kind && eq(party.kind, kind),
    active && eq(party.active, active === 'active'),
    standing && isOneOf(party.id, await idsIn(db, standing, day)),
  );
}

function nextLapseOf(held: readonly LicenceRow[], day: string): string | null {
  const ends = held.flatMap((row) => (row.endedAt === null && row.validTo !== null ? [row.validTo] : []));
  const [next] = ends.filter((end) => end >= day).sort();
  return next ?? null;
}

async function linesOf(db: Db, rows: PartyRow[], day: string): Promise<PartyLine[]> {
  const ids = rows.map((row) => row.id);
  const alert = await ruleOn(db, 'licence_alert_days', day);
  const held = await licencesOf(db, ids);
  const banks = await bankInForce(db, ids);
  const interests = await interestsOf(db, ids);
  return rows.map((row) => {
    const licences = held.get(row.id) ?? [];
    const account = banks.get(row.id)?.accountNumber;
    return {
      ...row,
      standing: standingOf(row.kind, licences, day, alert),
      nextLapse: nextLapseOf(licences, day),
      memberName: interests.get(row.id)?.name ?? null,
      account: account === undefined ? null : maskedAccount(account),
    };
  });
}

/** Up to `limit` parties that fit, in the order of their codes, after the code `after`. */
export async function listParties(
  db: Db,
  filter: PartyFilter,
  day: string,
  page: { limit: number; after?: string | undefined },
): Promise<PartyLine[]> {
  const later = page.after === undefined ? undefined : gt(party.code, page.after);
  const rows = await db
    .select()
    .from(party)
    .where(and(await conditionsOf(db, filter, day), later))
    .orderBy(asc(party.code))
    .limit(page.limit);
  return linesOf(db, rows, day);
}

/** How many parties fit. */
export async function countParties(db: Db, filter: PartyFilter, day: string): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(party)
    .where(await conditionsOf(db, filter, day));
  return row?.n ?? 0;
}

export interface LicenceAlert {
  partyCode: string;
  partyName: string;
  kind: LicenceKind;
  number: string;
  validTo: string;
  state: Extract<LicenceState, 'lapsed' | 'danger' | 'warn' | 'caution'>;
}

/** Licences of suppliers in use that lapsed or soon will and have no successor, the first to end first. */
export async function licenceAlerts(db: Db, day: string): Promise<LicenceAlert[]> {
  const alert = await ruleOn(db, 'licence_alert_days', day);
  const ending = await db
    .select({ licence: partyLicence, code: party.code, name: party.shortName })
    .from(partyLicence)
    .innerJoin(party, eq(party.id, partyLicence.partyId))
    .where(
      and(
        eq(party.active, true),
        ne(party.kind, 'maker'),
        isNull(partyLicence.endedAt),
        lte(partyLicence.validTo, addDays(day, alert.caution)),
      ),
    )
    .orderBy(asc(partyLicence.validTo), asc(partyLicence.id));
  const held = await licencesOf(db, [...new Set(ending.map(({ licence }) => licence.partyId))]);
  return ending.flatMap(({ licence, code, name }) => {
    const { kind, number, validTo } = licence;
    const state = licenceState(licence, held.get(licence.partyId) ?? [], day, alert);
    if (state !== 'lapsed' && state !== 'danger' && state !== 'warn' && state !== 'caution') return [];
    return [{ partyCode: code, partyName: name, kind, number, validTo: validTo ?? day, state }];
  });
}

export interface WaitingBank {
  partyCode: string;
  partyName: string;
  proposedBy: number;
  proposedByName: string | null;
  proposedAt: number;
}

/** Bank details that wait to be confirmed, the longest waiting first. */
export async function banksWaiting(db: Db): Promise<WaitingBank[]> {
  return db
    .select({
      partyCode: party.code,
      partyName: party.shortName,
      proposedBy: partyBank.proposedBy,
      proposedByName: person.name,
      proposedAt: partyBank.proposedAt,
    })
    .from(partyBank)
    .innerJoin(party, eq(party.id, partyBank.partyId))
    .leftJoin(person, eq(person.id, partyBank.proposedBy))
    .where(eq(partyBank.status, 'proposed'))
    .orderBy(asc(partyBank.proposedAt));
}
