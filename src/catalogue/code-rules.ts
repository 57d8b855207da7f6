/** Which codes an item may be given: their shapes, their times, and whose they are already. Pure. */
import { isDay } from '../kernel/clock.ts';
import { readDeviceNumber, readUdiDi } from '../kernel/codes/device-numbers.ts';
import { readApprovalNumber, readBaseCode, readGtin, readTracePrefix } from '../kernel/codes/drug-codes.ts';
import { readNhsaCode } from '../kernel/codes/nhsa-code.ts';
import { readPreparationNumber } from '../kernel/codes/preparation-number.ts';
import { ok, type RefusalDetail, type Result, refuse } from '../kernel/result.ts';
import type { CodeType, ItemKind } from './item.ts';

/** What is known by experience only and does not stand in the way. */
export interface Caution {
  reason: string;
  detail: RefusalDetail;
}

export interface ReadCode {
  value: string;
  cautions: Caution[];
  /** Several items may have it: a barcode of packs, a class of consumables. */
  shared: boolean;
}

const alone = (value: string, cautions: Caution[] = []): ReadCode => ({ value, cautions, shared: false });

function readNhsa(text: string): Result<ReadCode> {
  const read = readNhsaCode(text);
  if (!read.ok) return read;
  const { value, known, shared } = read.value;
  const cautions = known ? [] : [{ reason: 'nhsa_code_letter', detail: { value, letter: value.slice(0, 1) } }];
  return ok({ value, cautions, shared });
}

function readBase(text: string): Result<ReadCode> {
  const read = readBaseCode(text);
  if (!read.ok) return read;
  const { value, checked } = read.value;
  return ok(alone(value, checked ? [] : [{ reason: 'base_code_check_digit', detail: { value } }]));
}

/** Codes of a platform or of our own: capitals, digits and `.-_/`. */
function readPlain(text: string): Result<ReadCode> {
  const value = text.normalize('NFKC').trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9._/-]{0,39}$/.test(value) ? ok(alone(value)) : refuse('code_shape', { value: text });
}

function mapped<T>(read: Result<T>, then: (value: T) => ReadCode): Result<ReadCode> {
  return read.ok ? ok(then(read.value)) : read;
}

/** The code as it is stored, with what only deserves a caution. Refuses what its type cannot be. */
export function readCode(type: CodeType, text: string): Result<ReadCode> {
  switch (type) {
    case 'gtin':
      return mapped(readGtin(text.normalize('NFKC')), (value) => ({ value, cautions: [], shared: true }));
    case 'udi_di':
      return mapped(readUdiDi(text), (value) => alone(value));
    case 'base_code':
      return readBase(text.normalize('NFKC'));
    case 'nhsa':
      return readNhsa(text);
    case 'trace_prefix':
      return mapped(readTracePrefix(text), (value) => alone(value));
    case 'platform':
      return mapped(readPlain(text), (code) => ({ ...code, shared: true }));
    case 'own':
      return readPlain(text);
  }
}

/** Which codes an item of a kind can have. */
export function codeTypesOf(kind: ItemKind): readonly CodeType[] {
  if (kind === 'drug') return ['gtin', 'base_code', 'nhsa', 'trace_prefix', 'platform', 'own'];
  if (kind === 'decoction_piece' || kind === 'preparation') return ['gtin', 'nhsa', 'trace_prefix', 'platform', 'own'];
  return ['gtin', 'udi_di', 'nhsa', 'platform', 'own'];
}

/** The days for which a code holds; empty `validFrom` and null `validTo` stand open. */
export interface CodeSpan {
  validFrom: string;
  validTo: string | null;
}

/** Refuses days that are none, and an end before the beginning. */
export function checkCodeSpan({ validFrom, validTo }: CodeSpan): Result<undefined> {
  if (validFrom !== '' && !isDay(validFrom)) return refuse('field_day', {}, 'validFrom');
  if (validTo === null) return ok();
  if (!isDay(validTo)) return refuse('field_day', {}, 'validTo');
  return validTo < validFrom ? refuse('code_span', { from: validFrom, to: validTo }, 'validTo') : ok();
}

/** True when both hold on some day. */
export function spansMeet(a: CodeSpan, b: CodeSpan): boolean {
  return (a.validTo === null || b.validFrom <= a.validTo) && (b.validTo === null || a.validFrom <= b.validTo);
}

/** The same code where it stands already. */
export interface Holder extends CodeSpan {
  itemId: number;
  productId: number;
  itemCode: string;
  itemName: string;
}

/**
 * Whose the code is already, on days that meet. Refuses `code_twice` for the same item and `code_taken` for another;
 * what several may share, and a 本位码 of another pack of the same product, is a caution.
 */
export function checkHolders(
  given: { itemId: number; productId: number; type: CodeType; code: ReadCode } & CodeSpan,
  holders: readonly Holder[],
): Result<Caution[]> {
  const meeting = holders.filter((holder) => spansMeet(given, holder));
  const { value } = given.code;
  if (meeting.some((holder) => holder.itemId === given.itemId)) return refuse('code_twice', { value }, 'value');
  const others = meeting.filter((holder) => given.type !== 'base_code' || holder.productId !== given.productId);
  const [other] = others;
  if (other === undefined) return ok([]);
  const detail = { value, code: other.itemCode, name: other.itemName };
  if (!given.code.shared) return refuse('code_taken', detail, 'value');
  return ok(
    others.map((each) => ({ reason: 'code_shared', detail: { ...detail, code: each.itemCode, name: each.itemName } })),
  );
}

/** 批准文号, 注册证号, 备案号 by kind of item: the law gives their shapes. Empty for what needs none. */
export function readProductNumber(kind: ItemKind, text: string): Result<string> {
  if (text.trim() === '') return ok('');
  if (kind === 'preparation') return readPreparationNumber(text);
  if (kind === 'drug' || kind === 'decoction_piece') {
    const read = readApprovalNumber(text);
    return read.ok ? read : refuse('approval_number_law', { value: text.trim() });
  }
  const device = readDeviceNumber(text);
  if (device.ok) return ok(device.value.value);
  if (kind !== 'reagent') return device;
  // Some reagents are registered as drugs: blood screening and radioactive ones
  const drug = readApprovalNumber(text);
  return drug.ok ? drug : device;
}
