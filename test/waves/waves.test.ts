/** Waves: chosen over routes, allocated with each refusal told, picked by shelf for all destinations at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDispatch } from '../../src/dispatches/commands.ts';
import { pickLine } from '../../src/dispatches/pick-commands.ts';
import { paths } from '../../src/paths.ts';
import { allocateEntry, allocateWave, closeWave, openWave } from '../../src/waves/commands.ts';
import { listWaves } from '../../src/waves/list-queries.ts';
import { pickWaveLot, scanWaveLot } from '../../src/waves/pick-commands.ts';
import { byShelf, checkChosen, MOST_ENTRIES, type ShelfLine } from '../../src/waves/rules.ts';
import { entriesOfWave, linesOfWave, waveByNumber } from '../../src/waves/wave-queries.ts';
import { answered, firstLine, PACK, versionOf, viewOf } from '../dispatches/dispatch-world.ts';
import { printed } from '../papers/print-world.ts';
import { readPages } from '../print/read-pdf.ts';
import { requested, rowOf } from '../requisitions/needs-world.ts';
import { DAY, key, openRoundWorld, planned, type RoundWorld, roundOf } from '../rounds/round-world.ts';
import { accepted } from '../support/build.ts';
import { signIn } from '../support/login.ts';

let world: RoundWorld;
beforeAll(async () => {
  world = await openRoundWorld();
});
afterAll(() => world.drop());

async function opened(numbers: string[]): Promise<string> {
  const { services, people, routeId } = world;
  const chosen = numbers.map((number) => ({ routeId, number }));
  return accepted(await openWave(services, people.pharmacist, key(), { day: DAY, chosen })).number;
}

async function idOf(number: string): Promise<number> {
  return (await waveByNumber(world.services.db.read, number, '/'))?.document.id ?? 0;
}
const entries = async (number: string) => entriesOfWave(world.services.db.read, await idOf(number));
const lines = async (number: string) => linesOfWave(world.services.db.read, await idOf(number));
const allocate = (number: string) => allocateWave(world.services, world.people.pharmacist, number);

describe('what is chosen', () => {
  it('counts once, and neither nothing nor everything', () => {
    const one = { routeId: 1, number: 'PS-20261123-0001' };
    expect(checkChosen([one, { ...one, routeId: 2 }])).toEqual({ ok: true, value: [one] });
    expect(checkChosen([])).toMatchObject({ reason: 'wave_none' });
    const many = Array.from({ length: MOST_ENTRIES + 1 }, (_, index) => ({ routeId: 1, number: `PS-${index}` }));
    expect(checkChosen(many)).toMatchObject({ reason: 'wave_many' });
  });

  it('is one row a lot and place, warm before cold', () => {
    const line = (more: Partial<ShelfLine>): ShelfLine => ({
      dispatch: 'A',
      receiver: '高兴',
      quantityBase: 10,
      picked: false,
      lotId: 1,
      locationId: 1,
      zone: 'room',
      store: '一库',
      item: '阿莫西林',
      expiresOn: '2027-01-01',
      ...more,
    });
    const shelf = byShelf([line({ zone: 'cold', lotId: 9 }), line({}), line({ dispatch: 'B', picked: true })]);
    expect(shelf.map((lot) => [lot.line.zone, lot.totalBase, lot.leftBase, lot.sort.length])).toEqual([
      ['room', 20, 10, 2],
      ['cold', 10, 10, 1],
    ]);
  });
});

describe('allocating', () => {
  it('takes what is there of each requisition and tells what is short or refused', async () => {
    const first = await requested(world, 3 * PACK);
    const greedy = await requested(world, 900 * PACK);
    const late = await requested(world, PACK);
    const number = await opened([first.number, greedy.number, late.number]);
    expect((await entries(number)).map((entry) => entry.outcome)).toEqual([null, null, null]);
    expect(accepted(await allocate(number))).toEqual({ taken: 2, refused: 1 });
    const told = await entries(number);
    expect(told.map((entry) => entry.outcome)).toEqual(['taken', 'taken', 'refused']);
    expect(told[1]?.detail).toMatchObject({ short: 1 });
    expect(told[2]).toMatchObject({ reason: 'supply_none_there', dispatch: null });
    expect(told[0]?.dispatch).toBe(told[1]?.dispatch);
    expect(await rowOf(world, first.demandId)).toMatchObject({ plannedBase: 3 * PACK });
    expect(await rowOf(world, late.demandId)).toMatchObject({ plannedBase: 0 });
    const again = { number, entryId: told[0]?.id ?? 0 };
    const twice = await allocateEntry(world.services, world.people.pharmacist, again);
    expect(twice).toMatchObject({ ok: false, reason: 'wave_entry_done' });
    // Cancelling opens the needs again, and the wave shows it
    const dispatch = told[0]?.dispatch ?? '';
    const version = await versionOf(world, dispatch);
    const reason = '重开';
    accepted(await cancelDispatch(world.services, world.people.checker, key(), { number: dispatch, version, reason }));
    expect(await lines(number)).toEqual([]);
    expect(await rowOf(world, first.demandId)).toMatchObject({ plannedBase: 0 });
  });

  it('refuses days that are past, others, and what an open wave holds already', async () => {
    const { services, people, routeId } = world;
    const { dispatch } = await answered(world, [{ lotId: world.lots.first, quantityBase: PACK }]);
    const open = (day: string, who: 'pharmacist' | 'receiver' | 'doctor') =>
      openWave(services, people[who], key(), { day, chosen: [{ routeId, number: dispatch }] });
    expect(await open('2026-11-01', 'pharmacist')).toMatchObject({ reason: 'wave_day' });
    expect(await open(DAY, 'doctor')).toMatchObject({ reason: 'forbidden' });
    expect(await open(DAY, 'receiver')).toMatchObject({ reason: 'wave_gone' });
    const number = accepted(await open(DAY, 'pharmacist')).number;
    expect(await open(DAY, 'pharmacist')).toMatchObject({ reason: 'wave_gone' });
    const close = { number, version: 1 };
    accepted(await closeWave(services, people.pharmacist, key(), close));
    expect((await closeWave(services, people.pharmacist, key(), close)).ok).toBe(false);
    expect((await open(DAY, 'pharmacist')).ok).toBe(true);
  });
});

describe('picking by shelf', () => {
  it('picks a lot for all its dispatches at once, and tells the slower who comes again', async () => {
    const { services, people, lots } = world;
    const one = await answered(world, [{ lotId: lots.second, quantityBase: PACK }], { overrideReason: '指定' });
    const two = await answered(world, [{ lotId: lots.second, quantityBase: 2 * PACK }], { overrideReason: '指定' });
    const number = await opened([one.dispatch, two.dispatch]);
    const [line] = await lines(number);
    if (line === undefined) throw new Error('no lines');
    const ref = { number, lotId: line.lotId, locationId: line.locationId };
    const both = await Promise.all([
      pickWaveLot(services, people.picker, key(), ref),
      pickWaveLot(services, people.checker, key(), ref),
    ]);
    expect(both.filter((answer) => answer.ok)).toHaveLength(1);
    expect(both.find((answer) => !answer.ok)).toMatchObject({
      reason: expect.stringMatching(/^wave_lot_|moved|stale/),
    });
    for (const dispatch of [one.dispatch, two.dispatch]) {
      const [picked] = (await viewOf(world, dispatch)).lines;
      expect(picked?.pickedBase).toBe(picked?.quantityBase);
    }
    const scan = (text: string) => scanWaveLot(services, people.picker, key(), { number, text });
    expect(await scan('L-SECOND')).toMatchObject({ reason: 'wave_lot_done' });
    expect(await scan('NOTHING')).toMatchObject({ reason: 'wave_scan_unknown' });
    const { id: lineId } = await firstLine(world, two.dispatch);
    const undo = { number: two.dispatch, lineId, pickedBase: null, reason: '' };
    accepted(await pickLine(services, people.picker, key(), undo));
    expect(accepted(await scan('L-SECOND'))).toMatchObject({ dispatches: 1, left: 0 });
    expect(await pickWaveLot(services, people.receiver, key(), ref)).toMatchObject({ ok: false });
  });
});

describe('the list', () => {
  it('finds waves by number, dispatch and receiver, pages them, and gives them as a file', async () => {
    const { services, people } = world;
    const [first, second] = [await requested(world, PACK), await requested(world, PACK)];
    const [one, two] = [await opened([first.number]), await opened([second.number])];
    const finds = async (q: string) =>
      (await listWaves(services.db.read, '/', { q }, { size: 99 })).map((row) => row.number);
    expect(await finds(first.number)).toEqual([one]);
    expect(await finds(two.toLowerCase())).toEqual([two]);
    expect(await finds('没有这样的')).toEqual([]);
    expect(await listWaves(services.db.read, '/99/', {}, { size: 99 })).toEqual([]);
    const [newest, ...rest] = await listWaves(services.db.read, '/', {}, { size: 1 });
    expect([newest?.number, newest?.entries, rest.length]).toEqual([two, 1, 1]);
    const cursor = [newest?.day ?? '', newest?.id ?? 0] as const;
    expect((await listWaves(services.db.read, '/', {}, { cursor, size: 1 }))[0]?.number).toBe(one);
    const browser = await signIn(world.app, people.pharmacist.login);
    expect((await browser.get(paths.waveList({ q: second.number }))).text).toContain(two);
    expect((await browser.get(paths.waveList({ state: 'closed' }))).text).not.toContain(two);
    expect((await browser.get(paths.waveListExport('csv', { day: DAY }))).text).toContain(one);
  });
});

describe('the pages', () => {
  it('choose, allocate, take aboard, print and pick', async () => {
    const browser = await signIn(world.app, world.people.pharmacist.login);
    const picker = await signIn(world.app, world.people.picker.login);
    const stranger = await signIn(world.app, world.people.stranger.login);
    const { number: request } = await requested(world, PACK);
    const round = await planned(world, []);
    const page = await browser.get(paths.waves({ day: DAY }));
    expect(page.text).toContain(request);
    expect(page.text).toContain(round);
    const fields = { idempotency_key: key(), day: DAY };
    expect((await browser.post(paths.waves(), fields)).text).toContain('请先勾选要送的单');
    const odd = await browser.post(paths.waves(), { ...fields, pick: '1:XX-1' });
    expect(odd.status).toBe(422);
    const pick = `${world.routeId}:${request}`;
    const done = await browser.post(paths.waves(), { idempotency_key: key(), day: DAY, pick });
    expect(done.status, done.text.slice(0, 800)).toBe(303);
    const number = done.location?.split('/').at(-1) ?? '';
    expect((await browser.get(paths.wave(number))).text).toContain(round);
    expect((await roundOf(world, round)).loads.length).toBe(1);
    const paper = readPages(await printed(world, picker, { kind: 'wave_list', number })).join(' ');
    expect(paper).toContain('波次拣货单');
    const [line] = await lines(number);
    const lot = { lot: String(line?.lotId), location: String(line?.locationId) };
    const act = (name: 'picks' | 'closing', more: Record<string, string>) =>
      picker.post(paths.waveAct(number, name), { idempotency_key: key(), ...more });
    expect((await act('picks', { lot: '999999', location: '1' })).status).toBe(422);
    expect((await act('picks', lot)).status).toBe(303);
    expect((await act('picks', lot)).text).toContain('已经拣过');
    expect((await stranger.get(paths.wave(number))).status).toBe(404);
    expect((await act('closing', { version: '7' })).status).toBe(409);
  });
});
