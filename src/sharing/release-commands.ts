/** What bookings ask of a thing that leaves its keeper, for good or for a time: who was promised it comes first. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shareOffer } from '../../db/schema/sharing.ts';
import { type AssetRow, recordEvents } from '../assets/advance-commands.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { takenBetween } from './offer-queries.ts';

/** Refuses a card of which a booking is asked for, agreed to or in use. The caller holds the card. */
export async function checkUnbooked(tx: Tx, card: Pick<AssetRow, 'id' | 'number'>): Promise<Result<undefined>> {
  const [open] = await takenBetween(tx, card.id, 0, Number.MAX_SAFE_INTEGER);
  return open === undefined ? ok() : refuse('asset_booked', { number: card.number, booking: open.number, to: open.to });
}

/** Refuses to lend a card through a day on which, or before which, somebody else was promised it by the hour. */
export async function checkLoanFree(
  tx: Tx,
  card: Pick<AssetRow, 'id' | 'number'>,
  dueOn: string,
): Promise<Result<undefined>> {
  const taken = await takenBetween(tx, card.id, 0, startOfDay(addDays(dueOn, 1)));
  const first = taken.find((one) => one.status !== 'asked');
  if (first === undefined) return ok();
  const { number: booking, to, startsAt } = first;
  return refuse('loan_booked', { number: card.number, booking, to, day: dayOf(startsAt) }, 'dueOn');
}

/** Ends the standing offer of a card that leaves, if there is one; `note` names the paper by which it leaves. */
export async function endShareOfLeaving(
  tx: Tx,
  actor: Actor,
  at: number,
  { card, note }: { card: AssetRow; note: string },
): Promise<void> {
  const standing = and(eq(shareOffer.assetId, card.id), isNull(shareOffer.endedAt));
  const [ended] = await tx.update(shareOffer).set({ endedAt: at }).where(standing).returning({ id: shareOffer.id });
  if (ended === undefined) return;
  const event = { assetId: card.id, act: 'share_end', from: card.status, to: card.status, note };
  await recordEvents(tx, actor, at, [event]);
}
