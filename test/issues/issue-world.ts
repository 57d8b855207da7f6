/** A branch with stores, drugs and people who issue, for the tests of issues. */
import { and, eq } from 'drizzle-orm';
import { balance } from '../../db/schema/ledger.ts';
import { proveSecondPerson, type SecondPerson } from '../../src/auth/second-person.ts';
import { type AskedLine, type IssueInput, recordIssue } from '../../src/issues/commands.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import {
  accepted,
  addItem,
  addMember,
  addPerson,
  addStock,
  addStore,
  nextNumber,
  TEST_PASSWORD,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';

export interface IssueWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  other: TestMember;
  store: number;
  rejected: number;
  wang: TestPerson;
  zhao: TestPerson;
  drug: TestItem;
  morphine: TestItem;
  drop(): Promise<void>;
}

export const key = () => `issue-${process.pid}-${nextNumber()}`;
export const TODAY = dayOf(TEST_NOW);
export const inDays = (days: number) => addDays(TODAY, days);

export async function openIssueWorld(): Promise<IssueWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head' });
  const branch = await addMember(services, { kind: 'branch', parent: head });
  const other = await addMember(services, { kind: 'branch', parent: head });
  const store = await addStore(services, branch);
  const rejected = await addStore(services, branch, 'rejected');
  const wang = await addPerson(services, branch, 'branch_pharmacist');
  const zhao = await addPerson(services, branch, 'branch_head');
  const drug = await addItem(services, { genericName: '阿莫西林', code: 'AMX1' });
  const morphine = await addItem(services, {
    genericName: '吗啡',
    code: 'MOR1',
    controlClass: 'narcotic',
    storageZone: 'controlled',
    packSize: 10,
  });
  return { ...test, head, branch, other, store, rejected, wang, zhao, drug, morphine };
}

/** Stock of the drug in the branch's store; gives the lot id. */
export function stockOf(world: IssueWorld, quantityBase: number, given: { expiresOn?: string; lot?: string } = {}) {
  const where = { item: world.drug, quantityBase, organisationId: world.branch.id };
  return addStock(world.services, world.store, { ...where, ...given });
}

export const lineOf = (item: TestItem, quantityBase: number, more: Partial<AskedLine> = {}): AskedLine => ({
  itemId: item.id,
  quantityBase,
  place: null,
  reason: '',
  ...more,
});

export const inputOf = (lines: AskedLine[], more: Partial<IssueInput> = {}): IssueInput => ({
  purpose: 'patient',
  ward: '',
  patient: '',
  prescription: '',
  note: '',
  occurredAt: null,
  lines,
  ...more,
});

export async function issued(world: IssueWorld, lines: AskedLine[], more: Partial<IssueInput> = {}): Promise<string> {
  return accepted(await recordIssue(world.services, world.wang, key(), inputOf(lines, more))).number;
}

export async function onHand(world: IssueWorld, lotId: number, storeId = world.store): Promise<number> {
  const [row] = await world.services.db.read
    .select({ onHand: balance.onHand })
    .from(balance)
    .where(and(eq(balance.lotId, lotId), eq(balance.locationId, storeId)));
  return row?.onHand ?? 0;
}

export async function second(world: IssueWorld, person = world.zhao): Promise<SecondPerson> {
  const typed = { login: person.login, password: TEST_PASSWORD, address: '::1' };
  const standsBy = { permissions: ['controlled.act'] as const, placePath: world.branch.path };
  return accepted(await proveSecondPerson(world.services, world.wang, typed, standsBy));
}
