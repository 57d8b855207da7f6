/** What approvers do to a plan: agree, send it back, cut a line, send lines back, ask for more budget. */
import { eq } from 'drizzle-orm';
import { isOneOf } from '../../db/id-set.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { planLine } from '../../db/schema/plans.ts';
import { addStep, decideStep } from '../approvals/commands.ts';
import { mayDecide } from '../approvals/queries.ts';
import type { CommandServices } from '../audit/command.ts';
import type { Role } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { changeBudget } from '../budgets/commands.ts';
import { releaseAll } from '../budgets/hold-commands.ts';
import type { BudgetCategory } from '../budgets/rules.ts';
import { dayOf } from '../kernel/clock.ts';
import { amountFen } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type BudgetedShare, budgetedShares } from './budget-queries.ts';
import { type ActDone, type ActWork, actOnPlan, headerOf, holdForPlan, type ReasonInput } from './commands.ts';
import { removeLine } from './drop-commands.ts';
import { shrinkTo } from './fill-commands.ts';
import { lineAndItem, type PlanInput } from './line-commands.ts';
import { filersOf } from './plan-queries.ts';
import { countPlan } from './write-commands.ts';

export interface DecisionInput extends PlanInput {
  decision: 'approve' | 'return';
  note: string;
  /** The vice president grants what short budgets lack, with the note as its reason. */
  grant: boolean;
}

/** What each budget lacks for the plan; a member that no budget carries lacks all of its part. */
function lacking(shares: readonly BudgetedShare[]): (BudgetedShare & { lackFen: number })[] {
  const wanted = new Map<string, BudgetedShare & { lackFen: number }>();
  for (const share of shares) {
    const holder = share.budget?.organisationId ?? share.organisationId;
    const key = `${holder}-${share.category}`;
    const known = wanted.get(key);
    if (known === undefined) {
      wanted.set(key, {
        ...share,
        organisationId: holder,
        lackFen: share.amountFen - (share.budget?.availableFen ?? 0),
      });
    } else known.lackFen += share.amountFen;
  }
  return [...wanted.values()].filter((one) => one.lackFen > 0);
}

/** Raises every budget that is short by what it lacks: the vice president's decision, in the budgets' own trail. */
async function grantLacking(actor: Actor, work: ActWork, note: string): Promise<Result<undefined>> {
  const { tx, at, record } = work;
  const year = Number(dayOf(at).slice(0, 4));
  const ask = { planId: record.document.id, hubId: record.document.organisationId, year };
  const short = lacking(await budgetedShares(tx, ask));
  const ids = short.map((one) => one.organisationId);
  const places = await tx.select().from(organisation).where(isOneOf(organisation.id, ids));
  const codes = new Map(places.map((place) => [place.id, place.code]));
  for (const { organisationId, category, lackFen } of short) {
    const identity = { organisationCode: codes.get(organisationId) ?? '', category: category as BudgetCategory, year };
    const grant = { ...identity, amountFen: lackFen, reason: note, documentId: record.document.id };
    const raised = await changeBudget(tx, actor, at, grant);
    if (!raised.ok) return raised;
  }
  return ok();
}

async function approved(actor: Actor, work: ActWork, input: DecisionInput, role: Role): Promise<Result<ActDone>> {
  const { status } = work.record.document;
  const note = input.note.trim() || null;
  // What was ordered first has its budgets since it was submitted
  const holds = !work.record.plan.urgent;
  if (holds && input.grant) {
    if (role !== 'vice_president') return refuse('plan_grant_role');
    if (note === null) return refuse('reason_missing', {}, 'note');
    const granted = await grantLacking(actor, work, note);
    if (!granted.ok) return granted;
  }
  const held = holds ? await holdForPlan(actor, work) : ok();
  if (!held.ok) return held;
  const to = status === 'ordered' ? ('ordered' as const) : ('approved' as const);
  return ok({ to, as: 'approve' as const, note, detail: { role, grant: input.grant && holds } });
}

async function returned(actor: Actor, work: ActWork, input: DecisionInput, role: Role): Promise<Result<ActDone>> {
  const done = { as: 'return' as const, note: input.note.trim(), detail: { role } };
  if (work.record.document.status === 'ordered') return ok({ ...done, to: 'ordered' as const });
  const freed = await releaseAll(work.tx, headerOf(actor, work), work.record.document.id);
  return freed.ok ? ok({ ...done, to: 'draft' as const }) : freed;
}

/**
 * Decides the open step. The last approval sets the members' budgets aside and is refused with every short one named;
 * the vice president may grant what they lack. A return frees what was set aside and makes the plan a draft again;
 * what was ordered first stays ordered and must be explained.
 */
export function decidePlan(services: CommandServices, actor: Actor, key: string | null, input: DecisionInput) {
  return actOnPlan(services, actor, { act: 'agree', key, input, maker: false }, async (work) => {
    const { tx, at, record } = work;
    const documentId = record.document.id;
    const note = input.note.trim() || null;
    const requesterIds = await filersOf(tx, documentId);
    const decision = { documentId, decision: input.decision, note, requesterIds, amountFen: record.plan.amountFen };
    const decided = await decideStep(tx, actor, at, decision);
    if (!decided.ok) return decided;
    const { finished, role, insteadOf } = decided.value;
    if (input.decision === 'return') return returned(actor, work, input, role);
    if (finished) return approved(actor, work, input, role);
    const status = record.document.status === 'ordered' ? ('ordered' as const) : ('submitted' as const);
    return ok({ to: status, note, detail: { role, insteadOf } });
  });
}

/** Only whose turn it is to decide may change what is decided about. */
async function checkTurn(actor: Actor, { tx, at, record }: ActWork): Promise<Result<undefined>> {
  const documentId = record.document.id;
  const may = await mayDecide(tx, actor, at, { documentId, requesterIds: await filersOf(tx, documentId) });
  if (may === undefined) return refuse('approval_none');
  if (!may.ok) return may;
  // Its orders are on their way: a smaller quantity here would say what did not happen
  return record.plan.urgent ? refuse('plan_urgent_locked') : ok();
}

export interface CutInput extends ReasonInput {
  line: number;
  /** Base units; whole packs, less than now. */
  quantityBase: number;
}

/** An approver buys less of a line, with a reason; the least pressing needs go back to the pool. */
export function cutLine(services: CommandServices, actor: Actor, key: string | null, input: CutInput) {
  return actOnPlan(services, actor, { act: 'cut', key, input, maker: false }, async (work) => {
    const { tx, record } = work;
    const turn = await checkTurn(actor, work);
    if (!turn.ok) return turn;
    const found = await lineAndItem(tx, record.document.id, input.line);
    if (!found.ok) return found;
    const { line, item } = found.value;
    const { quantityBase } = input;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    if (quantityBase % item.packSize !== 0) return refuse('plan_whole_packs', { packSize: item.packSize }, 'packs');
    if (quantityBase >= line.quantityBase) return refuse('plan_cut_only', {}, 'packs');
    const served = await shrinkTo(tx, line, quantityBase);
    if (!served.ok) return served;
    const amount = amountFen(quantityBase, item.packSize, line.pricePack);
    const values = { quantityBase, amountFen: amount, changeReason: reason };
    await tx.update(planLine).set(values).where(eq(planLine.id, line.id));
    await countPlan(tx, record.document.id);
    const change = { line: line.lineNumber, item: item.genericName, before: line.quantityBase, after: quantityBase };
    const unit = { unit: item.packUnit, packSize: item.packSize };
    return ok({ to: 'submitted' as const, note: reason, detail: { ...change, ...unit, back: served.value.backBase } });
  });
}

export interface ReturnLineInput extends ReasonInput {
  line: number;
}

/** An approver sends one line back: it leaves the plan and its demand is open again; the rest goes on. */
export function returnLine(services: CommandServices, actor: Actor, key: string | null, input: ReturnLineInput) {
  return actOnPlan(services, actor, { act: 'return_line', key, input, maker: false }, async (work) => {
    const { tx, record } = work;
    const turn = await checkTurn(actor, work);
    if (!turn.ok) return turn;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const found = await lineAndItem(tx, record.document.id, input.line);
    if (!found.ok) return found;
    const { line, item } = found.value;
    if (record.plan.lineCount <= 1) return refuse('plan_last_line');
    const removed = await removeLine(tx, line);
    if (!removed.ok) return removed;
    await countPlan(tx, record.document.id);
    const detail = { line: line.lineNumber, item: item.genericName, dropped: line.quantityBase };
    const unit = { unit: item.packUnit, packSize: item.packSize };
    return ok({ to: 'submitted' as const, note: reason, detail: { ...detail, ...unit, back: removed.value.backBase } });
  });
}

/** An approver asks the vice president to decide last, because budgets are too short for the plan. */
export function escalatePlan(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOnPlan(services, actor, { act: 'escalate', key, input, maker: false }, async (work) => {
    const turn = await checkTurn(actor, work);
    if (!turn.ok) return turn;
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    const added = await addStep(work.tx, work.record.document.id, 'vice_president', 'over');
    return added.ok ? ok({ to: 'submitted' as const, note: reason }) : added;
  });
}
