/** Boxes: lists of suppliers judged row by row, kept once, and one scan of a box for every pack in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { judgePacks, type PackEntry } from '../../src/tracing/packs/judge.ts';
import { applyPacks, packPreview, previewPacks, removeBox } from '../../src/tracing/packs/pack-commands.ts';
import { type DispatchWorld, key, PACK, simple } from '../dispatches/dispatch-world.ts';
import { accepted, addPerson, addStock, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { codeOf, codesOf, issued, openTraceWorld, scan, wrong } from './trace-world.ts';

const BOX = '8300001';
const box = (serial: number) => codeOf(serial, BOX);
let world: DispatchWorld;
let keeper: TestPerson;
beforeAll(async () => {
  world = await openTraceWorld();
  keeper = world.people.picker;
});
afterAll(async () => {
  expect(await wrong(world)).toEqual([]);
  await world.drop();
});

const fileOf = (rows: readonly (readonly [string, string])[], heading = '外包装码,内包装码') => ({
  fileName: '关联关系.csv',
  content: new TextEncoder().encode([heading, ...rows.map((row) => row.join(','))].join('\r\n')),
});

async function imported(rows: readonly (readonly [string, string])[], actor = keeper) {
  const { draftId } = accepted(await previewPacks(world.services, actor, key(), fileOf(rows)));
  return accepted(await applyPacks(world.services, actor, key(), draftId));
}

describe('a list of boxes', () => {
  it('takes what is right and says of each other row why not', async () => {
    const good = codesOf(1, 3).map((code) => [box(1), code] as const);
    const bad: (readonly [string, string])[] = [
      [box(1), codeOf(1)],
      [box(2), codeOf(1)],
      [box(3), box(3)],
      [box(1), 'abc'],
      ['', codeOf(9)],
      ['8.38579E+19', codeOf(9)],
      [box(9), box(1)],
      [codeOf(2), box(9)],
    ];
    const upload = fileOf([...good, ...bad]);
    const { draftId } = accepted(await previewPacks(world.services, keeper, key(), upload));
    const preview = await packPreview(world.services.db.read, keeper.userId, draftId);
    expect(preview?.summary.counts).toEqual({ new: 4, unchanged: 1, refused: 6 });
    accepted(await applyPacks(world.services, keeper, key(), draftId));
    expect(await applyPacks(world.services, keeper, key(), draftId)).toMatchObject({ reason: 'import_applied' });
    expect(await imported(good)).toEqual({ new: 0, unchanged: 3, refused: 0 });
    // Closing the circle from another file
    expect(await imported([[codeOf(3), box(9)]])).toEqual({ new: 0, unchanged: 0, refused: 1 });
    const nothing = await previewPacks(world.services, keeper, key(), fileOf([], '甲,乙'));
    expect(nothing.ok).toBe(false);
    const other = await addPerson(world.services, world.head, 'storekeeper');
    expect(await packPreview(world.services.db.read, other.userId, draftId)).toBeUndefined();
    const notHis = await applyPacks(world.services, other, key(), draftId);
    expect(notHis).toMatchObject({ reason: 'not_found' });
  });

  it('never lets a box lie within itself, whatever the order', () => {
    const entry = (outer: string, inner: string): PackEntry => ({ row: 1, outer, inner, verdict: 'new', problems: [] });
    const round = [entry('A', 'B'), entry('B', 'C'), entry('C', 'A')];
    expect(judgePacks(round, new Map()).map((row) => row.verdict)).toEqual(['new', 'new', 'refused']);
  });
});

describe('scanning a box', () => {
  it('is a scan of each pack, those that were scanned singly left out, never twice', async () => {
    const codes = codesOf(101, 4);
    await imported(codes.map((code) => [box(11), code] as const));
    await imported([[box(12), box(11)]]);
    const { dispatch: number } = await simple(world, 4 * PACK);
    accepted(await scan(world, keeper, number, 'dispatch', { codes: codes[0] ?? '' }));
    const done = accepted(await scan(world, keeper, number, 'dispatch', { codes: box(12) }));
    expect(done).toMatchObject({ scans: 3, skipped: 1 });
    expect(await scan(world, keeper, number, 'dispatch', { codes: box(11) })).toMatchObject({ reason: 'trace_twice' });
    const used = await removeBox(world.services, keeper, key(), { outer: box(12), reason: '错' });
    expect(used).toMatchObject({ ok: true });
    const loose = await removeBox(world.services, keeper, key(), { outer: box(77), reason: '错' });
    expect(loose).toMatchObject({ reason: 'trace_box_unknown' });
  });

  it('refuses a box with more packs than the line wants, as a whole', async () => {
    await imported(codesOf(201, 6).map((code) => [box(21), code] as const));
    const { dispatch: number } = await simple(world, 4 * PACK);
    expect(await scan(world, keeper, number, 'dispatch', { codes: box(21) })).toMatchObject({
      reason: 'trace_line_full',
    });
    const store = world.places.branchStore;
    await addStock(world.services, store, {
      item: world.item,
      organisationId: world.branch.id,
      quantityBase: 10 * PACK,
    });
    const paper = await issued(world, 6 * PACK, [box(21)]);
    const kept = await removeBox(world.services, keeper, key(), { outer: box(21), reason: '错' });
    expect(kept).toMatchObject({ reason: 'trace_box_used' });
    const auditor = await signIn(world.app, world.people.auditor.login);
    const page = await auditor.get(paths.traceCode(box(21)));
    expect(page.text).toContain(paper);
    expect(page.text).toContain('里面有6盒');
    expect((await auditor.get(paths.traceCode(codeOf(201)))).text).toContain(box(21));
  });

  it('is imported, found and forgotten through the pages', async () => {
    const browser = await signIn(world.app, keeper.login);
    expect((await browser.get(paths.tracePacksImport())).text).toContain('导入关联关系');
    expect((await browser.get(paths.tracePacksTemplate('csv'))).text).toContain('外包装码');
    const given = fileOf([[box(31), codeOf(301)]]);
    const file = new File([new Uint8Array(given.content)], given.fileName);
    const sent = await browser.post(paths.tracePacksImport(), { idempotency_key: key(), file });
    expect(sent.status).toBe(303);
    const preview = await browser.get(sent.location ?? '');
    expect(preview.text).toContain(box(31));
    const id = /import\/(\d+)/.exec(sent.location ?? '')?.[1] ?? '';
    const done = await browser.post(paths.tracePacksApplication(id), { idempotency_key: key() });
    expect(done.status).toBe(303);
    expect((await browser.get(paths.tracePacks({ q: codeOf(301) }))).text).toContain(box(31));
    const none = await browser.post(paths.tracePacksRemoval(), { idempotency_key: key(), outer: box(31), reason: '' });
    expect(none.status).toBe(422);
    const fields = { idempotency_key: key(), outer: box(31), reason: '供应商更正' };
    expect((await browser.post(paths.tracePacksRemoval(), fields)).status).toBe(303);
    expect((await browser.get(paths.tracePacks({ q: codeOf(301) }))).text).toContain('没有箱码关联');
  });
});
