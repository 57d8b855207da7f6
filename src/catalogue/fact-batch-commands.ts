/** One fact for many items at once: a new edition of a list, a batch of volume-based procurement. */
import { inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { factsOn } from './fact-queries.ts';
import { addFacts, endFactRows, refreshCopies, spansOf } from './fact-rows-commands.ts';
import { checkCabinet, checkFactDay, checkFactKind, type FactSpan, placeFact } from './fact-rules.ts';
import { type FactType, readFact } from './facts.ts';
import { chunked } from './item-queries.ts';
import { lockCatalogue } from './lock-commands.ts';
import type { ItemRow } from './queries.ts';

/** A list that names more is cut up by the person who pastes it. */
export const MOST_ITEMS = 5000;

export interface BatchInput {
  itemIds: readonly number[];
  type: FactType;
  value: string;
  effectiveFrom: string;
  legalBasis: string;
}

/** What recording the fact would do to one item. */
export interface BatchLine {
  item: ItemRow;
  /** What holds on the day it begins, were it not recorded. */
  before: string;
  /** The row it closes; null when it is the first. */
  closes: FactSpan | null;
  /** Why it cannot be recorded for this item; null when it can. */
  refusal: Refusal | null;
}

/** What recording would do, item by item. Refuses a value or a day that no item can have. */
export async function planBatch(db: Db, input: BatchInput, today: string): Promise<Result<BatchLine[]>> {
  const { type, effectiveFrom } = input;
  const read = readFact(type, input.value);
  if (!read.ok) return { ...read, field: 'value' };
  const day = checkFactDay(effectiveFrom, today);
  if (!day.ok) return day;
  const ids = [...new Set(input.itemIds)];
  if (ids.length > MOST_ITEMS) return refuse('facts_too_many', { count: ids.length, most: MOST_ITEMS }, 'codes');
  const items: ItemRow[] = [];
  for (const part of chunked(ids)) items.push(...(await db.select().from(item).where(inArray(item.id, part))));
  const spans = await spansOf(db, ids);
  const facts = await factsOn(db, ids, effectiveFrom);
  const order = new Map(ids.map((id, index) => [id, index]));
  items.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return ok(
    items.map((each) => {
      const values = facts.get(each.id);
      const placed = placeFact(spans.get(`${each.id} ${type}`) ?? [], { value: read.value, effectiveFrom });
      const kind = checkFactKind(type, each.kind);
      const stored = values && isStorage(type) ? checkCabinet({ ...values, [type]: read.value }) : ok();
      const refusal = [kind, placed, stored].find((result) => !result.ok);
      return {
        item: each,
        before: values?.[type] ?? '',
        closes: placed.ok ? placed.value : null,
        refusal: refusal === undefined || refusal.ok ? null : refusal,
      };
    }),
  );
}

function isStorage(type: FactType): boolean {
  return type === 'control_class' || type === 'storage_zone';
}

/**
 * Records the fact for every item that can have it; the others stay as they are and are counted. One audit row names
 * the items. Refuses when there is none that can have it.
 */
export function recordFacts(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BatchInput,
): Promise<Answer<{ recorded: number; left: number }>> {
  return command(services, actor, { act: 'catalogue.record_facts', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const today = dayOf(at);
    const planned = await planBatch(tx, input, today);
    if (!planned.ok) return planned;
    const lines = planned.value.filter((line) => line.refusal === null);
    if (lines.length === 0) return refuse('facts_nothing');
    const { type, effectiveFrom, legalBasis } = input;
    const read = readFact(type, input.value);
    if (!read.ok) return read;
    const ends = lines.flatMap((line) => (line.closes === null ? [] : [line.closes.id]));
    await endFactRows(
      tx,
      ends.map((id) => ({ id, effectiveTo: addDays(effectiveFrom, -1) })),
    );
    const fact = { type, value: read.value, effectiveFrom, effectiveTo: null, legalBasis };
    await addFacts(
      tx,
      lines.map((line) => ({ itemId: line.item.id, ...fact })),
      { at, by: actor.userId },
    );
    const ids = lines.map((line) => line.item.id);
    await refreshCopies(tx, ids, today, at);
    const value = { recorded: lines.length, left: planned.value.length - lines.length };
    const after = { type, value: read.value, effectiveFrom, legalBasis, items: lines.map((line) => line.item.code) };
    return ok({ value, subject: 'items', after });
  });
}
