/** Recording a purchase card, and withdrawing one: a renewal is a card of its own. */
import { and, eq } from 'drizzle-orm';
import { purchaseCard } from '../../db/schema/controlled.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { CardClass } from './rules.ts';

export interface CardInput {
  organisationCode: string;
  number: string;
  classes: CardClass[];
  /** Names of those who may buy with it. */
  buyers: string;
  validFrom: string;
  validTo: string;
}

/** Refuses who may not, a member out of reach, a number that is taken, no class, and an end before its beginning. */
export function recordCard(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: CardInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'card.record', key, input, subject: input.number }, async (tx, at) => {
    if (!may(actor.roles, 'card.manage')) return refuseWithout('card.manage');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    const { number, buyers, validFrom, validTo } = input;
    if (input.classes.length === 0) return refuse('card_class_missing', {}, 'classes');
    if (validTo < validFrom) return refuse('card_span', {}, 'validTo');
    const classes = [...new Set(input.classes)].join(',');
    const values = { organisationId: place.id, number, classes, buyers, validFrom, validTo };
    const written = await tx
      .insert(purchaseCard)
      .values({ ...values, recordedBy: actor.userId, recordedAt: at })
      .onConflictDoNothing()
      .returning({ id: purchaseCard.id });
    if (written.length === 0) return refuse('card_number_taken', { number }, 'number');
    return ok({ value: { number }, subject: number, after: input });
  });
}

/** Withdraws a card, for good: from now on nothing is bought with it. Refuses one that is withdrawn, and no reason. */
export function withdrawCard(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; reason: string },
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'card.withdraw', key, input }, async (tx) => {
    if (!may(actor.roles, 'card.manage')) return refuseWithout('card.manage');
    const [found] = await tx
      .select({ number: purchaseCard.number, path: organisation.path })
      .from(purchaseCard)
      .innerJoin(organisation, eq(organisation.id, purchaseCard.organisationId))
      .where(eq(purchaseCard.id, input.id));
    if (found === undefined || !found.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (input.reason.trim() === '') return refuse('reason_missing', {}, 'reason');
    const inForce = and(eq(purchaseCard.id, input.id), eq(purchaseCard.withdrawn, false));
    const done = await tx
      .update(purchaseCard)
      .set({ withdrawn: true })
      .where(inForce)
      .returning({ id: purchaseCard.id });
    const { number } = found;
    if (done.length === 0) return refuse('card_withdrawn', { number });
    return ok({ value: { number }, subject: number, after: { reason: input.reason } });
  });
}
