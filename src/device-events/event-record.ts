/** One adverse event with its document and its card, for its acts and its page. */
import { eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { deviceEvent } from '../../db/schema/faults.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';

const keeper = alias(organisation, 'event_keeper');

/** The event of that number; undefined when there is none. */
export async function eventByNumber(db: Db, number: string) {
  const [row] = await db
    .select({
      document,
      event: deviceEvent,
      asset,
      user: { id: organisation.id, shortName: organisation.shortName },
      keeper: { id: keeper.id, path: keeper.path },
    })
    .from(deviceEvent)
    .innerJoin(document, eq(document.id, deviceEvent.documentId))
    .innerJoin(asset, eq(asset.id, deviceEvent.assetId))
    .innerJoin(organisation, eq(organisation.id, asset.userId))
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .where(eq(document.number, number));
  return row;
}

export type LoadedEvent = NonNullable<Awaited<ReturnType<typeof eventByNumber>>>;

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockEvent(tx: Tx, number: string): Promise<LoadedEvent | undefined> {
  await tx.run(lockDocument, { number });
  return eventByNumber(tx, number);
}
