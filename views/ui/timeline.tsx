/** The whole life of a document in one line, and who did what, newest first. */
import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

export interface Step {
  title: string;
  /** When and who, or who is needed. */
  note?: Child;
  state: 'past' | 'current' | 'to-come' | 'ended';
  icon?: IconName;
}

const STEP_ICONS: Record<Step['state'], IconName> = {
  past: 's-done',
  current: 's-doing',
  'to-come': 's-todo',
  ended: 's-no',
};

export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol class="steps" aria-label={label}>
      {steps.map((step) => (
        <li
          class={step.state === 'past' ? 'past' : undefined}
          aria-current={step.state === 'current' || step.state === 'ended' ? 'step' : undefined}
        >
          <Icon name={step.icon ?? STEP_ICONS[step.state]} />
          <b>{step.title}</b>
          {step.note && <small>{step.note}</small>}
        </li>
      ))}
    </ol>
  );
}

export interface LogEntry {
  act: Child;
  /** Object or change: `数量改为7盒14片（原8盒）`. */
  text?: Child;
  /** Place, person, time. */
  by?: Child;
}

export function Log({ entries, body }: { entries: LogEntry[]; body?: boolean }) {
  return (
    <ol class={body ? 'log body' : 'log'}>
      {entries.map((entry) => (
        <li>
          <b>{entry.act}</b>
          {entry.text && <> {entry.text}</>}
          {entry.by && <small>{entry.by}</small>}
        </li>
      ))}
    </ol>
  );
}
