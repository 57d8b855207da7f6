/** A month's depreciation posted for all owners at once, and one owner's month taken back. */
import { and, count, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { depreciationRun } from '../../db/schema/asset-values.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { openWornAccounts, wornCodes } from '../account/chart.ts';
import { isMonth } from '../account/months.ts';
import { type CodedLine, transferByCode } from '../account/transfer-by-code.ts';
import type { FundSource } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { alone, ok, type Result, refuse } from '../kernel/result.ts';
import { endOf, monthState, type OwnerRun, plannedRuns } from './run-queries.ts';
import * as sql from './run-statements.ts';

const LINES_AT_ONCE = 5000;

interface Sums {
  cards: number;
  monthFen: number;
  openingFen: number;
  correctionFen: number;
}

/** What a planned run comes to. */
export function sumsOf({ lines }: OwnerRun): Sums {
  const sums = { cards: new Set(lines.map(({ card }) => card.id)).size, monthFen: 0, openingFen: 0, correctionFen: 0 };
  for (const { line } of lines) {
    sums.monthFen += line.monthFen;
    sums.openingFen += line.openingFen;
    sums.correctionFen += line.correctionFen;
  }
  return sums;
}

/** Entries of the books by what the lines of a run sum to; a correction that gives back turns its entry round. */
async function moveValue(
  tx: Tx,
  run: { id: number; ownerId: number; month: string },
  by: { actor: Actor; at: number },
) {
  const rows = await tx.run<{ source: FundSource; cost_fen: number; past_fen: number }>(sql.sumsOfRun, {
    runId: run.id,
  });
  const { actor, at } = by;
  const sources = rows.map(({ source }) => ({ organisationId: run.ownerId, source }));
  if (sources.length === 0) return ok();
  await openWornAccounts(tx, sources);
  const lines = rows.flatMap((row): CodedLine[] => {
    const { cost, past, worn } = wornCodes(run.ownerId, row.source);
    const entry = (account: string, fen: number, what: string): CodedLine[] => {
      if (fen === 0) return [];
      const sides = fen > 0 ? { debit: account, credit: worn } : { debit: worn, credit: account };
      const key = `depreciation-${run.id}-${row.source}-${what}`;
      return [
        { ...sides, amountFen: Math.abs(fen), key, documentId: null, occurredAt: Math.min(at, endOf(run.month)) },
      ];
    };
    return [...entry(cost, Number(row.cost_fen), 'cost'), ...entry(past, Number(row.past_fen), 'past')];
  });
  if (lines.length === 0) return ok();
  const moved = await transferByCode(tx, { code: 'depreciation', actorId: actor.userId, postedAt: at }, lines);
  return moved.ok ? ok() : alone(moved);
}

/** The run's row; undefined when another has charged that month of that owner meanwhile. */
async function addRun(
  tx: Tx,
  by: { actor: Actor; at: number },
  run: Pick<typeof depreciationRun.$inferInsert, 'month' | 'ownerId' | 'kind' | 'reversesId' | 'note'> & Sums,
): Promise<number> {
  const same = and(
    eq(depreciationRun.month, run.month),
    eq(depreciationRun.ownerId, run.ownerId),
    eq(depreciationRun.kind, run.kind),
  );
  const [before] = await tx.select({ total: count() }).from(depreciationRun).where(same);
  const { actor, at } = by;
  const [made] = await tx
    .insert(depreciationRun)
    .values({
      ...run,
      attempt: Number(before?.total ?? 0) + 1,
      actorId: actor.userId,
      actorName: actor.name,
      postedAt: at,
    })
    .returning({ id: depreciationRun.id });
  if (made === undefined) throw new Error('the run was not written');
  return made.id;
}

async function postOwner(tx: Tx, by: { actor: Actor; at: number }, month: string, run: OwnerRun): Promise<number> {
  const { ownerId } = run;
  const runId = await addRun(tx, by, { month, ownerId, kind: 'run', reversesId: null, note: null, ...sumsOf(run) });
  const rows = run.lines.map(({ card, line }) => ({
    run_id: runId,
    asset_id: card.id,
    source: line.source,
    month_fen: line.monthFen,
    opening_fen: line.openingFen,
    correction_fen: line.correctionFen,
    amount_fen: line.amountFen,
    accumulated_fen: line.accumulatedFen,
    why: line.why,
    price_fen: card.priceFen,
    fund_fen: line.fundFen,
    acquired_on: card.acquiredOn,
    ended_on: card.endedOn,
    class_code: card.classCode,
    life_months: line.lifeMonths,
    elapsed_months: line.elapsedMonths,
  }));
  for (let from = 0; from < rows.length; from += LINES_AT_ONCE) {
    const lines = rows.slice(from, from + LINES_AT_ONCE);
    await tx.run(sql.addLines, { lines });
    await tx.run(sql.addToBalances, { lines });
  }
  return runId;
}

export interface Posted extends Sums {
  month: string;
  owners: number;
}

/** Refuses what is no month, one that is not over, closed, run before, or not the next in turn. */
async function checkMonth(tx: Tx, month: string, at: number): Promise<Result<Awaited<ReturnType<typeof monthState>>>> {
  if (!isMonth(month)) return refuse('month_form', { month }, 'month');
  const state = await monthState(tx, at);
  if (month > state.latest) return refuse('depreciation_not_over', { month }, 'month');
  const { closedThrough, next } = state;
  if (closedThrough !== null && month <= closedThrough) return refuse('depreciation_closed', { month }, 'month');
  if (state.runs.length > 0 && month > next) return refuse('depreciation_order', { month, next }, 'month');
  return ok(state);
}

/**
 * Charges the month to every owner that was not charged for it, in one transaction: lines, balances, and entries of
 * the members' books dated on its last day. `expectFen` is what the preview said: refused when cards changed since.
 * Refuses a month that is not over, that is closed, out of turn, or run by everyone already.
 */
export function postMonth(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { month: string; expectFen?: number },
): Promise<Answer<Posted>> {
  const { month } = input;
  return command(services, actor, { act: 'depreciation.post', key, input, subject: month }, async (tx, at) => {
    if (!may(actor.roles, 'asset.charge')) return refuseWithout('asset.charge');
    await tx.run(sql.lockRuns, {});
    const state = await checkMonth(tx, month, at);
    if (!state.ok) return state;
    const planned = await plannedRuns(tx, month, actor.scopePath, state.value.runs);
    if (planned.length === 0) return refuse('depreciation_posted', { month }, 'month');
    const sums: Posted = { month, owners: planned.length, cards: 0, monthFen: 0, openingFen: 0, correctionFen: 0 };
    for (const run of planned) {
      const of = sumsOf(run);
      sums.cards += of.cards;
      sums.monthFen += of.monthFen;
      sums.openingFen += of.openingFen;
      sums.correctionFen += of.correctionFen;
    }
    const { expectFen } = input;
    const totalFen = sums.monthFen + sums.openingFen + sums.correctionFen;
    if (expectFen !== undefined && expectFen !== totalFen) return refuse('depreciation_changed', { month });
    for (const run of planned) {
      const id = await postOwner(tx, { actor, at }, month, run);
      const moved = await moveValue(tx, { id, ownerId: run.ownerId, month }, { actor, at });
      if (!moved.ok) return moved;
    }
    return ok({ value: sums, subject: month, after: sums });
  });
}

/**
 * Takes the month of one owner back by a run the other way, in the same month; the month can then be run anew.
 * Refuses a run that was taken back, one of a month that is closed, and one that a later month of the owner rests on.
 */
export function reverseRun(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { runId: number; reason: string },
): Promise<Answer<{ month: string; runId: number }>> {
  const { runId, reason } = input;
  return command(services, actor, { act: 'depreciation.reverse', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'asset.charge')) return refuseWithout('asset.charge');
    if (reason.trim() === '') return refuse('reason_missing', {}, 'reason');
    await tx.run(sql.lockRuns, {});
    const [found] = await tx
      .select({ run: depreciationRun, path: organisation.path })
      .from(depreciationRun)
      .innerJoin(organisation, eq(organisation.id, depreciationRun.ownerId))
      .where(and(eq(depreciationRun.id, runId), eq(depreciationRun.kind, 'run')));
    if (found === undefined || !found.path.startsWith(actor.scopePath)) return refuse('not_found');
    const { month, ownerId, cards, monthFen, openingFen, correctionFen } = found.run;
    about(month);
    const state = await monthState(tx, at);
    const own = state.runs.filter((run) => run.ownerId === ownerId);
    if (!own.some(({ id }) => id === runId)) return refuse('depreciation_reversed', { month });
    const [last] = own;
    if (last !== undefined && last.id !== runId) return refuse('depreciation_later', { month, later: last.month });
    if (state.closedThrough !== null && month <= state.closedThrough) return refuse('depreciation_closed', { month });
    const backId = await addRun(
      tx,
      { actor, at },
      {
        ...{ month, ownerId, kind: 'reversal', reversesId: runId, note: reason.trim(), cards },
        ...{ monthFen: -monthFen, openingFen: -openingFen, correctionFen: -correctionFen },
      },
    );
    await tx.run(sql.takeBackLines, { backId, runId });
    await tx.run(sql.takeBackBalances, { runId });
    const moved = await moveValue(tx, { id: backId, ownerId, month }, { actor, at });
    if (!moved.ok) return moved;
    return ok({ value: { month, runId: backId }, subject: month, before: { runId }, after: { month, reason } });
  });
}
