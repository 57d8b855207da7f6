/** The lock of the catalogue's writers: one at a time judges what is there and writes over it. */
import type { Tx } from '../../db/database.ts';
import { forUpdate, statement } from '../../db/statement.ts';

const held = statement(`select id from catalogue_revision where id = 1 ${forUpdate}`);

/**
 * Makes other writers of the catalogue wait to the end of the transaction; taken before anything is read that decides
 * what is written. Codes, spans of facts and names span many rows and tables, so no lock on a row would keep two people
 * from giving one code to two items in the same moment. The row is that of the count of writings, which a writer's
 * triggers would come to hold in any case: a row of its own could be taken in the other order. SQLite has one writer.
 */
export async function lockCatalogue(tx: Tx): Promise<void> {
  await tx.run(held, {});
}
