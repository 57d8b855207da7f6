/** Selling prices that come about by a rule: at zero markup they follow what was paid, at acceptance and repricing. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { limitsOn, PRICE_IN_FORCE, paidNow, sellingOn } from './queries.ts';
import { type GoodsKind, markupRule } from './rules.ts';

const addRows = statement(
  `insert into selling_price
     (item_id, price_pack, paid_pack, valid_from, origin, document_id, reason, status, recorded_by, recorded_at, note)
   select item_id, price_pack, price_pack, cast(:day as text), cast(:origin as text), cast(:documentId as bigint), '',
     'in_force', cast(:actorId as bigint), cast(:at as bigint), ''
   from ${rowset('rows', { item_id: 'int', price_pack: 'int' })} as given where true`,
);

export interface Followed {
  actorId: number;
  /** UTC ms. */
  at: number;
  origin: 'acceptance' | 'repricing';
  documentId: number;
  /** What was paid, or what stock is worth now, 1/10,000 yuan a pack; of one item the last counts. */
  lines: readonly { itemId: number; pricePack: number }[];
}

/** From today goods at zero markup are sold at what was paid; others keep their price. Returns how many changed. */
export async function followPaid(tx: Tx, given: Followed): Promise<number> {
  const { actorId, at, origin, documentId } = given;
  const paid = new Map(given.lines.filter((line) => line.pricePack > 0).map((line) => [line.itemId, line.pricePack]));
  if (paid.size === 0) return 0;
  const day = dayOf(at);
  const itemIds = [...paid.keys()];
  const limits = await limitsOn(tx, day);
  const kinds = await paidNow(tx, itemIds);
  const current = await sellingOn(tx, itemIds, day);
  const rows = [...paid].flatMap(([itemId, pricePack]) => {
    const kind = kinds.get(itemId)?.kind;
    if (kind === undefined || markupRule(kind, limits).code !== 'zero') return [];
    return current.get(itemId)?.pricePack === pricePack ? [] : [{ item_id: itemId, price_pack: pricePack }];
  });
  if (rows.length > 0) await tx.run(addRows, { rows, day, origin, documentId, actorId, at });
  return rows.length;
}

/** In stock, bought, and never given a price: what was there before prices were kept. */
const withoutPrice = statement(
  `select item.id as item_id, item.kind from item
   where ${PRICE_IN_FORCE} is null
     and exists (select 1 from balance join lot on lot.id = balance.lot_id and lot.price_pack > 0
       where balance.item_id = item.id and balance.on_hand > 0)`,
);

/**
 * Takes over what was paid as the price of everything in stock that is sold at zero markup and has no price yet.
 * Refuses when there is nothing to take over.
 */
export function takeOverPrices(services: CommandServices, actor: Actor, key: string | null): Promise<Answer<number>> {
  const request = { act: 'selling.take_over', key, input: {} };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'price.edit')) return refuseWithout('price.edit');
    const day = dayOf(at);
    const limits = await limitsOn(tx, day);
    const found = await tx.run<{ item_id: number; kind: GoodsKind }>(withoutPrice, { day });
    const bound = found.filter(({ kind }) => markupRule(kind, limits).code === 'zero').map((row) => row.item_id);
    const paid = await paidNow(tx, bound);
    const rows = bound.flatMap((itemId) => {
      const price = paid.get(itemId)?.paidPack ?? null;
      return price === null ? [] : [{ item_id: itemId, price_pack: price }];
    });
    if (rows.length === 0) return refuse('selling_nothing');
    const stamp = { day, origin: 'taken_over', documentId: null, actorId: actor.userId, at };
    await tx.run(addRows, { rows, ...stamp });
    return ok({ value: rows.length, subject: day, after: { items: rows.length } });
  });
}
