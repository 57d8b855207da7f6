/** Our own import table: every column, accepted and refused, with the place of each mistake. */
import { describe, expect, it } from 'vitest';
import { parseUpload } from '../../src/catalogue/import/parse.ts';
import type { ParsedEntry } from '../../src/catalogue/import/report.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';
import { refusalText, wordsOf } from '../../views/i18n/index.ts';

const DATED = { effectiveFrom: '2026-11-23', edition: '2026', legalBasis: 'import' };
const TITLES =
  '编码,类别,通用名,剂型,规格,生产厂家,包装单位,包装数量,基本单位,包装价（元）,储存条件,管制类别,基本药物,县级可用,乡级可用,村级可用,批准文号,条码,本位码,启用'.split(
    ',',
  );
const GOOD: Record<string, string> = {
  编码: 'yp0001',
  通用名: '甲芬片',
  剂型: '片剂',
  规格: '0.3g',
  生产厂家: '某某药业',
  包装单位: '盒',
  包装数量: '24',
  基本单位: '片',
  '包装价（元）': '12.5',
};

async function parse(rows: Record<string, string>[], titles = TITLES): Promise<ParsedEntry[]> {
  const lines = rows.map((row) => titles.map((title) => row[title] ?? '').join(','));
  const sheet = await readSpreadsheet(Buffer.from([titles.join(','), ...lines].join('\n')));
  if (!sheet.ok) throw new Error(sheet.reason);
  const parsed = await parseUpload(sheet.value, DATED);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value.entries;
}

async function reasons(change: Record<string, string>): Promise<string[]> {
  const [entry] = await parse([{ ...GOOD, ...change }]);
  return entry?.problems.map((each) => `${each.severity} ${each.reason} ${each.place?.letter}`) ?? [];
}

describe('own table', () => {
  it('reads a row with its defaults', async () => {
    const [entry] = await parse([GOOD]);
    expect(entry?.problems).toEqual([]);
    expect(entry?.draft).toMatchObject({
      code: 'YP0001',
      importKey: null,
      kind: 'drug',
      packSize: 24,
      scale: 1,
      pricePack: 125_000,
      storageZone: 'room',
      controlClass: 'none',
      essential: false,
      countyTier: true,
      townshipTier: false,
      villageTier: false,
      active: true,
      codes: [],
    });
  });

  it('weighs decoction pieces in thousandths of a gram', async () => {
    const [entry] = await parse([{ ...GOOD, 类别: '中药饮片', 基本单位: 'g', 包装数量: '0.5', 包装单位: '袋' }]);
    expect(entry?.draft).toMatchObject({ kind: 'decoction_piece', scale: 1000, packSize: 500 });
  });

  it.each([
    [{ 编码: '' }, 'error cell_empty A'],
    [{ 编码: 'import' }, 'error item_code_shape A'],
    [{ 编码: '甲/1' }, 'error item_code_shape A'],
    [{ 类别: '零食' }, 'error cell_unknown_word B'],
    [{ 通用名: '' }, 'error cell_empty C'],
    [{ 通用名: '长'.repeat(101) }, 'error cell_too_long C'],
    [{ 包装数量: '' }, 'error cell_empty H'],
    [{ 包装数量: '0' }, 'error item_pack_size_zero H'],
    [{ 包装数量: '2.5' }, 'error number_too_fine H'],
    [{ 包装数量: '-3' }, 'error number_negative H'],
    [{ 包装数量: '一盒' }, 'error number_unreadable H'],
    [{ 包装数量: '6901234567892' }, 'error number_too_large H'],
    [{ 包装数量: '6901234' }, 'error item_pack_size_large H'],
    [{ '包装价（元）': '1.23456' }, 'error number_too_fine J'],
    [{ 管制类别: '麻醉' }, 'error item_controlled_zone K'],
    [{ 基本药物: '也许' }, 'error cell_not_yes_no M'],
    [{ 启用: '也许' }, 'error cell_not_active T'],
    [{ 启用: 'constructor' }, 'error cell_not_active T'],
    [{ 条码: '6901234567893' }, 'error gtin_check_digit R'],
    [{ 生产厂家: '' }, 'warning item_without_manufacturer F'],
    [{ 批准文号: '国药准字X1' }, 'error approval_number_law Q'],
    [{ 本位码: '86902884000620' }, 'warning base_code_check_digit S'],
  ])('%j gives %s', async (change, expected) => {
    expect(await reasons(change)).toEqual([expected]);
  });

  it.each([
    ['是', true],
    ['启用', true],
    ['YES', true],
    ['１', true],
    ['', true],
    ['否', false],
    ['停用', false],
    ['no', false],
    ['0', false],
  ])('reads 启用 “%s”', async (word, active) => {
    const [entry] = await parse([{ ...GOOD, 启用: word }]);
    expect(entry?.problems).toEqual([]);
    expect(entry?.draft?.active).toBe(active);
  });

  it('tells the mistakes of a row from left to right', async () => {
    const typed = {
      管制类别: '什么',
      基本单位: '',
      类别: '零食',
      储存条件: '热',
      启用: '也许',
      批准文号: '国药准字X1',
    };
    expect((await reasons(typed)).map((each) => each.slice(-1))).toEqual(['B', 'I', 'K', 'L', 'Q', 'T']);
  });

  it('names all mistakes of a row at once and makes no draft of it', async () => {
    const [entry] = await parse([{ ...GOOD, 通用名: '', 包装数量: 'x', 基本药物: '?' }]);
    expect(entry?.problems).toHaveLength(3);
    expect(entry?.draft).toBeNull();
    expect(entry?.row).toBe(2);
  });

  it('refuses the second row of a code and names the first', async () => {
    const entries = await parse([GOOD, { ...GOOD, 编码: 'YP0001', 规格: '0.5g' }]);
    expect(entries[1]?.problems[0]).toMatchObject({ reason: 'item_code_twice', detail: { row: 2 } });
  });

  it('leaves what an absent column, an empty price or an empty licence do not tell', async () => {
    const [full] = await parse([{ ...GOOD, 批准文号: '国药准字H20184010' }]);
    expect(full?.draft?.leaves).toEqual([]);
    const [short] = await parse([{ ...GOOD, '包装价（元）': '' }], TITLES.slice(0, 10));
    expect(short?.draft?.leaves).toEqual(
      expect.arrayContaining(['pricePack', 'storageZone', 'controlClass', 'villageTier', 'approvalNumber', 'active']),
    );
  });

  it('names missing columns', async () => {
    await expect(parse([GOOD], ['编码', '通用名'])).rejects.toThrow('spreadsheet_columns_missing');
  });
});

describe('insurance class', () => {
  const read = async (word: string) => {
    const [entry] = await parse([{ ...GOOD, 医保类别: word }], [...TITLES, '医保类别']);
    return [entry?.draft?.facts?.insurance, entry?.problems.map((each) => `${each.severity} ${each.reason}`).join()];
  };

  it.each([
    ['甲', 'a', ''],
    ['甲类限', 'a_limited', ''],
    ['乙类（限定支付）', 'b_limited', ''],
    ['自费', 'none', ''],
    ['丙类', 'none', 'warning insurance_class_c'],
    [' 丙 ', 'none', 'warning insurance_class_c'],
    ['丁类', undefined, 'error cell_unknown_word'],
  ])('%s is %s', async (word, value, said) => {
    expect(await read(word)).toEqual([value, said]);
  });

  it('says what became of class C at its cell', async () => {
    const [entry] = await parse([{ ...GOOD, 医保类别: '丙类' }], [...TITLES, '医保类别']);
    const [found] = entry?.problems ?? [];
    expect(found?.place?.letter).toBe('U');
    expect(found && refusalText(wordsOf('zh'), found)).toBe('“丙类”视为非医保，按自费导入。');
  });
});
