/** Alerts over a small county: opened once, closed when over, reopened with their history, given away, rested. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRow } from '../../db/schema/audit.ts';
import { balance } from '../../db/schema/ledger.ts';
import { alert } from '../../db/schema/levels.ts';
import { assignAlert, candidatesFor, restAlert, wakeAlert } from '../../src/alerts/act-commands.ts';
import { alertById, alertsByMember, countAlerts, listAlerts } from '../../src/alerts/list-queries.ts';
import { refreshAlerts } from '../../src/alerts/refresh-commands.ts';
import type { AlertSource } from '../../src/alerts/source.ts';
import { alertTasks } from '../../src/alerts/task-queries.ts';
import { alertChecks } from '../../src/alerts/verify.ts';
import { viewerToActor } from '../../src/auth/viewer.ts';
import { addDays, DAY_MS } from '../../src/kernel/clock.ts';
import { setLevels } from '../../src/levels/commands.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { key, type LevelWorld, openLevelWorld, PACK, reckoned, TODAY } from '../levels/level-world.ts';
import { TEST_NOW } from '../support/app.ts';
import { accepted, addStock, type TestPerson } from '../support/build.ts';

let world: LevelWorld;
beforeAll(async () => {
  world = await openLevelWorld();
});
afterAll(async () => {
  const broken = (await verifyAll(world.services.db.read, undefined, alertChecks)).filter((one) => !one.ok);
  expect(broken).toEqual([]);
  await world.drop();
});

const ofKind = (kind: 'below_least' | 'runs_out' | 'near_expiry') =>
  world.services.db.read.select().from(alert).where(eq(alert.kind, kind)).orderBy(asc(alert.id));
const open = async (kind: 'below_least' | 'runs_out' | 'near_expiry') =>
  (await ofKind(kind)).filter((one) => one.closedAt === null);
const levels = (leastBase: number | null, mostBase: number | null) =>
  setLevels(world.services, world.keeper, key(), {
    member: world.branch.code,
    lines: [{ itemId: world.steady.id, leastBase, mostBase }],
  });
const viewerOf = (person: TestPerson, place: { id: number; path: string }, kind: 'branch' | 'head' = 'branch') => ({
  ...person,
  login: person.login,
  organisationKind: kind,
  organisationPath: place.path,
  scopePath: person.scopePath,
  language: 'zh' as const,
  theme: 'auto' as const,
  mustChangePassword: false,
});

describe('alerts of stock', () => {
  it('open once however often and however many look, with an owner, a due time and a place to act', async () => {
    accepted(await levels(5 * PACK, 8 * PACK));
    await Promise.all([refreshAlerts(world.services), refreshAlerts(world.services)]);
    await refreshAlerts(world.services);
    const [one, ...more] = await ofKind('below_least');
    expect(more).toEqual([]);
    expect(one).toMatchObject({ ownerRole: 'branch_pharmacist', organisationId: world.branch.id, closedAt: null });
    expect(one?.dueAt).toBe(TEST_NOW + 2 * DAY_MS);
    expect(one?.path).toContain('/levels?');
    expect(one?.detail).toMatchObject({ usable: 2 * PACK, least: 5 * PACK, coming: 0 });
  });

  it('warn of what runs out by the use that was reckoned', async () => {
    await reckoned(world);
    await refreshAlerts(world.services);
    // 48 left of ten a day lasts four days, and more comes in three: only when it is less than that
    expect(await open('runs_out')).toEqual([]);
    await world.services.db.transaction((tx) =>
      tx.update(balance).set({ reserved: 30 }).where(eq(balance.itemId, world.steady.id)),
    );
    await refreshAlerts(world.services);
    expect(await open('runs_out')).toMatchObject([{ detail: { cover: 1, lead: 3, usable: 18 } }]);
    await world.services.db.transaction((tx) =>
      tx.update(balance).set({ reserved: 0 }).where(eq(balance.itemId, world.steady.id)),
    );
  });

  it('close when it is no longer so, and open anew with what was before', async () => {
    accepted(await levels(PACK, 8 * PACK));
    expect(await refreshAlerts(world.services)).toMatchObject({ closed: 2, opened: 0 });
    accepted(await levels(5 * PACK, 8 * PACK));
    await refreshAlerts(world.services);
    const [before, now] = await ofKind('below_least');
    expect(before?.closedAt).toBe(TEST_NOW);
    expect(now?.closedAt).toBeNull();
    const view = await alertById(world.services.db.read, '/', now?.id ?? 0);
    expect(view?.before.map((one) => one.id)).toEqual([before?.id]);
  });

  it('write their numbers anew while they are open', async () => {
    await addStock(world.services, world.store, {
      item: world.steady,
      organisationId: world.branch.id,
      quantityBase: PACK,
      expiresOn: addDays(TODAY, 10),
    });
    await refreshAlerts(world.services);
    const [one] = await open('below_least');
    expect(one?.detail).toMatchObject({ usable: 3 * PACK });
    expect(await open('near_expiry')).toMatchObject([{ detail: { expires: addDays(TODAY, 10), onHand: PACK } }]);
  });
});

describe('a source that fails', () => {
  it('stops no other, and the run says which it was', async () => {
    const fails: AlertSource = { kind: 'trace', find: () => Promise.reject(new Error('no table')) };
    const finds: AlertSource = {
      kind: 'excursion',
      find: async () => [
        { organisationId: world.branch.id, subject: 'WD-1', itemId: null, path: '/', detail: { number: 'WD-1' } },
      ],
    };
    await expect(refreshAlerts(world.services, undefined, [fails, finds])).rejects.toThrow('trace: no table');
    const rows = world.services.db.read
      .select()
      .from(alert)
      .where(and(eq(alert.kind, 'excursion'), isNull(alert.closedAt)));
    expect(await rows).toHaveLength(1);
    const nothing: AlertSource = { kind: 'excursion', find: async () => [] };
    expect(await refreshAlerts(world.services, undefined, [nothing])).toMatchObject({ closed: 1 });
  });
});

describe('what people do', () => {
  const one = async () => {
    const [row] = await open('below_least');
    if (row === undefined) throw new Error('nothing open');
    return row;
  };

  it('is giving it to those who can act, and nobody else', async () => {
    const { services, keeper, stranger, hub, doctor } = world;
    const { id } = await one();
    expect((await candidatesFor(services.db.read, await one())).map((person) => person.id)).toEqual([keeper.userId]);
    const give = (actor: TestPerson, ownerId: number | null) => assignAlert(services, actor, key(), { id, ownerId });
    expect(await give(stranger, keeper.userId)).toMatchObject({ reason: 'not_found' });
    expect(await give(doctor, keeper.userId)).toMatchObject({ reason: 'not_found' });
    expect(await give(hub, stranger.userId)).toMatchObject({ reason: 'alert_owner_unknown' });
    accepted(await give(hub, keeper.userId));
    expect((await one()).ownerId).toBe(keeper.userId);
    const mine = await listAlerts(
      services.db.read,
      '/',
      { tab: 'open', owner: keeper.userId },
      { size: 9, now: TEST_NOW },
    );
    expect(mine).toHaveLength(1);
    accepted(await give(hub, null));
  });

  it('is letting it rest until a day with a reason; it comes back by itself', async () => {
    const { services, keeper } = world;
    const { id } = await one();
    const rest = (until: string) => restAlert(services, keeper, key(), { id, until, reason: '已联系' });
    expect(await rest(TODAY)).toMatchObject({ reason: 'alert_rest_day' });
    expect(await rest(addDays(TODAY, 400))).toMatchObject({ reason: 'alert_rest_day' });
    accepted(await rest(addDays(TODAY, 3)));
    const counts = (now: number) => countAlerts(services.db.read, '/', undefined, now);
    expect((await counts(TEST_NOW)).tabs.resting).toBe(1);
    await refreshAlerts(services);
    expect((await counts(TEST_NOW)).tabs.resting).toBe(1);
    expect((await counts(TEST_NOW + 4 * DAY_MS)).tabs.resting).toBe(0);
    accepted(await wakeAlert(services, keeper, key(), { id }));
    expect((await one()).restsUntil).toBeNull();
    const trail = await services.db.read
      .select()
      .from(auditRow)
      .where(eq(auditRow.subject, `alert:${id}`));
    expect(trail.map((row) => row.act)).toContain('alert.rest');
  });

  it('ends when it is over', async () => {
    const { services, keeper } = world;
    const { id } = await one();
    accepted(await levels(null, null));
    await refreshAlerts(services);
    const late = await restAlert(services, keeper, key(), { id, until: addDays(TODAY, 2), reason: '晚了' });
    expect(late).toMatchObject({ reason: 'alert_closed' });
  });
});

describe('many alerts', () => {
  it('are one row a kind for their owner, and members first for the hub', async () => {
    const { services, keeper, hub, branch, head } = world;
    accepted(await levels(5 * PACK, 8 * PACK));
    accepted(
      await setLevels(services, keeper, key(), {
        member: branch.code,
        lines: [{ itemId: world.rare.id, leastBase: 400, mostBase: 500 }],
      }),
    );
    await refreshAlerts(services);
    const own = await alertTasks(services.db.read, viewerOf(keeper, branch), TEST_NOW);
    expect(own.filter((task) => task.code === 'alert_below_least')).toMatchObject([{ count: 2 }]);
    const hubs = await alertTasks(services.db.read, viewerOf(hub, head, 'head'), TEST_NOW);
    expect(hubs).toEqual([]);
    const later = await alertTasks(services.db.read, viewerOf(hub, head, 'head'), TEST_NOW + 9 * DAY_MS);
    expect(later).toMatchObject([{ code: 'alerts_late', subject: '1' }]);
    const [member] = await alertsByMember(services.db.read, '/', TEST_NOW);
    expect(member).toMatchObject({ code: branch.code, kinds: { below_least: 2 } });
    const found = await listAlerts(services.db.read, '/', { tab: 'open', q: 'hfl' }, { size: 9, now: TEST_NOW });
    expect(found.map((row) => row.detail['code'])).toEqual(['WAR']);
    expect(viewerToActor(viewerOf(hub, head, 'head')).userId).toBe(hub.userId);
  });
});
