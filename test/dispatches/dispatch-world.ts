/** A small county in which dispatches are made: a hub, two branches, a clinic, their people, one drug in three lots. */
import { eq } from 'drizzle-orm';
import { lot } from '../../db/schema/ledger.ts';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { type DispatchLineView, type DispatchView, showDispatch } from '../../src/dispatches/show-queries.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { type ShortageRecord, shortageByNumber } from '../../src/shortages/shortage-queries.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
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

export const PACK = 24;

export interface DispatchWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  other: TestMember;
  clinic: TestMember;
  places: {
    headStore: number;
    headRejected: number;
    branchStore: number;
    branchRejected: number;
    clinicStore: number;
  };
  item: TestItem;
  /** First to expire, then second; each 10 packs unless asked for more, in the hub's store. */
  lots: { first: number; second: number };
  people: Record<'pharmacist' | 'picker' | 'checker' | 'receiver' | 'doctor' | 'stranger' | 'auditor', TestPerson>;
}

export async function openWorld(packs = 10): Promise<DispatchWorld> {
  const app = await createTestApp();
  const { services } = app;
  const head = await addMember(services, { kind: 'head', name: '总院' });
  const branch = await addMember(services, { kind: 'branch', parent: head, name: '高兴分院' });
  const other = await addMember(services, { kind: 'branch', parent: head, name: '江背分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, name: '长迳村卫生室' });
  const places = {
    headStore: await addStore(services, head, 'room'),
    headRejected: await addStore(services, head, 'rejected'),
    branchStore: await addStore(services, branch, 'room', { name: '高兴药房' }),
    branchRejected: await addStore(services, branch, 'rejected'),
    clinicStore: await addStore(services, clinic, 'room'),
  };
  const item = await addItem(services, { code: 'AMX', packSize: PACK });
  const stock = { item, organisationId: head.id, quantityBase: packs * PACK };
  const lots = {
    first: await addStock(services, places.headStore, { ...stock, lot: 'L-FIRST', expiresOn: '2027-11-30' }),
    second: await addStock(services, places.headStore, { ...stock, lot: 'L-SECOND', expiresOn: '2028-03-31' }),
  };
  const people = {
    pharmacist: await addPerson(services, head, 'hub_pharmacist'),
    picker: await addPerson(services, head, 'storekeeper'),
    checker: await addPerson(services, head, 'storekeeper'),
    receiver: await addPerson(services, branch, 'branch_pharmacist'),
    doctor: await addPerson(services, clinic, 'village_doctor'),
    stranger: await addPerson(services, other, 'branch_pharmacist'),
    auditor: await addPerson(services, head, 'auditor'),
  };
  return { ...app, head, branch, other, clinic, places, item, lots, people };
}

export interface Answered {
  shortage: string;
  dispatch: string;
}

/** A shortage of the branch, answered from the hub's stock and being picked. */
export async function answered(
  world: DispatchWorld,
  picks: { lotId: number; quantityBase: number }[],
  given: {
    item?: TestItem;
    overrideReason?: string;
    askedBase?: number;
    ownDispatch?: boolean;
    locationId?: number;
  } = {},
): Promise<Answered> {
  const { services, people, branch } = world;
  const total = picks.reduce((sum, pick) => sum + pick.quantityBase, 0);
  const asked = {
    organisationCode: branch.code,
    itemCode: (given.item ?? world.item).code,
    wishName: null,
    wishDetail: null,
    wishUnit: null,
    quantityBase: given.askedBase ?? total,
    urgency: 'routine' as const,
    reason: 'out_of_stock' as const,
    neededBy: '2026-11-30',
    daysOfUse: null,
    patients: null,
    patientReference: null,
    note: null,
    substituteAcceptable: false,
    again: true,
  };
  const { number } = accepted(await registerShortage(services, people.receiver, null, asked));
  accepted(await acceptShortage(services, people.pharmacist, null, { number, version: 1 }));
  const locationId = given.locationId ?? world.places.headStore;
  const answer = {
    number,
    version: 2,
    picks: picks.map((pick) => ({ ...pick, locationId })),
    overrideReason: given.overrideReason ?? '',
    ownDispatch: given.ownDispatch ?? true,
  };
  const made = accepted(await answerShortage(services, people.pharmacist, null, answer));
  return { shortage: number, dispatch: made.dispatchNumber };
}

/** Four packs of the first lot for one request. */
export function simple(world: DispatchWorld, quantityBase = 4 * PACK): Promise<Answered> {
  return answered(world, [{ lotId: world.lots.first, quantityBase }]);
}

export async function viewOf(world: DispatchWorld, number: string): Promise<DispatchView> {
  const view = await showDispatch(world.services.db.read, number, '/');
  if (view === undefined) throw new Error(`no dispatch ${number}`);
  return view;
}

export async function firstLine(world: DispatchWorld, number: string): Promise<DispatchLineView> {
  const [line] = (await viewOf(world, number)).lines;
  if (line === undefined) throw new Error(`${number} has no line`);
  return line;
}

export async function versionOf(world: DispatchWorld, number: string): Promise<number> {
  return (await viewOf(world, number)).record.document.version;
}

export async function shortageOf(world: DispatchWorld, number: string): Promise<ShortageRecord> {
  const record = await shortageByNumber(world.services.db.read, number, '/');
  if (record === undefined) throw new Error(`no shortage ${number}`);
  return record;
}

/** Picks every line in full. */
export async function pickAll(world: DispatchWorld, number: string): Promise<void> {
  for (const line of (await viewOf(world, number)).lines) {
    const input = { number, lineId: line.id, pickedBase: line.quantityBase, reason: '' };
    accepted(await pickLine(world.services, world.people.picker, null, input));
  }
}

export const transport = { vehicle: '赣B·D0018', driver: '李师傅', box: null, note: null };

export async function send(world: DispatchWorld, number: string): Promise<void> {
  await pickAll(world, number);
  const version = await versionOf(world, number);
  accepted(await postDispatch(world.services, world.people.checker, null, { number, version, ...transport }));
}

/** Receives with these differences by line; everything else is good. */
export async function receive(
  world: DispatchWorld,
  number: string,
  differences: Record<number, { damagedBase?: number; missingBase?: number }> = {},
): Promise<string[]> {
  const view = await viewOf(world, number);
  const lines = view.lines.map((line) => {
    const { damagedBase = 0, missingBase = 0 } = differences[line.id] ?? {};
    const note = damagedBase + missingBase > 0 ? '外箱压坏' : null;
    return { lineId: line.id, goodBase: line.shippedBase - damagedBase - missingBase, damagedBase, missingBase, note };
  });
  const input = { number, version: view.record.document.version, lines };
  return accepted(await receiveDispatch(world.services, world.people.receiver, null, input)).discrepancies;
}

export async function freeze(world: DispatchWorld, lotId: number): Promise<void> {
  await world.services.db.transaction((tx) => tx.update(lot).set({ frozen: 'quality' }).where(eq(lot.id, lotId)));
}

export function key(): string {
  return `key-${process.pid}-${nextNumber()}`;
}
