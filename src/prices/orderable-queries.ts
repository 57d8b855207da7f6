/** Which suppliers nothing may be ordered from, asked once for each kind of goods and not for each item. */
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { party } from '../../db/schema/parties.ts';

export interface SellerAsk {
  partyId: number;
  itemId: number;
  /** Items of one group need the same licences. */
  group: string;
}

export interface Sellers {
  nameOf: (partyId: number) => string;
  /** Reason code; null when the supplier may be ordered from. */
  whyNot: (partyId: number, group: string) => string | null;
}

/** Names of the suppliers, and why nothing of a group of goods may be ordered from them on the day. */
export async function sellersOn(db: Db, asks: readonly SellerAsk[], _day: string): Promise<Sellers> {
  const ids = [...new Set(asks.map((ask) => ask.partyId))];
  const rows = ids.length === 0 ? [] : await db.select().from(party).where(isOneOf(party.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    nameOf: (partyId) => byId.get(partyId)?.shortName ?? '',
    whyNot: (partyId) => (byId.get(partyId)?.active === true ? null : 'party_inactive'),
  };
}
