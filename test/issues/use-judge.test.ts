/** Rows of files of use, read and judged: days, papers, codes, units, quantities. Pure. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPaperOrder, momentOf, type ReadRow, type UseEntry } from '../../src/issues/use/entry.ts';
import { judgeRow, type UseWorld } from '../../src/issues/use/judge.ts';
import { TEST_NOW } from '../support/app.ts';

const entry = (given: Partial<UseEntry> = {}): UseEntry => ({
  typedDay: '2026-11-20',
  day: '2026-11-20',
  at: TEST_NOW - 86_400_000,
  code: 'A',
  name: '',
  quantity: '2',
  unit: '',
  lot: '',
  ward: '',
  patient: '',
  prescription: '',
  itemId: null,
  itemName: '',
  quantityBase: null,
  detail: {},
  ...given,
});

describe('reading a row', () => {
  it.each([
    ['2026-11-20 08:05:30', '', '2026-11-20T00:05:00.000Z'],
    ['2026/11/2', '23:59', '2026-11-02T15:59:00.000Z'],
    ['20261120', '', '2026-11-20T15:59:00.000Z'],
    ['2026-11-23', '', new Date(TEST_NOW).toISOString()],
  ])('takes %s %s as a moment', (day, time, iso) => {
    expect(new Date(momentOf(day, time, TEST_NOW).at).toISOString()).toBe(iso);
  });

  it('takes no nonsense for a day', () => {
    for (const day of ['', '昨天', '2026-02-30', '99']) expect(momentOf(day, '', TEST_NOW).day).toBe('');
  });

  it('orders by time with the rows of one paper side by side, whatever the file’s order', () => {
    const arbitrary = fc.array(fc.record({ at: fc.integer({ min: 1, max: 3 }), ward: fc.constantFrom('a', 'b') }));
    fc.assert(
      fc.property(arbitrary, (given) => {
        const rows: ReadRow[] = given.map((one, row) => ({ row, identity: `${row}`, entry: entry(one) }));
        const keys = inPaperOrder(rows).map((row) => `${row.entry.at}${row.entry.ward}`);
        expect(keys.filter((one, at) => one !== keys[at - 1])).toHaveLength(new Set(keys).size);
        expect([...keys].sort()).toEqual(keys);
      }),
    );
  });
});

describe('judgeRow', () => {
  const item = { id: 7, name: '药', packSize: 24, packUnit: '盒', baseUnit: '片', scale: 1, controlled: false };
  const base: UseWorld = {
    now: TEST_NOW,
    closedUntil: '2026-10-31',
    unit: 'pack',
    codes: new Map(),
    items: new Map([[7, item]]),
    byCode: new Map([['A', [7]]]),
    posted: new Set(['again']),
  };
  it.each<[string, Partial<UseEntry>, Partial<UseWorld>, string, number | null]>([
    ['packs where nothing is said', {}, {}, 'ready', 48],
    ['base units by their word', { unit: '片' }, {}, 'ready', 2],
    ['half a pack', { quantity: '0.5', unit: '盒' }, {}, 'ready', 12],
    ['an own code', { code: 'X' }, { codes: new Map([['X\u0000', { itemId: 7, unitBase: 5 }]]) }, 'ready', 10],
    ['a part of a tablet', { quantity: '0.3', unit: '片' }, {}, 'quantity_wrong', null],
    ['nothing', { quantity: '0' }, {}, 'quantity_wrong', null],
    ['a return', { quantity: '-2' }, {}, 'return_row', null],
    ['a word', { quantity: '两盒' }, {}, 'quantity_wrong', null],
    ['an unknown unit', { unit: '瓶' }, {}, 'unit_unknown', null],
    ['an unknown code', { code: 'B' }, {}, 'code_unknown', null],
    ['no code', { code: '' }, {}, 'code_missing', null],
    ['two items', {}, { byCode: new Map([['A', [7, 8]]]) }, 'code_ambiguous', null],
    ['the future', { at: TEST_NOW + 1 }, {}, 'future', null],
    ['a closed day', { at: Date.parse('2026-10-30T00:00:00Z') }, {}, 'closed', null],
    ['no day', { day: '' }, {}, 'day_wrong', null],
    ['controlled', {}, { items: new Map([[7, { ...item, controlled: true }]]) }, 'controlled', null],
  ])('%s', (_name, given, more, verdict, quantityBase) => {
    const judged = judgeRow('new', entry(given), { ...base, ...more });
    expect([judged.verdict, judged.entry.quantityBase]).toEqual([verdict, quantityBase]);
  });
  it('knows what was posted', () => expect(judgeRow('again', entry(), base).verdict).toBe('repeated'));
});
