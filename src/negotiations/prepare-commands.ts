/** Preparing a negotiation: what it is about, its items with reference prices, and who takes part or steps aside. */
import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { lot } from '../../db/schema/ledger.ts';
import { negotiation, negotiationLine, negotiationPerson, negotiationReference } from '../../db/schema/negotiations.ts';
import { party } from '../../db/schema/parties.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { act } from './act-commands.ts';
import { type LoadedNegotiation, listedOn } from './negotiation-record.ts';
import { AT_TABLE, checkBeginning, checkTakesPart, type ReferenceKind, type Stance } from './rules.ts';

export interface NegotiationInput {
  title: string;
  purpose: string;
  heldOn: string;
  startsOn: string;
  endsOn: string;
}

/** Opens a negotiation. Refuses a span of the price that ends before it begins. */
export function openNegotiation(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: NegotiationInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'negotiation.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'negotiation.manage')) return refuseWithout('negotiation.manage');
    if (input.endsOn < input.startsOn) return refuse('negotiation_span', {}, 'endsOn');
    const head = await headOrganisation(tx);
    if (head === undefined) return refuse('not_found');
    const opening = { kind: 'negotiation' as const, status: 'preparing', act: 'open', counterpartId: null };
    const { id, number } = await openDocument(tx, { ...opening, organisationId: head.id, actor, at });
    await tx.insert(negotiation).values({ documentId: id, ...input });
    return ok({ value: { number }, subject: number, after: input });
  });
}

/** Puts down the listed price and the one last paid as references: nobody has to look them up. */
async function addKnownReferences(tx: Tx, lineId: number, itemId: number, day: string): Promise<void> {
  const listedPack = (await listedOn(tx, [itemId], day)).get(itemId);
  if (listedPack !== undefined) {
    const row = { lineId, kind: 'listed' as const, pricePack: listedPack, source: day };
    await tx.insert(negotiationReference).values(row);
  }
  const [paid] = await tx
    .select()
    .from(lot)
    .where(eq(lot.itemId, itemId))
    .orderBy(desc(lot.receivedOn), desc(lot.id))
    .limit(1);
  if (paid === undefined || paid.pricePack === 0) return;
  const source = `${paid.receivedOn} ${paid.number}`;
  await tx.insert(negotiationReference).values({ lineId, kind: 'last_paid', pricePack: paid.pricePack, source });
}

/** Adds an item. Refuses unknown items and one that is in it already. */
export function addNegotiationLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: { itemCode: string; packs: number },
): Promise<Answer<{ code: string }>> {
  const request = { act: 'change' as const, permission: 'negotiation.manage' as const, key, number, input };
  return act(services, actor, request, async (tx, { document, lines }, at) => {
    const [goods] = await tx.select().from(item).where(eq(item.code, input.itemCode));
    if (goods === undefined || !goods.active) return refuse('contract_item', { code: input.itemCode }, 'item');
    const name = `${goods.genericName} ${goods.code}`;
    if (lines.some(({ line }) => line.itemId === goods.id)) {
      return refuse('negotiation_item_twice', { item: name }, 'item');
    }
    const row = { negotiationId: document.id, itemId: goods.id, quantityBase: input.packs * goods.packSize };
    const [added] = await tx.insert(negotiationLine).values(row).returning({ id: negotiationLine.id });
    await addKnownReferences(tx, added?.id ?? 0, goods.id, dayOf(at));
    return ok({ value: { code: goods.code }, note: name });
  });
}

/** Takes an item and the prices it is compared with out again. Refuses once the rounds have begun. */
export function removeNegotiationLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: { lineId: number },
): Promise<Answer<{ name: string }>> {
  const request = { act: 'remove' as const, permission: 'negotiation.manage' as const, key, number, input };
  return act(services, actor, request, async (tx, { document, lines }) => {
    const found = lines.find(({ line }) => line.id === input.lineId);
    if (found === undefined) return refuse('negotiation_item_gone');
    // Quotes of a round that began hold on to their item
    if (document.status !== 'preparing') return refuse('negotiation_begun');
    await tx.delete(negotiationReference).where(eq(negotiationReference.lineId, input.lineId));
    await tx.delete(negotiationLine).where(eq(negotiationLine.id, input.lineId));
    const name = `${found.item.genericName} ${found.item.code}`;
    return ok({ value: { name }, note: name });
  });
}

/** Adds a price to compare with, and where it comes from. */
export function addReference(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: { lineId: number; kind: ReferenceKind; pricePack: number; source: string },
): Promise<Answer<{ lineId: number }>> {
  const request = { act: 'refer' as const, permission: 'negotiation.manage' as const, key, number, input };
  return act(services, actor, request, async (tx, { lines }) => {
    const found = lines.find(({ line }) => line.id === input.lineId);
    if (found === undefined) return refuse('not_found');
    await tx.insert(negotiationReference).values(input);
    return ok({ value: { lineId: input.lineId }, note: `${found.item.genericName} ${input.source}` });
  });
}

/** A person of a party that quotes has an interest: only stepping aside is possible. */
async function checkInterest(tx: Tx, loaded: LoadedNegotiation, actor: Actor): Promise<Result<undefined>> {
  const parties = [...new Set(loaded.lines.flatMap(({ quotes }) => quotes.map((quote) => quote.partyId)))];
  if (parties.length === 0) return ok();
  const rows = await tx
    .select()
    .from(party)
    .where(and(isOneOf(party.id, parties), eq(party.organisationId, actor.organisationId)));
  const [own] = rows;
  return own === undefined ? ok() : refuse('negotiation_interest', { party: own.shortName }, 'stance');
}

/** States that the actor takes part or steps aside, and why; each statement stands in the timeline. */
export function stateStance(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  number: string,
  input: { stance: Stance; statement: string },
): Promise<Answer<{ stance: Stance }>> {
  const request = { act: 'state' as const, permission: AT_TABLE, key, number, input };
  return act(services, actor, request, async (tx, loaded, at) => {
    if (input.stance === 'takes_part') {
      const free = await checkInterest(tx, loaded, actor);
      if (!free.ok) return free;
    }
    const mine = and(
      eq(negotiationPerson.negotiationId, loaded.document.id),
      eq(negotiationPerson.personId, actor.userId),
    );
    await tx.delete(negotiationPerson).where(mine);
    const who = { negotiationId: loaded.document.id, personId: actor.userId, personName: actor.name };
    await tx.insert(negotiationPerson).values({ ...who, ...input, statedAt: at });
    return ok({ value: { stance: input.stance }, note: input.statement, detail: { stance: input.stance } });
  });
}

/** Begins the first round. Refuses without items, with fewer than two people, and to whoever does not take part. */
export function beginRounds(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string; seenVersion: number },
): Promise<Answer<{ round: number }>> {
  const request = { act: 'begin' as const, permission: 'negotiation.manage' as const, ...given, input: {} };
  return act(services, actor, request, async (_tx, { lines, people }) => {
    const part = checkTakesPart(people.find((one) => one.personId === actor.userId)?.stance);
    if (!part.ok) return part;
    const ready = checkBeginning(lines.length, people);
    return ready.ok ? ok({ value: { round: 1 }, to: 'negotiating' }) : ready;
  });
}
