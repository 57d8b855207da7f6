/** The sentence of one row of a file of use: what became of it, and what mends it. */
import type { ShownRow } from '../../src/issues/use/file-queries.ts';
import { refusalText, type Words } from '../i18n/index.ts';

export function rowSentence(t: Words, row: Pick<ShownRow, 'verdict' | 'entry'>): string {
  const { verdict, entry } = row;
  if (verdict === 'refused') return refusalText(t, { reason: String(entry.detail.why), detail: entry.detail });
  return t.issues.use.sentences[verdict](entry.detail, t.issues.barred[String(entry.detail.why)] ?? '');
}
