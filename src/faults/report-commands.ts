/** Faults come about and go: reported by whoever works with the thing, withdrawn as a mistake, opened again. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { fault, faultSpan } from '../../db/schema/faults.ts';
import { type AssetRow, advanceAsset, lockAsset, recordEvents } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { attachPhoto, namedPhoto } from '../attachments/commands.ts';
import type { Upload } from '../attachments/upload-rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnFault, type Seen } from './act-commands.ts';
import { loanerFor } from './loaner-queries.ts';
import { usesIt } from './reporter-rules.ts';
import { checkReopening, checkReport, type Urgency, type Usable } from './rules.ts';

const MINUTE_MS = 60_000;

export interface ReportInput {
  asset: string;
  what: string;
  urgency: Urgency;
  usable: Usable;
  /** Number of the idle thing that stands in for it. */
  loaner: string | null;
  photo: Upload | null;
}

/** The other member a fault is about, besides the one that uses the thing. */
const otherOf = ({ userId, keeperId, ownerId }: AssetRow) => [keeperId, ownerId].find((one) => one !== userId) ?? null;

async function openFaultOf(tx: Tx, assetId: number): Promise<string | undefined> {
  const [row] = await tx
    .select({ number: document.number })
    .from(fault)
    .innerJoin(document, eq(document.id, fault.documentId))
    .where(and(eq(fault.assetId, assetId), eq(fault.isOpen, true)));
  return row?.number;
}

/** Whether this person may report a fault of the card: where it is used and kept, and while none is open. */
export async function checkReporter(tx: Tx, actor: Actor, card: AssetRow): Promise<Result<undefined>> {
  const keeper = await organisationById(tx, card.keeperId);
  if (keeper === undefined || !usesIt(actor, { user: { id: card.userId }, keeper })) {
    return refuse('asset_not_here', { number: card.number });
  }
  const open = await openFaultOf(tx, card.id);
  return open === undefined ? checkReport(card) : refuse('fault_known', { number: open });
}

/**
 * Reports what is wrong with a thing. What cannot be worked with, or is not safe, goes to repair at once. Refuses
 * people who neither use nor keep it, a second report while one is open, and things that are under way or gone.
 */
export function reportFault(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ReportInput,
): Promise<Answer<{ number: string }>> {
  const { photo, ...facts } = input;
  const shown = photo && { title: '', file: photo };
  const named = { ...facts, ...namedPhoto(shown) };
  const asked = { act: 'fault.report', key, input: named, subject: input.asset };
  return command(services, actor, asked, async (tx, at) => {
    const card = await lockAsset(tx, input.asset);
    if (card === undefined || !(await inReach(tx, card, actor.scopePath))) return refuse('not_found');
    const may = await checkReporter(tx, actor, card);
    if (!may.ok) return may;
    const lent = await loanerFor(tx, card, input.loaner, dayOf(at));
    if (!lent.ok) return lent;
    const limits = await ruleOn(tx, 'fault_minutes', dayOf(at));
    const { what, urgency, usable } = input;
    const opening = { kind: 'fault' as const, status: 'reported', act: 'report', organisationId: card.userId };
    const { id, number } = await openDocument(tx, {
      ...opening,
      ...{ counterpartId: otherOf(card), actor, at, note: what, detail: { asset: card.number } },
    });
    const down = usable !== 'yes';
    await tx.insert(fault).values({
      ...{ documentId: id, assetId: card.id, what, urgency, usable, isOpen: true, reportedAt: at },
      ...{ dueAt: at + limits[urgency] * MINUTE_MS, loanerId: lent.value },
      takenFrom: down ? (card.status as 'in_use') : null,
    });
    const told = { note: what, documentNumber: number };
    if (!down) {
      const event = { assetId: card.id, act: 'report_fault', from: card.status, to: card.status, ...told };
      await recordEvents(tx, actor, at, [event]);
    } else {
      await tx.insert(faultSpan).values({ faultId: id, assetId: card.id, fromAt: at });
      const step = { asset: card, act: 'report_fault', to: 'repair' as const, change: { downBy: id }, ...told };
      const moved = await advanceAsset(tx, actor, at, step);
      if (!moved.ok) return moved;
    }
    const kept = await attachPhoto(tx, actor, at, { number, photo: shown });
    if (!kept.ok) return kept;
    return ok({ value: { number }, subject: number, after: named });
  });
}

/** Ends the time it stood. */
export async function endSpan(tx: Tx, faultId: number, at: number): Promise<void> {
  const open = and(eq(faultSpan.faultId, faultId), isNull(faultSpan.untilAt));
  await tx.update(faultSpan).set({ untilAt: at }).where(open);
}

/** Takes a mistaken report back: the thing is what it was. Cannot be undone; a fault that is there is reported anew. */
export function withdrawFault(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'withdraw' as const, to: 'withdrawn' as const, by: 'user' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { document: paper, fault: own, asset }, at) => {
    await endSpan(tx, paper.id, at);
    const value = { number: paper.number };
    const change = { isOpen: false };
    if (asset.downBy !== paper.id) return ok({ value, change });
    const back = asset.status === 'repair' && own.takenFrom !== null ? { to: own.takenFrom } : {};
    return ok({
      value,
      change,
      card: { act: back.to ? 'repaired' : 'fault_withdraw', ...back, change: { downBy: null } },
    });
  });
}

/** What was accepted too early is a fault again. Refuses days after which the rule wants a new report. */
export function reopenFault(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'reopen' as const, to: 'reported' as const, by: 'user' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { document: paper, fault: own, asset }, at) => {
    const { reopenDays } = await ruleOn(tx, 'fault_repair', dayOf(at));
    const soon = checkReopening(own.acceptedAt, at, reopenDays);
    if (!soon.ok) return soon;
    const known = await openFaultOf(tx, asset.id);
    if (known !== undefined) return refuse('fault_known', { number: known });
    const fit = checkReport(asset);
    if (!fit.ok) return fit;
    await tx.insert(faultSpan).values({ faultId: paper.id, assetId: asset.id, fromAt: at });
    const cleared = { outcome: null, acceptedBy: null, acceptedAt: null, repairedBy: null, repairedAt: null };
    return ok({
      value: { number: paper.number },
      change: {
        ...{ ...cleared, isOpen: true, usable: 'no' as const, irreparable: false, engineerId: null, loanerId: null },
        takenFrom: asset.status as 'in_use',
      },
      card: { act: 'report_fault', to: 'repair' as const, change: { downBy: paper.id } },
    });
  });
}
