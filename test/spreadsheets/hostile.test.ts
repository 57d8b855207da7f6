/** Sheets that are wrong on purpose or by neglect: each is refused in words, or read as people mean it. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDayCell } from '../../src/spreadsheets/cells.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';
import { openTable } from '../../src/spreadsheets/table.ts';

const COLUMNS = [
  { key: 'code', titles: ['编码'], required: true },
  { key: 'name', titles: ['通用名'], required: true },
] as const;

async function table(text: string | Buffer) {
  const sheet = await readSpreadsheet(typeof text === 'string' ? Buffer.from(text) : text);
  return sheet.ok ? openTable<'code' | 'name'>(sheet.value, COLUMNS) : sheet;
}

/** A zip of stored or deflated entries, as small as readers accept. */
function zip(entries: [string, Buffer][]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(content.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const WORKBOOK = Buffer.from('<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>');

describe('hostile sheets', () => {
  it('refuses a zip that unpacks to far more than it is', async () => {
    const bomb = zip([
      ['xl/workbook.xml', WORKBOOK],
      ['xl/worksheets/sheet1.xml', Buffer.alloc(80 * 1024 * 1024, ' ')],
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await readSpreadsheet(bomb)).toMatchObject({ reason: 'spreadsheet_unpacks_too_large' });
  });

  it('refuses a sheet whose one cell lies a million rows down', async () => {
    const sheet = Buffer.from('<worksheet><sheetData><row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>');
    const far = zip([
      ['xl/workbook.xml', WORKBOOK],
      ['xl/worksheets/sheet1.xml', sheet],
    ]);
    expect(await readSpreadsheet(far)).toMatchObject({
      reason: 'spreadsheet_too_many_rows',
      detail: { limit: 20_000 },
    });
  });

  it('refuses 20,001 rows with the limit, and a header with nothing below it', async () => {
    const lines = Array.from({ length: 20_000 }, (_each, n) => `A${n},x`);
    expect(await table(['编码,通用名', ...lines].join('\n'))).toMatchObject({
      reason: 'spreadsheet_too_many_rows',
      detail: { limit: 20_000 },
    });
    expect(await table('编码,通用名\n')).toMatchObject({ reason: 'spreadsheet_no_rows' });
  });

  it('finds a header in row 3, names what it does not use, and reads GBK', async () => {
    // 编码,通用名,备用 in GBK, below a title and an empty row
    const gbk = Buffer.from('c4bfc2bc0a0ab1e0c2eb2ccda8d3c3c3fb2cb1b8d3c30a41312cbcd72c780a', 'hex');
    const read = await table(gbk);
    expect(read).toMatchObject({ ok: true, value: { headerRow: 3, ignored: ['备用'], count: 1 } });
    expect(read.ok && read.value.row(0)).toMatchObject({ number: 4, values: { code: 'A1', name: '甲' } });
  });

  it('takes out what cannot be seen', async () => {
    const read = await table('编码,通用名\n\u200bA1\u00ad,\ufeff甲\u202e\u00a0乙\n');
    expect(read.ok && read.value.row(0).values).toEqual({ code: 'A1', name: '甲 乙' });
  });
});

describe('days', () => {
  it.each([
    ['2026-09-01', '2026-09-01'],
    ['2026/9/1', '2026-09-01'],
    ['２０２６年９月１日', '2026-09-01'],
    ['20260901', '2026-09-01'],
    ['46266', '2026-09-01'],
  ])('reads %s', (typed, day) => {
    expect(readDayCell(typed)).toMatchObject({ value: day });
  });

  it.each(['2026-02-30', '明天', '12345', '2026', '99999999'])('refuses %s', (typed) => {
    expect(readDayCell(typed)).toMatchObject({ reason: 'cell_not_day' });
  });
});
