/** Bookings: asked for, agreed to, used, looked at afterwards. Of two for one time, one comes through. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { booking } from '../../db/schema/sharing.ts';
import { type AssetRow, advanceAsset, lockAsset, lockAssetById, recordEvents } from '../assets/advance-commands.ts';
import { ASSET_ACTS } from '../assets/rules.ts';
import { type ActPhoto, attachPhoto, namedPhoto } from '../attachments/commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canBegin } from '../kernel/transitions.ts';
import { isOutside, organisationByCode } from '../organisations/queries.ts';
import { standsInFor, useBlockedBy } from '../safety-of-use/queries.ts';
import { refusalOf } from '../safety-of-use/rules.ts';
import { books, gives, type LoadedBooking, lockBooking } from './booking-queries.ts';
import { offerOf, ratesOf, takenBetween } from './offer-queries.ts';
import {
  BOOKING_ACTS,
  type BookingAct,
  type BookingState,
  checkBooking,
  checkStart,
  checkUse,
  overlaps,
  owedFen,
  type Span,
  standsInTheWay,
} from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

export interface BookingInput {
  asset: string;
  /** Code of the member that books. */
  to: string;
  startsAt: number;
  endsAt: number;
  urgent: boolean;
  purpose: string;
}

/** Refuses what bars the use of the card on that day: a stop, a fault, a test that is overdue. */
async function checkSafe(
  tx: Tx,
  card: { id: number; number: string; status: string },
  day: string,
): Promise<Result<undefined>> {
  if (card.status === 'shared') return refuse('booking_lent', { number: card.number });
  const fault = await standsInFor(tx, card.id);
  if (fault !== undefined) return refuse('asset_stands_in', { number: card.number, fault });
  const [bar] = (await useBlockedBy(tx, [card.id], day)).get(card.id) ?? [];
  return bar === undefined ? ok() : refusalOf(card.number, bar);
}

/**
 * Asks for slots of a thing that is offered. An urgent one may be asked for beside routine wishes that nobody agreed to
 * yet. Refuses closed hours, what others have, and things that may not be used on that day.
 */
export function askForBooking(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: BookingInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'booking.ask', key, input, subject: input.asset }, async (tx, at) => {
    if (!may(actor.roles, 'fault.report')) return refuseWithout('fault.report');
    const card = await lockAsset(tx, input.asset);
    const offer = await offerOf(tx, input.asset);
    if (card === undefined || offer === undefined) return refuse('share_none', { number: input.asset }, 'asset');
    const to = await organisationByCode(tx, input.to);
    if (to === undefined || !to.active || isOutside(to.path)) {
      return refuse('asset_member_unknown', { code: input.to }, 'to');
    }
    if (!may(actor.roles, 'asset.edit') && !worksAt(actor, to)) return refuse('loan_borrower', {}, 'to');
    const { startsAt, endsAt, urgent, purpose } = input;
    const there = await takenBetween(tx, card.id, startsAt, endsAt);
    const taken = there.filter((one) => standsInTheWay(one, urgent));
    const fit = checkBooking(offer.times, { startsAt, endsAt }, { taken, now: at });
    if (!fit.ok) return fit;
    const safe = await checkSafe(tx, card, dayOf(startsAt));
    if (!safe.ok) return safe;
    const opening = { kind: 'booking' as const, status: 'asked', act: 'ask', note: purpose };
    const parties = { organisationId: card.keeperId, counterpartId: to.id };
    const { id, number } = await openDocument(tx, { ...opening, ...parties, actor, at });
    const whose = { documentId: id, offerId: offer.offer.id, assetId: card.id, toId: to.id };
    await tx.insert(booking).values({ ...whose, startsAt, endsAt, urgent, purpose });
    return ok({ value: { number }, subject: number, after: input });
  });
}

interface BookingStep extends Seen {
  act: BookingAct;
  to: BookingState;
  by: 'keeper' | 'either';
  input: object;
  photo?: ActPhoto | null | undefined;
}

type Change = Partial<Omit<typeof booking.$inferInsert, 'documentId' | 'assetId' | 'offerId'>>;
type Work = (tx: Tx, loaded: LoadedBooking, at: number) => Promise<Result<{ change?: Change; note: string | null }>>;

/** Runs one act. Refuses people of neither side, stale pages, what `work` refuses, and what the table does not list. */
function actOnBooking(
  services: CommandServices,
  actor: Actor,
  request: BookingStep,
  work: Work,
): Promise<Answer<{ status: BookingState }>> {
  const { act, to, by, key, number, seenVersion, photo } = request;
  const input = { ...request.input, ...namedPhoto(photo) };
  const asked = { act: `booking.${act}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const loaded = await lockBooking(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    if (!gives(actor, loaded) && !(by === 'either' && books(actor, loaded))) {
      return refuse('asset_not_here', { number: loaded.asset.number });
    }
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id, status } = loaded.document;
    if (!(BOOKING_ACTS[act].from as readonly string[]).includes(status)) return refuse('wrong_state');
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const led = await advance(tx, id, { act, to, transitions: BOOKING_ACTS, actor, at, note: done.value.note });
    if (!led.ok) return led;
    if (done.value.change !== undefined) {
      await tx.update(booking).set(done.value.change).where(eq(booking.documentId, id));
    }
    const kept = await attachPhoto(tx, actor, at, { number, photo });
    if (!kept.ok) return kept;
    return ok({ value: { status: to }, subject: number, after: input });
  });
}

/** The live bookings of the card that meet this one, apart from itself. */
async function othersOf(tx: Tx, { booking: own, document }: LoadedBooking, span: Span) {
  const there = await takenBetween(tx, own.assetId, span.startsAt, span.endsAt);
  return there.filter((one) => one.number !== document.number && overlaps(one, span));
}

/** The card, locked. Refuses one that another member keeps by now. */
async function keptCard(tx: Tx, { booking: own, keeper, document }: LoadedBooking): Promise<Result<AssetRow>> {
  const card = await lockAssetById(tx, own.assetId);
  if (card?.keeperId !== keeper.id) return refuse('loan_keeper_changed', { number: document.number });
  return ok(card);
}

/** The keeper gives the slots. Refuses whoever asked, what another got meanwhile, and what may not be used that day. */
export function agreeToBooking(services: CommandServices, actor: Actor, given: Seen) {
  const request = { act: 'agree' as const, to: 'agreed' as const, by: 'keeper' as const, ...given, input: {} };
  return actOnBooking(services, actor, request, async (tx, loaded, at) => {
    const { document, booking: own, asset } = loaded;
    if (document.createdBy === actor.userId) return refuse('loan_own_asking');
    if (own.startsAt < at) return refuse('booking_past');
    const card = await keptCard(tx, loaded);
    if (!card.ok) return card;
    const others = await othersOf(tx, loaded, own);
    const first = others.find((one) => one.status !== 'asked');
    if (first !== undefined) return refuse('booking_given', { number: first.number, to: first.to });
    const urgent = own.urgent ? undefined : others.find((one) => one.urgent);
    if (urgent !== undefined) return refuse('booking_urgent_waits', { number: urgent.number });
    const safe = await checkSafe(tx, asset, dayOf(own.startsAt));
    return safe.ok ? ok({ note: null }) : safe;
  });
}

/** The keeper does not give them, and says why. */
export function refuseBooking(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'refuse' as const, to: 'refused' as const, by: 'keeper' as const, ...given, input };
  return actOnBooking(services, actor, request, async () => ok({ note: input.why }));
}

/** Given up by either side before it is used; cannot be undone, the slots are free for others. */
export function cancelBooking(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'cancel' as const, to: 'cancelled' as const, by: 'either' as const, ...given, input };
  return actOnBooking(services, actor, request, async () => ok({ note: input.why }));
}

/** The use begins. Refuses a thing that may not be used today, and one that somebody else is using. */
export function startBooking(services: CommandServices, actor: Actor, given: Seen) {
  const request = { act: 'start' as const, to: 'in_use' as const, by: 'either' as const, ...given, input: {} };
  return actOnBooking(services, actor, request, async (tx, loaded, at) => {
    const { booking: own, asset } = loaded;
    const day = checkStart(own.startsAt, at);
    if (!day.ok) return day;
    const card = await keptCard(tx, loaded);
    if (!card.ok) return card;
    const safe = await checkSafe(tx, asset, dayOf(at));
    if (!safe.ok) return safe;
    const running = (await takenBetween(tx, own.assetId, 0, Number.MAX_SAFE_INTEGER)).find(
      (one) => one.status === 'in_use',
    );
    if (running !== undefined) return refuse('booking_running', { number: running.number, to: running.to });
    return ok({ change: { startedAt: at }, note: null });
  });
}

export interface UseInput {
  minutes: number;
  cases: number;
  condition: string;
  /** Whether the thing came out of it damaged: it is stopped. */
  damaged: boolean;
  photo?: ActPhoto | null;
}

/** Looked at by its keeper afterwards: how long, how many cases; the rate says what is owed, its own keeper nothing. */
export function finishBooking(services: CommandServices, actor: Actor, given: Seen, { photo, ...input }: UseInput) {
  const request = { act: 'finish' as const, to: 'done' as const, by: 'keeper' as const, ...given, input, photo };
  return actOnBooking(services, actor, request, async (tx, loaded, at) => {
    const { booking: own, document } = loaded;
    const { minutes, cases, condition, damaged } = input;
    const use = checkUse({ minutes, cases });
    if (!use.ok) return use;
    const card = await lockAssetById(tx, own.assetId);
    if (card === undefined) return refuse('not_found');
    const rates = own.toId === loaded.keeper.id ? [] : await ratesOf(tx, own.offerId);
    const owed = owedFen(rates, { day: dayOf(own.startsAt), minutes, cases });
    const said = { note: condition, documentNumber: document.number };
    if (damaged && canBegin(ASSET_ACTS, 'stop', card.status)) {
      const stopped = await advanceAsset(tx, actor, at, { asset: card, act: 'stop', to: 'stopped', ...said });
      if (!stopped.ok) return stopped;
    } else {
      const event = { assetId: card.id, act: 'booking_done', from: card.status, to: card.status, ...said };
      await recordEvents(tx, actor, at, [event]);
    }
    const change = { endedAt: at, usedMinutes: minutes, cases, condition, owedFen: owed };
    return ok({ change, note: condition });
  });
}
