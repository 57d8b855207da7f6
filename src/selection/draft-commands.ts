/** A dossier that begins outside its form, from a wish somebody asked for: a draft for who proposes it. */
import type { Tx } from '../../db/database.ts';
import { dossier } from '../../db/schema/selection.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import type { Result } from '../kernel/result.ts';
import { dossierTransitions } from './rules.ts';

export interface WishedFor {
  wish: { genericName: string; form: string; strength: string; manufacturer: string; approvalNumber: string };
  reason: string;
  /** Number of the paper it comes from, for the timeline. */
  from: string;
}

/** Opens a draft of the actor's organisation inside an act that is under way. The caller has asked who may apply. */
export async function draftForWish(
  tx: Tx,
  actor: Actor,
  at: number,
  { wish, reason, from }: WishedFor,
): Promise<{ id: number; number: string }> {
  const { organisationId } = actor;
  const opening = { kind: 'dossier' as const, status: 'draft', act: 'draft', organisationId, counterpartId: null };
  const opened = await openDocument(tx, { ...opening, actor, at, detail: { from } });
  const texts = { indication: '', reason, interests: '', tiers: 'county' };
  await tx.insert(dossier).values({ documentId: opened.id, organisationId, itemId: null, wish, ...texts });
  return opened;
}

/**
 * The wish that a draft came from is open again: the draft is withdrawn with it, or stays with its organisation and the
 * reason why. Refused by the state of a dossier that is no draft any more. The caller has asked who may.
 */
export function releaseDraft(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { dossierId: number; keep: boolean; note: string; from: string },
): Promise<Result<{ version: number }>> {
  const { dossierId, keep, note, from } = given;
  const act = keep ? 'detach' : 'withdraw';
  const to = keep ? 'draft' : 'withdrawn';
  return advance(tx, dossierId, { act, to, transitions: dossierTransitions, actor, at, note, detail: { from } });
}
