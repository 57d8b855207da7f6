/** Loads the permits of preparations with what has left under them: the movements say how much, nothing else does. */
import type { Db } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import type { PermitFacts } from './permit-rule.ts';

const COLUMNS = 'id, number, item_id, maker_id, cap_base, valid_from, valid_to';

const permitsOfItems = statement(
  `select ${COLUMNS} from preparation_permit
   where revoked_at is null and item_id in (select id from ${rowset('ids', { id: 'int' })} as given)
   order by valid_from, id`,
);
const lockPermitsOfItems = statement(
  `select ${COLUMNS} from preparation_permit
   where revoked_at is null and item_id in (select id from ${rowset('ids', { id: 'int' })} as given)
   order by id ${forUpdate}`,
);
const recipientsOf = statement(
  `select permit_id, organisation_id from permit_recipient
   where permit_id in (select id from ${rowset('ids', { id: 'int' })} as given) order by permit_id, organisation_id`,
);

const ASKED = rowset('asked', { permit_id: 'int', item_id: 'int', maker_id: 'int', since: 'int', until: 'int' });

/** Out: from the maker's places to those of a receiver that the permit lists. Back: the other way round. */
const usedUnder = statement(
  `select asked.permit_id as permit_id,
     cast(sum(case when source.keeper_id = asked.maker_id then line.quantity_base else -line.quantity_base end)
       as bigint) as used_base
   from ${ASKED} as asked
   join permit_recipient on permit_recipient.permit_id = asked.permit_id
   join movement_line as line on line.item_id = asked.item_id
     and line.occurred_at >= asked.since and line.occurred_at < asked.until
   join location as source on source.id = line.from_id
   join location as target on target.id = line.to_id
   where (source.keeper_id = asked.maker_id and target.keeper_id = permit_recipient.organisation_id)
     or (target.keeper_id = asked.maker_id and source.keeper_id = permit_recipient.organisation_id)
   group by asked.permit_id`,
);

interface PermitRow {
  id: number;
  number: string;
  item_id: number;
  maker_id: number;
  cap_base: number;
  valid_from: string;
  valid_to: string;
}

function asIds(ids: Iterable<number>): { id: number }[] {
  return [...new Set(ids)].map((id) => ({ id }));
}

/** Base units that have left under each permit, less what came back, by permit id. */
export async function usedUnderPermits(
  db: Db,
  permits: readonly { id: number; itemId: number; makerId: number; validFrom: string; validTo: string }[],
): Promise<Map<number, number>> {
  if (permits.length === 0) return new Map();
  const asked = permits.map((permit) => ({
    permit_id: permit.id,
    item_id: permit.itemId,
    maker_id: permit.makerId,
    since: startOfDay(permit.validFrom),
    until: startOfDay(addDays(permit.validTo, 1)),
  }));
  const rows = await db.run<{ permit_id: number; used_base: number }>(usedUnder, { asked });
  return new Map(rows.map((row) => [row.permit_id, row.used_base]));
}

/**
 * The permits of preparations by item id, those that were revoked left out. With `lock` they stay locked to the end
 * of the transaction, so that two postings cannot both take what is left.
 */
export async function permitsOf(
  db: Db,
  itemIds: Iterable<number>,
  options: { lock?: boolean } = {},
): Promise<Map<number, PermitFacts[]>> {
  const byItem = new Map<number, PermitFacts[]>([...itemIds].map((id) => [id, []]));
  if (byItem.size === 0) return byItem;
  const query = options.lock === true ? lockPermitsOfItems : permitsOfItems;
  const rows = await db.run<PermitRow>(query, { ids: asIds(byItem.keys()) });
  if (rows.length === 0) return byItem;
  const recipients = new Map<number, number[]>(rows.map((row) => [row.id, []]));
  const ids = asIds(rows.map((row) => row.id));
  for (const row of await db.run<{ permit_id: number; organisation_id: number }>(recipientsOf, { ids })) {
    recipients.get(row.permit_id)?.push(row.organisation_id);
  }
  const used = await usedUnderPermits(
    db,
    rows.map((row) => ({
      id: row.id,
      itemId: row.item_id,
      makerId: row.maker_id,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    })),
  );
  for (const row of rows) {
    byItem.get(row.item_id)?.push({
      number: row.number,
      makerId: row.maker_id,
      recipientIds: recipients.get(row.id) ?? [],
      validFrom: row.valid_from,
      validTo: row.valid_to,
      remainingBase: row.cap_base - (used.get(row.id) ?? 0),
    });
  }
  return byItem;
}
