/** The buyer's changes of a draft: quantity, supplier, channel and way of delivery of a line; dropping and adding. */
import { eq, max } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { type Channel, planLine } from '../../db/schema/plans.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { checkCards } from '../controlled/card-queries.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { partyByCode } from '../parties/queries.ts';
import { checkOrderPrice, priceOn } from '../prices/applicable-queries.ts';
import { lineOf } from './consolidate-commands.ts';
import { fillFromPool, needsOf, shrinkTo } from './fill-commands.ts';
import { type PlanItem, planItemByCode, planItems } from './item-queries.ts';
import { type PlanLineRow, type PlanRecord, planByNumber, planLineByNumber } from './plan-queries.ts';
import { checkQuantity, checkTerms, lineAmount, planTransitions } from './rules.ts';
import { countPlan, lockPlan, writeLines } from './write-commands.ts';

export interface PlanInput {
  number: string;
  /** Version of the document that the person saw. */
  version: number;
}

export interface LineInput extends PlanInput {
  line: number;
  /** Base units; whole packs. */
  quantityBase: number;
  /** Why it is not what was proposed. */
  reason: string;
  /** Code of the supplier; null leaves the line without one. */
  party: string | null;
  /** Null follows the rule of prices. */
  channel: Extract<Channel, 'filed' | 'ad_hoc' | 'donation'> | null;
  channelReason: string;
  /** 1/10,000 yuan a pack, for channels without a price of their own. */
  pricePack: number | null;
  delivery: 'hub' | 'direct' | 'relay';
}

export interface EditWork {
  tx: Tx;
  at: number;
  record: PlanRecord;
}

/** The shape of every change of a draft: permission, lock, the version that was seen, the act, the totals. */
export function editDraft<I extends PlanInput>(
  services: CommandServices,
  actor: Actor,
  request: { act: string; key: string | null; input: I },
  change: (work: EditWork) => Promise<Result<{ detail: Record<string, unknown>; note?: string | null }>>,
): Promise<Answer<{ number: string }>> {
  const { input } = request;
  return command(services, actor, { ...request, subject: input.number }, async (tx, at) => {
    if (!may(actor.roles, 'plan.make')) return refuseWithout('plan.make');
    const known = await planByNumber(tx, input.number);
    if (known === undefined) return refuse('not_found');
    await lockPlan(tx, known.document.id);
    const record = (await planByNumber(tx, input.number)) ?? known;
    const seen = await checkSeen(tx, record.document, input.version);
    if (!seen.ok) return seen;
    const step = { act: 'edit', to: 'draft', transitions: planTransitions, actor, at, seenVersion: input.version };
    if (record.document.status !== 'draft') return refuse('plan_locked', { status: record.document.status });
    const changed = await change({ tx, at, record });
    if (!changed.ok) return changed;
    const { detail, note = null } = changed.value;
    const moved = await advance(tx, record.document.id, { ...step, note, detail });
    if (!moved.ok) return moved;
    await countPlan(tx, record.document.id);
    return ok({ value: { number: input.number }, subject: input.number, after: { ...input, ...detail } });
  });
}

interface Terms {
  partyId: number | null;
  channel: Channel;
  channelReason: string;
  pricePack: number;
  contractLineId: number | null;
  priceReason: { code: string; detail: Record<string, string | number> };
}

/** On which terms the line is bought: by the rule of prices, or on an exceptional channel with its evidence. */
export async function termsOf(
  tx: Tx,
  given: Pick<LineInput, 'party' | 'channel' | 'channelReason' | 'pricePack'>,
  of: { itemId: number; itemName: string; day: string },
): Promise<Result<Terms>> {
  const { party: code, channel, channelReason, pricePack } = given;
  if (code === null) {
    if (channel !== null) return refuse('plan_party_missing', {}, 'party');
    const reason = { code: 'no_supplier', detail: {} };
    const none = { partyId: null, channel: 'listed' as const, channelReason: '', pricePack: 0, contractLineId: null };
    return ok({ ...none, priceReason: reason });
  }
  const seller = await partyByCode(tx, code);
  if (seller === undefined) return refuse('plan_party_unknown', { code }, 'party');
  const { itemId, day } = of;
  if (channel === null) {
    const price = await priceOn(tx, { itemId, day, partyId: seller.id });
    if (price === null) return refuse('plan_not_sold', { item: of.itemName, party: seller.shortName }, 'party');
    const { contractLineId, reason: priceReason } = price;
    const terms = { partyId: seller.id, channelReason: '', contractLineId, priceReason };
    return ok({ ...terms, channel: price.channel, pricePack: price.pricePack });
  }
  const terms = { channel, channelReason: channelReason.trim(), pricePack: pricePack ?? 0 };
  const fits = checkTerms(terms);
  if (!fits.ok) return fits;
  const bounded =
    channel === 'donation'
      ? ok()
      : await checkOrderPrice(tx, { itemId, partyId: seller.id, day, pricePack: terms.pricePack });
  if (!bounded.ok) return { ...bounded, field: 'price' };
  const reason = { code: `${channel}_price`, detail: { party: seller.shortName, evidence: terms.channelReason } };
  return ok({ ...terms, partyId: seller.id, contractLineId: null, priceReason: reason });
}

/** A line of the plan with its item. Refuses a line that is not there any more. */
export async function lineAndItem(
  tx: Tx,
  planId: number,
  lineNumber: number,
): Promise<Result<{ line: PlanLineRow; item: PlanItem }>> {
  const line = await planLineByNumber(tx, planId, lineNumber);
  if (line === undefined) return refuse('plan_line_gone', { line: lineNumber });
  const found = (await planItems(tx, [line.itemId])).get(line.itemId);
  return found === undefined ? refuse('not_found') : ok({ line, item: found });
}

/**
 * Changes a line. Less than members asked for gives the rest back to the pool, the least pressing first; more takes
 * open demand of the item along. Refuses what `checkQuantity` and `checkTerms` refuse, a supplier who does not sell
 * it, a price above the listed one, and a plan that is no draft.
 */
export function changeLine(services: CommandServices, actor: Actor, key: string | null, input: LineInput) {
  return editDraft(services, actor, { act: 'plan.change_line', key, input }, async ({ tx, at, record }) => {
    const found = await lineAndItem(tx, record.document.id, input.line);
    if (!found.ok) return found;
    const { line, item: of } = found.value;
    const { proposedBase } = line;
    const { quantityBase, reason, delivery } = input;
    const whole = checkQuantity({ quantityBase, proposedBase, packSize: of.packSize, reason });
    if (!whole.ok) return whole;
    const named = { itemId: of.id, itemName: of.genericName, day: dayOf(at) };
    const terms = await termsOf(tx, input, named);
    if (!terms.ok) return terms;
    const { packSize, genericName } = of;
    const amount = lineAmount({ item: genericName, quantityBase, packSize, pricePack: terms.value.pricePack });
    if (!amount.ok) return amount;
    const served =
      quantityBase < line.quantityBase
        ? await shrinkTo(tx, line, quantityBase)
        : await fillFromPool(tx, line, { upToBase: quantityBase, neededBy: record.plan.neededBy });
    if (!served.ok) return served;
    const values = { ...terms.value, quantityBase, amountFen: amount.value, delivery, changeReason: reason.trim() };
    await tx
      .update(planLine)
      .set({ ...values, ...served.value.sums })
      .where(eq(planLine.id, line.id));
    const change = { line: line.lineNumber, item: of.genericName, before: line.quantityBase, after: quantityBase };
    const back = served.value.backBase;
    return ok({ detail: { ...change, unit: of.packUnit, packSize: of.packSize, back }, note: reason.trim() || null });
  });
}

/** Refuses what may not be bought; controlled drugs go on a plan by hand alone, with the hub's card in force. */
async function checkBuyable(tx: Tx, of: PlanItem, day: string): Promise<Result<undefined>> {
  const detail = { item: of.genericName };
  if (of.barred === null) return ok();
  if (of.barred !== 'controlled') return refuse(`plan_item_${of.barred}`, detail, 'itemCode');
  const hub = await headOrganisation(tx);
  const cards = await checkCards(tx, [{ organisationId: hub?.id ?? 0, itemId: of.id }], day);
  return cards.ok ? cards : refuse('plan_item_controlled', detail, 'itemCode');
}

export interface AddInput extends PlanInput {
  itemCode: string;
  quantityBase: number;
  reason: string;
}

/**
 * Adds a line by hand, with the open demand of its item as far as it reaches. Refuses an unknown item, one that may
 * not be bought so, one that already stands on the plan, and a quantity without a reason.
 */
export function addLine(services: CommandServices, actor: Actor, key: string | null, input: AddInput) {
  return editDraft(services, actor, { act: 'plan.add_line', key, input }, async ({ tx, at, record }) => {
    const of = await planItemByCode(tx, input.itemCode);
    if (of === undefined) return refuse('item_unknown', { code: input.itemCode }, 'itemCode');
    const buyable = await checkBuyable(tx, of, dayOf(at));
    if (!buyable.ok) return buyable;
    const planId = record.document.id;
    const lines = await tx.select().from(planLine).where(eq(planLine.planId, planId));
    const same = lines.find((line) => line.itemId === of.id);
    if (same !== undefined)
      return refuse('plan_item_there', { item: of.genericName, line: same.lineNumber }, 'itemCode');
    const { quantityBase, reason } = input;
    if (quantityBase <= 0) return refuse('quantity_none', {}, 'packs');
    const whole = checkQuantity({ quantityBase, proposedBase: 0, packSize: of.packSize, reason });
    if (!whole.ok) return whole;
    const hub = await headOrganisation(tx);
    const price = (await priceOn(tx, { itemId: of.id, day: dayOf(at) })) ?? undefined;
    const needs = await needsOf(tx, { itemId: of.id, neededBy: record.plan.neededBy, upToBase: quantityBase });
    const nothing = { hubFreeBase: 0, onOrderFreeBase: 0, neighbours: [] };
    const line = lineOf(of, needs, { hubId: hub?.id ?? 0, supply: nothing, price });
    const [last] = await tx
      .select({ n: max(planLine.lineNumber) })
      .from(planLine)
      .where(eq(planLine.planId, planId));
    const lineNumber = (last?.n ?? 0) + 1;
    const { packSize, genericName } = of;
    const amount = lineAmount({ item: genericName, quantityBase, packSize, pricePack: line.pricePack });
    if (!amount.ok) return amount;
    const bought = { lineNumber, quantityBase, amountFen: amount.value, changeReason: reason.trim() };
    const written = await writeLines(tx, planId, [{ ...line, ...bought }]);
    if (!written.ok) return written;
    const detail = {
      line: lineNumber,
      item: of.genericName,
      added: quantityBase,
      unit: of.packUnit,
      packSize: of.packSize,
    };
    return ok({ detail, note: reason.trim() });
  });
}
