/** A branch with a fridge, a probe in it, goods that need it, and a quality officer who decides. */
import { and, eq, ne } from 'drizzle-orm';
import { document } from '../../db/schema/documents.ts';
import { balance } from '../../db/schema/ledger.ts';
import { excursion } from '../../db/schema/storage.ts';
import { caseByNumber } from '../../src/storage/excursion-record.ts';
import { registerLogger } from '../../src/storage/logger-commands.ts';
import { takeReadings } from '../../src/storage/reading-commands.ts';
import type { GivenReading, Source } from '../../src/storage/rules.ts';
import { type CountWorld, key, openCountWorld } from '../counts/count-world.ts';
import { accepted, addItem, addPerson, addStock, addStore, nextNumber, type TestPerson } from '../support/build.ts';

export interface StorageWorld extends CountWorld {
  fridge: number;
  quality: TestPerson;
}

export const MINUTE = 60_000;

export async function openStorageWorld(): Promise<StorageWorld> {
  const world = await openCountWorld();
  return {
    ...world,
    fridge: await addStore(world.services, world.branch, 'cold'),
    quality: await addPerson(world.services, world.head, 'quality_officer'),
  };
}

/** A new probe in the fridge: 2–8 ℃, a reading each half hour, out at once unless told otherwise. */
export async function addProbe(
  world: StorageWorld,
  given: { graceMinutes?: number; locationId?: number | null; humidity?: [number, number] } = {},
): Promise<string> {
  const code = `TP-${nextNumber()}`;
  const [humidityLowTenths, humidityHighTenths] = given.humidity ?? [null, null];
  const input = {
    code,
    organisationCode: world.branch.code,
    name: '冰箱',
    locationId: given.locationId === undefined ? world.fridge : given.locationId,
    lowTenths: 20,
    highTenths: 80,
    humidityLowTenths,
    humidityHighTenths,
    everyMinutes: 30,
    graceMinutes: given.graceMinutes ?? 0,
    calibrationDueOn: '2027-06-30',
  };
  accepted(await registerLogger(world.services, world.chief, key(), input));
  return code;
}

/** Insulin in the fridge. */
export async function chilled(world: StorageWorld, quantityBase = 10, storeId = world.fridge) {
  const item = await addItem(world.services, { genericName: '胰岛素', storageZone: 'cold' });
  const lotId = await addStock(world.services, storeId, { item, quantityBase, organisationId: world.branch.id });
  world.clock.set(world.clock.now() + 1000);
  return { item, lotId };
}

export const reading = (at: number, degrees: number, humidity: number | null = null): GivenReading => ({
  at,
  temperatureTenths: Math.round(degrees * 10),
  humidityTenths: humidity === null ? null : Math.round(humidity * 10),
});

export const takes = (
  world: StorageWorld,
  code: string,
  readings: GivenReading[],
  by: { actor?: TestPerson; source?: Source } = {},
) => takeReadings(world.services, by.actor ?? world.first, key(), { code, source: by.source ?? 'file', readings });

/** The case that the readings opened. */
export async function opens(world: StorageWorld, code: string, readings: GivenReading[], actor?: TestPerson) {
  const { excursions } = accepted(await takes(world, code, readings, { ...(actor && { actor, source: 'manual' }) }));
  const [number] = excursions;
  if (number === undefined) throw new Error('no case was opened');
  return number;
}

export async function caseOf(world: StorageWorld, number: string) {
  const found = await caseByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
}

export const seen = async (world: StorageWorld, number: string) => ({
  key: key(),
  number,
  seenVersion: (await caseOf(world, number)).document.version,
});

export async function holderOf(world: StorageWorld, lotId: number, locationId = world.fridge) {
  const place = and(eq(balance.locationId, locationId), eq(balance.lotId, lotId));
  const [row] = await world.services.db.read.select().from(balance).where(place);
  return row?.heldBy ?? null;
}

/** The cases of a probe that stand, in order. */
export async function foundOf(world: StorageWorld, loggerId: number) {
  return world.services.db.read
    .select({
      measure: excursion.measure,
      startedAt: excursion.startedAt,
      endedAt: excursion.endedAt,
      worstTenths: excursion.worstTenths,
    })
    .from(excursion)
    .innerJoin(document, eq(document.id, excursion.documentId))
    .where(and(eq(excursion.loggerId, loggerId), ne(document.status, 'withdrawn')))
    .orderBy(excursion.measure, excursion.startedAt);
}
