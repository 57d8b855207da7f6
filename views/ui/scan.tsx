/** The one scan box: a scanner types a code and Enter into it, a camera fills it, the page answers beside it. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Words } from '../i18n/index.ts';
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
        formnovalidate={where.formAction !== undefined || send !== undefined}
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

/** How a lot that may have swallowed its expiry can be read; nothing for any other refusal. */
/** The same inside a larger form: a button for each reading. */
/** What a scan meant among the lines of the form below it. */
/** A lot that may have swallowed its expiry: both readings as buttons; nothing for any other refusal. */
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
