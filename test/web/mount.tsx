/** A small program around the web layer alone: no database, no features. */
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Viewer } from '../../src/auth/viewer.ts';
import { errorAnswers } from '../../src/web/errors.tsx';
import { pages } from '../../src/web/render.tsx';
import { createRouter, type Router, type WebSettings } from '../../src/web/router.ts';
import { security } from '../../src/web/security.ts';
import { assetRoutes, loadAssets } from '../../src/web/static.ts';

export const HOST = 'http://localhost';
const assets = loadAssets();

export const PHARMACIST: Viewer = {
  userId: 7,
  login: 'liu',
  name: '刘药师',
  organisationId: 1,
  organisationName: '总院中心药库',
  organisationKind: 'centre',
  organisationPath: '/1/',
  scopePath: '/',
  roles: ['hub_pharmacist'],
  language: 'zh',
  theme: 'auto',
  mustChangePassword: false,
};

interface MountOptions {
  viewer?: Viewer;
  settings?: Partial<WebSettings>;
  log?: string[];
}

/** The program with the routes that `add` mounts. */
export function mount(add: (router: Router) => void, options: MountOptions = {}): Router {
  const app = createRouter();
  const answers = errorAnswers({ assets: assets.urls, log: (line) => options.log?.push(line) });
  app.onError(answers.onError);
  app.notFound(answers.notFound);
  app.use('*', security({ publicUrl: undefined, trustedProxy: undefined, production: false, ...options.settings }));
  app.route('/', assetRoutes(assets));
  app.use('*', async (c, next) => {
    if (options.viewer !== undefined) c.set('viewer', options.viewer);
    await next();
  });
  app.use(
    '*',
    pages({ assets: assets.urls, layoutData: async () => ({ counts: { shortages: 7, lateShortages: 2 } }) }),
  );
  app.use('*', methodNotAllowed({ app, onMethodNotAllowed: answers.notAllowed }));
  add(app);
  return app;
}

/** A form as our own page posts it. */
export function post(app: Router, path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return app.request(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
  });
}
