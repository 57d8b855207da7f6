/** States, properties and waiting counts: shape and word first, colour only when someone must act. */
import type { PropsWithChildren } from 'hono/jsx';
import type { Signal, Tone } from './format.ts';
import { Icon, type IconName } from './icon.tsx';

export type { Tone } from './format.ts';

interface StatusProps {
  icon: IconName;
  tone?: Tone;
  /** Boxed, beside a page title. */
  badge?: boolean;
}

export function Status({ icon, tone, badge, children }: PropsWithChildren<StatusProps>) {
  return (
    <span class={badge ? 'status badge' : 'status'} data-tone={tone}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** A deadline or an expiry as `format.ts` judged it. */
export function SignalStatus({ signal, badge }: { signal: Signal; badge?: boolean }) {
  return (
    <Status icon={signal.icon} tone={signal.tone} badge={badge}>
      {signal.text}
    </Status>
  );
}

/** A property of an item: 基药, 集采, 冷藏. */
export function Tag({ tone, icon, children }: PropsWithChildren<{ tone?: Tone; icon?: IconName }>) {
  return (
    <span class="tag" data-tone={tone}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** How many wait; filled only with a tone. */
export function Count({ tone, children }: PropsWithChildren<{ tone?: Tone }>) {
  return (
    <span class="count" data-tone={tone}>
      {children}
    </span>
  );
}
