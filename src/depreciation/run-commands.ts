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
/** Rows of one insert: each binds some fifteen values. */
const RUNS_AT_ONCE = 500;

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

interface ChargedRun {
  id: number;
  ownerId: number;
}

interface RunSum {
  run_id: number;
  source: FundSource;
  cost_fen: number;
  past_fen: number;
}

/** Entries of the books by what the lines of runs sum to; a correction that gives back turns its entry round. */
async function moveValue(
  tx: Tx,
  runs: readonly ChargedRun[],
  month: string,
  { actor, at }: { actor: Actor; at: number },
): Promise<Result<unknown>> {
  const owners = new Map(runs.map(({ id, ownerId }) => [id, ownerId]));
  const ids = runs.map(({ id }) => ({ id }));
  const rows = await tx.run<RunSum>(sql.sumsOfRuns, { runs: ids });
  const sums = rows.map((row) => ({ ...row, ownerId: owners.get(Number(row.run_id)) ?? 0 }));
  if (sums.length === 0) return ok();
  await openWornAccounts(
    tx,
    sums.map(({ ownerId, source }) => ({ organisationId: ownerId, source })),
  );
  const lines = sums.flatMap((row): CodedLine[] => {
    const { cost, past, worn } = wornCodes(row.ownerId, row.source);
    const entry = (account: string, fen: number, what: string): CodedLine[] => {
      if (fen === 0) return [];
      const sides = fen > 0 ? { debit: account, credit: worn } : { debit: worn, credit: account };
      const key = `depreciation-${row.run_id}-${row.source}-${what}`;
      return [{ ...sides, amountFen: Math.abs(fen), key, documentId: null, occurredAt: Math.min(at, endOf(month)) }];
    };
    return [...entry(cost, Number(row.cost_fen), 'cost'), ...entry(past, Number(row.past_fen), 'past')];
  });
  if (lines.length === 0) return ok();
  const moved = await transferByCode(tx, { code: 'depreciation', actorId: actor.userId, postedAt: at }, lines);
  return moved.ok ? ok() : alone(moved);
}

type NewRun = Pick<typeof depreciationRun.$inferInsert, 'ownerId' | 'kind' | 'reversesId' | 'note'> & Sums;

/** Rows of runs of one month and one kind, in the order given; each says which attempt of its owner it is. */
async function addRuns(
  tx: Tx,
  { actor, at }: { actor: Actor; at: number },
  month: string,
  runs: readonly NewRun[],
): Promise<ChargedRun[]> {
  const made: ChargedRun[] = [];
  const kind = runs[0]?.kind ?? 'run';
  const counted = await tx
    .select({ ownerId: depreciationRun.ownerId, total: count() })
    .from(depreciationRun)
    .where(and(eq(depreciationRun.month, month), eq(depreciationRun.kind, kind)))
    .groupBy(depreciationRun.ownerId);
  const before = new Map(counted.map(({ ownerId, total }) => [ownerId, Number(total)]));
  const by = { actorId: actor.userId, actorName: actor.name, postedAt: at };
  for (let from = 0; from < runs.length; from += RUNS_AT_ONCE) {
    const values = runs
      .slice(from, from + RUNS_AT_ONCE)
      .map((run) => ({ ...run, ...by, month, attempt: (before.get(run.ownerId) ?? 0) + 1 }));
    const rows = await tx
      .insert(depreciationRun)
      .values(values)
      .returning({ id: depreciationRun.id, ownerId: depreciationRun.ownerId });
    made.push(...rows);
  }
  return made;
}

/** Runs, lines and balances of all owners, in sets of lines whoever they belong to. */
async function writeRuns(
  tx: Tx,
  by: { actor: Actor; at: number },
  month: string,
  planned: readonly OwnerRun[],
): Promise<ChargedRun[]> {
  const given = planned.map((run) => {
    const { ownerId } = run;
    return { ownerId, kind: 'run' as const, reversesId: null, note: null, ...sumsOf(run) };
  });
  const runs = await addRuns(tx, by, month, given);
  const ids = new Map(runs.map(({ id, ownerId }) => [ownerId, id]));
  const rows = planned.flatMap(({ ownerId, lines }) =>
    lines.map(({ card, line }) => ({
      run_id: ids.get(ownerId) ?? 0,
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
    })),
  );
  for (let from = 0; from < rows.length; from += LINES_AT_ONCE) {
    const lines = rows.slice(from, from + LINES_AT_ONCE);
    await tx.run(sql.addLines, { lines });
    await tx.run(sql.addToBalances, { lines });
  }
  return runs;
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
    const runs = await writeRuns(tx, { actor, at }, month, planned);
    const moved = await moveValue(tx, runs, month, { actor, at });
    if (!moved.ok) return moved;
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
    const given = {
      ...{ ownerId, kind: 'reversal' as const, reversesId: runId, note: reason.trim(), cards },
      ...{ monthFen: -monthFen, openingFen: -openingFen, correctionFen: -correctionFen },
    };
    const [back] = await addRuns(tx, { actor, at }, month, [given]);
    if (back === undefined) throw new Error('the run was not written');
    await tx.run(sql.takeBackLines, { backId: back.id, runId });
    await tx.run(sql.takeBackBalances, { runId });
    const moved = await moveValue(tx, [back], month, { actor, at });
    if (!moved.ok) return moved;
    return ok({ value: { month, runId: back.id }, subject: month, before: { runId }, after: { month, reason } });
  });
}
