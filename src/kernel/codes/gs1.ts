/** Reads the GS1 codes on packs (UDI, GTIN with lot and expiry): what is not certain is refused, never guessed. */
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { gs1CheckDigit, hasGs1CheckDigit } from './check-digit.ts';
import { dayOfSix } from './gs1-day.ts';
import { type Identifier, identifier, identifierAt } from './gs1-identifiers.ts';
import { elementsOfLink } from './gs1-link.ts';
import { bracketed, type Element, swallowed } from './gs1-swallowed.ts';
import { cleanScan, SEPARATOR } from './scan-text.ts';

export interface Gs1Scan {
  /** GTIN-14 of what was scanned; null on a code of logistic units alone. */
  gtin: string | null;
  /** GTIN-14 of what a carton contains (02), with `count` of them; of a part of a pack (8006), the pack. */
  contentGtin: string | null;
  lot: string | null;
  serial: string | null;
  /** Days, YYYY-MM-DD; day 00 on the pack is the last of its month. */
  madeOn: string | null;
  bestBefore: string | null;
  expiresOn: string | null;
  /** Pieces in a carton (37) or a variable count (30). */
  count: number | null;
  /** The maker's own number of the article (240). */
  articleNumber: string | null;
  /** Number of a box or pallet (SSCC, 00). */
  unit: string | null;
  /** What the county's own label says (91). */
  own: string | null;
}

const GS1_PREFIX = /^\](?:d[12]|C1|Q3|e0|J1)/i;
const BRACKETED = /^\(\d{2,4}\)/;
/** GS1's character set 82. */
const CHARACTERS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;
const LONGEST = 200;
const ITEM_KEYS = ['00', '01', '02', '8006'];

/** True for text that claims to be a GS1 code: by its prefix, its brackets, its address or a checked key in front. */
export function looksLikeGs1(typed: string): boolean {
  const text = cleanScan(typed);
  if (GS1_PREFIX.test(text) || BRACKETED.test(text) || text.startsWith(SEPARATOR)) return true;
  if (/^91YX[LPB]/i.test(text) || elementsOfLink(text) !== undefined) return true;
  const plain = text.replaceAll(' ', '');
  if (/^0[12]\d{14}/.test(plain)) return hasGs1CheckDigit(plain.slice(2, 16));
  if (/^8006\d{18}/.test(plain)) return hasGs1CheckDigit(plain.slice(4, 18));
  return /^00\d{18}$/.test(plain) && hasGs1CheckDigit(plain.slice(2));
}

function splitBrackets(text: string): Result<Element[]> {
  const elements: Element[] = [];
  const parts = text.replaceAll(SEPARATOR, '').split(/\((\d{2,4})\)/);
  if (parts[0] !== '') return refuse('scan_value_invalid', { identifier: '', value: (parts[0] ?? '').slice(0, 40) });
  for (let at = 1; at < parts.length; at += 2) {
    const [name = '', value = ''] = parts.slice(at, at + 2);
    if (identifier(name) === undefined) return refuse('scan_identifier_unknown', { identifier: name });
    elements.push({ identifier: name, value, open: false });
  }
  return ok(elements);
}

function splitRaw(text: string): Result<Element[]> {
  const elements: Element[] = [];
  let rest = text;
  for (;;) {
    while (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
    if (rest === '') return ok(elements);
    const name = identifierAt(rest);
    if (name === undefined) return refuse('scan_identifier_unknown', { identifier: rest.slice(0, 2) });
    const { fixed: isFixed, length } = identifier(name) as Identifier;
    const body = rest.slice(name.length);
    const separator = body.indexOf(SEPARATOR);
    const end = isFixed ? length : separator === -1 ? body.length : separator;
    elements.push({ identifier: name, value: body.slice(0, end), open: !isFixed && separator === -1 });
    rest = body.slice(end);
  }
}

function splitLink(pairs: readonly [string, string][]): Result<Element[]> {
  const unknown = pairs.find(([name]) => identifier(name) === undefined);
  if (unknown !== undefined) return refuse('scan_identifier_unknown', { identifier: unknown[0].slice(0, 8) });
  return ok(pairs.map(([name, value]) => ({ identifier: name, value, open: false })));
}

function checkElement({ identifier: name, value }: Element, year: number): Refusal | undefined {
  const { shape, length, fixed: isFixed } = identifier(name) as Identifier;
  const digits = shape !== 'text';
  const wrongLength = isFixed ? value.length !== length : value === '' || value.length > length;
  if (wrongLength || (digits ? !/^\d+$/.test(value) : !CHARACTERS.test(value))) {
    return refuse('scan_value_invalid', { identifier: name, value: value.slice(0, 40) });
  }
  const keyed = name === '8006' ? value.slice(0, 14) : value;
  const checked = shape === 'key' || shape === 'unit' || name === '8006';
  if (checked && !hasGs1CheckDigit(keyed)) return refuse('scan_check_digit', { value: keyed });
  if (shape === 'date' && dayOfSix(value, year) === undefined) {
    return refuse('scan_date_invalid', { identifier: name, value });
  }
  return undefined;
}

/** Asked instead of guessed: what the code would be if the separator had been lost, and if it had not. */
function asked(elements: readonly Element[], year: number): Refusal | undefined {
  const eaten = swallowed(elements, year);
  if (eaten === undefined) return undefined;
  const gtin = elements.find(({ identifier: name }) => name === '01' || name === '02')?.value ?? null;
  const rest = splitRaw(eaten.rest);
  const apart = rest.ok ? bracketed([...eaten.before, ...rest.value, ...eaten.behind]) : '';
  const proposed = apart !== '' && readGs1(apart, year).ok ? apart : '';
  const { value: lot } = eaten.element;
  const { kept } = eaten;
  return refuse('scan_swallowed_expiry', { lot, gtin, kept, day: eaten.day, proposed, whole: bracketed(elements) });
}

function judge(elements: readonly Element[], year: number): Result<Map<string, string>> {
  const question = asked(elements, year);
  if (question !== undefined) return question;
  const values = new Map<string, string>();
  for (const element of elements) {
    const wrong = checkElement(element, year);
    if (wrong !== undefined) return wrong;
    const known = values.get(element.identifier);
    if (known !== undefined && known !== element.value) {
      return refuse('scan_repeated', { identifier: element.identifier });
    }
    values.set(element.identifier, element.value);
  }
  const isOwn = values.size === 1 && values.has('91');
  if (!isOwn && !ITEM_KEYS.some((key) => values.has(key))) return refuse('scan_item_missing');
  return values.has('37') && !values.has('02') ? refuse('scan_count_alone') : ok(values);
}

/** The elements of a code in whichever way it is written. */
function split(text: string): Result<Element[]> {
  const link = elementsOfLink(text);
  if (link !== undefined) return splitLink(link);
  // Space is in no GS1 value: somebody set the parts apart to read them
  const body = text.replaceAll(' ', '').replace(GS1_PREFIX, '');
  return BRACKETED.test(body) ? splitBrackets(body) : splitRaw(body);
}

/**
 * Reads an element string, with or without brackets and symbology prefix, or a GS1 Digital Link. Refuses an unknown
 * identifier, a wrong length, character, check digit or day, two values of one identifier, dates without an article,
 * and a lot that has swallowed a date; the last refusal still tells the `gtin`, and the code as it would read with the
 * separator (`proposed`) and without it (`whole`). Years are those nearest to `year`.
 */
export function readGs1(typed: string, year = new Date().getUTCFullYear()): Result<Gs1Scan> {
  const text = cleanScan(typed);
  if (text === '') return refuse('scan_empty');
  if (typed.length > LONGEST && elementsOfLink(text) === undefined) return refuse('scan_too_long');
  const elements = split(text);
  if (!elements.ok) return elements;
  const judged = judge(elements.value, year);
  if (!judged.ok) return judged;
  const value = (name: string) => judged.value.get(name) ?? null;
  const day = (name: string) => dayOfSix(value(name) ?? '', year) ?? null;
  const count = value('37') ?? value('30');
  return ok({
    gtin: value('01'),
    contentGtin: value('02') ?? value('8006')?.slice(0, 14) ?? null,
    lot: value('10'),
    serial: value('21'),
    madeOn: day('11'),
    bestBefore: day('15'),
    expiresOn: day('17'),
    count: count === null ? null : Number(count),
    articleNumber: value('240'),
    unit: value('00'),
    own: value('91'),
  });
}

/** A GTIN without its leading zeros: the same article, whether written with 8, 12, 13 or 14 digits. */
export function plainGtin(gtin: string): string {
  return gtin.replace(/^0+/, '');
}

/**
 * The article inside a case: a GTIN-14 with indicator 1 to 8 repeats the GTIN-13 of the pack with a check digit of its
 * own. Undefined for anything else.
 */
export function gtinInside(gtin: string): string | undefined {
  if (!/^[1-8]\d{13}$/.test(gtin) || !hasGs1CheckDigit(gtin)) return undefined;
  const body = gtin.slice(1, 13);
  return `${body}${gs1CheckDigit(body)}`;
}
