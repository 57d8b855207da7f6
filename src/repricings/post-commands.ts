/** Approving a repricing posts it: each lot at the old price becomes one at the new, the difference is booked. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { repricing } from '../../db/schema/negotiations.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods } from '../books/goods-commands.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { freezeLots, openLots } from '../ledger/lots.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { followRecalled } from '../recalls/catch-commands.ts';
import { followPaid } from '../selling/follow-commands.ts';
import { act } from './act-commands.ts';
import { checkListed, type Seen } from './commands.ts';
import { effectsNow, type StockEffect } from './effect-queries.ts';
import { checkApprover } from './rules.ts';

const addEffects = statement(
  `insert into repricing_effect
     (line_id, location_id, owner_id, old_lot_id, new_lot_id, quantity_base, old_fen, new_fen)
   select line_id, location_id, owner_id, old_lot_id, new_lot_id, quantity_base, old_fen, new_fen
   from ${rowset('effects', {
     line_id: 'int',
     location_id: 'int',
     owner_id: 'int',
     old_lot_id: 'int',
     new_lot_id: 'int',
     quantity_base: 'int',
     old_fen: 'int',
     new_fen: 'int',
   })} as given where true`,
);

/** The lot of each effect at its new price: same number, expiry and origin; frozen lots stay frozen. */
async function newLots(tx: Tx, effects: readonly StockEffect[], at: number): Promise<Map<number, number>> {
  const lots = new Map<number, number>();
  // A lot keeps the day it came: among equals the earlier one leaves first
  for (const receivedOn of new Set(effects.map((effect) => effect.receivedOn))) {
    const own = [
      ...new Map(
        effects.filter((effect) => effect.receivedOn === receivedOn).map((effect) => [effect.lotId, effect]),
      ).values(),
    ];
    const identities = own.map((effect) => ({
      itemId: effect.itemId,
      number: effect.lotNumber,
      expiresOn: effect.expiresOn,
      pricePack: effect.newPrice,
      origin: effect.origin,
    }));
    const ids = await openLots(tx, identities, receivedOn, at);
    own.forEach((effect, index) => {
      lots.set(effect.lotId, ids[index] ?? 0);
    });
  }
  for (const frozen of ['recall', 'quality'] as const) {
    const ids = effects.filter((effect) => effect.frozen === frozen).map((effect) => lots.get(effect.lotId) ?? 0);
    if (ids.length > 0) await freezeLots(tx, [...new Set(ids)], frozen);
  }
  return lots;
}

interface Posted {
  effectFen: number;
  lots: number;
}

async function postEffects(
  tx: Tx,
  actor: Actor,
  given: { documentId: number; number: string; at: number },
  effects: readonly StockEffect[],
): Promise<Result<Posted>> {
  const { documentId, number, at } = given;
  const outside = await outsideLocation(tx, 'repricing');
  const lots = await newLots(tx, effects, at);
  await followRecalled(tx, lots, { personId: actor.userId, at });
  const lines = effects.flatMap(({ lotId, locationId, quantityBase }) => [
    { lotId, fromId: locationId, toId: outside, quantityBase },
    { lotId: lots.get(lotId) ?? 0, fromId: outside, toId: locationId, quantityBase },
  ]);
  const { userId, organisationId } = actor;
  const times = { occurredAt: at, postedAt: at };
  const header = { kind: 'reprice' as const, documentId, actor: { userId, organisationId }, ...times };
  const posted = await postGoods(tx, { ...header, key: `reprice-${number}`, lines });
  if (!posted.ok) return posted;
  const { amountsFen } = posted.value;
  const rows = effects.map((effect, index) => ({
    line_id: effect.lineId,
    location_id: effect.locationId,
    owner_id: effect.ownerId,
    old_lot_id: effect.lotId,
    new_lot_id: lots.get(effect.lotId) ?? 0,
    quantity_base: effect.quantityBase,
    old_fen: amountsFen[index * 2] ?? 0,
    new_fen: amountsFen[index * 2 + 1] ?? 0,
  }));
  await tx.run(addEffects, { effects: rows });
  const effectFen = rows.reduce((sum, row) => sum + row.new_fen - row.old_fen, 0);
  return ok({ effectFen, lots: rows.length });
}

/**
 * Approves and posts. Refuses whoever proposed, changed or sent it, prices above what is listed today, and when no
 * stock would change. What is reserved or on its way keeps its price. It is turned round by another repricing.
 */
export function approveRepricing(services: CommandServices, actor: Actor, given: Seen): Promise<Answer<Posted>> {
  const table = { step: 'post' as const, to: 'posted', permission: 'repricing.approve' as const };
  return act(services, actor, { act: 'repricing.post', ...table, ...given, input: {} }, async (tx, loaded, at) => {
    const { id: documentId, number } = loaded.document;
    const other = checkApprover(actor.userId, await timelineOf(tx, documentId));
    if (!other.ok) return other;
    const fits = await checkListed(tx, loaded, dayOf(at));
    if (!fits.ok) return fits;
    const effects = (await effectsNow(tx, documentId)).filter((effect) => effect.quantityBase > 0);
    if (effects.length === 0) return refuse('repricing_no_stock');
    const posted = await postEffects(tx, actor, { documentId, number, at }, effects);
    if (!posted.ok) return posted;
    const { effectFen } = posted.value;
    const lines = loaded.lines.map(({ line }) => ({ itemId: line.itemId, pricePack: line.newPrice }));
    await followPaid(tx, { actorId: actor.userId, at, origin: 'repricing', documentId, lines });
    await tx.update(repricing).set({ effectFen }).where(eq(repricing.documentId, documentId));
    return ok({ value: posted.value, after: { effectFen } });
  });
}
