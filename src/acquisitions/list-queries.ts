/** Applications as a list, newest first, by key. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { acquisition } from '../../db/schema/acquisitions.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { AcquisitionState } from './rules.ts';

export interface AcquisitionFilter {
  state?: AcquisitionState | undefined;
  /** Part of a number, words, pinyin or initials of the thing, its class or the member. */
  q?: string | undefined;
}

export interface ListedAcquisition {
  id: number;
  number: string;
  status: AcquisitionState;
  place: string;
  name: string;
  quantity: number;
  unitFen: number;
  createdAt: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

/** Rows from before the cursor (id); one more than `size`, for the pager. */
export async function listAcquisitions(
  db: Db,
  scopePath: string,
  filter: AcquisitionFilter,
  page: { before?: number | undefined; size: number },
): Promise<ListedAcquisition[]> {
  const words = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(acquisition.searchText, plainLike(token)),
      like(organisation.searchText, plainLike(token)),
      sql`lower(${document.number}) like ${plainLike(token.toLowerCase())}`,
    ),
  );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      place: organisation.shortName,
      name: acquisition.name,
      quantity: acquisition.quantity,
      unitFen: acquisition.unitFen,
      createdAt: document.createdAt,
    })
    .from(acquisition)
    .innerJoin(document, eq(document.id, acquisition.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
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
  return rows.map((row) => ({ ...row, status: row.status as AcquisitionState }));
}
