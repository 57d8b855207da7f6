/** What a person writes into a draft: lines by hand, corrections with their reasons, the zero report, the note. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { monitoringChange, monitoringLine, monitoringReturn } from '../../db/schema/monitoring.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnReturn, type Seen } from './act-commands.ts';
import { changesOf, type FieldChange, type LineValues } from './check-rules.ts';
import { drawOne } from './draw-queries.ts';
import { addLines } from './prepare-commands.ts';
import { MOST_LINES } from './rules.ts';

const CHANGE = { step: 'change' as const, to: 'draft' as const, permission: 'monitoring.prepare' as const };

interface Written {
  returnId: number;
  itemId: number;
  reason: string;
  actor: Actor;
  at: number;
}

async function keepChanges(tx: Tx, changes: readonly FieldChange[], written: Written): Promise<void> {
  const { returnId, itemId, reason, actor, at } = written;
  const by = { by: actor.userId, byName: actor.name, at };
  for (const change of changes)
    await tx.insert(monitoringChange).values({ returnId, itemId, ...change, reason, ...by });
}

/** Adds a drug by its code, with what is known of it. Refuses what is no drug, and one that is on the return. */
export function addLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { itemCode: string },
): Promise<Answer<{ name: string }>> {
  const request = { act: 'monitoring.add_line', ...CHANGE, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document, paper, lines }, at) => {
    const item = await itemByCode(tx, input.itemCode);
    if (item === undefined) return refuse('monitoring_item', { code: input.itemCode }, 'itemCode');
    if (item.kind !== 'drug') return refuse('monitoring_no_drug', { item: item.genericName }, 'itemCode');
    if (lines.some((line) => line.itemId === item.id)) {
      return refuse('monitoring_twice', { item: item.genericName }, 'itemCode');
    }
    if (lines.length >= MOST_LINES) return refuse('monitoring_many', { most: MOST_LINES }, 'itemCode');
    const today = dayOf(at);
    const bands = await ruleOn(tx, 'monitoring_return', today);
    const drawn = await drawOne(tx, { month: paper.month, today, bands }, item.id);
    if (drawn === undefined) return refuse('monitoring_no_drug', { item: item.genericName }, 'itemCode');
    await addLines(tx, document.id, [drawn], Math.max(0, ...lines.map((line) => line.lineNumber)));
    await tx.update(monitoringReturn).set({ nothing: false }).where(eq(monitoringReturn.documentId, document.id));
    return ok({ value: { name: item.genericName }, after: { code: item.code } });
  });
}

/** Takes a line off a draft, with the reason; it stays in the changes of the return. */
export function removeLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { lineId: number; why: string },
): Promise<Answer<{ name: string }>> {
  const request = { act: 'monitoring.remove_line', ...CHANGE, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document, lines }, at) => {
    const line = lines.find(({ id }) => id === input.lineId);
    if (line === undefined) return refuse('not_found');
    const written = { returnId: document.id, itemId: line.itemId, reason: input.why, actor, at };
    await keepChanges(tx, [{ field: 'note', before: line.genericName, after: '' }], written);
    const own = and(eq(monitoringLine.id, line.id), eq(monitoringLine.returnId, document.id));
    await tx.delete(monitoringLine).where(own);
    return ok({ value: { name: line.genericName }, after: { item: line.genericName, why: input.why } });
  });
}

/** Fills in or corrects a line. Refuses numbers and days other than those drawn without a reason. */
export function changeLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { lineId: number; values: LineValues; reason: string },
): Promise<Answer<{ fields: number }>> {
  const request = { act: 'monitoring.change_line', ...CHANGE, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document, lines }, at) => {
    const line = lines.find(({ id }) => id === input.lineId);
    if (line === undefined) return refuse('not_found');
    const changes = changesOf(line, input.values, line.drawn, input.reason);
    if (!changes.ok) return changes;
    const written = { returnId: document.id, itemId: line.itemId, reason: input.reason, actor, at };
    await keepChanges(tx, changes.value, written);
    await tx.update(monitoringLine).set(input.values).where(eq(monitoringLine.id, line.id));
    const after = { item: line.genericName, changes: changes.value, reason: input.reason };
    return ok({ value: { fields: changes.value.length }, after });
  });
}

/** Says that nothing was short in the month (零报告), or takes that back. Refuses it beside lines. */
export function setNothing(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { nothing: boolean },
): Promise<Answer<{ nothing: boolean }>> {
  const request = { act: 'monitoring.say_nothing', ...CHANGE, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document, lines }) => {
    if (input.nothing && lines.length > 0) return refuse('monitoring_nothing_lines', { count: lines.length });
    const { nothing } = input;
    await tx.update(monitoringReturn).set({ nothing }).where(eq(monitoringReturn.documentId, document.id));
    return ok({ value: { nothing } });
  });
}

/** Writes what explains the remarks on the return as a whole. */
export function setNote(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { note: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'monitoring.explain', ...CHANGE, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document }) => {
    const { note } = input;
    await tx.update(monitoringReturn).set({ note }).where(eq(monitoringReturn.documentId, document.id));
    return ok({ value: { number: given.number } });
  });
}
