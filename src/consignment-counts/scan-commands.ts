/** What people scan at the shelf: a unit that stands there, one that strayed in, or a code that is none of ours. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { consignmentCountStray, consignmentCountUnit } from '../../db/schema/consignment-counts.ts';
import type { implantUnit } from '../../db/schema/implants.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { bringBack } from '../implants/missing-commands.ts';
import { moveTo } from '../implants/move-commands.ts';
import { shareRecalls } from '../implants/place-commands.ts';
import { readUnit, udiText } from '../implants/rules.ts';
import { lockUnit, unitAnywhere } from '../implants/unit-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { actOnShelfCount, type Given } from './act-commands.ts';
import type { ShelfCount } from './count-record.ts';
import { straysOf } from './line-queries.ts';
import { type Seen, type StrayReason, strayOf } from './rules.ts';

const counting = ({ document }: ShelfCount): Result<undefined> =>
  document.status === 'counting' ? ok() : refuse('shelf_count_not_counting', { number: document.number });

type Unit = typeof implantUnit.$inferSelect;

interface Scanning {
  loaded: ShelfCount;
  actor: Actor;
  at: number;
}

export interface ScanInput {
  code: string;
  /** Where it stands, in a count of all shelves; empty for where the register says. */
  shelf: string;
  note: string;
}

export type Scanned =
  | { seen: Seen; serial: string; from: string }
  | { stray: StrayReason; position: number; serial: string };

async function addStray(
  tx: Tx,
  { loaded, actor, at }: Scanning,
  found: { code: string; why: StrayReason; note: string },
): Promise<Result<number>> {
  const strays = await straysOf(tx, loaded.document.id);
  const twice = strays.find((one) => one.code === found.code && one.takenBackAt === null);
  if (twice !== undefined) return refuse('shelf_count_stray_known', { position: twice.position }, 'code');
  const position = strays.length + 1;
  const by = { foundBy: actor.userId, foundByName: actor.name, foundAt: at };
  await tx.insert(consignmentCountStray).values({ countId: loaded.document.id, position, ...found, ...by });
  return ok(position);
}

/** Lays the unit where it was seen, and takes it back onto the shelf when it was missing. */
async function settle(tx: Tx, scanning: Scanning, unit: Unit, shelf: string): Promise<Result<Seen>> {
  const { loaded, actor, at } = scanning;
  const note = loaded.document.number;
  if (unit.state === 'missing') {
    const back = await bringBack(tx, actor, at, { unit, shelf, note });
    return back.ok ? ok('found') : { ...back, field: 'code' };
  }
  if (unit.shelf === shelf) return ok('here');
  const moved = await moveTo(tx, actor, at, { unit, shelf, note });
  return moved.ok ? ok('moved') : { ...moved, field: 'code' };
}

async function see(tx: Tx, scanning: Scanning, unit: Unit, input: ScanInput): Promise<Result<Scanned>> {
  const { loaded, actor, at } = scanning;
  const countId = loaded.document.id;
  const same = and(eq(consignmentCountUnit.countId, countId), eq(consignmentCountUnit.unitId, unit.id));
  const [line] = await tx.select().from(consignmentCountUnit).where(same);
  const { serial, shelf: bookShelf } = unit;
  if (line !== undefined && line.seen !== null) {
    return refuse('shelf_count_seen', { serial, who: line.seenByName ?? '' }, 'code');
  }
  const settled = await settle(tx, scanning, unit, loaded.count.shelf || input.shelf || bookShelf);
  if (!settled.ok) return settled;
  const facts = { seen: settled.value, seenBy: actor.userId, seenByName: actor.name, seenAt: at };
  if (line === undefined) {
    await tx.insert(consignmentCountUnit).values({ countId, unitId: unit.id, expected: false, bookShelf, ...facts });
  } else {
    await tx.update(consignmentCountUnit).set(facts).where(eq(consignmentCountUnit.id, line.id));
  }
  return ok({ seen: settled.value, serial, from: bookShelf });
}

/**
 * Marks a unit as seen on the shelf. One of another shelf of the member is laid here, one that was missing comes
 * back; any other is written down as a stray, and nothing else changes. Refuses codes that do not read, what was
 * scanned already, a missing unit that is invoiced or paid for, and a count that nobody counts.
 */
export function scanUnit(
  services: CommandServices,
  actor: Actor,
  given: Given,
  input: ScanInput,
): Promise<Answer<Scanned>> {
  return actOnShelfCount(services, actor, { act: 'scan', ...given, input }, async (tx, loaded, at) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    const udi = readUnit(input.code, dayOf(at));
    if (!udi.ok) return { ...udi, field: 'code' };
    await tx.run(shareRecalls, {});
    const known = await unitAnywhere(tx, udi.value);
    // One of our own may have gone to another member while it was waited for
    const unit = known && ((await lockUnit(tx, known.organisationId, known.id)) ?? (await unitAnywhere(tx, udi.value)));
    const why = unit === undefined ? ('unknown' as const) : strayOf(unit, loaded.place.id);
    const scanning = { loaded, actor, at };
    if (unit !== undefined && why === null) {
      const seen = await see(tx, scanning, unit, input);
      return seen.ok ? ok({ value: seen.value, after: { ...input, ...seen.value } }) : seen;
    }
    const { serial } = udi.value;
    const code = `${udiText(udi.value)}(10)${udi.value.lotNumber}`;
    const stray = why ?? 'unknown';
    const position = await addStray(tx, scanning, { code, why: stray, note: input.note });
    if (!position.ok) return position;
    return ok({ value: { stray, position: position.value, serial }, after: { ...input, stray } });
  });
}

/** Takes a scan back: it was another thing. Refuses what another person scanned; what was moved or found stays so. */
export function unseeUnit(
  services: CommandServices,
  actor: Actor,
  given: Given,
  input: { line: number },
): Promise<Answer<{ line: number }>> {
  return actOnShelfCount(services, actor, { act: 'unscan', ...given, input }, async (tx, loaded) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    const same = and(eq(consignmentCountUnit.countId, loaded.document.id), eq(consignmentCountUnit.id, input.line));
    const [line] = await tx.select().from(consignmentCountUnit).where(same);
    if (line === undefined || line.seen === null) return refuse('not_found');
    if (line.seenBy !== actor.userId) return refuse('shelf_count_seen_other', { who: line.seenByName ?? '' });
    const nobody = { seen: null, seenBy: null, seenByName: null, seenAt: null };
    await tx.update(consignmentCountUnit).set(nobody).where(eq(consignmentCountUnit.id, line.id));
    return ok({ value: { line: line.id }, before: line });
  });
}

/** Writes down a thing whose code does not read, or that has none. */
export function addStrayThing(
  services: CommandServices,
  actor: Actor,
  given: Given,
  input: { code: string; note: string },
): Promise<Answer<{ position: number }>> {
  return actOnShelfCount(services, actor, { act: 'stray', ...given, input }, async (tx, loaded, at) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    const position = await addStray(tx, { loaded, actor, at }, { ...input, why: 'unreadable' });
    return position.ok ? ok({ value: { position: position.value }, after: input }) : position;
  });
}

/** Takes a stray back that was written down by mistake. Refuses those of another person. */
export function takeBackStray(
  services: CommandServices,
  actor: Actor,
  given: Given,
  input: { position: number },
): Promise<Answer<{ position: number }>> {
  return actOnShelfCount(services, actor, { act: 'stray_back', ...given, input }, async (tx, loaded, at) => {
    const open = counting(loaded);
    if (!open.ok) return open;
    const stray = (await straysOf(tx, loaded.document.id)).find((one) => one.position === input.position);
    if (stray === undefined || stray.takenBackAt !== null) return refuse('not_found');
    if (stray.foundBy !== actor.userId) return refuse('shelf_count_seen_other', { who: stray.foundByName });
    const standing = and(eq(consignmentCountStray.id, stray.id), isNull(consignmentCountStray.takenBackAt));
    await tx.update(consignmentCountStray).set({ takenBackAt: at }).where(standing);
    return ok({ value: { position: stray.position }, before: stray });
  });
}
