/** A county with a batch in the hub, on the way, at a branch and at a village, partly handed out already. */
import { eq } from 'drizzle-orm';
import { lot } from '../../db/schema/ledger.ts';
import { recallLot } from '../../db/schema/recalls.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { type AnswerInput, answerRecall } from '../../src/recalls/answer-commands.ts';
import { openRecall, type RecallInput } from '../../src/recalls/draft-commands.ts';
import { confirmLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { candidatesFor } from '../../src/recalls/match-queries.ts';
import { noticesOf, recallByNumber, targetsOf } from '../../src/recalls/record-queries.ts';
import { readTargets } from '../../src/recalls/target-rules.ts';
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

export interface RecallWorld extends TestApp {
  head: TestMember;
  branch: TestMember;
  clinic: TestMember;
  stores: { head: number; apart: number; branch: number; clinic: number };
  quality: TestPerson;
  chief: TestPerson;
  keeper: TestPerson;
  pharmacist: TestPerson;
  doctor: TestPerson;
}

export async function openRecallWorld(): Promise<RecallWorld> {
  const test = await createTestApp();
  const { services } = test;
  const head = await addMember(services, { kind: 'head' });
  const branch = await addMember(services, { kind: 'branch', parent: head });
  const clinic = await addMember(services, { kind: 'clinic', parent: branch });
  const stores = {
    head: await addStore(services, head),
    apart: await addStore(services, branch, 'rejected'),
    branch: await addStore(services, branch),
    clinic: await addStore(services, clinic),
  };
  return {
    ...test,
    head,
    branch,
    clinic,
    stores,
    quality: await addPerson(services, head, 'quality_officer'),
    chief: await addPerson(services, head, 'chief_pharmacist'),
    keeper: await addPerson(services, head, 'storekeeper'),
    pharmacist: await addPerson(services, branch, 'branch_pharmacist'),
    doctor: await addPerson(services, clinic, 'village_doctor'),
  };
}

/** Goods of this world travel without papers. */
export const UNPAPERED: ReadonlySet<string> = new Set(['dispatch_in_transit']);

export const key = () => `recall-${process.pid}-${nextNumber()}`;
export const reasonOf = (answer: { ok: true } | { ok: false; reason: string }) => (answer.ok ? 'ok' : answer.reason);

export function forward(world: RecallWorld, ms: number): void {
  world.clock.set(world.clock.now() + ms);
}

type MoveKind = 'issue' | 'dispatch' | 'dispatch_receipt';

/** Moves some of a lot; gives whether it was refused. */
export async function moves(world: RecallWorld, kind: MoveKind, line: MoveLine, person = world.keeper) {
  const at = world.clock.now();
  return world.services.db.transaction(async (tx) => {
    const toId = line.to ?? (await outsideLocation(tx, 'consumed'));
    const lines = [{ lotId: line.lotId, fromId: line.from, toId, quantityBase: line.base }];
    const header = { kind, documentId: null, occurredAt: at, postedAt: at };
    return postGoods(tx, { ...header, actor: person, key: key(), lines });
  });
}

interface MoveLine {
  lotId: number;
  from: number;
  /** Left out: to patients. */
  to?: number;
  base: number;
}

export interface Batch {
  item: TestItem;
  lotId: number;
  number: string;
}

/** 480 in the hub, of which 48 are on the way to the branch, 72 are there, 24 in the village; 24 were handed out. */
export async function batch(world: RecallWorld, number = `AX${nextNumber()}7`, item?: TestItem): Promise<Batch> {
  const { stores, branch, clinic, services } = world;
  const of = item ?? (await addItem(services, { genericName: `召回药${nextNumber()}` }));
  const opening = { item: of, quantityBase: 480, organisationId: world.head.id, lot: number };
  const lotId = await addStock(services, stores.head, opening);
  forward(world, 1000);
  const send = async (from: number, by: number, to: number, base: number) => {
    accepted(await moves(world, 'dispatch', { lotId, from, to: by, base }));
    accepted(await moves(world, 'dispatch_receipt', { lotId, from: by, to, base }));
  };
  await send(stores.head, branch.transitId, stores.branch, 120);
  await send(stores.branch, clinic.transitId, stores.clinic, 24);
  accepted(await moves(world, 'dispatch', { lotId, from: stores.head, to: branch.transitId, base: 48 }));
  accepted(await moves(world, 'issue', { lotId, from: stores.branch, base: 24 }));
  forward(world, 1000);
  return { item: of, lotId, number };
}

export const notice = (more: Partial<RecallInput> = {}): RecallInput => ({
  level: 1,
  title: '溶出度不合格',
  source: '某药业',
  noticeNumber: '',
  reason: '溶出度不合格',
  handling: 'destroy',
  drill: false,
  receivedAt: null,
  ...more,
});

export const seen = async (world: RecallWorld, number: string) => {
  const head = await recallByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: head?.document.version ?? 0 };
};

/** A notice that names lots of an item; gives its number. */
export async function entered(
  world: RecallWorld,
  names: { item: string; lots: string; match?: 'exact' | 'part' | 'all' },
  more: Partial<RecallInput> = {},
): Promise<string> {
  const targets = accepted(readTargets(names.item, names.lots, names.match ?? 'exact'));
  return accepted(await openRecall(world.services, world.quality, key(), { ...notice(more), targets })).number;
}

export async function candidatesOf(world: RecallWorld, number: string) {
  const head = await recallByNumber(world.services.db.read, number);
  const targets = await targetsOf(world.services.db.read, head?.document.id ?? 0);
  return candidatesFor(
    world.services.db.read,
    targets.map(({ target }) => target),
  );
}

/** Entered, its lot confirmed, frozen (or told). */
export async function frozen(world: RecallWorld, of: Batch, more: Partial<RecallInput> = {}): Promise<string> {
  const number = await entered(world, { item: of.item.code, lots: of.number }, more);
  accepted(await confirmLots(world.services, world.quality, await seen(world, number), [of.lotId]));
  accepted(await freezeRecall(world.services, world.quality, await seen(world, number)));
  return number;
}

export async function noticesFor(world: RecallWorld, number: string) {
  const head = await recallByNumber(world.services.db.read, number);
  return noticesOf(world.services.db.read, head?.document.id ?? 0);
}

/** A member answers that it found so much. */
export async function answers(
  world: RecallWorld,
  number: string,
  by: { person: TestPerson; code: string; found: Record<number, string>; more?: Partial<AnswerInput> },
) {
  const found = Object.fromEntries(Object.entries(by.found).map(([lotId, units]) => [lotId, { units }]));
  const input = { found, used: {}, patients: 0, note: '', ...by.more };
  return answerRecall(world.services, by.person, { key: key(), number, organisationCode: by.code }, input);
}

export async function frozenBy(world: RecallWorld, lotId: number) {
  const [row] = await world.services.db.read.select().from(lot).where(eq(lot.id, lotId));
  return row?.frozen;
}

export async function holds(world: RecallWorld, lotId: number) {
  return world.services.db.read.select().from(recallLot).where(eq(recallLot.lotId, lotId));
}

/** Everyone says they found what the books have. */
export async function allAnswer(world: RecallWorld, number: string, { lotId }: Batch): Promise<void> {
  const { keeper, pharmacist, doctor } = world;
  const by = [
    { person: keeper, code: world.head.code, found: { [lotId]: '312' } },
    { person: pharmacist, code: world.branch.code, found: { [lotId]: '72' } },
    { person: doctor, code: world.clinic.code, found: { [lotId]: '20' }, more: { patients: 2, note: '少4片' } },
  ];
  for (const one of by) accepted(await answers(world, number, one));
}
