/** Changes of the levels above items: the copies on every item below change in the same transaction. */
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { concept, product, specification } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command, type Done } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { readProductNumber } from './code-rules.ts';
import {
  conceptById,
  haveHistory,
  itemsUnder,
  type Level,
  productById,
  seenOf,
  specificationById,
} from './level-queries.ts';
import type { ConsumableGrade, Route } from './levels.ts';
import { lockCatalogue } from './lock-commands.ts';
import { rewriteItems } from './rewrite-commands.ts';
import { refuseStale } from './stale-queries.ts';

/** Which row, and what the person saw of it. */
interface Target {
  id: number;
  seen: string;
}

export interface ConceptWords {
  genericName: string;
  form: string;
  route: Route;
  aliases: string[];
  therapeuticClass: string;
  consumableGrade: ConsumableGrade | null;
}

export interface SpecificationWords {
  strength: string;
  baseUnit: string;
  scale: number;
}

export interface ProductWords {
  manufacturer: string;
  holder: string;
  brand: string;
  approvalNumber: string;
  origin: string;
  grade: string;
  standard: string;
  retestMonths: number | null;
}

export interface Changed {
  /** Items whose words changed with it. */
  items: number;
}

export const levelSubject = (level: Level, id: number) => `${level} ${id}`;

function edit(
  services: CommandServices,
  actor: Actor,
  request: { level: Level; key: string | null; input: Target & object },
  work: (tx: Tx, at: number) => Promise<Result<Done<Changed>>>,
): Promise<Answer<Changed>> {
  const { level, key, input } = request;
  const subject = levelSubject(level, input.id);
  return command(services, actor, { act: `catalogue.change_${level}`, key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    return work(tx, at);
  });
}

/** Refuses an empty name, a name and form that another concept of the kind has, a stale page. */
export function changeConcept(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Target & ConceptWords,
): Promise<Answer<Changed>> {
  return edit(services, actor, { level: 'concept', key, input }, async (tx, at) => {
    const before = await conceptById(tx, input.id);
    if (before === undefined) return refuse('not_found');
    const subject = levelSubject('concept', input.id);
    if (seenOf(before) !== input.seen) return refuseStale(tx, subject);
    const { id, seen: _seen, ...words } = input;
    const same = and(
      eq(concept.kind, before.kind),
      eq(concept.genericName, words.genericName),
      eq(concept.form, words.form),
      ne(concept.id, id),
    );
    const [other] = await tx.select().from(concept).where(same);
    const named = { name: words.genericName, form: words.form };
    if (other !== undefined) return refuse('concept_exists', named, 'genericName');
    if (before.kind !== 'consumable' && words.consumableGrade !== null) {
      return refuse('grade_not_of_kind', {}, 'consumableGrade');
    }
    await tx.update(concept).set(words).where(eq(concept.id, id));
    const items = await itemsUnder(tx, 'concept', id);
    await rewriteItems(tx, items, at);
    return ok({ value: { items: items.length }, subject, before, after: { ...words, items: items.length } });
  });
}

/**
 * Refuses a strength that the concept has already in this unit, another base unit or scale while an item below has
 * stock history, a stale page.
 */
export function changeSpecification(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Target & SpecificationWords,
): Promise<Answer<Changed>> {
  return edit(services, actor, { level: 'specification', key, input }, async (tx, at) => {
    const found = await specificationById(tx, input.id);
    if (found === undefined) return refuse('not_found');
    const before = found.specification;
    const subject = levelSubject('specification', input.id);
    if (seenOf(before) !== input.seen) return refuseStale(tx, subject);
    const { id, seen: _seen, ...words } = input;
    const items = await itemsUnder(tx, 'specification', id);
    const unitChanges = words.baseUnit !== before.baseUnit || words.scale !== before.scale;
    if (unitChanges && (await haveHistory(tx, items))) {
      const detail = { before: `${before.baseUnit}×${before.scale}`, after: `${words.baseUnit}×${words.scale}` };
      return refuse('item_unit_fixed', detail, 'baseUnit');
    }
    const same = and(
      eq(specification.conceptId, before.conceptId),
      eq(specification.strength, words.strength),
      eq(specification.baseUnit, words.baseUnit),
      eq(specification.scale, words.scale),
      ne(specification.id, id),
    );
    const [other] = await tx.select().from(specification).where(same);
    if (other !== undefined) return refuse('specification_exists', { strength: words.strength }, 'strength');
    await tx.update(specification).set(words).where(eq(specification.id, id));
    await rewriteItems(tx, items, at);
    return ok({ value: { items: items.length }, subject, before, after: { ...words, items: items.length } });
  });
}

/** Refuses a number that the law does not know for the kind, a maker that the strength has already, a stale page. */
export function changeProduct(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: Target & ProductWords,
): Promise<Answer<Changed>> {
  return edit(services, actor, { level: 'product', key, input }, async (tx, at) => {
    const found = await productById(tx, input.id);
    if (found === undefined) return refuse('not_found');
    const before = found.product;
    const subject = levelSubject('product', input.id);
    if (seenOf(before) !== input.seen) return refuseStale(tx, subject);
    const { id, seen: _seen, ...typed } = input;
    // A number that stood there before the law's shapes were asked for may stay
    const unchanged = typed.approvalNumber === before.approvalNumber;
    const number = unchanged ? ok(before.approvalNumber) : readProductNumber(found.concept.kind, typed.approvalNumber);
    if (!number.ok) return { ...number, field: 'approvalNumber' };
    const words = { ...typed, approvalNumber: number.value };
    const same = and(
      eq(product.specificationId, before.specificationId),
      eq(product.manufacturer, words.manufacturer),
      eq(product.brand, words.brand),
      eq(product.origin, words.origin),
      eq(product.grade, words.grade),
      ne(product.id, id),
    );
    const [other] = await tx.select().from(product).where(same);
    if (other !== undefined) return refuse('product_exists', { maker: words.manufacturer }, 'manufacturer');
    await tx.update(product).set(words).where(eq(product.id, id));
    const items = await itemsUnder(tx, 'product', id);
    await rewriteItems(tx, items, at);
    return ok({ value: { items: items.length }, subject, before, after: { ...words, items: items.length } });
  });
}
