/** Sending needs of the pool their goods: lots kept on a dispatch to the member, linked to what each line is for. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Actor, OrganisationKind } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkPermitCaps, type Leaving } from '../ledger/permit-rule.ts';
import type { ControlClass, Purpose } from '../ledger/usable.ts';
import { type NeedStep, progressNeeds } from '../requisitions/progress-commands.ts';
import { ruleOn } from '../settings/queries.ts';
import { progressShortages } from '../shortages/progress-commands.ts';
import { lotsOfItemsAt } from '../stock/item-lots-queries.ts';
import type { SupplyLot } from '../stock/supply-queries.ts';
import { checkHolder } from './controlled-queries.ts';
import { checkAlone } from './controlled-rules.ts';
import { chooseLots, type SupplyAsk, type SupplyPick, withinReach } from './supply-rules.ts';
import { dispatchTo, keepLines, keepSkips, type Target, tellAdded } from './target-commands.ts';

export interface SupplyRequest {
  fromOrganisationId: number;
  toOrganisationId: number;
  lines: readonly SupplyAsk[];
  /** The needs are still in the pool and planned by this; otherwise they are on a plan. */
  fromPool?: boolean;
  /** On a dispatch of its own, though one to the member is being picked. */
  alone?: boolean;
  /** Why named lots are taken out of turn, for the dispatch. */
  lotReason?: string;
  /** Takes what is there of lines that are short; the rest stays open. */
  partly?: boolean;
}

interface NeedRow {
  id: number;
  origin: 'requisition' | 'shortage' | 'safety';
  document_id: number | null;
  line_id: number | null;
  organisation_id: number;
  item_id: number;
  item_name: string;
  control_class: ControlClass;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  organisation_kind: OrganisationKind;
  member: string;
  /** The plan that the hub's own need is on. */
  plan_id: number | null;
}

const needsOf = statement(
  `select demand.id, demand.origin, demand.document_id, demand.line_id, demand.organisation_id, demand.item_id,
     item.generic_name as item_name, item.control_class, item.pack_size, item.pack_unit, item.base_unit, item.scale,
     organisation.kind as organisation_kind, organisation.short_name as member,
     (select max(plan_line.plan_id) from plan_demand join plan_line on plan_line.id = plan_demand.plan_line_id
      where plan_demand.demand_id = demand.id) as plan_id
   from demand join item on item.id = demand.item_id join organisation on organisation.id = demand.organisation_id
   where demand.id in (select id from ${rowset('ids', { id: 'int' })} as given)`,
);

/** Refuses needs of another member or item than is said, and a need of the hub that is on no plan. */
async function loadNeeds(tx: Tx, request: SupplyRequest): Promise<Result<Map<number, NeedRow>>> {
  const ids = [...new Set(request.lines.map((line) => line.demandId))].map((id) => ({ id }));
  const rows = await tx.run<NeedRow>(needsOf, { ids });
  const needs = new Map(rows.map((row) => [Number(row.id), row]));
  for (const line of request.lines) {
    const need = needs.get(line.demandId);
    if (need === undefined) return refuse('not_found');
    const names = { item: need.item_name, member: need.member };
    const isOther = need.organisation_id !== request.toOrganisationId || need.item_id !== line.itemId;
    if (isOther) return refuse('demand_elsewhere', names);
    if (need.document_id === null && need.plan_id === null) return refuse('demand_unplanned', names);
  }
  return ok(needs);
}

/** What leaves under permits, all lines together. */
function leavingOf(picks: readonly SupplyPick<SupplyLot>[], recipientId: number): Leaving[] {
  return picks.flatMap(({ lot, quantityBase }) => {
    const { preparation, lotNumber } = lot;
    if (preparation === undefined || preparation.keeperId === recipientId) return [];
    return [{ lot: lotNumber, item: '', preparation, recipientId, quantityBase }];
  });
}

/** The needs move on: those of shortages by their shortage, the others by themselves. */
async function progress(
  tx: Tx,
  by: { actor: Actor; at: number; way: NeedStep['way'] },
  target: Target,
  asks: readonly SupplyAsk[],
  needs: ReadonlyMap<number, NeedRow>,
): Promise<Result<undefined>> {
  const shortages = new Map<number, number>();
  const others = new Map<number, number>();
  for (const { demandId, quantityBase } of asks) {
    const need = needs.get(demandId);
    if (need?.origin === 'shortage' && need.document_id !== null) {
      shortages.set(need.document_id, (shortages.get(need.document_id) ?? 0) + quantityBase);
    } else others.set(demandId, (others.get(demandId) ?? 0) + quantityBase);
  }
  const answered = await progressShortages(
    tx,
    { act: 'answer', ...by },
    [...shortages].map(([shortageId, answeredBase]) => {
      return { shortageId, answeredBase, detail: { dispatch: target.number, quantityBase: answeredBase } };
    }),
  );
  if (!answered.ok) return answered;
  return progressNeeds(
    tx,
    { act: 'supply', paper: target.number, ...by },
    [...others].map(([demandId, sentBase]) => ({ demandId, sentBase, receivedBase: 0 })),
  );
}

/** Whether the needs are of controlled goods; refuses other goods beside them, and a member that may not hold them. */
async function loadedFor(tx: Tx, needs: readonly NeedRow[], toId: number, day: string): Promise<Result<boolean>> {
  const load = needs.map((need) => ({ item: need.item_name, controlClass: need.control_class }));
  const alone = checkAlone(load);
  if (!alone.ok || !alone.value) return alone;
  const itemIds = needs.map((need) => need.item_id);
  const holder = await checkHolder(tx, toId, itemIds, day);
  return holder.ok ? alone : holder;
}

/** Whether all that was asked of the line is among what is sent. */
function isWhole(ask: SupplyAsk, lines: readonly SupplyAsk[]): boolean {
  return lines.some((line) => line.demandId === ask.demandId && line.quantityBase === ask.quantityBase);
}

/**
 * Keeps stock of the giver for needs of one member, on the dispatch between the two that is being picked or on a new
 * one. Refuses needs of another member or item, lots that may not serve, less stock than asked (`supply_short`), and
 * needs that were taken (`demand_taken`) or supplied otherwise (`demand_supplied`) meanwhile.
 */
export async function supplyDemand(
  tx: Tx,
  actor: Actor,
  at: number,
  request: SupplyRequest,
): Promise<Result<{ documentId: number; number: string; short?: number }>> {
  const { fromOrganisationId: fromId, toOrganisationId: toId } = request;
  if (request.lines.length === 0) return refuse('nothing_chosen');
  if (fromId === toId) return refuse('own_request');
  const needs = await loadNeeds(tx, request);
  if (!needs.ok) return needs;
  const kind = needs.value.get(request.lines[0]?.demandId ?? 0)?.organisation_kind ?? 'branch';
  const lifeDaysMin = (await ruleOn(tx, 'life_days_min', dayOf(at)))[kind];
  const load = await loadedFor(tx, [...needs.value.values()], toId, dayOf(at));
  if (!load.ok) return load;
  const controlled = load.value;
  const purpose: Purpose = { on: dayOf(at), lifeDaysMin, recipientId: toId, secondPerson: controlled };
  const lots = await lotsOfItemsAt(tx, { organisationId: fromId, itemIds: request.lines.map((line) => line.itemId) });
  const lines = request.partly ? withinReach(request.lines, lots, purpose) : request.lines;
  if (lines.length === 0) return refuse('supply_none_there');
  const chosen = chooseLots(lines, lots, purpose);
  if (!chosen.ok) {
    const of = [...needs.value.values()].find((need) => need.item_id === chosen.detail.itemId);
    const { pack_size: packSize = 1, pack_unit: packUnit = '', base_unit: baseUnit = '', scale = 1 } = of ?? {};
    return {
      ...chosen,
      detail: { ...chosen.detail, item: of?.item_name ?? '', packSize, packUnit, baseUnit, scale },
    };
  }
  const { picks, skipped } = chosen.value;
  const caps = checkPermitCaps(leavingOf(picks, toId), purpose.on);
  if (!caps.ok) return caps;
  const target = await dispatchTo(tx, actor, at, { fromId, toId, alone: request.alone ?? false, controlled });
  const way = request.fromPool === true ? ('pool' as const) : ('planned' as const);
  const moved = await progress(tx, { actor, at, way }, target, lines, needs.value);
  if (!moved.ok) return moved;
  const kept = picks.map(({ demandId, lot, quantityBase, outOfTurn }) => {
    const need = needs.value.get(demandId);
    const served = need?.document_id ?? need?.plan_id ?? 0;
    const lineId = need?.document_id === null ? demandId : (need?.line_id ?? null);
    const overrideReason = outOfTurn ? (request.lotReason ?? null) : null;
    return { lot, quantityBase, overrideReason, documentId: served, lineId };
  });
  const held = await keepLines(tx, at, target, kept);
  if (!held.ok) return held;
  await keepSkips(tx, target.id, skipped);
  const sum = lines.reduce((total, line) => total + line.quantityBase, 0);
  const detail = { item: [...needs.value.values()][0]?.item_name ?? '', lines: lines.length, quantityBase: sum };
  const told = await tellAdded(tx, actor, at, { target, detail });
  if (!told.ok) return told;
  const short = request.lines.reduce((count, ask) => count + (isWhole(ask, lines) ? 0 : 1), 0);
  return ok({ documentId: target.id, number: target.number, short });
}

/**
 * Goods that a supplier brought straight to the member reach the needs they were bought for; base units by need.
 * Refuses `demand_supplied` when less of a need is still on plans.
 */
export async function bringDemand(
  tx: Tx,
  actor: Actor,
  at: number,
  brought: { paper: string; moves: readonly { demandId: number; quantityBase: number }[] },
): Promise<Result<undefined>> {
  const { paper, moves } = brought;
  const ids = [...new Set(moves.map((move) => move.demandId))].map((id) => ({ id }));
  const rows = await tx.run<NeedRow>(needsOf, { ids });
  const shortageOf = new Map(rows.map((row) => [Number(row.id), row.origin === 'shortage' ? row.document_id : null]));
  const by = { actor, at, way: 'straight' as const };
  const sums = new Map<number, number>();
  for (const { demandId, quantityBase } of moves) {
    const shortageId = shortageOf.get(demandId) ?? null;
    if (shortageId !== null) sums.set(shortageId, (sums.get(shortageId) ?? 0) + quantityBase);
  }
  const shortages = [...sums].map(([shortageId, quantityBase]) => {
    const whole = { answeredBase: quantityBase, shippedBase: quantityBase, arrivedBase: quantityBase };
    return { shortageId, ...whole, detail: { receipt: paper, quantityBase } };
  });
  const arrived = await progressShortages(tx, { act: 'bring', ...by }, shortages);
  if (!arrived.ok) return arrived;
  const others = moves.filter((move) => (shortageOf.get(move.demandId) ?? null) === null);
  return progressNeeds(
    tx,
    { act: 'bring', paper, ...by },
    others.map(({ demandId, quantityBase }) => ({ demandId, sentBase: quantityBase, receivedBase: quantityBase })),
  );
}
