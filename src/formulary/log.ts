/** The timeline of a version as sentences, newest first. */
import type { Words } from '../../views/i18n/index.ts';
import { clauseComma, momentText } from '../../views/ui/format.ts';
import type { LogEntry } from '../../views/ui/timeline.tsx';
import type { ActRow } from '../documents/queries.ts';

const MOST = 30;

export function logOf(t: Words, acts: readonly ActRow[], now: number): LogEntry[] {
  const comma = clauseComma(t);
  return [...acts]
    .reverse()
    .slice(0, MOST)
    .map((act) => ({
      act: t.formulary.draft.log[act.act] ?? act.act,
      text: textOf(act),
      by: [act.actorName, momentText(t, act.at, now)].join(comma),
    }));
}

function textOf(act: ActRow): string {
  const detail = act.detail ?? {};
  const parts = [detail.items, detail.item, detail.title, detail.effectiveOn, detail.session, act.note];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
}
