/** Rounds of the demo: four routes, their vehicles and cold boxes, one round driven yesterday, one waiting today. */
import type { Actor } from '../../src/auth/viewer.ts';
import { addDays, timeOfMinutes } from '../../src/kernel/clock.ts';
import { boxesAboard } from '../../src/packing/box-queries.ts';
import { addCarrier } from '../../src/rounds/carrier-commands.ts';
import { departRound } from '../../src/rounds/depart-commands.ts';
import { endRound, tellStop } from '../../src/rounds/drive-commands.ts';
import { driversOf } from '../../src/rounds/driver-queries.ts';
import { planRound } from '../../src/rounds/plan-commands.ts';
import { type LoadedRound, roundByNumber } from '../../src/rounds/round-record.ts';
import { addRoute } from '../../src/rounds/route-commands.ts';
import { listCarriers, listRoutes, type RouteLine, waitingLoads } from '../../src/rounds/route-queries.ts';
import { instantOf, type Script } from './agenda.ts';
import { must, staffOf, type World } from './world.ts';

const NAMES = ['东线', '南线', '西线', '北线'];
const WEEKDAYS = [
  [1, 2, 3, 4, 5, 6, 7],
  [1, 3, 5, 7],
  [2, 4, 6],
  [1, 2, 3, 4, 5],
];
const FIRST_MINUTES = 25;
const BETWEEN_MINUTES = 20;
const COLD_TENTHS = 46;

interface Crew {
  keeper: Actor;
  driver: Actor;
}

function crewOf(world: World): Crew {
  const [keeper] = world.hub.storekeepers;
  const driver = world.hub.member.staff.find((actor) => actor.roles.includes('driver'));
  if (keeper === undefined || driver === undefined) throw new Error('demo: nobody keeps the hub or drives for it');
  return { keeper, driver };
}

/** Every branch lies on one of the four, in the order of its code. */
async function makeRoutes(world: World, { keeper }: Crew): Promise<void> {
  const branches = world.members.filter((member) => member.data.kind === 'branch');
  for (const [index, name] of NAMES.entries()) {
    const passed = branches.filter((_, at) => at % NAMES.length === index);
    const stops = passed.map((member, at) => `${member.data.shortName} ${FIRST_MINUTES + at * BETWEEN_MINUTES}`);
    const weekdays = WEEKDAYS[index] ?? [];
    const input = { name, weekdays, leavesAt: timeOfMinutes(8 * 60 + index * 15), stops: stops.join('\n') };
    must(await addRoute(world.services, keeper, null, input), `route ${name}`);
  }
  const vehicles = [
    { code: '赣B·D0018', name: '厢式货车', cools: false },
    { code: '赣B·D0036', name: '冷藏车', cools: true },
  ];
  for (const one of vehicles)
    must(await addCarrier(world.services, keeper, null, { kind: 'vehicle', ...one }), one.code);
  for (const code of ['LX-01', 'LX-02', 'LX-03']) {
    const box = { kind: 'cold_box' as const, code, name: '45升冷藏箱', cools: true };
    must(await addCarrier(world.services, keeper, null, box), code);
  }
}

async function plan(world: World, crew: Crew, given: { route: RouteLine; day: string; sentOnly: boolean }) {
  const houseId = world.hub.member.id;
  const members = new Set(given.route.stops.map((stop) => stop.organisationId));
  const along = (await waitingLoads(world.tx, houseId)).filter((one) => members.has(one.receiverId));
  const loads = along.filter((one) => !given.sentOnly || one.status === 'in_transit');
  const carriers = (await listCarriers(world.tx, '/')).filter((one) => one.organisationId === houseId);
  const vehicle = carriers.find((one) => one.kind === 'vehicle' && !one.cools);
  const box = carriers.find((one) => one.kind === 'cold_box');
  const driver = (await driversOf(world.tx, houseId)).find((one) => one.id === crew.driver.userId);
  if (vehicle === undefined || box === undefined || driver === undefined) throw new Error('demo: no crew for a round');
  const dispatches = loads.map((one) => one.number);
  const people = { driverId: driver.id, vehicleId: vehicle.id, coldBoxIds: [box.id] };
  const input = { routeId: given.route.id, day: given.day, ...people, dispatches };
  return must(await planRound(world.services, crew.keeper, null, input), `a round of ${given.route.name}`);
}

async function loaded(world: World, number: string): Promise<LoadedRound> {
  const round = await roundByNumber(world.tx, number);
  if (round === undefined) throw new Error(`demo: no round ${number}`);
  return round;
}

const seen = (round: LoadedRound) => ({
  key: null,
  number: round.document.number,
  seenVersion: round.document.version,
});

const measuredOf = (round: LoadedRound) =>
  round.chills.map(({ chill }) => ({ carrierId: chill.carrierId, tenths: COLD_TENTHS }));

/** Left, every stop handed over to somebody of the member, and home in the afternoon. */
async function* driven(world: World, crew: Crew, number: string, day: string): Script {
  const { services } = world;
  const round = await loaded(world, number);
  if (round.loads.length === 0) return;
  yield instantOf(day, '09:45');
  const leaving = { seal: 'F20418', measured: measuredOf(round) };
  const left = await departRound(services, crew.driver, seen(await loaded(world, number)), leaving);
  // What was received or taken back in between stays in the yard: the round is told as it is
  if (!left.ok) return;
  const aboard = await boxesAboard(world.tx, round.document.id);
  for (const { stop, member } of round.stops) {
    if (!round.loads.some((load) => load.stopId === stop.id)) continue;
    const receiver = world.members.find((one) => one.id === member.id);
    const told = {
      stopId: stop.id,
      outcome: 'handed' as const,
      receiver: receiver === undefined ? member.shortName : staffOf(receiver).name,
      reason: '',
      tenths: COLD_TENTHS + stop.position,
      deviceAt: null,
      deviceSentAt: null,
      boxes: aboard.filter((box) => box.stopId === stop.id).map((box) => box.id),
    };
    must(await tellStop(services, crew.driver, { key: null, number }, told), `stop ${stop.position} of ${number}`);
  }
  yield instantOf(day, '15:30');
  const home = await loaded(world, number);
  must(await endRound(services, crew.driver, seen(home), { measured: measuredOf(home) }), `home with ${number}`);
}

/** The routes a week ago; yesterday's round; today's, which has not left. */
export async function* rounds(world: World): Script {
  const crew = crewOf(world);
  yield instantOf(addDays(world.day, -7), '10:00');
  await makeRoutes(world, crew);
  const routes = await listRoutes(world.tx, '/');
  const yesterday = addDays(world.day, -1);
  for (const route of routes) {
    yield instantOf(yesterday, '09:40');
    const members = new Set(route.stops.map((stop) => stop.organisationId));
    const waiting = await waitingLoads(world.tx, world.hub.member.id);
    if (!waiting.some((one) => one.status === 'in_transit' && members.has(one.receiverId))) continue;
    const { number } = await plan(world, crew, { route, day: yesterday, sentOnly: true });
    yield* driven(world, crew, number, yesterday);
    break;
  }
  // In the evening before: the demonstration may be made before a working day begins
  yield instantOf(yesterday, '17:30');
  const [first] = routes;
  if (first !== undefined) await plan(world, crew, { route: first, day: world.day, sentOnly: false });
}
