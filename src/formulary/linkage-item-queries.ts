/** The matrix of items by tier: which tier may stock each, how many members of it do, and who they are. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { chronicItems } from '../catalogue/chronic-queries.ts';
import type { ChronicDisease } from '../catalogue/facts.ts';
import {
  PACK_COLUMNS,
  type PackColumns,
  type PackWords,
  packWordsOf,
  type TierColumns,
  tiersOf,
} from '../catalogue/pack-queries.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { stockingMembers, usableStock } from '../stock/usable-stock-queries.ts';
import { MEMBER_TIERS, type MemberTier, tierOfMember } from './linkage-rules.ts';
import { type PublishedVersion, versionInForce } from './queries.ts';
import type { Tiers } from './rules.ts';
import { TIERS_IN_VERSION } from './tier-statements.ts';

export interface ItemTierFilter {
  q?: string | undefined;
  tier?: MemberTier | undefined;
  disease?: ChronicDisease | 'any' | undefined;
  /** Only what a tier may stock and none of its members has. */
  unstocked?: boolean | undefined;
}

export interface ItemTierLine extends Tiers, PackWords {
  itemId: number;
  diseases: ChronicDisease[];
  /** Members in the scope that have some, by tier. */
  stocked: Record<MemberTier, number>;
}

export interface ItemTiers {
  /** The day that is told: the one asked for, or today when that is still to come. */
  day: string;
  /** The version in force on the day; undefined before the first. */
  version: PublishedVersion | undefined;
  rows: ItemTierLine[];
  total: number;
  /** Members in the scope, by tier. */
  members: Record<MemberTier, number>;
  /** Whether the reader sees every member; of a tier without any in the scope nothing is known otherwise. */
  whole: boolean;
}

/** Who asks, and of which day; a day to come is today. */
interface Asked {
  scopePath: string;
  day: string;
  today: string;
}

/** What the version lists, or what the catalogue gives a tier before there is a version. */
const listedItems = statement(
  `select * from (
     select item.id as item_id, ${PACK_COLUMNS}, ${TIERS_IN_VERSION}
     from item left join formulary_entry as entry on entry.version_id = :versionId and entry.item_id = item.id
   ) as listed where county + township + village > 0`,
);

type Row = PackColumns & TierColumns & { item_id: number };

function lineOf(row: Row, diseases: ReadonlyMap<number, ChronicDisease[]>): ItemTierLine {
  return {
    itemId: Number(row.item_id),
    ...packWordsOf(row),
    ...tiersOf(row),
    diseases: diseases.get(Number(row.item_id)) ?? [],
    stocked: { county: 0, township: 0, village: 0 },
  };
}

async function listedLines(db: Db, filter: ItemTierFilter, day: string, versionId: number): Promise<ItemTierLine[]> {
  const diseases = await chronicItems(db, day);
  const found = await idsMatching(db, filter.q, { retired: true });
  const rank = found && new Map(found.map((id, index) => [id, index]));
  const lines = (await db.run<Row>(listedItems, { versionId })).map((row) => lineOf(row, diseases));
  const order = (line: ItemTierLine) => rank?.get(line.itemId) ?? 0;
  return lines
    .filter((line) => rank === undefined || rank.has(line.itemId))
    .filter((line) => filter.tier === undefined || line[filter.tier])
    .filter((line) => filter.disease !== 'any' || line.diseases.length > 0)
    .filter((line) => !filter.disease || filter.disease === 'any' || line.diseases.includes(filter.disease))
    .sort((a, b) => order(a) - order(b) || (a.code < b.code ? -1 : 1));
}

async function withCounts(db: Db, lines: ItemTierLine[], asked: Asked): Promise<ItemTierLine[]> {
  const counts = await stockingMembers(db, { ...asked, itemIds: lines.map((line) => line.itemId) });
  return lines.map((line) => {
    const stocked = { county: 0, township: 0, village: 0 };
    for (const [kind, members] of Object.entries(counts.get(line.itemId) ?? {})) {
      const tier = tierOfMember(kind as Parameters<typeof tierOfMember>[0]);
      if (tier !== null) stocked[tier] += members;
    }
    return { ...line, stocked };
  });
}

/**
 * The items of the formulary in force on `day` with who stocked them when it ended; `page` left out gives all, for a
 * file. A day to come is today.
 */
export async function itemTiers(
  db: Db,
  filter: ItemTierFilter,
  asked: Asked,
  page?: { number: number; size: number },
): Promise<ItemTiers> {
  const { scopePath, day, today } = asked;
  if (day > today) return itemTiers(db, filter, { ...asked, day: today }, page);
  const version = await versionInForce(db, day);
  const members = { county: 0, township: 0, village: 0 };
  for (const { kind, active } of await organisationsUnder(db, scopePath)) {
    const tier = tierOfMember(kind);
    if (tier !== null && active) members[tier] += 1;
  }
  let lines = await listedLines(db, filter, day, version?.id ?? 0);
  if (filter.unstocked === true) {
    lines = (await withCounts(db, lines, asked)).filter((line) =>
      MEMBER_TIERS.some((tier) => line[tier] && members[tier] > 0 && line.stocked[tier] === 0),
    );
  }
  const total = lines.length;
  const last = page && Math.max(1, Math.ceil(total / page.size));
  const from = page && last ? (Math.min(page.number, last) - 1) * page.size : 0;
  const shown = page ? lines.slice(from, from + page.size) : lines;
  const rows = filter.unstocked === true ? shown : await withCounts(db, shown, asked);
  return { day, version, rows, total, members, whole: scopePath === '/' };
}

export interface StockingMember {
  code: string;
  shortName: string;
  tier: MemberTier;
  usableBase: number;
}

/** The members in the scope that had some of the item when the day ended, by tier and name. */
export async function membersStocking(db: Db, itemId: number, asked: Asked): Promise<StockingMember[]> {
  const stock = await usableStock(db, { ...asked, itemIds: [itemId] });
  const byKeeper = new Map(stock.map((one) => [one.keeperId, one.usableBase]));
  const members = (await organisationsUnder(db, asked.scopePath)).flatMap(({ id, code, shortName, kind }) => {
    const [tier, usableBase] = [tierOfMember(kind), byKeeper.get(id) ?? 0];
    return tier === null || usableBase <= 0 ? [] : [{ code, shortName, tier, usableBase }];
  });
  const order = (one: StockingMember) => MEMBER_TIERS.indexOf(one.tier);
  return members.sort((a, b) => order(a) - order(b));
}
