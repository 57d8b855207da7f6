/** Writes judged rows: new items and changed ones, a few hundred at a time in one transaction. */
import { inArray } from 'drizzle-orm';
import type { Tx } from '../../../db/database.ts';
import { item } from '../../../db/schema/catalogue.ts';
import type { Actor } from '../../auth/viewer.ts';
import { type ProposedChange, proposeChanges } from '../../formulary/change-commands.ts';
import { inTurns, type Pace } from '../../imports/pace.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { addFacts, type NewFact, refreshCopies } from '../fact-rows-commands.ts';
import { type FactType, UNRECORDED } from '../facts.ts';
import type { ItemDraft } from '../item.ts';
import { addItems } from '../item-commands.ts';
import { chunked } from '../item-queries.ts';
import { changeKnown } from './change-commands.ts';
import { type Judgement, proposesTiers } from './judge.ts';
import { tiersOf, wantedTiers } from './row-changes.ts';
import type { World } from './world.ts';

export interface Writing {
  actor: Actor;
  at: number;
  world: World;
  legalBasis: string;
  /** What the draft of the formulary gives as the reason of each change. */
  reason: string;
}

/** A new row costs twice what a changed one does; between parts others have their turn. */
const FRESH_A_PART = 25;
const CHANGED_A_PART = 50;
const COPIES_A_PART = 150;

/**
 * Writes what is new or changed, and puts tiers into the formulary's draft once versions are published. Gives the new
 * items their codes. Refuses what somebody else has added in this moment, and tiers that no item may have.
 */
export async function writeJudged(
  tx: Tx,
  judged: readonly Judgement[],
  given: Writing,
  pace: Pace,
): Promise<Result<{ proposed: number }>> {
  const fresh = judged.filter((each) => each.entry.verdict === 'new');
  const formerCodes = mergedCodes(judged);
  const changed = judged.filter(({ entry }) => {
    return entry.verdict === 'changed' || (entry.verdict === 'unchanged' && formerCodes.has(entry.row));
  });
  if (fresh.length + changed.length === 0) return ok({ proposed: 0 });
  const total = fresh.length + changed.length;
  const ids = new Map<Judgement, number>();
  let done = 0;
  for (const part of chunked(fresh, FRESH_A_PART)) {
    await pace('writing', done, total);
    const added = await addFresh(tx, part, formerCodes, given, ids);
    if (!added.ok) return added;
    done += part.length;
  }
  for (const part of chunked(changed, CHANGED_A_PART)) {
    await pace('writing', done, total);
    await changeKnown(tx, part, formerCodes, given);
    for (const each of part) if (each.stored !== undefined) ids.set(each, each.stored.id);
    done += part.length;
  }
  await pace('writing', total, total);
  const { today } = given.world;
  const touched = [...ids].flatMap(([{ stored, day }, id]) => (stored !== undefined || day > today ? [id] : []));
  await inTurns(touched, async (part) => void (await refreshCopies(tx, part, today, given.at)), COPIES_A_PART);
  return given.world.published ? propose(tx, judged.filter(proposesTiers), ids, given) : ok({ proposed: 0 });
}

/** Codes of rows that were merged into an earlier row, by that row: its item answers to them from now on. */
function mergedCodes(judged: readonly Judgement[]): Map<number, string[]> {
  const codes = new Map<number, string[]>();
  for (const { intoRow, entry } of judged) {
    const code = entry.draft?.code ?? null;
    if (intoRow !== null && code !== null) codes.set(intoRow, [...(codes.get(intoRow) ?? []), code]);
  }
  return codes;
}

async function addFresh(
  tx: Tx,
  part: readonly Judgement[],
  formerCodes: ReadonlyMap<number, readonly string[]>,
  given: Writing,
  ids: Map<Judgement, number>,
): Promise<Result<undefined>> {
  const drafts = part.map((each) => freshDraft(each, formerCodes, given.world));
  const source = { by: given.actor.userId, legalBasis: given.legalBasis };
  const codes = await addItems(tx, drafts, given.at, source);
  if (!codes.ok) return codes;
  const rows = await tx.select({ id: item.id, code: item.code }).from(item).where(inArray(item.code, codes.value));
  const idOf = new Map(rows.map((row) => [row.code, row.id]));
  const facts: NewFact[] = [];
  for (const [index, each] of part.entries()) {
    const code = codes.value[index] ?? '';
    const itemId = idOf.get(code) ?? 0;
    each.entry.itemCode = code;
    ids.set(each, itemId);
    facts.push(...factsOf(each, itemId, given.legalBasis));
  }
  await addFacts(tx, facts, { at: given.at, by: given.actor.userId });
  return ok();
}

function factsOf({ draft, day }: Judgement, itemId: number, legalBasis: string): NewFact[] {
  const told = Object.entries(draft?.facts ?? {}) as [FactType, string][];
  return told.map(([type, value]) => ({ itemId, type, value, effectiveFrom: day, effectiveTo: null, legalBasis }));
}

/** As the item is added: its dated facts are written apart, its tiers are proposed once versions are published. */
function freshDraft(each: Judgement, formerCodes: ReadonlyMap<number, readonly string[]>, world: World): ItemDraft {
  const { draft, day, entry } = each;
  if (draft === null) throw new Error('a refused row is not written');
  const own = (formerCodes.get(entry.row) ?? []).map((value) => ({ type: 'own' as const, value }));
  const named = draft.facts?.essential;
  const essential = named === undefined ? draft.essential : named !== UNRECORDED.essential && day <= world.today;
  const tiers = world.published ? { countyTier: false, townshipTier: false, villageTier: false } : {};
  const leaves =
    named === undefined ? draft.leaves.filter(isNotFact) : [...draft.leaves.filter(isNotFact), 'essential'];
  return { ...draft, ...tiers, essential, facts: {}, codes: [...draft.codes, ...own], leaves };
}

/** A new item has every fact of its own columns, also those its source is silent about. */
function isNotFact(field: string): boolean {
  return field !== 'essential' && field !== 'controlClass' && field !== 'storageZone';
}

async function propose(
  tx: Tx,
  judged: readonly Judgement[],
  ids: ReadonlyMap<Judgement, number>,
  given: Writing,
): Promise<Result<{ proposed: number }>> {
  const changes = judged.flatMap((each) => proposalOf(each, ids.get(each), given));
  if (changes.length === 0) return ok({ proposed: 0 });
  const proposed = await proposeChanges(tx, given.actor, given.at, changes);
  return proposed.ok ? ok({ proposed: proposed.value.changed }) : proposed;
}

function proposalOf({ draft, stored }: Judgement, itemId: number | undefined, given: Writing): ProposedChange[] {
  if (draft === null || itemId === undefined) return [];
  // A new item has the tiers its row would give it, also where the sheet is silent
  const own = { county: draft.countyTier, township: draft.townshipTier, village: draft.villageTier };
  const tiers = stored === undefined ? own : wantedTiers(draft, tiersOf(stored, given.world));
  const removed = !tiers.county && !tiers.township && !tiers.village;
  const retired = stored !== undefined && !stored.active && (draft.leaves.includes('active') || !draft.active);
  if (retired && !removed) return [];
  return [{ itemId, act: removed ? 'remove' : 'tiers', ...tiers, origin: 'import', reason: given.reason }];
}
