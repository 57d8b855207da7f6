/** Reads the GS1 codes on packs (UDI, GTIN with lot and expiry): what is not certain is refused, never guessed. */
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { gs1CheckDigit, hasGs1CheckDigit } from './check-digit.ts';

export interface Gs1Scan {
  /** GTIN-14 of what was scanned; null on a code of logistic units alone. */
  gtin: string | null;
  /** GTIN-14 of what a carton contains (02), with `count` of them. */
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
}

type Shape = 'key' | 'date' | 'text' | 'number' | 'unit';

interface Identifier {
  shape: Shape;
  /** Characters; a fixed length needs no separator behind it. */
  length: number;
  fixed: boolean;
}

const fixed = (shape: Shape, length: number): Identifier => ({ shape, length, fixed: true });
const upTo = (shape: Shape, length: number): Identifier => ({ shape, length, fixed: false });

/** What stands on medicines and devices. Any other identifier refuses the code: it may change what the rest means. */
const IDENTIFIERS: Record<string, Identifier> = {
  '00': fixed('unit', 18),
  '01': fixed('key', 14),
  '02': fixed('key', 14),
  '10': upTo('text', 20),
  '11': fixed('date', 6),
  '13': fixed('date', 6),
  '15': fixed('date', 6),
  '17': fixed('date', 6),
  '20': fixed('number', 2),
  '21': upTo('text', 20),
  '30': upTo('number', 8),
  '37': upTo('number', 8),
  '240': upTo('text', 30),
};

const SEPARATOR = '\u001d';
const GS1_PREFIX = /^\](?:d2|C1|Q3|e0|J1)/;
const BRACKETED = /^\(\d{2,3}\)/;
/** GS1's character set 82. */
const CHARACTERS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;
const LONGEST = 200;

/** The separator as scanners and test pages write it. */
function withSeparators(text: string): string {
  return text.replace(/\u241d|<GS>|\{GS\}/g, SEPARATOR);
}

/** True for text that claims to be a GS1 code: by its prefix, its brackets, or a checked key at its start. */
export function looksLikeGs1(typed: string): boolean {
  const text = withSeparators(typed.trim());
  if (GS1_PREFIX.test(text) || BRACKETED.test(text) || text.startsWith(SEPARATOR)) return true;
  if (/^0[12]\d{14}/.test(text)) return hasGs1CheckDigit(text.slice(2, 16));
  return /^00\d{18}$/.test(text) && hasGs1CheckDigit(text.slice(2));
}

/** The identifier at the start of `text`; the longer ones first. */
function identifierAt(text: string): string | undefined {
  return [text.slice(0, 3), text.slice(0, 2)].find((each) => IDENTIFIERS[each] !== undefined);
}

interface Element {
  identifier: string;
  value: string;
  /** True when nothing but the end of the code said where the value ends. */
  open: boolean;
}

function splitBrackets(text: string): Result<Element[]> {
  const elements: Element[] = [];
  const parts = text.replaceAll(SEPARATOR, '').split(/\((\d{2,4})\)/);
  if (parts[0] !== '') return refuse('scan_value_invalid', { identifier: '', value: parts[0] ?? '' });
  for (let at = 1; at < parts.length; at += 2) {
    const [identifier = '', value = ''] = parts.slice(at, at + 2);
    if (IDENTIFIERS[identifier] === undefined) return refuse('scan_identifier_unknown', { identifier });
    elements.push({ identifier, value, open: false });
  }
  return ok(elements);
}

function splitRaw(text: string): Result<Element[]> {
  const elements: Element[] = [];
  let rest = text;
  for (;;) {
    while (rest.startsWith(SEPARATOR)) rest = rest.slice(1);
    if (rest === '') return ok(elements);
    const identifier = identifierAt(rest);
    if (identifier === undefined) return refuse('scan_identifier_unknown', { identifier: rest.slice(0, 2) });
    const { fixed: isFixed, length } = IDENTIFIERS[identifier] as Identifier;
    const body = rest.slice(identifier.length);
    const separator = body.indexOf(SEPARATOR);
    const end = isFixed ? length : separator === -1 ? body.length : separator;
    elements.push({ identifier, value: body.slice(0, end), open: !isFixed && separator === -1 });
    rest = body.slice(end);
  }
}

/** YYMMDD as a day of this century: no medicine in use was made or expires in another. Day 00 is the month's last. */
function dayOfSix(digits: string): string | undefined {
  const [year, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  const last = new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
  if (!/^\d{6}$/.test(digits) || month < 1 || month > 12 || day > last) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  return `20${two(year)}-${two(month)}-${two(day === 0 ? last : day)}`;
}

function checkElement({ identifier, value }: Element): Refusal | undefined {
  const { shape, length, fixed: isFixed } = IDENTIFIERS[identifier] as Identifier;
  const digits = shape !== 'text';
  const wrongLength = isFixed ? value.length !== length : value === '' || value.length > length;
  if (wrongLength || (digits ? !/^\d+$/.test(value) : !CHARACTERS.test(value))) {
    return refuse('scan_value_invalid', { identifier, value: value.slice(0, 40) });
  }
  if ((shape === 'key' || shape === 'unit') && !hasGs1CheckDigit(value)) return refuse('scan_check_digit', { value });
  if (shape === 'date' && dayOfSix(value) === undefined) return refuse('scan_date_invalid', { identifier, value });
  return undefined;
}

/** Years that a date on a pack in use may have: others are digits of a lot that happen to look like one. */
function isPlausible(digits: string): boolean {
  const day = dayOfSix(digits);
  return day !== undefined && day >= '2015' && day < '2050';
}

/**
 * A scanner that drops the separator lets a lot or serial swallow the date behind it, and the code still reads. When
 * a value that only the code's end closed holds an absent date at its end, or an expiry before another element, the
 * person is asked instead.
 */
function swallowed(elements: readonly Element[]): Element | undefined {
  const given = new Set(elements.map((element) => element.identifier));
  const absent = ['17', '11', '13', '15'].filter((date) => !given.has(date));
  return elements.find(({ open, value, identifier }) => {
    if (!open || IDENTIFIERS[identifier]?.shape !== 'text') return false;
    const tail = value.slice(-8);
    if (value.length > 8 && absent.includes(tail.slice(0, 2)) && isPlausible(tail.slice(2))) return true;
    const inside = [...value.matchAll(/(?<=.)17(?=(\d{6})(?:10|21|11).)/g)];
    return absent.includes('17') && inside.some((match) => isPlausible(match[1] ?? ''));
  });
}

function judge(elements: readonly Element[]): Result<Map<string, string>> {
  const eater = swallowed(elements);
  if (eater !== undefined) {
    const gtin = elements.find(({ identifier }) => identifier === '01' || identifier === '02')?.value ?? null;
    return refuse('scan_swallowed_expiry', { lot: eater.value, gtin });
  }
  const values = new Map<string, string>();
  for (const element of elements) {
    const wrong = checkElement(element);
    if (wrong !== undefined) return wrong;
    const known = values.get(element.identifier);
    if (known !== undefined && known !== element.value) {
      return refuse('scan_repeated', { identifier: element.identifier });
    }
    values.set(element.identifier, element.value);
  }
  if (!['00', '01', '02'].some((key) => values.has(key))) return refuse('scan_item_missing');
  return values.has('37') && !values.has('02') ? refuse('scan_count_alone') : ok(values);
}

/**
 * Reads an element string, with or without brackets and symbology prefix. Refuses an unknown identifier, a wrong
 * length, character, check digit or day, two values of one identifier, dates without an article, and a lot that has
 * swallowed a date; the last refusal still tells the `gtin`.
 */
export function readGs1(typed: string): Result<Gs1Scan> {
  const text = withSeparators(typed.trim());
  if (text === '') return refuse('scan_empty');
  if (text.length > LONGEST) return refuse('scan_too_long');
  const body = text.replace(GS1_PREFIX, '');
  const elements = BRACKETED.test(body) ? splitBrackets(body) : splitRaw(body);
  if (!elements.ok) return elements;
  const judged = judge(elements.value);
  if (!judged.ok) return judged;
  const value = (identifier: string) => judged.value.get(identifier) ?? null;
  const day = (identifier: string) => dayOfSix(value(identifier) ?? '') ?? null;
  const count = value('37') ?? value('30');
  return ok({
    gtin: value('01'),
    contentGtin: value('02'),
    lot: value('10'),
    serial: value('21'),
    madeOn: day('11'),
    bestBefore: day('15'),
    expiresOn: day('17'),
    count: count === null ? null : Number(count),
    articleNumber: value('240'),
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
