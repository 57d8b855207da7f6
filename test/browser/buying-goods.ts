/** What the road of buying asks for: a drug the hub has nothing to spare of, and one to stock up, of two suppliers. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { inject } from 'vitest';

export interface Wanted {
  code: string;
  name: string;
  packUnit: string;
  packSize: number;
  /** Yuan a pack. */
  price: number;
}

/** By how much of each drug the hub could spare and nobody may give; those that one supplier is asked for first. */
const WANTED = `
  WITH held AS (
    SELECT b.item_id, place.keeper_id, sum(b.on_hand - b.reserved) AS has FROM balance b
    JOIN location place ON place.id = b.location_id AND place.kind = 'store'
    WHERE b.on_hand > 0 GROUP BY b.item_id, place.keeper_id
  ), used AS (
    SELECT item_id, organisation_id, sum(quantity_base) AS use30 FROM daily_use
    WHERE day >= date('now', '-31 days') GROUP BY item_id, organisation_id
  ), spare AS (
    SELECT held.item_id,
      sum(CASE WHEN o.kind = 'head' THEN max(0, has - coalesce(use30, 0) / 2) ELSE 0 END) AS hub,
      sum(CASE WHEN o.kind <> 'head' AND use30 > 0 THEN max(0, has - use30 * 3) ELSE 0 END) AS near
    FROM held JOIN organisation o ON o.id = held.keeper_id
    LEFT JOIN used ON used.item_id = held.item_id AND used.organisation_id = held.keeper_id GROUP BY held.item_id
  )
  SELECT i.code, i.generic_name AS name, i.pack_unit AS "packUnit", i.pack_size AS "packSize",
    l.price_pack / 10000.0 AS price
  FROM item i JOIN supply_term t ON t.item_id = i.id AND t.preference = 1 AND t.valid_to IS NULL
  JOIN party p ON p.id = t.party_id JOIN listed_price l ON l.item_id = i.id
  LEFT JOIN spare ON spare.item_id = i.id
  WHERE p.code = ? AND i.village_tier = 1 AND i.active = 1 AND i.kind = 'drug' AND i.control_class = 'none'
    AND i.scale = 1 AND i.pack_size > 1 AND i.storage_zone = 'room'
    AND (SELECT count(*) FROM listed_price AS said WHERE said.item_id = i.id) = 1
    AND i.id NOT IN (SELECT item_id FROM demand) AND i.id NOT IN (SELECT item_id FROM plan_line)
  ORDER BY coalesce(hub, 0) > 0, coalesce(near, 0) + coalesce(hub, 0), i.code LIMIT 1`;

/** One row of the running program's own database, which the test only reads. */
export function askOne<Row>(sql: string, ...given: string[]): Row {
  const database = new Database(join(inject('dataDir'), 'yaoxie.sqlite'), { readonly: true });
  try {
    const row = database.prepare<string[], Row>(sql).get(...given);
    if (row === undefined) throw new Error(`the demonstration has nothing for: ${sql}`);
    return row;
  } finally {
    database.close();
  }
}

/** The drug that a supplier is asked for first and of which the county has least to spare; not yet asked for. */
export function wantedOf(supplier: string): Wanted {
  return askOne<Wanted>(WANTED, supplier);
}

/** Which of the dispatches goes to that member. */
export function dispatchTo(member: string, numbers: readonly string[]): string {
  const sql = `SELECT d.number FROM document d JOIN organisation o ON o.id = d.counterpart_id
    WHERE o.code = ? AND d.number IN (${numbers.map(() => '?').join(', ')})`;
  return askOne<{ number: string }>(sql, member, ...numbers).number;
}
