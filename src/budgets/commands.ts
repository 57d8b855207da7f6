/** Granting, raising, cutting and moving budgets: each change with its reason, and the same in money. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { budget, budgetChange } from '../../db/schema/budgets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { openAccount } from '../account/accounts.ts';
import { centralAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isOutside } from '../organisations/queries.ts';
import { type BudgetCategory, checkChange } from './rules.ts';

export interface BudgetIdentity {
  organisationCode: string;
  category: BudgetCategory;
  year: number;
}

export interface BudgetGrant extends BudgetIdentity {
  /** Fen; negative takes away what is neither used nor held. */
  amountFen: number;
  reason: string;
}

interface OpenBudget {
  id: number;
  accountId: number;
  name: string;
}

/** The budget of that organisation, category and year, opened with its account when it is new. */
async function openBudget(tx: Tx, given: BudgetIdentity): Promise<Result<OpenBudget>> {
  const { organisationCode, category, year } = given;
  const [place] = await tx.select().from(organisation).where(eq(organisation.code, organisationCode));
  if (place === undefined || !place.active || isOutside(place.path))
    return refuse('budget_organisation', {}, 'organisation');
  const same = and(eq(budget.organisationId, place.id), eq(budget.category, category), eq(budget.year, year));
  const [known] = await tx.select().from(budget).where(same);
  if (known !== undefined) return ok({ id: known.id, accountId: known.accountId, name: place.shortName });
  const account = await openAccount(tx, {
    code: `BUDGET-${place.id}-${category.replaceAll('_', '-')}-${year}`,
    kind: 'budget',
    name: `${place.shortName}${year}年预算`,
    organisationId: place.id,
    normal: 'debit',
  });
  if (!account.ok) return account;
  const values = { organisationId: place.id, category, year, accountId: account.value.id };
  const [row] = await tx.insert(budget).values(values).onConflictDoNothing().returning({ id: budget.id });
  if (row !== undefined) return ok({ id: row.id, accountId: account.value.id, name: place.shortName });
  const [other] = await tx.select().from(budget).where(same);
  return ok({ id: other?.id ?? 0, accountId: account.value.id, name: place.shortName });
}

interface Change {
  budgetId: number;
  amountFen: number;
  otherId: number | null;
  reason: string;
  documentId: number | null;
}

async function addChanges(tx: Tx, actor: Actor, at: number, changes: readonly Change[]): Promise<number> {
  const rows = await tx
    .insert(budgetChange)
    .values(changes.map((change) => ({ ...change, madeBy: actor.userId, madeAt: at })))
    .returning({ id: budgetChange.id });
  return rows[0]?.id ?? 0;
}

/** Raises or cuts a budget inside another act, such as what the vice president grants to a plan over budget. */
export async function changeBudget(
  tx: Tx,
  actor: Actor,
  at: number,
  given: BudgetGrant & { documentId: number | null },
): Promise<Result<{ id: number; name: string }>> {
  const fits = checkChange(given, Number(dayOf(at).slice(0, 4)));
  if (!fits.ok) return fits;
  const opened = await openBudget(tx, given);
  if (!opened.ok) return opened;
  const { id, accountId, name } = opened.value;
  const { amountFen, reason, documentId } = given;
  const changeId = await addChanges(tx, actor, at, [{ budgetId: id, amountFen, otherId: null, reason, documentId }]);
  const { grantedId } = await centralAccounts(tx);
  const sides =
    amountFen > 0 ? { debitId: accountId, creditId: grantedId } : { debitId: grantedId, creditId: accountId };
  const moved = await transfer(tx, {
    code: 'budget_grant',
    documentId,
    actorId: actor.userId,
    occurredAt: at,
    postedAt: at,
    lines: [{ ...sides, amountFen: Math.abs(amountFen), key: `budget-change-${changeId}` }],
  });
  return moved.ok ? ok({ id, name }) : shortHere(moved, name);
}

/** A budget that has too little to give is named, and how much it has. */
function shortHere(refused: Result<unknown>, name: string): Result<never> {
  if (refused.ok || refused.reason !== 'insufficient_funds') return refused as Result<never>;
  return refuse('budget_too_little', { name, availableFen: refused.detail.availableFen ?? 0 }, 'amount');
}

/** `changeBudget` as an act of the chief accountant. Refuses a cut below what is used and held. */
export async function grantBudget(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: BudgetGrant },
): Promise<Answer<{ id: number; name: string }>> {
  const { key, input } = request;
  const subject = `${input.organisationCode} ${input.year}`;
  return command(services, actor, { act: 'budget.grant', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'budget.manage')) return refuseWithout('budget.manage');
    const changed = await changeBudget(tx, actor, at, { ...input, documentId: null });
    return changed.ok ? ok({ value: changed.value, subject, after: input }) : changed;
  });
}

export interface BudgetMove {
  fromId: number;
  to: BudgetIdentity;
  /** Fen, more than zero. */
  amountFen: number;
  reason: string;
}

/** Moves what a budget has left to another (调剂预算). Refuses more than is free, and a move to itself. */
export async function moveBudget(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: BudgetMove },
): Promise<Answer<{ id: number; name: string }>> {
  const { key, input } = request;
  return command(services, actor, { act: 'budget.move', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'budget.manage')) return refuseWithout('budget.manage');
    const { amountFen, reason } = input;
    if (amountFen <= 0) return refuse('budget_amount', {}, 'amount');
    const fits = checkChange({ year: input.to.year, amountFen }, Number(dayOf(at).slice(0, 4)));
    if (!fits.ok) return fits;
    const [from] = await tx
      .select({ row: budget, name: organisation.shortName, code: organisation.code })
      .from(budget)
      .innerJoin(organisation, eq(organisation.id, budget.organisationId))
      .where(eq(budget.id, input.fromId));
    if (from === undefined) return refuse('not_found');
    about(`${from.code} ${from.row.year}`);
    const to = await openBudget(tx, input.to);
    if (!to.ok) return to;
    if (to.value.id === from.row.id) return refuse('budget_same', {}, 'organisation');
    const common = { reason, documentId: null };
    const changeId = await addChanges(tx, actor, at, [
      { ...common, budgetId: from.row.id, amountFen: -amountFen, otherId: to.value.id },
      { ...common, budgetId: to.value.id, amountFen, otherId: from.row.id },
    ]);
    const line = {
      debitId: to.value.accountId,
      creditId: from.row.accountId,
      amountFen,
      key: `budget-move-${changeId}`,
    };
    const times = { actorId: actor.userId, occurredAt: at, postedAt: at };
    const moved = await transfer(tx, { code: 'budget_move', documentId: null, ...times, lines: [line] });
    if (!moved.ok) return shortHere(moved, from.name);
    const value = { id: to.value.id, name: to.value.name };
    return ok({ value, subject: `${from.code} ${from.row.year}`, after: input });
  });
}
