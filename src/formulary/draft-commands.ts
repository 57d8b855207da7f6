/** Acts on the draft of the next version: open it, change an item by hand, take a change back, describe, abandon. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { formularyChange, formularyVersion } from '../../db/schema/formulary.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { itemByCode } from '../catalogue/queries.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { documentByNumber } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ensureDraft, proposeChanges } from './change-commands.ts';
import { lockDocument } from './change-statements.ts';
import { type Draft, openDraft } from './queries.ts';
import { type ChangeAct, checkEffectiveDay, formularyTransitions } from './rules.ts';

/** Opens the draft of the next version; an open one is answered with. */
export function startDraft(
  services: CommandServices,
  actor: Actor,
  key: string | null,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'formulary.open', key, input: {} }, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    const { documentNumber: number, title } = await ensureDraft(tx, actor, at);
    return ok({ value: { number }, subject: number, after: { title } });
  });
}

export interface HandChange {
  itemCode: string;
  act: ChangeAct;
  county: boolean;
  township: boolean;
  village: boolean;
  useUntil: string | null;
  reason: string;
  /** When the change that the person saw was proposed; 0 when they saw none. */
  seenAt: number;
}

/** Proposes a change by hand. Refuses `stale` when somebody changed the same item since the page was shown. */
export function proposeByHand(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: HandChange,
): Promise<Answer<{ number: string; changed: number }>> {
  const request = { act: 'formulary.propose', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    const item = await itemByCode(tx, input.itemCode);
    if (item === undefined) return refuse('formulary_item_unknown');
    // A draft that is opened just now was seen by nobody
    const fresh = (await openDraft(tx)) === undefined;
    const draft = await ensureDraft(tx, actor, at);
    await tx.run(lockDocument, { id: draft.documentId });
    const before = await changeOf(tx, draft.id, item.id);
    if (!fresh && (before?.proposedAt ?? 0) !== input.seenAt) return refuse('formulary_change_stale');
    const { itemCode: _code, seenAt: _seen, ...given } = input;
    const done = await proposeChanges(tx, actor, at, [{ ...given, itemId: item.id, origin: 'hand' }]);
    if (!done.ok) return done;
    const { documentNumber: number, changed } = done.value;
    return ok({ value: { number, changed }, subject: number, before: before ?? null, after: input });
  });
}

async function changeOf(tx: Tx, versionId: number, itemId: number) {
  const [row] = await tx
    .select()
    .from(formularyChange)
    .where(and(eq(formularyChange.versionId, versionId), eq(formularyChange.itemId, itemId)));
  return row;
}

/** Takes a change back: the item stays as the base has it. Refuses when there is none, or another one by now. */
export function withdrawChange(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { itemCode: string; seenAt: number },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'formulary.withdraw', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    const item = await itemByCode(tx, input.itemCode);
    const draft = await openDraft(tx);
    if (item === undefined || draft === undefined) return refuse('not_found');
    await tx.run(lockDocument, { id: draft.documentId });
    const before = await changeOf(tx, draft.id, item.id);
    if (before === undefined || before.proposedAt !== input.seenAt) return refuse('formulary_change_stale');
    await tx.delete(formularyChange).where(eq(formularyChange.id, before.id));
    const detail = { item: item.genericName };
    const acted = { act: 'withdraw', to: 'draft', transitions: formularyTransitions, actor, at, detail };
    const moved = await advance(tx, draft.documentId, acted);
    if (!moved.ok) return moved;
    const { documentNumber: number } = draft;
    return ok({ value: { number }, subject: number, before });
  });
}

export interface DraftRequest {
  /** Number of the draft's document, and its version that the person saw. */
  number: string;
  version: number;
}

/** The draft of that number as the person saw it; refuses one that somebody changed or ended since. */
export async function seenDraft(tx: Tx, request: DraftRequest): Promise<Result<Draft>> {
  const document = await documentByNumber(tx, 'formulary', request.number);
  if (document === undefined) return refuse('not_found');
  await tx.run(lockDocument, { id: document.id });
  const fresh = await documentByNumber(tx, 'formulary', request.number);
  if (fresh === undefined) return refuse('not_found');
  const seen = await checkSeen(tx, fresh, request.version);
  if (!seen.ok) return seen;
  const draft = await openDraft(tx);
  return draft?.documentId === document.id ? ok(draft) : refuse('formulary_not_open');
}

/** Gives the draft its title and first day. A vote that was cast before does not hold for it any more. */
export function describeDraft(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DraftRequest & { title: string; effectiveOn: string | null },
): Promise<Answer<{ number: string }>> {
  const { number, title, effectiveOn } = input;
  return command(services, actor, { act: 'formulary.describe', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    const draft = await seenDraft(tx, input);
    if (!draft.ok) return draft;
    const dated = effectiveOn === null ? ok() : checkEffectiveDay(effectiveOn, dayOf(at));
    if (!dated.ok) return dated;
    await tx.update(formularyVersion).set({ title, effectiveOn }).where(eq(formularyVersion.id, draft.value.id));
    const detail = { title, effectiveOn };
    const acted = { act: 'describe', to: 'draft', transitions: formularyTransitions, actor, at, detail };
    const moved = await advance(tx, draft.value.documentId, acted);
    if (!moved.ok) return moved;
    const before = { title: draft.value.title, effectiveOn: draft.value.effectiveOn };
    return ok({ value: { number }, subject: number, before, after: detail });
  });
}

/** Gives the draft up for good; its changes stay readable under its number. */
export function abandonDraft(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DraftRequest & { reason: string },
): Promise<Answer<{ number: string }>> {
  const { number, reason } = input;
  return command(services, actor, { act: 'formulary.abandon', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'formulary.draft')) return refuseWithout('formulary.draft');
    const draft = await seenDraft(tx, input);
    if (!draft.ok) return draft;
    await tx.update(formularyVersion).set({ draft: false }).where(eq(formularyVersion.id, draft.value.id));
    const acted = { act: 'abandon', to: 'abandoned', transitions: formularyTransitions, actor, at, note: reason };
    const moved = await advance(tx, draft.value.documentId, acted);
    return moved.ok ? ok({ value: { number }, subject: number, after: { reason } }) : moved;
  });
}
