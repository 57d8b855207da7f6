/** Deciding on an application: approved, sent back, rejected by another person; given up by who asked. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { acquisition } from '../../db/schema/acquisitions.ts';
import type { CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { timelineOf } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import type { LoadedAcquisition } from './acquisition-queries.ts';
import { actOnAcquisition, type Seen } from './act-commands.ts';
import { checkDecider, isEnough, type Level, levelFor, paybackOf } from './rules.ts';

/** Refuses who applied, and whose word is not enough for so much; gives the level. */
async function decides(tx: Tx, loaded: LoadedAcquisition, actor: Actor, at: number): Promise<Result<Level>> {
  const other = checkDecider(actor.userId, await timelineOf(tx, loaded.document.id));
  if (!other.ok) return other;
  const { amountFen } = paybackOf(loaded.acquisition);
  const level = levelFor(amountFen, loaded.place, await ruleOn(tx, 'acquisition_tiers', dayOf(at)));
  return isEnough(actor, loaded.place, level) ? ok(level) : refuse('acquisition_level', { level });
}

const DECIDE = { permission: 'acquisition.approve' as const };

/** Approves it. Refuses a great amount without the record of the meeting that decided (集体决策). */
export function approveAcquisition(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { meetingRecord: string | null },
) {
  const { meetingRecord } = input;
  const request = { step: 'approve' as const, to: 'approved' as const, ...DECIDE, ...given, input };
  return actOnAcquisition(services, actor, { ...request, note: meetingRecord }, async (tx, loaded, at) => {
    const level = await decides(tx, loaded, actor, at);
    if (!level.ok) return level;
    if (level.value === 'meeting' && meetingRecord === null) return refuse('acquisition_meeting', {}, 'meetingRecord');
    await tx.update(acquisition).set({ meetingRecord }).where(eq(acquisition.documentId, loaded.document.id));
    return ok({ number: given.number });
  });
}

/** Sends it back to be changed, or says no for good, with the reason. */
export function declineAcquisition(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { step: 'return' | 'reject'; why: string },
) {
  const { step, why } = input;
  const to = step === 'return' ? ('draft' as const) : ('rejected' as const);
  const request = { step, to, ...DECIDE, ...given, input: { why }, note: why };
  return actOnAcquisition(services, actor, request, async (tx, loaded, at) => {
    const level = await decides(tx, loaded, actor, at);
    return level.ok ? ok({ number: given.number }) : level;
  });
}

/** Gives it up before it is decided; what was written stays to be read. */
export function cancelAcquisition(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const permission = 'acquisition.apply' as const;
  const request = { step: 'cancel' as const, to: 'cancelled' as const, permission, ...given, input, note: input.why };
  return actOnAcquisition(services, actor, request, async () => ok({ number: given.number }));
}
