/** Dated facts as cells of our own table say them, and back: `乙类（限定支付）`, `第10批中选`, `1.5 g 口服 2025`. Pure. */
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { type FactType, readFact } from '../facts.ts';
import type { TemplateKey } from './template-columns.ts';
import {
  ALERT_WORDS,
  ANTIMICROBIAL_WORDS,
  CHRONIC_WORDS,
  INSURANCE_WORDS,
  MONITORED_WORDS,
  ROUTE_WORDS,
  wordFor,
} from './template-words.ts';

/** The column of each fact that has one of its own. */
export const FACT_COLUMNS = {
  edition: 'essential',
  insurance: 'insurance',
  vbp: 'vbp',
  antimicrobial: 'antimicrobial',
  highAlert: 'high_alert',
  chronic: 'chronic',
  keyMonitored: 'key_monitored',
  ddd: 'ddd',
} as const satisfies Partial<Record<TemplateKey, FactType>>;
export type FactColumn = keyof typeof FACT_COLUMNS;

const LISTS: Partial<Record<FactColumn, Readonly<Record<string, string>>>> = {
  insurance: INSURANCE_WORDS,
  antimicrobial: ANTIMICROBIAL_WORDS,
  highAlert: ALERT_WORDS,
  keyMonitored: MONITORED_WORDS,
};

const NONE = /^(?:无|否|非基药|未纳入|不是|-|—)$/;

/** The value as facts store it. Refuses what the column does not know. */
export function readFactCell(column: FactColumn, text: string): Result<string> {
  const typed = text.normalize('NFKC').trim();
  const list = LISTS[column];
  if (list !== undefined) return readWord(list, typed);
  const type = FACT_COLUMNS[column];
  if (NONE.test(typed)) return ok(type === 'essential' ? 'no' : 'none');
  if (column === 'edition') return readFact(type, typed.replace(/年?版?(△?)$/, '$1').replace(/\s/g, ''));
  if (column === 'vbp') return readVbp(typed);
  return column === 'chronic' ? readChronic(typed) : readDdd(typed);
}

function readWord(list: Readonly<Record<string, string>>, typed: string): Result<string> {
  const found = Object.entries(list).find(([word]) => plain(word) === plain(typed));
  return found === undefined
    ? refuse('cell_unknown_word', { value: typed, words: Object.keys(list).join('、') })
    : ok(found[1]);
}

const plain = (word: string) => word.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** `第10批中选`, `中选 第10批`, `第10批（非中选）`. */
function readVbp(typed: string): Result<string> {
  const outcome = /非中选|未中选/.test(typed) ? 'unselected' : /中选/.test(typed) ? 'selected' : undefined;
  const batch = typed.replace(/[非未]?中选/g, '').replace(/[\s:()]/g, '');
  if (outcome === undefined || batch === '') return refuse('vbp_cell', { value: typed.slice(0, 60) });
  return readFact('vbp', `${outcome}:${batch}`);
}

function readChronic(typed: string): Result<string> {
  const words = typed.split(/[、,;/\s]+/).filter((word) => word !== '');
  const named = words.map((word) => (Object.hasOwn(CHRONIC_WORDS, word) ? CHRONIC_WORDS[word] : undefined));
  if (named.includes(undefined)) {
    return refuse('cell_unknown_word', { value: typed, words: Object.keys(CHRONIC_WORDS).join('、') });
  }
  return readFact('chronic', named.join(','));
}

const DDD = /^(\d+(?:\.\d+)?)\s*([a-z]+|片)[\s,]+(\p{Script=Han}+)[\s,]+(\d{4})年?$/iu;
const UNITS = new Map(['g', 'mg', 'ug', 'U', 'MU', 'mmol', 'ml', 'tablet'].map((unit) => [unit.toLowerCase(), unit]));

function readDdd(typed: string): Result<string> {
  const [, amount = '', unit = '', route = '', year = ''] = DDD.exec(typed.replace(/[μµ]g/, 'ug')) ?? [];
  const known = unit === '片' ? 'tablet' : UNITS.get(unit.toLowerCase());
  if (known === undefined || !Object.hasOwn(ROUTE_WORDS, route))
    return refuse('ddd_cell', { value: typed.slice(0, 60) });
  return readFact('ddd', `${Number(amount)} ${known} ${ROUTE_WORDS[route]} ${year}`);
}

/** The cell that `readFactCell` reads as the value. */
export function factCell(column: FactColumn, value: string): string {
  const list = LISTS[column];
  if (list !== undefined) return wordFor(list, value);
  if (value === 'no' || value === 'none') return '无';
  if (column === 'vbp')
    return `${value.slice(value.indexOf(':') + 1)}${value.startsWith('selected:') ? '中选' : '非中选'}`;
  if (column === 'chronic') {
    const words = value.split(',').map((each) => wordFor(CHRONIC_WORDS, each));
    return words.join('、');
  }
  if (column !== 'ddd') return value;
  const [amount = '', unit = '', route = '', year = ''] = value.split(' ');
  const shown = wordFor(ROUTE_WORDS, route as (typeof ROUTE_WORDS)[string]);
  return `${amount} ${unit === 'tablet' ? '片' : unit} ${shown} ${year}`;
}
