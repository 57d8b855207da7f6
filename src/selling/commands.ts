/** Prices that people set: one proposes, another decides; for goods that may carry a markup or were made here. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { sellingPrice } from '../../db/schema/prices.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { formatPrice } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { limitsOn, paidNow, type SellingRow } from './queries.ts';
import { checkDecider, checkProposal, firstDay, type GoodsKind, markupRule } from './rules.ts';

export interface SellingProposal {
  itemCode: string;
  /** 1/10,000 yuan a pack. */
  pricePack: number;
  /** First day. */
  validFrom: string;
  reason: string;
}

type Goods = { id: number; code: string; kind: GoodsKind };

/** Judges the price as of its first day, by what the newest stock costs now. */
async function judged(
  tx: Tx,
  goods: Goods,
  given: { pricePack: number; validFrom: string; today: string },
): Promise<Result<{ paidPack: number | null }>> {
  const limits = await limitsOn(tx, given.validFrom);
  const paidPack = (await paidNow(tx, [goods.id])).get(goods.id)?.paidPack ?? null;
  const fits = checkProposal({ rule: markupRule(goods.kind, limits), paidPack, ...given });
  return fits.ok ? ok({ paidPack }) : fits;
}

/** Proposes a price. Refuses what `checkProposal` refuses, and a second one while another waits. */
export function proposeSellingPrice(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: SellingProposal,
): Promise<Answer<{ id: number }>> {
  const request = { act: 'selling.propose', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'price.edit')) return refuseWithout('price.edit');
    const { itemCode, pricePack, validFrom, reason } = input;
    const [goods] = await tx.select().from(item).where(eq(item.code, itemCode));
    if (goods === undefined) return refuse('not_found');
    const fits = await judged(tx, goods, { pricePack, validFrom, today: dayOf(at) });
    if (!fits.ok) return fits;
    const [row] = await tx
      .insert(sellingPrice)
      .values({
        itemId: goods.id,
        pricePack,
        paidPack: fits.value.paidPack,
        validFrom,
        origin: 'set',
        reason,
        status: 'proposed',
        recordedBy: actor.userId,
        recordedAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: sellingPrice.id });
    if (row === undefined) return refuse('selling_waits');
    return ok({ value: row, subject: itemCode, after: { price: formatPrice(pricePack), validFrom, reason } });
  });
}

export interface Named {
  itemCode: string;
  id: number;
}

/** The waiting proposal with its item. Refuses an unknown one and one that was decided. */
async function waiting(tx: Tx, { itemCode, id }: Named): Promise<Result<{ row: SellingRow; goods: Goods }>> {
  const [found] = await tx
    .select({ row: sellingPrice, goods: item })
    .from(sellingPrice)
    .innerJoin(item, eq(item.id, sellingPrice.itemId))
    .where(and(eq(sellingPrice.id, id), eq(item.code, itemCode)));
  if (found === undefined) return refuse('not_found');
  return found.row.status === 'proposed' ? ok(found) : refuse('selling_decided');
}

/** Writes the decision; of two at once the second is refused. */
async function close(
  tx: Tx,
  id: number,
  values: Partial<typeof sellingPrice.$inferInsert>,
): Promise<Result<undefined>> {
  const open = and(eq(sellingPrice.id, id), eq(sellingPrice.status, 'proposed'));
  const rows = await tx.update(sellingPrice).set(values).where(open).returning({ id: sellingPrice.id });
  return rows.length === 0 ? refuse('selling_decided') : ok();
}

/**
 * Approves or refuses a proposed price. Refuses its proposer, a refusal without a reason, and an approval that the
 * limit of the day does not allow any more. A first day that has passed becomes today.
 */
export function decideSellingPrice(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Named & { approve: boolean; note: string },
): Promise<Answer<{ validFrom: string }>> {
  const { itemCode, id, approve, note } = input;
  const request = { act: approve ? 'selling.approve' : 'selling.refuse', key, input, subject: itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'repricing.approve')) return refuseWithout('repricing.approve');
    const found = await waiting(tx, { itemCode, id });
    if (!found.ok) return found;
    const { row, goods } = found.value;
    const other = checkDecider(actor.userId, row.recordedBy);
    if (!other.ok) return other;
    if (!approve && note === '') return refuse('reason_missing', {}, 'reason');
    const today = dayOf(at);
    const validFrom = firstDay(row.validFrom, today);
    if (approve) {
      const fits = await judged(tx, goods, { pricePack: row.pricePack, validFrom, today });
      if (!fits.ok) return refuse(fits.reason, fits.detail);
    }
    const stamp = { approvedBy: actor.userId, approvedAt: at, note };
    const closed = await close(tx, id, {
      ...stamp,
      ...(approve && { validFrom }),
      status: approve ? 'in_force' : 'refused',
    });
    if (!closed.ok) return closed;
    const after = { price: formatPrice(row.pricePack), validFrom, note };
    return ok({ value: { validFrom }, subject: itemCode, after });
  });
}

/** Takes a proposed price back before anybody decided. */
export function withdrawSellingPrice(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Named,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'selling.withdraw', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx) => {
    if (!may(actor.roles, 'price.edit')) return refuseWithout('price.edit');
    const found = await waiting(tx, input);
    if (!found.ok) return found;
    const closed = await close(tx, input.id, { status: 'withdrawn' });
    if (!closed.ok) return closed;
    const before = { price: formatPrice(found.value.row.pricePack) };
    return ok({ value: { code: input.itemCode }, subject: input.itemCode, before });
  });
}
