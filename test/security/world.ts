/** A county with two campuses, two branches and two clinics, each with its own papers, for attacks from all sides. */
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { postDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { receiveDispatch } from '../../src/dispatches/receive-commands.ts';
import { showDispatch } from '../../src/dispatches/show-queries.ts';
import { acceptShortage } from '../../src/shortages/commands.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';

export const PACK = 24;
/** 73.45 yuan a pack: a number that stands nowhere else. */
export const PRICE_PACK = 734_500;
export const PRICE_TEXT = '73.45';

/** One member with what belongs to it. */
export interface Side {
  member: TestMember;
  storeId: number;
  /** A lot that lies in this member's store and nowhere else. */
  lotId: number;
  lotNumber: string;
  person: TestPerson;
  /** Waits for its first answer. */
  registered: string;
  /** Put together by a dispatch that is being picked. */
  picking: string;
  /** Its line. */
  pickingLine: number;
  /** On its way. */
  sent: string;
  sentLine: number;
  /** Its version, as its page would say. */
  sentVersion: string;
  /** Received with a box missing. */
  received: string;
  discrepancy: string;
}

export interface World extends TestApp {
  head: TestMember;
  headStore: number;
  item: TestItem;
  /** In the hub's store. */
  hubLot: number;
  hub: TestPerson;
  picker: TestPerson;
  checker: TestPerson;
  campusHead: TestPerson;
  /** Branch A and its clinic lie under the first campus, branch B and its clinic under the second. */
  branchA: Side;
  branchB: Side;
  clinicA: Side;
  clinicB: Side;
}

/** What strangers would write into every field that takes words. */
export const HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\'; drop table item;--%_😀=cmd|calc';

type Base = Omit<World, 'branchA' | 'branchB' | 'clinicA' | 'clinicB'>;

async function openBase(): Promise<Base> {
  const app = await createTestApp();
  const { services } = app;
  const head = await addMember(services, { kind: 'head', code: 'ZY', name: '总院' });
  const headStore = await addStore(services, head, 'room', { name: '中心药库' });
  await addStore(services, head, 'rejected');
  const item = await addItem(services, { code: 'AMX', packSize: PACK, pricePack: PRICE_PACK });
  const stock = { item, organisationId: head.id, quantityBase: 200 * PACK, lot: 'HUBLOT', pricePack: PRICE_PACK };
  const hubLot = await addStock(services, headStore, stock);
  const hub = await addPerson(services, head, 'hub_pharmacist', { name: '刘药师' });
  const picker = await addPerson(services, head, 'storekeeper', { name: '钟库管' });
  const checker = await addPerson(services, head, 'storekeeper', { name: '温库管' });
  return { ...app, head, headStore, item, hubLot, hub, picker, checker, campusHead: hub };
}

async function register(base: Base, side: Pick<Side, 'member' | 'person'>, note: string | null): Promise<string> {
  const input = {
    organisationCode: side.member.code,
    itemCode: base.item.code,
    wishName: null,
    wishDetail: null,
    wishUnit: null,
    quantityBase: 2 * PACK,
    urgency: 'routine' as const,
    reason: 'out_of_stock' as const,
    neededBy: '2026-11-30',
    daysOfUse: null,
    patients: null,
    patientReference: null,
    substituteAcceptable: false,
    note,
    again: true,
  };
  return accepted(await registerShortage(base.services, side.person, null, input)).number;
}

async function answer(base: Base, number: string): Promise<string> {
  accepted(await acceptShortage(base.services, base.hub, null, { number, version: 1 }));
  const picks = [{ locationId: base.headStore, lotId: base.hubLot, quantityBase: 2 * PACK }];
  const input = { number, version: 2, picks, overrideReason: '', ownDispatch: true };
  return accepted(await answerShortage(base.services, base.hub, null, input)).dispatchNumber;
}

async function viewOf(base: Base, number: string) {
  const view = await showDispatch(base.services.db.read, number, '/');
  if (view === undefined) throw new Error(`no dispatch ${number}`);
  return view;
}

async function sendOff(base: Base, number: string): Promise<string> {
  for (const line of (await viewOf(base, number)).lines) {
    const input = { number, lineId: line.id, pickedBase: line.quantityBase, reason: '' };
    accepted(await pickLine(base.services, base.picker, null, input));
  }
  const { version } = (await viewOf(base, number)).record.document;
  const transport = { vehicle: HOSTILE.slice(0, 40), driver: '=1+1', box: null, note: HOSTILE };
  accepted(await postDispatch(base.services, base.checker, null, { number, version, ...transport }));
  return number;
}

async function takeIn(base: Base, side: Pick<Side, 'person'>, number: string): Promise<string> {
  const view = await viewOf(base, number);
  const lines = view.lines.map((line) => ({
    lineId: line.id,
    goodBase: line.shippedBase - PACK,
    damagedBase: 0,
    missingBase: PACK,
    note: HOSTILE,
  }));
  const input = { number, version: view.record.document.version, lines };
  const [difference] = accepted(await receiveDispatch(base.services, side.person, null, input)).discrepancies;
  return difference ?? '';
}

async function addSide(base: Base, member: TestMember, role: 'branch_pharmacist' | 'village_doctor'): Promise<Side> {
  const { services, item } = base;
  const storeId = await addStore(services, member);
  await addStore(services, member, 'rejected');
  const lotNumber = `LOT${member.code}`;
  const stock = { item, organisationId: member.id, quantityBase: 3 * PACK, lot: lotNumber, pricePack: PRICE_PACK };
  const lotId = await addStock(services, storeId, stock);
  const person = await addPerson(services, member, role, { name: `${member.name}人员` });
  const side = { member, storeId, lotId, lotNumber, person };
  const registered = await register(base, side, HOSTILE);
  const picking = await answer(base, await register(base, side, null));
  const sent = await sendOff(base, await answer(base, await register(base, side, null)));
  const received = await sendOff(base, await answer(base, await register(base, side, null)));
  const discrepancy = await takeIn(base, side, received);
  const pickingLine = (await viewOf(base, picking)).lines[0]?.id ?? 0;
  const sentView = await viewOf(base, sent);
  const sentLine = sentView.lines[0]?.id ?? 0;
  const sentVersion = String(sentView.record.document.version);
  return { ...side, registered, picking, pickingLine, sent, sentLine, sentVersion, received, discrepancy };
}

export async function openWorld(): Promise<World> {
  const base = await openBase();
  const { services, head } = base;
  const sides: Side[] = [];
  let campusHead = base.hub;
  for (const letter of ['A', 'B']) {
    const campus = await addMember(services, {
      kind: 'campus',
      parent: head,
      code: `C${letter}`,
      name: `院区${letter}`,
    });
    const parent = await addMember(services, {
      kind: 'branch',
      parent: campus,
      code: `F${letter}`,
      name: `分院${letter}`,
    });
    const clinic = await addMember(services, { kind: 'clinic', parent, code: `W${letter}`, name: `卫生室${letter}` });
    if (letter === 'A') campusHead = await addPerson(services, campus, 'branch_head', { name: '院区负责人' });
    sides.push(await addSide(base, parent, 'branch_pharmacist'), await addSide(base, clinic, 'village_doctor'));
  }
  const [branchA, clinicA, branchB, clinicB] = sides as [Side, Side, Side, Side];
  return { ...base, campusHead, branchA, branchB, clinicA, clinicB };
}
