/** Stores where no probe lives: read by hand twice a day, as a task with its hour; and certificates of calibrations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, HOUR_MS, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { setLoggerUse } from '../../src/storage/logger-commands.ts';
import { unreadStores } from '../../src/storage/reading-due-queries.ts';
import { readingHalf } from '../../src/storage/rules.ts';
import { key } from '../counts/count-world.ts';
import { accepted, addStore } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { addProbe, chilled, openStorageWorld, reading, type StorageWorld, takes } from './storage-world.ts';

let world: StorageWorld;
beforeAll(async () => {
  world = await openStorageWorld();
  await chilled(world);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const DAY = '2026-11-25';
const at = (hour: number) => startOfDay(DAY) + hour * HOUR_MS;
const unread = async () => {
  const asked = { scopePath: '/', organisationId: world.branch.id, now: world.clock.now() };
  return unreadStores(world.services.db.read, asked);
};
const fridge = async () => (await unread()).stores.find((store) => store.id === world.fridge);

describe('the half of a day', () => {
  it('begins at midnight and at noon and is due by the hours of the rule', () => {
    const hours = { morning: 10, afternoon: 16 };
    expect(readingHalf(at(0), hours)).toEqual({ name: 'morning', since: at(0), dueAt: at(10) });
    expect(readingHalf(at(12) - 1, hours).name).toBe('morning');
    expect(readingHalf(at(12), hours)).toEqual({ name: 'afternoon', since: at(12), dueAt: at(16) });
  });
});

describe('a store with goods', () => {
  it('without a probe asks for one to be registered', async () => {
    world.clock.set(at(8));
    expect(await fridge()).toMatchObject({ probe: null });
    expect((await unread()).half.dueAt).toBe(at(10));
    const keeper = await signIn(world.app, world.first.login);
    const places = await keeper.get(paths.storage());
    expect(places.text).toContain('上午温湿度待人工记录，10:00前');
    expect(places.text).toContain('登记一支');
    const home = (await keeper.get(paths.home())).text;
    expect(home).toContain('温湿度待人工记录');
    expect(home).toContain(`href="${paths.storage()}"`);
    const stranger = await signIn(world.app, world.quality.login);
    expect((await stranger.get(paths.home())).text).not.toContain('温湿度待人工记录');
  });

  it('read by hand is done until noon, and wanted anew in the afternoon', async () => {
    const code = await addProbe(world);
    expect(await fridge()).toMatchObject({ probe: code });
    const keeper = await signIn(world.app, world.first.login);
    expect((await keeper.get(paths.home())).text).toContain(`${paths.logger(code)}#record`);
    accepted(await takes(world, code, [reading(at(8), 5)], { source: 'manual' }));
    expect(await fridge()).toBeUndefined();
    world.clock.set(at(12));
    expect(await fridge()).toMatchObject({ probe: code });
    accepted(await takes(world, code, [reading(at(12), 5)], { source: 'manual' }));
    expect(await fridge()).toBeUndefined();
  });

  it('in which a device speaks is not asked about, until it falls silent or is retired', async () => {
    world.clock.set(at(34));
    const code = await addProbe(world);
    accepted(await takes(world, code, [reading(at(34) - HOUR_MS, 5)], { source: 'push' }));
    expect(await fridge()).toBeUndefined();
    world.clock.set(at(37));
    expect(await fridge()).toBeDefined();
    accepted(await takes(world, code, [reading(at(37), 5)], { source: 'push' }));
    expect(await fridge()).toBeUndefined();
    accepted(await setLoggerUse(world.services, world.chief, { key: key(), code }, { active: false, why: '坏了' }));
    expect(await fridge()).toBeDefined();
  });

  it('is not asked about where nothing lies', async () => {
    const empty = await addStore(world.services, world.branch, 'cool');
    expect((await unread()).stores.some((store) => store.id === empty)).toBe(false);
  });
});

describe('a calibration', () => {
  it('takes its certificate as a file, which its number opens, and refuses what is no document', async () => {
    const code = await addProbe(world);
    const head = await signIn(world.app, world.chief.login);
    const today = dayOf(world.clock.now());
    const fields = { calibratedOn: today, dueOn: '2027-11-20', certificate: 'JL-2026-118', result: 'passed' };
    const send = (file?: File) =>
      head.post(paths.loggerAct(code, 'calibrations'), { idempotency_key: key(), ...fields, ...(file && { file }) });
    const wrong = await send(new File([Buffer.from([0x4d, 0x5a, 0, 1])], 'run.exe'));
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('JL-2026-118');
    const pdf = new File([Buffer.from('%PDF-1.4 certificate')], 'JL-2026-118.pdf', { type: 'application/pdf' });
    expect((await send(pdf)).status).toBe(303);
    const page = await head.get(paths.logger(code));
    const [, link = ''] = /<a href="(\/attachments\/\d+)">JL-2026-118<\/a>/.exec(page.text) ?? [];
    expect(link).not.toBe('');
    expect((await head.get(link)).text).toContain('%PDF-1.4 certificate');
    const keeper = await signIn(world.app, world.first.login);
    expect((await keeper.get(link)).status).toBe(200);
    expect((await keeper.get(paths.attachments({ subject: `logger ${code}` }))).status).toBe(403);
    expect((await send(pdf)).text).toContain('JL-2026-118');
  });

  it('is recorded without a file too', async () => {
    const code = await addProbe(world);
    const head = await signIn(world.app, world.chief.login);
    const fields = {
      calibratedOn: dayOf(world.clock.now()),
      dueOn: '2027-11-20',
      certificate: 'JL-1',
      result: 'passed',
    };
    const none = new File([], '');
    const sent = { idempotency_key: key(), ...fields, file: none };
    expect((await head.post(paths.loggerAct(code, 'calibrations'), sent)).status).toBe(303);
    expect((await head.get(paths.logger(code))).text).toContain('JL-1');
  });
});
