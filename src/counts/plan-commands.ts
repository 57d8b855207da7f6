/** Plans by which counts open by themselves: ABC cycles, controlled drugs at every shift, high-alert items monthly. */
import { and, eq, inArray, lte } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { countPlan, stockCount } from '../../db/schema/counts.ts';
import { document } from '../../db/schema/documents.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import { type Actor, SYSTEM_ACTOR } from '../auth/viewer.ts';
import { addDays, dayOf, HOUR_MS, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode, organisationById } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { addCount, itemIdsOf } from './open-commands.ts';
import { type CountScope, SHIFT_ENDS, SHIFTS, type Shift } from './rules.ts';
import type { ScopeDetail } from './scope-queries.ts';

export interface PlanInput {
  organisationCode: string;
  title: string;
  scope: CountScope;
  detail: Omit<ScopeDetail, 'itemIds' | 'seed'> & { itemCodes?: string[] };
  everyDays: number;
  eachShift: boolean;
  /** First day on which it opens a count. */
  nextOn: string;
}

type PlanRow = typeof countPlan.$inferSelect;

/** Lays a plan for a member. Refuses people who do not keep its stock, and a first day that has passed. */
export function addCountPlan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PlanInput,
): Promise<Answer<{ id: number }>> {
  return command(services, actor, { act: 'count.plan', key, input, subject: input.title }, async (tx, at) => {
    if (!may(actor.roles, 'count.make')) return refuseWithout('count.make');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, place)) return refuse('count_not_here', { place: place.shortName });
    if (input.nextOn < dayOf(at)) return refuse('count_plan_past', {}, 'nextOn');
    const { itemCodes = [], ...rest } = input.detail;
    const chosen = await itemIdsOf(tx, itemCodes);
    if (!chosen.ok) return chosen;
    const detail = { ...rest, ...(input.scope === 'items' && { itemIds: chosen.value }) };
    const { title, scope, everyDays, eachShift, nextOn } = input;
    const row = { organisationId: place.id, title, scope, detail, everyDays, eachShift, nextOn };
    const [added] = await tx
      .insert(countPlan)
      .values({ ...row, setBy: actor.userId, setAt: at })
      .returning({ id: countPlan.id });
    if (added === undefined) throw new Error(`plan ${title} was not written`);
    return ok({ value: { id: added.id }, subject: title, after: input });
  });
}

async function ownPlan(tx: Tx, actor: Actor, id: number): Promise<Result<PlanRow>> {
  if (!may(actor.roles, 'count.make')) return refuseWithout('count.make');
  const [plan] = await tx.select().from(countPlan).where(eq(countPlan.id, id));
  const place = plan && (await organisationById(tx, plan.organisationId));
  if (plan === undefined || !place?.path.startsWith(actor.scopePath)) return refuse('not_found');
  return worksAt(actor, place) ? ok(plan) : refuse('count_not_here', { place: place.shortName });
}

/** Stops a plan, or lets it go on from today. Refuses one that already stands so. */
export function setCountPlan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; active: boolean },
): Promise<Answer<{ title: string }>> {
  return command(services, actor, { act: 'count.plan_state', key, input }, async (tx, at, about) => {
    const plan = await ownPlan(tx, actor, input.id);
    if (!plan.ok) return plan;
    about(plan.value.title);
    if (plan.value.active === input.active) return refuse('count_plan_stands');
    const today = dayOf(at);
    const nextOn = input.active && plan.value.nextOn < today ? today : plan.value.nextOn;
    await tx.update(countPlan).set({ active: input.active, nextOn }).where(eq(countPlan.id, input.id));
    return ok({ value: { title: plan.value.title }, subject: plan.value.title, after: input });
  });
}

/** Counts of the plan that somebody still counts, with the shift they are of. */
async function openOf(tx: Tx, planId: number): Promise<{ shift: unknown }[]> {
  const open = inArray(document.status, ['counting', 'submitted']);
  const rows = await tx
    .select({ detail: stockCount.detail })
    .from(stockCount)
    .innerJoin(document, eq(document.id, stockCount.documentId))
    .where(and(eq(stockCount.planId, planId), open));
  return rows.map(({ detail }) => ({ shift: detail.shift }));
}

async function dueAtOf(tx: Tx, day: string, shift: Shift | undefined): Promise<number> {
  if (shift !== undefined) return startOfDay(day) + SHIFT_ENDS[shift] * HOUR_MS;
  const { days } = await ruleOn(tx, 'count_due_days', day);
  return startOfDay(addDays(day, days));
}

/** Opens the counts of a plan that nobody counts yet; a scope in which nothing lies opens none. */
async function openPlanned(tx: Tx, actor: Actor, at: number, plan: PlanRow): Promise<Result<string[]>> {
  const open = await openOf(tx, plan.id);
  const day = dayOf(at);
  const wanted: (Shift | undefined)[] = plan.eachShift ? [...SHIFTS] : [undefined];
  const numbers: string[] = [];
  for (const shift of wanted) {
    if (open.some((one) => one.shift === shift)) continue;
    const dueAt = await dueAtOf(tx, day, shift);
    const seed = `${plan.id}-${day}`;
    const detail = { ...(plan.detail as ScopeDetail), dueAt, ...(shift && { shift }) };
    const added = await addCount(tx, actor, at, {
      organisationId: plan.organisationId,
      planId: plan.id,
      title: plan.title,
      scope: plan.scope,
      detail: plan.scope === 'random' ? { ...detail, seed } : detail,
      asOf: at,
      blind: true,
    });
    if (added.ok) numbers.push(added.value.number);
    else if (added.reason !== 'count_nothing') return added;
  }
  return ok(numbers);
}

/** Opens what a plan wants now, whatever its day. Refuses when all of it is being counted or nothing lies there. */
export function openFromPlan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number },
): Promise<Answer<{ numbers: string[] }>> {
  return command(services, actor, { act: 'count.open', key, input }, async (tx, at, about) => {
    const plan = await ownPlan(tx, actor, input.id);
    if (!plan.ok) return plan;
    about(plan.value.title);
    const opened = await openPlanned(tx, actor, at, plan.value);
    if (!opened.ok) return opened;
    if (opened.value.length === 0) return refuse('count_plan_nothing');
    const numbers = opened.value;
    return ok({ value: { numbers }, subject: numbers.join(' ').slice(0, 100), after: { plan: input.id, numbers } });
  });
}

/**
 * The daily job: every plan whose day has come opens its counts, as of now, and gets its next day. A second run of the
 * day finds none. What is still being counted is not opened twice; its plan waits for it.
 */
export const countsDue = {
  act: 'count.due',
  async run(tx: Tx, at: number, day: string) {
    const due = and(eq(countPlan.active, true), lte(countPlan.nextOn, day));
    const plans = await tx.select().from(countPlan).where(due).orderBy(countPlan.id);
    const numbers: string[] = [];
    for (const plan of plans) {
      const opened = await openPlanned(tx, SYSTEM_ACTOR, at, plan);
      if (!opened.ok) return opened;
      numbers.push(...opened.value);
      const nextOn = addDays(day, plan.eachShift ? 1 : plan.everyDays);
      await tx.update(countPlan).set({ nextOn }).where(eq(countPlan.id, plan.id));
    }
    return ok({ value: { numbers }, subject: day, after: { numbers } });
  },
};
