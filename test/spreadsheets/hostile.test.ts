/** Sheets that are wrong on purpose or by neglect: each is refused in words, or read as people mean it. */
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDayCell } from '../../src/spreadsheets/cells.ts';
import { readSpreadsheet } from '../../src/spreadsheets/read.ts';
import { SHEET_LIMITS } from '../../src/spreadsheets/sheet.ts';
import { openTable } from '../../src/spreadsheets/table.ts';
import { listZip, unpack } from '../../src/spreadsheets/zip.ts';
import { toXlsx } from '../../src/web/spreadsheets.ts';

const COLUMNS = [
  { key: 'code', titles: ['编码'], required: true },
  { key: 'name', titles: ['通用名'], required: true },
] as const;

async function table(text: string | Buffer) {
  const sheet = await readSpreadsheet(typeof text === 'string' ? Buffer.from(text) : text);
  return sheet.ok ? openTable<'code' | 'name'>(sheet.value, COLUMNS) : sheet;
}

/** Deflated zeros need a second for half a gigabyte: what they would be is said, and the bytes are repeated. */
interface Packed {
  packed: Buffer;
  claimed: number;
}

/** A zip of deflated entries, as small as readers accept; `hidden` ones stand in it without being listed. */
function zip(entries: [string, Buffer | Packed][], hidden: [string, Buffer][] = []): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of [...entries, ...hidden]) {
    const isListed = parts.length < entries.length * 3;
    const { packed, claimed } = Buffer.isBuffer(content)
      ? { packed: deflateRawSync(content), claimed: content.length }
      : content;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimed, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    if (isListed) directory.push(entry, Buffer.from(name));
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
  it('refuses a sheet whose one cell lies a million rows down', async () => {
    const sheet = Buffer.from('<worksheet><sheetData><row r="1048576"><c r="A1048576"/></row></sheetData></worksheet>');
    const far = zip([
      ['xl/workbook.xml', WORKBOOK],
      ['xl/worksheets/sheet1.xml', sheet],
    ]);
    expect(await readSpreadsheet(far)).toMatchObject({
      reason: 'spreadsheet_too_many_rows',
      detail: { limit: SHEET_LIMITS.rows },
    });
  });

  it('refuses one row too many with the limit, and a header with nothing below it', async () => {
    const lines = Array.from({ length: SHEET_LIMITS.rows }, (_each, n) => `A${n},x`);
    expect(await table(['编码,通用名', ...lines].join('\n'))).toMatchObject({
      reason: 'spreadsheet_too_many_rows',
      detail: { limit: SHEET_LIMITS.rows },
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

const SHEET = 'xl/worksheets/sheet1.xml';

const book = (sheet: Buffer | Packed, more: [string, Buffer][] = []) =>
  zip([['xl/workbook.xml', WORKBOOK], [SHEET, sheet], ...more]);
const cells = (inside: string) => `<worksheet><sheetData>${inside}</sheetData></worksheet>`;
const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>编码</t></is></c></row>';

/** The answer, with how long it took and how much the process grew meanwhile. */
async function measured(content: Buffer) {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const answer = await readSpreadsheet(content);
  const grownMb = (process.memoryUsage().rss - before) / 1024 / 1024;
  return { answer, ms: performance.now() - began, grownMb };
}

describe('archives that unpack to far more than they are', () => {
  /** 600 MB of spaces as deflate streams of one MB each, joined where a stream may be cut. */
  function sixHundredMegabytes(): Buffer {
    const packer = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), { finishFlush: constants.Z_FULL_FLUSH });
    const last = deflateRawSync(Buffer.alloc(1024, ' '));
    return Buffer.concat([...Array.from({ length: 600 }, () => packer), last]);
  }

  it('are refused by the size they claim, before anything is unpacked', async () => {
    const packed = sixHundredMegabytes();
    expect(packed.length).toBeLessThan(1024 * 1024);
    const { answer, ms, grownMb } = await measured(book({ packed, claimed: 600 * 1024 * 1024 + 1024 }));
    expect(answer).toMatchObject({ reason: 'spreadsheet_unpacks_too_large', detail: { limitMb: 60 } });
    expect(ms).toBeLessThan(500);
    expect(grownMb).toBeLessThan(100);
  });

  it('are refused when they claim to be small, and cost no more than they claimed', async () => {
    const packed = sixHundredMegabytes();
    for (const claimed of [0, 1000, 40 * 1024 * 1024]) {
      const { answer, ms, grownMb } = await measured(book({ packed, claimed }));
      expect(answer).toMatchObject({ reason: 'spreadsheet_damaged' });
      expect(ms).toBeLessThan(1000);
      expect(grownMb).toBeLessThan(200);
    }
  });

  it('are read without what their directory does not list', async () => {
    const bomb: [string, Buffer] = ['xl/sharedStrings.xml', Buffer.alloc(80 * 1024 * 1024, ' ')];
    const real = await toXlsx([{ head: '编码', value: () => 'A1' }], [0]);
    const listed = (listZip(real) ?? []).map((entry): [string, Buffer] => [
      entry.name,
      unpack(real, entry) ?? Buffer.alloc(0),
    ]);
    const { answer, grownMb } = await measured(zip(listed, [bomb]));
    expect(answer).toMatchObject({ ok: true, value: { rows: [{ cells: ['编码'] }, { cells: ['A1'] }] } });
    expect(grownMb).toBeLessThan(100);
  });

  it('are refused for thousands of files', async () => {
    const tiny = Array.from({ length: 5_000 }, (_each, n): [string, Buffer] => [`x/${n}.xml`, Buffer.from('<a/>')]);
    const { answer, ms } = await measured(book(Buffer.from(cells(ROW)), tiny));
    expect(answer).toMatchObject({ reason: 'spreadsheet_irregular' });
    expect(ms).toBeLessThan(500);
  });
});

describe('XML that no spreadsheet program writes', () => {
  const LAUGHS = `<!DOCTYPE a [<!ENTITY b "ha">${Array.from(
    { length: 9 },
    (_each, n) => `<!ENTITY c${n} "${`&${n === 0 ? 'b' : `c${n - 1}`};`.repeat(10)}">`,
  ).join('')}]>`;

  it.each([
    ['entities that stand for a thousand million words', `${LAUGHS}${cells(ROW.replace('编码', '&c8;'))}`],
    ['entities that stand for a file', `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${cells(ROW)}`],
    ['a million tags within each other', cells('<a>'.repeat(1_000_000))],
    ['tags that never end', cells('<c r="A1" '.repeat(1_000_000))],
    ['a comment that never ends', cells(`${ROW}<!--`)],
  ])('is refused for %s', async (_what, xml) => {
    const { answer, ms, grownMb } = await measured(book(Buffer.from(xml)));
    expect(answer).toMatchObject({ reason: 'spreadsheet_irregular' });
    expect(ms).toBeLessThan(1000);
    expect(grownMb).toBeLessThan(200);
  });

  it('is refused also in the words that cells share', async () => {
    const shared: [string, Buffer] = ['xl/sharedStrings.xml', Buffer.from(`${LAUGHS}<sst><si><t>&c8;</t></si></sst>`)];
    const { answer } = await measured(book(Buffer.from(cells(ROW)), [shared]));
    expect(answer).toMatchObject({ reason: 'spreadsheet_irregular' });
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
