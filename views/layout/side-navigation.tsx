/** The side navigation, which a phone opens from its last tab, and the phone's bar of five. */
import type { Theme, Viewer } from '../../src/auth/viewer.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { namesComma } from '../ui/format.ts';
import { BrandMark, Icon } from '../ui/icon.tsx';
import { type NavCounts, type NavEntry, type NavKey, tabsOf } from './navigation.ts';
import { navigationOf } from './navigation-groups.ts';
import { ThemeSwitch } from './preferences.tsx';

interface NavigationProps {
  t: Words;
  viewer: Viewer;
  counts: NavCounts;
  active?: NavKey;
  theme: Theme;
  here: string;
}

export function SideNavigation({ t, viewer, counts, active, theme, here }: NavigationProps) {
  const roles = viewer.roles.map((role) => t.roles[role]).join(namesComma(t));
  return (
    <nav class="nav" id="navigation" aria-label={t.frame.mainNavigation}>
      <a class="brand" href={paths.home()}>
        <BrandMark />
        {t.frame.site}
      </a>
      <a class="nav-close" href="#main" aria-label={t.frame.close}>
        <Icon name="i-x" kind="large" />
      </a>
      <div class="nav-site">
        <div>
          <b>{viewer.organisationName}</b>
          <small>
            {viewer.name} · {roles}
          </small>
        </div>
      </div>
      {navigationOf(t, viewer, counts).map((group) => (
        <div class="nav-group">
          {group.title && <h2>{group.title}</h2>}
          <ul>
            {group.entries.map((entry) => (
              <li>
                <a href={entry.href} data-go={entry.key} aria-current={entry.key === active ? 'page' : undefined}>
                  <Icon name={entry.icon} />
                  <span>{entry.label}</span>
                  <Waiting t={t} entry={entry} />
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div class="nav-me">
        <ThemeSwitch t={t} theme={theme} next={here} />
        <a href={paths.password()}>{t.frame.changePassword}</a>
        <form method="post" action={paths.logout()}>
          <button type="submit">{t.frame.logout}</button>
        </form>
      </div>
      <p class="nav-foot">
        {t.frame.owner}
        {t.frame.footnote.map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
      </p>
    </nav>
  );
}

function Waiting({ t, entry }: { t: Words; entry: NavEntry }) {
  if (entry.count === undefined || entry.count === 0) return null;
  return (
    <span class="count">
      {entry.late && (
        <span class="late">
          <Icon name="s-late" />
          <span class="visually-hidden">{t.frame.someLate}</span>
        </span>
      )}
      {entry.count}
    </span>
  );
}

export function TabBar({ t, viewer, counts, active }: Pick<NavigationProps, 't' | 'viewer' | 'counts' | 'active'>) {
  return (
    <nav class="tabbar" aria-label={t.frame.oftenUsed}>
      {tabsOf(t, viewer, counts).map((tab) => (
        <a href={tab.href} aria-current={tab.key === active ? 'page' : undefined}>
          <Icon name={tab.icon} />
          {tab.label}
          {tab.count !== undefined && tab.count > 0 && (
            <span class="count" data-tone={tab.late ? 'danger' : undefined}>
              {tab.count}
              {tab.late && <span class="visually-hidden">{t.frame.someLate}</span>}
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
