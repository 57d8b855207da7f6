/** Other people's papers: not found at any address, in no list, no file and no search. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { type Answer, type Browser, signIn } from '../support/login.ts';
import { openWorld, type Side, type World } from './world.ts';

let world: World;
const browsers: Record<string, Browser> = {};

beforeAll(async () => {
  world = await openWorld();
  const people = {
    branchA: world.branchA.person,
    clinicA: world.clinicA.person,
    branchB: world.branchB.person,
    clinicB: world.clinicB.person,
    campusHead: world.campusHead,
    hub: world.hub,
  };
  for (const [name, person] of Object.entries(people)) browsers[name] = await signIn(world.app, person.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

function as(name: string): Browser {
  const browser = browsers[name];
  if (browser === undefined) throw new Error(`nobody is ${name}`);
  return browser;
}

/** Who looks at whose papers from outside. The branch lies above its clinic, so it is no stranger there. */
const STRANGERS: [string, (w: World) => Side][] = [
  ['branchB', (w) => w.branchA],
  ['clinicB', (w) => w.clinicA],
  ['clinicB', (w) => w.branchA],
  ['clinicA', (w) => w.branchA],
  ['branchA', (w) => w.clinicB],
  ['campusHead', (w) => w.branchB],
  ['campusHead', (w) => w.clinicB],
];

function addressesOf(side: Side): string[] {
  const { code } = side.member;
  const numbers = [side.registered, side.picking, side.sent, side.received, side.discrepancy];
  return [
    paths.shortage(side.registered),
    ...[side.picking, side.sent, side.received].flatMap((number) => [
      paths.dispatch(number),
      paths.dispatchSlip(number, 'a4'),
      paths.dispatchSlip(number, '241'),
      paths.dispatchPickList(number),
      paths.slipCheck(number),
    ]),
    paths.discrepancy(side.discrepancy),
    paths.stockOf(code),
    paths.stockOfExport(code, 'csv'),
    paths.stockOfExport(code, 'xlsx'),
    paths.stockCard(code, 'AMX'),
    paths.stockCardExport(code, 'AMX', 'csv'),
    paths.stockCardExport(code, 'AMX', 'xlsx'),
    paths.lot(side.lotId),
    // A number of another kind is not found either
    ...numbers.map((number) => (number.startsWith('PS') ? paths.shortage(number) : paths.dispatch(number))),
  ];
}

/** Words that stand on pages of this side alone. */
function secretsOf(side: Side): string[] {
  const { registered, picking, sent, received, discrepancy, lotNumber, member } = side;
  return [registered, picking, sent, received, discrepancy, lotNumber, `>${member.name}<`];
}

function leaks(answer: Answer, side: Side): string[] {
  return secretsOf(side).filter((secret) => answer.text.includes(secret));
}

describe('pages of others', () => {
  it.each(STRANGERS)('%s finds none of them', async (name, sideOf) => {
    const side = sideOf(world);
    const found: string[] = [];
    for (const path of addressesOf(side)) {
      const { status } = await as(name).get(path);
      const fragment = await as(name).get(path, { 'HX-Request-Type': 'partial' });
      if (status !== 404 || fragment.status !== 404) found.push(`${path} ${status} ${fragment.status}`);
    }
    expect(found).toEqual([]);
  });

  it('look exactly like pages that do not exist', async () => {
    const bare = (answer: Answer) => answer.text.replace(/[0-9A-F]{10}/g, '').replaceAll(/value="[^"]*"/g, '');
    const real = await as('clinicB').get(paths.shortage(world.clinicA.registered));
    const none = await as('clinicB').get(paths.shortage('QY-20260101-9999'));
    expect(bare(real)).toBe(bare(none));
  });

  it('are for administrators alone, and unknown ones are not found', async () => {
    for (const path of [paths.user(1), paths.users(), paths.organisation('FA')]) {
      expect((await as('branchA').get(path)).status).toBe(403);
    }
  });
});

describe('lists, files and searches', () => {
  const listsFor = (side: Side) => [
    paths.home(),
    paths.shortages(),
    paths.shortages({ state: 'settled' }),
    paths.shortages({ organisation: side.member.code }),
    paths.shortages({ q: side.registered }),
    paths.shortages({ open: side.registered }),
    paths.shortages({ campus: 'CA' }),
    paths.shortages({ campus: 'CB' }),
    paths.shortagesExport('csv'),
    paths.shortagesExport('csv', { organisation: side.member.code }),
    paths.dispatches(),
    paths.dispatches({ q: side.sent }),
    paths.dispatches({ to: side.member.code }),
    paths.dispatchesExport('csv'),
    paths.dispatchesExport('csv', { to: side.member.code }),
    paths.discrepancies({ state: 'all' }),
    paths.discrepancies({ state: 'all', q: side.received }),
    paths.discrepanciesExport('csv', { state: 'all' }),
    paths.stock({ campus: 'CA', villages: side.member.code }),
    paths.stock({ campus: 'CB', villages: side.member.code }),
    paths.stockExport('csv', { villages: side.member.code }),
    paths.catalogue(),
    paths.item('AMX'),
    paths.newShortage({ itemCode: 'AMX', organisationCode: side.member.code }),
    paths.finder('amx'),
  ];

  it.each(STRANGERS)('of %s hold nothing of theirs', async (name, sideOf) => {
    const side = sideOf(world);
    const found: string[] = [];
    for (const path of listsFor(side)) {
      const asked = new URL(path, 'http://x').search;
      const answer = await as(name).get(path);
      // What was asked for stands in the search box and in links to the page itself
      const told = leaks(answer, side).filter((secret) => !asked.includes(encodeURIComponent(secret)));
      if (told.length > 0 || answer.status >= 500) found.push(`${path} ${answer.status} ${told.join(' ')}`);
    }
    expect(found).toEqual([]);
  });

  it.each(STRANGERS)('the finder of %s does not know their numbers and lots', async (name, sideOf) => {
    const side = sideOf(world);
    const words = [side.registered, side.sent, side.discrepancy, side.lotNumber, side.lotNumber.toLowerCase()];
    for (const q of [...words, `http://localhost/slips/${side.sent}`]) {
      const answer = await as(name).get(paths.finder(q));
      // Of the same length and nowhere: the two answers may not differ by a word
      const invented = q.replace(/\d{8}-\d+/, (digits) => digits.replace(/\d/g, '9')).replace(/^lot../i, 'NOLOT');
      const made = await as(name).get(paths.finder(invented));
      expect([q, answer.status, answer.location]).toEqual([q, 200, null]);
      expect(answer.text).not.toContain(`/lots/${side.lotId}`);
      expect(answer.text.length).toBe(made.text.length);
    }
  });

  it('an open cell of the overview that lies outside is not found', async () => {
    const answer = await as('branchA').get('/stock?open=FB&item=AMX');
    expect([404, 303]).toContain(answer.status);
  });

  it('the own papers are there, so that the absence above means something', async () => {
    for (const name of ['branchA', 'clinicA'] as const) {
      const side = world[name];
      for (const path of [paths.shortage(side.registered), paths.dispatch(side.sent), paths.lot(side.lotId)]) {
        expect([path, (await as(name).get(path)).status]).toEqual([path, 200]);
      }
      expect((await as(name).get(paths.shortagesExport('csv'))).text).toContain(side.registered);
      expect((await as(name).get(paths.finder(side.lotNumber))).location).toBe(paths.lot(side.lotId));
    }
    expect((await as('branchA').get(paths.dispatch(world.clinicA.sent))).status).toBe(200);
    expect((await as('campusHead').get(paths.discrepancy(world.clinicA.discrepancy))).status).toBe(200);
    expect((await as('hub').get(paths.shortage(world.clinicB.registered))).status).toBe(200);
  });
});
