/** The open shortages of one item, for its page: within the asker's part of the tree, the most urgent first. */
import { and, asc, eq, inArray, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { OPEN_STATES, type ShortageState } from './rules.ts';

export interface ItemShortage {
  number: string;
  status: ShortageState;
  organisation: string;
  quantityBase: number;
  /** Kept for it already, and given up. */
  answeredBase: number;
  closedBase: number;
  neededBy: string;
  createdAt: number;
}

const MOST = 200;

/** Open shortages of the item at or under `scopePath`. */
export async function openShortagesOf(db: Db, itemId: number, scopePath: string): Promise<ItemShortage[]> {
  const rows = await db
    .select({ shortage, document, organisation: organisation.shortName })
    .from(shortage)
    .innerJoin(document, eq(document.id, shortage.documentId))
    .innerJoin(organisation, eq(organisation.id, shortage.organisationId))
    .where(
      and(
        eq(shortage.itemId, itemId),
        inArray(document.status, [...OPEN_STATES]),
        like(organisation.path, `${scopePath}%`),
      ),
    )
    .orderBy(asc(shortage.neededBy), asc(document.id))
    .limit(MOST);
  return rows.map((row) => ({
    number: row.document.number,
    status: row.document.status as ShortageState,
    organisation: row.organisation,
    quantityBase: row.shortage.quantityBase,
    answeredBase: row.shortage.answeredBase,
    closedBase: row.shortage.closedBase,
    neededBy: row.shortage.neededBy,
    createdAt: row.document.createdAt,
  }));
}
