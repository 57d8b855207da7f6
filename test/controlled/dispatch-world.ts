/** A head hospital and a branch with safes, their keepers, and the road of controlled drugs between them. */

import { proveSecondPerson, type SecondPerson } from '../../src/auth/second-person.ts';
import { recordCard } from '../../src/controlled/card-commands.ts';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { showDispatch } from '../../src/dispatches/show-queries.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import {
  accepted,
  addItem,
  addPerson,
  addStock,
  addStore,
  TEST_PASSWORD,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';
import { type ControlledWorld, key, openControlledWorld } from './controlled-world.ts';

export interface RoadWorld extends ControlledWorld {
  headSafe: number;
  headRoom: number;
  headRejected: number;
  pharmacist: TestPerson;
  picker: TestPerson;
  checker: TestPerson;
  tablets: TestItem;
}

/** The branch of the controlled world holds a card; the head's safe has fifty of the drug and its room some tablets. */
export async function openRoadWorld(): Promise<RoadWorld> {
  const world = await openControlledWorld();
  const { services, head, branch } = world;
  const headSafe = await addStore(services, head, 'controlled', { name: '总院麻精专库' });
  const headRoom = await addStore(services, head);
  const headRejected = await addStore(services, head, 'rejected');
  await addStore(services, branch, 'rejected');
  await addStock(services, headSafe, { item: world.fentanyl, quantityBase: 50, organisationId: head.id });
  const tablets = await addItem(services, { genericName: '阿莫西林胶囊' });
  await addStock(services, headRoom, { item: tablets, quantityBase: 480, organisationId: head.id });
  await holdCard(world, branch);
  return {
    ...world,
    headSafe,
    headRoom,
    headRejected,
    tablets,
    pharmacist: await addPerson(services, head, 'hub_pharmacist', { name: '刘药师' }),
    picker: await addPerson(services, head, 'storekeeper', { name: '侯库管' }),
    checker: await addPerson(services, head, 'storekeeper', { name: '钟库管' }),
  };
}

export async function holdCard(world: ControlledWorld, member: TestMember, validTo = '2027-12-31'): Promise<void> {
  const classes = ['narcotic' as const];
  const card = {
    organisationCode: member.code,
    number: key(),
    classes,
    buyers: '王药师',
    validFrom: '2026-01-01',
    validTo,
  };
  accepted(await recordCard(world.services, world.chief, key(), card));
}

/** `person` proves by the own password to stand by at a member. */
export async function stands(
  world: ControlledWorld,
  person: TestPerson,
  actor: TestPerson,
  at: TestMember,
): Promise<SecondPerson> {
  const typed = { login: person.login, password: TEST_PASSWORD, address: '::1' };
  const permissions = ['controlled.act'] as const;
  return accepted(await proveSecondPerson(world.services, actor, typed, { permissions, placePath: at.path }));
}

/** A shortage of a member for so many of an item, accepted by the hub; gives its number. */
export async function asked(
  world: RoadWorld,
  by: TestPerson,
  member: TestMember,
  quantityBase: number,
  item: TestItem,
) {
  const wish = { wishName: null, wishDetail: null, wishUnit: null, daysOfUse: null, patients: null, note: null };
  const how = { urgency: 'routine' as const, reason: 'out_of_stock' as const, neededBy: '2026-11-30', again: true };
  const goods = { organisationCode: member.code, itemCode: item.code, quantityBase };
  const more = { patientReference: null, substituteAcceptable: false };
  const done = await registerShortage(world.services, by, null, { ...wish, ...how, ...goods, ...more });
  const { number } = accepted(done);
  accepted(await acceptShortage(world.services, world.pharmacist, null, { number, version: 1 }));
  return number;
}

/** The answer of the hub from one of its stores; what it refuses is given back. */
export async function answered(
  world: RoadWorld,
  number: string,
  pick: { locationId: number; lotId: number; quantityBase: number },
  ownDispatch = true,
) {
  const input = { number, version: 2, picks: [pick], overrideReason: '', ownDispatch };
  return answerShortage(world.services, world.pharmacist, null, input);
}

export async function viewOf(world: RoadWorld, number: string) {
  const view = await showDispatch(world.services.db.read, number, '/');
  if (view === undefined) throw new Error(`no dispatch ${number}`);
  return view;
}

export async function picked(world: RoadWorld, number: string, by: TestPerson): Promise<void> {
  for (const line of (await viewOf(world, number)).lines) {
    const input = { number, lineId: line.id, pickedBase: line.quantityBase, reason: '' };
    accepted(await pickLine(world.services, by, null, input));
  }
}

export async function sent(
  world: RoadWorld,
  number: string,
  by: TestPerson,
  second: SecondPerson | null,
  box: string | null = 'FQ-001',
) {
  const { version } = (await viewOf(world, number)).record.document;
  const input = { number, version, vehicle: null, driver: '李师傅', box, note: null };
  return postDispatch(world.services, by, key(), input, second);
}

/** Receives everything good but what is told, of the first line. */
export async function received(
  world: RoadWorld,
  number: string,
  by: TestPerson,
  second: SecondPerson | null,
  apart: { damagedBase?: number; missingBase?: number } = {},
) {
  const view = await viewOf(world, number);
  const { damagedBase = 0, missingBase = 0 } = apart;
  const lines = view.lines.map((line, index) => {
    const less = index === 0 ? damagedBase + missingBase : 0;
    const parts = index === 0 ? { damagedBase, missingBase } : { damagedBase: 0, missingBase: 0 };
    return { lineId: line.id, goodBase: line.shippedBase - less, ...parts, note: less > 0 ? '封签破损' : null };
  });
  return receiveDispatch(world.services, by, key(), { number, version: view.record.document.version, lines }, second);
}
