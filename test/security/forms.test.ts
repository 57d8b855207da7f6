/** Nonsense in every field of every form: refused with a sentence in the reader's language, and nothing changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { ORIGIN } from '../support/app.ts';
import { addPerson } from '../support/build.ts';
import { type Answer, type Browser, type Fields, signIn } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { type AttackedForm, FORMS, key, type Sender } from './forms.ts';
import { HOSTILE, openWorld, type World } from './world.ts';

let world: World;
const senders = new Map<Sender, Browser>();

beforeAll(async () => {
  world = await openWorld();
  const admin = await addPerson(world.services, world.head, 'administrator');
  const { clinicA, hub, picker, branchA } = world;
  const people = { doctor: clinicA.person, hub, picker, receiver: branchA.person, admin };
  for (const [name, person] of Object.entries(people)) {
    senders.set(name as Sender, await signIn(world.app, person.login));
  }
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function browserOf(form: AttackedForm): Browser {
  const browser = senders.get(form.by);
  if (browser === undefined) throw new Error(`nobody is ${form.by}`);
  return browser;
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
function faults(answer: Answer, language: 'zh' | 'en'): string[] {
  const wrong: string[] = [];
  if (answer.status < 400 || answer.status > 499) wrong.push(`status ${answer.status}`);
  if (/undefined|\[object |>NaN|null</.test(answer.text.replaceAll(/value="[^"]*"|<textarea.*?<\/textarea>/gs, ''))) {
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

async function attack(form: AttackedForm, change: Fields, language: 'zh' | 'en' = 'zh'): Promise<string[]> {
  const answer = await browserOf(form).post(form.path(world), { ...form.fields(world), ...change });
  const told = Object.entries(change).map(([name, value]) => `${name}=${JSON.stringify(value).slice(0, 40)}`);
  return faults(answer, language).map((fault) => `${form.name} ${told.join(' ')}: ${fault}`);
}

describe.each(FORMS)('$name', (form) => {
  it('refuses nonsense in each field that takes certain values', async () => {
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const name of [...form.strict, ...(form.optional ?? [])]) {
      for (const value of NONSENSE) {
        // Long numbers and words may be keys: a key is only repeated, never read
        const fits = name === 'idempotency_key' && /^[\w-]{8,64}$/.test(String(value));
        if (!fits) found.push(...(await attack(form, { [name]: value })));
      }
    }
    for (const name of form.strict) {
      for (const value of ['', ['1', '2']]) found.push(...(await attack(form, { [name]: value })));
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('refuses words that are too long, several, or hold U+0000', async () => {
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const name of form.words ?? []) {
      for (const value of ['x'.repeat(5000), 'a\u0000b', ['a', 'b']])
        found.push(...(await attack(form, { [name]: value })));
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('refuses an empty form, and says why in English too', async () => {
    const before = await tableCounts(world.services.db);
    const browser = browserOf(form);
    expect(faults(await browser.post(form.path(world), {}), 'zh')).toEqual([]);
    await browser.post(paths.preferences(), { language: 'en' });
    const [first = ''] = form.strict;
    const found = faults(await browser.post(form.path(world), {}), 'en');
    found.push(...(await attack(form, { [first]: '' }, 'en')), ...(await attack(form, { [first]: HOSTILE }, 'en')));
    await browser.post(paths.preferences(), { language: 'zh' });
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('takes only forms of our own pages, of a sensible size', async () => {
    const before = await tableCounts(world.services.db);
    const browser = browserOf(form);
    const path = form.path(world);
    const send = async (headers: Record<string, string>) =>
      (await browser.post(path, form.fields(world), headers)).status;
    expect(await send({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await send({ 'Sec-Fetch-Site': 'same-site', Origin: 'http://other.localhost' })).toBe(403);
    expect(await send({ 'Content-Type': 'application/json' })).toBe(415);
    expect(await send({ 'Content-Type': 'text/plain' })).toBe(415);
    expect((await browser.post(path, { ...form.fields(world), note: 'x'.repeat(1_000_000) })).status).toBe(413);
    const cookie = `session=${browser.cookies.get('session')}`;
    const body = new URLSearchParams({ idempotency_key: key() }).toString();
    const type = 'application/x-www-form-urlencoded';
    const bare = { method: 'POST', body, headers: { 'Content-Type': type, Cookie: cookie } };
    expect((await world.app.request(`${ORIGIN}${path}`, bare)).status).toBe(403);
    const foreign = { ...bare, headers: { ...bare.headers, Origin: 'https://evil.example' } };
    expect((await world.app.request(`${ORIGIN}${path}`, foreign)).status).toBe(403);
    const broken = {
      ...bare,
      body: '--x',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x', Cookie: cookie, Origin: ORIGIN },
    };
    expect((await world.app.request(`${ORIGIN}${path}`, broken)).status).toBe(415);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });
});

describe('quantities', () => {
  const BAD = ['-1', '1e300', '99999999999999999999', '0.0001', 'NaN', 'Infinity', '0x10', '１２.5.5', '1,2,x', '٣'];

  it('are whole base units that exist, in every box', async () => {
    const before = await tableCounts(world.services.db);
    const { clinicA, branchA, headStore, hubLot } = world;
    const found: string[] = [];
    const boxes: [string, string[]][] = [
      ['a new request', ['quantity.packs', 'quantity.units']],
      ['an answer', [`pick.${headStore}-${hubLot}.packs`, `pick.${headStore}-${hubLot}.units`]],
      ['a pick', [`line.${clinicA.pickingLine}.packs`, `line.${clinicA.pickingLine}.units`]],
      ['receiving', ['good', 'damaged', 'missing'].map((kind) => `line.${branchA.sentLine}.${kind}.packs`)],
    ];
    for (const [name, fields] of boxes) {
      const form = FORMS.find((one) => one.name === name);
      if (form === undefined) throw new Error(name);
      for (const field of fields) for (const value of BAD) found.push(...(await attack(form, { [field]: value })));
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('cannot be taken beyond what is there', async () => {
    const form = FORMS.find((one) => one.name === 'an answer');
    if (form === undefined) throw new Error('no form');
    const { headStore, hubLot } = world;
    for (const packs of ['100000', '41666666', '201']) {
      expect(await attack(form, { [`pick.${headStore}-${hubLot}.packs`]: packs })).toEqual([]);
    }
  });
});
