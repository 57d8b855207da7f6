/** An act by its name, and what it changed: each fact with its old and new value. */

import type { RefusalDetail } from '../../src/kernel/result.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { valueWord } from './value-words.ts';

type Facts = Record<string, unknown>;

/** The act in words; one without a word shows its code. */
export function actName(t: Words, act: string): string {
  const names: Record<string, string> = t.audit.acts;
  return Object.hasOwn(names, act) ? (names[act] ?? act) : act;
}

function factsOf(json: string | null): Facts {
  if (json === null) return {};
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : { '': value };
}

function textOf(t: Words, value: unknown): string {
  if (value === undefined || value === null || value === '') return t.common.format.nothing;
  if (typeof value === 'boolean') return value ? t.audit.yes : t.audit.no;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((one) => textOf(t, one)).join(t.language === 'zh' ? '、' : ', ');
  return JSON.stringify(value);
}

interface Told {
  act: string;
  key: string;
  /** Those that stand beside it. */
  facts: Facts;
}

/** A fact's value in words, where the word of the program stands for one of the trade. */
function wordOf(t: Words, { act, key, facts }: Told, value: unknown): string {
  const word = (one: unknown) =>
    typeof one === 'string' && one !== '' ? valueWord(t, { act, key, type: facts.type }, one) : one;
  return textOf(t, Array.isArray(value) ? value.map(word) : word(value));
}

function labelOf(t: Words, key: string): string {
  const labels: Record<string, string> = t.audit.facts;
  return Object.hasOwn(labels, key) ? (labels[key] ?? key) : key;
}

/** What the act was about; nothing for a refusal that is kept under its reason, which stands in words beside it. */
export function subjectText(row: { subject: string; outcome: 'done' | 'refused'; after: string | null }): string {
  return row.outcome === 'refused' && factsOf(row.after).reason === row.subject ? '' : row.subject;
}

interface ChangeProps {
  t: Words;
  act: string;
  before: string | null;
  after: string | null;
  outcome: 'done' | 'refused';
}

export function Change({ t, act, before, after, outcome }: ChangeProps) {
  const old = factsOf(before);
  const now = factsOf(after);
  if (outcome === 'refused' && typeof now.reason === 'string') {
    const detail = (now.detail ?? {}) as RefusalDetail;
    return <span>{refusalText(t, { reason: now.reason, detail })}</span>;
  }
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const changed = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]));
  if (changed.length === 0) return null;
  const colon = t.language === 'zh' ? '：' : ': ';
  return (
    <details>
      <summary>{t.audit.changes(changed.length)}</summary>
      <ul>
        {changed.map((key) => (
          <li>
            {key !== '' && `${labelOf(t, key)}${colon}`}
            {key in old && <del>{wordOf(t, { act, key, facts: old }, old[key])}</del>}{' '}
            {wordOf(t, { act, key, facts: { ...old, ...now } }, now[key])}
          </li>
        ))}
      </ul>
    </details>
  );
}
