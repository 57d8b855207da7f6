/** What becomes of a scored dossier: taken up on trial by the committee's vote, declined, kept after it, or removed. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { dossier } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { proposeChanges } from '../formulary/change-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { knownDossier, managedDossier, type Numbered, type OnDossier } from './commands.ts';
import { dossierByDocument, stateOf } from './dossier-queries.ts';
import { addMonths, checkAdoption, dossierTransitions, tiersIn } from './rules.ts';

interface Decision {
  documentId: number;
  passed: boolean;
  /** Needed to take up what scored in the weak band. */
  reason: string;
  sessionNumber: string;
}

/**
 * Carries out the committee's vote, within its transaction: a passed dossier goes on trial and into the draft of the
 * next version, any other is declined. Refuses a weak band without a reason and what was never scored.
 */
export async function decideDossier(
  tx: Tx,
  actor: Actor,
  at: number,
  given: Decision,
): Promise<Result<{ number: string; draft: string | null }>> {
  const record = await dossierByDocument(tx, given.documentId);
  if (record === undefined) return refuse('not_found');
  const { number } = record.document;
  const told = { transitions: dossierTransitions, actor, at, note: given.reason === '' ? null : given.reason };
  const detail = { session: given.sessionNumber };
  if (!given.passed) {
    const moved = await advance(tx, given.documentId, { ...told, act: 'decline', to: 'declined', detail });
    return moved.ok ? ok({ number, draft: null }) : moved;
  }
  const fit = checkAdoption(record.dossier.band, given.reason);
  if (!fit.ok) return fit;
  if (record.item === null) return refuse('dossier_not_identified');
  if (!record.item.active) return refuse('dossier_item_retired', { item: record.item.genericName });
  const { months } = await ruleOn(tx, 'selection_trial', dayOf(at));
  const trialUntil = addMonths(dayOf(at), months);
  const moved = await advance(tx, given.documentId, {
    ...told,
    act: 'adopt',
    to: 'trial',
    detail: { ...detail, trialUntil },
  });
  if (!moved.ok) return moved;
  await tx.update(dossier).set({ trialUntil }).where(eq(dossier.id, record.dossier.id));
  const tiers = tiersIn(record.dossier.tiers);
  const change = {
    itemId: record.item.id,
    act: 'add' as const,
    county: tiers.includes('county'),
    township: tiers.includes('township'),
    village: tiers.includes('village'),
    origin: 'dossier' as const,
    dossierId: record.dossier.id,
    reason: [given.sessionNumber, given.reason].filter((text) => text !== '').join(' '),
  };
  const proposed = await proposeChanges(tx, actor, at, [change]);
  return proposed.ok ? ok({ number, draft: proposed.value.documentNumber }) : proposed;
}

/** Ends a dossier that is not put to the vote: its score lies under both bands, or its item was retired meanwhile. */
export function declineDossier(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnDossier & { note: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'dossier.decline', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await managedDossier(tx, actor, given);
    if (!found.ok) return found;
    const { document: paper, dossier: row, item: named } = found.value;
    // What is no longer in the catalogue cannot be taken up: nothing is left to vote on
    const voted = row.band !== 'refused' && named?.active === true;
    if (paper.status === 'scored' && voted) return refuse('dossier_needs_vote');
    const step = { act: 'decline', to: 'declined', transitions: dossierTransitions, actor, at, note: given.note };
    const moved = await advance(tx, paper.id, { ...step, seenVersion: given.version });
    if (!moved.ok) return moved;
    return ok({ value: { number: given.number }, subject: given.number, after: { note: given.note } });
  });
}

type Noted = OnDossier & { note: string };

/** Notes a safety signal about an item on trial or kept: it speaks for removal until somebody decides. */
export function noteSignal(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Noted,
): Promise<Answer<Numbered>> {
  return afterTrial(services, actor, key, given, 'signal');
}

/** Keeps an item after its trial, or in spite of what speaks against it, with the reason. */
export function keepItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Noted,
): Promise<Answer<Numbered>> {
  return afterTrial(services, actor, key, given, 'keep');
}

function afterTrial(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Noted,
  act: 'signal' | 'keep',
): Promise<Answer<Numbered>> {
  const request = { act: `dossier.${act}`, key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await (act === 'keep' ? managedDossier : knownDossier)(tx, actor, given);
    if (!found.ok) return found;
    const to = act === 'keep' ? 'kept' : stateOf(found.value);
    const step = { act, to, transitions: dossierTransitions, actor, at, note: given.note };
    const moved = await advance(tx, found.value.document.id, { ...step, seenVersion: given.version });
    if (!moved.ok) return moved;
    return ok({ value: { number: given.number }, subject: given.number, after: { note: given.note } });
  });
}

interface Removal {
  itemCode: string;
  reason: string;
  /** Last day on which stock may be used up; null: until it expires. */
  useUntil: string | null;
}

/** Proposes in the draft that the item leave the formulary, and ends its dossier's trial. */
export function proposeRemoval(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Removal,
): Promise<Answer<{ draft: string }>> {
  const request = { act: 'dossier.propose_removal', key, input: given, subject: given.itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'dossier.manage')) return refuseWithout('dossier.manage');
    const named = { id: item.id, name: item.genericName };
    const [known] = await tx.select(named).from(item).where(eq(item.code, given.itemCode));
    if (known === undefined) return refuse('not_found');
    if (given.useUntil !== null && given.useUntil < dayOf(at)) {
      return refuse('formulary_use_until_past', { item: known.name, day: given.useUntil }, 'useUntil');
    }
    const [running] = await tx
      .select({ id: dossier.id, documentId: document.id })
      .from(dossier)
      .innerJoin(document, eq(document.id, dossier.documentId))
      .where(and(eq(dossier.itemId, known.id), inArray(document.status, ['trial', 'kept'])))
      .limit(1);
    if (running !== undefined) {
      const step = { act: 'remove', to: 'removed', transitions: dossierTransitions, actor, at, note: given.reason };
      const moved = await advance(tx, running.documentId, step);
      if (!moved.ok) return moved;
    }
    const none = { county: false, township: false, village: false };
    const leaving = { itemId: known.id, act: 'remove' as const, ...none, useUntil: given.useUntil };
    const told = { origin: 'review' as const, dossierId: running?.id ?? null, reason: given.reason };
    const proposed = await proposeChanges(tx, actor, at, [{ ...leaving, ...told }]);
    if (!proposed.ok) return proposed;
    return ok({ value: { draft: proposed.value.documentNumber }, subject: given.itemCode, after: given });
  });
}
