/** Buttons say the act and its object; one primary on a screen. */
import type { Child, PropsWithChildren } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

type Kind = 'primary' | 'danger' | 'plain';

interface ButtonLook {
  kind?: Kind;
  small?: boolean;
  block?: boolean;
  icon?: IconName;
  /** More classes, such as `act` or `desk-only`. */
  class?: string;
}

function classes(look: ButtonLook): string {
  const words = ['button', look.kind, look.small && 'small', look.block && 'block', look.class];
  return words.filter(Boolean).join(' ');
}

interface ButtonProps extends ButtonLook {
  name?: string;
  value?: string;
  type?: 'submit' | 'button';
  disabled?: boolean;
  /** Id of the sentence that says why it is disabled. */
  describedBy?: string;
  /** Overrides where and how the form goes. */
  formAction?: string;
  formMethod?: 'get' | 'post';
  /** Sends the form without the browser's checks. */
  skipChecks?: boolean;
  /** Id of a form elsewhere on the page. */
  form?: string;
}

export function Button(props: PropsWithChildren<ButtonProps>) {
  return (
    <button
      class={classes(props)}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={props.describedBy}
      formaction={props.formAction}
      formmethod={props.formMethod}
      formnovalidate={props.skipChecks}
      form={props.form}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

interface LinkButtonProps extends ButtonLook {
  href: string;
  /** Looks and reads as not possible; the address is left out. */
  disabled?: boolean;
  describedBy?: string;
  /** What the P key presses. */
  print?: boolean;
  /** Opens in a new tab: papers and exports. */
  newTab?: boolean;
}

export function LinkButton(props: PropsWithChildren<LinkButtonProps>) {
  return (
    <a
      class={classes(props)}
      href={props.disabled ? undefined : props.href}
      aria-disabled={props.disabled ? 'true' : undefined}
      aria-describedby={props.describedBy}
      data-print={props.print ? 'yes' : undefined}
      target={props.newTab ? '_blank' : undefined}
      rel={props.newTab ? 'noopener' : undefined}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </a>
  );
}

export function Buttons({ children }: PropsWithChildren) {
  return <div class="buttons">{children}</div>;
}

/** The act and, before it, what it will do: who is told, which numbers change, whether it can be undone. */
export function SubmitBar({ consequence, children }: PropsWithChildren<{ consequence: Child }>) {
  return (
    <div class="submit-bar">
      <p>{consequence}</p>
      {children}
    </div>
  );
}
