/** A branch with stock to count: two who count, a head who approves, the chiefs, and goods that move meanwhile. */
import { and, eq } from 'drizzle-orm';
import { balance } from '../../db/schema/ledger.ts';
import { location } from '../../db/schema/organisations.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { recordFindings } from '../../src/counts/find-commands.ts';
import { openCount } from '../../src/counts/open-commands.ts';
import { countView } from '../../src/counts/page-queries.ts';
import { approveCount } from '../../src/counts/post-commands.ts';
import { type LineReason, submitCount } from '../../src/counts/submit-commands.ts';
import { outsideLocation, storesOf } from '../../src/organisations/queries.ts';
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

export interface CountWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  store: number;
  first: TestPerson;
  second: TestPerson;
  chief: TestPerson;
  chiefPharmacist: TestPerson;
  accountant: TestPerson;
}

export async function openCountWorld(): Promise<CountWorld> {
  const test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head' });
  const branch = await addMember(test.services, { kind: 'branch', parent: head });
  return {
    ...test,
    head,
    branch,
    store: await addStore(test.services, branch),
    first: await addPerson(test.services, branch, 'branch_pharmacist'),
    second: await addPerson(test.services, branch, 'branch_pharmacist'),
    chief: await addPerson(test.services, branch, 'branch_head'),
    chiefPharmacist: await addPerson(test.services, head, 'chief_pharmacist'),
    accountant: await addPerson(test.services, head, 'chief_accountant'),
  };
}

export const key = () => `count-${process.pid}-${nextNumber()}`;
export const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

/** Lets time pass: what moved before a finding and after it is told apart by it. */
export function forward(world: CountWorld, ms: number): void {
  world.clock.set(world.clock.now() + ms);
}

/** An item with one lot in the branch's store. */
/** The branch's store for controlled drugs. */
export async function safeOf(world: CountWorld): Promise<number> {
  const safes = await storesOf(world.services.db.read, [world.branch.id]);
  return safes.find((one) => one.zone === 'controlled')?.id ?? addStore(world.services, world.branch, 'controlled');
}

export async function stocked(
  world: CountWorld,
  quantityBase: number,
  given: Parameters<typeof addItem>[1] = {},
): Promise<{ item: TestItem; lotId: number }> {
  const item = await addItem(world.services, given);
  const at = { item, quantityBase, organisationId: world.branch.id };
  const lotId = await addStock(
    world.services,
    given.controlClass === undefined ? world.store : await safeOf(world),
    at,
  );
  // What is counted later than it came in is told apart by time
  forward(world, 1000);
  return { item, lotId };
}

const viewerOf = (world: CountWorld, person: TestPerson): Viewer => ({
  ...person,
  organisationKind: 'branch',
  organisationPath: world.branch.path,
  language: 'zh',
  theme: 'auto',
  mustChangePassword: false,
});

export async function viewOf(world: CountWorld, number: string, person = world.first) {
  const view = await countView(world.services.db.read, viewerOf(world, person), number, world.clock.now());
  if (view === undefined) throw new Error(`no ${number}`);
  return view;
}

/** Opens a count of these items. */
export async function opened(world: CountWorld, items: TestItem[], asOf: number | null = null): Promise<string> {
  const input = {
    organisationCode: world.branch.code,
    title: '月末盘点',
    scope: 'items' as const,
    detail: { itemCodes: items.map((item) => item.code) },
    asOf,
    blind: true,
  };
  return accepted(await openCount(world.services, world.first, key(), input)).number;
}

/** Reports base units for the line of a lot. */
export async function finds(
  world: CountWorld,
  person: TestPerson,
  number: string,
  lotId: number,
  base: number,
  countedAt: number | null = null,
) {
  const { lines } = await viewOf(world, number);
  const line = lines.find((one) => one.line.lotId === lotId);
  const typed = { [String(line?.line.id ?? 0)]: { units: String(base) } };
  return recordFindings(world.services, person, { key: key(), number }, { lines: typed, countedAt });
}

export const seen = async (world: CountWorld, number: string) => ({
  key: key(),
  number,
  seenVersion: (await viewOf(world, number)).document.version,
});

/** Hands the count in with one reason for whatever differs. */
export async function submits(world: CountWorld, number: string, person = world.first) {
  const { lines } = await viewOf(world, number);
  const why: LineReason = { code: 'lost', text: '' };
  const reasons = Object.fromEntries(lines.map(({ line }) => [String(line.id), why]));
  return submitCount(world.services, person, await seen(world, number), { reasons });
}

export const approves = async (world: CountWorld, number: string, person = world.chief) =>
  approveCount(world.services, person, await seen(world, number));

/** Takes goods out for use, as of `occurredAt` or now; gives whether they were there. */
export async function issues(world: CountWorld, lotId: number, quantityBase: number, occurredAt?: number) {
  forward(world, 1000);
  const at = world.clock.now();
  return world.services.db.transaction(async (tx) => {
    const consumed = await outsideLocation(tx, 'consumed');
    const line = { lotId, fromId: world.store, toId: consumed, quantityBase };
    const header = { kind: 'issue' as const, documentId: null, occurredAt: occurredAt ?? at, postedAt: at };
    return postGoods(tx, { ...header, actor: world.first, key: key(), lines: [line] });
  });
}

/** Brings goods of a lot in. */
export async function receives(world: CountWorld, lotId: number, quantityBase: number) {
  forward(world, 1000);
  const at = world.clock.now();
  return world.services.db.transaction(async (tx) => {
    const supplier = await outsideLocation(tx, 'supplier');
    const line = { lotId, fromId: supplier, toId: world.store, quantityBase };
    const header = { kind: 'receipt' as const, documentId: null, occurredAt: at, postedAt: at };
    return postGoods(tx, { ...header, actor: world.first, key: key(), lines: [line] });
  });
}

export async function onHand(world: CountWorld, lotId: number): Promise<number> {
  const rows = await world.services.db.read
    .select({ onHand: balance.onHand })
    .from(balance)
    .innerJoin(location, eq(location.id, balance.locationId))
    .where(and(eq(location.keeperId, world.branch.id), eq(balance.lotId, lotId)));
  return rows.reduce((sum, row) => sum + row.onHand, 0);
}
