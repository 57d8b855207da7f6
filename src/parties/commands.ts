/** Acts on parties: new ones, changed facts, retired and reinstated. None is ever removed. */
import { and, eq, ne, or } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { refuseStale } from '../catalogue/stale-queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { isOutside } from '../organisations/queries.ts';
import { checkParty, type PartyFacts, readPartyCode } from './edit-rules.ts';
import { type PartyRow, partyByCode } from './queries.ts';

const lockStatement = statement(lockTable('party', 'exclusive'));

/** Two people who record the same company at once: the second waits and then finds the first one's. */
export async function lockParties(tx: Tx): Promise<void> {
  await tx.run(lockStatement, {});
}

function searchOf(code: string, facts: PartyFacts): string {
  return searchText([facts.name, facts.shortName, code, facts.creditCode ?? '']);
}

/** The organisation of the member that the party is; null for none. Refuses what is no member. */
async function memberOf(tx: Tx, code: string | null): Promise<Result<number | null>> {
  if (code === null) return ok(null);
  const [row] = await tx.select().from(organisation).where(eq(organisation.code, code));
  const unknown = row === undefined || !row.active || isOutside(row.path);
  return unknown ? refuse('party_member_unknown', {}, 'memberCode') : ok(row.id);
}

/** Refuses a credit code or a member that another party has. */
async function checkOthers(tx: Tx, own: number, creditCode: string | null, memberId: number | null) {
  const credit = creditCode === null ? undefined : eq(party.creditCode, creditCode);
  const member = memberId === null ? undefined : eq(party.organisationId, memberId);
  if (credit === undefined && member === undefined) return ok();
  const [other] = await tx
    .select()
    .from(party)
    .where(and(ne(party.id, own), or(credit, member)));
  if (other === undefined) return ok();
  const { code, shortName } = other;
  const field = other.creditCode === creditCode && creditCode !== null ? 'creditCode' : 'memberCode';
  const reason = field === 'creditCode' ? 'party_credit_used' : 'party_member_used';
  return refuse(reason, { code, name: shortName }, field);
}

export interface NewParty extends PartyFacts {
  code: string;
}

/** Adds a party inside the caller's act. Refuses a code, credit code or member in use, and a wrong credit code. */
export async function addParty(tx: Tx, at: number, given: NewParty): Promise<Result<{ id: number; code: string }>> {
  const code = readPartyCode(given.code);
  if (!code.ok) return code;
  const fits = checkParty(given);
  if (!fits.ok) return fits;
  await lockParties(tx);
  const member = await memberOf(tx, given.memberCode);
  if (!member.ok) return member;
  const free = await checkOthers(tx, 0, given.creditCode, member.value);
  if (!free.ok) return free;
  const { memberCode: _member, ...facts } = given;
  const [row] = await tx
    .insert(party)
    .values({
      ...facts,
      code: code.value,
      organisationId: member.value,
      searchText: searchOf(code.value, given),
      createdAt: at,
    })
    .onConflictDoNothing({ target: party.code })
    .returning({ id: party.id });
  return row === undefined
    ? refuse('party_code_used', { code: code.value }, 'code')
    : ok({ id: row.id, code: code.value });
}

/** `addParty` as an act of a buyer. */
export async function registerParty(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: NewParty },
): Promise<Answer<{ code: string; name: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'party.add', key, input, subject: input.code }, async (tx, at) => {
    if (!may(actor.roles, 'party.edit')) return refuseWithout('party.edit');
    const added = await addParty(tx, at, input);
    if (!added.ok) return added;
    const { code } = added.value;
    return ok({
      value: { code, name: input.shortName },
      subject: code,
      after: { code, ...factsOf(input, input.memberCode) },
    });
  });
}

/** What a change may touch, as the trail keeps it. */
function factsOf(row: Omit<PartyFacts, 'memberCode'>, memberCode: string | null) {
  const { name, shortName, kind, creditCode, address, note } = row;
  return { name, shortName, kind, creditCode, memberCode, postalAddress: address, note };
}

async function memberCodeOf(tx: Tx, row: PartyRow): Promise<string | null> {
  if (row.organisationId === null) return null;
  const [place] = await tx.select().from(organisation).where(eq(organisation.id, row.organisationId));
  return place === undefined || isOutside(place.path) ? null : place.code;
}

/** The own organisation outside the county stays while no member is named; a member takes its place only before it. */
function placeAfter(row: PartyRow, had: string | null, wanted: number | null): Result<number | null> {
  const ownCompany = row.organisationId !== null && had === null;
  if (!ownCompany) return ok(wanted);
  return wanted === null ? ok(row.organisationId) : refuse('party_has_logins', {}, 'memberCode');
}

/** Changes facts of a party. Refuses a stale version and what `addParty` refuses. */
export async function changeParty(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: PartyFacts & { code: string; version: number } },
): Promise<Answer<{ code: string; name: string }>> {
  const { key, input } = request;
  const { code, version, ...facts } = input;
  return command(services, actor, { act: 'party.change', key, input, subject: code }, async (tx) => {
    if (!may(actor.roles, 'party.edit')) return refuseWithout('party.edit');
    await lockParties(tx);
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const fits = checkParty(facts);
    if (!fits.ok) return fits;
    const member = await memberOf(tx, facts.memberCode);
    if (!member.ok) return member;
    const had = await memberCodeOf(tx, row);
    const place = placeAfter(row, had, member.value);
    if (!place.ok) return place;
    const free = await checkOthers(tx, row.id, facts.creditCode, place.value);
    if (!free.ok) return free;
    const { memberCode: _member, ...values } = facts;
    const [changed] = await tx
      .update(party)
      .set({ ...values, organisationId: place.value, searchText: searchOf(code, facts), version: version + 1 })
      .where(and(eq(party.id, row.id), eq(party.version, version)))
      .returning({ id: party.id });
    if (changed === undefined) return refuseStale(tx, code);
    const before = factsOf(row, had);
    return ok({
      value: { code, name: facts.shortName },
      subject: code,
      before,
      after: factsOf(facts, facts.memberCode),
    });
  });
}

/** Retires or reinstates, with a reason. Refuses what is so already. Open orders go on. */
export async function setPartyActive(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { code: string; active: boolean; reason: string } },
): Promise<Answer<{ code: string; name: string }>> {
  const { key, input } = request;
  const { code, active, reason } = input;
  const act = active ? 'party.reinstate' : 'party.retire';
  return command(services, actor, { act, key, input, subject: code }, async (tx) => {
    if (!may(actor.roles, 'party.edit')) return refuseWithout('party.edit');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const [changed] = await tx
      .update(party)
      .set({ active, version: row.version + 1 })
      .where(and(eq(party.id, row.id), eq(party.active, !active)))
      .returning({ id: party.id });
    const name = row.shortName;
    if (changed === undefined) return refuse(active ? 'party_active' : 'party_retired', { party: name });
    return ok({ value: { code, name }, subject: code, before: { active: !active }, after: { active, reason } });
  });
}
