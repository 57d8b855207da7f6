/** Bank statements as banks and people send them: two at once, in GBK, as XLSX, and with what does not belong there. */

import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { bankLine, bankStatement } from '../../db/schema/bank.ts';
import { balancesOf } from '../../src/account/queries.ts';
import { verifyAccount } from '../../src/account/verify.ts';
import { checkStatement, importStatement } from '../../src/bank/import-commands.ts';
import { paths } from '../../src/paths.ts';
import { accepted } from '../support/build.ts';
import { gbk } from '../support/gbk.ts';
import { signIn } from '../support/login.ts';
import {
  fillBank,
  importRows,
  type MoneyWorld,
  moneyWorld,
  owe,
  sendRun,
  statementText,
} from '../support/money-world.ts';
import { addInvoice } from '../support/payables.ts';

const TODAY = '2026-11-23';

let world: MoneyWorld;
beforeAll(async () => {
  world = await moneyWorld();
});
afterAll(() => world.test.drop());

const fileOf = (content: Uint8Array, fileName = 'bank.csv') => {
  return { fileName, content, openingFen: null, closingFen: null };
};
const read = (content: Uint8Array | string) => checkStatement(fileOf(Buffer.from(content)), TODAY);
const sheetOf = async (data: SheetData) => (await writeExcelFile(data).toBuffer()) as Buffer;
const HEAD = '交易日期,借方发生额,贷方发生额,余额,对方户名,摘要';

async function rowsKept() {
  const db = world.test.services.db.read;
  const [[statements], [lines]] = [
    await db.select({ n: count() }).from(bankStatement),
    await db.select({ n: count() }).from(bankLine),
  ];
  return { statements: statements?.n ?? 0, lines: lines?.n ?? 0 };
}

describe('one statement imported by two people at once', () => {
  it('is taken in once: the other reads who was first, and nothing is booked twice', async () => {
    const { services } = world.test;
    const rows = [
      { amountFen: -10_00, memo: '甲' },
      { amountFen: 25_00, memo: '乙' },
    ];
    const file = fileOf(Buffer.from(statementText(rows, TODAY, 500_00)), '同一份.csv');
    const people = [world.accountant, world.second];
    const answers = await Promise.all(people.map((by) => importStatement(services, by, { key: null, file })));
    const winner = answers.findIndex((answer) => answer.ok);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers[1 - winner]).toMatchObject({
      reason: 'statement_twice',
      detail: { file: '同一份.csv', by: people[winner]?.name },
    });
    expect(await rowsKept()).toEqual({ statements: 1, lines: 2 });
    const [kept] = await services.db.read.select().from(bankStatement);
    expect(kept?.importedBy).toBe(people[winner]?.userId);
    // The balance before the first statement is booked once
    expect((await balancesOf(services.db.read, ['BANK'])).get('BANK')?.balanceFen).toBe(500_00);
    expect(await verifyAccount(services.db.read)).toEqual([]);
  });

  it('takes each line of two different files once', async () => {
    const { services } = world.test;
    const before = await rowsKept();
    const line = (memo: string, yuan: number) => `${TODAY},,${yuan}.00,,某公司,${memo}`;
    const first = [HEAD, line('一', 31), line('二', 32)].join('\n');
    const second = [HEAD, line('二', 32), line('三', 33)].join('\n');
    const files = [fileOf(Buffer.from(first), '上.csv'), fileOf(Buffer.from(second), '下.csv')];
    const [one, other] = await Promise.all([
      importStatement(services, world.accountant, { key: null, file: files[0] ?? fileOf(Buffer.of()) }),
      importStatement(services, world.second, { key: null, file: files[1] ?? fileOf(Buffer.of()) }),
    ]);
    expect(accepted(one).added + accepted(other).added).toBe(3);
    expect(accepted(one).known + accepted(other).known).toBe(1);
    expect(await rowsKept()).toEqual({ statements: before.statements + 2, lines: before.lines + 3 });
    const again = fileOf(Buffer.from(`${first}\n`), '再.csv');
    expect(await importStatement(services, world.second, { key: null, file: again })).toMatchObject({
      reason: 'statement_no_new',
    });
    expect(await rowsKept()).toEqual({ statements: before.statements + 2, lines: before.lines + 3 });
  });

  it('is refused in a sentence on the page', async () => {
    const text = `${HEAD}\n${TODAY},,41.00,,某公司,页面\n`;
    const fields = { fileName: '页面.csv', content: Buffer.from(text).toString('base64') };
    const browsers = [await signIn(world.test.app, 'accountant'), await signIn(world.test.app, 'second')];
    const pages = await Promise.all(
      browsers.map((browser, index) =>
        browser.post(paths.bankImport(), { ...fields, idempotency_key: `page-${index}-0123456789` }),
      ),
    );
    expect(pages.map((page) => page.status).sort()).toEqual([303, 422]);
    const refused = pages.find((page) => page.status === 422);
    expect(refused?.text).toMatch(
      /文件页面\.csv已由Person (?:accountant|second)在2026-11-23 09:40导入过，没有重复导入/,
    );
  });
});

describe('a statement in GBK', () => {
  it('is read as old bank clients write it: a title above, quoted thousands, totals below', async () => {
    const text = [
      '户名：总院药械采购专户,,,,,',
      '"交易时间","支出(元)","收入(元)","余额(元)","对方户名","摘要"',
      '2026/9/1 10:22:33,"1,234.50",,"8,765.50",江西庐陵医药有限公司,货款',
      '2026/9/11 09:00,--,￥100.00,"8,865.50",兴国县财政局,拨款 ',
      '合计,1234.50,100.00,,,',
    ].join('\r\n');
    const known = accepted(await read(gbk(text)));
    expect(known.lines).toMatchObject([
      { row: 3, bookedOn: '2026-09-01', amountFen: -1_234_50, counterName: '江西庐陵医药有限公司', memo: '货款' },
      { row: 4, bookedOn: '2026-09-11', amountFen: 100_00, memo: '拨款' },
    ]);
    expect([known.openingFen, known.closingFen]).toEqual([10_000_00, 8_865_50]);
    expect(accepted(await read(text)).lines).toEqual(known.lines);
  });

  it('newest first and with a column of directions means the same', async () => {
    const head = '记账日期,借贷标志,交易金额,账户余额,对方名称,用途';
    const lines = ['20260902,贷,50.00,149.99,乙,收', '20260901101500,借,0.01,99.99,甲,付'];
    const { lines: got, openingFen } = accepted(await read(gbk([head, ...lines].join('\n'))));
    expect(got.map((line) => [line.bookedOn, line.amountFen])).toEqual([
      ['2026-09-01', -1],
      ['2026-09-02', 50_00],
    ]);
    expect(openingFen).toBe(100_00);
  });

  it.each([
    ['2026-02-30,1.00,,', 'statement_day'],
    ['昨天,1.00,,', 'statement_day'],
    ['2026-11-24,1.00,,', 'statement_future'],
    ['2026-11-20,1.005,,', 'statement_amount'],
    ['2026-11-20,1.2.3,,', 'statement_amount'],
    ['2026-11-20,一百,,', 'statement_amount'],
    ['2026-11-20,99999999999999999,,', 'statement_amount'],
    ['2026-11-20,0.00,,', 'statement_no_lines'],
  ])('refuses the whole file for %s', async (row, reason) => {
    expect(await read(gbk(`${HEAD}\n${row},某公司,付`))).toMatchObject({ ok: false, reason });
  });

  it('refuses balances that jump, naming the row, and files without the columns', async () => {
    const jump = `${HEAD}\n2026-11-20,,1.00,101.00,甲,a\n2026-11-20,,1.00,103.00,甲,b\n2026-11-20,,1.00,104.00,甲,c`;
    expect(await read(gbk(jump))).toMatchObject({ reason: 'statement_balance', detail: { row: 3 } });
    expect(await read(gbk('日期,摘要\n2026-11-20,甲'))).toMatchObject({ reason: 'statement_no_amount' });
    expect(await read(gbk('姓名,年龄\n张三,30'))).toMatchObject({ ok: false });
    expect(await read('')).toMatchObject({ reason: 'spreadsheet_empty' });
    expect(await read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toMatchObject({ reason: 'spreadsheet_old_excel' });
  });
});

describe('a statement as XLSX', () => {
  const head = ['交易日期', '借方发生额', '贷方发生额', '余额', '对方户名', '摘要'];
  const day = (text: string) => ({ type: Date, value: new Date(`${text}T00:00:00Z`), format: 'yyyy-mm-dd' });

  it('gives numbers, dates and text the same meaning as CSV', async () => {
    const content = await sheetOf([
      ['专户流水'],
      head,
      [day('2026-09-01'), 1234.5, null, 8765.5, '江西庐陵医药有限公司', '货款'],
      ['2026-09-02', null, '100.00', '8,865.50', "'=1+1", ' 拨款\n第二行 '],
      ['2026年9月3日', null, 0.1 + 0.2, 8865.8, '丙', '零头'],
    ]);
    const known = accepted(await read(content));
    expect(known.lines.map((line) => [line.bookedOn, line.amountFen, line.counterName, line.memo])).toEqual([
      ['2026-09-01', -1_234_50, '江西庐陵医药有限公司', '货款'],
      ['2026-09-02', 100_00, '=1+1', '拨款 第二行'],
      ['2026-09-03', 30, '丙', '零头'],
    ]);
  });

  it('refuses formulas without a value, damaged files, and takes nothing in', async () => {
    const { services } = world.test;
    const before = await rowsKept();
    const formula = await sheetOf([head, ['2026-09-01', { type: 'Formula', value: '=5+5' }, null, null, '甲', '乙']]);
    const whole = await sheetOf([head, ['2026-09-01', 1, null, null, '甲', '乙']]);
    const broken = whole.subarray(0, Math.floor(whole.length / 2));
    for (const content of [formula, broken]) {
      const answer = await importStatement(services, world.accountant, { key: null, file: fileOf(content, 'a.xlsx') });
      expect(answer.ok).toBe(false);
    }
    expect(await rowsKept()).toEqual(before);
  });

  it('is imported once, whatever its name', async () => {
    const content = await sheetOf([head, ['2026-09-05', 5, null, null, '甲', '工本费']]);
    const first = fileOf(content, '九月.xlsx');
    const { services } = world.test;
    const { id } = accepted(await importStatement(services, world.accountant, { key: null, file: first }));
    const lines = await services.db.read.select().from(bankLine).where(eq(bankLine.statementId, id));
    expect(lines.map((line) => line.amountFen)).toEqual([-5_00]);
    const renamed = { ...first, fileName: '九月（副本）.xlsx' };
    expect(await importStatement(services, world.second, { key: null, file: renamed })).toMatchObject({
      reason: 'statement_twice',
    });
  });
});

describe('lines that match nothing', () => {
  it('wait for a person and book nothing, whatever they look like', async () => {
    const { services } = world.test;
    await fillBank(world, 1_000_00);
    const owed = await owe(world, 120_00);
    await addInvoice(services, world.accountant, world.supplier, [owed]);
    const sent = await sendRun(world, [owed]);
    const before = await balancesOf(services.db.read, ['BANK', 'DUE-0']);
    const account = '1510203309000000001';
    const lines = await importRows(world, [
      { amountFen: -120_01, name: world.supplier.name, account, memo: sent },
      { amountFen: 120_00, name: world.supplier.name, account, memo: sent },
      { amountFen: -120_00, name: '他人公司', account: '6222000000000000001', memo: '货款' },
      { amountFen: 999_99, name: '无名氏', memo: '' },
    ]);
    expect(lines.map((line) => line.meaning)).toEqual(lines.map(() => 'unmatched'));
    expect(await balancesOf(services.db.read, ['BANK', 'DUE-0'])).toEqual(before);
    expect(await verifyAccount(services.db.read)).toEqual([]);
  });
});
