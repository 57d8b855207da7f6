/** The prescriber's word on a substitute that the hub's pharmacist offers: agreed, it is asked for instead. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shortage, shortagePart } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { stockAndUse } from '../stock/supply-queries.ts';
import { limitsOf } from './limit-commands.ts';
import { advanceParts, type OnPart, seenRequest } from './part-commands.ts';
import { type Part, partsOf } from './part-queries.ts';
import { PERSONAL } from './rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

export interface ConfirmInput extends OnPart {
  agrees: boolean;
  /** Who prescribes and was asked. */
  prescriber: string;
  note: string;
}

const MOST_NAME = 40;
const MOST_NOTE = 300;

/** A request for the other item with everything that was said of the first; the hub has accepted it with its offer. */
async function askForOther(tx: Tx, actor: Actor, at: number, record: ShortageRecord, part: Part) {
  const { shortage: first, document } = record;
  const itemId = part.itemId ?? 0;
  const { urgency, runsOutOn, neededBy, reason, daysOfUse, patients, patientReference, organisationId } = first;
  const limits = await limitsOf(tx, { urgency, runsOutOn, at }, 'County');
  const own = await stockAndUse(tx, organisationId, itemId, dayOf(at));
  const detail = { instead: document.number };
  const opening = { kind: 'shortage' as const, status: 'accepted', act: 'register', counterpartId: null, detail };
  const opened = await openDocument(tx, { ...opening, organisationId, actor, at });
  await tx.insert(shortage).values({
    documentId: opened.id,
    organisationId,
    itemId,
    quantityBase: part.itemBase ?? 0,
    ...{ urgency, neededBy, reason, daysOfUse, patients, patientReference, runsOutOn },
    stockBase: own.usableBase,
    use30Base: own.use30Base,
    ...limits,
  });
  return opened;
}

async function offered(tx: Tx, record: ShortageRecord, input: ConfirmInput): Promise<Result<Part>> {
  const parts = await partsOf(tx, record.document.id);
  const part = parts.find(({ id, way, endedAt }) => id === input.part && way === 'substitute' && endedAt === null);
  if (part === undefined || part.confirmedAt !== null) return refuse('part_gone');
  const prescriber = input.prescriber.trim();
  if (prescriber === '') return refuse('part_prescriber_missing', {}, 'confirm.prescriber');
  if (prescriber.length > MOST_NAME) return refuse('text_too_long', { max: MOST_NAME }, 'confirm.prescriber');
  if (PERSONAL.test(prescriber)) return refuse('personal_data', {}, 'confirm.prescriber');
  if (input.note.length > MOST_NOTE) return refuse('text_too_long', { max: MOST_NOTE }, 'confirm.note');
  if (!input.agrees && input.note.trim() === '') return refuse('reason_missing', {}, 'confirm.note');
  return ok(part);
}

async function decide(
  tx: Tx,
  actor: Actor,
  at: number,
  input: ConfirmInput,
): Promise<Result<{ other: string | null }>> {
  const found = await seenRequest(tx, actor, input);
  if (!found.ok) return found;
  const record = found.value;
  const offer = await offered(tx, record, input);
  if (!offer.ok) return offer;
  const part = offer.value;
  const confirmed = { confirmedBy: actor.userId, confirmedName: input.prescriber.trim(), confirmedAt: at };
  const own = eq(shortagePart.id, part.id);
  const note = input.note.trim();
  const told = { named: part.item?.genericName ?? '', quantityBase: part.quantityBase, prescriber: input.prescriber };
  if (!input.agrees) {
    const ended = { endedWhy: 'declined' as const, endedAt: at, endedBy: actor.userId };
    await tx
      .update(shortagePart)
      .set({ ...confirmed, ...ended })
      .where(own);
    const moved = await advanceParts(tx, record, { act: 'decline', actor, at, note }, told);
    return moved.ok ? ok({ other: null }) : moved;
  }
  const other = await askForOther(tx, actor, at, record, part);
  await tx
    .update(shortagePart)
    .set({ ...confirmed, kind: 'closing', sourceId: other.id })
    .where(own);
  const closedBase = record.shortage.closedBase + part.quantityBase;
  await tx.update(shortage).set({ closedBase }).where(eq(shortage.documentId, record.document.id));
  const step = { act: 'confirm' as const, actor, at, closing: 'substitute' as const, note };
  const moved = await advanceParts(tx, record, step, { ...told, other: other.number });
  return moved.ok ? ok({ other: other.number }) : moved;
}

/** Agrees to a substitute or declines it, with the name of who prescribes. Refuses the hub, and what is decided. */
export function confirmSubstitute(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ConfirmInput,
): Promise<Answer<{ number: string; other: string | null }>> {
  const { number } = input;
  return command(services, actor, { act: 'shortage.confirm', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'shortage.register')) return refuseWithout('shortage.register');
    const decided = await decide(tx, actor, at, input);
    return decided.ok ? ok({ value: { number, ...decided.value }, subject: number, after: input }) : decided;
  });
}
