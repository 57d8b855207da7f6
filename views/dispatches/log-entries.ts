/** A dispatch's timeline as sentences, newest first: act, object, place, person, time. */
import type { ActRow } from '../../src/documents/queries.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { clauseComma, momentText } from '../ui/format.ts';
import type { ScanLogEntry } from '../ui/scan.tsx';
import type { LogEntry } from '../ui/timeline.tsx';

type Detail = Record<string, string | number | boolean | null>;

const SCANS = ['pick', 'unpick', 'mis_scan'];

function detailOf(act: ActRow): Detail {
  return (act.detail ?? {}) as Detail;
}

function textOf(t: Words, act: ActRow): string {
  const detail = detailOf(act);
  const colon = clauseComma(t);
  if (act.act === 'mis_scan') return refusalText(t, { reason: String(detail.reason), detail });
  if (act.act === 'pick' || act.act === 'unpick' || act.act === 'drop') {
    const what = `${detail.item} ${detail.lot}`;
    return act.note === null ? what : `${what}${colon}${act.note}`;
  }
  if (typeof detail.box === 'number') {
    const parts = [t.packing.box(detail.box), detail.item, detail.lot, detail.quantity, detail.seal];
    return parts.filter((part) => part !== undefined).join(' ');
  }
  if (act.act === 'add') return [detail.item, detail.shortage].filter(Boolean).join(' ');
  if (act.act === 'find') {
    const finding = t.dispatches.differences.findings[String(detail.finding)] ?? '';
    return act.note === null ? finding : `${finding}${colon}${act.note}`;
  }
  return act.note ?? '';
}

/** Who did it, and who stood by where two were needed. */
function peopleOf(t: Words, act: ActRow): string {
  const { second } = detailOf(act);
  return typeof second === 'string' ? t.dispatches.controlled.two(act.actorName, second) : act.actorName;
}

/** The timeline without wrong scans, which changed nothing and are folded away. */
export function logEntries(t: Words, acts: readonly ActRow[], now: number): LogEntry[] {
  const comma = clauseComma(t);
  const told = acts.filter((act) => act.act !== 'mis_scan');
  return told.reverse().map((act) => ({
    act: t.dispatches.acts[act.act] ?? act.act,
    text: textOf(t, act),
    by: [act.organisationName, peopleOf(t, act), momentText(t, act.at, now)].join(comma),
  }));
}

/** Every wrong scan, newest first. */
export function wrongScans(t: Words, acts: readonly ActRow[], now: number): ScanLogEntry[] {
  const wrong = acts.filter((act) => act.act === 'mis_scan');
  return scanEntries(t, wrong, now, wrong.length);
}

/** Scans and picks alone, with the wrong ones in view. */
export function scanEntries(t: Words, acts: readonly ActRow[], now: number, most: number): ScanLogEntry[] {
  return [...acts]
    .reverse()
    .filter((act) => SCANS.includes(act.act))
    .slice(0, most)
    .map((act) => ({
      time: momentText(t, act.at, now),
      text: act.act === 'unpick' ? `${t.dispatches.acts.unpick} ${textOf(t, act)}` : textOf(t, act),
      ...(act.act === 'mis_scan' && { tone: 'danger' as const }),
      ...(act.act === 'unpick' && { tone: 'warn' as const }),
    }));
}
