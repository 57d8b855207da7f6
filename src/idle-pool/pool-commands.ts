/** Idle equipment offered to others and taken back, and what members ask for; nothing moves by it. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { idleDemand, idleOffer } from '../../db/schema/asset-values.ts';
import { statement } from '../../db/statement.ts';
import { lockAsset } from '../assets/advance-commands.ts';
import { assetByNumber, assetClasses } from '../assets/record-queries.ts';
import { looksAfter } from '../assets/rules.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById, organisationsUnder } from '../organisations/queries.ts';
import { type Condition, checkOffer } from './rules.ts';

const numberOf = statement('select number from asset where id = :id');

/** The card, locked, when the person looks after it. */
async function keptCard(tx: Tx, actor: Actor, number: string) {
  const locked = await lockAsset(tx, number);
  const card = locked && (await assetByNumber(tx, actor.scopePath, number));
  if (card === undefined) return refuse('not_found');
  if (!may(actor.roles, 'asset.edit') && !looksAfter(actor, card)) return refuse('asset_not_here', { number });
  return ok(card);
}

/** Confirms that a thing may go to another member. Refuses what is not idle, and what is offered already. */
export function offerAsset(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; condition: Condition; expectedFen: number; note: string },
): Promise<Answer<{ id: number }>> {
  const { number, ...facts } = input;
  return command(services, actor, { act: 'asset.offer', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const card = await keptCard(tx, actor, number);
    if (!card.ok) return card;
    const fit = checkOffer(card.value.asset);
    if (!fit.ok) return fit;
    const by = { offeredBy: actor.userId, offeredByName: actor.name, offeredAt: at };
    const [made] = await tx
      .insert(idleOffer)
      .values({ assetId: card.value.asset.id, ...facts, ...by })
      .onConflictDoNothing()
      .returning({ id: idleOffer.id });
    if (made === undefined) return refuse('asset_offered', { number });
    return ok({ value: made, subject: number, after: facts });
  });
}

/** Takes an offer back. Refuses one that has ended. */
export function endOffer(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; reason: string },
): Promise<Answer<{ number: string }>> {
  const { id, reason } = input;
  return command(services, actor, { act: 'asset.offer_end', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const number = await numberOffered(tx, id);
    if (number === undefined) return refuse('not_found');
    about(number);
    const card = await keptCard(tx, actor, number);
    if (!card.ok) return card;
    const ended = await tx
      .update(idleOffer)
      .set({ endedBy: actor.userId, endedAt: at, endReason: reason })
      .where(and(eq(idleOffer.id, id), isNull(idleOffer.endedAt)))
      .returning({ id: idleOffer.id });
    if (ended.length === 0) return refuse('asset_offer_ended');
    return ok({ value: { number }, subject: number, after: { reason } });
  });
}

/** Ends the standing offer of a card that leaves its owner, if there is one. The caller holds the card. */
export async function endOfferOfLeaving(
  tx: Tx,
  actor: Actor,
  at: number,
  { assetId, note }: { assetId: number; note: string },
): Promise<void> {
  const standing = and(eq(idleOffer.assetId, assetId), isNull(idleOffer.endedAt));
  await tx.update(idleOffer).set({ endedBy: actor.userId, endedAt: at, endReason: note }).where(standing);
}

async function numberOffered(tx: Tx, id: number): Promise<string | undefined> {
  const [offer] = await tx.select({ assetId: idleOffer.assetId }).from(idleOffer).where(eq(idleOffer.id, id));
  if (offer === undefined) return undefined;
  const [card] = await tx.run<{ number: string }>(numberOf, { id: offer.assetId });
  return card?.number;
}

/** The member that asks: the person's own, or one within the reach of the asset office. */
async function askingMember(tx: Tx, actor: Actor, code: string): Promise<Result<number>> {
  const members = await organisationsUnder(tx, actor.scopePath);
  const member = members.find((one) => one.code === code && one.active);
  if (member === undefined) return refuse('asset_member_unknown', { code }, 'member');
  const own = member.id === actor.organisationId || may(actor.roles, 'asset.edit') || actor.scopePath !== '/';
  return own ? ok(member.id) : refuse('asset_member_unknown', { code }, 'member');
}

/** Says what a member would take from the pool, and what for. Refuses unknown classes and members out of reach. */
export function askForAsset(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { member: string; classCode: string; specification: string; reason: string },
): Promise<Answer<{ id: number }>> {
  const { member, classCode, specification, reason } = input;
  return command(services, actor, { act: 'asset.demand', key, input, subject: member }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const asking = await askingMember(tx, actor, member);
    if (!asking.ok) return asking;
    const wanted = (await assetClasses(tx)).find((one) => one.code === classCode);
    if (wanted === undefined) return refuse('asset_class_unknown', { code: classCode }, 'classCode');
    const by = { askedBy: actor.userId, askedByName: actor.name, askedAt: at };
    const [made] = await tx
      .insert(idleDemand)
      .values({ organisationId: asking.value, classId: wanted.id, specification, reason, ...by })
      .returning({ id: idleDemand.id });
    if (made === undefined) throw new Error('the demand was not written');
    return ok({ value: made, subject: member, after: input });
  });
}

/** Withdraws a demand. Refuses one that has ended, and those of members out of reach. */
export function endDemand(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; reason: string },
): Promise<Answer<{ id: number }>> {
  const { id, reason } = input;
  return command(services, actor, { act: 'asset.demand_end', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const [demand] = await tx.select().from(idleDemand).where(eq(idleDemand.id, id));
    const member = demand && (await organisationById(tx, demand.organisationId));
    if (member === undefined || !member.path.startsWith(actor.scopePath)) return refuse('not_found');
    about(member.code);
    const own = member.id === actor.organisationId || may(actor.roles, 'asset.edit') || actor.scopePath !== '/';
    if (!own) return refuse('not_found');
    const ended = await tx
      .update(idleDemand)
      .set({ endedBy: actor.userId, endedAt: at, endReason: reason })
      .where(and(eq(idleDemand.id, id), isNull(idleDemand.endedAt)))
      .returning({ id: idleDemand.id });
    if (ended.length === 0) return refuse('asset_offer_ended');
    return ok({ value: { id }, subject: member.code, after: { reason } });
  });
}
