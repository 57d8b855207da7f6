/** Other people's papers: not found at every address, in no list, file or search, and out of reach for every act. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addPerson, nextNumber } from '../support/build.ts';
import { type Answer, type Browser, type Fields, signIn } from '../support/login.ts';
import { tableCounts } from './counts.ts';
import { openWorld, PACK, type Side, type World } from './world.ts';

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

const key = () => `scope-${process.pid}-${nextNumber()}`;

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
      paths.dispatchSlip(number, '241', 1),
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
    paths.formulary(),
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

describe('acts on papers of others', () => {
  const act = (more: Fields = {}): Fields => ({ idempotency_key: key(), version: '1', ...more });
  const why = { reason: '试试' };

  const attacksOn = (side: Side): [string, Fields][] => [
    [paths.shortageAcceptance(side.registered), act()],
    [paths.shortageRejection(side.registered), act({ 'reject.note': 'x' })],
    [paths.shortageCancellation(side.registered), act({ 'cancel.note': 'x' })],
    [paths.shortageRemainder(side.registered), act({ 'remainder.note': 'x' })],
    [paths.shortageOutcome(side.registered), act({ 'outcome.outcome': 'collected', 'outcome.issue': '1' })],
    [
      paths.shortageIdentification(side.registered),
      act({ 'identify.itemCode': 'AMX', 'identify.quantity.packs': '1' }),
    ],
    [paths.shortageAnswer(side.registered), act({ 'pick.1-1.packs': '1' })],
    [paths.dispatchScan(side.picking), act({ code: 'HUBLOT' })],
    [paths.dispatchPicked(side.picking, side.pickingLine), act({ [`line.${side.pickingLine}.packs`]: '1' })],
    [paths.dispatchPosting(side.picking), act()],
    [paths.dispatchCancellation(side.picking), act(why)],
    [paths.dispatchReversal(side.sent), act(why)],
    [paths.dispatchReceipt(side.sent), { idempotency_key: key(), version: '3', all: '1' }],
    [paths.dispatchPrints(side.sent), act({ size: 'a4' })],
    [paths.discrepancyClosing(side.discrepancy), act({ finding: 'lost', ...why })],
  ];

  it.each(STRANGERS)('%s can do nothing to them and learns nothing', async (name, sideOf) => {
    const side = sideOf(world);
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const [path, fields] of attacksOn(side)) {
      for (const sent of [fields, {}]) {
        const answer = await as(name).post(path, sent);
        // 409 and 422 only for a form that is wrong in itself, 403 for a role that never may
        if (![403, 404, 409, 415, 422].includes(answer.status)) found.push(`${path} ${answer.status}`);
        const wrongPlace = path.replace(/(QY|PS|CY)-\d+-\d+/, '$1-20990101-9999');
        const nowhere = await as(name).post(wrongPlace, sent);
        if (nowhere.status !== answer.status) found.push(`${path} tells: ${answer.status} not ${nowhere.status}`);
      }
    }
    expect(found).toEqual([]);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('a request cannot be registered for somebody else', async () => {
    const before = await tableCounts(world.services.db);
    for (const [name, code] of [
      ['clinicA', 'FA'],
      ['clinicA', 'WB'],
      ['branchA', 'FB'],
      ['branchA', 'ZY'],
      ['campusHead', 'WB'],
    ] as const) {
      const fields = {
        idempotency_key: key(),
        organisationCode: code,
        itemCode: 'AMX',
        'quantity.packs': '1',
        urgency: 'routine',
        reason: 'out_of_stock',
        neededBy: '2026-11-30',
        substitute: 'no',
        again: '1',
      };
      const answer = await as(name).post(paths.newShortage(), fields);
      expect([name, code, answer.status]).toEqual([name, code, 422]);
    }
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('the hub answers from its own stores alone', async () => {
    const before = await tableCounts(world.services.db);
    const { registered } = world.clinicB;
    await as('hub').post(paths.shortageAcceptance(registered), act());
    const after = await tableCounts(world.services.db);
    expect(after.versions).toBe((before.versions ?? 0) + 1);
    const { branchA, hubLot, headStore } = world;
    const places: [number, number][] = [
      [branchA.storeId, branchA.lotId],
      [branchA.storeId, hubLot],
      [headStore, branchA.lotId],
      [branchA.member.transitId, hubLot],
      [999_999, hubLot],
      [headStore, 999_999_999_999],
      [0, 0],
    ];
    for (const [place, lot] of places) {
      const fields = { idempotency_key: key(), version: '2', [`pick.${place}-${lot}.packs`]: '1' };
      const answer = await as('hub').post(paths.shortageAnswer(registered), fields);
      expect([place, lot, answer.status]).toEqual([place, lot, 422]);
    }
    expect(await tableCounts(world.services.db)).toEqual(after);
  });

  it('lines of another paper are not lines of this one', async () => {
    const before = await tableCounts(world.services.db);
    const { branchA, clinicA, branchB } = world;
    const foreign = branchB.pickingLine;
    const received = await as('branchA').post(paths.dispatchReceipt(branchA.sent), {
      idempotency_key: key(),
      version: '3',
      [`line.${foreign}.good.packs`]: '2',
    });
    expect(received.status).toBe(422);
    const keeper = await signIn(world.app, world.picker.login);
    const picked = await keeper.post(paths.dispatchPicked(clinicA.picking, foreign), {
      idempotency_key: key(),
      [`line.${foreign}.packs`]: '2',
    });
    expect(picked.status).toBe(404);
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it('a key that somebody else has used gives nobody their answer', async () => {
    const shared = key();
    const fields = {
      idempotency_key: shared,
      itemCode: 'AMX',
      'quantity.packs': '1',
      urgency: 'routine',
      reason: 'out_of_stock',
      neededBy: '2026-11-30',
      substitute: 'no',
      again: '1',
    };
    const first = await as('clinicA').post(paths.newShortage(), { ...fields, organisationCode: 'WA' });
    expect(first.status).toBe(303);
    const before = await tableCounts(world.services.db);
    const stolen = await as('clinicB').post(paths.newShortage(), { ...fields, organisationCode: 'WB' });
    expect(stolen.status).toBe(409);
    expect(stolen.text).not.toContain(first.location ?? 'nothing');
    const other = { ...fields, organisationCode: 'WA', 'quantity.packs': String(PACK) };
    expect((await as('clinicA').post(paths.newShortage(), other)).status).toBe(409);
    expect((await as('clinicA').post(paths.newShortage(), { ...fields, organisationCode: 'WA' })).location).toBe(
      first.location,
    );
    expect(await tableCounts(world.services.db)).toEqual(before);
  });

  it("previews of imports are their makers' own", async () => {
    const { services, head } = world;
    const [one, two] = [await addPerson(services, head, 'storekeeper'), await addPerson(services, head, 'storekeeper')];
    const sheet = '机构编码,药品编码,批号,有效期至,整包数,零散数,进价（元）\nZY,AMX,2501,2027-02,10,6,5.4\n';
    const file = new File([sheet], 'x.csv', { type: 'text/csv' });
    const maker = await signIn(world.app, one.login);
    const made = await maker.post(paths.openingImport(), { idempotency_key: key(), file });
    const id = Number(/opening\/(\d+)/.exec(made.location ?? '')?.[1]);
    const thief = await signIn(world.app, two.login);
    expect((await thief.get(paths.openingPreview(id))).status).toBe(404);
    expect((await thief.post(paths.openingApplication(id), { idempotency_key: key() })).status).toBe(404);
    expect((await maker.get(paths.openingPreview(id))).status).toBe(200);
  });
});
