/** The session contract, alike on both engines: made, found, prolonged, ended; and what the table gives away. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { person, session } from '../../db/schema/users.ts';
import { createSessions, endSessions, type Sessions } from '../../src/auth/session.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { TEST_NOW } from '../support/app.ts';
import { addMember, addPerson, type TestMember, type TestPerson } from '../support/build.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const MINUTE = 60_000;

let test: TestDatabase;
let clock: SettableClock;
let sessions: Sessions;
let branch: TestMember;
let liu: TestPerson;
beforeAll(async () => {
  test = await openTestDatabase();
  clock = new SettableClock(TEST_NOW);
  const services = { db: test.db, clock };
  sessions = createSessions(test.db, clock);
  const head = await addMember(services, { kind: 'head' });
  branch = await addMember(services, { kind: 'branch', parent: head });
  liu = await addPerson(services, branch, ['branch_pharmacist', 'branch_head'], { name: '刘药师' });
});
beforeEach(() => clock.set(clock.now() + 24 * 60 * MINUTE));
afterAll(() => test.drop());

const rows = () => test.db.read.select().from(session);
const rowCount = async () => (await rows()).length;

describe('a session', () => {
  it('gives its person with roles, place and scope', async () => {
    const viewer = await sessions.viewer(await sessions.open(liu.userId));
    expect(viewer).toMatchObject({
      userId: liu.userId,
      name: '刘药师',
      organisationId: branch.id,
      scopePath: branch.path,
      roles: ['branch_head', 'branch_pharmacist'],
      language: 'zh',
      mustChangePassword: false,
    });
  });

  it('is kept as a hash: nothing in the table opens a door', async () => {
    const id = await sessions.open(liu.userId);
    const kept = await rows();
    expect(JSON.stringify(kept)).not.toContain(id);
    for (const row of kept) expect(await sessions.viewer(row.id)).toBeUndefined();
    expect(await sessions.viewer(id)).toBeDefined();
  });

  it('has an id of its own each time, and odd ids find nothing', async () => {
    expect(await sessions.open(liu.userId)).not.toBe(await sessions.open(liu.userId));
    for (const odd of ['', 'x', "' or 1=1 --", 'a'.repeat(5000), 'abcdefghijklmnopqrstuvwxyz234567abcdefgh']) {
      expect(await sessions.viewer(odd)).toBeUndefined();
    }
  });

  it('ends after 30 minutes without use', async () => {
    const id = await sessions.open(liu.userId);
    clock.set(clock.now() + 29 * MINUTE);
    expect(await sessions.viewer(id)).toBeDefined();
    clock.set(clock.now() + 29 * MINUTE);
    expect(await sessions.viewer(id)).toBeDefined();
    clock.set(clock.now() + 31 * MINUTE);
    expect(await sessions.viewer(id)).toBeUndefined();
  });

  it('ends after 12 hours however busy', async () => {
    const id = await sessions.open(liu.userId);
    const begun = clock.now();
    for (let minute = 20; minute < 12 * 60; minute += 20) {
      clock.set(begun + minute * MINUTE);
      expect(await sessions.viewer(id)).toBeDefined();
    }
    clock.set(begun + 12 * 60 * MINUTE + 1);
    expect(await sessions.viewer(id)).toBeUndefined();
  });

  it('is not written more than once a minute', async () => {
    const id = await sessions.open(liu.userId);
    const before = (await rows()).map((row) => row.expiresAt).sort();
    clock.set(clock.now() + MINUTE / 2);
    await sessions.viewer(id);
    expect((await rows()).map((row) => row.expiresAt).sort()).toEqual(before);
    clock.set(clock.now() + MINUTE);
    await sessions.viewer(id);
    expect((await rows()).map((row) => row.expiresAt).sort()).not.toEqual(before);
  });
});

describe('the end of sessions', () => {
  it('takes one, or all of a person', async () => {
    const [one, other] = [await sessions.open(liu.userId), await sessions.open(liu.userId)];
    await sessions.close(one);
    expect(await sessions.viewer(one)).toBeUndefined();
    expect(await sessions.viewer(other)).toBeDefined();
    await test.db.transaction((tx) => endSessions(tx, liu.userId));
    expect(await sessions.viewer(other)).toBeUndefined();
  });

  it('comes with the disabling of the person', async () => {
    const id = await sessions.open(liu.userId);
    const set = (active: boolean) =>
      test.db.transaction((tx) => tx.update(person).set({ active }).where(eq(person.id, liu.userId)));
    await set(false);
    expect(await sessions.viewer(id)).toBeUndefined();
    await set(true);
  });

  it('leaves no rows behind after a sweep', async () => {
    const id = await sessions.open(liu.userId);
    clock.set(clock.now() + 31 * MINUTE);
    const fresh = await sessions.open(liu.userId);
    await sessions.sweep();
    expect(await rowCount()).toBe(1);
    expect(await sessions.viewer(id)).toBeUndefined();
    expect(await sessions.viewer(fresh)).toBeDefined();
  });
});
