/** Pages, fragments and the frame around them. */
import { describe, expect, it } from 'vitest';
import { redirectWith } from '../../src/web/flash.ts';
import { emptyForm, refusedForm } from '../../src/web/form.ts';
import { wordsFor } from '../../src/web/preferences.ts';
import { ErrorSummary } from '../../views/ui/error-summary.tsx';
import { mount, PHARMACIST, post } from './mount.tsx';

const app = mount(
  (router) => {
    router.get('/hello', (c) => c.render(<p>{c.req.query('name')}</p>, { title: '<b>标题', active: 'shortages' }));
    router.get('/quoted', (c) => c.render(<input value={c.req.query('name')} />, { title: 't' }));
    router.post('/gone', (c) => {
      refusedForm(c, {}, { ok: false, reason: 'transfer_own', detail: {} });
      return c.render(<p>页面</p>, { title: 't' });
    });
    router.post('/there', (c) => {
      const form = refusedForm(c, {}, { ok: false, reason: 'transfer_not_here', detail: { place: '<某>' } });
      return c.render(<ErrorSummary t={wordsFor(c)} form={form} />, { title: 't' });
    });
    router.post('/new', (c) => {
      return c.render(<ErrorSummary t={wordsFor(c)} form={emptyForm()} />, { title: 't' });
    });
    router.post('/act', (c) => redirectWith(c, '/hello', { tone: 'accent', title: '办好了<i>', text: 'x' }));
  },
  { viewer: PHARMACIST },
);

describe('pages', () => {
  it('escapes text, attributes and titles', async () => {
    const page = await (await app.request('/hello?name=%3Cscript%3Ealert(1)%3C/script%3E')).text();
    expect(page).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>');
    expect(page).toContain('<title>&lt;b&gt;标题 - 统一药械管理</title>');
    const quoted = await (await app.request('/quoted?name=%22%20onfocus=%22x')).text();
    expect(quoted).toContain('value="&quot; onfocus=&quot;x"');
  });

  it('frames a page with the navigation of the role and what waits', async () => {
    const page = await (await app.request('/hello')).text();
    expect(page.startsWith('<!doctype html><html lang="zh-CN" data-theme="auto">')).toBe(true);
    expect(page).toContain('href="/shortages" data-go="shortages" aria-current="page"');
    expect(page).toContain('总院中心药库');
    expect(page).not.toContain('href="/users"');
    expect(page).not.toMatch(/style=|onclick|<script>/);
  });

  it('answers a fragment with the content alone and says that it depends on the header', async () => {
    const response = await app.request('/hello?name=a', { headers: { 'HX-Request-Type': 'partial' } });
    expect(await response.text()).toBe('<p>a</p>');
    expect(response.headers.get('Vary')).toContain('HX-Request-Type');
  });

  it('gives a boosted navigation the whole page', async () => {
    const response = await app.request('/hello', { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'full' } });
    expect(await response.text()).toContain('<nav class="nav"');
  });

  it('says a refusal above the page when its form is no longer there, and once when it is', async () => {
    const told = async (path: string) => (await (await post(app, path, {})).text()).split('data-error-summary').length;
    const page = await (await post(app, '/gone', {})).text();
    expect(page).toMatch(/data-error-summary.*须两个人.*<p>页面<\/p>/s);
    expect([await told('/gone'), await told('/there'), await told('/new')]).toEqual([2, 2, 1]);
  });

  it('carries a message over one redirect, once, escaped', async () => {
    const redirect = await post(app, '/act', {});
    expect(redirect.status).toBe(303);
    const cookie = redirect.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const next = await app.request('/hello', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
    expect(await next.text()).toContain('办好了&lt;i&gt;');
    expect(next.headers.get('Set-Cookie')).toMatch(/flash=;.*Max-Age=0/);
  });

  it('shows the message of a fragment in its own region', async () => {
    const redirect = await post(app, '/act', {});
    const cookie = (redirect.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    const next = await app.request('/hello?name=a', { headers: { Cookie: cookie, 'HX-Request-Type': 'partial' } });
    expect(await next.text()).toMatch(/^<p>a<\/p><hx-partial hx-target="#flash">/);
  });

  it('keeps a message from answers that nobody asked for', async () => {
    const redirect = await post(app, '/act', {});
    const cookie = (redirect.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    for (const kind of ['partial', 'full']) {
      const headers = { Cookie: cookie, 'HX-Request-Type': kind, Unasked: '1' };
      const refreshed = await app.request('/hello?name=a', { headers });
      expect(await refreshed.text()).not.toContain('办好了');
      expect(refreshed.headers.get('Set-Cookie') ?? '').not.toContain('flash');
    }
  });

  it('ignores a message that another site or a person forged', async () => {
    const forged = Buffer.from(
      JSON.stringify({ tone: 'accent', title: 't', link: { href: '//evil.example', label: 'x' } }),
    ).toString('base64url');
    for (const value of [forged, 'garbage', 'x'.repeat(5000)]) {
      const page = await app.request('/hello', { headers: { Cookie: `flash=${value}` } });
      expect(page.status).toBe(200);
      expect(await page.text()).not.toContain('evil.example');
    }
  });
});

describe('assets', () => {
  it('are kept for ever under the version of their content, and served without keeping under another', async () => {
    const page = await (await app.request('/hello')).text();
    const sheet = /href="(\/assets\/[\w-]+\/app\.css)"/.exec(page)?.[1] ?? '';
    const current = await app.request(sheet);
    expect(current.headers.get('Cache-Control')).toContain('immutable');
    const css = await current.text();
    expect(css).toContain('@layer components {');
    expect(css).not.toContain('@import');
    const old = await app.request('/assets/older/app.css');
    expect(old.headers.get('Cache-Control')).toBe('no-cache');
    expect((await app.request('/assets/x/..%2fpackage.json')).status).toBe(404);
  });

  it('have a sheet for each chosen theme', async () => {
    const dark = await (await app.request('/assets/x/app-dark.css')).text();
    const light = await (await app.request('/assets/x/app-light.css')).text();
    expect(dark).not.toContain('prefers-color-scheme');
    expect(dark).toContain('color-scheme: dark');
    expect(light).toContain('@media not all');
  });
});
