/** The agenda of a session: what is put on it and taken off, and which version of a document it is about. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { matter, matterVote } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { openDraft } from '../formulary/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { dossierByNumber, stateOf } from '../selection/dossier-queries.ts';
import { checkApart } from '../selection/separation-queries.ts';
import { ledSession, type Numbered } from './commands.ts';
import { lockSession } from './committee-statements.ts';
import { countVotes, type MatterKind, sessionTransitions } from './rules.ts';
import { mattersOf, onAnAgenda } from './session-queries.ts';

interface NewMatter {
  kind: MatterKind;
  /** Of a dossier. */
  dossierNumber?: string | undefined;
  text: string;
}

async function subjectOf(tx: Tx, given: NewMatter): Promise<Result<{ documentId: number | null; text: string }>> {
  if (given.kind === 'dossier') {
    const found = await dossierByNumber(tx, given.dossierNumber ?? '');
    if (found === undefined) return refuse('matter_dossier_missing', {}, 'dossier');
    if (stateOf(found) !== 'scored') return refuse('matter_dossier_state', {}, 'dossier');
    if (found.dossier.band === 'refused') return refuse('dossier_band_refused', {}, 'dossier');
    if (found.item?.active === false) {
      return refuse('dossier_item_retired', { item: found.item.genericName }, 'dossier');
    }
    const name = found.item?.genericName ?? '';
    return ok({ documentId: found.document.id, text: given.text || `${name} ${found.item?.strength ?? ''}`.trim() });
  }
  if (given.kind === 'version') {
    const draft = await openDraft(tx);
    if (draft === undefined) return refuse('matter_draft_missing', {}, 'kind');
    return ok({ documentId: draft.documentId, text: given.text || draft.title });
  }
  if (given.text.trim().length < 4) return refuse('matter_text_missing', {}, 'text');
  return ok({ documentId: null, text: given.text });
}

/** Puts something on the agenda. Refuses a dossier that is not scored, and what stands on an agenda already. */
export function addMatter(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & NewMatter,
): Promise<Answer<Numbered & { matterId: number }>> {
  const request = { act: 'committee.add_matter', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const subject = await subjectOf(tx, given);
    if (!subject.ok) return subject;
    const { documentId, text } = subject.value;
    const apart = await checkMatterApart(tx, actor, { kind: given.kind, documentId });
    if (!apart.ok) return apart;
    if (documentId !== null) {
      await tx.run(lockSession, { id: documentId });
      // Another session may have decided it while this one waited
      const still = await subjectOf(tx, given);
      if (!still.ok) return still;
      if ((await onAnAgenda(tx)).has(documentId)) return refuse('matter_on_agenda');
    }
    const step = { act: 'add_matter', to: paper.status, transitions: sessionTransitions, actor, at };
    const moved = await advance(tx, paper.id, { ...step, detail: { matter: text } });
    if (!moved.ok) return moved;
    const values = { sessionId: session.id, kind: given.kind, documentId, text };
    const [row] = await tx.insert(matter).values(values).returning({ id: matter.id });
    const value = { number: given.number, matterId: row?.id ?? 0 };
    return ok({ value, subject: given.number, after: { kind: given.kind, matter: text } });
  });
}

/** Takes a matter off the agenda again, as long as nobody has voted on it. */
export function removeMatter(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { matterId: number },
): Promise<Answer<Numbered>> {
  const request = { act: 'committee.remove_matter', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const row = (await mattersOf(tx, session.id)).find((each) => each.id === given.matterId);
    if (row === undefined) return refuse('not_found');
    const [vote] = await tx.select().from(matterVote).where(eq(matterVote.matterId, row.id)).limit(1);
    if (row.decidedAt !== null || vote !== undefined) return refuse('matter_voted');
    const step = { act: 'remove_matter', to: paper.status, transitions: sessionTransitions, actor, at };
    const moved = await advance(tx, paper.id, { ...step, detail: { matter: row.text } });
    if (!moved.ok) return moved;
    await tx.delete(matter).where(eq(matter.id, row.id));
    return ok({ value: { number: given.number }, subject: given.number, before: { matter: row.text } });
  });
}

/**
 * Takes a matter off after votes were cast, undecided and with the reason, when it cannot be decided today: its item
 * was retired, its document changed. The votes stay in the minutes; it may be put on another agenda. Cannot be undone.
 */
export function adjournMatter(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { matterId: number; note: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'committee.adjourn', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const row = (await mattersOf(tx, session.id)).find((each) => each.id === given.matterId);
    if (row === undefined) return refuse('not_found');
    if (row.decidedAt !== null) return refuse('matter_decided');
    const apart = await checkMatterApart(tx, actor, row);
    if (!apart.ok) return apart;
    const note = given.note.trim();
    if (note.length < 2) return refuse('adjourn_note_missing', {}, 'note');
    const detail = { matter: row.text, outcome: 'adjourned' };
    const step = { act: 'adjourn', to: 'open', transitions: sessionTransitions, actor, at, note, detail };
    const moved = await advance(tx, paper.id, step);
    if (!moved.ok) return moved;
    const votes = await tx
      .select({ choice: matterVote.choice })
      .from(matterVote)
      .where(eq(matterVote.matterId, row.id));
    const cast = countVotes(votes.map((vote) => vote.choice));
    const ending = { ...cast, outcome: 'adjourned' as const, decidedAt: at };
    await tx.update(matter).set(ending).where(eq(matter.id, row.id));
    return ok({ value: { number: given.number }, subject: given.number, after: { ...detail, note } });
  });
}

/** Refuses whoever applied for the medicine: another leads what becomes of it. */
export async function checkMatterApart(
  tx: Tx,
  actor: Actor,
  { kind, documentId }: { kind: MatterKind; documentId: number | null },
): Promise<Result<undefined>> {
  if (kind !== 'dossier' || documentId === null) return ok();
  return checkApart(tx, actor.userId, documentId, 'committee.manage');
}

/** The version of a document now. */
export async function versionNow(tx: Tx, documentId: number): Promise<number | undefined> {
  const [row] = await tx.select({ version: document.version }).from(document).where(eq(document.id, documentId));
  return row?.version;
}
