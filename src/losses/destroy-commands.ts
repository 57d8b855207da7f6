/** Destroying (销毁) what was written off: how, where, when, and before whom; never more than was written off. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { loss, lossLine } from '../../db/schema/losses.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { addDocumentLinks } from '../documents/links.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { actOnLoss, type Seen } from './act-commands.ts';
import type { TypedQuantity } from './draft-commands.ts';
import { type Method, partOf } from './rules.ts';
import { lockWrittenOff, type WrittenOff } from './stock-queries.ts';

export interface DestructionInput {
  organisationCode: string;
  method: Method;
  place: string;
  /** UTC ms; null for now. */
  occurredAt: number | null;
  note: string;
  /** By the id of the written-off line. */
  lines: Record<string, TypedQuantity>;
}

interface Part {
  from: WrittenOff;
  quantityBase: number;
}

/** Reads the boxes; empty ones are no part of it. Refuses more than is left, and lines that are not there. */
function partsOf(lines: readonly WrittenOff[], typed: DestructionInput['lines']): Result<Part[]> {
  const parts: Part[] = [];
  for (const [id, { packs = '', units = '' }] of Object.entries(typed)) {
    if (packs.trim() === '' && units.trim() === '') continue;
    const from = lines.find((line) => line.lineId === Number(id));
    if (from === undefined) return refuse('loss_not_to_destroy', {}, `line.${id}.packs`);
    const read = readQuantity({ packs, units }, from);
    if (!read.ok) return refuse(read.reason, read.detail, `line.${id}.${read.field ?? 'packs'}`);
    if (read.value === 0) return refuse('loss_zero', {}, `line.${id}.packs`);
    const named = { item: from.genericName, lot: from.lotNumber };
    const left = from.quantityBase - from.destroyedBase;
    if (read.value > left) return refuse('loss_destroy_more', { ...named, left }, `line.${id}.packs`);
    parts.push({ from, quantityBase: read.value });
  }
  return parts.length === 0 ? refuse('loss_nothing_typed') : ok(parts);
}

async function keepParts(tx: Tx, lossId: number, parts: readonly Part[]): Promise<void> {
  const rows = parts.map(({ from, quantityBase }, index) => ({
    lossId,
    lineNumber: index + 1,
    locationId: from.locationId,
    itemId: from.itemId,
    lotId: from.lotId,
    quantityBase,
    amountFen: partOf(from, quantityBase),
    writeOffLineId: from.lineId,
  }));
  const added = await tx.insert(lossLine).values(rows).returning({ id: lossLine.id, lineNumber: lossLine.lineNumber });
  const links = parts.map(({ from, quantityBase }, index) => ({
    kind: 'follows' as const,
    fromDocumentId: from.documentId,
    fromLineId: from.lineId,
    toDocumentId: lossId,
    toLineId: added.find((row) => row.lineNumber === index + 1)?.id ?? null,
    quantityBase,
  }));
  await addDocumentLinks(tx, links);
}

/**
 * Records a destruction that a witness stood by at; their password was checked before. Refuses a witness who is the
 * actor, a time after now, more than was written off and not yet destroyed, and goods of another member.
 */
export function recordDestruction(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: DestructionInput,
  witness: { personId: number; provedAt: number },
): Promise<Answer<{ number: string; lines: number }>> {
  const request = { act: 'loss.destroy', key, input: { ...input, witness: witness.personId } };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'loss.report')) return refuseWithout('loss.report');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, place)) return refuse('loss_not_here', { place: place.shortName });
    if (witness.personId === actor.userId) return refuse('witness_same_person', {}, 'witness');
    const occurredAt = input.occurredAt ?? at;
    if (occurredAt > at) return refuse('loss_destroy_future', {}, 'time');
    const ids = Object.keys(input.lines).map(Number);
    const locked = await lockWrittenOff(tx, ids);
    const parts = partsOf(locked, input.lines);
    if (!parts.ok) return parts;
    const opening = { kind: 'destruction' as const, status: 'destroyed', act: 'destroy', counterpartId: null };
    const { id, number } = await openDocument(tx, { ...opening, organisationId: place.id, actor, at });
    const { method, place: where, note } = input;
    const amountFen = parts.value.reduce((sum, { from, quantityBase }) => sum + partOf(from, quantityBase), 0);
    await tx.insert(loss).values({
      documentId: id,
      kind: 'destruction',
      reasonCode: 'destruction',
      reason: note,
      occurredAt,
      amountFen,
      method,
      place: where,
      witnessId: witness.personId,
      witnessedAt: witness.provedAt,
    });
    await keepParts(tx, id, parts.value);
    const lines = parts.value.length;
    return ok({ value: { number, lines }, subject: number, after: { ...input, witness: witness.personId, amountFen } });
  });
}

/** Withdraws a record of a destruction that did not happen so: what it named is to be destroyed again. */
export function withdrawDestruction(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const table = { step: 'withdraw' as const, to: 'withdrawn', permission: 'loss.approve' as const };
  return actOnLoss(services, actor, { act: 'loss.withdraw', ...table, ...given, input }, async (tx, loaded) => {
    if (loaded.loss.witnessId === actor.userId) return refuse('loss_own');
    const opened = loaded.document.createdBy === actor.userId;
    if (opened) return refuse('loss_own');
    // The link stays and says that nothing of it stands
    await tx.update(loss).set({ amountFen: 0 }).where(eq(loss.documentId, loaded.document.id));
    return ok({ value: { number: given.number } });
  });
}
