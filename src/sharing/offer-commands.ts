/** Offering equipment to the county: opening hours, rates, closing days, and the end of it. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shareClosing, shareOffer, shareRate } from '../../db/schema/sharing.ts';
import { type AssetRow, lockAsset, recordEvents } from '../assets/advance-commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf, startOfDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { offerOf, type StandingOffer, takenBetween } from './offer-queries.ts';
import { checkHours, type OpenHours } from './rules.ts';

const DAY_MS = 86_400_000;

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
    const fit = checkHours({ hours, slotMinutes, closedOn: [] });
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

/** Closes it for a day, or opens that day again. Refuses a day on which somebody has it. */
export function closeShareDay(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string },
  input: { day: string; why: string; open: boolean },
) {
  const act = input.open ? 'share.reopen' : 'share.close';
  return actOnOffer(services, actor, { act, ...given, input }, async (tx, card, offer, at) => {
    if (offer === undefined) return refuse('share_none', { number: card.number });
    const { day, why } = input;
    const own = and(eq(shareClosing.offerId, offer.offer.id), eq(shareClosing.day, day));
    if (input.open) {
      await tx.delete(shareClosing).where(own);
      return ok(`${day} ${why}`);
    }
    if (day < dayOf(at)) return refuse('share_day_past', { today: dayOf(at) }, 'day');
    const midnight = startOfDay(day);
    const [taken] = await takenBetween(tx, card.id, midnight, midnight + DAY_MS);
    if (taken !== undefined) return refuse('share_day_booked', { number: taken.number, day }, 'day');
    const by = { addedBy: actor.userId, addedAt: at };
    await tx
      .insert(shareClosing)
      .values({ offerId: offer.offer.id, day, why, ...by })
      .onConflictDoNothing();
    return ok(`${day} ${why}`);
  });
}
