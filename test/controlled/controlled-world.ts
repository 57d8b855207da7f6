/** A branch with a safe for controlled drugs, two who keep it, the county's pharmacists, and what they do with it. */
import type { SecondPerson } from '../../src/auth/second-person.ts';
import { proveSecondPerson } from '../../src/auth/second-person.ts';
import { type Period, type RegisterPage, registerOf } from '../../src/controlled/register-queries.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { issueByNumber, linesOfIssue } from '../../src/issues/record-queries.ts';
import { DAY_MS } from '../../src/kernel/clock.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
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

export interface ControlledWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  other: TestMember;
  safe: number;
  room: number;
  wang: TestPerson;
  zhao: TestPerson;
  /** Of another branch. */
  sun: TestPerson;
  chief: TestPerson;
  fentanyl: TestItem;
}

export const key = () => `controlled-${process.pid}-${nextNumber()}`;
export const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

export async function openControlledWorld(): Promise<ControlledWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head' });
  const branch = await addMember(services, { kind: 'branch', parent: head });
  const other = await addMember(services, { kind: 'branch', parent: head });
  return {
    ...test,
    head,
    branch,
    other,
    safe: await addStore(services, branch, 'controlled', { name: '麻精专柜' }),
    room: await addStore(services, branch),
    wang: await addPerson(services, branch, 'branch_pharmacist', { name: '王药师' }),
    zhao: await addPerson(services, branch, 'branch_head', { name: '赵院长' }),
    sun: await addPerson(services, other, 'branch_pharmacist', { name: '孙药师' }),
    chief: await addPerson(services, head, 'chief_pharmacist', { name: '总药师' }),
    fentanyl: await addControlled(test, '枸橼酸芬太尼注射液'),
  };
}

export function addControlled(world: TestApp, genericName: string, given: Parameters<typeof addItem>[1] = {}) {
  const shape = { form: '注射液', strength: '2ml:0.1mg', packUnit: '盒', baseUnit: '支', packSize: 10 };
  const kept = { controlClass: 'narcotic' as const, storageZone: 'controlled' as const };
  return addItem(world.services, { genericName, ...shape, ...kept, ...given });
}

/** A lot in the safe; gives its id. */
export function inSafe(world: ControlledWorld, quantityBase: number, item = world.fentanyl): Promise<number> {
  return addStock(world.services, world.safe, { item, quantityBase, organisationId: world.branch.id });
}

/** `person` stands by `actor`, proved by the own password. */
export async function second(world: ControlledWorld, person = world.zhao, actor = world.wang): Promise<SecondPerson> {
  const typed = { login: person.login, password: TEST_PASSWORD, address: '::1' };
  const standsBy = { permissions: ['controlled.act'] as const, placePath: world.branch.path };
  return accepted(await proveSecondPerson(world.services, actor, typed, standsBy));
}

/** An issue of the lot; gives its number and the id of its line. */
export async function issued(world: ControlledWorld, lotId: number, quantityBase: number, item = world.fentanyl) {
  const line = { itemId: item.id, quantityBase, place: { locationId: world.safe, lotId }, reason: '指定批号' };
  const header = {
    purpose: 'ward' as const,
    ward: '手术室',
    patient: '',
    prescription: 'CF1',
    note: '',
    taker: '李护士',
  };
  const input = { ...header, occurredAt: null, lines: [line] };
  const answer = await recordIssue(world.services, world.wang, key(), input, await second(world));
  const { number } = accepted(answer);
  const record = await issueByNumber(world.services.db.read, number);
  const [row] = await linesOfIssue(world.services.db.read, record?.document.id ?? 0);
  return { number, version: record?.document.version ?? 0, lineId: row?.id ?? 0 };
}

/** The register of the last ten days. */
export function register(
  world: ControlledWorld,
  item = world.fentanyl,
  given: Partial<Period> = {},
): Promise<RegisterPage> {
  const now = world.clock.now();
  const whose = { organisationId: world.branch.id, itemId: item.id };
  const period = { ...whose, since: now - 10 * DAY_MS, until: now + DAY_MS, ...given };
  return registerOf(world.services.db.read, period, { size: 500 });
}
