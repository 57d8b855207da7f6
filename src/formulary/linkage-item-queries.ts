/** The matrix of items by tier: which tier may stock each, how many members of it do, and who they are. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { chronicItems } from '../catalogue/chronic-queries.ts';
import type { ChronicDisease } from '../catalogue/facts.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { organisationsUnder } from '../organisations/queries.ts';
import { stockingMembers, usableStock } from '../stock/usable-stock-queries.ts';
import { MEMBER_TIERS, type MemberTier, tierOfMember } from './linkage-rules.ts';
import { versionInForce } from './queries.ts';
import type { Tiers } from './rules.ts';

export interface ItemTierFilter {
  q?: string | undefined;
  tier?: MemberTier | undefined;
  disease?: ChronicDisease | 'any' | undefined;
  /** Only what a tier may stock and none of its members has. */
  unstocked?: boolean | undefined;
}

export interface ItemTierLine extends Tiers {
  itemId: number;
  code: string;
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  packUnit: string;
  baseUnit: string;
  packSize: number;
  scale: number;
  diseases: ChronicDisease[];
  /** Members in the scope that have some, by tier. */
  stocked: Record<MemberTier, number>;
}

export interface ItemTiers {
  rows: ItemTierLine[];
  total: number;
  /** Members in the scope, by tier. */
  members: Record<MemberTier, number>;
  /** Whether the reader sees every member; of a tier without any in the scope nothing is known otherwise. */
  whole: boolean;
}

const bit = (column: string) =>
  `case when case when cast(:versionId as bigint) = 0 then item.${column}_tier
     else coalesce(entry.${column}, false) end then 1 else 0 end as ${column}`;

/** What the version lists, or what the catalogue gives a tier before there is a version. */
const listedItems = statement(
  `select * from (
     select item.id as item_id, item.code, item.generic_name, item.form, item.strength, item.manufacturer,
       item.pack_unit, item.base_unit, item.pack_size, item.scale,
       ${bit('county')}, ${bit('township')}, ${bit('village')}
     from item left join formulary_entry as entry on entry.version_id = :versionId and entry.item_id = item.id
   ) as listed where county + township + village > 0`,
);

interface Row {
  item_id: number;
  code: string;
  generic_name: string;
  form: string;
  strength: string;
  manufacturer: string;
  pack_unit: string;
  base_unit: string;
  pack_size: number;
  scale: number;
  county: number;
  township: number;
  village: number;
}

function lineOf(row: Row, diseases: ReadonlyMap<number, ChronicDisease[]>): ItemTierLine {
  return {
    itemId: Number(row.item_id),
    code: row.code,
    genericName: row.generic_name,
    form: row.form,
    strength: row.strength,
    manufacturer: row.manufacturer,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    packSize: Number(row.pack_size),
    scale: Number(row.scale),
    county: row.county === 1,
    township: row.township === 1,
    village: row.village === 1,
    diseases: diseases.get(Number(row.item_id)) ?? [],
    stocked: { county: 0, township: 0, village: 0 },
  };
}

async function listedLines(db: Db, filter: ItemTierFilter, day: string): Promise<ItemTierLine[]> {
  const version = await versionInForce(db, day);
  const diseases = await chronicItems(db, day);
  const found = await idsMatching(db, filter.q, { retired: true });
  const rank = found && new Map(found.map((id, index) => [id, index]));
  const lines = (await db.run<Row>(listedItems, { versionId: version?.id ?? 0 })).map((row) => lineOf(row, diseases));
  const order = (line: ItemTierLine) => rank?.get(line.itemId) ?? 0;
  return lines
    .filter((line) => rank === undefined || rank.has(line.itemId))
    .filter((line) => filter.tier === undefined || line[filter.tier])
    .filter((line) => filter.disease !== 'any' || line.diseases.length > 0)
    .filter((line) => !filter.disease || filter.disease === 'any' || line.diseases.includes(filter.disease))
    .sort((a, b) => order(a) - order(b) || (a.code < b.code ? -1 : 1));
}

async function withCounts(db: Db, lines: ItemTierLine[], scopePath: string, day: string): Promise<ItemTierLine[]> {
  const counts = await stockingMembers(db, { itemIds: lines.map((line) => line.itemId), scopePath, day });
  return lines.map((line) => {
    const stocked = { county: 0, township: 0, village: 0 };
    for (const [kind, members] of Object.entries(counts.get(line.itemId) ?? {})) {
      const tier = tierOfMember(kind as Parameters<typeof tierOfMember>[0]);
      if (tier !== null) stocked[tier] += members;
    }
    return { ...line, stocked };
  });
}

/** The items of the formulary in force on `day` with who stocks them; `page` left out gives all, for a file. */
export async function itemTiers(
  db: Db,
  filter: ItemTierFilter,
  asked: { scopePath: string; day: string },
  page?: { number: number; size: number },
): Promise<ItemTiers> {
  const { scopePath, day } = asked;
  const members = { county: 0, township: 0, village: 0 };
  for (const { kind, active } of await organisationsUnder(db, scopePath)) {
    const tier = tierOfMember(kind);
    if (tier !== null && active) members[tier] += 1;
  }
  let lines = await listedLines(db, filter, day);
  if (filter.unstocked === true) {
    lines = (await withCounts(db, lines, scopePath, day)).filter((line) =>
      MEMBER_TIERS.some((tier) => line[tier] && members[tier] > 0 && line.stocked[tier] === 0),
    );
  }
  const total = lines.length;
  const last = page && Math.max(1, Math.ceil(total / page.size));
  const from = page && last ? (Math.min(page.number, last) - 1) * page.size : 0;
  const shown = page ? lines.slice(from, from + page.size) : lines;
  const rows = filter.unstocked === true ? shown : await withCounts(db, shown, scopePath, day);
  return { rows, total, members, whole: scopePath === '/' };
}

export interface StockingMember {
  code: string;
  shortName: string;
  tier: MemberTier;
  usableBase: number;
}

/** The members in the scope that have some of the item, by tier and name. */
export async function membersStocking(
  db: Db,
  itemId: number,
  asked: { scopePath: string; day: string },
): Promise<StockingMember[]> {
  const { scopePath, day } = asked;
  const stock = await usableStock(db, { itemIds: [itemId], scopePath, day, today: day });
  const byKeeper = new Map(stock.map((one) => [one.keeperId, one.usableBase]));
  const members = (await organisationsUnder(db, scopePath)).flatMap(({ id, code, shortName, kind }) => {
    const [tier, usableBase] = [tierOfMember(kind), byKeeper.get(id) ?? 0];
    return tier === null || usableBase <= 0 ? [] : [{ code, shortName, tier, usableBase }];
  });
  const order = (one: StockingMember) => MEMBER_TIERS.indexOf(one.tier);
  return members.sort((a, b) => order(a) - order(b));
}
