/** Which suppliers nothing may be ordered from, asked once for each kind of goods and not for each item. */
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { party } from '../../db/schema/parties.ts';
import { whyNotOrder } from '../parties/licence-queries.ts';

export interface SellerAsk {
  partyId: number;
  itemId: number;
  /** Items of one group need the same licences: one of them is asked about for all. */
  group: string;
}

export interface Sellers {
  nameOf: (partyId: number) => string;
  /** Reason code; null when the supplier may be ordered from. */
  whyNot: (partyId: number, group: string) => string | null;
}

/** Names of the suppliers, and why nothing of a group of goods may be ordered from them on the day. */
export async function sellersOn(db: Db, asks: readonly SellerAsk[], day: string): Promise<Sellers> {
  const ids = [...new Set(asks.map((ask) => ask.partyId))];
  const rows = ids.length === 0 ? [] : await db.select().from(party).where(isOneOf(party.id, ids));
  const names = new Map(rows.map((row) => [row.id, row.shortName]));
  const groups = new Map<string, Map<number, SellerAsk>>();
  for (const ask of asks) {
    const group = groups.get(ask.group) ?? new Map<number, SellerAsk>();
    if (!group.has(ask.partyId)) group.set(ask.partyId, ask);
    groups.set(ask.group, group);
  }
  const refused = new Map<string, string>();
  for (const [group, given] of groups) {
    const refusals = await whyNotOrder(db, [...given.values()], day);
    for (const [partyId, refusal] of refusals) refused.set(`${partyId} ${group}`, refusal.reason);
  }
  return {
    nameOf: (partyId) => names.get(partyId) ?? '',
    whyNot: (partyId, group) => refused.get(`${partyId} ${group}`) ?? null,
  };
}
