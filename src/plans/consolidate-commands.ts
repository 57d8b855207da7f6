/** Making a plan of the open demand of all members: netted item by item, the rest priced and rounded. */
import { inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { plan } from '../../db/schema/plans.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { type ApplicablePrice, pricesOn } from '../prices/applicable-queries.ts';
import { raiseDemand } from '../requisitions/demand-commands.ts';
import { type DemandOrigin, type ItemKind, type OpenDemand, openDemand } from '../requisitions/demand-queries.ts';
import { type PlanItem, planItems } from './item-queries.ts';
import { netItem, roundToSteps } from './netting-rules.ts';
import { lineAmount } from './rules.ts';
import { safetyNeeds } from './safety-queries.ts';
import type { Need } from './share-rules.ts';
import { suppliesOn, supplyFor } from './supply-queries.ts';
import { countPlan, type NewLine, writeLines } from './write-commands.ts';

export interface PlanScope {
  title: string;
  /** Demand needed by this day, and the day by which the plan's goods are wanted. */
  neededBy: string;
  /** Kinds of items; all when none is named. */
  kinds: ItemKind[];
  /** Codes of members; all when none is named. */
  members: string[];
  origins: DemandOrigin[];
  /** Ask for what the hub lacks below its own safety as well. */
  safety: boolean;
  urgent: boolean;
  urgentReason: string;
  note: string;
}

/** An item that was asked for and may not stand on a plan. */
export interface LeftOut {
  code: string;
  name: string;
  why: string;
}

export interface OpenedPlan {
  number: string;
  lines: number;
  leftOut: LeftOut[];
}

/** One consolidation at a time: two would both count on the same stock of the hub. */
const oneAtATime = statement(lockTable('plan', 'exclusive'));

/** So many of the items left out stand in the timeline; the rest are counted. */
const MOST_NAMED = 60;

async function checkScope(tx: Tx, scope: PlanScope, today: string): Promise<Result<number[] | undefined>> {
  if (scope.neededBy < today) return refuse('plan_needed_past', { day: scope.neededBy }, 'neededBy');
  if (scope.urgent && scope.urgentReason.trim() === '') return refuse('plan_urgent_reason', {}, 'urgentReason');
  if (scope.members.length === 0) return ok(undefined);
  const rows = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(inArray(organisation.code, scope.members));
  const unknown = rows.length < new Set(scope.members).size;
  return unknown ? refuse('organisation_unknown', {}, 'members') : ok(rows.map((row) => row.id));
}

/** What the hub lacks becomes demand of its own, raised by nobody's paper. */
async function raiseSafety(tx: Tx, scope: PlanScope, hubId: number, at: number): Promise<number> {
  const kinds = scope.kinds.length === 0 ? undefined : scope.kinds;
  const missing = await safetyNeeds(tx, { hubId, day: dayOf(at), kinds });
  const common = { origin: 'safety' as const, documentId: null, lineId: null, organisationId: hubId, urgent: false };
  const rows = missing.map((need) => ({ ...common, ...need, neededBy: scope.neededBy, raisedAt: at }));
  return (await raiseDemand(tx, rows)).length;
}

function byItem(demands: readonly OpenDemand[]): Map<number, Need[]> {
  const needs = new Map<number, Need[]>();
  for (const { id, organisationId, itemId, openBase, urgent, neededBy } of demands) {
    const need = { demandId: id, organisationId, quantityBase: openBase, urgent, neededBy };
    const own = needs.get(itemId);
    if (own === undefined) needs.set(itemId, [need]);
    else own.push(need);
  }
  return needs;
}

/** The terms on which nobody sells: the buyer names a supplier or drops the line. */
const UNSOLD = { leastPacks: 1, stepPacks: 1 };

/** A line without its number: what is asked of one item, how it is met, what is bought and from whom. */
export function lineOf(
  item: PlanItem,
  needs: readonly Need[],
  given: { hubId: number; supply: ReturnType<typeof supplyFor>; price: ApplicablePrice | undefined },
): NewLine {
  const mayMove = item.controlClass === 'none' && item.kind !== 'preparation';
  const netted = netItem(needs, { packSize: item.packSize, hubId: given.hubId, mayMove }, given.supply);
  const { price } = given;
  const terms = { packSize: item.packSize, ...(price ?? UNSOLD) };
  const proposedBase = roundToSteps(netted.toBuyBase, terms);
  const pricePack = price?.pricePack ?? 0;
  const { packSize, genericName } = item;
  const amount = lineAmount({ item: genericName, quantityBase: proposedBase, packSize, pricePack });
  return {
    lineNumber: 0,
    itemId: item.id,
    partyId: price?.partyId ?? null,
    channel: price?.channel ?? 'listed',
    channelReason: '',
    pricePack,
    contractLineId: price?.contractLineId ?? null,
    priceReason: price?.reason ?? { code: 'no_supplier', detail: {} },
    netted,
    proposedBase,
    quantityBase: proposedBase,
    amountFen: amount.ok ? amount.value : 0,
    changeReason: '',
  };
}

interface Consolidated {
  lines: NewLine[];
  leftOut: LeftOut[];
}

/** Lines in the order of suppliers, those without one first, then of item codes. Refuses one that is too dear. */
async function consolidate(
  tx: Tx,
  demands: readonly OpenDemand[],
  where: { hubId: number; day: string },
): Promise<Result<Consolidated>> {
  const needs = byItem(demands);
  const items = await planItems(tx, [...needs.keys()]);
  const allowed = [...items.values()].filter((item) => item.barred === null);
  const itemIds = allowed.map((item) => item.id);
  const supplies = await suppliesOn(tx, { itemIds, ...where });
  const prices = await pricesOn(tx, { itemIds, day: where.day });
  const codes = new Map(allowed.map((item) => [item.id, item.code]));
  const lines = allowed
    .map((item) => {
      const supply = supplyFor(supplies, item.id);
      return lineOf(item, needs.get(item.id) ?? [], { hubId: where.hubId, supply, price: prices.get(item.id) });
    })
    .sort((one, other) => {
      const codeOf = (line: NewLine) => codes.get(line.itemId) ?? '';
      return (one.partyId ?? 0) - (other.partyId ?? 0) || (codeOf(one) < codeOf(other) ? -1 : 1);
    });
  const leftOut = [...items.values()].flatMap((item) =>
    item.barred === null
      ? []
      : [{ code: item.code, name: `${item.genericName} ${item.strength}`.trim(), why: item.barred }],
  );
  for (const { itemId, quantityBase, pricePack } of lines) {
    const { genericName = '', packSize = 1 } = items.get(itemId) ?? {};
    const amount = lineAmount({ item: genericName, quantityBase, packSize, pricePack });
    if (!amount.ok) return refuse(amount.reason, amount.detail);
  }
  return ok({ lines: lines.map((line, index) => ({ ...line, lineNumber: index + 1 })), leftOut });
}

/** Every refused item by name, as the refusal's sentence wants it. */
function refuseAll(leftOut: readonly LeftOut[]): Result<never> {
  const names = leftOut.slice(0, MOST_NAMED).map((one) => one.name);
  return refuse('plan_all_barred', { names: names.join('、'), count: leftOut.length });
}

/**
 * Opens a plan of the open demand in scope. Refuses a day that is past, an urgent plan without its reason, a scope in
 * which nothing is open, and one whose items may all not be bought; `demand_taken` when somebody was quicker.
 */
export function openPlan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  scope: PlanScope,
): Promise<Answer<OpenedPlan>> {
  return command(services, actor, { act: 'plan.open', key, input: scope }, async (tx, at) => {
    if (!may(actor.roles, 'plan.make')) return refuseWithout('plan.make');
    const day = dayOf(at);
    const members = await checkScope(tx, scope, day);
    if (!members.ok) return members;
    const hub = await headOrganisation(tx);
    if (hub === undefined) return refuse('organisation_unknown', {}, 'members');
    await tx.run(oneAtATime, {});
    const raised = scope.safety ? await raiseSafety(tx, scope, hub.id, at) : 0;
    const { neededBy, kinds, origins } = scope;
    const demands = await openDemand(tx, {
      neededBy,
      kinds: kinds.length === 0 ? undefined : kinds,
      organisationIds: members.value,
      origins: origins.length === 0 ? undefined : origins,
    });
    if (demands.length === 0) return refuse('plan_nothing_open', { neededBy });
    const consolidated = await consolidate(tx, demands, { hubId: hub.id, day });
    if (!consolidated.ok) return consolidated;
    const { lines, leftOut } = consolidated.value;
    if (lines.length === 0) return refuseAll(leftOut);
    const named = { leftOut: leftOut.slice(0, MOST_NAMED), leftOutCount: leftOut.length, safety: raised };
    const opened = await openDocument(tx, {
      kind: 'plan',
      status: 'draft',
      act: 'open',
      organisationId: hub.id,
      counterpartId: null,
      actor,
      at,
      note: scope.note === '' ? null : scope.note,
      detail: { kinds, origins, members: scope.members, demands: demands.length, lines: lines.length, ...named },
    });
    const { title, urgent, note } = scope;
    const urgentReason = urgent ? scope.urgentReason : null;
    await tx.insert(plan).values({ documentId: opened.id, title, neededBy, urgent, urgentReason, note });
    const written = await writeLines(tx, opened.id, lines);
    if (!written.ok) return written;
    await countPlan(tx, opened.id);
    const value = { number: opened.number, lines: lines.length, leftOut };
    return ok({ value, subject: opened.number, after: { ...scope, lines: lines.length, leftOut: leftOut.length } });
  });
}
