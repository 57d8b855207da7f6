/** A request in parts for tests: split, answered, taken back, settled, and its sums against what was asked. */
import { partsServing } from '../../src/dispatches/serving-queries.ts';
import { givePart, type PartInput, withdrawPart } from '../../src/shortages/part-commands.ts';
import { goodsLines, partsOf } from '../../src/shortages/part-queries.ts';
import { unansweredBase } from '../../src/shortages/rules.ts';
import { type SettleInput, settlePart } from '../../src/shortages/settle-commands.ts';
import { answered, type DispatchWorld, openWorld, PACK, shortageOf, viewOf } from '../dispatches/dispatch-world.ts';
import type { TestPerson } from '../support/build.ts';

export let world: DispatchWorld;

/** Before the tests of a file. */
export async function openParts(): Promise<void> {
  world = await openWorld(2000);
}

export const DUE = '2026-11-30';

/** A request of fifty packs of which the hub gives thirty. */
export function split(packs = 30) {
  return answered(world, [{ lotId: world.lots.first, quantityBase: packs * PACK }], { askedBase: 50 * PACK });
}

export async function give(number: string, given: Partial<PartInput>, actor: TestPerson = world.people.pharmacist) {
  const none = { note: '', dueOn: DUE, order: null, itemCode: null, itemBase: 0 };
  const version = (await shortageOf(world, number)).document.version;
  const input = { number, version, way: 'purchase' as const, quantityBase: 20 * PACK, ...none, ...given };
  const answer = await givePart(world.services, actor, null, input);
  return answer.ok ? 'accepted' : answer.reason;
}

export async function back(number: string, way: string, actor: TestPerson = world.people.pharmacist) {
  const { document } = await shortageOf(world, number);
  const part = (await partsOf(world.services.db.read, document.id)).find((one) => one.way === way && !one.endedAt);
  const input = { number, version: document.version, part: part?.id ?? 0 };
  const answer = await withdrawPart(world.services, actor, null, input);
  return answer.ok ? 'accepted' : answer.reason;
}

export async function settle(number: string, dispatch: string, given: Partial<SettleInput> = {}) {
  const { version } = (await shortageOf(world, number)).document;
  const input = { number, version, dispatch, outcome: 'collected' as const, note: '', issue: false, ...given };
  const answer = await settlePart(world.services, world.people.receiver, null, input);
  return answer.ok ? 'accepted' : answer.reason;
}

/** All that a request is made of, against what was asked. */
export async function sums(number: string) {
  const { document, shortage } = await shortageOf(world, number);
  const db = world.services.db.read;
  const parts = await partsOf(db, document.id);
  const goods = goodsLines(shortage, await partsServing(db, document.id), parts);
  const standing = (kind: string) => parts.filter((part) => part.kind === kind && part.endedAt === null);
  const sum = (rows: readonly { quantityBase: number }[]) => rows.reduce((total, row) => total + row.quantityBase, 0);
  return {
    asked: shortage.quantityBase,
    parts: sum(goods) + sum(standing('promise')) + shortage.closedBase + unansweredBase(shortage),
    promised: sum(standing('promise')) - shortage.promisedBase,
    ended: sum(standing('ending')) - shortage.settledBase,
  };
}
export const even = (asked: number) => ({ asked, parts: asked, promised: 0, ended: 0 });
export const versionOf = async (number: string) => (await viewOf(world, number)).record.document.version;
export const statusOf = async (number: string) => (await shortageOf(world, number)).document.status;
