/** The usual ways of rounds: made, changed, given up and taken up again by the house they leave from. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { deliveryRoute, routeStop } from '../../db/schema/rounds.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type OrganisationRow, organisationsUnder } from '../organisations/queries.ts';
import { readStops, readTimeOfDay } from './route-rules.ts';
import { checkStops, maskOf, type NewStop } from './rules.ts';

export interface RouteInput {
  name: string;
  weekdays: number[];
  /** `07:30`. */
  leavesAt: string;
  /** One line a stop: member and minutes. */
  stops: string;
}

/** The members that were typed, by code, name or short name; refuses a name that is nobody's. */
async function stopsTyped(tx: Tx, text: string): Promise<Result<NewStop[]>> {
  const typed = readStops(text);
  if (!typed.ok) return typed;
  const members = (await organisationsUnder(tx, '/')).filter((one) => one.active && one.kind !== 'company');
  const known = new Map<string, OrganisationRow>();
  for (const one of members) for (const name of [one.name, one.shortName, one.code]) known.set(name.toUpperCase(), one);
  const stops: NewStop[] = [];
  for (const { line, name, afterMinutes } of typed.value) {
    const member = known.get(name.toUpperCase());
    if (member === undefined) return refuse('route_who', { line, name: name.slice(0, 40) }, 'stops');
    stops.push({ organisationId: member.id, name: member.shortName, afterMinutes });
  }
  return ok(stops);
}

async function judged(tx: Tx, input: RouteInput, fromId: number) {
  const mask = maskOf(input.weekdays);
  if (!mask.ok) return mask;
  const leavesAt = readTimeOfDay(input.leavesAt);
  if (!leavesAt.ok) return leavesAt;
  const stops = await stopsTyped(tx, input.stops);
  if (!stops.ok) return stops;
  const fit = checkStops(stops.value, fromId);
  if (!fit.ok) return fit;
  return ok({ weekdays: mask.value, leavesAt: leavesAt.value, stops: stops.value });
}

async function writeStops(tx: Tx, routeId: number, stops: readonly NewStop[]): Promise<void> {
  await tx.delete(routeStop).where(eq(routeStop.routeId, routeId));
  const rows = stops.map(({ organisationId, afterMinutes }, index) => ({
    routeId,
    position: index + 1,
    organisationId,
    afterMinutes,
  }));
  await tx.insert(routeStop).values(rows);
}

/** Makes a way that leaves from the own house. Refuses a name that is taken, and what `checkStops` refuses. */
export function addRoute(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RouteInput,
): Promise<Answer<{ id: number; name: string }>> {
  return command(services, actor, { act: 'round.route_add', key, input, subject: input.name }, async (tx) => {
    if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
    const good = await judged(tx, input, actor.organisationId);
    if (!good.ok) return good;
    const { stops, ...facts } = good.value;
    const [row] = await tx
      .insert(deliveryRoute)
      .values({ name: input.name, fromOrganisationId: actor.organisationId, ...facts })
      .onConflictDoNothing()
      .returning({ id: deliveryRoute.id });
    if (row === undefined) return refuse('route_taken', { name: input.name }, 'name');
    await writeStops(tx, row.id, stops);
    return ok({ value: { id: row.id, name: input.name }, subject: input.name, after: input });
  });
}

interface RouteSeen {
  key: string | null;
  id: number;
  version: number;
}

type RouteRow = typeof deliveryRoute.$inferSelect;

async function ownRoute(tx: Tx, actor: Actor, { id, version }: RouteSeen): Promise<Result<RouteRow>> {
  if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
  const [row] = await tx
    .select({ route: deliveryRoute, house: organisation })
    .from(deliveryRoute)
    .innerJoin(organisation, eq(organisation.id, deliveryRoute.fromOrganisationId))
    .where(eq(deliveryRoute.id, id));
  if (row === undefined || !row.house.path.startsWith(actor.scopePath)) return refuse('not_found');
  if (!worksAt(actor, row.house)) return refuse('round_not_here', { house: row.house.shortName });
  return row.route.version === version ? ok(row.route) : refuse('route_stale', { name: row.route.name });
}

/** The row in the version that was seen; a colleague who was quicker is told. */
const seenRow = ({ id, version }: RouteSeen) => and(eq(deliveryRoute.id, id), eq(deliveryRoute.version, version));

/** Changes a way; rounds that are planned keep the stops they were planned with. */
export function changeRoute(
  services: CommandServices,
  actor: Actor,
  seen: RouteSeen,
  input: RouteInput,
): Promise<Answer<{ name: string }>> {
  const asked = { act: 'round.route_change', key: seen.key, input: { id: seen.id, ...input }, subject: input.name };
  return command(services, actor, asked, async (tx) => {
    const found = await ownRoute(tx, actor, seen);
    if (!found.ok) return found;
    const route = found.value;
    const good = await judged(tx, input, route.fromOrganisationId);
    if (!good.ok) return good;
    const { stops, ...facts } = good.value;
    const [other] = await tx
      .select({ id: deliveryRoute.id })
      .from(deliveryRoute)
      .where(eq(deliveryRoute.name, input.name));
    if (other !== undefined && other.id !== route.id) return refuse('route_taken', { name: input.name }, 'name');
    const done = await tx
      .update(deliveryRoute)
      .set({ name: input.name, ...facts, version: route.version + 1 })
      .where(seenRow(seen))
      .returning({ id: deliveryRoute.id });
    if (done.length === 0) return refuse('route_stale', { name: route.name });
    await writeStops(tx, route.id, stops);
    return ok({ value: { name: input.name }, subject: input.name, before: route, after: input });
  });
}

/** Gives a way up, or takes it up again; rounds that were driven keep it. */
export function setRouteActive(
  services: CommandServices,
  actor: Actor,
  seen: RouteSeen,
  active: boolean,
): Promise<Answer<{ name: string }>> {
  const asked = { act: active ? 'round.route_resume' : 'round.route_end', key: seen.key, input: { ...seen, active } };
  return command(services, actor, asked, async (tx) => {
    const found = await ownRoute(tx, actor, seen);
    if (!found.ok) return found;
    const { name, version } = found.value;
    const done = await tx
      .update(deliveryRoute)
      .set({ active, version: version + 1 })
      .where(seenRow(seen))
      .returning({ id: deliveryRoute.id });
    return done.length === 0 ? refuse('route_stale', { name }) : ok({ value: { name }, subject: name });
  });
}
