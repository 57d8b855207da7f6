/** Months, due days, grades and checks of monthly returns: what is accepted and what is refused. */
import { describe, expect, it } from 'vitest';
import {
  type CheckAsk,
  type CheckedLine,
  type CheckedReturn,
  changesOf,
  checkComplete,
  findingsOf,
} from '../../src/monitoring/check-rules.ts';
import {
  checkMonth,
  checkReceipt,
  checkSigner,
  dueDay,
  gradeOf,
  isShort,
  lastMonth,
  monthAfter,
  monthsOwed,
  type OrderRow,
  stockDays,
  supplyOf,
  tallyOf,
} from '../../src/monitoring/rules.ts';

const BANDS = { red: 7, orange: 15, yellow: 30 };
const TODAY = '2026-11-23';
const reasonOf = (result: { ok: true } | { ok: false; reason: string }) => (result.ok ? 'ok' : result.reason);

describe('months', () => {
  it('go over the turn of the year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(lastMonth('2027-01-05')).toBe('2026-12');
  });

  it('are reported when they are over, and not years later', () => {
    expect(reasonOf(checkMonth('2026-10', TODAY))).toBe('ok');
    expect(reasonOf(checkMonth('2026-13', TODAY))).toBe('monitoring_month');
    expect(reasonOf(checkMonth('2026-1', TODAY))).toBe('monitoring_month');
    expect(reasonOf(checkMonth('2026-11', TODAY))).toBe('monitoring_month_open');
    expect(reasonOf(checkMonth('2024-10', TODAY))).toBe('monitoring_month_old');
  });

  it('are due on a working day of the calendar', () => {
    expect(dueDay('2026-10', 5, new Map())).toBe('2026-11-06');
    const golden = new Map(['01', '02', '05', '06', '07'].map((day) => [`2026-10-${day}`, false] as const));
    expect(dueDay('2026-09', 5, golden)).toBe('2026-10-14');
    expect(dueDay('2026-09', 5, new Map([...golden, ['2026-10-10', true]]))).toBe('2026-10-13');
  });

  it('are owed from the first that was prepared', () => {
    expect(monthsOwed([], TODAY)).toEqual(['2026-10']);
    const known = [
      { month: '2026-07', reported: true },
      { month: '2026-09', reported: true },
      { month: '2026-10', reported: false },
    ];
    expect(monthsOwed(known, TODAY)).toEqual(['2026-08', '2026-10']);
    expect(monthsOwed([{ month: '2024-01', reported: true }], TODAY)).toHaveLength(12);
  });
});

describe('how grave a shortage is', () => {
  it('follows from days of stock at the use of the month', () => {
    expect(stockDays(310, 310, '2026-10')).toBe(31);
    expect(stockDays(0, 0, '2026-10')).toBeNull();
    expect(gradeOf(0, 0, '2026-10', BANDS)).toBe('red');
    expect(gradeOf(60, 310, '2026-10', BANDS)).toBe('red');
    expect(gradeOf(70, 310, '2026-10', BANDS)).toBe('orange');
    expect(gradeOf(299, 310, '2026-10', BANDS)).toBe('yellow');
    expect(gradeOf(300, 310, '2026-10', BANDS)).toBeNull();
    expect(gradeOf(5, 0, '2026-10', BANDS)).toBeNull();
  });

  it('makes a line only of what somebody asked for or a supplier refused', () => {
    const none = { requests: 0, refused: 0, stockBase: 0, useBase: 100 };
    expect(isShort(none, '2026-10', BANDS)).toBe(false);
    expect(isShort({ ...none, requests: 1 }, '2026-10', BANDS)).toBe(true);
    expect(isShort({ ...none, refused: 1 }, '2026-10', BANDS)).toBe(true);
    expect(isShort({ ...none, requests: 1, stockBase: 400 }, '2026-10', BANDS)).toBe(false);
  });

  it('counts requests, members, patients and the reason most gave', () => {
    const row = { organisationId: 1, patients: 2, status: 'collected', reason: 'out_of_stock', createdAt: 9 };
    const rows = [row, { ...row, patients: null, status: 'accepted', createdAt: 5 }];
    const other = { ...row, organisationId: 2, reason: 'patient_need' };
    const told = { requests: 3, settled: 2, members: 2, patients: 4, cause: 'out_of_stock', firstAt: 5 };
    expect(tallyOf([...rows, other])).toEqual(told);
    expect(tallyOf([])).toMatchObject({ requests: 0, cause: null, firstAt: null });
  });

  it('reads from orders who could not deliver', () => {
    const row: OrderRow = {
      number: 'CG-1',
      supplier: '甲',
      answer: 'refused',
      answerReason: '缺货',
      dueOn: '2026-10-20',
      openBase: 10,
      pricePack: 5,
    };
    const late: OrderRow = { ...row, number: 'CG-2', supplier: '乙', answer: 'confirmed', answerReason: '' };
    const fine: OrderRow = { ...late, number: 'CG-3', supplier: '丙', openBase: 0 };
    const read = supplyOf([row, late, fine], TODAY);
    expect(read).toMatchObject({ kind: 'interrupted', refused: 1, suppliers: 2, reply: '甲 CG-1 缺货；乙 CG-2' });
    expect(supplyOf([late], TODAY).kind).toBe('late');
    expect(supplyOf([fine], TODAY)).toMatchObject({ kind: null, suppliers: 0, reply: '' });
  });
});

const LINE: CheckedLine = {
  lineNumber: 1,
  itemId: 7,
  genericName: '鱼精蛋白',
  form: '注射剂',
  strength: '50mg',
  manufacturer: '上海上药',
  approvalNumber: '国药准字H31022051',
  kind: 'interrupted',
  foundOn: '2026-10-08',
  useBase: 310,
  stockBase: 0,
  members: 3,
  patients: 2,
  substitutes: '无',
  suppliers: 2,
  supplierReply: '两家均无货',
  action: '县域调剂',
  expectedOn: '2026-12-01',
  note: '',
};
const ASK: CheckAsk = { bands: BANDS, suppliers: 2, members: 30, today: TODAY, short: [], before: [] };
const given = (line: Partial<CheckedLine> = {}, more: Partial<CheckedReturn> = {}): CheckedReturn => ({
  month: '2026-10',
  nothing: false,
  note: '',
  lines: [{ ...LINE, ...line }],
  ...more,
});
const codes = (line: Partial<CheckedLine>) => findingsOf(given(line), ASK).map(({ code }) => code);

describe('the national form', () => {
  it('takes a line that says everything', () => {
    expect(findingsOf(given(), ASK)).toEqual([]);
    expect(reasonOf(checkComplete(given(), ASK))).toBe('ok');
  });

  it.each<[string, Partial<CheckedLine>]>([
    ['words_missing', { manufacturer: '' }],
    ['approval_missing', { approvalNumber: '' }],
    ['kind_missing', { kind: null }],
    ['found_missing', { foundOn: null }],
    ['found_late', { foundOn: '2026-11-02' }],
    ['not_short', { stockBase: 400 }],
    ['members_none', { members: 0 }],
    ['members_many', { members: 31 }],
    ['substitutes_missing', { substitutes: '' }],
    ['suppliers_few', { suppliers: 1 }],
    ['reply_missing', { supplierReply: '' }],
    ['action_missing', { action: '' }],
    ['expected_early', { expectedOn: '2026-10-01' }],
  ])('has %s as an error', (code, line) => {
    expect(codes(line)).toEqual([code]);
    expect(reasonOf(checkComplete(given({ ...line, note: '已核实' }), ASK))).toBe('monitoring_errors');
  });

  it.each<[string, Partial<CheckedLine>]>([
    ['approval_shape', { approvalNumber: '无号' }],
    ['use_none', { useBase: 0 }],
    ['stock_there', { stockBase: 10 }],
    ['suppliers_few_stopped', { kind: 'stopped', suppliers: 1 }],
    ['expected_missing', { expectedOn: null }],
  ])('has %s as a remark that a note explains', (code, line) => {
    expect(codes(line)).toEqual([code]);
    expect(reasonOf(checkComplete(given(line), ASK))).toBe('monitoring_unexplained');
    expect(reasonOf(checkComplete(given({ ...line, note: '已核实' }), ASK))).toBe('ok');
  });

  it('is silent about nothing only when a person says so', () => {
    const none = given({}, { lines: [] });
    expect(reasonOf(checkComplete(none, ASK))).toBe('monitoring_errors');
    expect(reasonOf(checkComplete({ ...none, nothing: true }, ASK))).toBe('ok');
    expect(reasonOf(checkComplete(given({}, { nothing: true }), ASK))).toBe('monitoring_errors');
  });

  it('remarks what is left out and what was there before', () => {
    const short = [{ itemId: 8, name: '去甲肾上腺素' }];
    const before = [...short, { itemId: 9, name: '放线菌素' }];
    const found = findingsOf(given(), { ...ASK, short, before });
    expect(found.map(({ code, detail }) => [code, detail.count])).toEqual([
      ['left_out', 1],
      ['no_longer', 1],
    ]);
    expect(reasonOf(checkComplete(given(), { ...ASK, short }))).toBe('monitoring_unexplained');
    expect(reasonOf(checkComplete(given({}, { note: '已恢复' }), { ...ASK, short, before }))).toBe('ok');
  });
});

describe('a correction of what was drawn', () => {
  const drawn = { ...LINE, suppliers: 0 };

  it('needs a reason, filling in does not', () => {
    expect(reasonOf(changesOf(LINE, { ...LINE, useBase: 300 }, drawn, ''))).toBe('monitoring_reason');
    const told = changesOf(LINE, { ...LINE, useBase: 300 }, drawn, '病区退药');
    expect(told.ok && told.value).toEqual([{ field: 'useBase', before: '310', after: '300' }]);
    expect(reasonOf(changesOf(LINE, { ...LINE, action: '备案采购' }, drawn, ''))).toBe('ok');
    expect(reasonOf(changesOf({ ...LINE, useBase: 300 }, LINE, drawn, ''))).toBe('ok');
    const unknown = { ...drawn, foundOn: null, approvalNumber: '' };
    expect(reasonOf(changesOf({ ...LINE, foundOn: null }, LINE, unknown, ''))).toBe('ok');
  });
});

describe('the signature and the filing', () => {
  it('are of another person, and of a day that can be', () => {
    expect(reasonOf(checkSigner(1, [{ act: 'open', actorId: 1 }]))).toBe('monitoring_own');
    expect(reasonOf(checkSigner(2, [{ act: 'open', actorId: 1 }]))).toBe('ok');
    const receipt = { reportedOn: '2026-11-05', receiptNumber: 'GJDQ-202610-1' };
    expect(reasonOf(checkReceipt(receipt, '2026-10', TODAY))).toBe('ok');
    expect(reasonOf(checkReceipt({ ...receipt, reportedOn: '2026-11-24' }, '2026-10', TODAY))).toBe(
      'monitoring_reported_future',
    );
    expect(reasonOf(checkReceipt({ ...receipt, reportedOn: '2026-10-31' }, '2026-10', TODAY))).toBe(
      'monitoring_reported_early',
    );
    expect(reasonOf(checkReceipt({ ...receipt, receiptNumber: '?' }, '2026-10', TODAY))).toBe('monitoring_receipt');
  });
});
