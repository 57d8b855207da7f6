/** Rounds, quotes and awards of a negotiation: quotes never rise, somebody who took no part approves the award. */
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { negotiation, negotiationLine, negotiationQuote } from '../../db/schema/negotiations.ts';
import { contractLine } from '../../db/schema/prices.ts';
import { person } from '../../db/schema/users.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { openContract } from '../contracts/draft-commands.ts';
import { addDocumentLink } from '../documents/links.ts';
import { timelineOf } from '../documents/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type PartyRow, partyById } from '../parties/queries.ts';
import { act } from './act-commands.ts';
import type { LoadedLine, LoadedNegotiation } from './negotiation-record.ts';
import { awardOf, checkApprover, checkQuote, checkTakesPart } from './rules.ts';

export interface Act {
  key: string | null;
  number: string;
  seenVersion: number;
}

const MANAGE = 'negotiation.manage' as const;

function takesPart({ people }: LoadedNegotiation, actor: Actor): Result<undefined> {
  return checkTakesPart(people.find((one) => one.personId === actor.userId)?.stance);
}

/** Goes to the next round: what was quoted stands. */
export function nextRound(services: CommandServices, actor: Actor, given: Act): Promise<Answer<{ round: number }>> {
  const request = { act: 'next_round' as const, permission: MANAGE, ...given, input: {} };
  return act(services, actor, request, async (tx, loaded) => {
    const part = takesPart(loaded, actor);
    if (!part.ok) return part;
    const round = loaded.negotiation.round + 1;
    await tx.update(negotiation).set({ round }).where(eq(negotiation.documentId, loaded.document.id));
    return ok({ value: { round }, note: String(round), detail: { round } });
  });
}

/** Nobody of the party that quotes may be taking part. */
async function checkNobodyOf(tx: Tx, loaded: LoadedNegotiation, quoting: PartyRow): Promise<Result<undefined>> {
  if (quoting.organisationId === null) return ok();
  const ids = loaded.people.filter((one) => one.stance === 'takes_part').map((one) => one.personId);
  const rows = await tx
    .select()
    .from(person)
    .where(and(isOneOf(person.id, ids), eq(person.organisationId, quoting.organisationId)));
  const [one] = rows;
  return one === undefined
    ? ok()
    : refuse('negotiation_party_present', { party: quoting.shortName, person: one.name }, 'party');
}

/**
 * Records what a supplier quotes in the present round; again in this round is a correction. Refuses a quote above the
 * round before or the listed price, a party that does not sell, and people who do not take part.
 */
export function recordQuote(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: { lineId: number; partyId: number; pricePack: number; note: string },
): Promise<Answer<{ party: string }>> {
  const request = { act: 'quote' as const, permission: MANAGE, key, number, input };
  return act(services, actor, request, async (tx, loaded, at) => {
    const part = takesPart(loaded, actor);
    if (!part.ok) return part;
    const found = loaded.lines.find(({ line }) => line.id === input.lineId);
    if (found === undefined) return refuse('negotiation_line_choose', {}, 'line');
    const quoting = await partyById(tx, input.partyId);
    if (quoting === undefined || quoting.kind === 'maker') return refuse('term_party', {}, 'party');
    if (!quoting.active) return refuse('party_inactive', { party: quoting.shortName }, 'party');
    const free = await checkNobodyOf(tx, loaded, quoting);
    if (!free.ok) return free;
    const { round } = loaded.negotiation;
    const quote = { partyId: input.partyId, round, pricePack: input.pricePack };
    const fits = checkQuote(quote, found.quotes, found.listedPack);
    if (!fits.ok) return fits;
    const known = found.quotes.find((one) => one.partyId === input.partyId && one.round === round);
    const values = { pricePack: input.pricePack, note: input.note, recordedBy: actor.userId, recordedAt: at };
    if (known === undefined) {
      const row = { lineId: input.lineId, partyId: input.partyId, round, ...values };
      await tx.insert(negotiationQuote).values(row);
    } else await tx.update(negotiationQuote).set(values).where(eq(negotiationQuote.id, known.id));
    const detail = { round, pricePack: input.pricePack, ...(known && { before: known.pricePack }) };
    const note = `${found.item.genericName} ${quoting.shortName}`;
    return ok({ value: { party: quoting.shortName }, note, detail, after: { ...input, round } });
  });
}

export interface AwardInput {
  lineId: number;
  /** Null for no award. */
  partyId: number | null;
  reason: string;
}

/** Proposes to whom each item goes. Refuses what `awardOf` refuses, items left out, and no award at all. */
export function proposeAwards(
  services: CommandServices,
  actor: Actor,
  given: Act,
  awards: readonly AwardInput[],
): Promise<Answer<{ awarded: number }>> {
  const request = { act: 'propose' as const, permission: MANAGE, ...given, input: { awards } };
  return act(services, actor, request, async (tx, loaded) => {
    const part = takesPart(loaded, actor);
    if (!part.ok) return part;
    let awarded = 0;
    for (const { line, item, quotes, listedPack } of loaded.lines) {
      const chosen = awards.find((one) => one.lineId === line.id) ?? { lineId: line.id, partyId: null, reason: '' };
      const { partyId, reason } = chosen;
      const asked = { itemName: item.genericName, quotes, listedPack, partyId, reason, field: `line.${line.id}` };
      const award = awardOf(asked);
      if (!award.ok) return award;
      const { pricePack } = award.value;
      if (pricePack !== null) awarded += 1;
      const values = { awardedPartyId: partyId, awardedPrice: pricePack, awardReason: reason };
      await tx.update(negotiationLine).set(values).where(eq(negotiationLine.id, line.id));
    }
    if (awarded === 0) return refuse('negotiation_no_award');
    return ok({ value: { awarded }, to: 'proposed', detail: { awarded } });
  });
}

/** One negotiated contract for each winner, drafted by who approves: another person lets it bind. */
async function draftContracts(tx: Tx, actor: Actor, at: number, loaded: LoadedNegotiation): Promise<Result<string[]>> {
  const { document, negotiation: talks } = loaded;
  const won = loaded.lines.filter(({ line }) => line.awardedPartyId !== null);
  const winners = [...new Set(won.map(({ line }) => line.awardedPartyId ?? 0))];
  const numbers: string[] = [];
  for (const partyId of winners) {
    const span = { startsOn: talks.startsOn, endsOn: talks.endsOn };
    const words = { kind: 'negotiated' as const, title: talks.title, batch: '', backupPartyId: null };
    const opened = await openContract(tx, actor, at, { ...words, ...span, partyId, negotiationId: document.id });
    if (!opened.ok) return opened;
    const { documentId: contractId, number } = opened.value;
    const lines = won.filter(({ line }) => line.awardedPartyId === partyId);
    await tx.insert(contractLine).values(
      lines.map(({ line }: LoadedLine) => ({
        contractId,
        itemId: line.itemId,
        pricePack: line.awardedPrice ?? 0,
      })),
    );
    const link = { kind: 'follows' as const, fromDocumentId: document.id, toDocumentId: contractId };
    await addDocumentLink(tx, { ...link, quantityBase: 0 });
    numbers.push(number);
  }
  return ok(numbers);
}

/**
 * Approves the awards and drafts the contracts. Separation of duties: refuses whoever opened it, took part, stepped
 * aside, or did anything in it; prices are checked against the listed ones of today once more.
 */
export function approveAwards(
  services: CommandServices,
  actor: Actor,
  given: Act,
): Promise<Answer<{ contracts: string[] }>> {
  const request = { act: 'approve' as const, permission: 'approval.decide' as const, ...given, input: {} };
  return act(services, actor, request, async (tx, loaded, at) => {
    const other = checkApprover(actor.userId, await timelineOf(tx, loaded.document.id));
    if (!other.ok) return other;
    for (const { line, listedPack } of loaded.lines) {
      if (listedPack !== null && (line.awardedPrice ?? 0) > listedPack) {
        return refuse('negotiation_above_listed', { limitPack: listedPack });
      }
    }
    const drafted = await draftContracts(tx, actor, at, loaded);
    if (!drafted.ok) return drafted;
    const contracts = drafted.value;
    return ok({ value: { contracts }, to: 'awarded', note: contracts.join(' '), after: { contracts } });
  });
}

/** Sends the awards back: quotes go on. By the same people who may approve. */
export function returnAwards(
  services: CommandServices,
  actor: Actor,
  given: Act,
  input: { reason: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'return' as const, permission: 'approval.decide' as const, ...given, input };
  return act(services, actor, request, async (tx, loaded) => {
    const other = checkApprover(actor.userId, await timelineOf(tx, loaded.document.id));
    if (!other.ok) return other;
    const own = and(eq(negotiationLine.negotiationId, loaded.document.id), isNotNull(negotiationLine.awardedPartyId));
    await tx.update(negotiationLine).set({ awardedPartyId: null, awardedPrice: null }).where(own);
    return ok({ value: { number: given.number }, to: 'negotiating', note: input.reason });
  });
}

/** Gives the negotiation up. */
export function cancelNegotiation(
  services: CommandServices,
  actor: Actor,
  given: Act,
  input: { reason: string },
): Promise<Answer<{ number: string }>> {
  const request = { act: 'cancel' as const, permission: MANAGE, ...given, input };
  return act(services, actor, request, async () =>
    ok({ value: { number: given.number }, to: 'cancelled', note: input.reason }),
  );
}
