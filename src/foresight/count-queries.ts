/** How much will run out, at how many members: counted by index over all that a county of 350 members has. */
import type { Db } from '../../db/database.ts';
import { rowset, type Statement, statement } from '../../db/statement.ts';
import { type ForesightAsk, foresightParameters } from './list-queries.ts';

/** All of the county, a part of it, or one member: each is planned for itself. */
type Reach = 'county' | 'part' | 'member';

const IN_REACH: Record<Reach, (column: string) => string> = {
  county: () => '',
  part: (column) =>
    `and ${column} in (select reached.id from organisation as reached where reached.path like :scope || '%')`,
  member: (column) => `and ${column} = :memberId
     and exists (select 1 from organisation as own where own.id = :memberId and own.path like :scope || '%')`,
};

const FOUND = `and run_out.item_id in (select id from ${rowset('found', { id: 'int' })} as given)`;

/**
 * Rows are passed once: what is gone has its day today or before, unless something comes today, so of the others the
 * index says enough. Members are asked one by one whether they have anything, which ends with the first row: to count
 * them apart would sort every row. The lower bound, which all days pass, tells PostgreSQL that a range is asked for.
 */
function countsOf(reach: Reach, found: string): Statement {
  const within = 'run_out.out_on >= :since and run_out.out_on < :until';
  return statement(
    `select told.pairs, told.empty, (select cast(count(*) as bigint) from organisation as place where (
         select run_out.item_id from run_out
         where run_out.organisation_id = place.id and run_out.out_on < :until ${found}
         order by run_out.item_id limit 1) is not null
         ${IN_REACH[reach]('place.id')}) as members
     from (
       select cast(count(*) as bigint) as pairs, coalesce(cast(sum(case when run_out.out_on > :today then 0
           when run_out.usable_base + run_out.coming_base = 0 then 1 else 0 end) as bigint), 0) as empty
       from run_out where ${within} ${IN_REACH[reach]('run_out.organisation_id')} ${found}
     ) as told`,
  );
}

/** Before every day. */
const BEFORE_ALL = '0000-00-00';

const COUNTS: Record<Reach, { any: Statement; found: Statement }> = {
  county: { any: countsOf('county', ''), found: countsOf('county', FOUND) },
  part: { any: countsOf('part', ''), found: countsOf('part', FOUND) },
  member: { any: countsOf('member', ''), found: countsOf('member', FOUND) },
};

/** How many items of members, at how many members, and of how many nothing is left. */
export async function foresightCounts(db: Db, ask: ForesightAsk) {
  const { anyItem, found, scope, memberId, until } = await foresightParameters(db, ask);
  const reach = memberId > 0 ? 'member' : scope === '/' ? 'county' : 'part';
  const given = {
    since: BEFORE_ALL,
    until,
    today: ask.today,
    ...(reach !== 'county' && { scope }),
    ...(reach === 'member' && { memberId }),
    ...(anyItem === 0 && { found }),
  };
  const [row] = await db.run<{ pairs: number; members: number; empty: number }>(
    COUNTS[reach][anyItem === 0 ? 'found' : 'any'],
    given,
  );
  return { pairs: Number(row?.pairs ?? 0), members: Number(row?.members ?? 0), empty: Number(row?.empty ?? 0) };
}
