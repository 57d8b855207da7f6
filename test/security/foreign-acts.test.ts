/** Acts on other people's papers, with other people's lots, lines, places and keys: none has any effect. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { addPerson, nextNumber } from '../support/build.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
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
  ['clinicA', (w) => w.branchA],
  ['clinicB', (w) => w.clinicA],
  ['campusHead', (w) => w.branchB],
];

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
    [paths.shortageNeighbour(side.registered), act({ 'neighbour.from': 'SF', 'neighbour.quantity.packs': '1' })],
    [paths.shortageAnswer(side.registered), act({ 'pick.1-1.packs': '1' })],
    [paths.dispatchScan(side.picking), act({ code: 'HUBLOT' })],
    [paths.dispatchPicked(side.picking, side.pickingLine), act({ [`line.${side.pickingLine}.packs`]: '1' })],
    [paths.dispatchPosting(side.picking), act()],
    [paths.dispatchCancellation(side.picking), act(why)],
    [paths.dispatchReversal(side.sent), act(why)],
    [paths.dispatchReceipt(side.sent), { idempotency_key: key(), version: '3', all: '1' }],
    [paths.dispatchPrints(side.sent), act({ size: 'a4' })],
    [paths.discrepancyOwner(side.discrepancy), act({ ownerId: '1' })],
    [paths.discrepancyReopening(side.discrepancy), act(why)],
    [paths.discrepancyCharge(side.discrepancy), act({ agree: '1' })],
    [paths.discrepancyClosing(side.discrepancy), act({ finding: 'lost', bearer: 'receiver', ...why })],
  ];

  it.each(STRANGERS)('%s can do nothing to them and learns nothing', async (name, sideOf) => {
    const side = sideOf(world);
    const before = await tableCounts(world.services.db);
    const found: string[] = [];
    for (const [path, fields] of attacksOn(side)) {
      const answer = await as(name).post(path, fields);
      // 409 and 422 only for a form that is wrong in itself, 403 for a role that never may
      if (![403, 404, 409, 422].includes(answer.status)) found.push(`${path} ${answer.status}`);
      const wrongPlace = path.replace(/(QY|PS|CY)-\d+-\d+/, '$1-20990101-9999');
      const nowhere = await as(name).post(wrongPlace, fields);
      if (nowhere.status !== answer.status) found.push(`${path} tells: ${answer.status} not ${nowhere.status}`);
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
