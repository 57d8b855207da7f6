/** Planning a round: which way, who drives what, and which dispatches ride; until it leaves all of it may change. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import {
  carrier,
  deliveryRound,
  deliveryRoute,
  roundChill,
  roundLoad,
  roundStop,
  routeStop,
} from '../../db/schema/rounds.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf, daysBetween, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnRound, type Seen } from './act-commands.ts';
import { driverById } from './driver-queries.ts';
import type { LoadedRound } from './round-record.ts';
import { checkLoad } from './rules.ts';

const MINUTE_MS = 60_000;
const FARTHEST_DAYS = 60;

export interface CrewInput {
  driverId: number;
  vehicleId: number;
  coldBoxIds: number[];
}

export interface PlanInput extends CrewInput {
  routeId: number;
  day: string;
  /** Numbers of dispatches that ride from the start; more are loaded until it leaves. */
  dispatches: string[];
}

/** Refuses people who do not drive for the house, and carriers that are out of service or another house's. */
async function checkCrew(tx: Tx, houseId: number, crew: CrewInput): Promise<Result<{ chilled: number[] }>> {
  const driver = await driverById(tx, houseId, crew.driverId);
  if (driver === undefined) return refuse('round_driver', {}, 'driver');
  const own = and(eq(carrier.organisationId, houseId), eq(carrier.active, true));
  const carriers = await tx.select().from(carrier).where(own);
  const vehicle = carriers.find((one) => one.id === crew.vehicleId && one.kind === 'vehicle');
  if (vehicle === undefined) return refuse('round_vehicle', {}, 'vehicle');
  const boxes = new Set(crew.coldBoxIds);
  const known = carriers.filter((one) => one.kind === 'cold_box' && boxes.has(one.id));
  if (known.length !== boxes.size) return refuse('round_cold_box', {}, 'coldBox');
  return ok({ chilled: [...(vehicle.cools ? [vehicle.id] : []), ...known.map((one) => one.id)] });
}

async function writeChills(tx: Tx, roundId: number, carrierIds: readonly number[]): Promise<void> {
  await tx.delete(roundChill).where(eq(roundChill.roundId, roundId));
  if (carrierIds.length > 0)
    await tx.insert(roundChill).values(carrierIds.map((carrierId) => ({ roundId, carrierId })));
}

const loadables = statement(
  `select paper.id, paper.number, paper.status, dispatch.from_organisation_id, dispatch.to_organisation_id,
     receiver.short_name as receiver,
     (select held.number from round_load as load join document as held on held.id = load.round_id
      where load.dispatch_id = paper.id and load.outcome is null) as aboard,
     (select held.number from round_load as load join document as held on held.id = load.round_id
      where load.dispatch_id = paper.id and load.outcome = 'handed') as handed_by
   from document as paper join dispatch on dispatch.document_id = paper.id
   join organisation as receiver on receiver.id = dispatch.to_organisation_id
   where paper.number in (select number from ${rowset('numbers', { number: 'text' })} as given)
   order by paper.number`,
);

interface LoadableRow {
  id: number;
  number: string;
  status: string;
  from_organisation_id: number;
  to_organisation_id: number;
  receiver: string;
  aboard: string | null;
  handed_by: string | null;
}

interface Way {
  roundId: number;
  fromId: number;
  /** Stop ids by the member that is passed there. */
  stops: ReadonlyMap<number, number>;
}

/** Takes the dispatches aboard, each at its stop; refuses the first that may not ride. */
async function takeAboard(tx: Tx, way: Way, numbers: readonly string[]): Promise<Result<string[]>> {
  const wanted = [...new Set(numbers)];
  if (wanted.length === 0) return ok([]);
  const rows = await tx.run<LoadableRow>(loadables, { numbers: wanted.map((number) => ({ number })) });
  const missing = wanted.find((number) => !rows.some((row) => row.number === number));
  if (missing !== undefined) return refuse('load_unknown', { number: missing.slice(0, 40) });
  const members = new Set(way.stops.keys());
  for (const row of rows) {
    const { from_organisation_id: fromId, to_organisation_id: toId, handed_by: handedBy, ...facts } = row;
    const fit = checkLoad({ ...facts, fromId, toId, handedBy }, way.fromId, members);
    if (!fit.ok) return fit;
  }
  const values = rows.flatMap((row) => {
    const stopId = way.stops.get(row.to_organisation_id);
    return stopId === undefined ? [] : [{ roundId: way.roundId, stopId, dispatchId: row.id }];
  });
  // Two planners at once: the second finds the first's round in the index and is told
  const written = await tx.insert(roundLoad).values(values).onConflictDoNothing().returning({ id: roundLoad.id });
  const [first] = rows;
  if (written.length !== values.length) return refuse('load_taken', { number: first?.number ?? '' });
  return ok(rows.map((row) => row.number));
}

async function copyStops(tx: Tx, roundId: number, routeId: number, leavesAt: number): Promise<Map<number, number>> {
  const stops = await tx.select().from(routeStop).where(eq(routeStop.routeId, routeId));
  const values = stops.map(({ position, organisationId, afterMinutes }) => ({
    roundId,
    position,
    organisationId,
    plannedAt: leavesAt + afterMinutes * MINUTE_MS,
  }));
  const rows = await tx
    .insert(roundStop)
    .values(values)
    .returning({ id: roundStop.id, organisationId: roundStop.organisationId });
  return new Map(rows.map((row) => [row.organisationId, row.id]));
}

/**
 * Plans a round of a way on a day. Refuses days that are past or far ahead, ways that were given up, a crew that does
 * not fit and dispatches that may not ride.
 */
export function planRound(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PlanInput,
): Promise<Answer<{ number: string; loads: number }>> {
  return command(services, actor, { act: 'round.plan', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
    const [found] = await tx
      .select({ route: deliveryRoute, house: organisation })
      .from(deliveryRoute)
      .innerJoin(organisation, eq(organisation.id, deliveryRoute.fromOrganisationId))
      .where(eq(deliveryRoute.id, input.routeId));
    if (found === undefined || !found.house.path.startsWith(actor.scopePath)) return refuse('not_found');
    const { route, house } = found;
    if (!worksAt(actor, house)) return refuse('round_not_here', { house: house.shortName });
    if (!route.active) return refuse('route_ended', { name: route.name }, 'route');
    const ahead = daysBetween(dayOf(at), input.day);
    if (ahead < 0 || ahead > FARTHEST_DAYS) return refuse('round_day', { most: FARTHEST_DAYS }, 'day');
    const crew = await checkCrew(tx, house.id, input);
    if (!crew.ok) return crew;
    const opening = { kind: 'round' as const, status: 'planned', act: 'open', counterpartId: null, actor, at };
    const { id: roundId, number } = await openDocument(tx, { ...opening, organisationId: house.id });
    const leavesAt = startOfDay(input.day) + route.leavesAt * MINUTE_MS;
    const { driverId, vehicleId, day } = input;
    const round = { documentId: roundId, routeId: route.id, fromOrganisationId: house.id, day, leavesAt };
    await tx.insert(deliveryRound).values({ ...round, driverId, vehicleId });
    await writeChills(tx, roundId, crew.value.chilled);
    const stops = await copyStops(tx, roundId, route.id, leavesAt);
    const aboard = await takeAboard(tx, { roundId, fromId: house.id, stops }, input.dispatches);
    if (!aboard.ok) return aboard;
    return ok({ value: { number, loads: aboard.value.length }, subject: number, after: input });
  });
}

const wayOf = (loaded: LoadedRound): Way => ({
  roundId: loaded.document.id,
  fromId: loaded.house.id,
  stops: new Map(loaded.stops.map(({ stop }) => [stop.organisationId, stop.id])),
});

/** Takes more dispatches aboard before it leaves. Refuses none, and those that may not ride. */
export function loadDispatches(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  numbers: string[],
): Promise<Answer<{ loads: number }>> {
  const request = { act: 'round.load', permission: 'round.plan' as const, ...seen, input: { numbers } };
  return actOnRound(services, actor, request, async (tx, loaded) => {
    if (numbers.length === 0) return refuse('load_none', {}, 'dispatch');
    const aboard = await takeAboard(tx, wayOf(loaded), numbers);
    if (!aboard.ok) return aboard;
    const loads = aboard.value.length;
    const step = { act: 'load' as const, to: 'planned' as const, detail: { dispatches: aboard.value.join(' ') } };
    return ok({ value: { loads }, step, after: { numbers } });
  });
}

/** Takes one off again before it leaves: it waits for another round. */
export function unloadDispatch(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  dispatchNumber: string,
): Promise<Answer<{ dispatch: string }>> {
  const request = { act: 'round.unload', permission: 'round.plan' as const, ...seen, input: { dispatchNumber } };
  return actOnRound(services, actor, request, async (tx, loaded) => {
    const load = loaded.loads.find((one) => one.number === dispatchNumber && one.outcome === null);
    if (load === undefined) return refuse('load_not_aboard', { number: dispatchNumber.slice(0, 40) });
    await tx.delete(roundLoad).where(eq(roundLoad.id, load.id));
    const step = { act: 'unload' as const, to: 'planned' as const, detail: { dispatches: load.number } };
    return ok({ value: { dispatch: load.number }, step });
  });
}

/** Changes who drives what, before it leaves. */
export function changeCrew(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  crew: CrewInput,
): Promise<Answer<{ number: string }>> {
  const request = { act: 'round.change', permission: 'round.plan' as const, ...seen, input: crew };
  return actOnRound(services, actor, request, async (tx, loaded) => {
    const roundId = loaded.document.id;
    const fit = await checkCrew(tx, loaded.house.id, crew);
    if (!fit.ok) return fit;
    const { driverId, vehicleId } = crew;
    await tx.update(deliveryRound).set({ driverId, vehicleId }).where(eq(deliveryRound.documentId, roundId));
    await writeChills(tx, roundId, fit.value.chilled);
    const step = { act: 'change' as const, to: 'planned' as const };
    return ok({ value: { number: loaded.document.number }, step, after: crew });
  });
}

/** Gives a planned round up: its dispatches wait for another one. Refuses no reason. */
export function cancelRound(
  services: CommandServices,
  actor: Actor,
  seen: Seen,
  reason: string,
): Promise<Answer<{ loads: number }>> {
  const request = { act: 'round.cancel', permission: 'round.plan' as const, ...seen, input: { reason } };
  return actOnRound(services, actor, request, async (tx, loaded) => {
    const open = and(eq(roundLoad.roundId, loaded.document.id), isNull(roundLoad.outcome));
    const freed = await tx.update(roundLoad).set({ outcome: 'back' }).where(open).returning({ id: roundLoad.id });
    const step = { act: 'cancel' as const, to: 'cancelled' as const, note: reason };
    return ok({ value: { loads: freed.length }, step });
  });
}
