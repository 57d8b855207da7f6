/** Questions about a code that does not read without doubt, and what a scan meant among the lines of a form. */
import type { PropsWithChildren } from 'hono/jsx';
import type { Refusal } from '../../src/kernel/result.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button } from './button.tsx';
import type { HxAttributes } from './hx.ts';
import { ScanResult } from './scan.tsx';

interface ScanQuestionProps {
  t: Words;
  /** Why the last code was not taken. */
  refusal: Refusal;
  action: string;
  method?: 'get' | 'post';
  name?: string;
  hx?: HxAttributes;
}

function readingsOf(t: Words, refusal: Refusal): { code: string; label: string }[] {
  const { kept, day, proposed, whole, lot } = refusal.detail;
  if (refusal.reason !== 'scan_swallowed_expiry' || typeof whole !== 'string') return [];
  const words = t.scanning.question;
  const apart = { code: String(proposed ?? ''), label: words.split(String(kept), String(day)) };
  return [apart, { code: whole, label: words.whole(String(lot)) }].filter(({ code }) => code !== '');
}

interface ScanReadingsProps {
  t: Words;
  refusal: Refusal;
  /** Name of the buttons, which carry the code, and where they send the form that they stand in. */
  name: string;
  formAction: string;
}

export function ScanReadings({ t, refusal, name, formAction }: ScanReadingsProps) {
  const readings = readingsOf(t, refusal);
  if (readings.length === 0) return null;
  return (
    <div class="scan-question">
      <p>{t.scanning.question.title}</p>
      <div class="buttons">
        {readings.map(({ code, label }) => (
          <Button name={name} value={code} formAction={formAction} skipChecks>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface LineScanProps {
  t: Words;
  scan: { text: string; unread: Refusal | null; lines: readonly unknown[] };
  /** What the one line that was found is told as. */
  found: string;
  formAction: string;
}

export function LineScanResult({ t, scan, found, formAction }: LineScanProps) {
  const words = t.scanning.lines;
  if (scan.unread !== null) {
    return (
      <div>
        <ScanResult tone="danger" title={t.scanning.unreadTitle} text={refusalText(t, scan.unread)} />
        <ScanReadings t={t} refusal={scan.unread} name="find" formAction={formAction} />
      </div>
    );
  }
  const text = scan.text.replaceAll('\u001d', ' ').slice(0, 80);
  if (scan.lines.length === 0) return <ScanResult tone="danger" title={words.none(text)} text={words.noneText} />;
  if (scan.lines.length > 1)
    return <ScanResult tone="info" icon="i-info" title={words.many(text, scan.lines.length)} />;
  return <ScanResult tone="accent" title={found} />;
}

export function ScanQuestion(props: PropsWithChildren<ScanQuestionProps>) {
  const { t, refusal, action, method = 'post', name = 'code', hx, children } = props;
  const [first, ...others] = readingsOf(t, refusal);
  if (first === undefined) return null;
  return (
    <form class="scan-question" method={method} action={action} {...hx}>
      {children}
      <p>{t.scanning.question.title}</p>
      <div class="buttons">
        <Button kind="primary" name={name} value={first.code}>
          {first.label}
        </Button>
        {others.map(({ code, label }) => (
          <Button name={name} value={code}>
            {label}
          </Button>
        ))}
      </div>
    </form>
  );
}
