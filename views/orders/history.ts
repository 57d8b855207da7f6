/** The life of an order as steps and as entries of its timeline. */
import type { ActRow } from '../../src/documents/queries.ts';
import type { OrderState } from '../../src/orders/rules.ts';
import type { Words } from '../i18n/index.ts';
import { clauseComma, fullMoment } from '../ui/format.ts';
import type { LogEntry, Step } from '../ui/timeline.tsx';

const WAY: readonly OrderState[] = ['issued', 'sent', 'confirmed', 'partly_received', 'received'];

/** Done, current and to come; what ended early ends there. */
export function orderSteps(t: Words, status: OrderState, acts: readonly ActRow[]): Step[] {
  const words = t.orders.states;
  const reached = (state: OrderState) => acts.find((act) => act.toStatus === state && act.fromStatus !== state);
  const noteOf = (state: OrderState) => {
    const act = reached(state);
    return act === undefined ? {} : { note: fullMoment(act.at) };
  };
  if (status === 'cancelled') {
    const past = WAY.filter((state) => reached(state) !== undefined);
    return [
      ...past.map((state): Step => ({ title: words[state], state: 'past', ...noteOf(state) })),
      { title: words.cancelled, state: 'ended', ...noteOf('cancelled') },
    ];
  }
  const now = WAY.indexOf(status);
  return WAY.map((state, index) => {
    const last = index === WAY.length - 1;
    const when: Step['state'] = index < now || (index === now && last) ? 'past' : index === now ? 'current' : 'to-come';
    return { title: words[state], state: when, ...(index <= now && noteOf(state)) };
  });
}

function textOf(t: Words, act: ActRow): string {
  const words = t.orders.actText;
  const { way, refused, changed, note } = act.detail ?? {};
  const ways: Readonly<Record<string, string>> = t.orders.ways;
  const said = [
    typeof way === 'string' && words.way(ways[way] ?? way),
    typeof refused === 'number' && Number(refused) + Number(changed) > 0 && words.answers(refused, Number(changed)),
    typeof note === 'string' && words.shipNote(note),
    act.note,
  ];
  return said.filter(Boolean).join(clauseComma(t));
}

/** Newest first, without who did it: suppliers see what was done, not by whom. */
export function actEntries(t: Words, acts: readonly ActRow[]): LogEntry[] {
  const words: Readonly<Record<string, string>> = { ...t.orders.acts, ...t.orders.deliveryPage.acts };
  return [...acts].reverse().map((act) => {
    const text = textOf(t, act);
    return { act: words[act.act] ?? act.act, ...(text !== '' && { text }), by: fullMoment(act.at) };
  });
}
