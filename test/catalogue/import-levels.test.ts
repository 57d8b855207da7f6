/** Importing levels, codes and dated facts; likely duplicates; the round trip of the export. On both engines. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCatalogueImport } from '../../src/catalogue/commands.ts';
import { decideImport } from '../../src/catalogue/import/decision-commands.ts';
import { itemsForExport } from '../../src/catalogue/import/export-queries.ts';
import { exportColumns } from '../../src/catalogue/import/template-sheet.ts';
import { itemByCode, listItems } from '../../src/catalogue/queries.ts';
import { toCsv } from '../../src/web/spreadsheets.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { importHands, pill, sheet } from './import-hands.ts';
import { actor, otherActor, seedPeople } from './people.ts';

let test: TestDatabase;
const { services, preview, shown, apply, facts } = importHands(() => test);
beforeAll(async () => {
  test = await openTestDatabase();
  await seedPeople(test.db);
});
afterAll(() => test.drop());

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
    const head = 'no,category,name,forms_and_strengths,specialist_guided,remark';
    const text = `${head}\n7,一、抗微生物药,丙沙星 Bingfloxacin,胶囊：0.1g,是,△\n`;
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
