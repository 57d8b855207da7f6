/** The frame without a person: the login, a first password, the page behind a slip's code. */
import type { PropsWithChildren } from 'hono/jsx';
import type { Flash } from '../../src/web/flash.ts';
import { BrandMark } from '../ui/icon.tsx';
import { FlashArea } from './flash.tsx';
import { LanguageSwitch } from './preferences.tsx';
import { Shell, type ShellProps } from './shell.tsx';

/** The children bring their own `<main id="main">`. */
export function BarePage({ flash, children, ...shell }: PropsWithChildren<ShellProps & { flash?: Flash }>) {
  return (
    <Shell {...shell}>
      {flash && <FlashArea flash={flash} />}
      {children}
    </Shell>
  );
}

/** One column with the name of the house above it, for short matters on a bare page. */
export function Alone({ t, here, children }: PropsWithChildren<{ t: ShellProps['t']; here: string }>) {
  return (
    <main class="alone" id="main">
      <header>
        <span class="brand">
          <BrandMark />
          {t.frame.site}
        </span>
        <LanguageSwitch t={t} next={here} />
      </header>
      {children}
    </main>
  );
}
