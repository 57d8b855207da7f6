/** A consortium in November: a drug that ran out in October and was asked for twice, one that is there in plenty. */
import { postGoods } from '../../src/books/goods-commands.ts';
import { approveReturn, reportReturn, submitReturn } from '../../src/monitoring/decide-commands.ts';
import { changeLine, setNote } from '../../src/monitoring/line-commands.ts';
import { prepareReturn } from '../../src/monitoring/prepare-commands.ts';
import { type LineRow, returnByNumber } from '../../src/monitoring/record-queries.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { registerShortage } from '../../src/shortages/register-commands.ts';
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

export interface MonitoringWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  pharmacist: TestPerson;
  buyer: TestPerson;
  chief: TestPerson;
  branchPharmacist: TestPerson;
  short: TestItem;
  plenty: TestItem;
}

export const MONTH = '2026-10';
export const USED = 40;
const OCTOBER = Date.parse('2026-10-12T02:00:00Z');
const NOVEMBER = Date.parse('2026-11-03T02:00:00Z');

export const key = () => `monitoring-${process.pid}-${nextNumber()}`;
export const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

async function used(world: TestApp, actor: TestPerson, lotId: number, fromId: number, quantityBase: number) {
  const at = world.clock.now();
  const posted = await world.services.db.transaction(async (tx) => {
    const toId = await outsideLocation(tx, 'consumed');
    const header = { kind: 'issue' as const, documentId: null, occurredAt: at, postedAt: at };
    return postGoods(tx, { ...header, actor, key: key(), lines: [{ lotId, fromId, toId, quantityBase }] });
  });
  accepted(posted);
}

async function asks(world: TestApp, actor: TestPerson, place: TestMember, item: TestItem, patients: number) {
  const input = {
    organisationCode: place.code,
    itemCode: item.code,
    wishName: null,
    wishDetail: null,
    wishUnit: null,
    quantityBase: 24,
    urgency: 'routine' as const,
    neededBy: '2026-10-30',
    reason: 'out_of_stock' as const,
    daysOfUse: null,
    patients,
    patientReference: null,
    note: null,
    substituteAcceptable: false,
    again: true,
  };
  accepted(await registerShortage(world.services, actor, key(), input));
}

export async function openMonitoringWorld(): Promise<MonitoringWorld> {
  const test = await createTestApp({ now: OCTOBER });
  const { services } = test;
  const head = await addMember(services, { kind: 'head' });
  const branch = await addMember(services, { kind: 'branch', parent: head });
  const branchPharmacist = await addPerson(services, branch, 'branch_pharmacist');
  const short = await addItem(services, { genericName: '鱼精蛋白', approvalNumber: '国药准字H31022051' });
  const plenty = await addItem(services, { genericName: '维生素', approvalNumber: '国药准字H31022052' });
  const store = await addStore(services, branch);
  const lot = await addStock(services, store, { item: short, quantityBase: USED, organisationId: branch.id });
  const other = await addStock(services, store, { item: plenty, quantityBase: 9000, organisationId: branch.id });
  test.clock.set(test.clock.now() + 60_000);
  await used(test, branchPharmacist, lot, store, USED);
  await used(test, branchPharmacist, other, store, 30);
  await asks(test, branchPharmacist, branch, short, 2);
  await asks(test, branchPharmacist, branch, short, 3);
  await asks(test, branchPharmacist, branch, plenty, 1);
  test.clock.set(NOVEMBER);
  return {
    ...test,
    head,
    branch,
    pharmacist: await addPerson(services, head, 'hub_pharmacist'),
    buyer: await addPerson(services, head, 'buyer'),
    chief: await addPerson(services, head, 'chief_pharmacist'),
    branchPharmacist,
    short,
    plenty,
  };
}

export async function loaded(world: MonitoringWorld, number: string) {
  const found = await returnByNumber(world.services.db.read, number);
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
}

export const seen = async (world: MonitoringWorld, number: string) => ({
  key: key(),
  number,
  seenVersion: (await loaded(world, number)).document.version,
});

export async function prepared(world: MonitoringWorld, month = MONTH): Promise<string> {
  return accepted(await prepareReturn(world.services, world.pharmacist, key(), { month })).number;
}

/** What a person writes into the line so that the form is whole. */
export const FILLED = {
  kind: 'interrupted' as const,
  substitutes: '无',
  suppliers: 2,
  supplierReply: '两家均无货',
  action: '县域调剂',
  expectedOn: '2026-12-01',
};

const fieldsOf = (line: LineRow) => {
  const { kind, foundOn, useBase, stockBase, members, patients, approvalNumber } = line;
  const { substitutes, suppliers, supplierReply, action, expectedOn, note } = line;
  const numbers = { kind, foundOn, useBase, stockBase, members, patients, approvalNumber };
  return { ...numbers, substitutes, suppliers, supplierReply, action, expectedOn, note };
};

export async function fills(
  world: MonitoringWorld,
  number: string,
  values: Partial<ReturnType<typeof fieldsOf>> = FILLED,
  reason = '电话询问',
) {
  const [line] = (await loaded(world, number)).lines;
  if (line === undefined) throw new Error(`${number} has no line`);
  const input = { lineId: line.id, values: { ...fieldsOf(line), ...values }, reason };
  return changeLine(world.services, world.pharmacist, await seen(world, number), input);
}

/** Prepared, filled in, handed in, signed and filed. */
export async function reported(world: MonitoringWorld, number: string, receiptNumber: string): Promise<void> {
  const { services, pharmacist, chief } = world;
  const { lines } = await loaded(world, number);
  if (lines.length > 0) accepted(await fills(world, number));
  accepted(await setNote(services, pharmacist, await seen(world, number), { note: '已逐一核实' }));
  accepted(await submitReturn(services, pharmacist, await seen(world, number)));
  accepted(await approveReturn(services, chief, await seen(world, number)));
  const input = { reportedOn: '2026-11-03', receiptNumber };
  accepted(await reportReturn(services, pharmacist, await seen(world, number), input));
}
