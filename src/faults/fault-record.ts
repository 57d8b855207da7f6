/** One fault with its document, its card and what it cost, for its acts and its page. */
import { asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { fault, faultCost, faultSpan } from '../../db/schema/faults.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { forUpdate, statement } from '../../db/statement.ts';

const user = alias(organisation, 'fault_user');
const keeper = alias(organisation, 'fault_keeper');
const engineer = alias(person, 'fault_engineer');
const loaner = alias(asset, 'fault_loaner');

const place = (of: typeof user) => ({ id: of.id, code: of.code, shortName: of.shortName, path: of.path });

/** The fault of that number; undefined when there is none. */
export async function faultByNumber(db: Db, number: string) {
  const [row] = await db
    .select({
      document,
      fault,
      asset,
      class: { code: assetClass.code, name: assetClass.name },
      user: place(user),
      keeper: place(keeper as unknown as typeof user),
      engineer: engineer.name,
      loaner: { number: loaner.number, name: loaner.name },
    })
    .from(fault)
    .innerJoin(document, eq(document.id, fault.documentId))
    .innerJoin(asset, eq(asset.id, fault.assetId))
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(user, eq(user.id, asset.userId))
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .leftJoin(engineer, eq(engineer.id, fault.engineerId))
    .leftJoin(loaner, eq(loaner.id, fault.loanerId))
    .where(eq(document.number, number));
  if (row === undefined) return undefined;
  const costs = await db
    .select()
    .from(faultCost)
    .where(eq(faultCost.faultId, row.fault.documentId))
    .orderBy(asc(faultCost.id));
  return { ...row, costs, costFen: costs.reduce((sum, one) => sum + one.amountFen, 0) };
}

export type LoadedFault = NonNullable<Awaited<ReturnType<typeof faultByNumber>>>;

/** When the thing stood because of it, the first first. */
export function spansOf(db: Db, faultId: number) {
  return db.select().from(faultSpan).where(eq(faultSpan.faultId, faultId)).orderBy(asc(faultSpan.id));
}

const lockDocument = statement(`select id from document where number = :number ${forUpdate}`);
const lockCard = statement(
  `select id from asset where id = (select asset_id from fault join document on document.id = fault.document_id
     where document.number = :number) ${forUpdate}`,
);

/** The same, its document and its card locked until the transaction ends. */
export async function lockFault(tx: Tx, number: string): Promise<LoadedFault | undefined> {
  await tx.run(lockDocument, { number });
  await tx.run(lockCard, { number });
  return faultByNumber(tx, number);
}
