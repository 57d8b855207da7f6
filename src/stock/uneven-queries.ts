/** Which items some member is short of or has too much of: the matrix's filter, over every item at once. */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { rowset, statement } from '../../db/statement.ts';
import { levelsOfMembers } from '../requisitions/level-queries.ts';
import {
  cellOf,
  type Held,
  keyOf,
  type LevelMark,
  markOf,
  type Stocked,
  type UseRow,
  usableZones,
  usesOf,
} from './matrix-stock-queries.ts';
import { isGap, isSurplus } from './rules.ts';
import { useSince } from './supply-queries.ts';

const MEMBERS = `(select id from ${rowset('members', { id: 'int' })} as member)`;
const USABLE_ZONES = `(select zone from ${rowset('zones', { zone: 'text' })} as zone_given)`;

const stockedOfMembers = statement(
  `select balance.item_id, location.keeper_id, cast(sum(balance.on_hand) as bigint) as usable,
     cast(sum(balance.on_hand - balance.reserved) as bigint) as available, min(lot.expires_on) as first_expiry
   from balance
   join location on location.id = balance.location_id
     and location.zone in ${USABLE_ZONES}
     and location.keeper_id in ${MEMBERS}
   join lot on lot.id = balance.lot_id and lot.frozen is null and lot.expires_on >= :day
   where balance.on_hand > 0 and balance.held_by is null
     and balance.item_id not in (select id from item where use_until < :day)
   group by balance.item_id, location.keeper_id`,
);

const holdersAmong = statement(
  `select distinct balance.item_id, location.keeper_id
   from balance join location on location.id = balance.location_id
   where location.keeper_id in ${MEMBERS}`,
);

const useOfAll = gathered<UseRow>(
  ['item_id', 'organisation_id', 'use_base'],
  `from (select item_id, organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where day between :since and :day group by item_id, organisation_id) as used`,
);

interface UnevenAsked {
  columnIds: readonly number[];
  only: 'gap' | 'surplus' | 'uneven' | LevelMark;
  day: string;
}

async function findUneven(db: Db, { columnIds, only, day }: UnevenAsked): Promise<Set<number>> {
  const members = columnIds.map((id) => ({ id }));
  const zones = usableZones(day).map((zone) => ({ zone }));
  const uses = usesOf(await useOfAll(db, { since: useSince(day), day }));
  const rows = await db.run<Stocked>(stockedOfMembers, { members, zones, day });
  const stocked = new Map(rows.map((row) => [keyOf(row.item_id, row.keeper_id), row]));
  const found = new Set<number>();
  if (only === 'under' || only === 'over') {
    for (const [itemId, ofItem] of await levelsOfMembers(db, columnIds)) {
      for (const [memberId, level] of ofItem) {
        if (markOf(stocked.get(keyOf(itemId, memberId)), level) === only) found.add(itemId);
      }
    }
    return found;
  }
  for (const { item_id, keeper_id } of await db.run<Held>(holdersAmong, { members })) {
    if (found.has(item_id)) continue;
    const key = keyOf(item_id, keeper_id);
    const { heat } = cellOf(stocked.get(key), uses.get(key) ?? 0, day);
    if ((only !== 'surplus' && isGap(heat)) || (only !== 'gap' && isSurplus(heat))) found.add(item_id);
  }
  return found;
}

const KEPT_MS = 30_000;
const MOST_KEPT = 100;

/** One memory for each connection object: the answer reads every balance, and people turn its pages. */
const memories = new WeakMap<Db, Map<string, { found: Set<number>; until: number }>>();

/** The items that some of the columns is short of, or has too much of. Kept for half a minute. */
export async function unevenItems(db: Db, asked: UnevenAsked): Promise<Set<number>> {
  const memory = memories.get(db) ?? new Map<string, { found: Set<number>; until: number }>();
  memories.set(db, memory);
  const key = `${asked.only} ${asked.day} ${asked.columnIds.join(',')}`;
  const kept = memory.get(key);
  // The age of a memory is real time, whatever clock the business runs on
  if (kept !== undefined && kept.until > performance.now()) return kept.found;
  const found = await findUneven(db, asked);
  if (memory.size >= MOST_KEPT) memory.clear();
  memory.set(key, { found, until: performance.now() + KEPT_MS });
  return found;
}
