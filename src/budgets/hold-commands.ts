/**
 * What documents keep of budgets: held when a plan is approved, moved to its orders, used when goods are accepted, free
 * again when an order is cancelled, given back when goods go back. One pending transfer for each document and budget.
 */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { budgetHold } from '../../db/schema/budgets.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { centralAccounts } from '../account/chart.ts';
import { settle, voidHold } from '../account/hold.ts';
import { hold, transfer } from '../account/transfer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { availableIn } from './queries.ts';
import { type BudgetShare, mergeShares } from './rules.ts';

export interface BudgetHeader {
  actorId: number;
  /** Business time and time of posting, UTC ms. */
  occurredAt: number;
  postedAt: number;
  /** Unique for the act: the keys of its transfers begin with it. */
  key: string;
}

export interface BudgetAct {
  documentId: number;
  /** One of a budget, or several that are added up. */
  shares: readonly BudgetShare[];
}

const lockHolds = statement(
  `select id, budget_id, transfer_id, held_fen, open_fen, used_fen, turn from budget_hold
   where document_id = :documentId order by budget_id ${forUpdate}`,
);

interface HoldRow {
  id: number;
  budget_id: number;
  transfer_id: number | null;
  held_fen: number;
  open_fen: number;
  used_fen: number;
  turn: number;
}

/** Each short budget as `name|missing fen`, for the refusal's sentence. */
async function shortOf(tx: Tx, shares: readonly BudgetShare[]): Promise<string[]> {
  const available = await availableIn(
    tx,
    shares.map((share) => share.budgetId),
  );
  const short = shares.filter((share) => (available.get(share.budgetId)?.availableFen ?? 0) < share.amountFen);
  return short.map(({ budgetId, amountFen }) => {
    const row = available.get(budgetId);
    return `${row?.name ?? budgetId}|${amountFen - (row?.availableFen ?? 0)}`;
  });
}

/**
 * Sets amounts of budgets aside for a document. Refuses `budget_short`, naming every budget that has too little and by
 * how much; a refusal must undo the caller's transaction.
 */
export async function holdBudgets(tx: Tx, header: BudgetHeader, act: BudgetAct): Promise<Result<undefined>> {
  const shares = mergeShares(act.shares);
  if (shares.length === 0) return ok();
  const { committedId } = await centralAccounts(tx);
  const accounts = await accountsOf(tx, shares);
  const known = new Map((await locked(tx, act.documentId)).map((row) => [row.budget_id, row]));
  const lines = shares.map(({ budgetId, amountFen }) => {
    const turn = known.get(budgetId)?.turn ?? 0;
    const key = `${header.key}-b${budgetId}-${turn}`;
    return { debitId: committedId, creditId: accounts.get(budgetId) ?? 0, amountFen, key };
  });
  const held = await hold(tx, { ...transferOf(header, act.documentId, 'budget_hold'), lines });
  if (!held.ok) {
    if (held.reason !== 'insufficient_funds') return held;
    const short = await shortOf(tx, shares);
    return refuse('budget_short', { count: short.length, short: short.join(',') });
  }
  for (const [index, { budgetId, amountFen }] of shares.entries()) {
    const row = known.get(budgetId);
    if (row !== undefined && row.open_fen > 0) return refuse('budget_held', { budget: budgetId });
    const transferId = held.value.ids[index] ?? 0;
    const values = { documentId: act.documentId, budgetId, transferId, heldFen: amountFen, openFen: amountFen };
    if (row === undefined) await tx.insert(budgetHold).values(values);
    else {
      const again = { transferId, heldFen: row.held_fen + amountFen, openFen: amountFen, turn: row.turn + 1 };
      await tx.update(budgetHold).set(again).where(eq(budgetHold.id, row.id));
    }
  }
  return ok();
}

function transferOf(header: BudgetHeader, documentId: number, code: string) {
  const { actorId, occurredAt, postedAt } = header;
  return { code, documentId, actorId, occurredAt, postedAt };
}

async function locked(tx: Tx, documentId: number): Promise<HoldRow[]> {
  return tx.run<HoldRow>(lockHolds, { documentId });
}

async function accountsOf(tx: Tx, shares: readonly BudgetShare[]): Promise<Map<number, number>> {
  const available = await availableIn(
    tx,
    shares.map((share) => share.budgetId),
  );
  return new Map([...available].map(([id, row]) => [id, row.accountId]));
}

/** Takes `amountFen` out of a hold, by using it or freeing it, and holds what remains again. */
async function takeFrom(
  tx: Tx,
  header: BudgetHeader,
  documentId: number,
  row: HoldRow,
  taken: { amountFen: number; used: boolean },
  accounts: { committedId: number; budgetAccountId: number },
): Promise<Result<undefined>> {
  const { amountFen, used } = taken;
  if (row.transfer_id === null || amountFen > row.open_fen) {
    return refuse('budget_hold_short', { openFen: row.open_fen, askedFen: amountFen });
  }
  const turn = row.turn + 1;
  const code = used ? 'budget_use' : 'budget_release';
  const key = `${header.key}-e${row.id}-${turn}`;
  const end = { ...transferOf(header, documentId, code), holdId: row.transfer_id, key };
  const rest = row.open_fen - amountFen;
  const ended = used ? await settle(tx, { ...end, amountFen }) : await voidHold(tx, end);
  if (!ended.ok) return ended;
  let transferId: number | null = null;
  if (rest > 0) {
    const line = {
      debitId: accounts.committedId,
      creditId: accounts.budgetAccountId,
      amountFen: rest,
      key: `${header.key}-r${row.id}-${turn}`,
    };
    const again = await hold(tx, { ...transferOf(header, documentId, 'budget_hold'), lines: [line] });
    if (!again.ok) return again;
    transferId = again.value.ids[0] ?? null;
  }
  const usedFen = row.used_fen + (used ? amountFen : 0);
  await tx.update(budgetHold).set({ transferId, openFen: rest, usedFen, turn }).where(eq(budgetHold.id, row.id));
  return ok();
}

async function take(tx: Tx, header: BudgetHeader, act: BudgetAct, used: boolean): Promise<Result<undefined>> {
  const shares = mergeShares(act.shares);
  if (shares.length === 0) return ok();
  const { committedId } = await centralAccounts(tx);
  const accounts = await accountsOf(tx, shares);
  const rows = new Map((await locked(tx, act.documentId)).map((row) => [row.budget_id, row]));
  for (const { budgetId, amountFen } of shares) {
    const row = rows.get(budgetId);
    if (row === undefined) return refuse('budget_hold_short', { openFen: 0, askedFen: amountFen });
    const both = { committedId, budgetAccountId: accounts.get(budgetId) ?? 0 };
    const taken = await takeFrom(tx, header, act.documentId, row, { amountFen, used }, both);
    if (!taken.ok) return taken;
  }
  return ok();
}

/** Goods were accepted: what they cost is spent, the rest stays held. Refuses more than is held. */
export function useBudgets(tx: Tx, header: BudgetHeader, act: BudgetAct): Promise<Result<undefined>> {
  return take(tx, header, act, true);
}

/** Part of an order was given up: what it would have cost is free again. Refuses more than is held. */
export function releaseBudgets(tx: Tx, header: BudgetHeader, act: BudgetAct): Promise<Result<undefined>> {
  return take(tx, header, act, false);
}

/** Frees everything a document still holds, such as a plan that goes back after its approval. */
export async function releaseAll(tx: Tx, header: BudgetHeader, documentId: number): Promise<Result<undefined>> {
  const rows = await locked(tx, documentId);
  const shares = rows.map((row) => ({ budgetId: row.budget_id, amountFen: row.open_fen }));
  return releaseBudgets(tx, header, { documentId, shares });
}

export interface HoldsMove {
  fromDocumentId: number;
  to: readonly BudgetAct[];
}

/**
 * What a plan holds is held by its orders from now on: nobody else can take it in between. What the orders do not need
 * stays with the plan. Refuses what `holdBudgets` and `releaseBudgets` refuse.
 */
export async function moveHolds(tx: Tx, header: BudgetHeader, move: HoldsMove): Promise<Result<undefined>> {
  const open = new Map((await locked(tx, move.fromDocumentId)).map((row) => [row.budget_id, row.open_fen]));
  // An order may need a little more than the plan held: rounding up to a price of today. The rest must be there.
  const needed = mergeShares(move.to.flatMap((one) => one.shares));
  const freed = needed.map(({ budgetId, amountFen }) => ({
    budgetId,
    amountFen: Math.min(amountFen, open.get(budgetId) ?? 0),
  }));
  const released = await releaseBudgets(tx, header, { documentId: move.fromDocumentId, shares: freed });
  if (!released.ok) return released;
  for (const one of move.to) {
    const held = await holdBudgets(tx, { ...header, key: `${header.key}-d${one.documentId}` }, one);
    if (!held.ok) return held;
  }
  return ok();
}

/** Accepted goods went back: what they cost is in the budget again. Refuses more than was used by the document. */
export async function giveBackBudgets(tx: Tx, header: BudgetHeader, act: BudgetAct): Promise<Result<undefined>> {
  const shares = mergeShares(act.shares);
  if (shares.length === 0) return ok();
  const { committedId } = await centralAccounts(tx);
  const accounts = await accountsOf(tx, shares);
  const rows = new Map((await locked(tx, act.documentId)).map((row) => [row.budget_id, row]));
  const lines = [];
  for (const { budgetId, amountFen } of shares) {
    const row = rows.get(budgetId);
    if (row === undefined || row.used_fen < amountFen) {
      return refuse('budget_use_short', { usedFen: row?.used_fen ?? 0, askedFen: amountFen });
    }
    await tx
      .update(budgetHold)
      .set({ usedFen: row.used_fen - amountFen, turn: row.turn + 1 })
      .where(eq(budgetHold.id, row.id));
    const key = `${header.key}-g${row.id}-${row.turn + 1}`;
    lines.push({ debitId: accounts.get(budgetId) ?? 0, creditId: committedId, amountFen, key });
  }
  const given = await transfer(tx, { ...transferOf(header, act.documentId, 'budget_return'), lines });
  return given.ok ? ok() : given;
}
