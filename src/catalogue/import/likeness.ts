/** When two rows look like one item although their codes differ: the words that are compared, made alike. Pure. */
import type { LevelWords } from '../levels.ts';
import { readStrength } from '../strength.ts';

/** What of an item is compared. */
export interface Comparable {
  kind: string;
  genericName: string;
  form: string;
  strength: string;
  manufacturer: string;
  approvalNumber: string | null;
  brand: string;
  origin: string;
  grade: string;
}

/** Without spaces, brackets and signs; full-width signs and capitals are made alike. */
export function bareWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]{}【】〔〕《》<>·•.,，。、_\-—/]/g, '');
}

/** 某某制药股份有限公司 and 某某制药有限公司 are one maker; what names the place stays. */
export function bareMaker(text: string): string {
  return bareWords(text).replace(/有限责任公司|股份有限公司|有限公司|集团|股份|公司|总厂/g, '');
}

/** 0.25g and 250mg are one strength; what cannot be read in figures is compared by its words. */
export function bareStrength(text: string): string {
  const read = readStrength(text);
  if (read === null) return text.normalize('NFKC').toLowerCase().replace(/∶/g, ':').replace(/\s/g, '');
  return `${read.amount}${read.unit}/${read.volumeMl ?? ''}`;
}

/** 阿莫西林 with 胶囊剂, and 阿莫西林胶囊: name and form as one word. */
function bareName(genericName: string, form: string): string {
  const name = bareWords(genericName);
  const shape = bareWords(form).replace(/剂$/, '');
  return name.endsWith(shape) ? name : `${name}${shape}`;
}

/** Equal for items that are alike by name, strength and maker. */
export function wordsKey(of: Comparable): string {
  const { kind, genericName, form, strength, manufacturer, brand, origin, grade } = of;
  const more = [brand, origin, grade].map(bareWords);
  return [kind, bareName(genericName, form), bareStrength(strength), bareMaker(manufacturer), ...more].join('|');
}

/** Equal for items under one approval or registration number; null for those without. */
export function numberKey(of: Pick<Comparable, 'approvalNumber'>): string | null {
  const number = (of.approvalNumber ?? '').normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return number === '' ? null : number;
}

/** The words of a draft's levels that tell products apart. */
export function wordsOfLevels(draft: { levels?: Partial<LevelWords> }): Pick<LevelWords, 'brand' | 'origin' | 'grade'> {
  const { brand = '', origin = '', grade = '' } = draft.levels ?? {};
  return { brand, origin, grade };
}
