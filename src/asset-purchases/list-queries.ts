/** Contracts for equipment as a list, newest first, by key. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { acquisition } from '../../db/schema/acquisitions.ts';
import { assetPurchase } from '../../db/schema/asset-purchases.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { PurchaseState } from './rules.ts';

export interface PurchaseFilter {
  state?: PurchaseState | undefined;
  /** Part of a number, words, pinyin or initials of the thing, the supplier or the member. */
  q?: string | undefined;
}

export interface ListedPurchase {
  id: number;
  number: string;
  status: PurchaseState;
  place: string;
  name: string;
  supplier: string;
  contractNumber: string;
  contractOn: string;
  deliverOn: string;
  quantity: number;
  accepted: number;
  unitFen: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const accepted = sql<number>`(select count(*) from asset_acceptance_unit as unit
  join asset_acceptance as acceptance on acceptance.document_id = unit.acceptance_id
  where acceptance.purchase_id = ${assetPurchase.documentId} and unit.asset_id is not null)`;

/** Rows from before the cursor (id); one more than `size`, for the pager. */
export async function listPurchases(
  db: Db,
  scopePath: string,
  filter: PurchaseFilter,
  page: { before?: number | undefined; size: number },
): Promise<ListedPurchase[]> {
  const words = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(assetPurchase.searchText, plainLike(token)),
      like(organisation.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token.toLowerCase())}`,
    ),
  );
  const { contractNumber, contractOn, deliverOn, quantity, unitFen } = assetPurchase;
  const rows = await db
    .select({
      ...{ id: document.id, number: document.number, status: document.status, place: organisation.shortName },
      ...{ name: acquisition.name, supplier: party.shortName, accepted },
      ...{ contractNumber, contractOn, deliverOn, quantity, unitFen },
    })
    .from(assetPurchase)
    .innerJoin(document, eq(document.id, assetPurchase.documentId))
    .innerJoin(acquisition, eq(acquisition.documentId, assetPurchase.acquisitionId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .innerJoin(party, eq(party.id, assetPurchase.supplierId))
    .where(
      and(
        like(organisation.path, `${scopePath}%`),
        filter.state && eq(document.status, filter.state),
        ...words,
        page.before === undefined ? undefined : lt(document.id, page.before),
      ),
    )
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, accepted: Number(row.accepted), status: row.status as PurchaseState }));
}
