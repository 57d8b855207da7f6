/** What waits in the pool of demand, counted for the page that makes plans of it. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

const byMember = statement(
  `select organisation.code, organisation.short_name, count(*) as needs
   from demand join organisation on organisation.id = demand.organisation_id
   where quantity_base > planned_base + closed_base
   group by organisation.id, organisation.code, organisation.short_name, organisation.path order by organisation.path`,
);
const inAll = statement(
  `select count(*) as needs, count(distinct item_id) as items from demand
   where quantity_base > planned_base + closed_base`,
);

export interface Pool {
  needs: number;
  items: number;
  members: { code: string; name: string; needs: number }[];
}

/** Open needs in all and by member, as the tree runs. */
export async function poolNow(db: Db): Promise<Pool> {
  const [sum] = await db.run<{ needs: number; items: number }>(inAll, {});
  const rows = await db.run<{ code: string; short_name: string; needs: number }>(byMember, {});
  const members = rows.map((row) => ({ code: row.code, name: row.short_name, needs: Number(row.needs) }));
  return { needs: Number(sum?.needs ?? 0), items: Number(sum?.items ?? 0), members };
}
