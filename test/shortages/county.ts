/** A small county around one head hospital: a branch with a clinic, a neighbour, two hub pharmacists, a storekeeper. */
import { acceptShortage } from '../../src/shortages/commands.ts';
import { type RegisterInput, registerShortage } from '../../src/shortages/register-commands.ts';
import { shortageByNumber } from '../../src/shortages/shortage-queries.ts';
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

export interface County extends TestApp {
  head: TestMember;
  branch: TestMember;
  clinic: TestMember;
  otherBranch: TestMember;
  headStore: number;
  clinicStore: number;
  otherStore: number;
  hub: TestPerson;
  hubTwo: TestPerson;
  keeper: TestPerson;
  doctor: TestPerson;
  branchPharmacist: TestPerson;
  stranger: TestPerson;
  auditor: TestPerson;
}

export async function openCounty(): Promise<County> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head', name: '总院' });
  const campus = await addMember(services, { kind: 'campus', parent: head, name: '中医院院区' });
  const branch = await addMember(services, { kind: 'branch', parent: campus, name: '江背分院' });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch, name: '高寨村卫生室' });
  const otherBranch = await addMember(services, { kind: 'branch', parent: campus, name: '社富分院' });
  for (const member of [branch, clinic, otherBranch]) await addStore(services, member, 'rejected');
  return {
    ...test,
    head,
    branch,
    clinic,
    otherBranch,
    headStore: await addStore(services, head),
    clinicStore: await addStore(services, clinic),
    otherStore: await addStore(services, otherBranch),
    hub: await addPerson(services, head, 'hub_pharmacist', { name: '刘药师' }),
    hubTwo: await addPerson(services, head, 'hub_pharmacist', { name: '钟药师' }),
    keeper: await addPerson(services, head, 'storekeeper', { name: '钟库管' }),
    doctor: await addPerson(services, clinic, 'village_doctor', { name: '赖医生' }),
    branchPharmacist: await addPerson(services, branch, 'branch_pharmacist', { name: '谢药师' }),
    stranger: await addPerson(services, otherBranch, 'branch_pharmacist', { name: '社富药师' }),
    auditor: await addPerson(services, head, 'auditor', { name: '审计员' }),
  };
}

/** A new item with hub stock of one lot. */
export async function stockedItem(
  county: County,
  given: { quantityBase?: number; expiresOn?: string; item?: Parameters<typeof addItem>[1] } = {},
): Promise<TestItem & { lotId: number }> {
  const item = await addItem(county.services, given.item ?? { genericName: `二甲双胍${nextNumber()}` });
  const lotId = await addStock(county.services, county.headStore, {
    item,
    quantityBase: given.quantityBase ?? 240,
    organisationId: county.head.id,
    ...(given.expiresOn && { expiresOn: given.expiresOn }),
  });
  return { ...item, lotId };
}

export function registration(county: County, given: Partial<RegisterInput> = {}): RegisterInput {
  return {
    organisationCode: county.clinic.code,
    itemCode: null,
    wishName: null,
    wishDetail: null,
    wishUnit: null,
    quantityBase: 48,
    urgency: 'routine',
    reason: 'patient_need',
    neededBy: '2026-11-26',
    daysOfUse: null,
    patients: null,
    patientReference: null,
    substituteAcceptable: false,
    note: null,
    again: false,
    ...given,
  };
}

export const key = () => `test-key-${nextNumber()}-${process.pid}`;

/** The number of a request the clinic's doctor registered for the item. */
export async function registered(county: County, item: TestItem, given: Partial<RegisterInput> = {}): Promise<string> {
  const input = registration(county, { itemCode: item.code, ...given });
  return accepted(await registerShortage(county.services, county.doctor, key(), input)).number;
}

export async function versionOf(county: County, number: string): Promise<number> {
  return (await recordOf(county, number)).document.version;
}

export async function recordOf(county: County, number: string) {
  const record = await shortageByNumber(county.services.db.read, number, '/');
  if (record === undefined) throw new Error(`${number} is not there`);
  return record;
}

/** Registered and accepted by the first hub pharmacist. */
export async function acceptedRequest(
  county: County,
  item: TestItem,
  given: Partial<RegisterInput> = {},
): Promise<string> {
  const number = await registered(county, item, given);
  accepted(await acceptShortage(county.services, county.hub, key(), { number, version: 1 }));
  return number;
}

/** The picks of an answer that takes `quantityBase` of one lot in the head's store. */
export function pick(county: County, lotId: number, quantityBase: number) {
  return [{ locationId: county.headStore, lotId, quantityBase }];
}

/** The fields of a whole form of the clinic's doctor. */
export function filled(county: County, itemCode: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    idempotency_key: key(),
    organisationCode: county.clinic.code,
    itemCode,
    'quantity.packs': '2',
    'quantity.units': '0',
    urgency: 'chronic',
    reason: 'patient_need',
    neededBy: '2026-11-26',
    substitute: 'yes',
    ...more,
  };
}
