/** Escalation names people: who must act, who was told, who stands in, and that nobody holds a role. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { delegation } from '../../db/schema/approvals.ts';
import { person } from '../../db/schema/users.ts';
import { addDays, DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { actingOn } from '../../src/shortages/actor-queries.ts';
import { escalateShortages } from '../../src/shortages/escalate-commands.ts';
import { shortageOf } from '../dispatches/dispatch-world.ts';
import { addPerson, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { openParts, split, world } from './part-world.ts';

let number: string;
let chief: TestPerson;
let deputy: TestPerson;
beforeAll(async () => {
  await openParts();
  const { services, head } = world;
  await addPerson(services, head, 'administrator', { name: '管理员甲' });
  number = (await split()).shortage;
});
afterAll(() => world.drop());

async function acting() {
  const { services } = world;
  const now = services.clock.now();
  return actingOn(services.db.read, await shortageOf(world, number), dayOf(now), now);
}

/** The record as the hub sees it and as the member sees it. */
async function pages(): Promise<string[]> {
  const [hub, member] = [
    await signIn(world.app, world.people.pharmacist.login),
    await signIn(world.app, world.people.receiver.login),
  ];
  return Promise.all([hub, member].map(async (browser) => (await browser.get(paths.shortage(number))).text));
}

it('names the pharmacists while the hub must act', async () => {
  const { side, people, called } = await acting();
  expect([side, people.map((one) => one.name), called]).toEqual(['hub', [world.people.pharmacist.name], null]);
});

it('says plainly, to both sides, that nobody holds the role that was called, and who can give it', async () => {
  world.clock.set(world.clock.now() + 30 * DAY_MS);
  await escalateShortages(world.services);
  expect((await acting()).called).toMatchObject({ limit: 'resolve', role: 'vice_president', people: [] });
  for (const page of await pages()) expect(page).toContain('没有人担任这个岗位，请管理员甲在“人员”里指定');
});

it('names who holds the role and who stands in, and neither who left nor whose turn is over', async () => {
  const { services, head } = world;
  chief = await addPerson(services, head, 'vice_president', { name: '副院长乙' });
  deputy = await addPerson(services, head, 'supply_head', { name: '主任丙' });
  const gone = await addPerson(services, head, 'vice_president', { name: '已离任丁' });
  const today = dayOf(services.clock.now());
  const turn = { fromPersonId: chief.userId, role: 'vice_president' as const, reason: '出差', madeBy: 1, madeAt: 1 };
  await services.db.transaction(async (tx) => {
    await tx.update(person).set({ active: false }).where(eq(person.id, gone.userId));
    await tx.insert(delegation).values([
      { ...turn, toPersonId: deputy.userId, startsOn: today, endsOn: addDays(today, 2) },
      { ...turn, toPersonId: world.people.checker.userId, startsOn: addDays(today, -9), endsOn: addDays(today, -1) },
    ]);
  });
  const people = (await acting()).called?.people ?? [];
  expect(people.map((one) => [one.name, one.standsInFor]).sort()).toEqual([
    ['主任丙', '副院长乙'],
    ['副院长乙', null],
  ]);
  for (const page of await pages()) {
    expect(page).toContain('主任丙（代副院长乙）');
    expect(page).toContain('请协调货源或决定改用、转诊');
    expect(page).not.toContain('已离任丁');
  }
});

it('names the people of the member once it must act, or those of the branch above', async () => {
  const record = await shortageOf(world, number);
  const { services, clinic, people, branch } = world;
  const now = services.clock.now();
  const at = (organisation: object) =>
    actingOn(
      services.db.read,
      {
        ...record,
        document: { ...record.document, status: 'arrived' },
        organisation: { ...record.organisation, ...organisation },
      },
      dayOf(now),
      now,
    );
  const names = async (organisation: object) => (await at(organisation)).people.map((one) => one.name);
  expect(await names({})).toEqual([people.receiver.name]);
  expect(await names({ path: clinic.path })).toEqual([people.doctor.name]);
  expect(await names({ path: `${branch.path}9999/` })).toEqual([people.receiver.name]);
});
