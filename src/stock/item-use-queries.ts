/** Who used how much of items: by member over the last 30 days, and by week over half a year. */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, daysBetween } from '../kernel/clock.ts';
import type { OrganisationRow } from '../organisations/queries.ts';
import type { UseOfMember } from './expiry-advice.ts';
import { useSince } from './supply-queries.ts';

interface UseRow {
  item_id: number;
  organisation_id: number;
  use_base: number;
}

const usesOfItems = gathered<UseRow>(
  ['item_id', 'organisation_id', 'use_base'],
  `from (select item_id, organisation_id, quantity_base as use_base from daily_use
   where item_id in (select id from ${rowset('items', { id: 'int' })} as given)
     and day between :since and :day) as used`,
);

/** Use of the items in the 30 days to `day`, by item and then by member of `scope`. */
export async function usesByMember(
  db: Db,
  asked: { itemIds: readonly number[]; scope: readonly OrganisationRow[]; day: string },
): Promise<Map<number, Map<number, UseOfMember>>> {
  const { day, scope } = asked;
  const items = [...new Set(asked.itemIds)].map((id) => ({ id }));
  const members = new Map(scope.map((one) => [one.id, one]));
  const found = new Map<number, Map<number, UseOfMember>>();
  if (items.length === 0) return found;
  const rows = await usesOfItems(db, { items, since: useSince(day), day });
  rows.item_id.forEach((itemId, at) => {
    const member = members.get(rows.organisation_id[at] ?? 0);
    if (member === undefined) return;
    const ofItem = found.get(itemId) ?? new Map<number, UseOfMember>();
    found.set(itemId, ofItem);
    const { code, shortName } = member;
    const known = ofItem.get(member.id) ?? { code, shortName, hub: member.kind === 'head', use30Base: 0 };
    ofItem.set(member.id, { ...known, use30Base: known.use30Base + (rows.use_base[at] ?? 0) });
  });
  return found;
}

const usesAt = statement(
  `select item_id, cast(sum(quantity_base) as bigint) as use_base from daily_use
   where item_id in (select id from ${rowset('items', { id: 'int' })} as given)
     and organisation_id = :organisationId and day between :since and :day group by item_id`,
);

/** What one member used of the items in the 30 days to `day`; what came back is no use below nothing. */
export async function usesOfMember(
  db: Db,
  asked: { itemIds: readonly number[]; organisationId: number; day: string },
): Promise<Map<number, number>> {
  const { organisationId, day } = asked;
  const items = asked.itemIds.map((id) => ({ id }));
  const rows = await db.run<Omit<UseRow, 'organisation_id'>>(usesAt, {
    items,
    organisationId,
    since: useSince(day),
    day,
  });
  return new Map(rows.map((row) => [row.item_id, Math.max(0, row.use_base)]));
}

export const USE_WEEKS = 26;

export interface WeekOfUse {
  /** First day of the seven. */
  from: string;
  until: string;
  quantityBase: number;
}

const useByDay = statement(
  `select day, quantity_base from daily_use
   where item_id = :itemId and organisation_id = :organisationId and day > :before and day <= :day`,
);

/** Use in each of the last 26 spans of seven days, the last ending with `day`; oldest first. */
export async function useByWeek(
  db: Db,
  asked: { itemId: number; organisationId: number; day: string },
): Promise<WeekOfUse[]> {
  const { day } = asked;
  const before = addDays(day, -7 * USE_WEEKS);
  const rows = await db.run<{ day: string; quantity_base: number }>(useByDay, { ...asked, before });
  const weeks = Array.from({ length: USE_WEEKS }, (_, week) => ({
    from: addDays(before, 7 * week + 1),
    until: addDays(before, 7 * week + 7),
    quantityBase: 0,
  }));
  for (const row of rows) {
    const week = weeks[Math.floor((daysBetween(before, row.day) - 1) / 7)];
    if (week !== undefined) week.quantityBase += row.quantity_base;
  }
  return weeks;
}
