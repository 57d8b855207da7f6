/** What phones send late: the same hand-over five times, out of order, two days on, by the wrong person, signed out. */
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { Browser, signIn } from '../support/login.ts';
import { key, openRoundWorld, planned, type RoundWorld, roundOf, sentDispatch } from './round-world.ts';

const DAYS = 24 * HOUR_MS;
/** The phone's clock is a day ahead of ours. */
const AHEAD = DAYS;

let world: RoundWorld;
let driver: Browser;
beforeAll(async () => {
  world = await openRoundWorld();
  driver = await signIn(world.app, world.driver.login);
});
afterAll(() => world.drop());

interface Kept {
  fields: Record<string, string>;
  headers: Record<string, string>;
}

/** A round under way with one stop, and what its driver's phone kept of it. */
async function onTheRoad(receiver: string): Promise<{ number: string; keptFor(sentAt: number): Kept }> {
  const number = await planned(world, [await sentDispatch(world)], { day: dayOf(world.clock.now()) });
  const loaded = await roundOf(world, number);
  const fields = { idempotency_key: key(), version: String(loaded.document.version), seal: '' };
  expect((await driver.post(paths.roundAct(number, 'departure'), fields)).status).toBe(303);
  const stop = loaded.stops[0]?.stop.id;
  const at = world.clock.now() + AHEAD;
  const form = { idempotency_key: key(), stop: String(stop), outcome: 'handed', receiver, deviceAt: String(at) };
  return {
    number,
    keptFor: (sentAt) => ({
      fields: { ...form, deviceSentAt: String(sentAt + AHEAD) },
      headers: {
        'Outbox-Person': String(world.driver.userId),
        'Outbox-Told-At': String(at),
        'Outbox-Sent-At': String(sentAt + AHEAD),
      },
    }),
  };
}

const post = (browser: Browser, number: string, { fields, headers }: Kept) =>
  browser.post(paths.driveStop(number), fields, headers);
const stateOf = ({ headers }: { headers: Headers }) => headers.get('outbox-state');

describe('a hand-over that waited on a phone', () => {
  it('five times and two days late is one hand-over, at the time that passed on the phone', async () => {
    const first = await onTheRoad('孙药师');
    const second = await onTheRoad('李药师');
    const happened = world.clock.now();
    world.clock.set(happened + 2 * DAYS);
    const tooLate = await post(driver, first.number, first.keptFor(world.clock.now()));
    expect(stateOf(tooLate)).toBe('signed-out');
    driver = await signIn(world.app, world.driver.login);
    // The later one comes first
    for (const [index, round] of [second, first, second, first, first].entries()) {
      world.clock.set(world.clock.now() + index * 1000);
      const answer = await post(driver, round.number, round.keptFor(world.clock.now()));
      expect([answer.status, stateOf(answer), answer.location]).toEqual([204, 'done', null]);
      expect(answer.headers.get('outbox-to')).toBe(paths.drive(round.number));
    }
    for (const [round, name] of [
      [first, '孙药师'],
      [second, '李药师'],
    ] as const) {
      const stop = (await roundOf(world, round.number)).stops[0]?.stop;
      expect([stop?.outcome, stop?.receiver]).toEqual(['handed', name]);
      expect(Math.abs((stop?.happenedAt ?? 0) - happened)).toBeLessThan(1000);
      expect((stop?.toldAt ?? 0) - happened).toBeGreaterThanOrEqual(2 * DAYS);
    }
  });

  it('keeps what the phone said of its clock beside our own time', async () => {
    const round = await onTheRoad('周药师');
    const sentAt = world.clock.now();
    await post(driver, round.number, round.keptFor(sentAt));
    const [row] = await world.services.db.read
      .select()
      .from(auditRow)
      .where(eq(auditRow.act, 'round.tell'))
      .orderBy(desc(auditRow.id))
      .limit(1);
    expect(row?.at).toBe(sentAt);
    expect(JSON.parse(row?.after ?? '{}').phone).toEqual({ at: sentAt + AHEAD, sentAt: sentAt + AHEAD });
  });

  it('is refused with a sentence when the stop was told otherwise, and under its key with other words', async () => {
    const round = await onTheRoad('钱药师');
    const mine = round.keptFor(world.clock.now());
    expect(stateOf(await post(driver, round.number, mine))).toBe('done');
    const late = { ...mine, fields: { ...mine.fields, idempotency_key: key(), receiver: '别的人' } };
    const refused = await post(driver, round.number, late);
    expect([refused.status, stateOf(refused)]).toEqual([422, 'refused']);
    expect(refused.text).toContain('已经办过');
    const other = { ...mine, fields: { ...mine.fields, receiver: '别的人' } };
    expect(stateOf(await post(driver, round.number, other))).toBe('refused');
    expect((await roundOf(world, round.number)).stops[0]?.stop.receiver).toBe('钱药师');
  });

  it('is taken from who entered it alone, and from nobody who is signed out', async () => {
    const round = await onTheRoad('吴药师');
    const mine = round.keptFor(world.clock.now());
    const other = await signIn(world.app, world.people.picker.login);
    const wrong = await post(other, round.number, mine);
    expect([wrong.status, stateOf(wrong), wrong.text]).toEqual([409, 'other-person', '']);
    const stranger = await post(new Browser(world.app), round.number, mine);
    expect([stranger.status, stateOf(stranger), stranger.location]).toEqual([401, 'signed-out', null]);
    const foreign = await driver.post(paths.driveStop(round.number), mine.fields, {
      ...mine.headers,
      'Sec-Fetch-Site': 'cross-site',
    });
    expect(foreign.status).toBe(403);
    expect((await roundOf(world, round.number)).stops[0]?.stop.outcome).toBeNull();
    for (const nonsense of ['x', '-1', '9'.repeat(40), '']) {
      const headers = { ...mine.headers, 'Outbox-Told-At': nonsense };
      expect(stateOf(await post(driver, round.number, { ...mine, headers }))).toBe('done');
    }
  });
});
