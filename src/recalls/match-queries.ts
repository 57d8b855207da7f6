/** Which lots of the house a notice may mean: by item, by number, by a part of it; a person says which it does mean. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import type { Match } from './rules.ts';
import { bareLot, HOWS, type How, howFound } from './target-rules.ts';

export interface Sought {
  id: number;
  itemId: number | null;
  itemText: string;
  lotNumber: string;
  match: Match;
}

/** One batch as the house knows it: its lots differ in price and origin alone. */
export interface Candidate {
  itemId: number;
  itemCode: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  number: string;
  expiresOn: string;
  lotIds: number[];
  frozen: 'recall' | 'quality' | null;
  how: How;
  onHandBase: number;
}

interface LotRow {
  id: number;
  item_id: number;
  number: string;
  expires_on: string;
  frozen: 'recall' | 'quality' | null;
}

const COLUMNS = 'lot.id, lot.item_id, lot.number, lot.expires_on, lot.frozen';
const MOST_ITEMS = 200;
const MOST_LOTS = 2000;

const ofItems = statement(
  `select ${COLUMNS} from ${rowset('items', { id: 'int' })} as given join lot on lot.item_id = given.id
   limit ${MOST_LOTS}`,
);
const ofNumbers = statement(
  `select ${COLUMNS} from ${rowset('numbers', { number: 'text' })} as given join lot on lot.number = given.number
   limit ${MOST_LOTS}`,
);
const ofPart = statement(
  // The numbers alone first: they lie in an index of their own
  `select ${COLUMNS} from lot where lot.id in (
     select id from lot
     where replace(replace(replace(lower(number), '-', ''), ' ', ''), '/', '') like :like limit ${MOST_LOTS})`,
);

const namedItems = statement(
  `select item.id as "itemId", item.code as "itemCode", item.generic_name as "genericName", item.strength,
     item.manufacturer, item.pack_size as "packSize", item.pack_unit as "packUnit", item.base_unit as "baseUnit",
     item.scale
   from ${rowset('items', { id: 'int' })} as given join item on item.id = given.id`,
);

const standing = statement(
  `select balance.lot_id as id, sum(balance.on_hand) as on_hand
   from ${rowset('items', { id: 'int' })} as given
   join balance on balance.item_id = given.id and balance.on_hand > 0
   group by balance.lot_id`,
);

type NamedItem = Pick<
  Candidate,
  'itemId' | 'itemCode' | 'genericName' | 'strength' | 'manufacturer' | 'packSize' | 'packUnit' | 'baseUnit' | 'scale'
>;

const asIds = (ids: Iterable<number>) => [...new Set(ids)].map((id) => ({ id }));

/** The items a target may mean; undefined when it names none. */
async function itemsOf(db: Db, target: Sought): Promise<number[] | undefined> {
  if (target.itemId !== null) return [target.itemId];
  const found = await idsMatching(db, target.itemText, { retired: true });
  return found?.slice(0, MOST_ITEMS);
}

async function lotsFor(db: Db, target: Sought): Promise<LotRow[]> {
  const items = await itemsOf(db, target);
  if (items !== undefined) return db.run<LotRow>(ofItems, { items: asIds(items) });
  if (target.match === 'exact') {
    const numbers = new Set([target.lotNumber, target.lotNumber.toUpperCase(), target.lotNumber.toLowerCase()]);
    return db.run<LotRow>(ofNumbers, { numbers: [...numbers].map((number) => ({ number })) });
  }
  return db.run<LotRow>(ofPart, { like: `%${bareLot(target.lotNumber)}%` });
}

const surer = (a: How, b: How) => HOWS.indexOf(a) < HOWS.indexOf(b);

/** The batches that the targets may mean, the surest first; each with what of it lies anywhere. */
export async function candidatesFor(db: Db, targets: readonly Sought[]): Promise<Candidate[]> {
  const found = new Map<number, { row: LotRow; how: How }>();
  for (const target of targets) {
    for (const row of await lotsFor(db, target)) {
      const how = howFound(target, row.number);
      const known = found.get(row.id);
      if (how !== undefined && (known === undefined || surer(how, known.how))) found.set(row.id, { row, how });
    }
  }
  if (found.size === 0) return [];
  const ids = asIds([...found.values()].map(({ row }) => row.item_id));
  const items = new Map((await db.run<NamedItem>(namedItems, { items: ids })).map((row) => [row.itemId, row]));
  const sums = await db.run<{ id: number; on_hand: number | string }>(standing, { items: ids });
  const there = new Map(sums.map((row) => [row.id, Number(row.on_hand)]));
  const batches = new Map<string, Candidate>();
  for (const { row, how } of found.values()) {
    const item = items.get(row.item_id);
    if (item === undefined) continue;
    const key = `${row.item_id}\n${row.number}\n${row.expires_on}`;
    const { number, expires_on: expiresOn, frozen } = row;
    const batch = batches.get(key) ?? { ...item, number, expiresOn, frozen, how, lotIds: [], onHandBase: 0 };
    batch.lotIds.push(row.id);
    batch.onHandBase += there.get(row.id) ?? 0;
    batches.set(key, batch);
  }
  return [...batches.values()].sort(
    (a, b) =>
      HOWS.indexOf(a.how) - HOWS.indexOf(b.how) ||
      a.genericName.localeCompare(b.genericName, 'zh') ||
      a.number.localeCompare(b.number),
  );
}

const siblings = statement(
  `select distinct twin.id from ${rowset('lots', { id: 'int' })} as given join lot on lot.id = given.id
   join lot as twin on twin.item_id = lot.item_id and twin.number = lot.number order by twin.id`,
);

/** The lots with every other lot of the same item and number: what differs in price or origin is one batch. */
export async function wholeBatches(db: Db, lotIds: readonly number[]): Promise<number[]> {
  if (lotIds.length === 0) return [];
  return (await db.run<{ id: number }>(siblings, { lots: asIds(lotIds) })).map((row) => row.id);
}
