/** What members used of an item and of its like in a year: the measure by which an agreed volume is spread. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { DAY_MS } from '../kernel/clock.ts';

const YEAR_DAYS = 365;

/** Used, not sent on: what goes from the hub to a village counts where it is used. */
const useInYear = statement(
  `select place.keeper_id as organisation_id, cast(sum(line.quantity_base) as bigint) as quantity_base
   from item as asked
   join product on product.id = asked.product_id
   join specification on specification.id = product.specification_id
   join product as other on other.specification_id = specification.id
   join item as alike on alike.product_id = other.id
   join location as used on used.kind = 'consumed'
   join movement_line as line on line.to_id = used.id and line.item_id = alike.id and line.occurred_at >= :since
   join location as place on place.id = line.from_id
   where asked.id = :itemId and place.keeper_id is not null
   group by place.keeper_id order by place.keeper_id`,
);

export interface MemberUse {
  organisationId: number;
  quantityBase: number;
}

/** Base units each member used in the year before `now` of anything of the item's specification. */
export async function useOfConcept(db: Db, itemId: number, now: number): Promise<MemberUse[]> {
  const rows = await db.run<{ organisation_id: number; quantity_base: number }>(useInYear, {
    itemId,
    since: now - YEAR_DAYS * DAY_MS,
  });
  return rows.map((row) => ({ organisationId: row.organisation_id, quantityBase: Number(row.quantity_base) }));
}
