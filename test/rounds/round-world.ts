/** A house with two routes' worth of members, a driver, a vehicle, a cold box and dispatches that wait. */
import { eq } from 'drizzle-orm';
import { carrier } from '../../db/schema/rounds.ts';
import { addCarrier } from '../../src/rounds/carrier-commands.ts';
import { type PlanInput, planRound } from '../../src/rounds/plan-commands.ts';
import { type LoadedRound, roundByNumber } from '../../src/rounds/round-record.ts';
import { addRoute } from '../../src/rounds/route-commands.ts';
import { answered, type DispatchWorld, openWorld, PACK, send } from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addPerson, addStock, nextNumber, type TestPerson } from '../support/build.ts';

export interface RoundWorld extends DispatchWorld {
  driver: TestPerson;
  routeId: number;
  vehicleId: number;
  boxId: number;
}

export const DAY = '2026-11-24';
export const key = () => `round-${process.pid}-${nextNumber()}`;

async function carrierOf(world: DispatchWorld, code: string): Promise<number> {
  const [row] = await world.services.db.read.select().from(carrier).where(eq(carrier.code, code));
  if (row === undefined) throw new Error(`no carrier ${code}`);
  return row.id;
}

export async function openRoundWorld(): Promise<RoundWorld> {
  const world = await openWorld(40);
  const { services, people, head } = world;
  const driver = await addPerson(services, head, 'driver', { name: '马师傅' });
  const planner = people.picker;
  const vehicle = { kind: 'vehicle' as const, code: '赣B12345', name: '厢式车', cools: false };
  accepted(await addCarrier(services, planner, key(), vehicle));
  accepted(await addCarrier(services, planner, key(), { kind: 'cold_box', code: 'B1', name: '冷藏箱', cools: true }));
  const stops = `${world.branch.code} 30\n${world.other.code} 60\n${world.clinic.code} 90`;
  const route = { name: '东线', weekdays: [1, 2], leavesAt: '07:30', stops };
  const { id: routeId } = accepted(await addRoute(services, planner, key(), route));
  return {
    ...world,
    driver,
    routeId,
    vehicleId: await carrierOf(world, vehicle.code),
    boxId: await carrierOf(world, 'B1'),
  };
}

/** A dispatch to the branch that was sent, ready to ride. */
export async function sentDispatch(world: RoundWorld): Promise<string> {
  const number = await pickedDispatch(world);
  await send(world, number);
  return number;
}

/** A dispatch of cold goods to the branch that was sent. */
export async function coldDispatch(world: RoundWorld): Promise<string> {
  const item = await addItem(world.services, { packSize: PACK, storageZone: 'cold' });
  const stock = { item, organisationId: world.head.id, quantityBase: 10 * PACK, expiresOn: '2027-11-30' };
  const lotId = await addStock(world.services, world.places.headStore, stock);
  const { dispatch } = await answered(world, [{ lotId, quantityBase: PACK }], { item });
  await send(world, dispatch);
  return dispatch;
}

/** One that is still being picked. */
export async function pickedDispatch(world: RoundWorld): Promise<string> {
  return (await answered(world, [{ lotId: world.lots.first, quantityBase: PACK }])).dispatch;
}

/** A planned round with those dispatches aboard. */
export async function planned(world: RoundWorld, dispatches: string[], more: Partial<PlanInput> = {}) {
  const { routeId, vehicleId, driver } = world;
  const input = { routeId, vehicleId, driverId: driver.userId, coldBoxIds: [], day: DAY, dispatches, ...more };
  return accepted(await planRound(world.services, world.people.picker, key(), input)).number;
}

export async function roundOf(world: RoundWorld, number: string): Promise<LoadedRound> {
  const loaded = await roundByNumber(world.services.db.read, number);
  if (loaded === undefined) throw new Error(`no round ${number}`);
  return loaded;
}
