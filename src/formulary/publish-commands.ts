/** Publication: freezes the draft as a version by the committee's decision. What is published is never changed. */
import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { formularyVersion } from '../../db/schema/formulary.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { type PassedMatter, passedMatter } from '../committee/queries.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Refusal, type Result } from '../kernel/result.ts';
import { type DraftRequest, seenDraft } from './draft-commands.ts';
import { countChanges } from './draft-queries.ts';
import { dayOfDraft, draftEntries } from './entry-queries.ts';
import { writeEntries } from './entry-statements.ts';
import { bringIntoForce } from './in-force-commands.ts';
import { judgeEntries } from './product-queries.ts';
import { type Draft, publishedVersions } from './queries.ts';
import { formularyTransitions, type ProductConflict, publicationProblems } from './rules.ts';
import type { Entry } from './snapshot.ts';

export interface Readiness {
  problems: Refusal[];
  conflicts: ProductConflict[];
  decided: PassedMatter | undefined;
  /** What would be published. */
  entries: Entry[];
}

/** Everything that stands between the draft and its publication, and what would be published. */
export async function readinessOf(db: Db, draft: Draft, today: string): Promise<Readiness> {
  const day = dayOfDraft(draft, today);
  const entries = await draftEntries(db, draft, day);
  const { conflicts, excused } = await judgeEntries(db, entries, day);
  const decided = await passedMatter(db, draft.documentId);
  const [latest] = await publishedVersions(db);
  const problems = publicationProblems({
    effectiveOn: draft.effectiveOn,
    today,
    latestEffectiveOn: latest?.effectiveOn ?? null,
    changes: await countChanges(db, draft.id),
    documentVersion: draft.documentVersion,
    decided,
    conflicts,
  });
  for (const entry of entries) entry.snapshot.exception = excused.get(entry.itemId) ?? null;
  return { problems, conflicts, decided, entries };
}

/**
 * Publishes the draft: its entries are frozen, and it comes into force at once when its day is today. Refuses what
 * `publicationProblems` finds; of two people who publish at once, the second is told who was quicker.
 */
export function publishDraft(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DraftRequest,
): Promise<Answer<{ edition: number; entries: number; inForce: boolean; effectiveOn: string }>> {
  const request = { act: 'formulary.publish', key, input, subject: input.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'formulary.publish')) return refuseWithout('formulary.publish');
    const draft = await seenDraft(tx, input);
    if (!draft.ok) return draft;
    const today = dayOf(at);
    const ready = await readinessOf(tx, draft.value, today);
    const [problem] = ready.problems;
    if (problem !== undefined) return problem;
    const done = await freeze(tx, actor, at, draft.value, ready);
    if (!done.ok) return done;
    const inForce = draft.value.effectiveOn === today;
    if (inForce) await bringIntoForce(tx, at, today);
    const effectiveOn = draft.value.effectiveOn ?? today;
    const value = { edition: done.value, entries: ready.entries.length, inForce, effectiveOn };
    const after = { ...value, session: ready.decided?.sessionNumber ?? null };
    return ok({ value, subject: input.number, after });
  });
}

async function freeze(tx: Tx, actor: Actor, at: number, draft: Draft, ready: Readiness): Promise<Result<number>> {
  const [latest] = await publishedVersions(tx);
  const edition = (latest?.edition ?? 0) + 1;
  const matterId = ready.decided?.id ?? null;
  const entries = ready.entries.map((entry) => ({
    item_id: entry.itemId,
    county: entry.county ? 1 : 0,
    township: entry.township ? 1 : 0,
    village: entry.village ? 1 : 0,
    use_until: entry.useUntil,
    snapshot: JSON.stringify(entry.snapshot),
  }));
  await tx.run(writeEntries, { versionId: draft.id, entries });
  await tx
    .update(formularyVersion)
    .set({ edition, draft: false, matterId, publishedAt: at, publishedBy: actor.userId })
    .where(eq(formularyVersion.id, draft.id));
  const detail = { edition, effectiveOn: draft.effectiveOn, session: ready.decided?.sessionNumber ?? null };
  const acted = { act: 'publish', to: 'published', transitions: formularyTransitions, actor, at, detail };
  const moved = await advance(tx, draft.documentId, acted);
  return moved.ok ? ok(edition) : moved;
}
