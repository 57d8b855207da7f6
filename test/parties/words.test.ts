/** What people type about suppliers is shown as text and runs nowhere; every page of theirs speaks English too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { addMember, addPerson, nextNumber } from '../support/build.ts';
import { type Browser, signIn } from '../support/login.ts';
import { addParty } from '../support/parties.ts';

const HOSTILE = '"><script>alert(1)</script>';
let test: TestApp;
let buyer: Browser;
let quality: Browser;
let administrator: Browser;

beforeAll(async () => {
  test = await createTestApp();
  const head = await addMember(test.services, { kind: 'head', code: 'ZY', name: '总院' });
  const login = async (role: 'buyer' | 'quality_officer' | 'administrator') =>
    signIn(test.app, (await addPerson(test.services, head, role)).login);
  buyer = await login('buyer');
  quality = await login('quality_officer');
  administrator = await login('administrator');
  await addParty(test.services, { code: 'S012', name: `=1+1${HOSTILE}` });
});
afterAll(async () => {
  expect(test.log).toEqual([]);
  await test.drop();
});

const key = () => `words-${process.pid}-${nextNumber()}`;
const pages: [string, () => Browser, string][] = [
  ['the list', () => buyer, paths.parties()],
  ['a party', () => buyer, paths.party('S012')],
  ['its change', () => buyer, paths.partyEdit('S012')],
  ['its end', () => buyer, paths.partyRetirement('S012')],
  ['its account', () => buyer, paths.bank('S012')],
  ['a licence', () => quality, paths.newLicence('S012')],
  ['a file', () => quality, paths.attachments({ subject: 'party S012' })],
  ['a login', () => administrator, paths.supplierLogin()],
  ['the search', () => buyer, paths.parties({ q: HOSTILE })],
];

describe('hostile words', () => {
  it('are text on every page, and a formula in no file', async () => {
    const contact = { idempotency_key: key(), name: HOSTILE, duty: HOSTILE, phone: HOSTILE.slice(0, 30), email: '' };
    expect((await buyer.post(paths.contacts('S012'), contact)).status).toBe(303);
    for (const [name, browser, path] of pages) {
      const { status, text } = await browser().get(path);
      expect([name, status, text.includes('<script>alert')]).toEqual([name, 200, false]);
    }
    expect((await buyer.get(paths.partiesExport('csv'))).text).toMatch(/'=1\+1/);
  });
});

describe('in English', () => {
  it('every page is written in it', async () => {
    for (const browser of [buyer, quality, administrator]) await browser.post(paths.preferences(), { language: 'en' });
    for (const [name, browser, path] of pages) {
      const { text } = await browser().get(path);
      const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
      // Names that people gave, and the bar of languages, stay as they are
      const words = main.replace(/供应商S012|总院|Person[^<]*/g, '').match(/[\u4e00-\u9fff]+/g);
      expect([name, words]).toEqual([name, null]);
    }
  });
});
