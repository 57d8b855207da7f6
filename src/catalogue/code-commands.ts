/** Acts on the codes that others give to an item: add one for its time, end one. None is ever removed. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { isDay } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type Caution, checkCodeSpan, checkHolders, codeTypesOf, type Holder, readCode } from './code-rules.ts';
import type { CodeType } from './item.ts';
import { lockCatalogue } from './lock-commands.ts';

export interface NewCode {
  itemCode: string;
  type: CodeType;
  value: string;
  /** First day; empty when nobody knows it. */
  validFrom: string;
  /** Last day; null while it is valid. */
  validTo: string | null;
  source: string;
}

async function holdersOf(tx: Tx, type: CodeType, value: string): Promise<Holder[]> {
  // A GTIN of 12 or 13 digits is the same as the one of 14 with noughts before it
  const spellings =
    type === 'gtin' ? [...new Set([value, value.padStart(14, '0'), value.replace(/^0+/, '')])] : [value];
  if (type === 'gtin') for (const length of [12, 13]) spellings.push(value.replace(/^0+/, '').padStart(length, '0'));
  const rows = await tx
    .select({ code: itemCode, row: item })
    .from(itemCode)
    .innerJoin(item, eq(item.id, itemCode.itemId))
    .where(and(eq(itemCode.type, type), inArray(itemCode.value, spellings)));
  return rows.map(({ code, row }) => ({
    itemId: row.id,
    productId: row.productId,
    itemCode: row.code,
    itemName: row.genericName,
    validFrom: code.validFrom,
    validTo: code.validTo,
  }));
}

/** A code of ours may not be what another item is called by. */
async function checkOwn(tx: Tx, itemId: number, value: string): Promise<Result<undefined>> {
  const [other] = await tx.select().from(item).where(eq(item.code, value));
  if (other === undefined || other.id === itemId) return ok();
  return refuse('code_taken', { value, code: other.code, name: other.genericName }, 'value');
}

/**
 * Adds a code. The answer names what is only a caution: a check digit that is known by experience, a barcode that other
 * packs have too. Refuses a wrong shape, a code of another item on the same days, the same code twice.
 */
export function addCode(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: NewCode,
): Promise<Answer<{ cautions: Caution[]; value: string }>> {
  const request = { act: 'catalogue.add_code', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const [subject] = await tx.select().from(item).where(eq(item.code, input.itemCode));
    if (subject === undefined) return refuse('not_found');
    const { type, validFrom, validTo, source } = input;
    if (!codeTypesOf(subject.kind).includes(type))
      return refuse('code_not_of_kind', { type, kind: subject.kind }, 'type');
    const read = readCode(type, input.value);
    if (!read.ok) return { ...read, field: 'value' };
    const span = checkCodeSpan(input);
    if (!span.ok) return span;
    const { value } = read.value;
    const own = type === 'own' ? await checkOwn(tx, subject.id, value) : ok();
    if (!own.ok) return own;
    const given = { itemId: subject.id, productId: subject.productId, type, code: read.value, validFrom, validTo };
    const shared = checkHolders(given, await holdersOf(tx, type, value));
    if (!shared.ok) return shared;
    await tx.insert(itemCode).values({ itemId: subject.id, type, value, validFrom, validTo, source });
    const cautions = [...read.value.cautions, ...shared.value];
    const after = { type, value, validFrom, validTo, source };
    return ok({ value: { cautions, value }, subject: subject.code, after });
  });
}

export interface EndedCode {
  itemCode: string;
  type: CodeType;
  value: string;
  validFrom: string;
  /** Last day on which it is valid. */
  validTo: string;
}

/**
 * Ends a code that is valid: from the next day on another item may have it. Packs that are still about are found by it.
 * Refuses one that has ended already.
 */
export function endCode(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: EndedCode,
): Promise<Answer<{ value: string }>> {
  const request = { act: 'catalogue.end_code', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx) => {
    if (!may(actor.roles, 'catalogue.edit')) return refuseWithout('catalogue.edit');
    await lockCatalogue(tx);
    const [subject] = await tx.select().from(item).where(eq(item.code, input.itemCode));
    if (subject === undefined) return refuse('not_found');
    const { type, value, validFrom, validTo } = input;
    if (!isDay(validTo)) return refuse('field_day', {}, 'validTo');
    if (validTo < validFrom) return refuse('code_span', { from: validFrom, to: validTo }, 'validTo');
    const one = [
      eq(itemCode.itemId, subject.id),
      eq(itemCode.type, type),
      eq(itemCode.value, value),
      eq(itemCode.validFrom, validFrom),
    ];
    const ended = await tx
      .update(itemCode)
      .set({ validTo })
      .where(and(...one, isNull(itemCode.validTo)))
      .returning({ value: itemCode.value });
    if (ended.length === 0) return refuse('code_ended', { value });
    return ok({ value: { value }, subject: subject.code, before: { type, value, validTo: null }, after: { validTo } });
  });
}
