/** The pages of storage and the door of devices: registering, readings, files, tokens, decisions, papers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { key } from '../counts/count-world.ts';
import { ORIGIN } from '../support/app.ts';
import { Browser, signIn } from '../support/login.ts';
import {
  addProbe,
  caseOf,
  chilled,
  MINUTE,
  openStorageWorld,
  opens,
  reading,
  type StorageWorld,
} from './storage-world.ts';

let world: StorageWorld;
beforeAll(async () => {
  world = await openStorageWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

const send = (body: unknown, headers: Record<string, string> = {}) =>
  world.app.request(`${ORIGIN}${paths.readingPush()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function tokenFor(code: string): Promise<string> {
  const browser = await signIn(world.app, world.chief.login);
  const made = await browser.post(paths.loggerAct(code, 'token'), { idempotency_key: key() });
  expect(made.status).toBe(200);
  const token = /yx_[\w-]{43}/.exec(made.text)?.[0];
  if (token === undefined) throw new Error('no token was shown');
  return token;
}

describe('the pages of storage', () => {
  it('lead from a new probe to a case that is decided and printed', async () => {
    const { lotId } = await chilled(world);
    const head = await signIn(world.app, world.chief.login);
    const fields = {
      organisation: world.branch.code,
      name: '2号冰箱',
      location: String(world.fridge),
      low: '2',
      high: '8',
      everyMinutes: '720',
      graceMinutes: '0',
      calibrationDueOn: '2027-06-30',
    };
    const wrong = await head.post(paths.loggers(), { idempotency_key: key(), ...fields, code: 'bx-9', low: '很冷' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('很冷');
    const made = await head.post(paths.loggers(), { idempotency_key: key(), ...fields, code: 'bx-9' });
    expect([made.status, made.location]).toEqual([303, paths.logger('BX-9')]);
    const keeper = await signIn(world.app, world.first.login);
    const now = world.clock.now();
    const typed = { day: dayOf(now), time: timeOf(now - 30 * MINUTE), temperature: '12.5' };
    const act = paths.loggerAct('BX-9', 'readings');
    const future = { ...typed, idempotency_key: key(), time: timeOf(now + 60 * MINUTE) };
    expect((await keeper.post(act, future)).status).toBe(422);
    const once = { ...typed, idempotency_key: key() };
    expect((await keeper.post(act, once)).status).toBe(303);
    expect((await keeper.post(act, once)).status).toBe(303);
    const page = (await keeper.get(paths.logger('BX-9'))).text;
    const number = /WD-\d{8}-\d{4,}/.exec(page)?.[0] ?? '';
    expect(page).toContain('<svg class="chart');
    expect((await keeper.get(paths.home())).text).toContain(number);
    expect((await keeper.get(paths.storage())).text).toContain(number);
    const back = { ...typed, idempotency_key: key(), time: timeOf(now), temperature: '5' };
    expect((await keeper.post(act, back)).status).toBe(303);
    const quality = await signIn(world.app, world.quality.login);
    expect((await quality.get(paths.home())).text).toContain(number);
    const version = async () => String((await caseOf(world, number)).document.version);
    const none = { idempotency_key: key(), version: await version(), decision: 'rejected', reason: '超温' };
    const refused = await quality.post(paths.excursionAct(number, 'decisions'), none);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('超温');
    const decided = { ...none, idempotency_key: key(), lot: `${world.fridge}-${lotId}` };
    expect((await quality.post(paths.excursionAct(number, 'decisions'), decided)).status).toBe(303);
    const explained = { idempotency_key: key(), version: await version(), cause: '门未关严', measures: '已关好' };
    expect((await keeper.post(paths.excursionAct(number, 'explanation'), explained)).status).toBe(303);
    const closing = { idempotency_key: key(), version: await version() };
    expect((await quality.post(paths.excursionAct(number, 'closing'), closing)).status).toBe(303);
    expect(
      (await quality.post(paths.excursionAct(number, 'closing'), { ...closing, idempotency_key: key() })).status,
    ).toBe(409);
    expect((await quality.get(paths.excursion(number))).text).toContain('门未关严');
    expect((await quality.get(paths.excursionPaper(number))).text.startsWith('%PDF')).toBe(true);
    expect((await quality.get(paths.excursionsExport('csv'))).text).toContain(number);
    expect((await quality.get(paths.loggerExport('BX-9', 'csv'))).text).toContain('12.5');
    expect((await keeper.get(paths.newLoss({ kind: 'write_off' }))).status).toBe(200);
  });

  it('show a file before they take it, and take it once', async () => {
    const code = await addProbe(world, { locationId: null });
    const keeper = await signIn(world.app, world.first.login);
    const day = dayOf(world.clock.now());
    const rows = [`时间,温度`, `${day} 06:00,5.1`, `${day} 06:30,19`, `${day} 07:00,5.2`, `${day} 07:30,坏`];
    const file = new File([rows.join('\n')], 'log.csv', { type: 'text/csv' });
    const shown = await keeper.post(paths.loggerFile(code), { file });
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('坏');
    const packed = /name="readings" value="([^"]+)"/.exec(shown.text)?.[1] ?? '';
    expect((await keeper.get(paths.logger(code))).text).not.toContain('WD-');
    const fields = { idempotency_key: key(), readings: packed };
    const taken = await keeper.post(paths.loggerFileReadings(code), fields);
    expect([taken.status, taken.location]).toEqual([303, paths.logger(code)]);
    const page = (await keeper.follow(taken)).text;
    expect(page).toContain('WD-');
    const again = await keeper.post(paths.loggerFileReadings(code), { ...fields, idempotency_key: key() });
    expect((await keeper.follow(again)).text).toContain('3个早已有');
    const nonsense = { idempotency_key: key(), readings: '1,2,3\n<script>' };
    expect((await keeper.post(paths.loggerFileReadings(code), nonsense)).status).toBe(422);
    const none = new File(['a,b\n1,2'], 'x.csv', { type: 'text/csv' });
    expect((await keeper.post(paths.loggerFile(code), { file: none })).status).toBe(422);
    expect((await keeper.get(paths.loggerTemplate())).text).toContain('时间');
  });

  it('are shut for members of elsewhere', async () => {
    const code = await addProbe(world);
    const number = await opens(world, code, [reading(world.clock.now(), 12)]);
    const other = await signIn(world.app, (await strangerOf()).login);
    for (const path of [paths.logger(code), paths.excursion(number), paths.excursionPaper(number)]) {
      expect((await other.get(path)).status).toBe(404);
    }
  });
});

async function strangerOf() {
  const { addMember, addPerson } = await import('../support/build.ts');
  const elsewhere = await addMember(world.services, { kind: 'branch', parent: world.head });
  return addPerson(world.services, elsewhere, 'branch_pharmacist');
}

describe('the door of devices', () => {
  it('takes what a token proves and tells what it took', async () => {
    const code = await addProbe(world, { locationId: null });
    const token = await tokenFor(code);
    const auth = { Authorization: `Bearer ${token}` };
    const at = new Date(world.clock.now()).toISOString();
    const list = [
      { at, temperature: 5.24, humidity: 48 },
      { at: world.clock.now() - MINUTE, temperature: 5 },
      { at: world.clock.now() + 60 * MINUTE, temperature: 5 },
      { at: world.clock.now() - 40 * 24 * 60 * MINUTE, temperature: 5 },
      { at, temperature: '5' },
      { at: 'yesterday', temperature: 5 },
      { at: world.clock.now() - 2 * MINUTE, temperature: 850 },
      null,
    ];
    const answer = await send({ readings: list }, auth);
    expect(answer.status).toBe(200);
    const told = (await answer.json()) as { taken: number; refused: { index: number; reason: string }[] };
    expect(told).toMatchObject({ probe: code, taken: 2, repeated: 0, excursions: [] });
    expect(told.refused.map(({ index, reason }) => `${index} ${reason}`)).toEqual([
      '2 reading_future',
      '3 reading_old',
      '4 reading_unreadable',
      '5 reading_unreadable',
      '6 reading_nonsense',
      '7 reading_unreadable',
    ]);
    const again = (await (await send(list.slice(0, 2), auth)).json()) as { taken: number };
    expect(again).toMatchObject({ taken: 0, repeated: 2 });
    const hot = (await (await send([{ at: world.clock.now() - 3 * MINUTE, temperature: 20 }], auth)).json()) as {
      excursions: string[];
    };
    expect(hot.excursions[0]).toMatch(/^WD-/);
  });

  it('refuses the rest without a word of the program', async () => {
    const code = await addProbe(world, { locationId: null });
    const token = await tokenFor(code);
    const auth = { Authorization: `Bearer ${token}` };
    const good = [{ at: world.clock.now(), temperature: 5 }];
    expect((await send(good)).status).toBe(401);
    expect((await send(good, { Authorization: `Bearer ${token.slice(0, -1)}x` })).status).toBe(401);
    expect((await send(good, { Authorization: 'Basic abc' })).status).toBe(401);
    expect((await send('{', auth)).status).toBe(400);
    expect((await send({ readings: 5 }, auth)).status).toBe(422);
    expect((await send([], auth)).status).toBe(422);
    expect((await send('null', auth)).status).toBe(422);
    expect((await send(new Array(2001).fill(good[0]), auth)).status).toBe(413);
    expect((await send(`"${'x'.repeat(300_000)}"`, auth)).status).toBe(413);
    const browser = await signIn(world.app, world.chief.login);
    expect((await browser.post(paths.loggerAct(code, 'token-removal'), { idempotency_key: key() })).status).toBe(303);
    expect((await send(good, auth)).status).toBe(401);
    const page = (await browser.get(paths.logger(code))).text;
    expect(page).not.toContain(token);
    expect((await new Browser(world.app).get(paths.readingPush())).status).not.toBe(200);
  });

  it('brakes a flood of guesses and of readings', async () => {
    const code = await addProbe(world, { locationId: null });
    const auth = { Authorization: `Bearer ${await tokenFor(code)}` };
    let last = 0;
    for (let tries = 0; tries < 30; tries += 1)
      last = (await send([], { Authorization: `Bearer ${'z'.repeat(40)}` })).status;
    expect(last).toBe(429);
    for (let pushes = 0; pushes < 121; pushes += 1) last = (await send([], auth)).status;
    expect(last).toBe(429);
  });
});
