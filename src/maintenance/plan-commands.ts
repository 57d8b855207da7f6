/** Which equipment is maintained and tests itself in rounds: planned, taken off the plan. */

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { maintenancePlan } from '../../db/schema/maintenance.ts';
import { type AssetRow, lockAsset, lockAssetById, recordEvents } from '../assets/advance-commands.ts';
import { type AssetClassRow, assetClasses, inReach } from '../assets/record-queries.ts';
import { isGone } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf, monthsAfter } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { type Cycles, chosenItems, cycleOf, type PlanKind } from './rules.ts';

export type PlanRow = typeof maintenancePlan.$inferSelect;

export interface HeldPlan {
  plan: PlanRow;
  card: AssetRow;
}

/** An open plan with its card, both held until the transaction ends; `version` is what the page showed. */
export async function holdPlan(
  tx: Tx,
  actor: Actor,
  planId: number,
  version: number | undefined,
): Promise<Result<HeldPlan>> {
  const open = and(eq(maintenancePlan.id, planId), isNull(maintenancePlan.endedOn));
  const [found] = await tx.select({ assetId: maintenancePlan.assetId }).from(maintenancePlan).where(open);
  const card = found && (await lockAssetById(tx, found.assetId));
  if (card === undefined || !(await inReach(tx, card, actor.scopePath))) return refuse('not_found');
  const [plan] = await tx.select().from(maintenancePlan).where(open);
  if (plan === undefined) return refuse('not_found');
  return version === undefined || plan.version === version ? ok({ plan, card }) : refuse('stale');
}

export interface PlanLine {
  number: string;
  kind: PlanKind;
}

export interface PlanInput {
  lines: readonly PlanLine[];
  /** When the first round is due; null for a whole cycle from today. */
  dueOn: string | null;
  /** Codes of the checklist; null for the whole template. */
  items: readonly string[] | null;
}

/** Plans rounds of cards. Refuses scrapped cards, what is planned already, an empty checklist, a day past the cycle. */
export function planCards(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PlanInput,
): Promise<Answer<{ plans: number }>> {
  const subject = input.lines[0]?.number ?? '';
  return command(services, actor, { act: 'maintenance.plan', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    if (input.lines.length === 0) return refuse('maintenance_none_chosen');
    const cycles = await ruleOn(tx, 'maintenance_cycles', dayOf(at));
    const classes = await assetClasses(tx);
    // One order for everybody, so that two forms with the same cards wait for each other
    for (const line of [...input.lines].sort((a, b) => (a.number < b.number ? -1 : 1))) {
      const planned = await planOne(tx, actor, at, { ...input, ...line, cycles, classes });
      if (!planned.ok) return planned;
    }
    const { lines, dueOn: roundDueOn, items: checklist } = input;
    return ok({ value: { plans: lines.length }, subject, after: { lines, roundDueOn, checklist } });
  });
}

type OnePlan = PlanLine & Pick<PlanInput, 'dueOn' | 'items'> & { cycles: Cycles; classes: readonly AssetClassRow[] };

async function planOne(tx: Tx, actor: Actor, at: number, given: OnePlan): Promise<Result<undefined>> {
  const { number, kind, cycles, classes } = given;
  const card = await lockAsset(tx, number);
  if (card === undefined || !(await inReach(tx, card, actor.scopePath))) return refuse('not_found');
  if (isGone(card.status)) return refuse('asset_wrong_state', { number, status: card.status });
  const open = and(
    eq(maintenancePlan.assetId, card.id),
    eq(maintenancePlan.kind, kind),
    isNull(maintenancePlan.endedOn),
  );
  const [known] = await tx.select({ id: maintenancePlan.id }).from(maintenancePlan).where(open);
  if (known !== undefined) return refuse('maintenance_known', { number, kind }, 'kind');
  const items = chosenItems(kind, given.items).map(({ code }) => code);
  if (items.length === 0) return refuse('maintenance_no_items', { kind }, 'item');
  const of = classes.find(({ id }) => id === card.classId);
  if (of === undefined) return refuse('not_found');
  const cycleMonths = cycleOf(kind, of, cycles);
  const since = dayOf(at);
  const latest = monthsAfter(since, cycleMonths);
  const dueOn = given.dueOn ?? latest;
  if (dueOn < since || dueOn > latest) {
    return refuse('maintenance_due_range', { number, from: since, to: latest }, 'dueOn');
  }
  await tx.insert(maintenancePlan).values({
    ...{ assetId: card.id, kind, cycleMonths, items, since, firstDueOn: dueOn, dueOn },
    ...{ plannedBy: actor.userId, plannedAt: at },
  });
  const event = { assetId: card.id, act: 'maintenance_plan', from: card.status, to: card.status };
  await recordEvents(tx, actor, at, [{ ...event, detail: { kind } }]);
  return ok();
}

/** Takes a card off its plan, with the reason; it may be planned anew. Its rounds stay, and bar its use no more. */
export function endPlan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { planId: number; reason: string },
): Promise<Answer<{ number: string }>> {
  const { planId, reason } = input;
  return command(services, actor, { act: 'maintenance.end', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.edit')) return refuseWithout('asset.edit');
    const held = await holdPlan(tx, actor, planId, undefined);
    if (!held.ok) return held;
    const { plan, card } = held.value;
    await tx
      .update(maintenancePlan)
      .set({ endedOn: dayOf(at), endReason: reason, version: plan.version + 1 })
      .where(eq(maintenancePlan.id, planId));
    const event = { assetId: card.id, act: 'maintenance_end', from: card.status, to: card.status };
    await recordEvents(tx, actor, at, [{ ...event, note: reason, detail: { kind: plan.kind } }]);
    return ok({ value: { number: card.number }, subject: card.number, after: { kind: plan.kind, reason } });
  });
}

/** Takes a card that is being scrapped off all its plans. The caller holds the card; `note` names the paper. */
export async function endPlansOfScrapped(
  tx: Tx,
  actor: Actor,
  at: number,
  { card, note }: { card: AssetRow; note: string },
): Promise<void> {
  const open = and(eq(maintenancePlan.assetId, card.id), isNull(maintenancePlan.endedOn));
  const ended = await tx
    .update(maintenancePlan)
    .set({ endedOn: dayOf(at), endReason: note, version: sql`${maintenancePlan.version} + 1` })
    .where(open)
    .returning({ kind: maintenancePlan.kind });
  const event = { assetId: card.id, act: 'maintenance_end', from: card.status, to: card.status, note };
  await recordEvents(
    tx,
    actor,
    at,
    ended.map(({ kind }) => ({ ...event, detail: { kind } })),
  );
}
