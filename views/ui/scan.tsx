/** The scanner types a code and Enter into the focused field; the page answers beside it. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Tone } from './format.ts';
import type { HxAttributes } from './hx.ts';
import { Icon, type IconName } from './icon.tsx';

interface ScanProps {
  action: string;
  label: string;
  button: string;
  name?: string;
  hx?: HxAttributes;
}

/** The scan form; its children are hidden fields. */
export function Scan({ action, label, button, name = 'code', hx, children }: PropsWithChildren<ScanProps>) {
  return (
    <form class="scan" method="post" action={action} {...hx}>
      {children}
      <label>
        <span class="visually-hidden">{label}</span>
        <Icon name="i-scan" kind="large" />
        <input class="input" type="text" name={name} placeholder={label} autocomplete="off" autofocus maxlength={200} />
      </label>
      <button class="button" type="submit">
        {button}
      </button>
    </form>
  );
}

interface ScanResultProps {
  title: Child;
  text?: Child;
  tone: Tone;
  icon?: IconName;
  action?: Child;
}

/** What the last scan meant. */
export function ScanResult({ title, text, tone, icon, action }: ScanResultProps) {
  const wrong = tone === 'danger' || tone === 'warn';
  return (
    <div class="scan-result" data-tone={tone} role={wrong ? 'alert' : 'status'}>
      <Icon name={icon ?? (wrong ? 's-no' : 's-done')} />
      <p>
        <b>{title}</b>
        {text && (
          <>
            <br />
            {text}
          </>
        )}
      </p>
      {action}
    </div>
  );
}

export interface ScanLogEntry {
  time: string;
  text: Child;
  tone?: Tone;
}

/** Earlier scans, newest first; wrong ones stay in view. */
export function ScanLog({ entries }: { entries: ScanLogEntry[] }) {
  return (
    <ol class="scan-log">
      {entries.map((entry) => (
        <li data-tone={entry.tone}>
          <time>{entry.time}</time>
          <Icon name={entry.tone === 'danger' ? 's-no' : entry.tone === 'warn' ? 's-near' : 's-done'} />
          <span>{entry.text}</span>
        </li>
      ))}
    </ol>
  );
}
