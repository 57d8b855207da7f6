/** One card with everything its page shows, and the pieces other features ask of it. */
import { and, asc, desc, eq, inArray, like, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { asset, assetClass, assetEvent, assetFund } from '../../db/schema/assets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party } from '../../db/schema/parties.ts';
import { person } from '../../db/schema/users.ts';
import type { AssetRow } from './advance-commands.ts';
import { FUND_SOURCES, type FundSource } from './rules.ts';

export type AssetClassRow = typeof assetClass.$inferSelect;

/** True when owner, user or keeper lies within the scope. */
export async function inReach(
  db: Db,
  { ownerId, userId, keeperId }: Pick<AssetRow, 'ownerId' | 'userId' | 'keeperId'>,
  scopePath: string,
): Promise<boolean> {
  if (scopePath === '/') return true;
  const [near] = await db
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(inArray(organisation.id, [ownerId, userId, keeperId]), like(organisation.path, `${scopePath}%`)))
    .limit(1);
  return near !== undefined;
}

/** What each source paid, in the order of the sources. */
export async function fundsOf(db: Db, assetId: number): Promise<{ source: FundSource; amountFen: number }[]> {
  const rows = await db
    .select({ source: assetFund.source, amountFen: assetFund.amountFen })
    .from(assetFund)
    .where(eq(assetFund.assetId, assetId));
  return rows.sort((a, b) => FUND_SOURCES.indexOf(a.source) - FUND_SOURCES.indexOf(b.source));
}

/** All classes in their order. */
export function assetClasses(db: Db): Promise<AssetClassRow[]> {
  return db.select().from(assetClass).orderBy(asc(assetClass.position));
}

const owner = alias(organisation, 'asset_owner');
const user = alias(organisation, 'asset_user');
const keeper = alias(organisation, 'asset_keeper');
type Column = 'id' | 'code' | 'shortName' | 'path';

interface Place {
  id: number;
  code: string;
  shortName: string;
  path: string;
}

export interface AssetCard {
  asset: AssetRow;
  class: AssetClassRow;
  owner: Place;
  user: Place;
  keeper: Place;
  custodian: { name: string; login: string } | null;
  supplier: { code: string; shortName: string } | null;
  funds: { source: FundSource; amountFen: number }[];
}

/** The card of that number when its owner, user or keeper lies within the scope. */
export async function assetByNumber(db: Db, scopePath: string, number: string): Promise<AssetCard | undefined> {
  const place = <O extends Pick<typeof owner | typeof user | typeof keeper, Column>>(of: O) => {
    const { id, code, shortName, path } = of;
    return { id, code, shortName, path };
  };
  const [row] = await db
    .select({
      asset,
      class: assetClass,
      owner: place(owner),
      user: place(user),
      keeper: place(keeper),
      custodian: { name: person.name, login: person.login },
      supplier: { code: party.code, shortName: party.shortName },
    })
    .from(asset)
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(owner, eq(owner.id, asset.ownerId))
    .innerJoin(user, eq(user.id, asset.userId))
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .leftJoin(person, eq(person.id, asset.custodianId))
    .leftJoin(party, eq(party.id, asset.supplierId))
    .where(eq(asset.number, number));
  if (row === undefined) return undefined;
  const near = [row.owner, row.user, row.keeper].some(({ path }) => path.startsWith(scopePath));
  return near ? { ...row, funds: await fundsOf(db, row.asset.id) } : undefined;
}

export type AssetEventRow = typeof assetEvent.$inferSelect;

/** Events of a card, the newest first, from before the cursor; one more than `size`. */
export function eventsOf(
  db: Db,
  assetId: number,
  page: { before?: number | undefined; size: number },
): Promise<AssetEventRow[]> {
  return db
    .select()
    .from(assetEvent)
    .where(and(eq(assetEvent.assetId, assetId), page.before === undefined ? undefined : lt(assetEvent.id, page.before)))
    .orderBy(desc(assetEvent.id))
    .limit(page.size + 1);
}
