/** The one scan box: a scanner types a code and Enter into it, a camera fills it, the page answers beside it. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Refusal } from '../../src/kernel/result.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button } from './button.tsx';
import type { Tone } from './format.ts';
import type { HxAttributes } from './hx.ts';
import { Icon, type IconName } from './icon.tsx';

interface ScanFieldProps {
  t: Words;
  label: string;
  button: string;
  name?: string;
  value?: string;
  /** False where another field is the first that somebody fills in. */
  focused?: boolean;
  /** Where the button sends the form that the box is part of. */
  formAction?: string;
  formMethod?: 'get' | 'post';
  /** Name and value of the button, in a form that has others. */
  send?: { name: string; value: string };
}

/** The box as part of a larger form; its button must be the form's first, which Enter presses. */
export function ScanField(props: ScanFieldProps) {
  return (
    <div class="scan">
      <ScanParts {...props} />
    </div>
  );
}

function ScanParts({ t, label, button, name = 'code', value, focused = true, send, ...where }: ScanFieldProps) {
  return (
    <>
      <label>
        <span class="visually-hidden">{label}</span>
        <Icon name="i-scan" kind="large" />
        <input
          class="input"
          type="text"
          name={name}
          value={value}
          placeholder={label}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="go"
          lang="en"
          autofocus={focused}
          maxlength={400}
          data-scan="box"
        />
      </label>
      <CameraButton t={t} />
      <button
        class="button"
        type="submit"
        name={send?.name}
        value={send?.value}
        formaction={where.formAction}
        formmethod={where.formMethod}
        formnovalidate={where.formAction !== undefined}
        data-scan-send="yes"
      >
        {button}
      </button>
    </>
  );
}

/** Shown by the script where the browser can read codes. */
function CameraButton({ t }: { t: Words }) {
  const words = t.scanning.box;
  return (
    <button
      class="button scan-camera-button"
      type="button"
      hidden
      data-scan-camera={words.cameraTitle}
      data-close={words.cameraClose}
      data-denied={words.cameraDenied}
      aria-label={words.camera}
    >
      <Icon name="i-camera" />
    </button>
  );
}

interface FilterScanProps {
  t: Words;
  label: string;
  name: string;
  value?: string;
  placeholder?: string;
}

/** The box among the filters of a list: the same scanner and camera, the list narrowed to what was scanned. */
export function FilterScan({ t, label, name, value, placeholder }: FilterScanProps) {
  return (
    <>
      <label>
        <span>{label}</span>
        <input
          class="input"
          name={name}
          type="search"
          value={value}
          placeholder={placeholder}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="search"
          maxlength={400}
          data-scan="box"
        />
      </label>
      <CameraButton t={t} />
    </>
  );
}

interface ScanProps extends Omit<ScanFieldProps, 'formAction' | 'formMethod'> {
  action: string;
  method?: 'get' | 'post';
  hx?: HxAttributes;
  /** True where another field of the page has the focus. */
  quiet?: boolean;
}

/** The scan form; its children are hidden fields. */
export function Scan({ action, method = 'post', hx, children, ...field }: PropsWithChildren<ScanProps>) {
  return (
    <form class="scan" method={method} action={action} {...hx}>
      {children}
      <ScanParts {...field} />
    </form>
  );
}

interface ScanQuestionProps {
  t: Words;
  /** Why the last code was not taken. */
  refusal: Refusal;
  action: string;
  method?: 'get' | 'post';
  name?: string;
  hx?: HxAttributes;
}

/** How a lot that may have swallowed its expiry can be read; nothing for any other refusal. */
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

/** The same inside a larger form: a button for each reading. */
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

/** What a scan meant among the lines of the form below it. */
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

/** A lot that may have swallowed its expiry: both readings as buttons; nothing for any other refusal. */
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
