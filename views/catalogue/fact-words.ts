/** How a dated fact is said: one wording in tables, tags, forms and previews. */
import type { FactType } from '../../src/catalogue/facts.ts';
import type { Words } from '../i18n/index.ts';

function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

/** The value of a fact as people say it; one that no dictionary knows stands as it is stored. */
export function factText(t: Words, type: FactType, value: string): string {
  const words = t.facts;
  switch (type) {
    case 'essential':
      if (value === 'no') return words.notEssential;
      return words.edition(value.slice(0, 4), value.endsWith('△'));
    case 'insurance':
      return wordOf(words.insurance, value);
    case 'antimicrobial':
      return wordOf(words.antimicrobial, value);
    case 'control_class':
      return wordOf(t.catalogue.controls, value);
    case 'high_alert':
      return wordOf(words.highAlert, value);
    case 'key_monitored':
      return wordOf(words.monitored, value);
    case 'storage_zone':
      return wordOf(t.catalogue.zones, value);
    case 'chronic':
      if (value === 'none') return words.none;
      return value
        .split(',')
        .map((each) => wordOf(words.chronic, each))
        .join(words.join);
    case 'vbp':
      return vbpText(t, value);
    case 'ddd':
      return dddText(t, value);
  }
}

function vbpText(t: Words, value: string): string {
  if (value === 'none') return t.facts.vbp.none;
  const [outcome = '', ...batch] = value.split(':');
  return t.facts.vbpText(wordOf(t.facts.vbp, outcome), batch.join(':'));
}

function dddText(t: Words, value: string): string {
  if (value === 'none') return t.facts.none;
  const [amount = '', unit = '', route = '', year = ''] = value.split(' ');
  return t.facts.dddText(amount, unit, wordOf(t.facts.routes, route), year);
}

/** Where a fact stands written; what imports and the upgrade wrote has words of its own. */
export function basisText(t: Words, basis: string): string {
  return wordOf(t.facts.bases, basis);
}
