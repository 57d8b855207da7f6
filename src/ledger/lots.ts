/**
 * Lots: item + batch number + expiry + price paid + origin. Opened when goods first come in, frozen when they must
 * stay.
 */
import { inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { lot } from '../../db/schema/ledger.ts';
import { forUpdate, rowset, statement, writersOverlap } from '../../db/statement.ts';

export interface LotIdentity {
  itemId: number;
  number: string;
  expiresOn: string;
  /** Paid, in 1/10,000 yuan a pack. */
  pricePack: number;
  origin: string;
}

const IDENTITY = { item_id: 'int', number: 'text', expires_on: 'text', price_pack: 'int', origin: 'text' } as const;

const addLots = statement(
  `insert into lot (item_id, number, expires_on, price_pack, origin, received_on, created_at)
   select item_id, number, expires_on, price_pack, origin, cast(:receivedOn as text), cast(:at as bigint)
   from ${rowset('lots', IDENTITY)} as given where true
   on conflict (item_id, number, expires_on, price_pack, origin) do nothing`,
);
const findLots = statement(
  `select lot.id as id, given.position as position from ${rowset('lots', { position: 'int', ...IDENTITY })} as given
   join lot on lot.item_id = given.item_id and lot.number = given.number and lot.expires_on = given.expires_on
     and lot.price_pack = given.price_pack and lot.origin = given.origin order by given.position`,
);

/** The ids of the lots, in the order given; those that did not exist are opened. */
export async function openLots(tx: Tx, lots: LotIdentity[], receivedOn: string, at: number): Promise<number[]> {
  const rows = lots.map((one, position) => ({
    position,
    item_id: one.itemId,
    number: one.number,
    expires_on: one.expiresOn,
    price_pack: one.pricePack,
    origin: one.origin,
  }));
  await tx.run(addLots, { lots: rows, receivedOn, at });
  const found = await tx.run<{ id: number }>(findLots, { lots: rows });
  return found.map((row) => row.id);
}

const GIVEN = rowset('lots', { id: 'int' });
const OF_BALANCE = forUpdate === '' ? '' : `${forUpdate} of balance`;
const lockWhereTheyLie = statement(
  `select balance.location_id from balance join ${GIVEN} as given on given.id = balance.lot_id
   order by balance.location_id, balance.lot_id ${OF_BALANCE}`,
);
const frozenNow = statement(
  `select lot.id, lot.frozen from lot join ${GIVEN} as given on given.id = lot.id order by lot.id
   ${forUpdate === '' ? '' : `${forUpdate} of lot`}`,
);

/**
 * Makes the lots stand still until the transaction ends: who takes of them now has posted before it, or finds them
 * frozen. Gives what freezes each of them at present.
 */
export async function standStill(tx: Tx, lotIds: readonly number[]): Promise<Map<number, 'recall' | 'quality' | null>> {
  const lots = lotIds.map((id) => ({ id }));
  if (writersOverlap) await tx.run(lockWhereTheyLie, { lots });
  const rows = await tx.run<{ id: number; frozen: 'recall' | 'quality' | null }>(frozenNow, { lots });
  return new Map(rows.map((row) => [row.id, row.frozen]));
}

/** Freezes lots everywhere at once, in transit included; null frees them. */
export async function freezeLots(tx: Tx, lotIds: number[], frozen: 'recall' | 'quality' | null): Promise<void> {
  await tx.update(lot).set({ frozen }).where(inArray(lot.id, lotIds));
}
