/** Labels: what is printed reads back to the same lot, place or box, by a foreign reader and through our own door. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../db/engine.ts';
import { printLabels } from '../../src/scanning/label-commands.ts';
import { drawLabels } from '../../src/scanning/label-paper.ts';
import { earlierPrints, labelSubject } from '../../src/scanning/label-queries.ts';
import { checkOrder, LABEL_SIZE_NAMES, type LabelKind, type LabelOrder } from '../../src/scanning/rules.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { overlaps, readPages, readWords } from '../print/read-pdf.ts';
import { addItem, addStock } from '../support/build.ts';
import { openWorld, type ScanWorld, scanned } from './scan-world.ts';

let world: ScanWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.drop());

const ORDER: LabelOrder = { size: '60x40', copies: 1, boxes: 1, skip: 0 };
const t = wordsOf('zh');

async function subjectOf(kind: LabelKind, of: number | string) {
  const { services, people } = world;
  const found = await labelSubject(services.db.read, people.receiver, { kind, of: String(of) }, services.clock.now());
  if (found === undefined) throw new Error(`nothing to print of ${kind} ${of}`);
  return found;
}

async function draw(kind: LabelKind, of: number | string, order: Partial<LabelOrder> = {}) {
  const printing = { by: '谢药师', at: world.services.clock.now() };
  return drawLabels(t, await subjectOf(kind, of), { ...ORDER, ...order }, printing);
}

/** What a reader of DataMatrix codes finds on the first page at the dots of a label printer. */
function readMatrix(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'label-'));
  try {
    const path = join(folder, 'label.pdf');
    writeFileSync(path, pdf);
    execFileSync('pdftoppm', ['-r', '203', '-gray', '-png', '-l', '1', path, join(folder, 'page')]);
    const [image = ''] = readdirSync(folder).filter((name) => name.endsWith('.png'));
    const options = ['-N', '1', '-m', '8000', '-G', '29', join(folder, image)];
    return execFileSync('dmtxread', options, { encoding: 'latin1', stdio: ['ignore', 'pipe', 'ignore'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.runIf(engine === 'sqlite')('a printed label', () => {
  it.each(LABEL_SIZE_NAMES)('of %s reads back to the very lot', async (size) => {
    const pdf = await draw('lot', world.lotId, { size });
    const code = readMatrix(pdf);
    expect(code).toContain('17271130');
    const found = await scanned(world, 'receiver', code);
    expect(found.scanned).toMatchObject({ kind: 'gs1', lotNumber: 'A2401', expiresOn: '2027-11-30' });
    expect(found.lots.map((lot) => lot.id)).toEqual([world.lotId]);
    const [page = ''] = readPages(pdf);
    for (const text of ['氨溴索', 'A2401', '2027-11-30']) expect(page).toContain(text);
    expect(overlaps(readWords(pdf).words)).toEqual([]);
  });

  it('of a place and of a box too', async () => {
    const place = await scanned(world, 'receiver', readMatrix(await draw('place', world.places.branchStore)));
    expect(place.place?.id).toBe(world.places.branchStore);
    const pdf = await draw('dispatch', world.dispatch, { boxes: 3, copies: 2 });
    const box = await scanned(world, 'receiver', readMatrix(pdf));
    expect(box).toMatchObject({ document: { number: world.dispatch }, scanned: { label: { box: 1, of: 3 } } });
    const pages = readPages(pdf);
    expect(pages.map((page) => /(\d)\/3箱/.exec(page)?.[1])).toEqual(['1', '1', '2', '2', '3', '3']);
  });

  it('keeps a lot whose number no barcode can hold, and names that run over', async () => {
    const genericName = '注射用重组人血小板生成素（含辅料甘露醇、枸橼酸钠、人血白蛋白）冻干粉针剂';
    const item = await addItem(world.services, { genericName, strength: '15000U×1ml', storageZone: 'cold' });
    const kept = { item, quantityBase: 24, organisationId: world.branch.id, lot: '批24第1号' };
    const lotId = await addStock(world.services, world.places.branchStore, kept);
    for (const size of ['50x30', 'a4-3x8'] as const) {
      const pdf = await draw('lot', lotId, { size });
      expect((await scanned(world, 'receiver', readMatrix(pdf))).lots.map((lot) => lot.id)).toEqual([lotId]);
      expect(readPages(pdf).join('').replaceAll(/\s/g, '')).toContain('批24第1号');
      expect(overlaps(readWords(pdf).words)).toEqual([]);
    }
  });

  it('fills a sheet behind the places that are used, and goes on to the next', async () => {
    const { words, pages } = readWords(await draw('lot', world.lotId, { size: 'a4-3x8', copies: 25, skip: 1 }));
    expect(pages).toHaveLength(2);
    const [first] = words.filter((word) => word.text === '氨溴索');
    expect(first?.left).toBeGreaterThan((70 * 72) / 25.4);
    expect(words.filter((word) => word.text === '氨溴索' && word.page === 2)).toHaveLength(2);
  });
});

describe('printing labels', () => {
  const print = (
    who: keyof ScanWorld['people'],
    kind: LabelKind,
    of: number | string,
    more: Partial<LabelOrder> = {},
  ) => printLabels(world.services, world.people[who], null, { kind, of: String(of), ...ORDER, ...more });

  it('is kept, and a second time counts as a reprint', async () => {
    expect(await print('receiver', 'lot', world.expired)).toMatchObject({ ok: true, value: { reprint: 0 } });
    expect(await print('receiver', 'lot', world.expired)).toMatchObject({ ok: true, value: { reprint: 1 } });
    const { subject } = await subjectOf('lot', world.expired);
    const earlier = await earlierPrints(world.services.db.read, world.people.receiver, subject);
    expect(earlier.times).toBe(2);
    expect((await earlierPrints(world.services.db.read, world.people.stranger, subject)).times).toBe(0);
  });

  it('is refused outside the scope, without the right, and beyond what is sensible', async () => {
    expect(await print('stranger', 'lot', world.lotId)).toMatchObject({ reason: 'not_found' });
    expect(await print('stranger', 'dispatch', world.dispatch)).toMatchObject({ reason: 'not_found' });
    expect(await print('stranger', 'place', world.places.branchStore)).toMatchObject({ reason: 'not_found' });
    expect(await print('receiver', 'receipt', 'YS-20990101-0001')).toMatchObject({ reason: 'not_found' });
    expect(await print('auditor', 'lot', world.lotId)).toMatchObject({ reason: 'forbidden' });
    const many = { boxes: 99, copies: 100 };
    expect(await print('receiver', 'dispatch', world.dispatch, many)).toMatchObject({ reason: 'label_copies' });
    expect(await print('receiver', 'lot', world.lotId, { size: 'a4-2x4', skip: 8 })).toMatchObject({
      reason: 'label_skip',
    });
    expect(checkOrder(ORDER, 0)).toMatchObject({ reason: 'label_nothing' });
    expect(checkOrder({ ...ORDER, skip: 5 }, 1).ok).toBe(true);
  });
});
