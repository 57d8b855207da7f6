/** Acts on single items: a new one or another pack, a changed pack, out of use and back. None is ever deleted. */
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkNewItem, LARGEST_PACK, type NewItemWords } from './edit-rules.ts';
import type { ItemDraft } from './item.ts';
import { addItems } from './item-commands.ts';
import { conceptById, everPublished, haveHistory, productById, seenOf, specificationById } from './level-queries.ts';
import { lockCatalogue } from './lock-commands.ts';
import type { ItemRow } from './queries.ts';
import { checkChanges } from './rules.ts';
import { refuseStale } from './stale-queries.ts';

/** Where a new item hangs: under rows that are there, whose words then hold, or under what the words make. */
export interface Under {
  conceptId?: number | undefined;
  specificationId?: number | undefined;
  productId?: number | undefined;
}

/** The words of the rows that were chosen replace those that came with the form. */
async function placed(tx: Tx, under: Under, words: NewItemWords): Promise<Result<NewItemWords>> {
  if (under.productId !== undefined) {
    const found = await productById(tx, under.productId);
    if (found === undefined) return refuse('not_found');
    const { id: _p, specificationId: _s, ...ofProduct } = found.product;
    const { strength, baseUnit, scale } = found.specification;
    const { id: _c, ...ofConcept } = found.concept;
    return ok({ ...words, ...ofProduct, strength, baseUnit, scale, ...ofConcept });
  }
  if (under.specificationId !== undefined) {
    const found = await specificationById(tx, under.specificationId);
    if (found === undefined) return refuse('not_found');
    const { strength, baseUnit, scale } = found.specification;
    const { id: _c, ...ofConcept } = found.concept;
    return ok({ ...words, strength, baseUnit, scale, ...ofConcept });
  }
  if (under.conceptId === undefined) return ok(words);
  const found = await conceptById(tx, under.conceptId);
  if (found === undefined) return refuse('not_found');
  const { id: _c, ...ofConcept } = found;
  return ok({ ...words, ...ofConcept });
}

function draftOf(words: NewItemWords, tiersOpen: boolean): ItemDraft {
  const { route, therapeuticClass, consumableGrade, holder, brand, origin, grade, standard, retestMonths, ...rest } =
    words;
  return {
    ...rest,
    codeBase: null,
    importKey: null,
    approvalNumber: words.approvalNumber === '' ? null : words.approvalNumber,
    countyTier: tiersOpen && words.countyTier,
    townshipTier: tiersOpen && words.townshipTier,
    villageTier: tiersOpen && words.villageTier,
    active: true,
    codes: [],
    levels: { route, therapeuticClass, consumableGrade, holder, brand, origin, grade, standard, retestMonths },
    leaves: [],
  };
}

async function samePack(tx: Tx, productId: number, packUnit: string, packSize: number): Promise<ItemRow | undefined> {
  const [row] = await tx
    .select()
    .from(item)
    .where(and(eq(item.productId, productId), eq(item.packUnit, packUnit), eq(item.packSize, packSize)));
  return row;
}

/**
 * Adds one item with its facts; levels that are new are made. Once a version of the formulary is published the item
 * belongs to no tier until a version takes it in. Refuses a code in use, the same pack of the same product, a number
 * that the law does not know for the kind, a narcotic outside a locked cabinet.
 */
export function addItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { under: Under; words: NewItemWords },
): Promise<Answer<{ code: string; name: string; inFormulary: boolean }>> {
  const request = { act: 'catalogue.add_item', key, input, subject: input.words.code };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const whole = await placed(tx, input.under, input.words);
    if (!whole.ok) return whole;
    const checked = checkNewItem(whole.value, input.under.productId !== undefined);
    if (!checked.ok) return checked;
    const words = checked.value;
    const [taken] = await tx.select().from(item).where(eq(item.code, words.code));
    if (taken !== undefined) return refuse('item_code_taken', { code: taken.code, name: taken.genericName }, 'code');
    const tiersOpen = !(await everPublished(tx));
    const added = await addItems(tx, [draftOf(words, tiersOpen)], at, { by: actor.userId, legalBasis: 'hand' });
    if (!added.ok) return added;
    const [row] = await tx.select().from(item).where(eq(item.code, words.code));
    if (row === undefined) throw new Error(`item ${words.code} was not written`);
    const same = await tx
      .select()
      .from(item)
      .where(
        and(
          eq(item.productId, row.productId),
          eq(item.packUnit, row.packUnit),
          eq(item.packSize, row.packSize),
          ne(item.id, row.id),
        ),
      );
    if (same[0] !== undefined) return refuse('item_exists', { code: same[0].code }, 'packSize');
    const inFormulary = row.countyTier || row.townshipTier || row.villageTier;
    const value = { code: row.code, name: row.genericName, inFormulary };
    return ok({ value, subject: row.code, after: words });
  });
}

export interface PackWords {
  packUnit: string;
  /** Displayed units in a pack: tablets, or grams of what is weighed; left out, it stays. */
  packSize?: number | undefined;
  pricePack: number;
}

/** Changes pack and price. Refuses another size once there is stock history, a pack that is there, a stale page. */
export function changePack(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; seen: string } & PackWords,
): Promise<Answer<{ code: string }>> {
  const request = { act: 'catalogue.change_item', key, input, subject: input.code };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const [before] = await tx.select().from(item).where(eq(item.code, input.code));
    if (before === undefined) return refuse('not_found');
    if (seenOf(before) !== input.seen) return refuseStale(tx, before.code);
    const { packUnit, pricePack } = input;
    const asked = input.packSize ?? before.packSize / before.scale;
    if (asked > LARGEST_PACK) return refuse('item_pack_size_large', { largest: LARGEST_PACK }, 'packSize');
    const packSize = asked * before.scale;
    const sizes = { field: 'packSize' as const, before: String(before.packSize), after: String(packSize) };
    const changes = packSize === before.packSize ? [] : [sizes];
    const allowed = checkChanges(changes, await haveHistory(tx, [before.id]));
    if (!allowed.ok) return { ...allowed, field: 'packSize' };
    const same = await samePack(tx, before.productId, packUnit, packSize);
    if (same !== undefined && same.id !== before.id) return refuse('item_exists', { code: same.code }, 'packSize');
    const after = { packUnit, packSize, pricePack };
    await tx
      .update(item)
      .set({ ...after, updatedAt: at })
      .where(eq(item.id, before.id));
    const old = { packUnit: before.packUnit, packSize: before.packSize, pricePack: before.pricePack };
    return ok({ value: { code: before.code }, subject: before.code, before: old, after });
  });
}

function turn(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; active: boolean; reason: string },
): Promise<Answer<{ code: string; name: string }>> {
  const act = input.active ? 'catalogue.reinstate' : 'catalogue.retire';
  return command(services, actor, { act, key, input, subject: input.code }, async (tx, at) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const [row] = await tx.select().from(item).where(eq(item.code, input.code));
    if (row === undefined) return refuse('not_found');
    if (row.active === input.active) return refuse(input.active ? 'item_in_use' : 'item_retired', { code: row.code });
    await tx.update(item).set({ active: input.active, updatedAt: at }).where(eq(item.id, row.id));
    const value = { code: row.code, name: row.genericName };
    return ok({ value, subject: row.code, before: { active: row.active }, after: input });
  });
}

/** Takes an item out of use: it can no longer be found to order or ask for; stock and open documents go on. */
export function retireItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; reason: string },
): Promise<Answer<{ code: string; name: string }>> {
  return turn(services, actor, key, { ...input, active: false });
}

/** Brings a retired item back. */
export function reinstateItem(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { code: string; reason: string },
): Promise<Answer<{ code: string; name: string }>> {
  return turn(services, actor, key, { ...input, active: true });
}
