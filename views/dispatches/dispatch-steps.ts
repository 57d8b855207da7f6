/** The life of a dispatch in one line: who did which step when, and who is needed for the next. */
import type { DispatchView } from '../../src/dispatches/show-queries.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, momentText } from '../ui/format.ts';
import type { Step } from '../ui/timeline.tsx';

const ORDER = ['picking', 'posting', 'transit', 'receipt'] as const;
const CURRENT: Record<string, number> = { picking: 0, in_transit: 2, discrepancy: 4, received: 5 };

/** Steps done, the current one, and those to come; an end that is not the usual one replaces the rest. */
export function dispatchSteps(t: Words, view: DispatchView, now: number): Step[] {
  const words = t.dispatches.steps;
  const { status } = view.record.document;
  const first = view.acts.find((act) => act.act === 'start' || act.act === 'pick');
  const done = (act: string) => view.acts.findLast((one) => one.act === act);
  const comma = clauseComma(t);
  const said = (act: { at: number; actorName: string } | undefined) =>
    act === undefined ? undefined : `${momentText(t, act.at, now)}${comma}${act.actorName}`;
  const ending =
    status === 'cancelled' || status === 'reversed' ? done(status === 'cancelled' ? 'cancel' : 'reverse') : undefined;
  if (ending !== undefined) return endedSteps(t, view, now, said(ending));
  const current = CURRENT[status] ?? 0;
  const notes = {
    picking: first && words.from(momentText(t, first.at, now)),
    posting: said(done('post')) ?? words.needsChecker,
    transit: undefined,
    receipt: said(done('receive')) ?? view.record.receiver.shortName,
  };
  const steps: Step[] = ORDER.map((key, index) => {
    const note = notes[key];
    const state = index < current ? 'past' : index === current ? 'current' : 'to-come';
    return { title: words[key], state, ...(note !== undefined && { note }) };
  });
  if (view.differences.length > 0) {
    const open = view.differences.filter((one) => one.status === 'open').length;
    steps.push({
      title: words.difference,
      state: open > 0 ? 'current' : 'past',
      ...(open > 0 && { note: words.openDifferences(open) }),
    });
  }
  return steps;
}

function endedSteps(t: Words, view: DispatchView, now: number, note: string | undefined): Step[] {
  const words = t.dispatches.steps;
  const { status } = view.record.document;
  const posted = view.acts.findLast((act) => act.act === 'post');
  const steps: Step[] = [{ title: words.picking, state: 'past' }];
  if (posted !== undefined) {
    steps.push({ title: words.posting, state: 'past', note: momentText(t, posted.at, now) });
  }
  steps.push({ title: words.ended[status] ?? status, state: 'ended', ...(note !== undefined && { note }) });
  return steps;
}
