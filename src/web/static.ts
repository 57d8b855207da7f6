/** Serves the stylesheet, the script and the icon under addresses that change with their content. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Theme } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import { type AppContext, createRouter, type Router } from './router.ts';

interface AssetFile {
  name: string;
  version: string;
  type: string;
  body: Buffer;
  gzipped: Buffer;
}

/** The addresses a page links. */
export interface AssetUrls {
  stylesheet: Record<Theme, string>;
  script: string;
  icon: string;
  /** For phones that keep the program among their own. */
  icons: { small: string; large: string; maskable: string };
}

export interface Assets {
  urls: AssetUrls;
  files: ReadonlyMap<string, AssetFile>;
}

/** The folder that holds package.json, wherever the compiled file stands. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above the program');
    folder = parent;
  }
  return folder;
}

const IMPORT = /^@import url\("([^"]+)"\) layer\((\w+)\);$/gm;

/** `app.css` with each imported file put in place inside its layer. */
export function joinStylesheet(folder: string): string {
  const entry = readFileSync(join(folder, 'app.css'), 'utf8');
  return entry.replace(IMPORT, (_line, file: string, layer: string) => {
    return `@layer ${layer} {\n${readFileSync(join(folder, file), 'utf8')}\n}`;
  });
}

const FOLLOWS_SYSTEM = '@media screen and (prefers-color-scheme: dark)';

/** One sheet for each choice of theme, so that the tokens are written once and no page needs a script for it. */
export function themedStylesheets(css: string): Record<Theme, string> {
  if (!css.includes(FOLLOWS_SYSTEM)) throw new Error('tokens.css has lost its dark theme');
  return {
    auto: css,
    light: css.replace(FOLLOWS_SYSTEM, '@media not all').replace('color-scheme: light dark', 'color-scheme: light'),
    dark: css.replace(FOLLOWS_SYSTEM, '@media screen').replace('color-scheme: light dark', 'color-scheme: dark'),
  };
}

function joinScripts(folder: string): string {
  const resolve = createRequire(import.meta.url).resolve;
  const parts = [
    resolve('htmx.org/dist/htmx.min.js'),
    resolve('htmx.org/dist/ext/hx-sse.min.js'),
    join(folder, 'app.js'),
    join(folder, 'scan.js'),
    join(folder, 'drive.js'),
    join(folder, 'outbox-store.js'),
    join(folder, 'outbox-send.js'),
    join(folder, 'outbox-view.js'),
    join(folder, 'outbox-open.js'),
    join(folder, 'outbox.js'),
    join(folder, 'installed.js'),
  ];
  return parts.map((file) => readFileSync(file, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*$/m, '')).join('\n;');
}

function assetFile(name: string, type: string, content: string | Buffer): AssetFile {
  const body = Buffer.from(content);
  const version = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { name, type, body, version, gzipped: gzipSync(body, { level: 9 }) };
}

/** Reads and joins everything once, at start. Throws when a file is missing. */
export function loadAssets(): Assets {
  const folder = join(projectRoot(), 'views', 'assets');
  const sheets = themedStylesheets(joinStylesheet(join(folder, 'css')));
  const picture = (name: string) => assetFile(name, 'image/png', readFileSync(join(folder, name)));
  const sheetType = 'text/css; charset=utf-8';
  const stored = {
    auto: assetFile('app.css', sheetType, sheets.auto),
    light: assetFile('app-light.css', sheetType, sheets.light),
    dark: assetFile('app-dark.css', sheetType, sheets.dark),
    script: assetFile('app.js', 'text/javascript; charset=utf-8', joinScripts(folder)),
    icon: assetFile('icon.svg', 'image/svg+xml', readFileSync(join(folder, 'icon.svg'), 'utf8')),
    small: picture('icon-192.png'),
    large: picture('icon-512.png'),
    maskable: picture('icon-maskable.png'),
  };
  const url = (file: AssetFile) => paths.asset(file.name, file.version);
  return {
    urls: {
      stylesheet: { auto: url(stored.auto), light: url(stored.light), dark: url(stored.dark) },
      script: url(stored.script),
      icon: url(stored.icon),
      icons: { small: url(stored.small), large: url(stored.large), maskable: url(stored.maskable) },
    },
    files: new Map(Object.values(stored).map((file) => [file.name, file])),
  };
}

/** Through the context, so that it carries the headers of every other answer. */
function fileResponse(c: AppContext, file: AssetFile, immutable: boolean): Response {
  const acceptsGzip = (c.req.header('accept-encoding') ?? '').includes('gzip');
  const body = acceptsGzip ? file.gzipped : file.body;
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    'Content-Length': String(body.length),
    'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (acceptsGzip) headers['Content-Encoding'] = 'gzip';
  return c.body(new Uint8Array(body), 200, headers);
}

/** GET /assets/:version/:name; a name that an older page asks for by its old version is served, but not kept. */
export function assetRoutes(assets: Assets): Router {
  const router = createRouter();
  const serve = (c: AppContext, name: string, version?: string) => {
    const file = assets.files.get(name);
    return file === undefined ? c.notFound() : fileResponse(c, file, version === file.version);
  };
  router.get('/assets/:version/:name', (c) => serve(c, c.req.param('name'), c.req.param('version')));
  router.get('/favicon.ico', (c) => serve(c, 'icon.svg'));
  return router;
}
