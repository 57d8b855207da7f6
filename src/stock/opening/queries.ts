/** What judging opening stock needs to know: places, items, what openings were posted before; and kept previews. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { lot, movementLine } from '../../../db/schema/ledger.ts';
import { chunked, itemsByCodes } from '../../catalogue/item-queries.ts';
import { draftOf } from '../../imports/queries.ts';
import { organisationsUnder, outsideLocation, storesOf } from '../../organisations/queries.ts';
import type { OpeningSummary, ParsedOpening } from './report.ts';
import { lineKey, type OpeningWorld } from './resolve.ts';

/** The world the rows speak of, as far as `scopePath` lets the person see it. */
export async function openingWorld(
  db: Db,
  scopePath: string,
  entries: readonly ParsedOpening[],
): Promise<OpeningWorld> {
  const typed = entries.flatMap((entry) => (entry.typed === null ? [] : [entry.typed]));
  const wanted = new Set(typed.map((each) => each.organisationCode));
  const organisations = (await organisationsUnder(db, scopePath)).filter(
    (each) => wanted.has(each.code) && each.active,
  );
  const stores = await storesOf(
    db,
    organisations.map((each) => each.id),
  );
  const storesByKeeper = new Map(
    organisations.map((each) => [each.id, stores.filter((one) => one.keeperId === each.id)]),
  );
  return {
    organisations: new Map(organisations.map((each) => [each.code, each])),
    storesByKeeper,
    items: await itemsByCodes(
      db,
      typed.map((each) => each.item),
    ),
    opened: await openedIn(
      db,
      stores.map((each) => each.id),
    ),
  };
}

/** Net quantity that openings put into the stores: reversed ones count as never posted. */
async function openedIn(db: Db, storeIds: readonly number[]): Promise<Map<string, number>> {
  const outside = await outsideLocation(db, 'opening');
  const opened = new Map<string, number>();
  for (const part of chunked(storeIds)) {
    await addOpened(db, opened, outside, part, 1);
    await addOpened(db, opened, outside, part, -1);
  }
  return opened;
}

async function addOpened(
  db: Db,
  opened: Map<string, number>,
  outside: number,
  storeIds: number[],
  sign: 1 | -1,
): Promise<void> {
  const store = sign === 1 ? movementLine.toId : movementLine.fromId;
  const other = sign === 1 ? movementLine.fromId : movementLine.toId;
  const rows = await db
    .select({
      locationId: store,
      itemId: lot.itemId,
      lotNumber: lot.number,
      expiresOn: lot.expiresOn,
      pricePack: lot.pricePack,
      quantityBase: sql<number>`cast(sum(${movementLine.quantityBase}) as bigint)`.mapWith(Number),
    })
    .from(movementLine)
    .innerJoin(lot, eq(lot.id, movementLine.lotId))
    .where(and(eq(other, outside), inArray(store, storeIds)))
    .groupBy(store, lot.itemId, lot.number, lot.expiresOn, lot.pricePack);
  for (const row of rows) {
    const key = lineKey(row);
    opened.set(key, (opened.get(key) ?? 0) + sign * row.quantityBase);
  }
}

export interface OpeningPreview {
  id: number;
  fileName: string;
  createdAt: number;
  appliedAt: number | null;
  summary: OpeningSummary;
}

/** A person's own preview. */
export async function openingPreview(db: Db, personId: number, id: number): Promise<OpeningPreview | undefined> {
  const row = await draftOf(db, personId, 'opening_stock', id);
  if (row === undefined) return undefined;
  const { fileName, createdAt, appliedAt } = row;
  return { id, fileName, createdAt, appliedAt, summary: row.summary as OpeningSummary };
}
