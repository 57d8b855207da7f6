/** The lines of a stocktake with their cards as they are now, judged; and what no card has. */
import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { inventoryFind, inventoryLine } from '../../db/schema/inventories.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { type Difference, differencesOf } from './rules.ts';

const keeper = alias(organisation, 'book_keeper');
const foundAt = alias(organisation, 'found_at');

export interface JudgedLine {
  line: typeof inventoryLine.$inferSelect;
  card: {
    number: string;
    name: string;
    model: string;
    serialNumber: string | null;
    searchText: string;
    status: string;
    room: string;
    keeperId: number;
    userId: number;
  };
  keeperName: string;
  custodian: string | null;
  foundAtName: string | null;
  /** As it is now; of a closed stocktake as it was when it was closed. */
  differences: Difference[];
}

/** All lines in the order of their rooms; one of them by its id. */
export async function linesOf(db: Db, inventoryId: number, lineId?: number): Promise<JudgedLine[]> {
  const rows = await db
    .select({
      line: inventoryLine,
      card: {
        number: asset.number,
        name: asset.name,
        model: asset.model,
        serialNumber: asset.serialNumber,
        searchText: asset.searchText,
        status: asset.status,
        room: asset.room,
        keeperId: asset.keeperId,
        userId: asset.userId,
      },
      keeperName: keeper.shortName,
      custodian: person.name,
      foundAtName: foundAt.shortName,
    })
    .from(inventoryLine)
    .innerJoin(asset, eq(asset.id, inventoryLine.assetId))
    .innerJoin(keeper, eq(keeper.id, inventoryLine.bookKeeperId))
    .leftJoin(person, eq(person.id, inventoryLine.bookCustodianId))
    .leftJoin(foundAt, eq(foundAt.id, inventoryLine.foundAtId))
    .where(
      and(eq(inventoryLine.inventoryId, inventoryId), lineId === undefined ? undefined : eq(inventoryLine.id, lineId)),
    )
    .orderBy(asc(inventoryLine.bookRoom), asc(inventoryLine.id));
  return rows.map((row) => {
    const { differed } = row.line;
    const kept = differed === null ? undefined : (differed.split(' ').filter(Boolean) as Difference[]);
    return { ...row, differences: kept ?? differencesOf(row.line, row.card) };
  });
}

export type FindRow = typeof inventoryFind.$inferSelect & { placeName: string; placeCode: string };

/** What no card has, in the order in which it was found. */
export async function findsOf(db: Db, inventoryId: number): Promise<FindRow[]> {
  const rows = await db
    .select({ find: inventoryFind, placeName: organisation.shortName, placeCode: organisation.code })
    .from(inventoryFind)
    .innerJoin(organisation, eq(organisation.id, inventoryFind.placeId))
    .where(eq(inventoryFind.inventoryId, inventoryId))
    .orderBy(asc(inventoryFind.position));
  return rows.map(({ find, ...place }) => ({ ...find, ...place }));
}
