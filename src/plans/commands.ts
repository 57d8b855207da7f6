/** The acts on a plan as a whole: submit, call back, decide, escalate, order's end, give up. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { planDemand, planLine, planTransfer } from '../../db/schema/plans.ts';
import { openRound, voidRound } from '../approvals/commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { type BudgetHeader, holdBudgets, releaseAll } from '../budgets/hold-commands.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { unplanDemand } from '../requisitions/demand-commands.ts';
import { budgetedShares } from './budget-queries.ts';
import type { PlanInput } from './line-commands.ts';
import { type PlanRecord, planByNumber } from './plan-queries.ts';
import { boughtLines, checkReady, pricesOfLines } from './ready-queries.ts';
import { type PlanState, planTransitions } from './rules.ts';
import { releaseStock } from './stock-commands.ts';
import { wasSupplied } from './stock-queries.ts';
import { countPlan, lockPlan, repriceLines } from './write-commands.ts';

export interface ActWork {
  tx: Tx;
  at: number;
  record: PlanRecord;
}

export interface ActDone {
  to: PlanState;
  /** Where the act's name depends on what came of it. */
  as?: keyof typeof planTransitions;
  note?: string | null;
  detail?: Record<string, unknown>;
}

/** The shape of every act on a plan: locked, the version that was seen, the act, the transition. */
export function actOnPlan<I extends PlanInput>(
  services: CommandServices,
  actor: Actor,
  request: { act: keyof typeof planTransitions; key: string | null; input: I; maker: boolean },
  decide: (work: ActWork) => Promise<Result<ActDone>>,
): Promise<Answer<{ number: string; status: PlanState }>> {
  const { act, key, input, maker } = request;
  return command(services, actor, { act: `plan.${act}`, key, input, subject: input.number }, async (tx, at) => {
    if (maker && !may(actor.roles, 'plan.make')) return refuseWithout('plan.make');
    const known = await planByNumber(tx, input.number);
    if (known === undefined) return refuse('not_found');
    await lockPlan(tx, known.document.id);
    const record = (await planByNumber(tx, input.number)) ?? known;
    const seen = await checkSeen(tx, record.document, input.version);
    if (!seen.ok) return seen;
    const { status } = record.document;
    if (!planTransitions[act].from.some((from) => from === status)) return refuse('plan_wrong_state', { status });
    const decided = await decide({ tx, at, record });
    if (!decided.ok) return decided;
    const { as = act, ...step } = decided.value;
    const request = { act: as, transitions: planTransitions, actor, at, seenVersion: input.version, ...step };
    const moved = await advance(tx, record.document.id, request);
    if (!moved.ok) return moved;
    const value = { number: input.number, status: decided.value.to };
    return ok({ value, subject: input.number, before: { status }, after: { ...input, ...decided.value } });
  });
}

/** The header of an act's budget postings: its key names the version, so that a repeat posts nothing twice. */
export const headerOf = (actor: Actor, { at, record }: Pick<ActWork, 'at' | 'record'>): BudgetHeader => ({
  actorId: actor.userId,
  occurredAt: at,
  postedAt: at,
  key: `plan-${record.document.id}-v${record.document.version}`,
});

/** Sets aside what the plan will cost each member. Refuses `budget_short` and `budget_missing`, naming all of them. */
export async function holdForPlan(actor: Actor, work: ActWork): Promise<Result<undefined>> {
  const { tx, at, record } = work;
  const { id: planId, organisationId: hubId } = record.document;
  const shares = await budgetedShares(tx, { planId, hubId, year: Number(dayOf(at).slice(0, 4)) });
  const missing = shares.filter((share) => share.budget === null && share.amountFen > 0);
  if (missing.length > 0) return refuse('budget_missing', { names: await memberNames(tx, missing) });
  const held = shares.map(({ budget, amountFen }) => ({ budgetId: budget?.id ?? 0, amountFen }));
  return holdBudgets(tx, headerOf(actor, work), { documentId: planId, shares: held });
}

async function memberNames(tx: Tx, shares: readonly { organisationId: number }[]): Promise<string> {
  const ids = [...new Set(shares.map((share) => share.organisationId))];
  const rows = await tx
    .select({ name: organisation.shortName })
    .from(organisation)
    .where(isOneOf(organisation.id, ids))
    .orderBy(organisation.path);
  return rows.map((row) => row.name).join('、');
}

/**
 * Hands the plan to those who approve it, by amount. Refuses what `checkReady` refuses. An urgent one sets its budgets
 * aside at once: it may be ordered now, and its approvals follow within the rule's hours.
 */
export function submitPlan(services: CommandServices, actor: Actor, key: string | null, input: PlanInput) {
  return actOnPlan(services, actor, { act: 'submit', key, input, maker: true }, async (work) => {
    const { tx, at, record } = work;
    const { id: documentId } = record.document;
    const { urgent, amountFen, lineCount } = record.plan;
    if (lineCount === 0) return refuse('plan_empty');
    const ready = await checkReady(tx, documentId, dayOf(at));
    if (!ready.ok) return ready;
    const round = await openRound(tx, { documentId, amountFen, at, urgent });
    if (!round.ok) return round;
    if (urgent) {
      const held = await holdForPlan(actor, work);
      if (!held.ok) return held;
    }
    return ok({ to: 'submitted' as const, detail: { steps: round.value.steps, amountFen } });
  });
}

export interface ReasonInput extends PlanInput {
  reason: string;
}

const reasonOf = (input: ReasonInput): Result<string> =>
  input.reason.trim() === '' ? refuse('reason_missing', {}, 'reason') : ok(input.reason.trim());

/** The buyer takes a submitted plan back to change it; the round is void and what was set aside is free. */
export function recallPlan(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOnPlan(services, actor, { act: 'recall', key, input, maker: true }, async (work) => {
    const reason = reasonOf(input);
    if (!reason.ok) return reason;
    await voidRound(work.tx, work.record.document.id);
    const freed = await releaseAll(work.tx, headerOf(actor, work), work.record.document.id);
    return freed.ok ? ok({ to: 'draft' as const, note: reason.value }) : freed;
  });
}

/** An approved plan that is not ordered yet is changed again: its budgets are free, its approval is void. */
export function reopenPlan(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOnPlan(services, actor, { act: 'reopen', key, input, maker: true }, async (work) => {
    const reason = reasonOf(input);
    if (!reason.ok) return reason;
    const ordered = await work.tx.select().from(planLine).where(eq(planLine.planId, work.record.document.id));
    if (ordered.some((line) => line.orderedBase > 0)) return refuse('plan_partly_ordered');
    if (await wasSupplied(work.tx, work.record.document.id)) return refuse('plan_supplied');
    const freed = await releaseAll(work.tx, headerOf(actor, work), work.record.document.id);
    return freed.ok ? ok({ to: 'draft' as const, note: reason.value }) : freed;
  });
}

/** What was ordered first and then sent back by an approver is explained and goes through approval again. */
export function explainPlan(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOnPlan(services, actor, { act: 'explain', key, input, maker: true }, async ({ tx, at, record }) => {
    const reason = reasonOf(input);
    if (!reason.ok) return reason;
    const { amountFen } = record.plan;
    const round = await openRound(tx, { documentId: record.document.id, amountFen, at, urgent: true });
    return round.ok ? ok({ to: 'ordered' as const, note: reason.value, detail: { steps: round.value.steps } }) : round;
  });
}

/** Gives the plan up: all its demand is open again, but what neighbours have already been told to send. */
export function abandonPlan(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOnPlan(services, actor, { act: 'abandon', key, input, maker: true }, async (work) => {
    const { tx, record } = work;
    const { id: planId } = record.document;
    const reason = reasonOf(input);
    if (!reason.ok) return reason;
    const lines = await tx.select().from(planLine).where(eq(planLine.planId, planId));
    if (lines.some((line) => line.orderedBase > 0)) return refuse('plan_partly_ordered');
    if (await wasSupplied(tx, planId)) return refuse('plan_supplied');
    const back = await giveAllBack(tx, planId);
    if (!back.ok) return back;
    await voidRound(tx, planId);
    const freed = await releaseAll(tx, headerOf(actor, work), planId);
    if (!freed.ok) return freed;
    return ok({ to: 'abandoned' as const, note: reason.value, detail: { back: back.value } });
  });
}

async function giveAllBack(tx: Tx, planId: number): Promise<Result<number>> {
  const ofPlan = tx.select({ id: planLine.id }).from(planLine).where(eq(planLine.planId, planId));
  const sent = await tx
    .selectDistinct({ lineId: planTransfer.planLineId })
    .from(planTransfer)
    .where(and(inArray(planTransfer.planLineId, ofPlan), eq(planTransfer.status, 'sent')));
  const kept = new Set(sent.map((row) => row.lineId));
  const rows = await tx.select().from(planDemand).where(inArray(planDemand.planLineId, ofPlan));
  const given = rows.filter((row) => row.source !== 'neighbour' || !kept.has(row.planLineId));
  const back = await unplanDemand(tx, given);
  if (!back.ok) return back;
  const ids = given.map((row) => row.id);
  await tx.delete(planDemand).where(isOneOf(planDemand.id, ids));
  await tx
    .update(planTransfer)
    .set({ status: 'declined' })
    .where(and(inArray(planTransfer.planLineId, ofPlan), eq(planTransfer.status, 'proposed')));
  return ok(given.length);
}

/** Prices every line by today's contracts and lists, each from the supplier it names. */
export function repricePlan(services: CommandServices, actor: Actor, key: string | null, input: PlanInput) {
  return actOnPlan(services, actor, { act: 'edit', key, input, maker: true }, async ({ tx, at, record }) => {
    const { id: planId } = record.document;
    const lines = await boughtLines(tx, planId);
    const prices = await pricesOfLines(tx, lines, dayOf(at));
    const changed = lines.flatMap((line) => {
      const price = prices.get(line.id);
      if (price === undefined || price.pricePack === line.pricePack) return [];
      return [{ ...line, ...price, id: line.id, quantityBase: line.quantityBase, packSize: line.packSize }];
    });
    await repriceLines(tx, changed);
    await countPlan(tx, planId);
    return ok({ to: 'draft' as const, detail: { repriced: changed.length } });
  });
}

/** Everything of the plan is ordered: what it still sets aside is free, what stock was to meet is open again. */
export function closePlan(services: CommandServices, actor: Actor, key: string | null, input: PlanInput) {
  return actOnPlan(services, actor, { act: 'close', key, input, maker: true }, async (work) => {
    const { tx, record } = work;
    const lines = await tx.select().from(planLine).where(eq(planLine.planId, record.document.id));
    const open = lines.filter((line) => line.orderedBase < line.quantityBase).length;
    if (open > 0) return refuse('plan_not_ordered', { count: open });
    const back = await releaseStock(tx, record.document.id);
    if (!back.ok) return back;
    const freed = await releaseAll(tx, headerOf(actor, work), record.document.id);
    return freed.ok ? ok({ to: 'closed' as const }) : freed;
  });
}
