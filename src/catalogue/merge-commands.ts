/** Merges a generic that stands in the catalogue twice into the other: its levels move, its items and facts stay. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { concept, item, product, specification } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { moveSubstitutes } from '../substitutes/merge-commands.ts';
import { levelSubject } from './level-edit-commands.ts';
import type { ProductRow } from './level-queries.ts';
import { itemsUnder } from './level-queries.ts';
import { lockCatalogue } from './lock-commands.ts';
import { type Merger, mergerOf } from './merge-queries.ts';
import type { Joined } from './merge-rules.ts';
import { rewriteItems } from './rewrite-commands.ts';
import { refuseStale } from './stale-queries.ts';

export interface MergeInput {
  fromId: number;
  intoId: number;
  /** What the page saw of both. */
  seen: string;
}

/**
 * Everything below `fromId` goes below `intoId`, which learns its names; the emptied rows go. Refuses a stale page and
 * each conflict of the plan: another kind, route, grade or control class, one maker's product under two numbers,
 * substitutes that would meet. It cannot be taken back in one act; the audit row tells what stood where.
 */
export function mergeConcepts(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: MergeInput,
): Promise<Answer<{ items: number }>> {
  const subject = levelSubject('concept', input.intoId);
  return command(services, actor, { act: 'catalogue.merge_concepts', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const merger = await mergerOf(tx, input.fromId, input.intoId);
    if (merger === undefined) return refuse('not_found');
    const [conflict] = merger.plan.conflicts;
    if (conflict !== undefined) return refuse(conflict.reason, conflict.detail);
    if (merger.seen !== input.seen) return refuseStale(tx, subject);
    await moveLevels(tx, merger);
    await moveSubstitutes(tx, input.fromId, input.intoId);
    await learn(tx, merger);
    await tx.delete(concept).where(eq(concept.id, input.fromId));
    await rewriteItems(tx, await itemsUnder(tx, 'concept', input.intoId), at);
    const items = merger.from.items.length;
    return ok({ value: { items }, subject, before: standingOf(merger), after: afterOf(merger) });
  });
}

async function moveLevels(tx: Tx, { into, plan }: Merger): Promise<void> {
  for (const { id } of plan.movedSpecifications) {
    await tx.update(specification).set({ conceptId: into.concept.id }).where(eq(specification.id, id));
  }
  for (const { row, specificationId } of plan.movedProducts) {
    await tx.update(product).set({ specificationId }).where(eq(product.id, row.id));
  }
  for (const joined of plan.joinedProducts) await joinProduct(tx, joined);
  for (const { from } of plan.joinedSpecifications) {
    await tx.delete(specification).where(eq(specification.id, from.id));
  }
}

/** What the product that stays does not say of itself, it takes from the other. */
async function joinProduct(tx: Tx, { from, into }: Joined<ProductRow>): Promise<void> {
  await tx.update(item).set({ productId: into.id }).where(eq(item.productId, from.id));
  const words = {
    holder: into.holder === '' ? from.holder : into.holder,
    approvalNumber: into.approvalNumber === '' ? from.approvalNumber : into.approvalNumber,
    standard: into.standard === '' ? from.standard : into.standard,
    retestMonths: into.retestMonths ?? from.retestMonths,
  };
  await tx.update(product).set(words).where(eq(product.id, into.id));
  await tx.delete(product).where(eq(product.id, from.id));
}

async function learn(tx: Tx, { from, into, plan }: Merger): Promise<void> {
  const { therapeuticClass, consumableGrade, aliases } = into.concept;
  const words = {
    aliases: [...aliases, ...plan.newAliases],
    therapeuticClass: therapeuticClass === '' ? from.concept.therapeuticClass : therapeuticClass,
    consumableGrade: consumableGrade ?? from.concept.consumableGrade,
  };
  await tx.update(concept).set(words).where(eq(concept.id, into.concept.id));
}

/** What stood where, so that it can be put back by hand. */
function standingOf({ from, into }: Merger): object {
  const { genericName, form, aliases } = from.concept;
  const items = from.items.map((each) => `${each.code} ${each.strength} ${each.manufacturer}`.trim());
  return { genericName, form, aliases, items, into: into.concept.genericName };
}

function afterOf({ from, into, plan, substitutes }: Merger): object {
  return {
    genericName: into.concept.genericName,
    form: into.concept.form,
    specifications: plan.movedSpecifications.length,
    joined: plan.joinedSpecifications.length,
    items: from.items.length,
    aliases: plan.newAliases,
    substitutes: substitutes.moves,
  };
}
