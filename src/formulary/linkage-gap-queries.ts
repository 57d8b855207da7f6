/** What is missing where: medicines that members lack, each with its cause, what there is instead, what to propose. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { ChronicDisease } from '../catalogue/facts.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type Instead, insteadOf } from '../substitutes/instead-queries.ts';
import type { HeldPack, Linkage, LinkageConcept, LinkageMember, PackRow } from './linkage-queries.ts';
import { stockedBy } from './linkage-queries.ts';
import {
  type Cause,
  MEASURED_TIERS,
  type MeasuredTier,
  measuredAgainst,
  packsToPropose,
  whyMissing,
} from './linkage-rules.ts';
import { openDraft } from './queries.ts';

export interface GapFilter {
  /** A member's code; of a township with `villages`, its village clinics instead of itself. */
  member?: string | undefined;
  villages?: boolean | undefined;
  disease?: ChronicDisease | undefined;
  cause?: Cause | undefined;
  tier?: MeasuredTier | undefined;
  /** Medicine or member: 汉字, pinyin, initials, code. */
  q?: string | undefined;
}

export interface Gap {
  member: LinkageMember;
  concept: LinkageConcept;
  cause: Cause;
  /** Packs the member may have: those of its tier, or those of the tier above when it has none. */
  packs: PackRow[];
  /** What the tier above has of it: the branch of a village clinic. */
  above: HeldPack[];
  travelling: boolean;
}

/** Everything missing that fits the filter, by member and then by medicine. */
export async function gapsIn(db: Db, linkage: Linkage, filter: GapFilter): Promise<Gap[]> {
  const fits = await wordFilter(db, linkage, filter.q);
  const gaps: Gap[] = [];
  for (const member of membersIn(linkage, filter)) {
    const stocked = stockedBy(linkage, member.id);
    for (const concept of linkage.concepts) {
      if (filter.disease !== undefined && !concept.diseases.includes(filter.disease)) continue;
      const cause = whyMissing(member.tier, concept, stocked);
      if (cause === null || (filter.cause !== undefined && filter.cause !== cause) || !fits(member, concept)) continue;
      gaps.push({ member, concept, cause, ...aroundGap(linkage, member, concept, cause) });
    }
  }
  return gaps;
}

function membersIn(linkage: Linkage, filter: GapFilter): LinkageMember[] {
  if (filter.member === undefined) {
    return linkage.members.filter((one) => filter.tier === undefined || one.tier === filter.tier);
  }
  const named = linkage.members.find((one) => one.code === filter.member);
  if (named === undefined) return [];
  if (filter.villages !== true) return [named];
  return linkage.members.filter((one) => one.tier === 'village' && one.parentId === named.id);
}

function aroundGap(linkage: Linkage, member: LinkageMember, concept: LinkageConcept, cause: Cause) {
  const inUse = concept.packs.filter((pack) => pack.active);
  const packs = inUse.filter((pack) => (cause === 'stock' ? pack[member.tier] : measuredAgainst(member.tier, pack)));
  const above = member.tier === 'village' ? (linkage.held.get(member.parentId ?? 0)?.get(concept.conceptId) ?? []) : [];
  return { packs, above, travelling: linkage.travelling.get(member.id)?.has(concept.conceptId) === true };
}

async function wordFilter(
  db: Db,
  linkage: Linkage,
  q: string | undefined,
): Promise<(member: LinkageMember, concept: LinkageConcept) => boolean> {
  const ids = await idsMatching(db, q, { retired: true });
  if (ids === undefined) return () => true;
  const items = new Set(ids);
  const concepts = new Set(
    linkage.concepts.filter((one) => one.packs.some((pack) => items.has(pack.itemId))).map((one) => one.conceptId),
  );
  const tokens = queryTokens(q ?? '');
  const members = new Set(
    linkage.members.filter((one) => tokens.every((token) => one.searchText.includes(token))).map((one) => one.id),
  );
  return (member, concept) => concepts.has(concept.conceptId) || members.has(member.id);
}

/** What the members of these gaps have in the place of what they lack, by `${conceptId} ${memberId}`. */
export function insteadFor(
  db: Db,
  linkage: Linkage,
  gaps: readonly Gap[],
  scopePath: string,
): Promise<Map<string, Instead[]>> {
  const { day, today } = linkage;
  const conceptIds = gaps.map((gap) => gap.concept.conceptId);
  return insteadOf(db, { conceptIds, scopePath, day, today });
}

/** A pack whose tier may be proposed: the tier above has it, and this one has no pack of the medicine. */
export interface Proposable {
  pack: PackRow;
  concept: LinkageConcept;
  tier: MeasuredTier;
  /** Members of the tier that lack it. */
  lacking: number;
  /** What the open draft says of the pack already. */
  drafted: 'adds' | 'removes' | null;
}

const changesInDraft = statement(
  `select change.item_id, change.act, case when change.township then 1 else 0 end as township,
     case when change.village then 1 else 0 end as village
   from ${rowset('items', { id: 'int' })} as given
   join formulary_change as change on change.item_id = given.id and change.version_id = :versionId`,
);

interface DraftedRow {
  item_id: number;
  act: string;
  township: number;
  village: number;
}

/** What may be proposed for the gaps given, by tier and medicine; what the draft says only for who reads drafts. */
export async function proposablesIn(
  db: Db,
  gaps: readonly Gap[],
  readsDraft: boolean,
): Promise<{ lines: Proposable[]; draftNumber: string | undefined }> {
  const lacking = new Map<string, { concept: LinkageConcept; tier: MeasuredTier; members: number }>();
  for (const { cause, concept, member } of gaps) {
    if (cause !== 'tier') continue;
    const key = `${member.tier} ${concept.conceptId}`;
    const known = lacking.get(key) ?? { concept, tier: member.tier, members: 0 };
    lacking.set(key, { ...known, members: known.members + 1 });
  }
  const lines = [...lacking.values()]
    .sort((a, b) => MEASURED_TIERS.indexOf(a.tier) - MEASURED_TIERS.indexOf(b.tier))
    .flatMap(({ concept, tier, members }) =>
      packsToPropose(tier, concept)
        .filter((pack) => pack.active)
        .map((pack): Proposable => ({ pack, concept, tier, lacking: members, drafted: null })),
    );
  const draft = readsDraft ? await openDraft(db) : undefined;
  if (draft === undefined || lines.length === 0) return { lines, draftNumber: draft?.documentNumber };
  const items = lines.map((line) => ({ id: line.pack.itemId }));
  const rows = await db.run<DraftedRow>(changesInDraft, { items, versionId: draft.id });
  const drafted = new Map(rows.map((row) => [Number(row.item_id), row]));
  return {
    lines: lines.map((line) => ({ ...line, drafted: draftedOf(line, drafted) })),
    draftNumber: draft.documentNumber,
  };
}

function draftedOf(line: Proposable, drafted: ReadonlyMap<number, DraftedRow>): Proposable['drafted'] {
  const row = drafted.get(line.pack.itemId);
  if (row === undefined) return null;
  if (row.act === 'remove') return 'removes';
  return row[line.tier] === 1 ? 'adds' : null;
}
