/** The chronic lists against what lies on the shelves: one load for a day, from which all of linkage is counted. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { chronicItems } from '../catalogue/chronic-queries.ts';
import {
  asBit,
  PACK_COLUMNS,
  type PackColumns,
  type PackWords,
  packWordsOf,
  type TierColumns,
  tiersOf,
} from '../catalogue/pack-queries.ts';
import { type OrganisationRow, organisationsUnder } from '../organisations/queries.ts';
import { usableStock } from '../stock/usable-stock-queries.ts';
import {
  type ChronicConcept,
  type Coverage,
  chronicList,
  coverageOf,
  type ListedPack,
  type MeasuredTier,
  sumOf,
  tierOfMember,
} from './linkage-rules.ts';
import { type PublishedVersion, versionInForce } from './queries.ts';
import { TIERS_IN_VERSION } from './tier-statements.ts';

/** A pack with the words it is shown by. */
export interface PackRow extends ListedPack, PackWords {
  active: boolean;
}

export type LinkageConcept = Omit<ChronicConcept, 'packs'> & { packs: PackRow[]; genericName: string; form: string };

export interface HeldPack {
  pack: PackRow;
  usableBase: number;
}

export interface LinkageMember {
  id: number;
  code: string;
  shortName: string;
  tier: MeasuredTier;
  parentId: number | null;
  searchText: string;
}

export interface Linkage {
  day: string;
  today: string;
  /** The version that held on the day; undefined before the first, when tiers are those of the catalogue. */
  version: PublishedVersion | undefined;
  concepts: LinkageConcept[];
  /** Townships and village clinics in the scope, by code. */
  members: LinkageMember[];
  /** By member, then by concept: what it has, usable on the day. */
  held: Map<number, Map<number, HeldPack[]>>;
  /** By member: concepts of which something is on its way. */
  travelling: Map<number, Set<number>>;
}

/** Every pack of the generic names and forms to which the given items belong. */
const packsOfConcepts = statement(
  `select item.id as item_id, specification.concept_id, ${PACK_COLUMNS},
     ${asBit('item.active')} as active, ${TIERS_IN_VERSION}
   from (
     select distinct specification.concept_id from ${rowset('items', { id: 'int' })} as wanted
     join item on item.id = wanted.id join product on product.id = item.product_id
     join specification on specification.id = product.specification_id
   ) as chronic
   join specification on specification.concept_id = chronic.concept_id
   join product on product.specification_id = specification.id
   join item on item.product_id = product.id
   left join formulary_entry as entry on entry.version_id = :versionId and entry.item_id = item.id
   order by item.id`,
);

type Row = PackColumns & TierColumns & { item_id: number; concept_id: number; active: number };

async function packsOn(db: Db, day: string, versionId: number): Promise<PackRow[]> {
  const diseases = await chronicItems(db, day);
  const items = [...diseases.keys()].map((id) => ({ id }));
  const rows = await db.run<Row>(packsOfConcepts, { items, versionId });
  return rows.map((row) => ({
    itemId: Number(row.item_id),
    conceptId: Number(row.concept_id),
    ...packWordsOf(row),
    ...tiersOf(row),
    active: row.active === 1,
    diseases: diseases.get(Number(row.item_id)) ?? [],
  }));
}

const byPinyin = new Intl.Collator('zh-CN');

/** The chronic list of a day by generic name and form, in the order of their pinyin. */
export async function chronicConcepts(db: Db, day: string, versionId: number): Promise<LinkageConcept[]> {
  const list = chronicList(await packsOn(db, day, versionId));
  const named = list.map((concept) => {
    const [first] = concept.packs;
    return { ...concept, genericName: first?.genericName ?? '', form: first?.form ?? '' };
  });
  return named.sort(
    (a, b) =>
      byPinyin.compare(a.genericName, b.genericName) || byPinyin.compare(a.form, b.form) || a.conceptId - b.conceptId,
  );
}

function memberOf(row: OrganisationRow): LinkageMember[] {
  const tier = tierOfMember(row.kind);
  if (!row.active || tier === null || tier === 'county') return [];
  const { id, code, shortName, parentId, searchText } = row;
  return [{ id, code, shortName, tier, parentId, searchText }];
}

/** Everything linkage says of `day` about the members at or under `scopePath`. A day to come is today. */
export async function loadLinkage(db: Db, asked: { scopePath: string; day: string; today: string }): Promise<Linkage> {
  const { scopePath, day, today } = asked;
  if (day > today) return loadLinkage(db, { ...asked, day: today });
  const version = await versionInForce(db, day);
  const concepts = await chronicConcepts(db, day, version?.id ?? 0);
  const members = (await organisationsUnder(db, scopePath)).flatMap(memberOf);
  const packs = new Map(concepts.flatMap((concept) => concept.packs.map((pack) => [pack.itemId, pack] as const)));
  const held: Linkage['held'] = new Map();
  const travelling: Linkage['travelling'] = new Map();
  for (const stock of await usableStock(db, { itemIds: [...packs.keys()], scopePath, day, today })) {
    const pack = packs.get(stock.itemId);
    if (pack === undefined) continue;
    if (stock.travellingBase > 0) {
      travelling.set(stock.keeperId, (travelling.get(stock.keeperId) ?? new Set()).add(pack.conceptId));
    }
    if (stock.usableBase <= 0) continue;
    const ofMember = held.get(stock.keeperId) ?? new Map<number, HeldPack[]>();
    held.set(stock.keeperId, ofMember);
    ofMember.set(pack.conceptId, [...(ofMember.get(pack.conceptId) ?? []), { pack, usableBase: stock.usableBase }]);
  }
  return { day, today, version, concepts, members, held, travelling };
}

/** The concepts of which the member has a usable pack. */
export function stockedBy(linkage: Linkage, memberId: number): ReadonlySet<number> {
  return new Set(linkage.held.get(memberId)?.keys() ?? []);
}

export interface CoverageLine {
  member: LinkageMember;
  coverage: Coverage;
  /** Of a township: its village clinics together. */
  villages: { members: number; coverage: Coverage } | null;
}

/** A line for each member, village clinics after their township. */
export function coverageLines(linkage: Linkage): CoverageLine[] {
  const { members, concepts } = linkage;
  const coverages = new Map(
    members.map((member) => [member.id, coverageOf(member.tier, concepts, stockedBy(linkage, member.id))]),
  );
  const line = (member: LinkageMember): CoverageLine => {
    const own = member.tier === 'township' ? members.filter((one) => one.parentId === member.id) : [];
    const of = (one: LinkageMember) => coverages.get(one.id) ?? sumOf([]);
    const villages = own.length === 0 ? null : { members: own.length, coverage: sumOf(own.map(of)) };
    return { member, coverage: of(member), villages };
  };
  const townships = members.filter((member) => member.tier === 'township');
  const known = new Set(townships.map((member) => member.id));
  const alone = members.filter((one) => one.tier === 'village' && !known.has(one.parentId ?? 0));
  const under = (id: number) => members.filter((one) => one.tier === 'village' && one.parentId === id);
  return [...townships.flatMap((one) => [one, ...under(one.id)]), ...alone].map(line);
}
