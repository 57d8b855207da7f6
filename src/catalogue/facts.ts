/** Dated facts of an item: which there are, how each is written, and what may be written. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { CONTROL_CLASSES, type ItemKind, STORAGE_ZONES } from './classes.ts';

export const FACT_TYPES = [
  'essential',
  'insurance',
  'vbp',
  'antimicrobial',
  'control_class',
  'high_alert',
  'chronic',
  'key_monitored',
  'storage_zone',
  'ddd',
] as const;
export type FactType = (typeof FACT_TYPES)[number];

/** 高血压, 2型糖尿病, 慢阻肺: the diseases whose medicines must be the same from county to village. */
export const CHRONIC_DISEASES = ['hypertension', 'diabetes_2', 'copd'] as const;
export type ChronicDisease = (typeof CHRONIC_DISEASES)[number];

/** What a fact is when nobody recorded one. */
export const UNRECORDED: Readonly<Record<FactType, string>> = {
  essential: 'no',
  insurance: 'none',
  vbp: 'none',
  antimicrobial: 'none',
  control_class: 'none',
  high_alert: 'none',
  chronic: 'none',
  key_monitored: 'no',
  storage_zone: 'room',
  ddd: 'none',
};

/** 甲类, 甲类 with restriction, 乙类, 乙类 with restriction. */
export const INSURANCE = ['none', 'a', 'a_limited', 'b', 'b_limited'] as const;
export const ANTIMICROBIAL = ['none', 'unrestricted', 'restricted', 'special'] as const;
export const VBP_OUTCOMES = ['selected', 'unselected'] as const;
export const HIGH_ALERT = ['none', 'A', 'B', 'C'] as const;

const CHOICES: Partial<Record<FactType, readonly string[]>> = {
  insurance: INSURANCE,
  antimicrobial: ANTIMICROBIAL,
  control_class: CONTROL_CLASSES,
  high_alert: HIGH_ALERT,
  key_monitored: ['no', 'yes'],
  storage_zone: STORAGE_ZONES,
};

/** 基本药物 edition by year, with △ when it needs a specialist's guidance: `2026`, `2018△`. */
const EDITION = /^(?:19|20)\d{2}△?$/;
/** `selected:第10批` or `unselected:第10批`: the batch, and whether this maker won it. */
const VBP = /^(?:selected|unselected):.{1,40}$/;
/** Amount, unit, route, year of the source: `1.5 g oral 2025`. */
const DDD =
  /^\d{1,7}(?:\.\d{1,4})? (?:g|mg|ug|U|MU|mmol|ml|tablet) (?:oral|injection|inhalation|topical|other) (?:19|20)\d{2}$/;

/** The value as it is stored. Refuses what the type does not know, with the value. */
export function readFact(type: FactType, text: string): Result<string> {
  const value = text.normalize('NFKC').trim();
  const choices = CHOICES[type];
  const wrong = refuse('fact_value', { type, value });
  if (choices !== undefined) return choices.includes(value) ? ok(value) : wrong;
  if (value === UNRECORDED[type]) return ok(value);
  if (type === 'chronic') return readChronic(value) ?? wrong;
  const pattern = type === 'essential' ? EDITION : type === 'vbp' ? VBP : DDD;
  return pattern.test(value) ? ok(value) : wrong;
}

function readChronic(value: string): Result<string> | undefined {
  const named = [...new Set(value.split(',').map((each) => each.trim()))];
  if (!named.every((each) => (CHRONIC_DISEASES as readonly string[]).includes(each))) return undefined;
  return ok(CHRONIC_DISEASES.filter((each) => named.includes(each)).join(','));
}

/** The diseases a stored value of `chronic` names. */
export function chronicOf(value: string): ChronicDisease[] {
  return CHRONIC_DISEASES.filter((each) => value.split(',').includes(each));
}

/** Editions of the national essential medicines list with the first day of each, the newest first. */
export const EDITIONS = [
  { year: '2026', from: '2026-09-01' },
  { year: '2018', from: '2018-11-01' },
] as const;

/** The edition in force on a day; before the first that is known, that one. */
export function editionOn(day: string): { year: string; from: string } {
  return EDITIONS.find((edition) => edition.from <= day) ?? EDITIONS[EDITIONS.length - 1] ?? EDITIONS[0];
}

/**
 * From when on an item that a list or a form brings is what it says it is: nobody says since when, and figures of past
 * days should not find it unclassified. The essential list is dated by its editions instead.
 */
export const KNOWN_SINCE = '2020-01-01';

const OF_GOODS: readonly FactType[] = [
  'insurance',
  'vbp',
  'control_class',
  'high_alert',
  'key_monitored',
  'storage_zone',
];

/** Which facts an item of a kind can have. */
export function factTypesOf(kind: ItemKind): readonly FactType[] {
  if (kind === 'consumable' || kind === 'reagent') return OF_GOODS;
  return kind === 'device' ? ['insurance', 'vbp', 'storage_zone'] : FACT_TYPES;
}

/** True when what is in such a class may lie in a locked cabinet only. */
export function needsCabinet(controlClass: string): boolean {
  return controlClass === 'narcotic' || controlClass === 'psychotropic_1' || controlClass === 'toxic';
}
