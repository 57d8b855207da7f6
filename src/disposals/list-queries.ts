/** Applications for disposal as a list, newest first, by key. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { disposal } from '../../db/schema/asset-moves.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { DisposalReason, DisposalState } from './rules.ts';

export interface DisposalFilter {
  state?: DisposalState | undefined;
  /** Number of the paper; words, pinyin or number of a card on it; the owner. */
  q?: string | undefined;
}

export interface ListedDisposal {
  id: number;
  number: string;
  status: DisposalState;
  owner: string;
  first: string;
  cards: number;
  reason: DisposalReason;
  explanation: string;
  priceFen: number;
  incomeFen: number | null;
  createdAt: number;
  retainUntil: string | null;
}

const plain = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const lines = sql`disposal_line as line join asset as thing on thing.id = line.asset_id`;
const ofThis = sql`line.disposal_id = ${document.id}`;

/** Rows from after the cursor (an id); one more than `size`, for the pager. */
export async function listDisposals(
  db: Db,
  scopePath: string,
  filter: DisposalFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedDisposal[]> {
  const near = `${scopePath}%`;
  const kept = sql`exists (select 1 from ${lines}
    join organisation as place on place.id in (thing.keeper_id, thing.user_id)
    where ${ofThis} and place.path like ${near})`;
  const words = queryTokens(filter.q ?? '').map((token) =>
    or(
      like(organisation.searchText, plain(token)),
      sql`lower(${document.number}) like ${plain(token.toLowerCase())}`,
      sql`exists (select 1 from ${lines} where ${ofThis} and thing.search_text like ${plain(token)})`,
    ),
  );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      owner: organisation.shortName,
      first: sql<string>`(select min(thing.name) from ${lines} where ${ofThis})`,
      cards: sql<number>`(select count(*) from disposal_line as line where ${ofThis})`.mapWith(Number),
      reason: sql<DisposalReason>`(select min(line.reason) from disposal_line as line where ${ofThis})`,
      explanation: disposal.explanation,
      priceFen: disposal.priceFen,
      incomeFen: disposal.incomeFen,
      createdAt: document.createdAt,
      retainUntil: disposal.retainUntil,
    })
    .from(disposal)
    .innerJoin(document, eq(document.id, disposal.documentId))
    .innerJoin(organisation, eq(organisation.id, document.organisationId))
    .where(
      and(
        or(like(organisation.path, near), kept),
        filter.state && eq(document.status, filter.state),
        ...words,
        page.after === undefined ? undefined : lt(document.id, page.after),
      ),
    )
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as DisposalState }));
}
