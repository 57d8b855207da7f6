/** Two branches with a clinic below one of them, their people, drugs and use, for the tests of transfers. */
import { dailyUse } from '../../db/schema/ledger.ts';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { showDispatch } from '../../src/dispatches/show-queries.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { grantTransfer } from '../../src/transfers/grant-commands.ts';
import { type AskInput, askTransfer } from '../../src/transfers/open-commands.ts';
import { type LoadedTransfer, transferByNumber } from '../../src/transfers/transfer-record.ts';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import {
  accepted,
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

export interface TransferWorld extends TestApp {
  head: TestMember;
  giver: TestMember;
  taker: TestMember;
  clinic: TestMember;
  giverStore: number;
  takerStore: number;
  headStore: number;
  clinicStore: number;
  /** Of the giver. */
  wang: TestPerson;
  chief: TestPerson;
  /** Of the taker. */
  zhao: TestPerson;
  lead: TestPerson;
  doctor: TestPerson;
  hub: TestPerson;
  auditor: TestPerson;
  drop(): Promise<void>;
}

export const key = () => `transfer-${process.pid}-${nextNumber()}`;
export const TODAY = dayOf(TEST_NOW);
export const inDays = (days: number) => addDays(TODAY, days);
export const PACK = 24;

export async function openTransferWorld(): Promise<TransferWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', name: '总院' });
  const giver = await addMember(services, { kind: 'branch', parent: head, name: '社富分院' });
  const taker = await addMember(services, { kind: 'branch', parent: head, name: '江背分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: giver, name: '长迳村卫生室' });
  return {
    ...test,
    head,
    giver,
    taker,
    clinic,
    giverStore: await addStore(services, giver),
    takerStore: await addStore(services, taker),
    headStore: await addStore(services, head),
    clinicStore: await addStore(services, clinic),
    wang: await addPerson(services, giver, 'branch_pharmacist', { name: '王药师' }),
    chief: await addPerson(services, giver, 'branch_head', { name: '刘主任' }),
    zhao: await addPerson(services, taker, 'branch_pharmacist', { name: '赵药师' }),
    lead: await addPerson(services, taker, 'branch_head', { name: '钱主任' }),
    doctor: await addPerson(services, clinic, 'village_doctor', { name: '孙医生' }),
    hub: await addPerson(services, head, 'hub_pharmacist', { name: '周药师' }),
    auditor: await addPerson(services, head, 'auditor', { name: '审计员' }),
  };
}

/** A drug with stock in the giver's store; gives the lot too. */
export async function giverHas(
  world: TransferWorld,
  packs: number,
  given: { item?: Parameters<typeof addItem>[1]; expiresOn?: string; of?: TestItem } = {},
): Promise<{ item: TestItem; lotId: number }> {
  const item = given.of ?? (await addItem(world.services, given.item));
  const stock = { item, quantityBase: packs * PACK, organisationId: world.giver.id };
  const apart = given.item?.controlClass === 'narcotic';
  const storeId = apart ? await addStore(world.services, world.giver, 'controlled') : world.giverStore;
  const lotId = await addStock(world.services, storeId, {
    ...stock,
    ...(given.expiresOn && { expiresOn: given.expiresOn }),
  });
  return { item, lotId };
}

/** So much was used there in the last 30 days. */
export async function used(world: TransferWorld, member: TestMember, item: TestItem, base: number): Promise<void> {
  const row = { organisationId: member.id, itemId: item.id, day: addDays(TODAY, -3), quantityBase: base };
  await world.services.db.transaction((tx) => tx.insert(dailyUse).values(row));
}

type Packs = Record<number, { packs: string; lot?: number }>;

export const inputOf = (world: TransferWorld, items: Packs, more: Partial<AskInput> = {}): AskInput => ({
  direction: 'asked',
  organisationCode: world.taker.code,
  otherCode: world.giver.code,
  neededBy: inDays(5),
  note: '',
  items,
  ...more,
});

/** The taker asks for packs of items; gives the number. */
export async function asked(world: TransferWorld, items: Packs): Promise<string> {
  return accepted(await askTransfer(world.services, world.zhao, key(), inputOf(world, items))).number;
}

export async function loaded(world: TransferWorld, number: string): Promise<LoadedTransfer> {
  const found = await transferByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
}

export async function seen(world: TransferWorld, number: string) {
  return { key: key(), number, seenVersion: (await loaded(world, number)).document.version };
}

/** Grants packs line by line, in the order of the lines. */
export async function grants(
  world: TransferWorld,
  number: string,
  packs: (number | undefined)[],
  person = world.chief,
) {
  const { lines } = await loaded(world, number);
  const typed = lines.map(({ line, item }, index) => {
    const given = packs[index] ?? line.askedBase / item.packSize;
    return [String(line.id), { packs: String(given), reason: '自己要用' }] as const;
  });
  return grantTransfer(world.services, person, await seen(world, number), Object.fromEntries(typed));
}

export async function dispatchOf(world: TransferWorld, number: string) {
  const view = await showDispatch(world.services.db.read, number, '/');
  if (view === undefined) throw new Error(`no ${number}`);
  return view;
}

/** The giver's pharmacist picks everything, its head sends it. */
export async function sends(world: TransferWorld, dispatch: string, picker = world.wang): Promise<void> {
  const { services, chief } = world;
  for (const line of (await dispatchOf(world, dispatch)).lines) {
    const pick = { number: dispatch, lineId: line.id, pickedBase: line.quantityBase, reason: '' };
    accepted(await pickLine(services, picker, null, pick));
  }
  const { version } = (await dispatchOf(world, dispatch)).record.document;
  const post = { number: dispatch, version, vehicle: null, driver: null, box: null, note: null };
  accepted(await postDispatch(services, chief, key(), post));
}

export async function receives(world: TransferWorld, dispatch: string, person = world.zhao): Promise<void> {
  const { record, lines } = await dispatchOf(world, dispatch);
  const good = lines.map((line) => {
    return { lineId: line.id, goodBase: line.shippedBase, damagedBase: 0, missingBase: 0, note: null };
  });
  const input = { number: dispatch, version: record.document.version, lines: good };
  accepted(await receiveDispatch(world.services, person, key(), input));
}
