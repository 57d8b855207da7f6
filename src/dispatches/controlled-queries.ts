/** Whether a dispatch carries controlled drugs, and whether its receiver may hold them: tier, store and card. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { checkCards } from '../controlled/card-queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

const CONTROLLED = `item.control_class in ('narcotic', 'psychotropic_1', 'toxic')`;

const among = statement(
  `select item.id from ${rowset('items', { id: 'int' })} as given join item on item.id = given.id and ${CONTROLLED}`,
);
const carries = statement(
  `select line.id from dispatch_line as line join item on item.id = line.item_id and ${CONTROLLED}
   where line.dispatch_id = :dispatchId limit 1`,
);
const placeOf = statement(
  `select organisation.kind, organisation.short_name, (select count(*) from location
     where location.keeper_id = organisation.id and location.kind = 'store' and location.zone = 'controlled'
       and location.active) as stores
   from organisation where organisation.id = :id`,
);

/** Those of the items that are controlled. */
export async function controlledAmong(db: Db, itemIds: readonly number[]): Promise<Set<number>> {
  const items = [...new Set(itemIds)].map((id) => ({ id }));
  const rows = items.length === 0 ? [] : await db.run<{ id: number }>(among, { items });
  return new Set(rows.map((row) => Number(row.id)));
}

/** Whether anything on the dispatch is controlled. */
export async function carriesControlled(db: Db, dispatchId: number): Promise<boolean> {
  return (await db.run(carries, { dispatchId })).length > 0;
}

/**
 * Refuses controlled goods for a village clinic, for a member without a store that is marked for them, and without a
 * purchase card of its own in force for their class that day (toxic drugs need none).
 */
export async function checkHolder(
  db: Db,
  receiverId: number,
  itemIds: readonly number[],
  day: string,
): Promise<Result<undefined>> {
  const [place] = await db.run<{ kind: OrganisationKind; short_name: string; stores: number }>(placeOf, {
    id: receiverId,
  });
  const named = { place: place?.short_name ?? '' };
  if (place?.kind === 'clinic') return refuse('controlled_not_in_village', named);
  if (Number(place?.stores ?? 0) === 0) return refuse('controlled_no_store', named);
  const bought = [...new Set(itemIds)].map((itemId) => ({ organisationId: receiverId, itemId }));
  const cards = await checkCards(db, bought, day);
  return cards.ok ? ok() : refuse('dispatch_card_missing', cards.detail);
}

const sentBy = statement(
  `select line.picked_by as person_id from dispatch_line as line
     where line.dispatch_id = :dispatchId and line.picked_by is not null
   union select movement.actor_id from movement where movement.document_id = :dispatchId and movement.kind = 'dispatch'
   union select witness.person_id from movement join movement_witness as witness on witness.movement_id = movement.id
     where movement.document_id = :dispatchId and movement.kind = 'dispatch'`,
);

/** Who picked the dispatch, sent it and stood by. */
export async function sendersOf(db: Db, dispatchId: number): Promise<number[]> {
  return (await db.run<{ person_id: number }>(sentBy, { dispatchId })).map((row) => Number(row.person_id));
}
