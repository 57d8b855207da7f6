/** Probes: registering, changing, calibrating, retiring; readings taken once; goods moved to where they belong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeLogger,
  recordCalibration,
  registerLogger,
  setLoggerToken,
  setLoggerUse,
} from '../../src/storage/logger-commands.ts';
import { loggerByCode } from '../../src/storage/logger-record.ts';
import { moveLot } from '../../src/storage/move-commands.ts';
import { misplacedLots, placesOf } from '../../src/storage/place-queries.ts';
import { key, reasonOf } from '../counts/count-world.ts';
import { accepted, addItem, addMember, addPerson, addStock, addStore } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { addProbe, chilled, MINUTE, openStorageWorld, reading, type StorageWorld, takes } from './storage-world.ts';

let world: StorageWorld;
beforeAll(async () => {
  world = await openStorageWorld();
});
afterAll(() => endWhole(world));

const facts = () => ({
  name: '冰箱',
  locationId: world.fridge,
  lowTenths: 20,
  highTenths: 80,
  humidityLowTenths: null,
  humidityHighTenths: null,
  everyMinutes: 30,
  graceMinutes: 0,
});
const given = (code: string) => ({ key: key(), code });

describe('a probe', () => {
  it('is registered by those who keep the store, once, with limits that make sense', async () => {
    const input = { ...facts(), code: 'BX-1', organisationCode: world.branch.code, calibrationDueOn: '2027-01-31' };
    const registers = (more: object, actor = world.chief) =>
      registerLogger(world.services, actor, key(), { ...input, ...more });
    expect(reasonOf(await registers({}, world.first))).toBe('forbidden');
    expect(reasonOf(await registers({ lowTenths: 80 }))).toBe('logger_range');
    expect(reasonOf(await registers({ humidityLowTenths: 350 }))).toBe('logger_range');
    expect(reasonOf(await registers({ calibrationDueOn: '2026-11-01' }))).toBe('calibration_lapsed');
    const other = await addStore(world.services, world.head, 'cold');
    expect(reasonOf(await registers({ locationId: other }))).toBe('logger_place');
    const elsewhere = await addMember(world.services, { kind: 'branch', parent: world.head });
    const stranger = await addPerson(world.services, elsewhere, 'branch_head');
    expect(reasonOf(await registers({}, stranger))).toBe('not_found');
    accepted(await registers({}));
    expect(reasonOf(await registers({}))).toBe('logger_known');
  });

  it('keeps its limits while goods are out of range', async () => {
    const fridge = await addStore(world.services, world.branch, 'cold');
    const code = await addProbe(world, { locationId: fridge });
    accepted(await takes(world, code, [reading(world.clock.now(), 12)]));
    const changed = { ...facts(), locationId: fridge, highTenths: 250 };
    expect(reasonOf(await changeLogger(world.services, world.chief, given(code), changed))).toBe('logger_lasts');
    const retires = { active: false, why: '换新' };
    expect(reasonOf(await setLoggerUse(world.services, world.chief, given(code), retires))).toBe('logger_lasts');
    accepted(await takes(world, code, [reading(world.clock.now() + MINUTE, 5)]));
    accepted(await changeLogger(world.services, world.chief, given(code), changed));
    accepted(await setLoggerUse(world.services, world.chief, given(code), retires));
    expect(reasonOf(await takes(world, code, [reading(world.clock.now(), 5)]))).toBe('logger_retired');
    expect(reasonOf(await setLoggerUse(world.services, world.chief, given(code), retires))).toBe('logger_stands');
    accepted(await setLoggerUse(world.services, world.quality, given(code), { active: true, why: '修好' }));
  });

  it('that failed its calibration is out of use with its token', async () => {
    const code = await addProbe(world, { locationId: null });
    accepted(await setLoggerToken(world.services, world.chief, given(code), 'a'.repeat(64)));
    const passed = { calibratedOn: '2026-11-20', dueOn: '2027-11-19', certificate: 'JD-1', passed: true };
    const calibrates = (input: typeof passed) => recordCalibration(world.services, world.chief, given(code), input);
    expect(reasonOf(await calibrates({ ...passed, calibratedOn: '2026-12-01' }))).toBe('calibration_future');
    expect(reasonOf(await calibrates({ ...passed, dueOn: '2026-11-20' }))).toBe('calibration_order');
    accepted(await calibrates(passed));
    expect(reasonOf(await calibrates(passed))).toBe('calibration_twice');
    expect((await loggerByCode(world.services.db.read, code))?.logger.calibrationDueOn).toBe('2027-11-19');
    accepted(await calibrates({ ...passed, calibratedOn: '2026-11-22', passed: false }));
    const now = (await loggerByCode(world.services.db.read, code))?.logger;
    expect([now?.active, now?.tokenHash]).toEqual([false, null]);
    expect(reasonOf(await setLoggerToken(world.services, world.chief, given(code), 'b'.repeat(64)))).toBe(
      'logger_retired',
    );
  });

  it('takes each moment once, whoever sends it how often', async () => {
    const code = await addProbe(world, { locationId: null });
    const now = world.clock.now();
    const two = [reading(now - MINUTE, 5), reading(now, 5.1)];
    expect(accepted(await takes(world, code, two))).toMatchObject({ taken: 2, repeated: 0 });
    const again = [...two, reading(now - 2 * MINUTE, 5)];
    expect(accepted(await takes(world, code, again))).toMatchObject({ taken: 1, repeated: 2, differing: 0 });
    expect(accepted(await takes(world, code, [reading(now, 7)]))).toMatchObject({ taken: 0, differing: 1 });
    expect(reasonOf(await takes(world, code, []))).toBe('readings_none');
    expect(reasonOf(await takes(world, code, [reading(now + 10 * MINUTE, 5)]))).toBe('reading_future');
    expect(reasonOf(await takes(world, code, [reading(now, 85)]))).toBe('reading_nonsense');
    const both = await Promise.all([1, 2].map(() => takes(world, code, [reading(now + MINUTE, 5)])));
    expect(both.map((one) => accepted(one).taken).sort()).toEqual([0, 1]);
  });
});

describe('goods in the wrong place', () => {
  it('are listed with the stores of their member, and moved to one that suits', async () => {
    const { lotId } = await chilled(world, 10, world.store);
    const db = world.services.db.read;
    expect((await misplacedLots(db, world.branch.id, 10)).map((lot) => lot.lotId)).toEqual([lotId]);
    expect((await placesOf(db, world.branch.id)).find((one) => one.id === world.store)?.misplaced).toBe(1);
    const moves = (toId: number, quantityBase: number | null = null, fromId = world.store) =>
      moveLot(world.services, world.first, key(), { fromId, lotId, toId, quantityBase, why: '放错' });
    const room = await addStore(world.services, world.branch, 'room');
    expect(reasonOf(await moves(room))).toBe('move_unsuited');
    expect(reasonOf(await moves(world.store))).toBe('move_place');
    const foreign = await addStore(world.services, world.head, 'cold');
    expect(reasonOf(await moves(foreign))).toBe('move_place');
    const lent = await addStore(world.services, world.branch, 'cold', { ownerId: world.head.id });
    expect(reasonOf(await moves(lent))).toBe('move_owner');
    expect(reasonOf(await moves(world.fridge, 11))).toBe('insufficient_stock');
    accepted(await moves(world.fridge));
    expect(reasonOf(await moves(world.fridge))).toBe('move_nothing');
    expect(await misplacedLots(db, world.branch.id, 10)).toEqual([]);
  });

  it('do not move when they are controlled, nor by strangers', async () => {
    const item = await addItem(world.services, { controlClass: 'narcotic', storageZone: 'controlled' });
    const at = { item, quantityBase: 5, organisationId: world.branch.id };
    const safe = await addStore(world.services, world.branch, 'controlled');
    const lotId = await addStock(world.services, safe, at);
    const other = await addStore(world.services, world.branch, 'controlled');
    const move = { fromId: safe, lotId, toId: other, quantityBase: null, why: '' };
    expect(reasonOf(await moveLot(world.services, world.first, key(), move))).toBe('move_controlled');
    const hub = await addPerson(world.services, world.head, 'storekeeper');
    expect(reasonOf(await moveLot(world.services, hub, key(), move))).toBe('storage_not_here');
  });
});
