/** Said once: what happened, why, what to do next. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Tone } from './format.ts';
import { Icon, type IconName } from './icon.tsx';

const ICONS: Record<Tone | 'plain', IconName> = {
  danger: 's-no',
  warn: 's-near',
  caution: 's-near',
  info: 'i-info',
  accent: 's-done',
  plain: 'i-info',
};

interface NoticeProps {
  title: Child;
  tone?: Tone;
  icon?: IconName;
  buttons?: Child;
  /** `alert` interrupts, `status` waits its turn. */
  role?: 'alert' | 'status';
  level?: 'h2' | 'h3';
}

export function Notice({ title, tone, icon, buttons, role, level, children }: PropsWithChildren<NoticeProps>) {
  const Heading = level ?? 'h2';
  return (
    <section class="notice" data-tone={tone} role={role}>
      <Icon name={icon ?? ICONS[tone ?? 'plain']} />
      <div>
        <Heading>{title}</Heading>
        {children}
      </div>
      {buttons && <div class="buttons">{buttons}</div>}
    </section>
  );
}

interface EmptyProps {
  title: string;
  text?: Child;
  steps?: Child[];
  act?: Child;
  /** A page that is nothing else has its title here. */
  level?: 'h1' | 'h2';
}

/** Why nothing is here and the step that fills it. */
export function Empty({ title, text, steps, act, level }: EmptyProps) {
  const Heading = level ?? 'h2';
  return (
    <section class="empty">
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      {steps && (
        <ol>
          {steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      )}
      {act}
    </section>
  );
}

interface ConfirmProps {
  action: string;
  question: string;
  /** Each consequence in a sentence: numbers that change, who is told, whether it can be undone. */
  consequences: Child[];
  buttons: Child;
}

/** A page of its own before a destructive act; the children are its fields and hidden keys. */
export function Confirm({ action, question, consequences, buttons, children }: PropsWithChildren<ConfirmProps>) {
  return (
    <form class="confirm" method="post" action={action}>
      <h2>
        <b>{question}</b>
      </h2>
      <ul>
        {consequences.map((consequence) => (
          <li>{consequence}</li>
        ))}
      </ul>
      {children}
      <div class="buttons">{buttons}</div>
    </form>
  );
}

/** A line of advice inside the matter. */
export function Advice({ icon, tone, children }: PropsWithChildren<{ icon?: IconName; tone?: Tone }>) {
  return (
    <p class="advice" data-tone={tone}>
      <Icon name={icon ?? 'i-info'} />
      <span>{children}</span>
    </p>
  );
}
