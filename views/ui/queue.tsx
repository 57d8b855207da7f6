/** What waits for me, the most urgent first: deadline, matter, origin, verb. */
import type { Child } from 'hono/jsx';
import { LinkButton } from './button.tsx';
import type { Signal } from './format.ts';
import { Count, SignalStatus } from './status.tsx';

export interface QueueEntry {
  due: Signal;
  dueNote?: Child;
  what: Child;
  href: string;
  whatNote?: Child;
  from: Child;
  fromNote?: Child;
  /** The verb of the next step; left out when there is nothing to press. */
  act?: string;
  /** In the place of the verb: a form that does it with one press. */
  form?: Child;
}

export interface QueueGroup {
  title: string;
  count: number;
  late?: boolean;
  entries: QueueEntry[];
}

export function Queue({ label, groups, foot }: { label: string; groups: QueueGroup[]; foot?: Child }) {
  return (
    <section class="queue" aria-label={label}>
      {groups.map((group) => (
        <>
          <h2>
            {group.title} <Count tone={group.late ? 'danger' : undefined}>{group.count}</Count>
          </h2>
          <ul>
            {group.entries.map((entry) => (
              <QueueRow entry={entry} />
            ))}
          </ul>
        </>
      ))}
      {foot && <div class="pager">{foot}</div>}
    </section>
  );
}

function QueueRow({ entry }: { entry: QueueEntry }) {
  return (
    <li>
      <div class="due">
        <SignalStatus signal={entry.due} />
        {entry.dueNote && <small>{entry.dueNote}</small>}
      </div>
      <div class="what">
        <a href={entry.href}>{entry.what}</a>
        {entry.whatNote && <small>{entry.whatNote}</small>}
      </div>
      <div class="from">
        {entry.from}
        {entry.fromNote && <small>{entry.fromNote}</small>}
      </div>
      {entry.form && <div class="act">{entry.form}</div>}
      {entry.act && (
        <LinkButton small class="act" href={entry.href}>
          {entry.act}
        </LinkButton>
      )}
    </li>
  );
}
