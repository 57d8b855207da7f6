/** Transfers of equipment as a list, newest first, by key. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { assetTransfer } from '../../db/schema/asset-moves.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { MoveState } from './rules.ts';

export interface MoveFilter {
  state?: MoveState | undefined;
  /** Number of the paper; words, pinyin or number of the card. */
  q?: string | undefined;
}

export interface ListedMove {
  id: number;
  number: string;
  status: MoveState;
  assetNumber: string;
  name: string;
  giver: string;
  receiver: string;
  reason: string;
  paidFen: number;
  priceFen: number;
  createdAt: number;
}

const giver = alias(organisation, 'giver');
const receiver = alias(organisation, 'receiver');
const keeper = alias(organisation, 'keeper');
const plain = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

/** Rows from after the cursor (an id); one more than `size`, for the pager. */
export async function listMoves(
  db: Db,
  scopePath: string,
  filter: MoveFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedMove[]> {
  const near = `${scopePath}%`;
  const words = queryTokens(filter.q ?? '').map((token) =>
    or(like(asset.searchText, plain(token)), sql`lower(${document.number}) like ${plain(token.toLowerCase())}`),
  );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      assetNumber: asset.number,
      name: asset.name,
      giver: giver.shortName,
      receiver: receiver.shortName,
      reason: assetTransfer.reason,
      paidFen: assetTransfer.paidFen,
      priceFen: assetTransfer.priceFen,
      createdAt: document.createdAt,
    })
    .from(assetTransfer)
    .innerJoin(document, eq(document.id, assetTransfer.documentId))
    .innerJoin(asset, eq(asset.id, assetTransfer.assetId))
    .innerJoin(giver, eq(giver.id, assetTransfer.fromId))
    .innerJoin(receiver, eq(receiver.id, assetTransfer.toId))
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .where(
      and(
        or(like(giver.path, near), like(receiver.path, near), like(keeper.path, near)),
        filter.state && eq(document.status, filter.state),
        ...words,
        page.after === undefined ? undefined : lt(document.id, page.after),
      ),
    )
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as MoveState }));
}
