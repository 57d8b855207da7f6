/** A hub and a branch that used three drugs for two months: steadily, now and then, and under two people's eyes. */
import { dailyUse } from '../../db/schema/ledger.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { proposeLevels } from '../../src/levels/propose-commands.ts';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import {
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  nextNumber,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';

export const PACK = 24;
export const TODAY = dayOf(TEST_NOW);
export const key = () => `level-${process.pid}-${nextNumber()}`;

export interface LevelWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  other: TestMember;
  clinic: TestMember;
  store: number;
  keeper: TestPerson;
  stranger: TestPerson;
  hub: TestPerson;
  doctor: TestPerson;
  steady: TestItem;
  rare: TestItem;
  controlled: TestItem;
}

/** Days of use before today, the oldest first; all of it came on the first of them. */
export async function used(world: TestApp, item: TestItem, member: TestMember, uses: readonly number[]) {
  const total = uses.reduce((sum, use) => sum + use, 0);
  const days = uses
    .map((use, index) => ({ day: addDays(TODAY, index - uses.length), use }))
    .filter(({ use }) => use > 0);
  const rows = days.map(({ day, use }, index) => {
    const moved = { quantityBase: use, wentBase: use, cameBase: index === 0 ? total : 0 };
    return { itemId: item.id, organisationId: member.id, day, lines: 1, ...moved };
  });
  await world.services.db.transaction((tx) => tx.insert(dailyUse).values(rows));
}

export async function openLevelWorld(): Promise<LevelWorld> {
  const app = await createTestApp();
  const { services } = app;
  const head = await addMember(services, { kind: 'head', name: '总院' });
  const branch = await addMember(services, { kind: 'branch', parent: head, name: '高兴分院' });
  const other = await addMember(services, { kind: 'branch', parent: head, name: '江背分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, name: '长迳村卫生室' });
  const store = await addStore(services, branch);
  await addStore(services, other);
  const steady = await addItem(services, { genericName: '阿莫西林', code: 'AMX', packSize: PACK });
  const rare = await addItem(services, { genericName: '华法林', code: 'WAR', packSize: 10 });
  const controlled = await addItem(services, { genericName: '吗啡', code: 'MOR', controlClass: 'narcotic' });
  const world: LevelWorld = {
    ...app,
    head,
    branch,
    other,
    clinic,
    store,
    keeper: await addPerson(services, branch, 'branch_pharmacist'),
    stranger: await addPerson(services, other, 'branch_pharmacist'),
    hub: await addPerson(services, head, 'hub_pharmacist'),
    doctor: await addPerson(services, clinic, 'village_doctor'),
    steady,
    rare,
    controlled,
  };
  const cabinet = await addStore(services, branch, 'controlled');
  for (const item of [steady, rare, controlled]) {
    await addStock(services, item === controlled ? cabinet : store, {
      item,
      organisationId: branch.id,
      quantityBase: 48,
      expiresOn: '2028-01-31',
    });
  }
  const days = (use: (index: number) => number) => Array.from({ length: 60 }, (_, index) => use(index));
  await used(
    world,
    steady,
    branch,
    days((index) => (index % 2 === 0 ? 8 : 12)),
  );
  await used(
    world,
    rare,
    branch,
    days((index) => (index % 6 === 5 ? 5 : 0)),
  );
  await used(
    world,
    controlled,
    branch,
    days(() => 2),
  );
  return world;
}

/** What use suggests to the branch, reckoned now. */
export function reckoned(world: LevelWorld) {
  return proposeLevels(world.services, { memberId: world.branch.id });
}
