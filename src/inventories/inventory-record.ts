/** A stocktake of equipment with its document and member, for its acts and its pages. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { inventory } from '../../db/schema/inventories.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';

/** What of the member is counted. */
export interface InventoryScope {
  /** Which of the three: what it owns, uses or keeps. */
  by: 'owner' | 'user' | 'keeper';
  /** With all members below it. */
  below: boolean;
  classCode?: string;
  room?: string;
}

export interface InventoryRecord {
  document: DocumentRow;
  inventory: typeof inventory.$inferSelect;
  place: typeof organisation.$inferSelect;
}

/** A stocktake without its lines; undefined when there is none. */
export async function inventoryByNumber(db: Db, number: string): Promise<InventoryRecord | undefined> {
  const document = await documentByNumber(db, 'inventory', number);
  if (document === undefined) return undefined;
  const [row] = await db
    .select({ inventory, place: organisation })
    .from(inventory)
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(eq(inventory.documentId, document.id));
  return row && { document, ...row };
}

const lockDocument = statement(`select id from document where id = :id ${forUpdate}`);

/** The same, locked until the transaction ends: nobody reports into a stocktake that is being closed. */
export async function lockInventory(tx: Tx, number: string): Promise<InventoryRecord | undefined> {
  const known = await documentByNumber(tx, 'inventory', number);
  if (known === undefined) return undefined;
  await tx.run(lockDocument, { id: known.id });
  return inventoryByNumber(tx, number);
}
