/** Beginning a month's return from the system's own data, and beginning a correction of one that was reported. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { monitoringLine, monitoringReturn } from '../../db/schema/monitoring.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { calendarFrom } from '../working-days/queries.ts';
import { actOnReturn, type Seen } from './act-commands.ts';
import { type Drawn, shortDrugs, withSubstitutes } from './draw-queries.ts';
import { lockMonths, versionsOf } from './record-queries.ts';
import { checkMonth, dueDay, MOST_LINES, UNDER_WAY } from './rules.ts';

/** The row of a line as it was drawn. */
export function lineOf(returnId: number, lineNumber: number, drawn: Drawn): typeof monitoringLine.$inferInsert {
  const { item, facts, requests, settled, cause, kind, pricePack, supplier, supplierReply, substitutes } = drawn;
  const { genericName, form, strength, manufacturer } = item;
  const words = { genericName, form, strength, manufacturer };
  const told = { kind, requests, settled, cause, pricePack, supplier, supplierReply, substitutes };
  return { returnId, lineNumber, itemId: item.id, ...words, ...facts, ...told, drawn: facts };
}

/** Writes the drugs as lines, from the number after `last` on. */
export async function addLines(tx: Tx, returnId: number, drawn: readonly Drawn[], last = 0): Promise<void> {
  for (const [at, one] of drawn.entries()) await tx.insert(monitoringLine).values(lineOf(returnId, last + at + 1, one));
}

/** The return's last day by the rule of today and the working calendar. */
export async function dueOf(tx: Tx, month: string, today: string): Promise<string> {
  const { workingDays } = await ruleOn(tx, 'monitoring_return', today);
  return dueDay(month, workingDays, await calendarFrom(tx, `${month}-01`));
}

/**
 * Prepares the month's return: a line for each drug that requests and refusals of the month say is short. Refuses a
 * month that is not over, and one that is reported or under way.
 */
export function prepareReturn(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { month: string },
): Promise<Answer<{ number: string; lines: number }>> {
  return command(services, actor, { act: 'monitoring.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'monitoring.prepare')) return refuseWithout('monitoring.prepare');
    const head = await headOrganisation(tx);
    if (head === undefined || !head.path.startsWith(actor.scopePath)) return refuse('not_found');
    const { month } = input;
    const today = dayOf(at);
    const over = checkMonth(month, today);
    if (!over.ok) return over;
    await lockMonths(tx, head.id);
    const versions = await versionsOf(tx, head.id, month);
    const known = versions.find((one) => one.status !== 'cancelled');
    if (known !== undefined) return refuse('monitoring_known', { month, number: known.number }, 'month');
    const bands = await ruleOn(tx, 'monitoring_return', today);
    const short = (await shortDrugs(tx, { month, today, bands })).slice(0, MOST_LINES);
    const dueOn = await dueOf(tx, month, today);
    const opening = { kind: 'monitoring' as const, status: 'draft', act: 'open', counterpartId: null };
    const { id, number } = await openDocument(tx, { ...opening, organisationId: head.id, actor, at });
    const version = (versions[0]?.version ?? 0) + 1;
    const paper = { documentId: id, organisationId: head.id, month, version, dueOn, drawnAt: at };
    await tx.insert(monitoringReturn).values(paper);
    await addLines(tx, id, await withSubstitutes(tx, short, today));
    const after = { month, version, lines: short.length, dueOn };
    return ok({ value: { number, lines: short.length }, subject: number, after });
  });
}

/**
 * Begins the next version of a reported return, with its lines as they were filed. Refuses one that is not reported or
 * no longer holds, and a month of which a version is under way.
 */
export function correctReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'correct' as const, to: 'reported' as const, permission: 'monitoring.prepare' as const };
  const request = { act: 'monitoring.correct', ...table, ...given, input };
  return actOnReturn(services, actor, request, async (tx, { document, paper, lines }, at) => {
    await lockMonths(tx, paper.organisationId);
    const versions = await versionsOf(tx, paper.organisationId, paper.month);
    const open = versions.find(({ status }) => UNDER_WAY.includes(status));
    if (open !== undefined) return refuse('monitoring_under_way', { number: open.number });
    const version = (versions[0]?.version ?? 0) + 1;
    const { organisationId, month, nothing, note, dueOn, drawnAt } = paper;
    const opening = { kind: 'monitoring' as const, status: 'draft', act: 'open', counterpartId: null };
    const { id, number } = await openDocument(tx, { ...opening, organisationId, actor, at, note: input.why });
    const same = { organisationId, month, nothing, note, dueOn, drawnAt };
    await tx
      .insert(monitoringReturn)
      .values({ documentId: id, version, ...same, replacesId: document.id, reason: input.why });
    for (const { id: _former, ...line } of lines) await tx.insert(monitoringLine).values({ ...line, returnId: id });
    return ok({ value: { number }, after: { number, version, why: input.why } });
  });
}

/**
 * Draws the numbers of a draft anew from stock, use and requests: lines that a person has not touched are written
 * over, new ones are added, and none is taken away.
 */
export function redrawReturn(
  services: CommandServices,
  actor: Actor,
  given: Seen,
): Promise<Answer<{ added: number; renewed: number }>> {
  const table = { step: 'change' as const, to: 'draft' as const, permission: 'monitoring.prepare' as const };
  const request = { act: 'monitoring.redraw', ...table, ...given, input: {} };
  return actOnReturn(services, actor, request, async (tx, { document, paper, lines }, at) => {
    const today = dayOf(at);
    const bands = await ruleOn(tx, 'monitoring_return', today);
    const ask = { month: paper.month, today, bands };
    const short = await withSubstitutes(tx, await shortDrugs(tx, ask), today);
    const known = new Map(lines.map((line) => [line.itemId, line]));
    const fresh = short.filter(({ item }) => !known.has(item.id)).slice(0, Math.max(0, MOST_LINES - lines.length));
    let renewed = 0;
    for (const one of short) {
      const line = known.get(one.item.id);
      if (line === undefined || isTouched(line)) continue;
      const { returnId: _same, lineNumber: _kept, ...row } = lineOf(document.id, line.lineNumber, one);
      await tx.update(monitoringLine).set(row).where(eq(monitoringLine.id, line.id));
      renewed += 1;
    }
    await addLines(tx, document.id, fresh, Math.max(0, ...lines.map((line) => line.lineNumber)));
    const changed = { drawnAt: at, ...(fresh.length > 0 && { nothing: false }) };
    await tx.update(monitoringReturn).set(changed).where(eq(monitoringReturn.documentId, document.id));
    const value = { added: fresh.length, renewed };
    return ok({ value, after: value });
  });
}

/** A line that says what the program alone could not: a person worked on it. */
function isTouched(line: typeof monitoringLine.$inferSelect): boolean {
  const facts = Object.entries(line.drawn) as [keyof typeof line.drawn, string | number | null][];
  return line.action !== '' || line.note !== '' || facts.some(([name, value]) => line[name] !== value);
}
