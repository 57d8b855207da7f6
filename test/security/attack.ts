/** The attack on a form: nonsense in each field, floods of words, nothing at all, and senders who are not ours. */
import { describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { ORIGIN, type TestApp } from '../support/app.ts';
import type { Answer, Browser, Fields } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { type AttackedForm, key } from './forms.ts';
import { HOSTILE } from './world.ts';

/** The county under attack and whom its forms are sent by. */
export interface Attacked<W extends TestApp> {
  world: W;
  browserOf: (form: AttackedForm<W>) => Browser;
}

const NONSENSE: (string | string[])[] = [
  '-1',
  '1e300',
  '99999999999999999999',
  '0.0001',
  'NaN',
  "1' or '1'='1",
  '__proto__',
  '1\u0000',
  '\u202e1',
  HOSTILE,
  'x'.repeat(5000),
];

/** What is wrong with the answer to a form that had to be refused. */
function faults(answer: Answer, language: 'zh' | 'en', typedNaN = false): string[] {
  const wrong: string[] = [];
  if (answer.status < 400 || answer.status > 499) wrong.push(`status ${answer.status}`);
  // A sentence may name what was typed
  const ours = typedNaN ? /undefined|\[object |null</ : /undefined|\[object |>NaN|null</;
  if (ours.test(answer.text.replaceAll(/value="[^"]*"|<textarea.*?<\/textarea>/gs, ''))) {
    wrong.push('a value of the program in the page');
  }
  const said = [...answer.text.matchAll(/<p class="error"[^>]*>(.*?)<\/p>|role="alert"[^>]*>(.*?)<\/section>/gs)];
  const text = said.map((match) => (match[1] ?? match[2] ?? '').replace(/<[^>]*>/g, ' ')).join(' ');
  const main = /<main.*<\/main>/s.exec(answer.text)?.[0] ?? answer.text;
  const sentence = text.trim() === '' ? main : text;
  if (language === 'zh' && !/[\u4e00-\u9fff]{3,}/.test(sentence)) wrong.push('no sentence in Chinese');
  if (language === 'en' && !/[A-Z][a-z]+ [a-z]+/.test(sentence)) wrong.push('no sentence in English');
  if (/\b[a-z]+(?:_[a-z]+)+\b/.test(text)) wrong.push(`a code instead of words: ${text.slice(0, 200)}`);
  return wrong;
}

/** Sends the form with `change`; what is wrong with the answer, which must be a refusal in words. */
export async function attack<W extends TestApp>(
  { world, browserOf }: Attacked<W>,
  form: AttackedForm<W>,
  change: Fields,
  language: 'zh' | 'en' = 'zh',
): Promise<string[]> {
  const answer = await browserOf(form).post(form.path(world), { ...form.fields(world), ...change });
  const told = Object.entries(change).map(([name, value]) => `${name}=${JSON.stringify(value).slice(0, 40)}`);
  return faults(answer, language, Object.values(change).includes('NaN')).map(
    (fault) => `${form.name} ${told.join(' ')}: ${fault}`,
  );
}

/** Every test of every form; `under` is asked once the world is open. */
export function attackForms<W extends TestApp>(forms: AttackedForm<W>[], under: () => Attacked<W>): void {
  describe.each(forms)('$name', (form) => {
    it('refuses nonsense in each field that takes certain values', async () => {
      const before = await tableCounts(under().world.services.db);
      const found: string[] = [];
      for (const name of [...form.strict, ...(form.optional ?? [])]) {
        for (const value of NONSENSE) {
          // Long numbers and words may be keys: a key is only repeated, never read
          const fits = name === 'idempotency_key' && /^[\w-]{8,64}$/.test(String(value));
          if (!fits) found.push(...(await attack(under(), form, { [name]: value })));
        }
      }
      for (const name of form.strict) {
        for (const value of ['', ['1', '2']]) found.push(...(await attack(under(), form, { [name]: value })));
      }
      expect(found).toEqual([]);
      expect(await tableCounts(under().world.services.db)).toEqual(before);
    });

    it('refuses words that are too long, several, or hold U+0000', async () => {
      const before = await tableCounts(under().world.services.db);
      const found: string[] = [];
      for (const name of form.words ?? []) {
        for (const value of ['x'.repeat(5000), 'a\u0000b', ['a', 'b']])
          found.push(...(await attack(under(), form, { [name]: value })));
      }
      expect(found).toEqual([]);
      expect(await tableCounts(under().world.services.db)).toEqual(before);
    });

    it('refuses an empty form, and says why in English too', async () => {
      const before = await tableCounts(under().world.services.db);
      const browser = under().browserOf(form);
      expect(faults(await browser.post(form.path(under().world), {}), 'zh')).toEqual([]);
      await browser.post(paths.preferences(), { language: 'en' });
      const [first = ''] = form.strict;
      const found = faults(await browser.post(form.path(under().world), {}), 'en');
      found.push(
        ...(await attack(under(), form, { [first]: '' }, 'en')),
        ...(await attack(under(), form, { [first]: HOSTILE }, 'en')),
      );
      await browser.post(paths.preferences(), { language: 'zh' });
      expect(found).toEqual([]);
      expect(await tableCounts(under().world.services.db)).toEqual(before);
    });

    it('takes only forms of our own pages, of a sensible size', async () => {
      const before = await tableCounts(under().world.services.db);
      const browser = under().browserOf(form);
      const path = form.path(under().world);
      const send = async (headers: Record<string, string>) =>
        (await browser.post(path, form.fields(under().world), headers)).status;
      expect(await send({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
      expect(await send({ 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.localhost' })).toBe(403);
      expect(await send({ 'Content-Type': 'application/json' })).toBe(415);
      expect(await send({ 'Content-Type': 'text/plain' })).toBe(415);
      const { room = 1_000_000 } = form;
      const flood = { ...form.fields(under().world), flood: 'x'.repeat(room) };
      expect((await browser.post(path, flood)).status).toBe(413);
      const cookie = `session=${browser.cookies.get('session')}`;
      const body = new URLSearchParams({ idempotency_key: key() }).toString();
      const type = 'application/x-www-form-urlencoded';
      const bare = { method: 'POST', body, headers: { 'Content-Type': type, Cookie: cookie } };
      expect((await under().world.app.request(`${ORIGIN}${path}`, bare)).status).toBe(403);
      const foreign = { ...bare, headers: { ...bare.headers, Origin: 'https://evil.example' } };
      expect((await under().world.app.request(`${ORIGIN}${path}`, foreign)).status).toBe(403);
      const broken = {
        ...bare,
        body: '--x',
        headers: { 'Content-Type': 'multipart/form-data; boundary=x', Cookie: cookie, Origin: ORIGIN },
      };
      expect((await under().world.app.request(`${ORIGIN}${path}`, broken)).status).toBe(415);
      expect(await tableCounts(under().world.services.db)).toEqual(before);
    });
  });
}
