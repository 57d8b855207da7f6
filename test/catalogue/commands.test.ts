/** Imports on both engines: preview, import, import again; searches and lists give the same rows in the same order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCatalogueImport,
  type ImportCounts,
  importItems,
  previewCatalogueImport,
} from '../../src/catalogue/commands.ts';
import { itemsForExport } from '../../src/catalogue/import/export-queries.ts';
import type { PreviewEntry } from '../../src/catalogue/import/report.ts';
import { exportColumns } from '../../src/catalogue/import/template-sheet.ts';
import { importPreview, itemByCode, listItems, searchItems } from '../../src/catalogue/queries.ts';
import { allRows } from '../../src/imports/queries.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { toXlsx } from '../../src/web/spreadsheets.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actor, otherActor, seedPeople } from './people.ts';
import { draft } from './sample.ts';

let test: TestDatabase;
const clock = new SettableClock(Date.parse('2026-11-23T01:40:00Z'));
const services = () => ({ db: test.db, clock });

beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
});
afterAll(() => test.drop());

const TEMPLATE = '编码,类别,通用名,剂型,规格,生产厂家,包装单位,包装数量,基本单位,包装价（元）,村级可用,条码\n';

async function preview(text: string, key: string | null = null) {
  const upload = { fileName: '目录.csv', content: Buffer.from(text) };
  const answer = await previewCatalogueImport(services(), actor, key, upload);
  if (!answer.ok) throw new Error(answer.reason);
  const shown = await importPreview(test.db.read, actor.userId, answer.value.draftId);
  if (shown === undefined) throw new Error('no preview');
  return { ...shown, entries: await allRows<PreviewEntry>(test.db.read, shown.id) };
}

async function apply(draftId: number): Promise<ImportCounts> {
  const answer = await applyCatalogueImport(services(), actor, null, draftId);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

describe('import of our own table', () => {
  const rows =
    'A001,,甲芬片,片剂,0.3g,某某药业,盒,24,片,12.5,是,6901234567892\nA002,,乙酚胶囊,胶囊,0.25g,,盒,12,粒,8,,\n';

  it('previews without writing, imports the good rows, and changes nothing the second time', async () => {
    const first = await preview(`${TEMPLATE}${rows}A003,,,片剂,1g,厂,盒,1,片,1,,\n`);
    expect(first.summary).toMatchObject({ rows: 3, counts: { new: 2, refused: 1 }, warned: 1 });
    expect(await itemByCode(test.db.read, 'A001')).toBeUndefined();
    expect(await apply(first.id)).toEqual({ new: 2, changed: 0, unchanged: 0, merged: 0, asked: 0, refused: 1 });
    expect(await itemByCode(test.db.read, 'A001')).toMatchObject({
      genericName: '甲芬片',
      packSize: 24,
      pricePack: 125_000,
      villageTier: true,
      codes: [{ type: 'gtin', value: '6901234567892' }],
    });
    const again = await preview(TEMPLATE + rows);
    expect(again.summary.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
    expect(await apply(again.id)).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
  });

  it('shows old and new of a change and keeps what was added since', async () => {
    const changed = await preview(`${TEMPLATE}A001,,甲芬片,片剂,0.3g,另一药业,盒,24,片,11,是,\n`);
    expect(changed.entries[0]).toMatchObject({
      verdict: 'changed',
      itemCode: 'A001',
      changes: [
        { field: 'manufacturer', before: '某某药业', after: '另一药业' },
        { field: 'pricePack', before: '125000', after: '110000' },
      ],
    });
    expect(await apply(changed.id)).toMatchObject({ changed: 1 });
    expect(await itemByCode(test.db.read, 'A001')).toMatchObject({
      manufacturer: '另一药业',
      codes: [{ value: '6901234567892' }],
    });
    expect((await searchItems(test.db.read, 'lyyy', { limit: 5 })).map((each) => each.code)).toEqual(['A001']);
  });

  it('imports a preview once, and only for the person who made it', async () => {
    const { id } = await preview(`${TEMPLATE}A009,,丁片,片剂,1g,厂,盒,1,片,1,,\n`);
    expect(await applyCatalogueImport(services(), otherActor, null, id)).toMatchObject({ reason: 'not_found' });
    expect(await importPreview(test.db.read, otherActor.userId, id)).toBeUndefined();
    expect(await apply(id)).toMatchObject({ new: 1 });
    expect(await applyCatalogueImport(services(), actor, null, id)).toMatchObject({ reason: 'import_applied' });
  });

  it('lets two people import the same new items at once without doubling or breaking', async () => {
    const text = `${TEMPLATE}A011,,己片,片剂,1g,厂,盒,1,片,1,,\nA012,,庚片,片剂,1g,厂,盒,1,片,1,,\n`;
    const previews = await Promise.all([preview(text), preview(text), preview(text)]);
    const answers = await Promise.all(previews.map(({ id }) => applyCatalogueImport(services(), actor, null, id)));
    const fresh = answers.flatMap((answer) => (answer.ok ? [answer.value.new] : []));
    expect(fresh.reduce((sum, each) => sum + each, 0)).toBe(2);
    for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe('import_raced');
    expect(await searchItems(test.db.read, '己片', { limit: 5 })).toHaveLength(1);
  });

  it('gives the same answer to the same submission', async () => {
    const first = await preview(`${TEMPLATE}A010,,戊片,片剂,1g,厂,盒,1,片,1,,\n`, 'key-preview-1');
    const second = await preview(`${TEMPLATE}A010,,戊片,片剂,1g,厂,盒,1,片,1,,\n`, 'key-preview-1');
    expect(second.id).toBe(first.id);
    const apply1 = await applyCatalogueImport(services(), actor, 'key-apply-1', first.id);
    const apply2 = await applyCatalogueImport(services(), actor, 'key-apply-1', first.id);
    expect([apply1.ok && apply1.repeated, apply2.ok && apply2.repeated]).toEqual([false, true]);
  });

  it('takes back its own XLSX export without a change', async () => {
    const { rows } = await listItems(test.db.read, {}, { sort: 'code', page: 1, size: 100 });
    const whole = await itemsForExport(test.db.read, rows, '2026-11-23');
    const content = await toXlsx(exportColumns(true), whole);
    const answer = await previewCatalogueImport(services(), actor, null, { fileName: '导出.xlsx', content });
    const shown = answer.ok ? await importPreview(test.db.read, actor.userId, answer.value.draftId) : undefined;
    expect(rows.length).toBeGreaterThan(2);
    expect(shown?.summary.counts).toEqual({
      new: 0,
      changed: 0,
      unchanged: rows.length,
      merged: 0,
      asked: 0,
      refused: 0,
    });
  });

  it('refuses an unreadable file with its reason', async () => {
    const upload = { fileName: 'x.csv', content: Buffer.from('甲,乙\n1,2') };
    const answer = await previewCatalogueImport(services(), actor, null, upload);
    expect(answer).toMatchObject({ ok: false, reason: 'spreadsheet_columns_missing' });
  });
});

describe('import of a national list', () => {
  const HEADER = 'no,name,inn,forms_and_strengths,specialist_guided,remark\n';

  it('gives codes, is idempotent, and leaves alone what people filled in', async () => {
    const text = `${HEADER}7,丙沙星,Bingfloxacin,片剂：0.1g、0.2g；注射液：2ml∶0.1g,否,\n*（7）,丙沙星,,片剂：0. 1g,否,\n9,某病用药,,,是,注释\n`;
    const first = await preview(text);
    expect(first.summary.counts).toEqual({ new: 3, changed: 0, unchanged: 0, merged: 1, asked: 0, refused: 1 });
    expect(await apply(first.id)).toMatchObject({ new: 3 });
    const found = await searchItems(test.db.read, '丙沙星', { limit: 10 });
    expect(found.map((each) => each.code)).toEqual(['E0007-01', 'E0007-02', 'E0007-03']);
    const filled = await preview(`${TEMPLATE}E0007-01,,丙沙星,片剂,0.1g,某厂,盒,20,片,6.6,是,\n`);
    expect(await apply(filled.id)).toMatchObject({ changed: 1 });
    const again = await preview(text);
    expect(await apply(again.id)).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
    expect(await itemByCode(test.db.read, 'E0007-01')).toMatchObject({
      packSize: 20,
      pricePack: 66_000,
      essential: true,
    });
    expect((await searchItems(test.db.read, 'bingflox', { limit: 9 })).length).toBe(3);
  });

  it('continues the numbering when the list grows', async () => {
    const grown = await preview(`${HEADER}7,丙沙星,,颗粒剂：0.1g,否,\n`);
    await apply(grown.id);
    expect((await searchItems(test.db.read, '丙沙星 颗粒', { limit: 10 })).map((each) => each.code)).toEqual([
      'E0007-04',
    ]);
  });
});

describe('search and list', () => {
  beforeAll(async () => {
    const items = [
      draft('S001', '盐酸双胍片', { strength: '0.5g', villageTier: true }),
      draft('S002', '双胍缓释片', { strength: '0.5g', controlClass: 'psychotropic_2', storageZone: 'cool' }),
      draft('S003', '复方双胍', { strength: '50%_x', kind: 'consumable', manufacturer: '' }),
      draft('S004', '双胍停用片', { active: false }),
      draft('S005', '缓释双胍胶囊', { codes: [{ type: 'gtin', value: '6900000000014' }] }),
    ];
    const answer = await importItems(services(), actor, items);
    expect(answer).toMatchObject({ ok: true, value: { new: 5 } });
  });

  const codes = async (q: string, tier?: 'village') =>
    (await searchItems(test.db.read, q, { limit: 20, ...(tier && { tier }) })).map((each) => each.code);

  it('ranks code and barcode, then names and initials that begin so', async () => {
    expect(await codes('s003')).toEqual(['S003']);
    expect(await codes('6900000000014')).toEqual(['S005']);
    expect(await codes('06900000000014')).toEqual(['S005']);
    expect(await codes('双胍')).toEqual(['S002', 'S003', 'S001', 'S005']);
    expect(await codes('sg')).toEqual(['S002', 'S003', 'S001', 'S005']);
    expect(await codes('shuanggua 0.5g')).toEqual(['S002', 'S001']);
    expect(await codes('双胍', 'village')).toEqual(['S001']);
  });

  it("takes LIKE's own signs as text, and finds nothing for nothing", async () => {
    expect(await codes('50%_')).toEqual(['S003']);
    expect(await codes('%')).toEqual(['S003']);
    expect(await codes("' or 1=1 --")).toEqual([]);
    expect(await codes('  ')).toEqual([]);
  });

  it('filters, sorts and pages', async () => {
    const list = async (filters: Parameters<typeof listItems>[1], sort: 'code' | '-price' = 'code', page = 1) => {
      const found = await listItems(test.db.read, filters, { sort, page, size: 2 });
      return [found.total, ...found.rows.map((each) => each.code)];
    };
    expect(await list({ q: 'S00' })).toEqual([4, 'S003', 'S002']);
    expect(await list({ q: 'S00' }, 'code', 2)).toEqual([4, 'S001', 'S005']);
    expect(await list({ q: 'S00', retired: true })).toEqual([5, 'S003', 'S002']);
    // Retired items stand behind what the formulary holds
    expect(await list({ q: 'S00', retired: true }, 'code', 3)).toEqual([5, 'S004']);
    expect(await list({ kind: 'consumable' })).toEqual([1, 'S003']);
    expect(await list({ zone: 'cool' })).toEqual([1, 'S002']);
    expect(await list({ control: 'psychotropic_2', tier: 'village' })).toEqual([0]);
    expect(await list({ q: 'S00', incomplete: true })).toEqual([1, 'S003']);
  });
});
