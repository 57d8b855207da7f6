/** Importing levels, codes, dated facts and tiers; likely duplicates; the round trip of the export. On both engines. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemFact } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { formularyChange, formularyEntry, formularyVersion } from '../../db/schema/formulary.ts';
import { applyCatalogueImport, previewCatalogueImport } from '../../src/catalogue/commands.ts';
import { decideImport } from '../../src/catalogue/import/decision-commands.ts';
import { itemsForExport } from '../../src/catalogue/import/export-queries.ts';
import { exportColumns } from '../../src/catalogue/import/template-sheet.ts';
import { importPreview, itemByCode, listItems } from '../../src/catalogue/queries.ts';
import { SettableClock } from '../../src/kernel/clock.ts';
import { toCsv } from '../../src/web/spreadsheets.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { actor, otherActor, seedPeople } from './people.ts';

let test: TestDatabase;
const clock = new SettableClock(Date.parse('2026-11-23T01:40:00Z'));
const services = () => ({ db: test.db, clock });
beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
});
afterAll(() => test.drop());

const BASE = ['编码', '类别', '通用名', '剂型', '规格', '生产厂家', '包装单位', '包装数量', '基本单位'];
const sheet = (more: string[], rows: string[][]) =>
  [[...BASE, ...more], ...rows].map((row) => row.join(',')).join('\n');
const pill = (code: string, name = '甲芬片', strength = '0.25g', maker = '某某制药有限公司') => {
  return [code, '药品', name, '片剂', strength, maker, '盒', '24', '片'];
};

async function preview(text: string, asked: Parameters<typeof previewCatalogueImport>[4] = {}) {
  const upload = { fileName: '目录.csv', content: Buffer.from(text) };
  const made = await previewCatalogueImport(services(), actor, null, upload, asked);
  if (!made.ok) throw new Error(made.reason);
  return shown(made.value.draftId);
}
async function shown(id: number) {
  const found = await importPreview(test.db.read, actor.userId, id);
  if (found === undefined) throw new Error('no preview');
  return found;
}
async function apply(id: number) {
  const done = await applyCatalogueImport(services(), actor, null, id);
  if (!done.ok) throw new Error(`${done.reason} ${JSON.stringify(done.detail)}`);
  return done.value;
}
async function facts(code: string, type: string): Promise<string[]> {
  const found = await itemByCode(test.db.read, code);
  const rows = await test.db.read
    .select()
    .from(itemFact)
    .where(eq(itemFact.itemId, found?.id ?? 0))
    .orderBy(itemFact.effectiveFrom);
  return rows
    .filter((row) => row.type === type)
    .map((row) => `${row.value} ${row.effectiveFrom} ${row.effectiveTo ?? ''}`.trim());
}

describe('levels, codes and facts', () => {
  const MORE = ['上市许可持有人', '药理分类', '医保编码', '医保类别', '集采', '慢病', 'DDD', '生效日期'];
  const row = [
    '某持有人',
    '心血管',
    'XA01AAA001A001010100001',
    '甲类',
    '第10批中选',
    '高血压、慢阻肺',
    '1.5 g 口服 2025',
    '',
  ];

  it('writes them, changes nothing the second time, and closes what changes on the day it says', async () => {
    const text = sheet(MORE, [[...pill('L001', '乙酚片'), ...row]]);
    const dated = { effectiveFrom: '2026-10-01', legalBasis: '某文件' };
    expect(await apply((await preview(text, dated)).id)).toMatchObject({ new: 1 });
    expect(await itemByCode(test.db.read, 'L001')).toMatchObject({ codes: [{ type: 'nhsa' }] });
    expect(await facts('L001', 'insurance')).toEqual(['a 2026-10-01']);
    expect(await facts('L001', 'vbp')).toEqual(['selected:第10批 2026-10-01']);
    expect(await facts('L001', 'chronic')).toEqual(['hypertension,copd 2026-10-01']);
    const again = await preview(text, dated);
    expect(again.summary.counts).toMatchObject({ unchanged: 1, changed: 0 });
    const other = text.replace('甲类', '乙类限').replace('2025,', '2025,2026/11/1');
    const changed = await preview(other, dated);
    expect(changed.entries[0]?.changes).toEqual([{ field: 'fact.insurance', before: 'a', after: 'b_limited' }]);
    await apply(changed.id);
    expect(await facts('L001', 'insurance')).toEqual(['a 2026-10-01 2026-10-31', 'b_limited 2026-11-01']);
    expect((await preview(other, dated)).summary.counts).toMatchObject({ unchanged: 1 });
  });

  it('refuses a day before what is recorded, says two rows of one name apart, and codes of others', async () => {
    const earlier = await preview(sheet(MORE, [[...pill('L001', '乙酚片'), ...row]]), { effectiveFrom: '2026-09-01' });
    expect(earlier.entries[0]?.problems.map((each) => each.reason)).toContain('import_fact_later');
    const apart = await preview(
      sheet(
        ['药理分类'],
        [
          [...pill('L002', '丙酮片'), '一类'],
          [...pill('L003', '丙酮片', '0.5g'), '二类'],
        ],
      ),
    );
    expect(apart.entries[1]?.problems[0]).toMatchObject({ reason: 'level_apart', detail: { row: 2 } });
    const codes = await preview(
      sheet(
        ['医保编码', '追溯码前7位'],
        [
          [...pill('L004', '丁片'), 'XA01AAA001A001010100001', ''],
          [...pill('L005', '戊片'), '', '8123456'],
          [...pill('L006', '己片'), '', '８１２３４５６'],
        ],
      ),
    );
    expect(codes.entries.map((entry) => entry.problems[0]?.reason)).toEqual([
      'code_taken',
      undefined,
      'code_twice_row',
    ]);
  });

  it('keeps a fact of tomorrow off the item until then', async () => {
    const text = sheet(['基药版本'], [[...pill('L007', '庚片'), '2026△']]);
    await apply((await preview(text, { effectiveFrom: '2027-01-01' })).id);
    expect(await itemByCode(test.db.read, 'L007')).toMatchObject({ essential: false });
    expect(await facts('L007', 'essential')).toEqual(['2026△ 2027-01-01']);
  });

  it('refuses an upload day that no fact may have, row by row', async () => {
    const far = await preview(sheet(['医保类别'], [[...pill('L008', '辛片'), '甲类']]), {
      effectiveFrom: '2099-01-01',
    });
    expect(far.entries[0]).toMatchObject({ verdict: 'refused', problems: [{ reason: 'fact_day' }] });
  });
});

describe('likely duplicates', () => {
  it('asks, does not import while a question is open, and remembers the answer', async () => {
    await apply((await preview(sheet(['批准文号'], [[...pill('D001'), '国药准字H20184010']]))).id);
    const text = sheet(
      ['批准文号', '包装价（元）'],
      [
        [...pill('X001', '甲芬', '250mg', '某某制药（股份）有限公司'), '', '9'],
        [...pill('X002', '壬片', '1g'), '国药准字H20184010', '8'],
        [...pill('X003', '癸片', '1g'), '', '7'],
        [...pill('X004', '癸 片', '1000mg', '某某制药股份有限公司'), '', '7'],
      ],
    );
    const asked = await preview(text);
    expect(asked.entries.map((entry) => [entry.verdict, entry.question?.why])).toEqual([
      ['asked', 'words'],
      ['asked', 'approval'],
      ['new', undefined],
      ['asked', 'words'],
    ]);
    expect(await applyCatalogueImport(services(), actor, null, asked.id)).toMatchObject({
      reason: 'import_undecided',
      detail: { count: 3 },
    });
    const decide = (row: number | null, answer: 'merge' | 'new') =>
      decideImport(services(), actor, null, { draftId: asked.id, row, answer });
    expect(
      await decideImport(services(), otherActor, null, { draftId: asked.id, row: 2, answer: 'new' }),
    ).toMatchObject({
      reason: 'not_found',
    });
    expect(await decide(4, 'new')).toMatchObject({ reason: 'import_not_asked' });
    expect(await decide(3, 'new')).toMatchObject({ ok: true, value: { decided: 1 } });
    expect(await decide(null, 'merge')).toMatchObject({ ok: true, value: { decided: 2 } });
    const decided = await shown(asked.id);
    expect(decided.entries.map((entry) => [entry.verdict, entry.itemCode])).toEqual([
      ['changed', 'D001'],
      ['new', 'X002'],
      ['new', 'X003'],
      ['merged', 'X004'],
    ]);
    expect(await apply(asked.id)).toMatchObject({ new: 2, changed: 1, merged: 1, asked: 0 });
    expect(await itemByCode(test.db.read, 'D001')).toMatchObject({
      strength: '0.25g',
      pricePack: 90_000,
      codes: [{ type: 'own', value: 'X001' }],
    });
    expect(await itemByCode(test.db.read, 'X003')).toMatchObject({ codes: [{ type: 'own', value: 'X004' }] });
    const again = await preview(text);
    expect(again.summary.counts).toMatchObject({ new: 0, changed: 0, asked: 0, refused: 0, unchanged: 3, merged: 1 });
  });

  it('presets another pack to stay one of its own', async () => {
    const pack = pill('D002').map((cell) => (cell === '24' ? '48' : cell));
    const asked = await preview(sheet([], [pack]));
    expect(asked.entries[0]).toMatchObject({ verdict: 'new', question: { answer: 'new', with: { code: 'D001' } } });
  });
});

describe('the national list and the round trip', () => {
  it('gives class, edition and day', async () => {
    const text = `no,category,name,forms_and_strengths,specialist_guided,remark\n7,一、抗微生物药,丙沙星 Bingfloxacin,胶囊：0.1g,是,△\n`;
    const made = await preview(text);
    expect(made.summary.dated).toEqual({
      effectiveFrom: '2026-09-01',
      edition: '2026',
      legalBasis: '国卫药政发〔2026〕17号',
    });
    await apply(made.id);
    expect(await facts('E0007-01', 'essential')).toEqual(['2026△ 2026-09-01']);
    expect((await preview(text)).summary.counts).toMatchObject({ unchanged: 1, changed: 0 });
  });

  it('changes exactly the cell that was changed in an export', async () => {
    const { rows } = await listItems(test.db.read, {}, { sort: 'code', page: 1, size: 100 });
    const csv = toCsv(exportColumns(true), await itemsForExport(test.db.read, rows, '2026-11-23'));
    const same = await preview(csv);
    expect(same.summary.counts).toMatchObject({ new: 0, changed: 0, asked: 0, refused: 0, unchanged: rows.length });
    const changed = await preview(csv.replace('某持有人', '另一持有人'));
    expect(changed.summary.counts).toMatchObject({ changed: 1, unchanged: rows.length - 1 });
    expect(changed.entries.flatMap((entry) => entry.changes)).toEqual([
      { field: 'level.holder', before: '某持有人', after: '另一持有人' },
    ]);
    await apply(changed.id);
    expect((await preview(csv.replace('某持有人', '另一持有人'))).summary.counts).toMatchObject({ changed: 0 });
  });
});

describe('once the formulary has versions', () => {
  it('puts tiers into the draft of the next version and leaves the items alone', async () => {
    const found = await itemByCode(test.db.read, 'D001');
    await test.db.transaction(async (tx) => {
      const [made] = await tx
        .insert(document)
        .values({
          kind: 'formulary',
          number: 'ML26000001',
          status: 'published',
          organisationId: 1,
          createdBy: 1,
          createdAt: 0,
          changedAt: 0,
        })
        .returning({ id: document.id });
      const [version] = await tx
        .insert(formularyVersion)
        .values({ documentId: made?.id ?? 0, title: '第1版', draft: false })
        .returning({ id: formularyVersion.id });
      const of = { versionId: version?.id ?? 0, itemId: found?.id ?? 0, snapshot: {} };
      await tx.insert(formularyEntry).values({ ...of, county: true, township: false, village: false, useUntil: null });
      const published = { edition: 1, effectiveOn: '2026-10-01', publishedAt: 1, inForceAt: 1 };
      await tx
        .update(formularyVersion)
        .set(published)
        .where(eq(formularyVersion.id, version?.id ?? 0));
    });
    const text = sheet(
      ['县级可用', '村级可用'],
      [
        [...pill('D001'), '是', '是'],
        [...pill('N001', '新片'), '是', '否'],
      ],
    );
    const made = await preview(text);
    expect(made.summary).toMatchObject({ proposed: 2, counts: { changed: 1, new: 1 } });
    await apply(made.id);
    expect(await itemByCode(test.db.read, 'D001')).toMatchObject({ villageTier: false });
    expect(await itemByCode(test.db.read, 'N001')).toMatchObject({ countyTier: false });
    expect((await preview(text)).summary.counts).toMatchObject({ changed: 0, unchanged: 2 });
  });

  it('proposes the tiers a new item begins with where the sheet says nothing of tiers', async () => {
    const made = await preview(sheet([], [pill('N002', '静片')]));
    expect(made.summary).toMatchObject({ proposed: 1, counts: { new: 1 } });
    await apply(made.id);
    const [draft] = await test.db.read.select().from(formularyVersion).where(eq(formularyVersion.draft, true));
    const changes = await test.db.read
      .select()
      .from(formularyChange)
      .where(eq(formularyChange.versionId, draft?.id ?? 0));
    const found = await itemByCode(test.db.read, 'N002');
    expect(changes.find((change) => change.itemId === found?.id)).toMatchObject({ act: 'add', county: true });
  });
});
