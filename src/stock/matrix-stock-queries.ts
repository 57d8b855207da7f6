/** The numbers in the matrix's cells: usable stock and use of many items in many members, in a few statements. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { type ControlClass, whyNotUsable, type Zone } from '../ledger/usable.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import { coverDays, expiresSoon, type Heat, heatOf, isGap, isSurplus } from './rules.ts';
import { useSince } from './supply-queries.ts';

export interface MatrixCell {
  /** Usable, on the way here included. */
  onHandBase: number;
  /** The part of it that nobody has reserved: what cover counts. */
  availableBase: number;
  use30Base: number;
  cover: number | null;
  heat: Heat;
  /** Part of it expires within three months. */
  near: boolean;
  /** There is usable stock, and all of it is reserved. */
  allReserved: boolean;
}

export interface MatrixTotal {
  /** Usable, on the way included, whether reserved or not. */
  onHandBase: number;
  availableBase: number;
  useBase: number;
}

export interface MatrixStock {
  /** By item, then by organisation. */
  cells: Map<number, Map<number, MatrixCell>>;
  totals: Map<number, MatrixTotal>;
}

const ITEMS = rowset('items', { id: 'int' });

const lotsOfItems = statement(
  `select balance.item_id, location.keeper_id, location.kind, location.zone, lot.expires_on, lot.frozen,
     balance.on_hand, balance.reserved
   from balance
   join location on location.id = balance.location_id
   join lot on lot.id = balance.lot_id
   where balance.item_id in (select id from ${ITEMS} as given) and balance.on_hand > 0`,
);

const holdersOfItems = statement(
  `select distinct balance.item_id, location.keeper_id from balance
   join location on location.id = balance.location_id
   where balance.item_id in (select id from ${ITEMS} as given)`,
);

const useOfItems = statement(
  `select item_id, organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where item_id in (select id from ${ITEMS} as given) and day between :since and :day
   group by item_id, organisation_id`,
);

interface LotRow {
  item_id: number;
  keeper_id: number;
  kind: string;
  zone: Zone;
  expires_on: string;
  frozen: 'recall' | 'quality' | null;
  on_hand: number;
  reserved: number;
}

interface UseRow {
  item_id: number;
  organisation_id: number;
  use_base: number;
}

interface Sum {
  availableBase: number;
  usableBase: number;
  near: boolean;
}

/**
 * Whether stock counts towards cover: goods on the way count as if they had arrived, a member's own controlled drugs
 * count for the member. Judged once for each combination, because a county's lots repeat few of them.
 */
function usableJudge(day: string): (row: Pick<LotRow, 'zone' | 'frozen' | 'expires_on'>) => boolean {
  const known = new Map<string, boolean>();
  const controlClass: ControlClass = 'none';
  return (row) => {
    const key = `${row.zone} ${row.frozen} ${row.expires_on}`;
    let usable = known.get(key);
    if (usable === undefined) {
      const facts = { zone: row.zone, frozen: row.frozen, expiresOn: row.expires_on };
      usable = whyNotUsable({ ...facts, locationKind: 'store', controlClass }, { on: day }) === null;
      known.set(key, usable);
    }
    return usable;
  };
}

function sumLots(rows: readonly LotRow[], day: string): Map<number, Map<number, Sum>> {
  const usable = usableJudge(day);
  const sums = new Map<number, Map<number, Sum>>();
  for (const row of rows) {
    if (!usable(row)) continue;
    const members = sums.get(row.item_id) ?? new Map<number, Sum>();
    sums.set(row.item_id, members);
    const sum = members.get(row.keeper_id) ?? { availableBase: 0, usableBase: 0, near: false };
    members.set(row.keeper_id, sum);
    sum.availableBase += row.on_hand - row.reserved;
    sum.usableBase += row.on_hand;
    sum.near ||= expiresSoon(row.expires_on, day);
  }
  return sums;
}

/** Cells of every member in the scope that holds or held an item, and the totals over them. */
export async function stockOfItems(
  db: Db,
  asked: { itemIds: readonly number[]; scope: readonly OrganisationRow[]; day: string },
): Promise<MatrixStock> {
  const { day } = asked;
  const items = JSON.stringify(asked.itemIds.map((id) => ({ id })));
  const members = new Map(asked.scope.map((member) => [member.id, member]));
  const sums = sumLots(await db.run<LotRow>(lotsOfItems, { items }), day);
  const uses = new Map<string, number>();
  for (const row of await db.run<UseRow>(useOfItems, { items, since: useSince(day), day })) {
    uses.set(`${row.item_id} ${row.organisation_id}`, Math.max(0, row.use_base));
  }
  const stock: MatrixStock = { cells: new Map(), totals: new Map() };
  const holders = await db.run<{ item_id: number; keeper_id: number }>(holdersOfItems, { items });
  for (const { item_id, keeper_id } of holders) {
    const member = members.get(keeper_id);
    if (member === undefined) continue;
    const cell = cellOf(sums.get(item_id)?.get(keeper_id), uses.get(`${item_id} ${keeper_id}`) ?? 0);
    const cells = stock.cells.get(item_id) ?? new Map<number, MatrixCell>();
    stock.cells.set(item_id, cells.set(keeper_id, cell));
    const total = stock.totals.get(item_id) ?? { onHandBase: 0, availableBase: 0, useBase: 0 };
    stock.totals.set(item_id, total);
    total.onHandBase += cell.onHandBase;
    total.availableBase += cell.availableBase;
    // What the central pharmacy sends out is used by others, who are counted themselves
    if (member.kind !== 'head') total.useBase += cell.use30Base;
  }
  return stock;
}

function cellOf(sum: Sum | undefined, use30Base: number): MatrixCell {
  const { availableBase, usableBase, near } = sum ?? { availableBase: 0, usableBase: 0, near: false };
  const cover = coverDays(availableBase, use30Base);
  const allReserved = usableBase > 0 && availableBase <= 0;
  const heat = allReserved ? 3 : heatOf(availableBase, cover);
  return { onHandBase: usableBase, availableBase, use30Base, cover, heat, near, allReserved };
}

/** Sums in the database over all items: only places judged usable here are asked for, so the rule stays one. */
const coverOfMembers = statement(
  `select held.item_id, held.keeper_id, held.available, held.usable, coalesce(used.use_base, 0) as use_base
   from (
     select balance.item_id, place.keeper_id,
       cast(sum(case when place.usable = 1 and lot.frozen is null and lot.expires_on >= :day
         then balance.on_hand - balance.reserved else 0 end) as bigint) as available,
       cast(sum(case when place.usable = 1 and lot.frozen is null and lot.expires_on >= :day
         then balance.on_hand else 0 end) as bigint) as usable
     from ${rowset('places', { id: 'int', keeper_id: 'int', usable: 'int' })} as place
     join balance on balance.location_id = place.id
     join lot on lot.id = balance.lot_id
     group by balance.item_id, place.keeper_id
   ) as held
   left join (
     select item_id, organisation_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
     where day between :since and :day group by item_id, organisation_id
   ) as used on used.item_id = held.item_id and used.organisation_id = held.keeper_id`,
);

const placesOfMembers = statement(
  `select id, keeper_id, kind, zone from location
   where kind in ('store', 'transit') and keeper_id in (select id from ${rowset('members', { id: 'int' })} as given)`,
);

interface CoverRow {
  item_id: number;
  keeper_id: number;
  available: number;
  usable: number;
  use_base: number;
}

/** The items that some of the columns is short of, or has too much of. */
export async function unevenItems(
  db: Db,
  asked: { columnIds: readonly number[]; only: 'gap' | 'surplus' | 'uneven'; day: string },
): Promise<Set<number>> {
  const { columnIds, only, day } = asked;
  const judge = usableJudge(day);
  const places = await db.run<{ id: number; keeper_id: number; zone: Zone }>(placesOfMembers, {
    members: JSON.stringify(columnIds.map((id) => ({ id }))),
  });
  const judged = places.map(({ id, keeper_id, zone }) => ({
    id,
    keeper_id,
    usable: judge({ zone, frozen: null, expires_on: day }) ? 1 : 0,
  }));
  const rows = await db.run<CoverRow>(coverOfMembers, { places: JSON.stringify(judged), day, since: useSince(day) });
  const found = new Set<number>();
  for (const row of rows) {
    if (found.has(row.item_id)) continue;
    const { heat } = cellOf(
      { availableBase: row.available, usableBase: row.usable, near: false },
      Math.max(0, row.use_base),
    );
    if ((only !== 'surplus' && isGap(heat)) || (only !== 'gap' && isSurplus(heat))) found.add(row.item_id);
  }
  return found;
}
