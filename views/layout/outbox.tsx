/** Where each page tells what this phone keeps and has not sent yet; filled by script, invisible without one. */
import { may } from '../../src/auth/roles.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';

/** Who works where the network is weak: members, and drivers on the road. Their pages may be read without it. */
export function worksAway({ scopePath, roles }: Viewer): boolean {
  return scopePath !== '/' || roles.includes('driver');
}

function fillsKeptForms({ roles }: Viewer): boolean {
  return (
    may(roles, 'shortage.register') ||
    may(roles, 'dispatch.receive') ||
    may(roles, 'round.drive') ||
    may(roles, 'asset.count')
  );
}

/** Attributes of a form whose entry the phone keeps when it cannot be sent. */
export function kept(what: string, more: { group?: string; reopen?: 'query'; names?: string } = {}) {
  return {
    'data-outbox': what,
    /** One entry at a time for each thing, such as a stop. */
    ...(more.group !== undefined && { 'data-outbox-group': more.group }),
    /** The page takes what was typed from its address. */
    ...(more.reopen !== undefined && { 'data-outbox-reopen': more.reopen }),
    /** The choice whose words tell entries apart. */
    ...(more.names !== undefined && { 'data-outbox-names': more.names }),
  };
}

export function Outbox({ t, viewer }: { t: Words; viewer: Viewer | undefined }) {
  if (viewer !== undefined && !fillsKeptForms(viewer)) return null;
  const away = viewer !== undefined && worksAway(viewer);
  return (
    <div
      id="outbox"
      class="outbox"
      hidden
      aria-live="polite"
      data-words={JSON.stringify(t.outbox.script)}
      data-login={paths.login()}
      data-logout={paths.logout()}
      {...(viewer && { 'data-person': String(viewer.userId), 'data-name': viewer.name })}
      {...(away && { 'data-worker': paths.worker(), 'data-pages': pagesOf(viewer).join(' ') })}
    />
  );
}

/** What is fetched to be read on the road before it is needed there. */
function pagesOf(viewer: Viewer): string[] {
  const { roles } = viewer;
  return [
    paths.home(),
    ...(may(roles, 'shortage.register') ? [paths.shortages(), paths.newShortage()] : []),
    ...(may(roles, 'dispatch.receive') ? [paths.dispatches()] : []),
    ...(may(roles, 'round.drive') ? [paths.drives()] : []),
    paths.offline(),
  ];
}
