/** What the labels of equipment say: of one card, or of all that the register's filter leaves. */
import { count, desc, eq, max } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { asset } from '../../db/schema/assets.ts';
import { assetLabel } from '../../db/schema/inventories.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type AssetFilter, cardsFitting } from './list-queries.ts';

const owner = alias(organisation, 'label_owner');
const keeper = alias(organisation, 'label_keeper');

export interface LabelledAsset {
  id: number;
  number: string;
  name: string;
  model: string;
  serialNumber: string | null;
  udiDi: string | null;
  owner: string;
  keeper: string;
  room: string;
}

/** Cards within the scope that fit, in the order of their numbers: at most `most` and one more. */
export function labelledAssets(
  db: Db,
  scopePath: string,
  filter: AssetFilter & { number?: string | undefined },
  most: number,
): Promise<LabelledAsset[]> {
  return db
    .select({
      id: asset.id,
      number: asset.number,
      name: asset.name,
      model: asset.model,
      serialNumber: asset.serialNumber,
      udiDi: asset.udiDi,
      owner: owner.shortName,
      keeper: keeper.shortName,
      room: asset.room,
    })
    .from(asset)
    .innerJoin(owner, eq(owner.id, asset.ownerId))
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .where(cardsFitting(scopePath, filter))
    .orderBy(asset.number)
    .limit(most + 1);
}

export interface LabelsBefore {
  /** How often the card that was printed most was printed. */
  times: number;
  last: { at: number; by: string } | undefined;
}

/** Which labels of these cards were printed before. */
export async function labelsBefore(db: Db, assetIds: readonly number[]): Promise<LabelsBefore> {
  const of = isOneOf(assetLabel.assetId, [...assetIds]);
  const printings = db
    .select({ times: count().as('times') })
    .from(assetLabel)
    .where(of)
    .groupBy(assetLabel.assetId)
    .as('printings');
  const [most] = await db.select({ times: max(printings.times) }).from(printings);
  const [last] = await db
    .select({ at: assetLabel.printedAt, by: assetLabel.printedByName })
    .from(assetLabel)
    .where(of)
    .orderBy(desc(assetLabel.id))
    .limit(1);
  return { times: Number(most?.times ?? 0), last };
}
