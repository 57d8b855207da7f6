/** Names of fields that reach for the program's insides, and addresses and filters that make no sense. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { FORMS } from './forms.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let doctor: Browser;
let hub: Browser;
let receiver: Browser;

beforeAll(async () => {
  world = await openWorld();
  doctor = await signIn(world.app, world.clinicA.person.login);
  receiver = await signIn(world.app, world.branchA.person.login);
  hub = await signIn(world.app, world.hub.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function formOf(name: string) {
  const form = FORMS.find((one) => one.name === name);
  if (form === undefined) throw new Error(`no form ${name}`);
  return form;
}

/** The status of a form sent with these fields besides its own. */
async function sent(browser: Browser, name: string, more: Fields): Promise<number> {
  const form = formOf(name);
  return (await browser.post(form.path(world), { ...form.fields(world), ...more })).status;
}

describe('names of fields', () => {
  it('that reach for prototypes or are unknown change nothing but what they may', async () => {
    const form = formOf('a new request');
    const odd = {
      '__proto__.polluted': '1',
      'constructor.prototype.polluted': '1',
      'quantity.__proto__.polluted': '1',
      'quantity.packs.deep.er': '1',
      '': 'x',
      '.': 'x',
      '..': 'x',
      status: 'collected',
      createdBy: '1',
      organisationId: '1',
      answeredBase: '999',
      scopePath: '/',
      roles: 'administrator',
    };
    const { 'quantity.packs.deep.er': _deep, ...harmless } = odd;
    expect(await sent(doctor, 'a new request', odd)).toBe(422);
    const taken = await doctor.post(form.path(world), { ...form.fields(world), ...harmless });
    expect(taken.status).toBe(303);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const page = await doctor.follow(taken);
    expect(page.text).toContain('已登记');
    expect((await doctor.get(paths.users())).status).toBe(403);
  });

  it('by the thousand are no trouble', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`line.${at}.packs`, '1']));
    const before = await tableCounts(world.services.db);
    expect(await sent(receiver, 'receiving', { ...many, version: '1' })).toBe(409);
    const deep = { [Array.from({ length: 3000 }, () => 'a').join('.')]: '1', version: '1' };
    expect(await sent(receiver, 'receiving', deep)).toBe(409);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });
});

describe('addresses', () => {
  const ODD = [
    '%00',
    '%FF',
    '%E4%B8',
    '%2e%2e',
    "' or 1=1--",
    '%',
    '_',
    '9'.repeat(400),
    '-1',
    '1.5',
    'NaN',
    '😀',
    '\u202e',
  ];
  const PARTS = [
    '/shortages/',
    '/dispatches/',
    '/slips/',
    '/discrepancies/',
    '/stock/',
    '/stock/WA/',
    '/lots/',
    '/catalogue/',
  ];
  const LISTS = [
    '/shortages',
    '/dispatches',
    '/discrepancies',
    '/stock',
    '/stock/WA',
    '/stock/WA/AMX',
    '/catalogue',
    '/find',
  ];
  const FILTERS = [
    'q',
    'after',
    'page',
    'state',
    'since',
    'until',
    'from',
    'to',
    'lot',
    'organisation',
    'campus',
    'villages',
    'open',
    'sort',
    'kind',
    'zone',
  ];
  const HUGE = Buffer.from('[9007199254740991,9007199254740991]').toString('base64url');
  const VALUES = [
    ...ODD,
    '2026-99-99',
    '9999-12-31',
    '0000-00-00',
    '99999999999999999999',
    HUGE,
    '1e300',
    'x'.repeat(3000),
  ];

  it('of papers that cannot exist are not found', async () => {
    const found: string[] = [];
    for (const part of PARTS) {
      for (const odd of ODD) {
        const path = `${part}${odd.startsWith('%') && odd.length > 1 ? odd : encodeURIComponent(odd)}`;
        const { status } = await hub.get(path);
        if (status !== 404 && status !== 200) found.push(`${path} ${status}`);
        if (status === 200 && !path.endsWith('%2e%2e')) found.push(`${path} is there`);
      }
    }
    expect(found).toEqual([]);
  });

  it.each(LISTS)('%s with nonsense in its filters shows a list', async (list) => {
    const found: string[] = [];
    for (const value of VALUES) {
      const text = value.startsWith('%') && value.length > 1 ? value : encodeURIComponent(value);
      // Together and the likeliest alone: one that finds nothing must not hide another that fails
      for (const names of [FILTERS, ['q'], ['after']]) {
        const { status } = await hub.get(`${list}?${names.map((name) => `${name}=${text}`).join('&')}`);
        if (![200, 303, 404].includes(status)) found.push(`${names[0]}=${value.slice(0, 40)} ${status}`);
      }
    }
    expect(found).toEqual([]);
  });
});
