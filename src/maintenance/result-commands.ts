/** What rounds found: entered, taken back by an entry of its own, confirmed by the department. */

import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { maintenanceConfirmation, maintenancePlan, maintenanceResult } from '../../db/schema/maintenance.ts';
import { type AssetRow, advanceAsset, recordEvents } from '../assets/advance-commands.ts';
import { assetClasses } from '../assets/record-queries.ts';
import { isGone } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { usesIt } from '../faults/reporter-rules.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { holdPlan, type PlanRow } from './plan-commands.ts';
import {
  type Check,
  checkRound,
  chosenItems,
  cycleOf,
  nextDue,
  type Outcome,
  type PlanKind,
  standing,
} from './rules.ts';

export interface ResultInput {
  planId: number;
  /** What the page showed: two people never enter the same round. */
  version: number;
  doneOn: string;
  checks: Check[];
  parts: string;
  outcome: Outcome;
  limits: string;
  engineer: string;
  note: string;
}

/** What stops with such an outcome; what stands in repair or is on its way comes into use no more all the same. */
const STOPPABLE = ['in_use', 'idle', 'shared'];

/** Whether the person works with the thing or keeps it. */
async function keeps(tx: Tx, actor: Actor, card: AssetRow): Promise<boolean> {
  if (!may(actor.roles, 'asset.keep')) return false;
  const keeper = await organisationById(tx, card.keeperId);
  return keeper !== undefined && usesIt(actor, { user: { id: card.userId }, keeper });
}

/** Engineers do every round; a self-test is done by whoever keeps the thing too. */
async function checkDoer(tx: Tx, actor: Actor, { plan, card }: { plan: PlanRow; card: AssetRow }) {
  if (may(actor.roles, 'asset.test')) return ok();
  if (plan.kind === 'pm') return refuseWithout('asset.test');
  return (await keeps(tx, actor, card)) ? ok() : refuse('asset_not_here', { number: card.number });
}

const resultsOf = (tx: Tx, planId: number) =>
  tx.select().from(maintenanceResult).where(eq(maintenanceResult.planId, planId)).orderBy(asc(maintenanceResult.id));

/** Brings the plan to what its results say now. */
async function settle(tx: Tx, plan: PlanRow): Promise<void> {
  const [last] = standing(await resultsOf(tx, plan.id));
  const change =
    last === undefined
      ? { outcome: null, doneOn: null, lastResultId: null, dueOn: plan.firstDueOn }
      : {
          ...{ outcome: last.outcome, doneOn: last.doneOn, lastResultId: last.id },
          ...{ dueOn: last.nextDueOn, cycleMonths: last.cycleMonths },
        };
  await tx
    .update(maintenancePlan)
    .set({ ...change, version: plan.version + 1 })
    .where(eq(maintenancePlan.id, plan.id));
}

type Facts = Pick<ResultInput, 'doneOn' | 'checks' | 'parts' | 'outcome' | 'limits' | 'engineer' | 'note'>;

/** A round as the trail tells it. */
function factsOf(kind: PlanKind, { doneOn, checks, parts, outcome, limits, engineer, note }: Facts) {
  const checklist = checks.map(({ item, found, value }) => [item, found, value].filter(Boolean).join(' '));
  return { kind, doneOn, roundOutcome: outcome, checklist, parts, limits, engineer, note };
}

/** Enters what a round found; an outcome that stops takes the card out of use. Refuses what `checkRound` refuses. */
export function enterResult(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ResultInput,
): Promise<Answer<{ number: string; stopped: boolean }>> {
  return command(services, actor, { act: 'maintenance.result', key, input }, async (tx, at) => {
    const held = await holdPlan(tx, actor, input.planId, input.version);
    if (!held.ok) return held;
    const { plan, card } = held.value;
    if (isGone(card.status)) return refuse('asset_wrong_state', { number: card.number, status: card.status });
    const doer = await checkDoer(tx, actor, held.value);
    if (!doer.ok) return doer;
    const kind = plan.kind as PlanKind;
    const last = standing(await resultsOf(tx, plan.id))[0]?.doneOn ?? null;
    const checked = checkRound(input, chosenItems(kind, plan.items), { today: dayOf(at), last });
    if (!checked.ok) return checked;
    const cycleMonths = await cycleOn(tx, card, kind, input.doneOn);
    const { doneOn, outcome, parts, limits, engineer, note } = input;
    await tx.insert(maintenanceResult).values({
      ...{ planId: plan.id, doneOn, checks: checked.value, parts, outcome, limits, cycleMonths, engineer, note },
      ...{ nextDueOn: nextDue(doneOn, cycleMonths, outcome), enteredBy: actor.userId, enteredAt: at },
    });
    await settle(tx, plan);
    const told = { note: [engineer, limits, parts, note].filter(Boolean).join('；'), detail: { kind } };
    const { id: assetId, status, number } = card;
    await recordEvents(tx, actor, at, [{ assetId, act: `maintenance_${outcome}`, from: status, to: status, ...told }]);
    const stops = outcome === 'stopped' && STOPPABLE.includes(status);
    if (stops) {
      const moved = await advanceAsset(tx, actor, at, { asset: card, act: 'stop', to: 'stopped', note: told.note });
      if (!moved.ok) return moved;
    }
    return ok({ value: { number, stopped: stops }, subject: number, after: factsOf(kind, input) });
  });
}

async function cycleOn(tx: Tx, card: AssetRow, kind: PlanKind, day: string): Promise<number> {
  const of = (await assetClasses(tx)).find(({ id }) => id === card.classId);
  if (of === undefined) throw new Error(`card ${card.number} is of no class`);
  return cycleOf(kind, of, await ruleOn(tx, 'maintenance_cycles', day));
}

/** The result with its plan and card, held; refused when it was taken back. */
async function holdResult(tx: Tx, actor: Actor, resultId: number) {
  const [found] = await tx.select().from(maintenanceResult).where(eq(maintenanceResult.id, resultId));
  if (found === undefined) return refuse('not_found');
  const held = await holdPlan(tx, actor, found.planId, undefined);
  if (!held.ok) return held;
  const stands = standing(await resultsOf(tx, found.planId)).some(({ id }) => id === resultId);
  if (!stands) return refuse('maintenance_reversed', { number: held.value.card.number });
  return ok({ ...held.value, result: found });
}

/**
 * Takes back a result that was entered by mistake, by an entry with the reason; the one before stands again. What was
 * stopped stays stopped until somebody lets it be used. Refuses what was taken back already.
 */
export function reverseResult(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { resultId: number; reason: string },
): Promise<Answer<{ number: string }>> {
  const { resultId, reason } = input;
  return command(services, actor, { act: 'maintenance.reverse', key, input }, async (tx, at) => {
    const held = await holdResult(tx, actor, resultId);
    if (!held.ok) return held;
    const { plan, card, result } = held.value;
    const doer = await checkDoer(tx, actor, held.value);
    if (!doer.ok) return doer;
    const { id: _id, ...said } = result;
    const back = { note: reason, reversalOf: resultId, enteredBy: actor.userId, enteredAt: at };
    await tx.insert(maintenanceResult).values({ ...said, ...back });
    await settle(tx, plan);
    const event = { assetId: card.id, act: 'maintenance_reverse', from: card.status, to: card.status };
    await recordEvents(tx, actor, at, [{ ...event, note: reason, detail: { kind: plan.kind } }]);
    return ok({
      value: { number: card.number },
      subject: card.number,
      before: factsOf(plan.kind, result),
      after: { reason },
    });
  });
}

/** The department says that a round was done. Refuses whoever entered it, strangers to the thing, and a second time. */
export function confirmResult(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { resultId: number; note: string },
): Promise<Answer<{ number: string }>> {
  const { resultId, note } = input;
  return command(services, actor, { act: 'maintenance.confirm', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const held = await holdResult(tx, actor, resultId);
    if (!held.ok) return held;
    const { plan, card, result } = held.value;
    if (!(await keeps(tx, actor, card))) return refuse('asset_not_here', { number: card.number });
    if (result.enteredBy === actor.userId) return refuse('maintenance_own_confirmation', { number: card.number });
    const [known] = await tx
      .select()
      .from(maintenanceConfirmation)
      .where(eq(maintenanceConfirmation.resultId, resultId));
    if (known !== undefined) return refuse('maintenance_confirmed', { number: card.number });
    await tx.insert(maintenanceConfirmation).values({ resultId, note, confirmedBy: actor.userId, confirmedAt: at });
    const event = { assetId: card.id, act: 'maintenance_confirm', from: card.status, to: card.status };
    await recordEvents(tx, actor, at, [{ ...event, note, detail: { kind: plan.kind } }]);
    return ok({ value: { number: card.number }, subject: card.number, after: { doneOn: result.doneOn, note } });
  });
}
