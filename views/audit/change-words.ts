/** What an act changed, told in words: one line a fact, the same on the page of the trail and in its files. */
import { dayOf, timeOf } from '../../src/kernel/clock.ts';
import { formatFen, formatPrice } from '../../src/kernel/money.ts';
import type { RefusalDetail } from '../../src/kernel/result.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { clauseComma, namesComma, semicolon } from '../ui/format.ts';
import { valueWord } from './value-words.ts';

type Facts = Record<string, unknown>;

/** A row of the trail as far as words need it; `before` and `after` are JSON. */
export interface ToldRow {
  act: string;
  outcome: 'done' | 'refused';
  subject: string;
  before: string | null;
  after: string | null;
}

export interface ChangedFact {
  /** Empty for a change without a name. */
  label: string;
  /** Undefined where there was nothing. */
  before: string | undefined;
  /** Undefined where nothing is said of it any more. */
  after: string | undefined;
}

/** A cell of a spreadsheet holds no more than 32,767 characters. */
const LONGEST = 30_000;
/** Instants of later than 2001 in milliseconds: no count or number of the trade is as large. */
const EARLIEST_MS = 1_000_000_000_000;

const isFacts = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The act in words; one without a word shows its code. */
export function actName(t: Words, act: string): string {
  const names: Record<string, string> = t.audit.acts;
  return Object.hasOwn(names, act) ? (names[act] ?? act) : act;
}

function factsOf(json: string | null): Facts {
  if (json === null) return {};
  const value: unknown = JSON.parse(json);
  return isFacts(value) ? value : { '': value };
}

function labelOf(t: Words, key: string): string {
  const labels: Record<string, string> = t.audit.facts;
  return Object.hasOwn(labels, key) ? (labels[key] ?? key) : key;
}

/** A number as the trade writes it: money as yuan, an instant as day and time. */
function numberText(key: string, value: number): string {
  if (!Number.isSafeInteger(value)) return String(value);
  if (key.endsWith('Fen')) return formatFen(value);
  if (key === 'pricePack') return formatPrice(value);
  if (key.endsWith('At') && value > EARLIEST_MS) return `${dayOf(value)} ${timeOf(value)}`;
  return String(value);
}

interface At {
  act: string;
  key: string;
  /** Those that stand beside it. */
  facts: Facts;
}

const commaOf = (t: Words) => clauseComma(t);
const colonOf = (t: Words) => (t.language === 'zh' ? '：' : ': ');

function textOf(t: Words, at: At, value: unknown): string {
  const { act, key, facts } = at;
  if (value === undefined || value === null || value === '') return t.audit.empty;
  if (typeof value === 'boolean') return value ? t.audit.yes : t.audit.no;
  if (typeof value === 'number') return numberText(key, value);
  if (typeof value === 'string') return valueWord(t, { act, key, type: facts.type }, value);
  if (Array.isArray(value)) return listText(t, at, value);
  if (!isFacts(value)) return String(value);
  const inner = Object.entries(value).map(([name, one]) => {
    return `${labelOf(t, name)}${colonOf(t)}${textOf(t, { act, key: name, facts: value }, one)}`;
  });
  return inner.length === 0 ? t.audit.empty : inner.join(commaOf(t));
}

function listText(t: Words, at: At, values: readonly unknown[]): string {
  if (values.length === 0) return t.audit.empty;
  const lone = namesComma(t);
  const apart = semicolon(t);
  return values.map((one) => textOf(t, at, one)).join(values.some(isFacts) ? apart : lone);
}

/** What the act was about; nothing for a refusal that is kept under its reason, which stands in words beside it. */
export function subjectText(row: Pick<ToldRow, 'subject' | 'outcome' | 'after'>): string {
  return row.outcome === 'refused' && factsOf(row.after).reason === row.subject ? '' : row.subject;
}

/** Why the act was refused, in words; undefined for what was done. */
export function refusedText(t: Words, row: ToldRow): string | undefined {
  const { reason, detail } = factsOf(row.after);
  if (row.outcome !== 'refused' || typeof reason !== 'string') return undefined;
  return refusalText(t, { reason, detail: (isFacts(detail) ? detail : {}) as RefusalDetail });
}

/** What an object that holds facts for its own sake is opened into, so that each of them has its line. */
function opened(facts: Facts): Facts {
  const inner = ['plan', 'detail', 'input', 'value'].flatMap((key) => {
    const value = facts[key];
    return isFacts(value) ? [[key, value] as const] : [];
  });
  if (inner.length === 0) return facts;
  const left = Object.fromEntries(Object.entries(facts).filter(([key]) => !inner.some(([name]) => name === key)));
  return Object.assign(left, ...inner.map(([, value]) => value));
}

/** Every fact that the act changed, in the order in which the act wrote them. */
export function changesIn(t: Words, row: ToldRow): ChangedFact[] {
  const { act } = row;
  const old = opened(factsOf(row.before));
  const now = opened(factsOf(row.after));
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const changed = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  return changed.map((key) => ({
    label: key === '' ? '' : labelOf(t, key),
    before: key in old ? textOf(t, { act, key, facts: old }, old[key]) : undefined,
    after: key in now ? textOf(t, { act, key, facts: { ...old, ...now } }, now[key]) : undefined,
  }));
}

/** One fact: `field: before → after`, or what it is alone where there was nothing before or is nothing after. */
export function changeText(t: Words, { label, before, after }: ChangedFact): string {
  const named = label === '' ? '' : `${label}${colonOf(t)}`;
  if (before === undefined) return `${named}${after ?? ''}`;
  return `${named}${before} → ${after ?? t.audit.empty}`;
}

/** All that a row tells, for a cell: why it was refused, or each fact with its old and new value. */
export function toldText(t: Words, row: ToldRow): string {
  const said =
    refusedText(t, row) ??
    changesIn(t, row)
      .map((fact) => changeText(t, fact))
      .join(t.audit.between);
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said;
}
