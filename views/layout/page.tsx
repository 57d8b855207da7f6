/** The frame of every signed-in page: navigation, bar, content, the phone's tabs. */
import type { PropsWithChildren } from 'hono/jsx';
import { may } from '../../src/auth/roles.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { paths } from '../../src/paths.ts';
import type { Flash } from '../../src/web/flash.ts';
import type { Words } from '../i18n/index.ts';
import { Icon } from '../ui/icon.tsx';
import { FlashArea } from './flash.tsx';
import type { NavCounts, NavKey } from './navigation.ts';
import { Outbox, worksAway } from './outbox.tsx';
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx';
import { Shell, type ShellProps } from './shell.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { SideNavigation, TabBar } from './side-navigation.tsx';

interface PageFrameProps extends ShellProps {
  viewer: Viewer;
  active?: NavKey;
  counts: NavCounts;
  flash?: Flash;
  landscape?: boolean;
  /** May be read on the phone without a network. */
  offline?: boolean;
  /** Path and query of this page, to come back to after a change of language. */
  here: string;
}

export function Page(props: PropsWithChildren<PageFrameProps>) {
  const { t, theme, viewer, active, counts, here } = props;
  const keptFor = props.offline && worksAway(viewer) ? viewer.userId : undefined;
  return (
    <Shell t={t} theme={theme} title={props.title} assets={props.assets} keptFor={keptFor}>
      <div class="shell">
        <SideNavigation t={t} viewer={viewer} counts={counts} active={active} theme={theme} here={here} />
        <Bar t={t} viewer={viewer} theme={theme} here={here} />
        <main class={props.landscape ? 'main landscape' : 'main'} id="main">
          <p class="print-head">{t.frame.printedBy(viewer.organisationName, viewer.name)}</p>
          <FlashArea flash={props.flash} />
          <Outbox t={t} viewer={viewer} />
          {props.children}
        </main>
        <TabBar t={t} viewer={viewer} counts={counts} active={active} />
      </div>
      <Shortcuts t={t} />
      {may(viewer.roles, 'catalogue.read') && <div id="live" hx-sse:connect={paths.events()} hx-swap="none" hidden />}
    </Shell>
  );
}

function Bar({ t, viewer, theme, here }: Pick<PageFrameProps, 't' | 'viewer' | 'theme' | 'here'>) {
  return (
    <header class="bar">
      <b class="bar-site">{viewer.organisationName}</b>
      {/* Who may look nothing up, such as a supplier, is offered no search */}
      {may(viewer.roles, 'catalogue.read') && (
        <>
          <Finder t={t} />
          <a class="bar-scan" href={paths.scan()} aria-label={t.scanning.title}>
            <Icon name="i-scan" kind="large" />
          </a>
        </>
      )}
      <div class="bar-tools">
        <LanguageSwitch t={t} next={here} />
        <a class="help" href="#shortcuts">
          {t.frame.help} <kbd>?</kbd>
        </a>
        <UserMenu t={t} viewer={viewer} theme={theme} here={here} />
      </div>
    </header>
  );
}

function Finder({ t }: { t: Words }) {
  return (
    <form class="finder" action={paths.finder()} method="get" aria-label={t.frame.find}>
      <button class="go" type="submit" aria-label={t.frame.find}>
        <Icon name="i-search" />
      </button>
      <input
        type="search"
        name="q"
        aria-label={t.frame.findLabel}
        placeholder={t.frame.findHint}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="search"
        maxlength={200}
      />
      <kbd>/</kbd>
    </form>
  );
}

function UserMenu({ t, viewer, theme, here }: { t: Words } & Pick<PageFrameProps, 'viewer' | 'theme' | 'here'>) {
  return (
    <details class="menu">
      <summary>
        <Icon name="i-user" />
        {viewer.name}
        <Icon name="i-down" />
      </summary>
      <ul class="menu-list">
        <li>
          <ThemeSwitch t={t} theme={theme} next={here} />
        </li>
        <li class="rule">
          <a href={paths.password()}>{t.frame.changePassword}</a>
        </li>
        <li>
          <form method="post" action={paths.logout()}>
            <button type="submit">{t.frame.logout}</button>
          </form>
        </li>
      </ul>
    </details>
  );
}
