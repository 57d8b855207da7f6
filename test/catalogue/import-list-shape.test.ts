/** A list in the shape in which it is published: headings between the rows, merged cells, no columns of classes. */
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { parseUpload } from '../../src/catalogue/import/parse.ts';
import type { ParsedEntry } from '../../src/catalogue/import/report.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';

const DATED = { effectiveFrom: '2026-09-01', edition: '2026', legalBasis: '文件' };
const HEAD = ['序号', '品种名称', '英文名称', '剂型、规格', '备注'];
const cell = (value: string) => (value === '' ? null : { value, type: String });
const wide = (value: string) => [{ value, type: String, columnSpan: HEAD.length }, null, null, null, null];

type Cell = { value: string; type: StringConstructor; columnSpan?: number; rowSpan?: number } | null;

async function parse(rows: Cell[][]): Promise<ParsedEntry[]> {
  const sheet = await readSpreadsheet(await writeExcelFile(rows).toBuffer());
  if (!sheet.ok) throw new Error(sheet.reason);
  const parsed = await parseUpload(sheet.value, DATED);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value.entries;
}

const told = (entries: ParsedEntry[]) =>
  entries.map(({ row, draft, problems }) => [
    row,
    draft?.genericName,
    draft?.levels?.therapeuticClass,
    draft?.townshipTier,
    ...problems.map((each) => each.reason),
  ]);

describe('a list as it is published', () => {
  it('takes headings for the class of the rows below them, and the header of a new page for nothing', async () => {
    const entries = await parse([
      wide('某某目录'),
      HEAD.map(cell),
      wide('第一部分 某药'),
      wide('一、 抗甲药'),
      wide('（一）乙类'),
      ['1', '甲片', 'Jia', '片剂：1g', '△'].map(cell),
      HEAD.map(cell),
      ['2', '乙片', '', '片剂：1g\n胶囊：2g', '胶囊△'].map(cell),
      ['二、抗丙药', '', '', '', ''].map(cell),
      ['3', '丙片', '', '片剂：1g', ''].map(cell),
      wide('某药注释'),
    ]);
    expect(told(entries)).toEqual([
      [6, '甲片', '抗甲药', false],
      [8, '乙片', '抗甲药', true],
      [8, '乙片', '抗甲药', false],
      [10, '丙片', '抗丙药', true],
      // What is no class is explained, not taken for one
      [11, undefined, undefined, undefined, 'merged_cells'],
    ]);
  });

  it('keeps a generic in the class in which it stands first, and says so', async () => {
    const entries = await parse([
      ['分类', '序号', '品种名称', '剂型规格'].map(cell),
      ['一、抗甲药', '1', '甲片', '片剂：1g'].map(cell),
      ['二、抗乙药', '2', '甲片', '片剂：2g\n胶囊：2g'].map(cell),
    ]);
    expect(told(entries)).toEqual([
      [2, '甲片', '抗甲药', true],
      [3, '甲片', '抗甲药', true, 'list_class_kept'],
      [3, '甲片', '抗乙药', true],
    ]);
    expect(entries[1]?.problems[0]?.detail).toEqual({ row: 2, kept: '抗甲药', other: '抗乙药' });
  });

  it('reads class cells merged downwards, and refuses rows whose strengths are merged', async () => {
    const down = (value: string, rowSpan: number) => ({ value, type: String, rowSpan });
    const entries = await parse([
      ['分类', '序号', '品种名称', '剂型规格'].map(cell),
      [down('一、抗甲药', 3), cell('1'), cell('甲片'), cell('片剂：1g')],
      [null, cell('2'), cell('乙片'), down('片剂：2g', 2)],
      [null, cell('3'), cell('丙片'), null],
      [cell('二、抗乙药'), cell('4'), cell('丁片'), cell('片剂：4g')],
    ]);
    expect(told(entries)).toEqual([
      [2, '甲片', '抗甲药', true],
      [3, undefined, undefined, undefined, 'merged_cells'],
      [4, undefined, undefined, undefined, 'merged_cells'],
      [5, '丁片', '抗乙药', true],
    ]);
  });
});
