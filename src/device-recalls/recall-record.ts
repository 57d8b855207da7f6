/** One recall with its document and serial numbers, for its acts and its page. */
import { asc, eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { deviceRecall, deviceRecallSerial } from '../../db/schema/device-recalls.ts';
import { document } from '../../db/schema/documents.ts';
import { forUpdate, statement } from '../../db/statement.ts';

/** The recall of that number; undefined when there is none. The whole county reads it. */
export async function recallByNumber(db: Db, number: string) {
  const [row] = await db
    .select({ document, recall: deviceRecall })
    .from(deviceRecall)
    .innerJoin(document, eq(document.id, deviceRecall.documentId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const own = eq(deviceRecallSerial.recallId, row.document.id);
  const serials = await db.select().from(deviceRecallSerial).where(own).orderBy(asc(deviceRecallSerial.serial));
  return { ...row, serials: serials.map(({ serial }) => serial) };
}

export type LoadedRecall = NonNullable<Awaited<ReturnType<typeof recallByNumber>>>;

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);

/** The same, its document locked until the transaction ends. */
export async function lockRecall(tx: Tx, number: string): Promise<LoadedRecall | undefined> {
  await tx.run(lockDocument, { number });
  return recallByNumber(tx, number);
}
