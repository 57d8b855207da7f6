/** Slow and dead stock of all members in reach: how many items and what they cost, member by member. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { addDays } from '../kernel/clock.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import { keptInScope } from './kept-statements.ts';
import type { SlowGrade, SlowLimits } from './slow-queries.ts';

export type SlowSums = Record<SlowGrade, { items: number; amountFen: number }>;

export interface SlowMember {
  member: { code: string; shortName: string };
  sums: SlowSums;
}

// As the list of one member judges: since the last going out, or since the first coming where nothing ever went out
const idleByMember = statement(
  `select member.code, member.short_name, idle.keeper_id, idle.dead, count(*) as items, sum(idle.fen) as fen from (
     select lying.keeper_id, lying.fen, case when coalesce(lying.out_on, lying.came_on) <= :deadSince then 1 else 0 end
       as dead
     from (
       select held.keeper_id, held.fen,
         (select max(used.day) from daily_use as used where used.item_id = held.item_id
           and used.organisation_id = held.keeper_id and used.quantity_base > 0) as out_on,
         (select min(came.day) from daily_use as came where came.item_id = held.item_id
           and came.organisation_id = held.keeper_id and came.came_base > 0) as came_on
       from (
         select location.keeper_id, balance.item_id, sum(balance.value_fen) as fen
         from location cross join balance
         where location.kind = 'store' and ${keptInScope('location.keeper_id')}
           and balance.location_id = location.id and balance.on_hand > 0
         group by location.keeper_id, balance.item_id
       ) as held
       where not exists (select 1 from daily_use as recent where recent.item_id = held.item_id
         and recent.organisation_id = held.keeper_id and recent.day > :since and recent.quantity_base > 0)
     ) as lying
     where coalesce(lying.out_on, lying.came_on) <= :since
   ) as idle join organisation as member on member.id = idle.keeper_id
   where cast(:anyName as bigint) = 1 or member.search_text like :name
   group by member.code, member.short_name, idle.keeper_id, idle.dead`,
);

interface IdleRow {
  code: string;
  short_name: string;
  keeper_id: number;
  dead: number;
  items: number;
  fen: number;
}

export const noSlowSums = (): SlowSums => ({ slow: { items: 0, amountFen: 0 }, dead: { items: 0, amountFen: 0 } });

const allFen = ({ sums }: SlowMember) => sums.slow.amountFen + sums.dead.amountFen;

/** Members in reach with anything slow on `day`, those of `q` by words or pinyin; the dearest first. */
export async function slowMembers(
  db: Db,
  asked: { scopePath: string; q: string | undefined; day: string; limits: SlowLimits },
): Promise<SlowMember[]> {
  const { scopePath, q, day, limits } = asked;
  const rows = await db.run<IdleRow>(idleByMember, {
    scope: scopePath,
    since: addDays(day, -limits.slow),
    deadSince: addDays(day, -limits.dead),
    anyName: q === undefined ? 1 : 0,
    name: `%${normaliseQuery(q ?? '').replace(/[%_\\]/g, '')}%`,
  });
  const members = new Map<number, SlowMember>();
  for (const { keeper_id: id, code, short_name: shortName, dead, items, fen } of rows) {
    const one = members.get(id) ?? { member: { code, shortName }, sums: noSlowSums() };
    one.sums[Number(dead) === 1 ? 'dead' : 'slow'] = { items: Number(items), amountFen: Number(fen) };
    members.set(id, one);
  }
  return [...members.values()].sort((a, b) => allFen(b) - allFen(a) || a.member.code.localeCompare(b.member.code));
}
