/** The headers of every kind of answer, what errors tell, and how much one person may ask. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { errorAnswers } from '../../src/web/errors.tsx';
import { createRouter } from '../../src/web/router.ts';
import { security } from '../../src/web/security.ts';
import { loadAssets } from '../../src/web/static.ts';
import { ORIGIN } from '../support/app.ts';
import { addPerson } from '../support/build.ts';
import { type Answer, Browser, signIn } from '../support/login.ts';
import { unsafeMarkup } from './markup.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let hub: Browser;
beforeAll(async () => {
  world = await openWorld();
  hub = await signIn(world.app, world.hub.login);
});
afterAll(() => world.drop());

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
];

/** What is missing or wrong among the headers. */
function wrongHeaders(headers: Headers): string[] {
  const expected: Record<string, RegExp> = {
    'Content-Security-Policy': new RegExp(`^${POLICY.join('; ')}$`),
    'X-Content-Type-Options': /^nosniff$/,
    'X-Frame-Options': /^DENY$/,
    'Referrer-Policy': /^(same-origin|no-referrer)$/,
    'Cross-Origin-Opener-Policy': /^same-origin$/,
    'Cross-Origin-Resource-Policy': /^same-origin$/,
  };
  const wrong = Object.entries(expected).filter(([name, value]) => !value.test(headers.get(name) ?? ''));
  const told = ['X-Powered-By', 'Server'].filter((name) => headers.has(name));
  return [...wrong.map(([name]) => `${name}: ${headers.get(name)}`), ...told];
}

const isStored = (headers: Headers) => headers.get('Cache-Control') !== 'no-store';

async function raw(path: string, init: RequestInit): Promise<Answer> {
  const response = await world.app.request(`${ORIGIN}${path}`, init);
  const { status, headers } = response;
  return { status, location: headers.get('location'), headers, text: await response.text() };
}

const partial = { 'HX-Request-Type': 'partial' };

/** Every kind of answer by the status it has. */
const ANSWERS: [string, number, () => Promise<Answer>][] = [
  ['the login', 200, () => new Browser(world.app).get('/login')],
  ['a redirect to it', 303, () => new Browser(world.app).get('/stock')],
  ['a fragment for strangers', 401, () => new Browser(world.app).get('/stock', partial)],
  ['a page', 200, () => hub.get('/shortages')],
  ['a fragment', 200, () => hub.get('/shortages', partial)],
  ['a slip', 200, () => hub.get(paths.dispatchSlip(world.clinicA.sent, 'a4'))],
  ['a pick list', 200, () => hub.get(paths.dispatchPickList(world.clinicA.picking))],
  ['a CSV', 200, () => hub.get(paths.shortagesExport('csv'))],
  ['an XLSX', 200, () => hub.get(paths.dispatchesExport('xlsx'))],
  ['a page that is not there', 404, () => hub.get('/nothing')],
  ['a paper that is not there', 404, () => hub.get('/dispatches/PS-20990101-9999')],
  ['a fragment that is not there', 404, () => hub.get('/dispatches/x', partial)],
  ['an address with U+0000', 404, () => hub.get('/stock?q=%00')],
  ['a page for others', 403, () => hub.get('/users')],
  ['a wrong method', 405, () => hub.post('/stock')],
  ['a foreign form', 403, () => hub.post('/logout', {}, { 'Sec-Fetch-Site': 'cross-site' })],
  ['no form', 415, () => hub.post('/logout', {}, { 'Content-Type': 'application/json' })],
  ['too large a form', 413, () => hub.post('/password', { current: 'x'.repeat(1_000_000) })],
  ['a refused form', 422, () => hub.post('/password', {})],
  ['a refused login', 422, () => new Browser(world.app).post('/login', {})],
  ['a stale act', 409, () => hub.post(paths.shortageAcceptance(world.clinicA.registered), STALE)],
  ['an asset that is not there', 404, () => raw('/assets/x/evil.js', {})],
];
const STALE = { idempotency_key: 'header-test-1', version: '999' };

describe('headers', () => {
  it.each(ANSWERS)('of %s (%i)', async (_name, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(wrongHeaders(answer.headers)).toEqual([]);
    expect(isStored(answer.headers)).toBe(false);
    if (answer.text.startsWith('<') || answer.text.startsWith('<!')) {
      expect(answer.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
      expect(unsafeMarkup(answer.text)).toEqual([]);
    }
  });

  it('of assets: kept by content, and as strict', async () => {
    const { urls } = loadAssets();
    for (const path of [urls.script, urls.stylesheet.auto, urls.icon, '/favicon.ico']) {
      const { status, headers } = await raw(path, {});
      expect(status).toBe(200);
      expect([path, wrongHeaders(headers)]).toEqual([path, []]);
      expect(headers.get('Cache-Control')).toMatch(/immutable|no-cache/);
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  it('of assets asked for by a path out of their folder', async () => {
    for (const path of ['/assets/x/..%2f..%2fpackage.json', '/assets/../package.json', '/assets/x/%2e%2e/app.css']) {
      const answer = await hub.get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.text).not.toContain('dependencies');
    }
  });
});

describe('what a proxy would say', () => {
  it('is not believed from anybody else', async () => {
    const forged = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '1.1.1.1' };
    const answer = await hub.get('/shortages', forged);
    expect(answer.text).not.toContain('evil.example');
    const login = await new Browser(world.app).get('/stock', forged);
    expect(login.location).toBe('/login?next=%2Fstock');
    // A forged host does not make a foreign form ours
    const cookie = `session=${hub.cookies.get('session')}`;
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://evil.example' };
    const act = await raw('/preferences', {
      method: 'POST',
      body: 'theme=dark',
      headers: { ...form, ...forged, cookie },
    });
    expect(act.status).toBe(403);
  });
});

describe('an error', () => {
  it('of the program tells a number and nothing else, and the log knows it', async () => {
    const log: string[] = [];
    const broken = createRouter();
    const answers = errorAnswers({ assets: loadAssets().urls, log: (line) => log.push(line) });
    broken.onError(answers.onError);
    broken.use('*', security(world.services.settings));
    broken.get('/boom', async (c) =>
      c.json(await world.services.db.read.select({ x: undefined as never }).from({} as never)),
    );
    broken.get('/secret', () => {
      throw new Error('select password_hash from person where secret');
    });
    for (const path of ['/boom', '/secret']) {
      for (const headers of [{}, partial]) {
        const response = await broken.request(path, { headers });
        const text = await response.text();
        expect(response.status).toBe(500);
        expect(wrongHeaders(response.headers)).toEqual([]);
        expect(isStored(response.headers)).toBe(false);
        expect(text).not.toMatch(/select |password_hash|Error:|at .*\.tsx?|node_modules|sqlite|postgres/i);
        const line = JSON.parse(log.at(-1) ?? '{}') as { reference: string; path: string };
        expect(line.path).toBe(path);
        expect(text).toContain(line.reference);
      }
    }
  });

  it('of a person has a number too, in both languages, and no path of ours', async () => {
    const browser = await signIn(world.app, world.checker.login);
    for (const [language, word] of [
      ['zh', '编号'],
      ['en', 'Reference'],
    ] as const) {
      await browser.post('/preferences', { language });
      for (const path of ['/nothing', '/users', '/lots/999999999999']) {
        const { text } = await browser.get(path);
        expect(text).toMatch(new RegExp(`${word}[^<]{0,10}[0-9A-F]{10}`));
        expect(text).not.toMatch(/node_modules|\/src\/|\.tsx?:\d/);
      }
    }
  });
});

describe('floods', () => {
  it('of files are braked for one person alone, with a sentence and the time to wait', async () => {
    const greedy = await signIn(world.app, (await addPerson(world.services, world.head, 'buyer')).login);
    const statuses: number[] = [];
    for (let turn = 0; turn < 21; turn += 1) statuses.push((await greedy.get('/shortages/export.csv')).status);
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 200));
    const braked = await greedy.get('/catalogue/export.xlsx');
    expect(braked.status).toBe(429);
    expect(Number(braked.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(braked.text).toMatch(/[\u4e00-\u9fff]{4,}/);
    expect(wrongHeaders(braked.headers)).toEqual([]);
    // Neither another spelling of the address nor asking for the head alone gets by
    expect((await greedy.get('/shortages/export%2Ecsv')).status).not.toBe(200);
    const cookie = `session=${greedy.cookies.get('session')}`;
    expect((await raw('/shortages/export.csv', { method: 'HEAD', headers: { cookie } })).status).toBe(429);
    expect((await hub.get('/shortages/export.csv')).status).toBe(200);
    world.clock.set(world.clock.now() + 61_000);
    expect((await greedy.get('/shortages/export.csv')).status).toBe(200);
  });

  it('of papers are braked later: a morning prints many slips', async () => {
    const greedy = await signIn(world.app, (await addPerson(world.services, world.head, 'buyer')).login);
    const paper = '/dispatches/PS-20261123-9999/pick-list.pdf';
    for (let turn = 0; turn < 60; turn += 1) expect((await greedy.get(paper)).status).toBe(404);
    expect((await greedy.get(paper)).status).toBe(429);
    expect((await hub.get(paper)).status).toBe(404);
  });

  it('of searches are braked as well', async () => {
    const typist = await signIn(world.app, (await addPerson(world.services, world.head, 'buyer')).login);
    let last = 0;
    let tries = 0;
    while (last !== 429 && tries < 300) {
      last = (await typist.get(tries % 2 === 0 ? '/find?q=zz' : '/catalogue/search?q=zz', partial)).status;
      tries += 1;
    }
    expect([last, tries]).toEqual([429, 241]);
    const braked = await typist.get('/find?q=zz', partial);
    expect(braked.headers.get('HX-Retarget')).toBe('#flash');
    // Pages without a search still open
    expect((await typist.get('/shortages')).status).toBe(200);
  });

  it('every file that was taken stands in the trail', async () => {
    const auditor = await signIn(world.app, (await addPerson(world.services, world.head, 'auditor')).login);
    await auditor.get('/dispatches/export.csv?q=PS');
    const trail = await auditor.get('/audit');
    expect(trail.text).toContain('/dispatches/export.csv');
  });
});
