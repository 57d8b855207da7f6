/** Acceptances of equipment across the contracts as a list, newest first, by key. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { acquisition } from '../../db/schema/acquisitions.ts';
import { assetAcceptance, assetPurchase } from '../../db/schema/asset-purchases.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { AcceptanceState } from './rules.ts';

export interface AcceptanceFilter {
  state?: AcceptanceState | undefined;
  /** Part of a number or serial number, words, pinyin or initials of the thing, the supplier or the member. */
  q?: string | undefined;
}

const contract = alias(document, 'contract');
const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '').toLowerCase()}%`;
const units = sql<number>`(select count(*) from asset_acceptance_unit as unit
  where unit.acceptance_id = ${assetAcceptance.documentId})`;
const owedFen = sql<number>`(select coalesce(sum(owed.amount_fen - owed.credited_fen), 0) from payable as owed
  where owed.receipt_id = ${assetAcceptance.documentId})`;
const hasSerial = (token: string) => sql`exists (select 1 from asset_acceptance_unit as unit
  where unit.acceptance_id = ${assetAcceptance.documentId} and lower(unit.serial_number) like ${plainLike(token)})`;

/** Rows from before the cursor (id); one more than `size`, for the pager. */
export async function listAcceptances(
  db: Db,
  scopePath: string,
  filter: AcceptanceFilter,
  page: { before?: number | undefined; size: number },
) {
  const words = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(assetPurchase.searchText, plainLike(token)),
      like(organisation.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token)}`,
      hasSerial(token),
    ),
  );
  const { arrivedOn, acceptedOn, room, brand, model } = assetAcceptance;
  const rows = await db
    .select({
      ...{ id: document.id, number: document.number, status: document.status, place: organisation.shortName },
      ...{ name: acquisition.name, supplier: party.shortName, contract: contract.number, units, owedFen },
      ...{ arrivedOn, acceptedOn, room, brand, model, contractNumber: assetPurchase.contractNumber },
    })
    .from(assetAcceptance)
    .innerJoin(document, eq(document.id, assetAcceptance.documentId))
    .innerJoin(assetPurchase, eq(assetPurchase.documentId, assetAcceptance.purchaseId))
    .innerJoin(contract, eq(contract.id, assetAcceptance.purchaseId))
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
  return rows.map((row) => ({
    ...row,
    status: row.status as AcceptanceState,
    units: Number(row.units),
    owedFen: Number(row.owedFen),
  }));
}
export type ListedAcceptance = Awaited<ReturnType<typeof listAcceptances>>[number];
