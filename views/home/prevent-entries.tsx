/** What the own place runs out of, as rows of the queue: how long it lasts, and one press that asks for it. */
import type { ForesightLine } from '../../src/foresight/list-queries.ts';
import { paths } from '../../src/paths.ts';
import { AskForm } from '../foresight/ask-form.tsx';
import { clauseComma, quantityText } from '../ui/format.ts';
import type { QueueEntry } from '../ui/queue.tsx';
import type { Context, Made } from './queue-context.ts';

function hasText({ t }: Context, line: ForesightLine): string {
  const words = t.foresight;
  const comma = clauseComma(t);
  const coming = line.comingBase + line.dueBase;
  const there = `${words.usable} ${quantityText(t, line.usableBase, line)}`;
  return coming > 0 ? [there, words.comingOf(quantityText(t, coming, line))].join(comma) : there;
}

/** Asked for already, it leads to the request; controlled drugs go by their own book; else one press asks. */
export function toPrevent(context: Context, line: ForesightLine): Made {
  const { t, now, today, newKey, duties } = context;
  const words = t.home;
  const isGone = line.usableBase + line.comingBase <= 0;
  const entry: QueueEntry = {
    due: {
      text: isGone ? words.gone : words.lasts(line.days),
      icon: line.days < 3 ? 's-late' : 's-near',
      tone: isGone || line.days < 3 ? 'danger' : 'warn',
    },
    what: `${line.name} ${line.strength}`.trim(),
    href: line.asked === null ? paths.stockCard(line.memberCode, line.code) : paths.shortage(line.asked),
    whatNote: hasText(context, line),
    from: line.asked === null ? '' : `${t.foresight.acts.asked} ${line.asked}`,
  };
  if (line.asked !== null) entry.act = words.acts.see;
  else if (line.act === 'card' || !duties.registers) entry.act = words.acts.prevent;
  else entry.form = <AskForm t={t} line={line} today={today} formKey={newKey()} />;
  return { entry, dueAt: now };
}
