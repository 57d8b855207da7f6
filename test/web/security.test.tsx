/** Acts only from our own pages, strict headers everywhere, errors that tell nothing. */
import { describe, expect, it } from 'vitest';
import { refuse } from '../../src/kernel/result.ts';
import { refusalError, statusOf } from '../../src/web/refusal.ts';
import { clientAddress } from '../../src/web/security.ts';
import { mount, PHARMACIST, post } from './mount.tsx';

const log: string[] = [];
const app = mount(
  (router) => {
    router.get('/', (c) => c.text('ok'));
    router.post('/act', (c) => c.text('done'));
    router.delete('/act', (c) => c.text('gone'));
    router.get('/boom', () => {
      throw new Error('password is hunter2');
    });
    router.get('/refused', (c) => {
      throw refusalError(c, refuse('stale', { who: '钟库管' }));
    });
  },
  { log, viewer: PHARMACIST },
);

describe('origin', () => {
  const send = (headers: Record<string, string>, method = 'POST') =>
    app.request('http://yao.local/act', { method, headers });

  it('accepts our own pages by either header', async () => {
    expect((await send({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    expect((await send({ Origin: 'http://yao.local', Host: 'yao.local' })).status).toBe(200);
  });

  it('refuses other sites, other hosts, null origins and requests that do not say, whatever the method', async () => {
    expect((await send({ 'Sec-Fetch-Site': 'cross-site', Origin: 'http://yao.local' })).status).toBe(403);
    expect((await send({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await send({ Origin: 'http://evil.example', Host: 'yao.local' })).status).toBe(403);
    expect((await send({ Origin: 'null' })).status).toBe(403);
    expect((await send({})).status).toBe(403);
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' }, 'DELETE')).status).toBe(403);
    expect((await send({ 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/json' })).status).toBe(403);
  });

  it('accepts no body but a form', async () => {
    const response = await app.request('/act', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(response.status).toBe(415);
  });
});

describe('headers', () => {
  it('stand on pages, errors and refusals alike', async () => {
    for (const path of ['/', '/nothing', '/boom']) {
      const { headers } = await app.request(path);
      expect(headers.get('Content-Security-Policy')).toContain("script-src 'self'; style-src 'self'");
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Cache-Control')).toBe('no-store');
      expect(headers.get('Strict-Transport-Security')).toBeNull();
    }
  });

  it('demand https for a year when the public address has it', async () => {
    const https = mount((router) => router.get('/', (c) => c.text('ok')), { settings: { publicUrl: 'https://y.cn' } });
    const { headers } = await https.request('/');
    expect(headers.get('Strict-Transport-Security')).toContain('max-age=31536000');
  });
});

describe('forwarded addresses', () => {
  const behind = mount((router) => router.get('/', (c) => c.text(clientAddress(c))), {
    settings: { trustedProxy: '10.0.0.2' },
  });
  const ask = (peer: string) =>
    behind.request(
      '/',
      { headers: { 'X-Forwarded-For': '1.2.3.4, 5.6.7.8' } },
      { incoming: { socket: { remoteAddress: peer } } },
    );

  it('are believed from the configured proxy alone', async () => {
    expect(await (await ask('::ffff:10.0.0.2')).text()).toBe('5.6.7.8');
    expect(await (await ask('10.0.0.9')).text()).toBe('10.0.0.9');
  });
});

describe('errors', () => {
  it('show a reference number and log it with the cause', async () => {
    const response = await app.request('/boom');
    const page = await response.text();
    expect(response.status).toBe(500);
    expect(page).toContain('程序出错，这一步没有保存');
    expect(page).not.toContain('hunter2');
    const line = JSON.parse(log.at(-1) ?? '{}');
    expect(line).toMatchObject({ method: 'GET', path: '/boom', user: 7, message: 'password is hunter2' });
    expect(page).toContain(line.reference);
  });

  it('speak in the flash area when a fragment fails', async () => {
    const response = await app.request('/boom', { headers: { 'HX-Request-Type': 'partial' } });
    expect(response.headers.get('HX-Retarget')).toBe('#flash');
    expect(response.headers.get('HX-Reswap')).toBe('innerHTML');
    expect(await response.text()).toMatch(/^<section class="notice"/);
  });

  it('keep the frame for what is merely missing, and do not log it', async () => {
    const before = log.length;
    const response = await app.request('/nothing');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('没有找到这一页');
    expect(log.length).toBe(before);
  });

  it('name the methods that an address takes', async () => {
    const response = await app.request('/act');
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toContain('POST');
    expect(await response.text()).toContain('不接受这种操作');
  });

  it('say a refusal with its status', async () => {
    const response = await app.request('/refused');
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('钟库管改了它');
    expect(statusOf(refuse('not_found'))).toBe(404);
    expect(statusOf(refuse('forbidden'))).toBe(403);
    expect(statusOf(refuse('insufficient_stock'))).toBe(422);
    expect(statusOf(refuse('toString'))).toBe(422);
  });

  it('answer a post from elsewhere in words', async () => {
    const response = await post(app, '/act', {}, { 'Sec-Fetch-Site': 'cross-site' });
    expect(await response.text()).toContain('请求来自别的网站');
  });
});
