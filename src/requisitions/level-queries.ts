/** The least and most that members want to have of items: for whoever compares stock with them. */
import type { Db } from '../../db/database.ts';
import { gathered } from '../../db/gathered.ts';
import { rowset } from '../../db/statement.ts';

export interface Level {
  leastBase: number;
  mostBase: number;
}

interface LevelRow {
  item_id: number;
  organisation_id: number;
  least_base: number;
  most_base: number;
}

const COLUMNS = ['item_id', 'organisation_id', 'least_base', 'most_base'] as const;
const levels = (where: string) => gathered<LevelRow>(COLUMNS, `from stock_target where ${where}`);
const ofItems = levels(`item_id in (select id from ${rowset('items', { id: 'int' })} as given)`);
const ofMembers = levels(`organisation_id in (select id from ${rowset('members', { id: 'int' })} as given)`);

type Levels = Map<number, Map<number, Level>>;

function byItem(rows: Awaited<ReturnType<typeof ofItems>>): Levels {
  const found: Levels = new Map();
  rows.item_id.forEach((itemId, at) => {
    const ofItem = found.get(itemId) ?? new Map<number, Level>();
    found.set(itemId, ofItem);
    const level = { leastBase: rows.least_base[at] ?? 0, mostBase: rows.most_base[at] ?? 0 };
    ofItem.set(rows.organisation_id[at] ?? 0, level);
  });
  return found;
}

/** By item and then by member; where nothing was set there is nothing. */
export async function levelsOfItems(db: Db, itemIds: readonly number[]): Promise<Levels> {
  return byItem(await ofItems(db, { items: itemIds.map((id) => ({ id })) }));
}

/** The same for every item of the members. */
export async function levelsOfMembers(db: Db, memberIds: readonly number[]): Promise<Levels> {
  return byItem(await ofMembers(db, { members: memberIds.map((id) => ({ id })) }));
}
