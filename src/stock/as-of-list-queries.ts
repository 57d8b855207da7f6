/** The lists of a past day: items in the order of their names, the members of one item, the lots of one member's. */
import type { Db } from '../../db/database.ts';
import { byCodePointText } from '../../db/order.ts';
import { rowset, type Statement, statement } from '../../db/statement.ts';
import { type AsOfAsked, standingsThen } from './as-of-queries.ts';
import { itemsOf, type ListedItem } from './item-filter-queries.ts';
import { foundParameters, REACHED, type Reached, reachedParameters } from './kept-statements.ts';

export interface ItemThen {
  item: ListedItem;
  onHand: number;
}

/** A place in the order of the list. */
export interface NamePoint {
  genericName: string;
  code: string;
}

const FOUND = `(select id from ${rowset('found', { id: 'int' })} as given)`;
const NAME = byCodePointText('item.generic_name');
const CODE = byCodePointText('item.code');

const candidates = (held: string) =>
  statement(
    `select item.id, item.generic_name, item.code from item
     where (${NAME} > :afterName or (item.generic_name = :afterName and ${CODE} > :afterCode))
       and (cast(:anyItem as bigint) = 1 or item.id in ${FOUND}) ${held}
     order by ${NAME}, ${CODE} limit :size`,
  );
const anyCandidates = candidates('');
// What ever came to a member's stores stands in its days, few rows an item; its balances grow with the years
const memberCandidates = candidates(
  'and exists (select 1 from daily_use as had where had.item_id = item.id and had.organisation_id = :memberId)',
);
const heldCandidates = candidates(
  `and exists (select 1 from ${REACHED} cross join balance
     where location.kind = 'store' and balance.item_id = item.id and balance.location_id = location.id)`,
);

interface CandidateRow {
  id: number;
  generic_name: string;
  code: string;
}

/** Items looked at in one go: most of them had something on most days. */
const AT_ONCE = 80;
/** A page gives up looking after so many goes, and its last item is where the next one begins. */
const MOST_GOES = 6;

export interface ItemsThen {
  rows: ItemThen[];
  next: NamePoint | undefined;
}

type ListAsked = Omit<AsOfAsked, 'itemIds'> &
  Reached & { found: readonly number[] | undefined; wholeCounty: boolean; after?: NamePoint | undefined };

function candidatesFor({ memberId, wholeCounty }: Pick<ListAsked, 'memberId' | 'wholeCounty'>): Statement {
  if (memberId !== undefined) return memberCandidates;
  return wholeCounty ? anyCandidates : heldCandidates;
}

/** One page of items that were in stock at the end of the day, in the order of their names. */
export async function itemsThen(db: Db, asked: ListAsked & { size: number; goes?: number }): Promise<ItemsThen> {
  const { size, goes = MOST_GOES } = asked;
  const wanted = candidatesFor(asked);
  const rows: { id: number; onHand: number; at: NamePoint }[] = [];
  let after = asked.after;
  let more = true;
  for (let go = 0; go < goes && more && rows.length <= size; go += 1) {
    const found = await db.run<CandidateRow>(wanted, {
      ...(wanted === anyCandidates ? {} : reachedParameters(asked)),
      ...foundParameters(asked.found),
      afterName: after?.genericName ?? '',
      afterCode: after?.code ?? '',
      size: AT_ONCE,
    });
    more = found.length === AT_ONCE;
    const standings = await standingsThen(db, 'item', { ...asked, itemIds: found.map((one) => one.id) });
    const onHand = new Map(standings.map((one) => [one.itemId, one.onHand]));
    for (const one of found) {
      after = { genericName: one.generic_name, code: one.code };
      const stood = onHand.get(one.id);
      if (stood !== undefined) rows.push({ id: one.id, onHand: stood, at: after });
    }
  }
  const shown = rows.slice(0, size);
  const beyond = rows.length > size ? shown.at(-1)?.at : more ? after : undefined;
  const items = await itemsOf(
    db,
    shown.map((row) => row.id),
  );
  return {
    rows: shown.flatMap(({ id, onHand }) => {
      const item = items.get(id);
      return item === undefined ? [] : [{ item, onHand }];
    }),
    next: beyond,
  };
}

export interface MemberThen {
  organisation: { id: number; code: string; shortName: string };
  onHand: number;
}

const named = statement(
  `select id, code, short_name from organisation
   where id in (select id from ${rowset('ids', { id: 'int' })} as given) order by code`,
);

/** Which members had the item at the end of the day, in the order of their codes. */
export async function membersThen(
  db: Db,
  asked: Omit<AsOfAsked, 'itemIds'> & { itemId: number },
): Promise<MemberThen[]> {
  const standings = await standingsThen(db, 'member', { ...asked, itemIds: [asked.itemId] });
  const onHand = new Map(standings.map((one) => [one.memberId, one.onHand]));
  const ids = [...onHand.keys()].map((id) => ({ id }));
  const rows = ids.length === 0 ? [] : await db.run<{ id: number; code: string; short_name: string }>(named, { ids });
  return rows.map((row) => ({
    organisation: { id: row.id, code: row.code, shortName: row.short_name },
    onHand: onHand.get(row.id) ?? 0,
  }));
}

export interface LotThen {
  lotId: number;
  lotNumber: string;
  expiresOn: string;
  onHand: number;
}

const lotsNamed = statement(
  `select id, number, expires_on from lot where id in (select id from ${rowset('ids', { id: 'int' })} as given)
   order by expires_on, id`,
);

/** Which lots of the item one member had at the end of the day, the first to expire first. */
export async function lotsThen(db: Db, asked: Omit<AsOfAsked, 'itemIds'> & { itemId: number }): Promise<LotThen[]> {
  const standings = await standingsThen(db, 'lot', { ...asked, itemIds: [asked.itemId] });
  const onHand = new Map(standings.map((one) => [one.lotId, one.onHand]));
  const ids = [...onHand.keys()].map((id) => ({ id }));
  const rows =
    ids.length === 0 ? [] : await db.run<{ id: number; number: string; expires_on: string }>(lotsNamed, { ids });
  return rows.map((row) => ({
    lotId: row.id,
    lotNumber: row.number,
    expiresOn: row.expires_on,
    onHand: onHand.get(row.id) ?? 0,
  }));
}
