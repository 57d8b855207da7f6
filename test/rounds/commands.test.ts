/** A round from plan to home: what each act writes, whom it refuses, and that nothing is told twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { departRound } from '../../src/rounds/depart-commands.ts';
import { breakOff, endRound, reopenStop, type StopInput, tellStop } from '../../src/rounds/drive-commands.ts';
import { cancelRound, changeCrew, loadDispatches, planRound, unloadDispatch } from '../../src/rounds/plan-commands.ts';
import { ridesOfDispatch } from '../../src/rounds/riding-queries.ts';
import { roundChecks } from '../../src/rounds/verify.ts';
import { receive, versionOf } from '../dispatches/dispatch-world.ts';
import { accepted } from '../support/build.ts';
import {
  coldDispatch,
  DAY,
  key,
  openRoundWorld,
  pickedDispatch,
  planned,
  type RoundWorld,
  roundOf,
  sentDispatch,
} from './round-world.ts';

let world: RoundWorld;
beforeEach(async () => {
  world = await openRoundWorld();
});
afterEach(async () => {
  for (const check of roundChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'ok' : answer.reason);
const seen = async (number: string) => ({
  key: key(),
  number,
  seenVersion: (await roundOf(world, number)).document.version,
});

async function depart(number: string, tenths: number | null = null, actor = world.driver) {
  const measured = tenths === null ? [] : [{ carrierId: world.boxId, tenths }];
  return departRound(world.services, actor, await seen(number), { seal: 'F1', measured });
}

async function stopAt(number: string, memberId: number): Promise<number> {
  const found = (await roundOf(world, number)).stops.find(({ stop }) => stop.organisationId === memberId);
  if (found === undefined) throw new Error('no such stop');
  return found.stop.id;
}

async function tell(number: string, more: Partial<StopInput> = {}, actor = world.driver, given = key()) {
  const stopId = await stopAt(number, world.branch.id);
  const told = { outcome: 'handed' as const, receiver: '孙药师', reason: '', tenths: null };
  const input = { stopId, ...told, deviceAt: null, deviceSentAt: null, ...more };
  return tellStop(world.services, actor, { key: given, number }, input);
}

describe('planning', () => {
  it('takes dispatches aboard once, and frees them when it is cancelled', async () => {
    const dispatch = await sentDispatch(world);
    const number = await planned(world, [dispatch]);
    expect((await roundOf(world, number)).loads.map((load) => load.number)).toEqual([dispatch]);
    const other = await planned(world, []);
    const again = await loadDispatches(world.services, world.people.picker, await seen(other), [dispatch]);
    expect(again).toMatchObject({ reason: 'load_aboard', detail: { round: number } });
    accepted(await cancelRound(world.services, world.people.picker, await seen(number), '车坏了'));
    accepted(await loadDispatches(world.services, world.people.picker, await seen(other), [dispatch]));
    const [ride] = await ridesOfDispatch(
      world.services.db.read,
      (await roundOf(world, other)).loads[0]?.dispatchId ?? 0,
    );
    expect(ride).toMatchObject({ round: other, roundStatus: 'planned', driver: '马师傅', before: 0 });
  });

  it('gives one dispatch to one of two rounds that ask at once', async () => {
    const dispatch = await sentDispatch(world);
    const numbers = [await planned(world, []), await planned(world, [])];
    const asked = await Promise.all(
      numbers.map(async (number) =>
        loadDispatches(world.services, world.people.picker, await seen(number), [dispatch]),
      ),
    );
    expect(asked.map(reasonOf).filter((reason) => reason === 'ok')).toHaveLength(1);
    expect(['load_aboard', 'load_taken']).toContain(asked.map(reasonOf).find((reason) => reason !== 'ok'));
  });

  it('refuses strangers, past days, drivers and vehicles that are not the house’s, and stale pages', async () => {
    const { services, people, routeId, vehicleId, driver, boxId } = world;
    const input = { routeId, vehicleId, driverId: driver.userId, coldBoxIds: [], day: DAY, dispatches: [] };
    const plan = (more: object, actor = people.picker) => planRound(services, actor, key(), { ...input, ...more });
    expect(reasonOf(await plan({}, people.receiver))).toBe('not_found');
    expect(reasonOf(await plan({}, people.auditor))).toBe('forbidden');
    expect(reasonOf(await plan({ day: '2026-11-20' }))).toBe('round_day');
    expect(reasonOf(await plan({ day: '2028-11-20' }))).toBe('round_day');
    expect(reasonOf(await plan({ driverId: people.receiver.userId }))).toBe('round_driver');
    expect(reasonOf(await plan({ vehicleId: boxId }))).toBe('round_vehicle');
    expect(reasonOf(await plan({ coldBoxIds: [vehicleId] }))).toBe('round_cold_box');
    expect(reasonOf(await plan({ dispatches: ['PS-20200101-0001'] }))).toBe('load_unknown');
    const number = await planned(world, []);
    const stale = await seen(number);
    const crew = { driverId: people.picker.userId, vehicleId, coldBoxIds: [boxId] };
    accepted(await changeCrew(services, people.picker, stale, crew));
    expect(reasonOf(await changeCrew(services, people.picker, { ...stale, key: key() }, crew))).toBe('stale');
    expect((await roundOf(world, number)).chills.map(({ carrier }) => carrier.code)).toEqual(['B1']);
  });
});

describe('leaving', () => {
  it('waits until everything aboard is sent and cold goods are measured', async () => {
    const dispatch = await coldDispatch(world);
    const picking = await pickedDispatch(world);
    const number = await planned(world, [dispatch, picking], { coldBoxIds: [world.boxId] });
    expect(reasonOf(await depart(number, 50))).toBe('load_not_sent');
    accepted(await unloadDispatch(world.services, world.people.picker, await seen(number), picking));
    expect(reasonOf(await depart(number))).toBe('chill_unmeasured');
    expect(reasonOf(await depart(number, 90))).toBe('chill_missing_cold');
    expect(reasonOf(await depart(number, 50, world.people.receiver))).toBe('not_found');
    expect(accepted(await depart(number, 50))).toEqual({ stops: 1, loads: 1 });
    expect(reasonOf(await depart(number, 50))).toBe('wrong_state');
  });

  it('keeps a dispatch on the road from being taken back, and a planned one leaves with its paper', async () => {
    const { services, people } = world;
    const [ridden, waiting] = [await sentDispatch(world), await pickedDispatch(world)];
    const number = await planned(world, [ridden]);
    const later = await planned(world, [waiting]);
    accepted(await depart(number));
    const back = { number: ridden, version: await versionOf(world, ridden), reason: '发错' };
    expect(reasonOf(await reverseDispatch(services, people.checker, key(), back))).toBe('load_on_road');
    const end = { number: waiting, version: await versionOf(world, waiting), reason: '不要了' };
    accepted(await cancelDispatch(services, people.checker, key(), end));
    expect((await roundOf(world, later)).loads).toEqual([]);
    accepted(await tell(number));
    expect(reasonOf(await reverseDispatch(services, people.checker, key(), back))).toBe('load_handed_over');
  });
});

describe('leaving and taking back at once', () => {
  it('lets one of the two happen', async () => {
    const { services, people } = world;
    const dispatch = await sentDispatch(world);
    const number = await planned(world, [dispatch]);
    const back = { number: dispatch, version: await versionOf(world, dispatch), reason: '发错' };
    const answers = await Promise.all([depart(number), reverseDispatch(services, people.checker, key(), back)]);
    const reasons = answers.map(reasonOf);
    expect([
      ['ok', 'load_on_road'],
      ['round_empty', 'ok'],
    ]).toContainEqual(reasons);
    expect((await roundOf(world, number)).loads).toHaveLength(reasons[0] === 'ok' ? 1 : 0);
  });
});

describe('a stop', () => {
  it('is told once, however often it is sent, by the clock of the server', async () => {
    const dispatch = await sentDispatch(world);
    const number = await planned(world, [dispatch]);
    expect(reasonOf(await tell(number))).toBe('round_not_left');
    accepted(await depart(number));
    const { clock } = world;
    const left = clock.now();
    clock.set(left + 2 * 86_400_000);
    const wrong = left + 5 * 86_400_000;
    const device = { deviceAt: wrong, deviceSentAt: wrong + 2 * 86_400_000 - 600_000 };
    const once = key();
    for (let time = 0; time < 5; time += 1) {
      const sentAt = { ...device, deviceSentAt: device.deviceSentAt + time * 1000 };
      expect(accepted(await tell(number, sentAt, world.driver, once))).toMatchObject({ outcome: 'handed' });
    }
    const [told] = (await roundOf(world, number)).stops;
    expect(told?.stop).toMatchObject({ outcome: 'handed', receiver: '孙药师', happenedAt: left + 600_000 });
    expect(reasonOf(await tell(number, { outcome: 'refused', reason: '没订' }))).toBe('stop_told');
    expect(reasonOf(await tell(number, {}, world.people.receiver))).toBe('not_found');
    expect(reasonOf(await tell(number, { stopId: 999_999 }))).toBe('not_found');
  });

  it('that was refused brings its goods home, to ride again', async () => {
    const dispatch = await sentDispatch(world);
    const number = await planned(world, [dispatch]);
    accepted(await depart(number));
    accepted(await tell(number, { outcome: 'refused', receiver: '孙药师', reason: '没人收' }));
    const ended = await endRound(world.services, world.driver, await seen(number), { measured: [] });
    expect(accepted(ended)).toEqual({ handed: 0, back: 1 });
    const next = await planned(world, [dispatch]);
    expect((await roundOf(world, next)).loads).toHaveLength(1);
  });

  it('can be taken back until something of it is received', async () => {
    const { services, people } = world;
    const dispatch = await sentDispatch(world);
    const number = await planned(world, [dispatch]);
    accepted(await depart(number));
    const stopId = await stopAt(number, world.branch.id);
    const reopen = async (actor = people.picker) =>
      reopenStop(services, actor, { key: key(), number }, { stopId, reason: '记错' });
    expect(reasonOf(await reopen())).toBe('stop_open');
    accepted(await tell(number));
    expect(reasonOf(await reopen(world.driver))).toBe('forbidden');
    accepted(await reopen());
    accepted(await tell(number));
    await receive(world, dispatch);
    expect(reasonOf(await reopen())).toBe('stop_received');
  });
});

describe('coming home', () => {
  it('asks for every stop with goods, and turning back tells the rest', async () => {
    const { services, driver } = world;
    const number = await planned(world, [await sentDispatch(world)]);
    accepted(await depart(number));
    const end = async () => endRound(services, driver, await seen(number), { measured: [] });
    expect(reasonOf(await end())).toBe('stop_untold');
    expect(accepted(await breakOff(services, driver, await seen(number), '塌方'))).toEqual({ stops: 3 });
    expect(reasonOf(await breakOff(services, driver, await seen(number), '塌方'))).toBe('stops_all_told');
    expect(accepted(await end())).toEqual({ handed: 0, back: 1 });
    expect(reasonOf(await end())).toBe('wrong_state');
  });
});
