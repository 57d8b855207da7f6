/** Slow and dead stock of a member: what lies there and has not gone out for so many days. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { addDays, daysBetween } from '../kernel/clock.ts';
import { foundParameters, OF_ITEMS } from './kept-statements.ts';

export type SlowGrade = 'slow' | 'dead';

export interface SlowItem {
  itemId: number;
  onHand: number;
  lots: number;
  amountFen: number;
  firstExpiry: string;
  /** Last day on which any of it went to use or to others; null when none ever did. */
  lastOutOn: string | null;
  /** Days without going out: since the last going out, or since it first came. */
  idleDays: number;
  grade: SlowGrade;
}

export interface SlowLimits {
  slow: number;
  dead: number;
}

// What went out lately is passed by first: most items did, and for the others alone all their days are asked
const idleOf = statement(
  `select lying.item_id, lying.on_hand, lying.lots, lying.fen, lying.first_expiry,
     (select max(used.day) from daily_use as used where used.item_id = lying.item_id
       and used.organisation_id = :memberId and used.quantity_base > 0) as out_on,
     (select min(came.day) from daily_use as came where came.item_id = lying.item_id
       and came.organisation_id = :memberId and came.came_base > 0) as came_on
   from (
     select balance.item_id, cast(sum(balance.on_hand) as bigint) as on_hand, cast(count(*) as bigint) as lots,
       cast(sum(balance.value_fen) as bigint) as fen, min(balance.expires_on) as first_expiry
     from location cross join balance
     where location.keeper_id = :memberId and location.kind = 'store' and balance.location_id = location.id
       and balance.on_hand > 0 and ${OF_ITEMS}
     group by balance.item_id
   ) as lying
   where not exists (select 1 from daily_use as recent where recent.item_id = lying.item_id
     and recent.organisation_id = :memberId and recent.day > :since and recent.quantity_base > 0)`,
);

interface IdleRow {
  item_id: number;
  on_hand: number;
  lots: number;
  fen: number;
  first_expiry: string;
  out_on: string | null;
  came_on: string | null;
}

/** The member's items that did not go out for `limits.slow` days and longer, as seen on `day`; the dearest first. */
export async function slowItems(
  db: Db,
  asked: { memberId: number; found: readonly number[] | undefined; day: string; limits: SlowLimits },
): Promise<SlowItem[]> {
  const { memberId, day, limits } = asked;
  const since = addDays(day, -limits.slow);
  const rows = await db.run<IdleRow>(idleOf, { memberId, since, ...foundParameters(asked.found) });
  return rows
    .flatMap((row): SlowItem[] => {
      const from = row.out_on ?? row.came_on ?? day;
      if (from > since) return [];
      const idleDays = daysBetween(from, day);
      return [
        {
          itemId: row.item_id,
          onHand: row.on_hand,
          lots: row.lots,
          amountFen: row.fen,
          firstExpiry: row.first_expiry,
          lastOutOn: row.out_on,
          idleDays,
          grade: idleDays >= limits.dead ? 'dead' : 'slow',
        },
      ];
    })
    .sort((a, b) => b.amountFen - a.amountFen || a.itemId - b.itemId);
}
