/** What makes the pages an application on a phone: manifest, worker, and the page for what is not on the phone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { wordsOf } from '../../views/i18n/index.ts';
import { OfflinePage } from '../../views/layout/offline-page.tsx';
import { paths } from '../paths.ts';
import { wordsFor } from './preferences.ts';
import type { AppEnv } from './router.ts';
import { createRouter, type Router } from './router.ts';
import { type Assets, projectRoot } from './static.ts';

const GREEN = '#0a655c';
const WHITE = '#ffffff';

function manifestOf(assets: Assets): string {
  const { frame, outbox } = wordsOf('zh');
  const icon = (src: string, sizes: string, purpose: 'any' | 'maskable') => ({
    src,
    sizes,
    type: 'image/png',
    purpose,
  });
  return JSON.stringify({
    id: paths.home(),
    name: frame.site,
    short_name: outbox.shortName,
    lang: 'zh-CN',
    start_url: paths.home(),
    scope: paths.home(),
    display: 'standalone',
    theme_color: GREEN,
    background_color: WHITE,
    icons: [
      icon(assets.urls.icons.small, '192x192', 'any'),
      icon(assets.urls.icons.large, '512x512', 'any'),
      icon(assets.urls.icons.maskable, '512x512', 'maskable'),
    ],
  });
}

/** All three are for anybody: they hold nothing of anyone's. */
export function installableRoutes(assets: Assets, render: MiddlewareHandler<AppEnv>): Router {
  const router = createRouter();
  const worker = readFileSync(join(projectRoot(), 'views', 'assets', 'worker.js'), 'utf8');
  const manifest = manifestOf(assets);
  router.get(paths.worker(), (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.body(worker, 200, { 'Content-Type': 'text/javascript; charset=utf-8' });
  });
  router.get(paths.manifest(), (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.body(manifest, 200, { 'Content-Type': 'application/manifest+json; charset=utf-8' });
  });
  router.get(paths.offline(), render, (c) => {
    const t = wordsFor(c);
    return c.render(<OfflinePage t={t} />, { title: t.outbox.offlineTitle, bare: true });
  });
  return router;
}
