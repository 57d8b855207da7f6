/** How a request is named, counted and judged: one wording for board, page, home and files. */

import type { ShortageLine } from '../../src/shortages/board-queries.ts';
import { actingSide, mayEnd, openBase, type ShortageState, unansweredBase } from '../../src/shortages/rules.ts';
import { strengthAndPack } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { deadline, momentText, quantityText, type Signal } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const LOOKS: Record<ShortageState, { icon: IconName; tone?: Tone }> = {
  registered: { icon: 's-todo' },
  accepted: { icon: 's-doing' },
  matched: { icon: 's-doing' },
  in_transit: { icon: 's-go', tone: 'info' },
  arrived: { icon: 's-done' },
  collected: { icon: 's-done' },
  no_show: { icon: 's-no' },
  cancelled: { icon: 's-no' },
  rejected: { icon: 's-no', tone: 'danger' },
  referred: { icon: 's-no' },
  substituted: { icon: 's-done' },
  proposed: { icon: 's-done' },
  merged: { icon: 's-no' },
};

export function stateOfLine(line: ShortageLine): ShortageState {
  return line.document.status as ShortageState;
}

export function ShortageStatus({ t, state, badge }: { t: Words; state: ShortageState; badge?: boolean }) {
  const { icon, tone } = LOOKS[state];
  return (
    <Status icon={icon} tone={tone} badge={badge}>
      {t.shortages.states[state]}
    </Status>
  );
}

/** The drug's name: of the catalogue, or as it was wished for. */
export function nameOf(line: ShortageLine): string {
  return line.item?.genericName ?? line.shortage.wishName ?? '';
}

export function detailOf(t: Words, line: ShortageLine): string {
  return line.item === null ? t.shortages.wish : strengthAndPack(t, line.item);
}

/** Base units as people count this drug; a wish is counted in the unit that was named. */
export function amountText(t: Words, line: ShortageLine, quantityBase: number): string {
  if (line.item !== null) return quantityText(t, quantityBase, line.item);
  const gap = t.language === 'zh' ? '' : ' ';
  return `${quantityBase}${gap}${t.formats.unit(line.shortage.wishUnit ?? '', quantityBase)}`;
}

/** The time left to answer, or the state once nobody has to. */
export function dueSignal(t: Words, line: ShortageLine, now: number): Signal {
  const state = stateOfLine(line);
  if (state === 'registered' || state === 'accepted') {
    const signal = deadline(t, line.shortage.answerBy, now);
    const urgent = line.shortage.urgency === 'emergency' && signal.tone !== 'danger';
    return urgent ? { ...signal, icon: 's-urgent', tone: 'warn' } : signal;
  }
  const rest = unansweredBase(line.shortage);
  if (state === 'matched' && rest > 0)
    return { text: t.shortages.toArrange(amountText(t, line, rest)), icon: 's-todo' };
  const { icon, tone } = LOOKS[state];
  return { text: t.shortages.states[state], icon, ...(tone && { tone }) };
}

/** What happens next, as a sentence. */
export function nextStep(t: Words, line: ShortageLine, now: number): string {
  const words = t.shortages.next;
  const state = stateOfLine(line);
  if (state === 'registered') return words.registered(momentText(t, line.shortage.answerBy, now));
  if (state !== 'matched') return words[state];
  const open = openBase(line.shortage);
  if (open <= 0) return words.matched;
  const rest = unansweredBase(line.shortage);
  if (rest <= 0) return words.promised;
  const said = amountText(t, line, rest);
  return mayEnd(line.shortage) ? words.matchedArrived(said) : words.matchedRest(said);
}

/** Who must act now, as a role. */
export function whoActs(t: Words, line: ShortageLine): string {
  return t.shortages.who[actingSide(stateOfLine(line), line.shortage)];
}
