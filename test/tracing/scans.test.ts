/** Codes along the road of goods: scanned at each act, counted, taken back, alarmed, required. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postDispatch, reverseDispatch } from '../../src/dispatches/commands.ts';
import { scanPick } from '../../src/dispatches/scan-pick-commands.ts';
import { codeView, findTraceCode } from '../../src/tracing/code-queries.ts';
import { headOf, paperOf, paperScans } from '../../src/tracing/paper-queries.ts';
import { undoScan } from '../../src/tracing/scan-commands.ts';
import {
  answered,
  type DispatchWorld,
  key,
  PACK,
  pickAll,
  receive,
  simple,
  transport,
  versionOf,
} from '../dispatches/dispatch-world.ts';
import { accepted, addItem, addPerson, addStock, addStore } from '../support/build.ts';
import { alarms, codeOf, codesOf, issue, openTraceWorld, require, scan, sumsOf, wrong } from './trace-world.ts';

let world: DispatchWorld;
beforeAll(async () => {
  world = await openTraceWorld();
  const stock = { item: world.item, organisationId: world.branch.id, quantityBase: 20 * PACK, lot: 'L-BRANCH' };
  await addStock(world.services, world.places.branchStore, stock);
});
afterAll(async () => {
  expect(await wrong(world)).toEqual([]);
  await world.drop();
});

const paper = async (number: string, act: 'dispatch' | 'arrival' | 'issue') => {
  const head = await headOf(world.services.db.read, number);
  if (head === undefined) throw new Error('no paper');
  return paperOf(world.services.db.read, head, act);
};
const post = async (number: string) =>
  postDispatch(world.services, world.people.checker, key(), {
    number,
    version: await versionOf(world, number),
    ...transport,
  });

describe('a dispatch', () => {
  it('takes codes at picking, counts them when it is sent, and those of the arrival when it is received', async () => {
    const { dispatch: number } = await simple(world);
    const [first = '', second = '', third = '', fourth = ''] = codesOf(1, 4);
    accepted(await scanPick(world.services, world.people.picker, key(), { number, text: first }));
    expect((await paper(number, 'dispatch')).lines[0]).toMatchObject({ duePacks: 4, scannedPacks: 1, doneOn: null });
    const twice = await scan(world, world.people.picker, number, 'dispatch', { codes: first });
    expect(twice).toMatchObject({ reason: 'trace_twice', field: 'codes' });
    accepted(await scan(world, world.people.picker, number, 'dispatch', { codes: `${second} ${third}` }));
    expect(await sumsOf(world, world.head.id, 'dispatch')).toEqual({ due: 0, scanned: 0 });
    accepted(await post(number));
    expect(await sumsOf(world, world.head.id, 'dispatch')).toEqual({ due: 4, scanned: 3 });
    // Late ones count at once
    accepted(await scan(world, world.people.checker, number, 'dispatch', { codes: fourth }));
    expect(await sumsOf(world, world.head.id, 'dispatch')).toEqual({ due: 4, scanned: 4 });
    const more = await scan(world, world.people.checker, number, 'dispatch', { codes: codeOf(5) });
    expect(more).toMatchObject({ reason: 'trace_line_full' });
    accepted(await scan(world, world.people.receiver, number, 'arrival', { codes: `${first}\n${second}` }));
    await receive(world, number);
    expect(await sumsOf(world, world.branch.id, 'arrival')).toEqual({ due: 4, scanned: 2 });
    expect(await alarms(world)).toEqual([]);
  });

  it('takes a wrong scan back before it is sent, not after, and a line off with its scans', async () => {
    const { dispatch: number } = await simple(world);
    accepted(await scan(world, world.people.picker, number, 'dispatch', { codes: codesOf(11, 2).join(' ') }));
    const scans = await paperScans(world.services.db.read, (await paper(number, 'dispatch')).documentId, 'dispatch');
    const [last] = scans;
    const undo = { number, act: 'dispatch' as const, scanId: last?.id ?? 0 };
    const race = await Promise.all([1, 2].map(() => undoScan(world.services, world.people.picker, key(), undo)));
    expect(race.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await paper(number, 'dispatch')).lines[0]?.scannedPacks).toBe(1);
    // Taken back, it may be scanned again
    accepted(await scan(world, world.people.picker, number, 'dispatch', { codes: last?.code ?? '' }));
    await pickAll(world, number);
    accepted(await post(number));
    const [again] = await paperScans(world.services.db.read, (await paper(number, 'dispatch')).documentId, 'dispatch');
    const late = await undoScan(world.services, world.people.picker, key(), { ...undo, scanId: again?.id ?? 0 });
    expect(late).toMatchObject({ reason: 'trace_done' });
    const before = await sumsOf(world, world.head.id, 'dispatch');
    const version = await versionOf(world, number);
    accepted(await reverseDispatch(world.services, world.people.checker, key(), { number, version, reason: '错' }));
    const after = await sumsOf(world, world.head.id, 'dispatch');
    expect(after).toEqual({ due: before.due - 4, scanned: before.scanned - 2 });
  });

  it('asks which lot, refuses another item, and another person', async () => {
    const picks = [
      { lotId: world.lots.first, quantityBase: PACK },
      { lotId: world.lots.second, quantityBase: PACK },
    ];
    const { dispatch: number } = await answered(world, picks, { overrideReason: '分两个批号' });
    const picker = world.people.picker;
    expect(await scan(world, picker, number, 'dispatch', { codes: codeOf(21) })).toMatchObject({
      reason: 'trace_which_lot',
      field: 'line',
    });
    accepted(await scan(world, picker, number, 'dispatch', { codes: codeOf(21), line: 2 }));
    // The code of the first dispatch is known to be of the first lot
    const other = await scan(world, picker, number, 'dispatch', { codes: codeOf(1), line: 2 });
    expect(other).toMatchObject({ reason: 'trace_other_lot' });
    const spare = await addItem(world.services, { genericName: '别的药', code: 'OTHER' });
    await addStock(world.services, world.places.headStore, {
      item: spare,
      organisationId: world.head.id,
      quantityBase: 24,
    });
    const unknown = codeOf(1, '8111111');
    expect(await scan(world, picker, number, 'dispatch', { codes: unknown })).toMatchObject({
      reason: 'trace_prefix_confirm',
    });
    expect(await scan(world, world.people.receiver, number, 'dispatch', { codes: codeOf(22) })).toMatchObject({
      reason: 'trace_not_here',
    });
    expect(await scan(world, world.people.stranger, number, 'dispatch', { codes: codeOf(22) })).toMatchObject({
      reason: 'not_found',
    });
    expect(await scan(world, world.people.auditor, number, 'dispatch', { codes: codeOf(22) })).toMatchObject({
      reason: 'trace_not_here',
    });
    const line9 = await scan(world, picker, number, 'dispatch', { codes: codeOf(22), line: 9 });
    expect(line9).toMatchObject({ reason: 'trace_line_unknown' });
  });
});

describe('one code in two places', () => {
  it('is an alarm where no goods went, and its life is seen within the scope', async () => {
    const far = await addPerson(world.services, world.other, 'branch_pharmacist');
    const store = await addStore(world.services, world.other);
    await addStock(world.services, store, {
      item: world.item,
      organisationId: world.other.id,
      quantityBase: 48,
      lot: 'L-FIRST',
    });
    const code = codeOf(3);
    const count = (await alarms(world)).length;
    accepted(await issue(world, PACK, [code], far));
    expect(await alarms(world)).toHaveLength(count + 1);
    const read = world.services.db.read;
    const own = await codeView(read, far, code);
    expect(own?.scans.map((row) => row.act)).toEqual(['issue']);
    expect(own?.alarms).toHaveLength(1);
    const county = await codeView(read, world.people.auditor, code);
    expect(county?.scans.map((row) => row.act)).toEqual(['dispatch', 'issue']);
    expect(await findTraceCode(read, world.people.auditor, ` ${code} `)).toEqual({ code });
    expect(await findTraceCode(read, world.people.doctor, code)).toBeUndefined();
    expect(await findTraceCode(read, world.people.auditor, 'AMX')).toBeUndefined();
  });
});

describe('where codes are required', () => {
  it('blocks the act until all are scanned, at dispatch, arrival and issue', async () => {
    await require(world, ['dispatch', 'arrival', 'issue']);
    const { dispatch: number } = await simple(world, 2 * PACK);
    await pickAll(world, number);
    expect(await post(number)).toMatchObject({ reason: 'trace_missing', detail: { packs: 2 } });
    const codes = codesOf(201, 2).join(' ');
    accepted(await scan(world, world.people.picker, number, 'dispatch', { codes }));
    accepted(await post(number));
    await expect(receive(world, number)).rejects.toThrow('trace_missing');
    accepted(await scan(world, world.people.receiver, number, 'arrival', { codes }));
    await receive(world, number);
    expect(await issue(world, PACK, [])).toMatchObject({ reason: 'trace_missing' });
    accepted(await issue(world, PACK, [codeOf(301)]));
    await require(world, []);
  });
});
