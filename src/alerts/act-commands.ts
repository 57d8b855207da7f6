/** What people do with an alert: give it to somebody, let it rest until a day, take it up again. Nobody deletes one. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { alert } from '../../db/schema/levels.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person, personRole } from '../../db/schema/users.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { COUNTY_OWNERS, MOST_REST_DAYS } from './rules.ts';

export type AlertRow = typeof alert.$inferSelect;

interface Seen {
  alert: AlertRow;
  place: { id: number; path: string };
}

/** Whether the person may act on it: whoever manages alerts there, and whoever it belongs to. */
export function actsOn(
  viewer: Pick<Actor, 'userId' | 'roles' | 'organisationId' | 'scopePath'>,
  one: Pick<AlertRow, 'ownerId' | 'ownerRole' | 'organisationId'>,
  path: string,
): boolean {
  if (!path.startsWith(viewer.scopePath)) return false;
  if (may(viewer.roles, 'alert.manage') || one.ownerId === viewer.userId) return true;
  const role = viewer.roles.find((own) => own === one.ownerRole);
  if (role === undefined) return false;
  return COUNTY_OWNERS.includes(role) || one.organisationId === viewer.organisationId;
}

async function seen(db: Db, actor: Actor, id: number): Promise<Seen | undefined> {
  const [row] = await db
    .select({ alert, place: { id: organisation.id, path: organisation.path } })
    .from(alert)
    .innerJoin(organisation, eq(organisation.id, alert.organisationId))
    .where(eq(alert.id, id));
  return row?.place.path.startsWith(actor.scopePath) ? row : undefined;
}

type Change = Partial<Pick<AlertRow, 'ownerId' | 'restsUntil' | 'restReason'>>;

function act(
  services: CommandServices,
  actor: Actor,
  request: { act: string; key: string | null; id: number; input: unknown },
  decide: (tx: Tx, one: Seen, at: number) => Promise<Result<Change>>,
): Promise<Answer<{ id: number }>> {
  const { key, id, input } = request;
  const subject = `alert:${id}`;
  return command(services, actor, { act: request.act, key, input, subject }, async (tx, at) => {
    const one = await seen(tx, actor, id);
    if (one === undefined) return refuse('not_found');
    if (!actsOn(actor, one.alert, one.place.path)) return refuse('alert_not_yours');
    if (one.alert.closedAt !== null) return refuse('alert_closed');
    const decided = await decide(tx, one, at);
    if (!decided.ok) return decided;
    const open = and(eq(alert.id, id), isNull(alert.closedAt));
    const changed = await tx.update(alert).set(decided.value).where(open).returning({ id: alert.id });
    if (changed.length === 0) return refuse('alert_closed');
    const { kind, subject: about, ownerId, restsUntil } = one.alert;
    const done: Done<{ id: number }> = {
      value: { id },
      subject,
      before: { ownerId, restsUntil },
      after: { kind, about, ...decided.value },
    };
    return ok(done);
  });
}

export interface Candidate {
  id: number;
  name: string;
  place: string;
}

/** People to whom it may be given: those of the member with its role, and the county's people with that role. */
export async function candidatesFor(db: Db, one: AlertRow): Promise<Candidate[]> {
  const rows = await db
    .select({
      id: person.id,
      name: person.name,
      place: organisation.shortName,
      organisationId: person.organisationId,
      role: personRole.role,
    })
    .from(person)
    .innerJoin(personRole, eq(personRole.personId, person.id))
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(
      and(
        eq(person.active, true),
        inArray(personRole.role, ['village_doctor', 'branch_pharmacist', 'branch_head', ...COUNTY_OWNERS]),
      ),
    )
    .orderBy(person.id);
  const fits = rows.filter(
    ({ organisationId, role }) =>
      organisationId === one.organisationId || (COUNTY_OWNERS.includes(role) && role === one.ownerRole),
  );
  return [...new Map(fits.map(({ id, name, place }) => [id, { id, name, place }])).values()];
}

/** Gives it to a person, or back to its role (null). Refuses people who could not act on it. */
export function assignAlert(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; ownerId: number | null },
): Promise<Answer<{ id: number }>> {
  return act(services, actor, { act: 'alert.assign', key, id: input.id, input }, async (tx, one) => {
    const { ownerId } = input;
    if (ownerId === null) return ok({ ownerId });
    const able = (await candidatesFor(tx, one.alert)).some((candidate) => candidate.id === ownerId);
    return able ? ok({ ownerId }) : refuse('alert_owner_unknown', {}, 'owner');
  });
}

/** Lets it rest until the beginning of a day, with a reason; it comes back then if it is still so. */
export function restAlert(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; until: string; reason: string },
): Promise<Answer<{ id: number }>> {
  return act(services, actor, { act: 'alert.rest', key, id: input.id, input }, async (_tx, _one, at) => {
    const today = dayOf(at);
    const last = addDays(today, MOST_REST_DAYS);
    if (input.until <= today || input.until > last) return refuse('alert_rest_day', { last }, 'until');
    return ok({ restsUntil: startOfDay(input.until), restReason: input.reason });
  });
}

/** Takes a resting one up again at once. */
export function wakeAlert(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number },
): Promise<Answer<{ id: number }>> {
  return act(services, actor, { act: 'alert.wake', key, id: input.id, input }, async () => ok({ restsUntil: null }));
}
