/** Who did what to a request, and its whole life in one line. */
import type { ShortageLine } from '../../src/shortages/board-queries.ts';
import { lostBase, OPEN_STATES } from '../../src/shortages/rules.ts';
import type { ShortageShow } from '../../src/shortages/show-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, momentText } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Log, type LogEntry, type Step, Steps } from '../ui/timeline.tsx';
import { calledText } from './limits.tsx';
import type { ShowProps } from './record-parts.tsx';
import { amountText, stateOfLine, whoActs } from './shortage-words.tsx';

type Act = ShortageShow['timeline'][number];

/** What an act did, in one line: amounts, papers, names, the words that were said. */
export function actText(t: Words, line: ShortageLine, act: Act): string {
  const words = t.shortages;
  const detail = act.detail ?? {};
  const number = typeof detail.dispatch === 'string' ? detail.dispatch : undefined;
  const base = typeof detail.quantityBase === 'number' ? detail.quantityBase : undefined;
  const short = typeof detail.short === 'number' ? detail.short : 0;
  const said: string[] = [];
  if (number !== undefined && base !== undefined) said.push(words.detailDispatch(amountText(t, line, base), number));
  if (typeof detail.transfer === 'string' && base !== undefined) {
    said.push(words.detailTransfer(String(detail.giver ?? ''), amountText(t, line, base), detail.transfer));
  }
  if (short > 0) said.push((act.act === 'arrive' ? words.detailLost : words.detailShort)(amountText(t, line, short)));
  if (typeof detail.shareReason === 'string') {
    const proposed = typeof detail.proposedBase === 'number' ? detail.proposedBase : 0;
    said.push(t.desk.changed(amountText(t, line, proposed), detail.shareReason));
  }
  if (act.act === 'identify') said.push(words.detailWish(String(detail.wish ?? ''), String(detail.item ?? '')));
  for (const base of [detail.listedBase, detail.unlistedBase]) {
    if (typeof base === 'number') said.push(amountText(t, line, base));
  }
  if (act.act === 'escalate') said.push(calledText(t, detail));
  if (typeof detail.merged === 'string') said.push(detail.merged);
  if (typeof detail.addedBase === 'number' && detail.addedBase > 0) said.push(amountText(t, line, detail.addedBase));
  if (typeof detail.way === 'string') {
    said.push(t.parts.ways[detail.way as keyof Words['parts']['ways']] ?? detail.way);
    if (base !== undefined) said.push(amountText(t, line, base));
  }
  for (const named of [detail.named, detail.other, detail.prescriber, detail.instead]) {
    if (typeof named === 'string' && named !== '') said.push(named);
  }
  if (typeof detail.receipt === 'string') said.push(detail.receipt);
  if (typeof detail.closedBase === 'number') said.push(words.detailClosed(amountText(t, line, detail.closedBase)));
  if (act.note !== null) said.push(t.language === 'zh' ? `“${act.note}”` : ` “${act.note}”`);
  return said.join(clauseComma(t));
}

/** Place and person, or the clock where no person acted. */
function byText(t: Words, act: Act, now: number): string {
  const moment = momentText(t, act.at, now);
  if (act.actorId === 0) return t.shortages.by('', t.shortages.clock, moment).replace(/^[，, ]+/, '');
  return t.shortages.by(act.organisationName, act.actorName, moment);
}

/** Who did what, newest first. */
export function HistoryPanel({ t, show, now }: ShowProps) {
  const entries = show.timeline.toReversed().map((act): LogEntry => {
    return {
      act: t.shortages.acts[act.act] ?? act.act,
      text: actText(t, show.record, act),
      by: byText(t, act, now),
    };
  });
  return (
    <Panel title={t.shortages.timeline} level="h3" padded={false}>
      <Log body entries={entries} />
    </Panel>
  );
}

const ROAD = ['registered', 'accepted', 'matched', 'in_transit', 'arrived', 'collected'] as const;
const REACHED_BY = {
  accepted: 'accept',
  matched: 'answer',
  in_transit: 'ship',
  arrived: 'arrive',
  collected: 'collect',
};

/** How much of it got to a step that the whole has not reached; undefined when nothing did. */
function partAt(t: Words, show: ShortageShow, step: (typeof ROAD)[number]): string | undefined {
  const { shippedBase, arrivedBase } = show.record.shortage;
  const said = (base: number) => amountText(t, show.record, base);
  if (step === 'in_transit' && shippedBase > 0)
    return t.shortages.partShipped(said(shippedBase + lostBase(show.timeline)));
  return step === 'arrived' && arrivedBase > 0 ? t.shortages.partArrived(said(arrivedBase)) : undefined;
}

/** The whole life in one line; an end that is not collection takes the place of what would have come. */
export function LifeSteps({ t, show, now }: ShowProps) {
  const state = stateOfLine(show.record);
  const ended = !OPEN_STATES.includes(state) && state !== 'collected';
  const last = show.timeline.at(-1);
  const reached = (act: string) => show.timeline.findLast((one) => one.act === act);
  const noteOf = (act: Act | undefined) =>
    act && t.shortages.by('', act.actorName, momentText(t, act.at, now)).replace(/^[，, ]+/, '');
  const here = ended ? ROAD.length : ROAD.indexOf(state as (typeof ROAD)[number]);
  const steps: Step[] = [];
  for (const [index, step] of ROAD.entries()) {
    const act = step === 'registered' ? show.timeline[0] : reached(REACHED_BY[step]);
    if (ended && act === undefined) continue;
    if (index < here) steps.push({ title: t.shortages.states[step], note: noteOf(act), state: 'past' });
    else if (index === here) {
      const done = step === 'collected';
      const note = done ? noteOf(act) : t.shortages.waitsFor(whoActs(t, show.record));
      steps.push({ title: t.shortages.states[step], note, state: 'current', ...(done && { icon: 's-done' }) });
    } else {
      const note = partAt(t, show, step);
      steps.push({
        title: t.shortages.states[step],
        note,
        state: 'to-come',
        ...(note && { icon: 's-doing' as const }),
      });
    }
  }
  if (ended) steps.push({ title: t.shortages.states[state], note: noteOf(last), state: 'ended' });
  return <Steps label={t.shortages.nextTitle} steps={steps} />;
}
