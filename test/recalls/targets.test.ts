/** What a notice names: typed by hand or read from dirty sheets, and how surely a lot answers it. */
import { describe, expect, it } from 'vitest';
import { REFERENCE_RULES } from '../../seeds/reference/rules.ts';
import { readLotList } from '../../src/recalls/import.ts';
import { answerDue, checkClosing, checkReleaser, differenceOf } from '../../src/recalls/rules.ts';
import { balances, recoveryOf, sumLot } from '../../src/recalls/sums.ts';
import { bareLot, howFound, plainLot, readTargets } from '../../src/recalls/target-rules.ts';
import { gbk } from '../support/gbk.ts';

const read = (item: string, lots: string, match: 'exact' | 'part' | 'all' = 'exact') => {
  const found = readTargets(item, lots, match);
  return found.ok ? found.value.map((one) => `${one.match}:${one.lotNumber}`) : found.reason;
};

describe('targets of a notice', () => {
  it('are read from several lots in one cell, full-width signs, labels and marks of a part', () => {
    expect(read('阿莫西林', '２４０３１２，240313；批号：240314')).toEqual([
      'exact:240312',
      'exact:240313',
      'exact:240314',
    ]);
    expect(read('阿莫西林', '2403*')).toEqual(['part:2403']);
    expect(read('阿莫西林', '2403xx')).toEqual(['part:2403']);
    expect(read('', 'AB-2403…')).toEqual(['part:AB-2403']);
    expect(read('阿莫西林', '全部批号')).toEqual(['all:']);
    expect(read('阿莫西林', '', 'all')).toEqual(['all:']);
    expect(read('阿莫西林', '240312\n240312')).toEqual(['exact:240312']);
    expect(plainLot(' “lot: a12” ')).toBe('a12');
  });

  it('are refused without an item for every lot, without a lot, and when a part is too short', () => {
    expect(read('', '全部')).toBe('recall_target_empty');
    expect(read('', '')).toBe('recall_target_empty');
    expect(read('阿莫西林', '')).toBe('recall_lot_missing');
    expect(read('阿莫西林', '24', 'part')).toBe('recall_lot_short');
    expect(read('阿莫西林', '--')).toBe('recall_lot_short');
    expect(read('阿莫西林', 'x'.repeat(61))).not.toBe('ok');
  });

  it('answer lots whole, but for punctuation, in part, or not at all', () => {
    const exact = { lotNumber: '24-0312A', match: 'exact' as const };
    expect(howFound(exact, '24-0312a')).toBe('exact');
    expect(howFound(exact, '240312A')).toBe('near');
    expect(howFound(exact, '240312')).toBeUndefined();
    expect(howFound({ lotNumber: '0312', match: 'part' }, '24-03/12A')).toBe('part');
    expect(howFound({ lotNumber: '', match: 'all' }, 'anything')).toBe('all');
    expect(bareLot('24-0312 Ａ')).toBe('240312a');
  });
});

describe('a list of lots', () => {
  it('is taken whole from a sheet with a title, other names of columns and merged makers', async () => {
    const csv = '召回产品清单\n产品名称,规格,厂家,产品批号\n阿莫西林胶囊,0.25g,某药业,"240312、240313"\n,,,240314*\n';
    const list = await readLotList(gbk(csv));
    expect(list.ok && list.value.targets.map((one) => `${one.itemText}|${one.match}|${one.lotNumber}`)).toEqual([
      '阿莫西林胶囊 0.25g 某药业|exact|240312',
      '阿莫西林胶囊 0.25g 某药业|exact|240313',
      '|part|240314',
    ]);
  });

  it('is refused whole with its rows when one says nothing, and when it has no lots at all', async () => {
    const wrong = await readLotList(Buffer.from('药品名称,批号\n阿莫西林,240312\n阿莫西林,\n,12\n'));
    expect(wrong.ok ? 'ok' : [wrong.reason, wrong.detail.which]).toEqual(['recall_rows_wrong', '3, 4']);
    const none = await readLotList(Buffer.from('药品名称,数量\n阿莫西林,12\n'));
    expect(none.ok ? 'ok' : none.reason).toBe('spreadsheet_columns_missing');
    const many = Array.from({ length: 501 }, (_, index) => `阿莫西林,L${1000 + index}`).join('\n');
    const list = await readLotList(Buffer.from(`药品名称,批号\n${many}\n`));
    expect(list.ok ? 'ok' : list.reason).toBe('recall_targets_many');
  });
});

describe('the rules of a recall', () => {
  it('give members time by its class, and ask for two people and for every answer', () => {
    const minutes = REFERENCE_RULES.recall_answer_minutes.value;
    expect([1, 2, 3].map((level) => answerDue(level, 0, minutes) / 3_600_000)).toEqual([24, 72, 168]);
    expect(checkReleaser(7, [{ act: 'freeze', actorId: 7 }]).ok).toBe(false);
    expect(checkReleaser(7, [{ act: 'open', actorId: 7 }]).ok).toBe(true);
    const facts = { drill: false, unanswered: 0, leftBase: 5 };
    expect(checkClosing({ ...facts, unanswered: 1 }, 'x').ok).toBe(false);
    expect(checkClosing(facts, '').ok).toBe(false);
    expect(checkClosing(facts, '已移交').ok).toBe(true);
    expect(checkClosing({ ...facts, drill: true }, '').ok).toBe(true);
    const answer = { lots: [{ lotId: 1, booksBase: 10, foundBase: 8, usedBase: 0 }], patients: 0 };
    expect([differenceOf(answer), differenceOf(null)]).toEqual([-2, 0]);
  });

  it('account for every unit of a lot and say how much was got hold of', () => {
    const flow = (fromKind: string, toKind: string, quantityBase: number, sinceBase = 0) => {
      return { lotId: 1, fromKind, fromKeeper: 1, toKind, toKeeper: 1, quantityBase, sinceBase };
    };
    const place = { lotId: 1, kind: 'store', onHandBase: 40, reservedBase: 0 };
    const flows = [
      flow('supplier', 'store', 100),
      flow('store', 'consumed', 30),
      flow('consumed', 'store', 5),
      flow('store', 'loss', 15, 15),
      flow('store', 'supplier', 20, 20),
    ];
    const sums = sumLot(1, flows, [place as never], 15);
    expect(sums).toMatchObject({ receivedBase: 100, usedBase: 25, returnedBase: 20, writtenOffBase: 15 });
    expect(balances(sums)).toBe(true);
    expect(recoveryOf([sums])).toEqual({ recoveredBase: 75, reachableBase: 100 });
  });
});
