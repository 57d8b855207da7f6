/** Offering equipment to the county: opening hours, rates, times when it is closed, and the end of it. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shareClosing, shareOffer, shareRate } from '../../db/schema/sharing.ts';
import { type AssetRow, lockAsset, recordEvents } from '../assets/advance-commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { offerOf, type StandingOffer, takenBetween } from './offer-queries.ts';
import { type Closing, checkClosing, checkHours, closingText, type OpenHours, spanOfClosing } from './rules.ts';

/** Whether the person speaks for the keeper of the card; the asset office does for everybody. */
async function keeps(tx: Tx, actor: Actor, card: AssetRow): Promise<boolean> {
  if (may(actor.roles, 'asset.edit')) return true;
  const keeper = await organisationById(tx, card.keeperId);
  return keeper !== undefined && may(actor.roles, 'asset.keep') && worksAt(actor, keeper);
}

interface OfferAct {
  act: string;
  key: string | null;
  /** Number of the card. */
  number: string;
  input: object;
}

/** Locks the card of an offer and does `work`. Refuses strangers to its keeper. */
function actOnOffer(
  services: CommandServices,
  actor: Actor,
  { act, key, number, input }: OfferAct,
  work: (tx: Tx, card: AssetRow, offer: StandingOffer | undefined, at: number) => Promise<Result<string>>,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act, key, input: { number, ...input }, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const card = await lockAsset(tx, number);
    if (card === undefined) return refuse('not_found');
    if (!(await keeps(tx, actor, card))) return refuse('asset_not_here', { number });
    const done = await work(tx, card, await offerOf(tx, number), at);
    if (!done.ok) return done;
    const event = {
      assetId: card.id,
      act: act.replace('.', '_'),
      from: card.status,
      to: card.status,
      note: done.value,
    };
    await recordEvents(tx, actor, at, [event]);
    return ok({ value: { number }, subject: number, after: input });
  });
}

export interface OfferInput {
  slotMinutes: number;
  hours: OpenHours[];
  note: string;
}

const OFFERABLE = ['in_use', 'idle'];

/** Offers a card, or changes how it is offered; slots that are booked stay. Refuses hours that make no slots. */
export function offerShare(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string },
  input: OfferInput,
) {
  return actOnOffer(services, actor, { act: 'share.offer', ...given, input }, async (tx, card, offer, at) => {
    const { slotMinutes, hours, note } = input;
    const fit = checkHours({ hours, slotMinutes, closings: [] });
    if (!fit.ok) return fit;
    if (offer === undefined && !OFFERABLE.includes(card.status)) {
      return refuse('asset_wrong_state', { number: card.number, status: card.status });
    }
    const values = { slotMinutes, hours: JSON.stringify(hours), note };
    if (offer !== undefined) await tx.update(shareOffer).set(values).where(eq(shareOffer.id, offer.offer.id));
    else await tx.insert(shareOffer).values({ assetId: card.id, ...values, offeredBy: actor.userId, offeredAt: at });
    return ok(note);
  });
}

/** Ends the offer. Refuses while bookings of it are open: they are used, refused or cancelled first. */
export function endShare(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string },
  input: { why: string },
) {
  return actOnOffer(services, actor, { act: 'share.end', ...given, input }, async (tx, card, offer, at) => {
    if (offer === undefined) return refuse('share_none', { number: card.number });
    const [open] = await takenBetween(tx, card.id, 0, Number.MAX_SAFE_INTEGER);
    if (open !== undefined) return refuse('share_booked', { number: open.number });
    await tx.update(shareOffer).set({ endedAt: at }).where(eq(shareOffer.id, offer.offer.id));
    return ok(input.why);
  });
}

/** Sets what a case or an hour costs from a day on; a day that has a rate gets the new one. Refuses past days. */
export function setShareRate(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string },
  input: { from: string; per: 'case' | 'hour'; fen: number },
) {
  return actOnOffer(services, actor, { act: 'share.rate', ...given, input }, async (tx, card, offer, at) => {
    if (offer === undefined) return refuse('share_none', { number: card.number });
    const { from, per, fen } = input;
    if (from < dayOf(at)) return refuse('share_rate_past', { today: dayOf(at) }, 'from');
    if (fen < 0) return refuse('share_rate_negative', {}, 'rate');
    const by = { addedBy: actor.userId, addedAt: at };
    await tx
      .insert(shareRate)
      .values({ offerId: offer.offer.id, fromOn: from, per, fen, ...by })
      .onConflictDoUpdate({ target: [shareRate.offerId, shareRate.fromOn], set: { per, fen, ...by } });
    return ok(`${from} ${per} ${fen}`);
  });
}

/** Closes it for a time of a day. Refuses past days, times in which somebody has it, and what meets another closing. */
export function closeShare(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string },
  input: Closing,
) {
  return actOnOffer(services, actor, { act: 'share.close', ...given, input }, async (tx, card, offer, at) => {
    if (offer === undefined) return refuse('share_none', { number: card.number });
    const { day, from, until, why } = input;
    if (day < dayOf(at)) return refuse('share_day_past', { today: dayOf(at) }, 'day');
    const fit = checkClosing(input, offer.times.closings);
    if (!fit.ok) return fit;
    const { startsAt, endsAt } = spanOfClosing(input);
    const [taken] = await takenBetween(tx, card.id, startsAt, endsAt);
    if (taken !== undefined) return refuse('share_day_booked', { number: taken.number, day }, 'day');
    const by = { addedBy: actor.userId, addedAt: at };
    const span = { day, fromMinute: from, untilMinute: until };
    await tx.insert(shareClosing).values({ offerId: offer.offer.id, ...span, why, ...by });
    return ok(closingText(input));
  });
}

/** Opens the time again that was closed from that minute of the day. Refuses what is open already. */
export function reopenShare(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string },
  input: { day: string; from: number },
) {
  return actOnOffer(services, actor, { act: 'share.reopen', ...given, input }, async (tx, card, offer) => {
    if (offer === undefined) return refuse('share_none', { number: card.number });
    const { day, from } = input;
    const closed = offer.times.closings.find((one) => one.day === day && one.from === from);
    if (closed === undefined) return refuse('share_open_already', { day }, 'day');
    const own = and(eq(shareClosing.offerId, offer.offer.id), eq(shareClosing.day, day));
    await tx.delete(shareClosing).where(and(own, eq(shareClosing.fromMinute, from)));
    return ok(closingText(closed));
  });
}
