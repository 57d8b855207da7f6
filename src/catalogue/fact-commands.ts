/** Acts on dated facts: record, take back what is not yet in force, correct what was written wrongly. */
import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item, itemFact } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { factsOn } from './fact-queries.ts';
import { addFacts, endFactRows, overwriteFactRows, refreshCopies } from './fact-rows-commands.ts';
import {
  checkCabinet,
  checkCorrection,
  checkFactDay,
  checkFactKind,
  type FactSpan,
  placeFact,
  takeBack,
} from './fact-rules.ts';
import { type FactType, readFact } from './facts.ts';
import { lockCatalogue } from './lock-commands.ts';
import type { ItemRow } from './queries.ts';

export interface FactInput {
  itemId: number;
  type: FactType;
  value: string;
  /** First day on which it holds. */
  effectiveFrom: string;
  /** Where it stands written: law, list, decision. */
  legalBasis: string;
}

async function itemOf(tx: Tx, id: number): Promise<ItemRow | undefined> {
  const [row] = await tx.select().from(item).where(eq(item.id, id));
  return row;
}

function rowsOf(tx: Tx, itemId: number, type: FactType): Promise<(typeof itemFact.$inferSelect)[]> {
  return tx
    .select()
    .from(itemFact)
    .where(and(eq(itemFact.itemId, itemId), eq(itemFact.type, type)))
    .orderBy(asc(itemFact.effectiveFrom));
}

/** With the fact written, a narcotic must still lie in a locked cabinet on the day it begins. */
async function checkStorage(tx: Tx, itemId: number, type: FactType, value: string, day: string) {
  if (type !== 'control_class' && type !== 'storage_zone') return ok();
  const facts = (await factsOn(tx, [itemId], day)).get(itemId);
  return facts === undefined ? ok() : checkCabinet({ ...facts, [type]: value });
}

const shown = (row: FactSpan & { type: string; legalBasis: string }) => ({
  type: row.type,
  value: row.value,
  effectiveFrom: row.effectiveFrom,
  effectiveTo: row.effectiveTo,
  legalBasis: row.legalBasis,
});

/**
 * Records what holds from a day on: closes the open row the day before and opens one. What holds today already is
 * copied to the item at once; what is dated ahead comes into force by the clock.
 * Refuses `fact_value`, `fact_day`, `fact_overlaps`, `fact_same`, `fact_not_of_kind`, `fact_needs_cabinet`.
 */
export function recordFact(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: FactInput,
): Promise<Answer<{ code: string }>> {
  return command(services, actor, { act: 'catalogue.record_fact', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const today = dayOf(at);
    const subject = await itemOf(tx, input.itemId);
    if (subject === undefined) return refuse('not_found');
    const { type, effectiveFrom, legalBasis } = input;
    const read = readFact(type, input.value);
    if (!read.ok) return { ...read, field: 'value' };
    for (const checked of [checkFactKind(type, subject.kind), checkFactDay(effectiveFrom, today)]) {
      if (!checked.ok) return checked;
    }
    const placed = placeFact(await rowsOf(tx, subject.id, type), { value: read.value, effectiveFrom });
    if (!placed.ok) return placed;
    const storage = await checkStorage(tx, subject.id, type, read.value, effectiveFrom);
    if (!storage.ok) return storage;
    const closed = placed.value;
    if (closed !== null) await endFactRows(tx, [{ id: closed.id, effectiveTo: addDays(effectiveFrom, -1) }]);
    const opened = { itemId: subject.id, type, value: read.value, effectiveFrom, effectiveTo: null, legalBasis };
    await addFacts(tx, [opened], { at, by: actor.userId });
    await refreshCopies(tx, [subject.id], today, at);
    const before = closed === null ? undefined : { type, value: closed.value, effectiveFrom: closed.effectiveFrom };
    const after = { type, value: read.value, effectiveFrom, legalBasis };
    return ok({ value: { code: subject.code }, subject: subject.code, before, after });
  });
}

interface RowRequest {
  itemId: number;
  factId: number;
  type: FactType;
}

/**
 * Takes back a row that is not yet in force; the row before it holds on. The audit row keeps what was taken back.
 * Refuses `fact_in_force` and `fact_followed`.
 */
export function withdrawFact(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RowRequest,
): Promise<Answer<{ code: string }>> {
  return command(services, actor, { act: 'catalogue.withdraw_fact', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const subject = await itemOf(tx, input.itemId);
    if (subject === undefined) return refuse('not_found');
    const rows = await rowsOf(tx, subject.id, input.type);
    const row = rows.find((each) => each.id === input.factId);
    const reopened = takeBack(rows, input.factId, dayOf(at));
    if (!reopened.ok) return reopened;
    if (row === undefined) return refuse('not_found');
    await tx.delete(itemFact).where(eq(itemFact.id, row.id));
    if (reopened.value !== null) await endFactRows(tx, [{ id: reopened.value.id, effectiveTo: null }]);
    return ok({ value: { code: subject.code }, subject: subject.code, before: shown(row) });
  });
}

export interface Correction extends RowRequest {
  value: string;
  legalBasis: string;
  /** Why what stood there was wrong. */
  reason: string;
}

/**
 * Writes over a row that was recorded wrongly, its days unchanged. What stood there, who wrote it and why it was wrong
 * stay in the trail, from which the item's page shows them beside the row. Refuses `fact_same` and `fact_value`.
 */
export function correctFact(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Correction,
): Promise<Answer<{ code: string }>> {
  return command(services, actor, { act: 'catalogue.correct_fact', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const subject = await itemOf(tx, input.itemId);
    if (subject === undefined) return refuse('not_found');
    const { type, legalBasis, reason } = input;
    const read = readFact(type, input.value);
    if (!read.ok) return { ...read, field: 'value' };
    const rows = await rowsOf(tx, subject.id, type);
    const corrected = checkCorrection(rows, input.factId, read.value);
    const row = rows.find((each) => each.id === input.factId);
    if (!corrected.ok) return corrected;
    if (row === undefined) return refuse('not_found');
    const storage = await checkStorageWhile(tx, subject.id, type, read.value, row, dayOf(at));
    if (!storage.ok) return storage;
    const hand = { at, by: actor.userId };
    await overwriteFactRows(tx, [{ id: row.id, value: read.value, legalBasis }], hand);
    await refreshCopies(tx, [subject.id], dayOf(at), at);
    const after = { ...shown(row), value: read.value, legalBasis, reason };
    return ok({ value: { code: subject.code }, subject: subject.code, before: shown(row), after });
  });
}

/** A correction of the past does not touch any cabinet; one that holds today or later does. */
async function checkStorageWhile(
  tx: Tx,
  itemId: number,
  type: FactType,
  value: string,
  row: FactSpan,
  today: string,
): Promise<Result<undefined>> {
  if (row.effectiveTo !== null && row.effectiveTo < today) return ok();
  return checkStorage(tx, itemId, type, value, row.effectiveFrom > today ? row.effectiveFrom : today);
}
