/** The register of equipment as a list: found by words, pinyin and numbers, by class, member and status; by key. */
import { and, count, desc, eq, like, lt, or, type SQL, sql, sum } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { AssetState, Standing } from './rules.ts';

export interface AssetFilter {
  /** 汉字, pinyin, initials; number, serial number, registration, UDI, number it had before. */
  q?: string | undefined;
  /** Code of a class. */
  class?: string | undefined;
  /** Code of a member that owns, uses or keeps it. */
  member?: string | undefined;
  state?: AssetState | undefined;
  /** Code of the member that uses it. */
  user?: string | undefined;
  /** How it stands beside its status. */
  only?: Standing | undefined;
}

/** The filter, and what standing so means today. */
export type NarrowedAssets = AssetFilter & { stands?: SQL | undefined };

const owner = alias(organisation, 'asset_owner');
const user = alias(organisation, 'asset_user');

export interface ListedAsset {
  id: number;
  number: string;
  name: string;
  model: string;
  brand: string;
  maker: string;
  serialNumber: string | null;
  registrationNumber: string | null;
  classCode: string;
  className: string;
  ownerName: string;
  userName: string;
  room: string;
  custodian: string | null;
  status: AssetState;
  priceFen: number;
  acquiredOn: string;
  warrantyUntil: string | null;
}

/** Narrows cards to those whose owner, user or keeper lies within the scope. */
export function assetsInScope(scopePath: string): SQL | undefined {
  if (scopePath === '/') return undefined;
  const reached = sql`(select id from organisation where path like ${`${scopePath}%`})`;
  return or(
    sql`${asset.userId} in ${reached}`,
    sql`${asset.ownerId} in ${reached}`,
    sql`${asset.keeperId} in ${reached}`,
  );
}

function ofMember(code: string): SQL | undefined {
  const id = sql`(select id from organisation where code = ${code})`;
  return or(sql`${asset.userId} = ${id}`, sql`${asset.ownerId} = ${id}`, sql`${asset.keeperId} = ${id}`);
}

/** Cards within the scope that fit the filter; one of them by its number. */
export function cardsFitting(
  scopePath: string,
  filter: NarrowedAssets & { number?: string | undefined },
): SQL | undefined {
  const words = queryTokens(filter.q ?? '').map((token) => like(asset.searchText, `%${token.replace(/[%_\\]/g, '')}%`));
  return and(
    assetsInScope(scopePath),
    ...words,
    filter.class ? sql`${asset.classId} = (select id from asset_class where code = ${filter.class})` : undefined,
    filter.member ? ofMember(filter.member) : undefined,
    filter.state ? eq(asset.status, filter.state) : undefined,
    filter.user ? sql`${asset.userId} = (select id from organisation where code = ${filter.user})` : undefined,
    filter.stands,
    filter.number ? eq(asset.number, filter.number) : undefined,
  );
}

/** Newest first, from after the cursor (an id); one more than `size`, for the pager. */
export function listAssets(
  db: Db,
  scopePath: string,
  filter: NarrowedAssets,
  page: { after?: number | undefined; size: number },
): Promise<ListedAsset[]> {
  return db
    .select({
      id: asset.id,
      number: asset.number,
      name: asset.name,
      model: asset.model,
      brand: asset.brand,
      maker: asset.maker,
      serialNumber: asset.serialNumber,
      registrationNumber: asset.registrationNumber,
      classCode: assetClass.code,
      className: assetClass.name,
      ownerName: owner.shortName,
      userName: user.shortName,
      room: asset.room,
      custodian: person.name,
      status: asset.status,
      priceFen: asset.priceFen,
      acquiredOn: asset.acquiredOn,
      warrantyUntil: asset.warrantyUntil,
    })
    .from(asset)
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(owner, eq(owner.id, asset.ownerId))
    .innerJoin(user, eq(user.id, asset.userId))
    .leftJoin(person, eq(person.id, asset.custodianId))
    .where(and(cardsFitting(scopePath, filter), page.after === undefined ? undefined : lt(asset.id, page.after)))
    .orderBy(desc(asset.id))
    .limit(page.size + 1);
}

/** How many fit, and what they cost. */
export async function countAssets(
  db: Db,
  scopePath: string,
  filter: NarrowedAssets,
): Promise<{ cards: number; priceFen: number }> {
  const [row] = await db
    .select({ cards: count(), priceFen: sum(asset.priceFen).mapWith(Number) })
    .from(asset)
    .where(cardsFitting(scopePath, filter));
  return { cards: row?.cards ?? 0, priceFen: row?.priceFen ?? 0 };
}
