/** The lines of a proposal while nobody has answered them: their quantities changed, or declined with a reason. */
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { proposalLine } from '../../db/schema/transfers.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { documentByNumber } from '../documents/queries.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { proposalTransitions } from './rules.ts';

export interface TypedBoxes {
  packs?: string | undefined;
  units?: string | undefined;
}

export interface LinesInput {
  number: string;
  /** The lines that are answered; for changes, all of those that were typed. */
  chosen: readonly number[];
  /** By the line's id. */
  typed: Record<string, TypedBoxes>;
}

type LineRow = typeof proposalLine.$inferSelect;
export interface Line {
  line: LineRow;
  of: typeof item.$inferSelect;
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The proposal, locked, with its lines of these ids that nobody has answered. */
export async function openLines(tx: Tx, actor: Actor, number: string, ids: readonly number[]) {
  if (!may(actor.roles, 'proposal.make')) return refuseWithout('proposal.make');
  await tx.run(lockDocument, { number });
  const head = await documentByNumber(tx, 'proposal', number);
  if (head === undefined) return refuse('not_found');
  const rows = await tx
    .select({ line: proposalLine, of: item })
    .from(proposalLine)
    .innerJoin(item, eq(item.id, proposalLine.itemId))
    .where(and(eq(proposalLine.proposalId, head.id), isOneOf(proposalLine.id, [...ids])))
    .orderBy(proposalLine.lineNumber);
  if (rows.length < new Set(ids).size) return refuse('not_found');
  const answered = rows.find(({ line }) => line.status !== 'proposed');
  if (answered !== undefined) return refuse('proposal_line_answered', { line: answered.line.lineNumber });
  return ok({ head, lines: rows });
}

/** What was typed for the lines; what was not stays as it is. Refuses nothing, nonsense, and torn packs. */
export function readTyped(lines: readonly Line[], typed: LinesInput['typed']): Result<Map<number, number>> {
  const read = new Map<number, number>();
  for (const { line, of } of lines) {
    const { packs = '', units = '' } = typed[String(line.id)] ?? {};
    if (`${packs}${units}`.trim() === '') {
      read.set(line.id, line.quantityBase);
      continue;
    }
    const quantity = readQuantity({ packs, units }, of);
    const field = `line.${line.id}`;
    if (!quantity.ok) return { ...quantity, field: `${field}.${quantity.field ?? 'packs'}` };
    if (quantity.value === 0) return refuse('proposal_zero', { item: of.genericName }, `${field}.packs`);
    read.set(line.id, quantity.value);
  }
  return ok(read);
}

export async function setQuantities(
  tx: Tx,
  lines: readonly Line[],
  read: ReadonlyMap<number, number>,
): Promise<number> {
  let changed = 0;
  for (const { line } of lines) {
    const quantityBase = read.get(line.id) ?? line.quantityBase;
    if (quantityBase === line.quantityBase) continue;
    changed += 1;
    await tx.update(proposalLine).set({ quantityBase }).where(eq(proposalLine.id, line.id));
  }
  return changed;
}

/** Changes quantities of lines that nobody has answered. */
export function changeLines(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LinesInput,
): Promise<Answer<{ changed: number }>> {
  return command(services, actor, { act: 'proposal.change', key, input, subject: input.number }, async (tx, at) => {
    const found = await openLines(tx, actor, input.number, input.chosen);
    if (!found.ok) return found;
    const { head, lines } = found.value;
    const read = readTyped(lines, input.typed);
    if (!read.ok) return read;
    const changed = await setQuantities(tx, lines, read.value);
    const step = { act: 'change', to: 'open', transitions: proposalTransitions, actor, at, detail: { changed } };
    const led = await advance(tx, head.id, step);
    return led.ok ? ok({ value: { changed }, subject: input.number, after: { changed } }) : led;
  });
}

/** Closed once every line is answered. */
export async function stateAfter(tx: Tx, proposalId: number): Promise<'open' | 'closed'> {
  const [row] = await tx
    .select({ left: sql<number>`count(*)`.mapWith(Number) })
    .from(proposalLine)
    .where(and(eq(proposalLine.proposalId, proposalId), eq(proposalLine.status, 'proposed')));
  return (row?.left ?? 0) > 0 ? 'open' : 'closed';
}

/** Declines lines with a reason. */
export function declineLines(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Pick<LinesInput, 'number' | 'chosen'> & { reason: string },
): Promise<Answer<{ declined: number }>> {
  return command(services, actor, { act: 'proposal.decline', key, input, subject: input.number }, async (tx, at) => {
    const { number, chosen, reason } = input;
    if (chosen.length === 0) return refuse('proposal_none_ticked');
    if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
    const found = await openLines(tx, actor, number, chosen);
    if (!found.ok) return found;
    const { head } = found.value;
    await tx
      .update(proposalLine)
      .set({ status: 'declined', reason: reason.trim() })
      .where(isOneOf(proposalLine.id, [...chosen]));
    const to = await stateAfter(tx, head.id);
    const common = { act: 'decline', to, transitions: proposalTransitions, actor, at, note: reason.trim() };
    const led = await advance(tx, head.id, { ...common, detail: { lines: chosen.length } });
    return led.ok ? ok({ value: { declined: chosen.length }, subject: number, after: input }) : led;
  });
}
