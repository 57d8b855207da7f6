/** Files as people really upload them: encodings, formats, traps; each refusal with its reason. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';
import { SHEET_LIMITS } from '../../src/spreadsheets/sheet.ts';
import { readTable } from '../../src/spreadsheets/table.ts';
import { listZip, unpack } from '../../src/spreadsheets/zip.ts';

const COLUMNS = [
  { key: 'code', titles: ['编码', 'code'], required: true },
  { key: 'name', titles: ['通用名'], required: true },
  { key: 'price', titles: ['包装价（元）'], required: false },
] as const;

async function rowsOf(content: Uint8Array | string) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const sheet = await readSpreadsheet(bytes);
  if (!sheet.ok) return sheet.reason;
  return sheet.value.rows.map((row) => [row.number, ...row.cells]);
}

async function xlsx(rows: (string | number | Date | null)[][]): Promise<Buffer> {
  const data: SheetData = rows.map((row) =>
    row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value)),
  );
  return await writeExcelFile(data).toBuffer();
}

/** A minimal zip of the given files, to make workbooks no office program would write. */
function zip(files: Record<string, string>, claimedSize?: number): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(text));
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(Buffer.byteLength(text), 22);
    header.writeUInt16LE(name.length, 26);
    local.push(header, Buffer.from(name), packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimedSize ?? Buffer.byteLength(text), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    central.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** A real workbook whose first sheet is replaced by the given XML. */
async function workbook(sheet: string, claimedSize?: number): Promise<Buffer> {
  const bytes = await xlsx([['a']]);
  const files: Record<string, string> = {};
  for (const entry of listZip(bytes) ?? []) {
    files[entry.name] = unpack(bytes, entry)?.toString('utf8') ?? '';
  }
  const opening = /^.*?<worksheet[^>]*>/s.exec(files['xl/worksheets/sheet1.xml'] ?? '')?.[0] ?? '';
  files['xl/worksheets/sheet1.xml'] = sheet.replace('<worksheet>', opening);
  return zip(files, claimedSize);
}

describe('CSV', () => {
  it('reads UTF-8 with and without a mark, keeping the row numbers people see', async () => {
    const expected = [
      [1, '编码', '通用名'],
      [3, 'A1', '甲药'],
    ];
    expect(await rowsOf('编码,通用名\r\n,\r\nA1,甲药\r\n')).toEqual(expected);
    expect(await rowsOf('\ufeff编码,通用名\n\nA1,甲药')).toEqual(expected);
  });

  it('reads GBK, which Excel in China saves', async () => {
    const gbk = Buffer.from([
      0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xcd, 0xa8, 0xd3, 0xc3, 0xc3, 0xfb, 0x0a, 0x41, 0x2c, 0xd2, 0xa9,
    ]);
    expect(await rowsOf(gbk)).toEqual([
      [1, '编码', '通用名'],
      [2, 'A', '药'],
    ]);
  });

  it('reads UTF-16 with tabs and keeps a line break in quotes within its row', async () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('编码\t通用名\nA\t"甲\n乙"', 'utf16le')]);
    expect(await rowsOf(text)).toEqual([
      [1, '编码', '通用名'],
      [2, 'A', '甲 乙'],
    ]);
  });

  it('refuses what is no table, with a reason for each', async () => {
    expect(await rowsOf('')).toBe('spreadsheet_empty');
    expect(await rowsOf(' , ,\n')).toBe('spreadsheet_empty');
    expect(await rowsOf(Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).toBe('spreadsheet_not_a_spreadsheet');
    expect(await rowsOf('a,"b\nc')).toBe('spreadsheet_csv_broken');
    expect(await rowsOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]))).toBe('spreadsheet_old_excel');
    expect(await rowsOf(Buffer.alloc(10 * 1024 * 1024 + 1, 65))).toBe('spreadsheet_too_large');
    expect(await rowsOf('a\n'.repeat(SHEET_LIMITS.rows + 1))).toBe('spreadsheet_too_many_rows');
    expect(await rowsOf(`a,${'b'.repeat(5000)}`)).toBe('spreadsheet_cell_too_long');
  });
});

describe('XLSX', () => {
  it('reads numbers without rounding, dates as days, and keeps blank rows counted', async () => {
    const bytes = await xlsx([
      ['编码', '通用名'],
      [null, null],
      ['A1', 0.1 + 0.2],
      [new Date('2027-02-15'), 12],
    ]);
    expect(await rowsOf(bytes)).toEqual([
      [1, '编码', '通用名'],
      [3, 'A1', '0.3'],
      [4, '2027-02-15', '12'],
    ]);
  });

  it('reads a formula as its saved value and says where one has none', async () => {
    const cell = (inner: string) =>
      `<worksheet><sheetData><row r="1"><c r="A1" t="str">${inner}</c></row></sheetData></worksheet>`;
    expect(await rowsOf(await workbook(cell('<f>1+1</f><v>二</v>')))).toEqual([[1, '二']]);
    expect(await rowsOf(await workbook(cell('<f>1+1</f>')))).toBe('spreadsheet_formula_without_value');
  });

  it('refuses a small file that unpacks to a mountain, however its directory lies', async () => {
    const mountain = `<worksheet>${' '.repeat(61 * 1024 * 1024)}</worksheet>`;
    expect(await rowsOf(await workbook(mountain))).toBe('spreadsheet_unpacks_too_large');
    expect(await rowsOf(await workbook(mountain, 100))).toBe('spreadsheet_damaged');
    const farCell =
      '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>';
    expect(await rowsOf(await workbook(farCell))).toBe('spreadsheet_too_many_rows');
    const wideCell = '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>';
    expect(await rowsOf(await workbook(wideCell))).toBe('spreadsheet_too_many_columns');
  });

  it('refuses a zip that is no workbook and a damaged one', async () => {
    expect(await rowsOf(zip({ 'a.txt': 'x' }))).toBe('spreadsheet_not_a_spreadsheet');
    expect(await rowsOf((await xlsx([['a']])).subarray(0, 200))).toBe('spreadsheet_damaged');
  });

  it('names the merged range on the rows it covers', async () => {
    const rows = ['编码', 'A', 'B'].map(
      (text, index) =>
        `<row r="${index + 1}"><c r="A${index + 1}" t="inlineStr"><is><t>${text}</t></is></c>` +
        `<c r="B${index + 1}" t="inlineStr"><is><t>通用名</t></is></c></row>`,
    );
    const merges = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    const sheet = await readSpreadsheet(
      await workbook(`<worksheet><sheetData>${rows.join('')}</sheetData>${merges}</worksheet>`),
    );
    if (!sheet.ok) throw new Error(sheet.reason);
    const table = readTable(sheet.value, COLUMNS);
    expect(table.ok && table.value.rows.map((row) => row.merged)).toEqual(['A2:A3', 'A2:A3']);
  });
});

describe('header', () => {
  async function tableOf(text: string) {
    const sheet = await readSpreadsheet(Buffer.from(text));
    if (!sheet.ok) throw new Error(sheet.reason);
    return readTable(sheet.value, COLUMNS);
  }

  it('finds the header below a title, forgives brackets and stars, names unused columns', async () => {
    const table = await tableOf('兴国县用药目录,,\n编 码*,通用名,备注,包装价(元)\nA1,甲药,x,1.5\n');
    expect(table).toMatchObject({
      ok: true,
      value: {
        headerRow: 2,
        ignored: ['备注'],
        places: { price: { letter: 'D', title: '包装价(元)' } },
        rows: [{ number: 3, values: { code: 'A1', name: '甲药', price: '1.5' } }],
      },
    });
  });

  it('names the columns that are missing, the one that is double, and the table without rows', async () => {
    expect(await tableOf('编号,名称\n1,2')).toMatchObject({
      reason: 'spreadsheet_columns_missing',
      detail: { row: 1, missing: '编码、通用名' },
    });
    expect(await tableOf('编码,通用名,通用名\n1,2,3')).toMatchObject({ reason: 'spreadsheet_column_twice' });
    expect(await tableOf('编码,通用名')).toMatchObject({ reason: 'spreadsheet_no_rows' });
  });
});
