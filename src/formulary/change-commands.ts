/** The one door to the draft of the next version: whoever proposes a change, dossier or import, comes here. */
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../auth/viewer.ts';
import { tiersOf } from '../catalogue/pack-queries.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { inTurns } from '../imports/pace.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import * as sql from './change-statements.ts';
import { type Draft, openDraft } from './queries.ts';
import { type ChangeAct, type ChangeOrigin, formularyTransitions, type Settled, settleProposal } from './rules.ts';

export interface ProposedChange {
  itemId: number;
  act: ChangeAct;
  county: boolean;
  township: boolean;
  village: boolean;
  /** Removal: last day on which stock may be used up; null or nothing: until it expires. */
  useUntil?: string | null;
  origin: ChangeOrigin;
  dossierId?: number | null;
  reason: string;
}

export interface Proposed {
  versionId: number;
  documentNumber: string;
  changed: number;
}

/** Why the first version of a county begins with everything: kept as the reason of each of its changes. */
const FIRST_REASON = '第1版：沿用现有品种和层级';
const MOST_NAMED = 5;
/** An import may propose thousands of changes: others have their turn in between. */
const ITEMS_A_TURN = 500;

/**
 * Opens the draft of the next version unless one is open. The first one of a county proposes every active item with
 * the tiers it has now.
 */
export async function ensureDraft(tx: Tx, actor: Actor, at: number): Promise<Draft> {
  const open = await openDraft(tx);
  if (open !== undefined) return open;
  await tx.run(sql.lockDrafts, {});
  const opened = await openDraft(tx);
  if (opened !== undefined) return opened;
  const [base] = await tx.run<{ id: number; edition: number }>(sql.latestPublished, {});
  const [head] = await tx.run<{ id: number }>(sql.headOrganisation, {});
  const organisationId = head?.id ?? actor.organisationId;
  const detail = { basedOn: base?.edition ?? null };
  const begun = { act: 'open', organisationId, counterpartId: null, actor, at, detail };
  const document = await openDocument(tx, { kind: 'formulary', status: 'draft', ...begun });
  const year = dayOf(at).slice(0, 4);
  const title = `统一用药目录（${year}年第${(base?.edition ?? 0) + 1}版）`;
  const basedOnId = base?.id ?? null;
  const [version] = await tx.run<{ id: number }>(sql.addVersion, { documentId: document.id, title, basedOnId });
  if (version === undefined) throw new Error('the draft was not written');
  if (basedOnId === null) {
    await tx.run(sql.addWhatThereIs, { versionId: version.id, reason: FIRST_REASON, actorId: actor.userId, at });
  }
  const made = await openDraft(tx);
  if (made === undefined) throw new Error('the draft was not found again');
  return made;
}

interface Standing {
  id: number;
  generic_name: string;
  active: number;
  county: number;
  township: number;
  village: number;
  change_id: number | null;
}

/**
 * Puts changes into the open draft, and opens it when there is none; an item's later proposal replaces its earlier
 * one, and one that asks for what the base says takes it back. Refuses the whole set for one that may not be: an
 * unknown or retired item, no tier at all, a removal of what is not in it, a last day of use that is past.
 */
export async function proposeChanges(
  tx: Tx,
  actor: Actor,
  at: number,
  changes: readonly ProposedChange[],
): Promise<Result<Proposed>> {
  const draft = await ensureDraft(tx, actor, at);
  await tx.run(sql.lockDocument, { id: draft.documentId });
  const last = new Map(changes.map((change) => [change.itemId, change]));
  const where = { versionId: draft.id, basedOnId: draft.basedOnId };
  const known = new Map<number, Standing>();
  const find = async (part: number[]) => {
    const items = part.map((id) => ({ id }));
    for (const row of await tx.run<Standing>(sql.standing, { items, ...where })) known.set(row.id, row);
  };
  await inTurns([...last.keys()], find, ITEMS_A_TURN);
  const written: (Settled & { change: ProposedChange; item: string })[] = [];
  for (const change of last.values()) {
    const settled = settleOne(change, known.get(change.itemId), dayOf(at));
    if (!settled.ok) return settled;
    const stood = known.get(change.itemId);
    if (settled.value.act !== 'none' || stood?.change_id !== null) {
      written.push({ ...settled.value, change, item: stood?.generic_name ?? '' });
    }
  }
  if (written.length > 0) {
    const noted = await write(tx, actor, at, draft, written);
    if (!noted.ok) return noted;
  }
  return ok({ versionId: draft.id, documentNumber: draft.documentNumber, changed: written.length });
}

function settleOne(change: ProposedChange, row: Standing | undefined, today: string): Result<Settled> {
  if (row === undefined) return refuse('formulary_item_unknown');
  if (change.reason.trim() === '') return refuse('formulary_reason_missing', { item: row.generic_name }, 'reason');
  const base = tiersOf(row);
  const now = { base, proposed: row.change_id !== null, active: row.active === 1, item: row.generic_name, today };
  return settleProposal(change, now);
}

async function write(
  tx: Tx,
  actor: Actor,
  at: number,
  draft: Draft,
  written: readonly (Settled & { change: ProposedChange; item: string })[],
): Promise<Result<{ version: number }>> {
  const dropped = written.filter((each) => each.act === 'none').map((each) => ({ id: each.change.itemId }));
  const kept = written.flatMap((each) => (each.act === 'none' ? [] : [each]));
  if (dropped.length > 0) await tx.run(sql.dropChanges, { versionId: draft.id, items: dropped });
  const rows = kept.map(({ change, act, county, township, village, useUntil }) => ({
    item_id: change.itemId,
    act,
    county: county ? 1 : 0,
    township: township ? 1 : 0,
    village: village ? 1 : 0,
    use_until: useUntil,
    origin: change.origin,
    dossier_id: change.dossierId ?? null,
    reason: change.reason.trim(),
  }));
  const by = { versionId: draft.id, actorId: actor.userId, at };
  await inTurns(rows, async (part) => void (await tx.run(sql.writeChanges, { ...by, changes: part })), ITEMS_A_TURN);
  const names = written.slice(0, MOST_NAMED).map((each) => each.item);
  const detail = { changed: written.length, taken: dropped.length, items: names.join('、') };
  return advance(tx, draft.documentId, {
    act: 'propose',
    to: 'draft',
    transitions: formularyTransitions,
    actor,
    at,
    detail,
  });
}
