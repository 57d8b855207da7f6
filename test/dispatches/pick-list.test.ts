/** The pick list: in walking order, plainly not a slip, and readable by the scanner. */
import { describe, expect, it } from 'vitest';
import type { PickLine, PickList } from '../../src/dispatches/pick-document.ts';
import { drawPickList, walkingOrder } from '../../src/dispatches/pick-list.ts';
import { overlaps, readPages, readWords, scanPages } from '../print/read-pdf.ts';
import { sampleLine } from './slip-sample.ts';

function pickLine(lineNo: number, shelf: string, change: Partial<PickLine> = {}): PickLine {
  return { ...sampleLine(lineNo), shelf, leftBase: null, ...change };
}

function pickList(lines: PickLine[]): PickList {
  return {
    issuer: '兴国县卫生健康总院',
    number: 'PS-20261123-0031',
    to: '高兴分院（高兴镇卫生院）药房',
    store: '总院中心药库',
    due: '2026-11-23 11:00',
    printedAt: Date.parse('2026-11-23T09:40:00+08:00'),
    printedBy: '刘药师',
    lines,
  };
}

describe('walkingOrder', () => {
  it('goes from warm to cold, by shelf number, then earliest expiry; unknown shelves last in their zone', () => {
    const lines = [
      pickLine(9, 'L1'),
      pickLine(8, 'C1'),
      pickLine(3, ''),
      pickLine(3, 'A10'),
      pickLine(2, 'A2'),
      pickLine(1, 'A2'),
    ];
    const order = walkingOrder(lines).map((line) => `${line.shelf} ${line.lotNumber}`);
    expect(order).toEqual(['A2 2504213', 'A2 2506087', 'A10 A2507021', ' A2507021', 'C1 2605081', 'L1 202603A12']);
  });
});

describe('drawPickList', () => {
  const lines = Array.from({ length: 40 }, (_, index) => pickLine(index + 1, `A${index}`, { leftBase: index }));

  it('warns on every page that goods may not leave with it', async () => {
    const pdf = await drawPickList(pickList(lines));
    const pages = readPages(pdf);
    expect(pages.length).toBe(2);
    for (const page of pages) {
      expect(page).toContain('拣货单 非出库凭证');
      expect(page).toContain('货位');
    }
    expect(pages.at(-1)).toContain('共40行');
    expect(overlaps(readWords(pdf).words)).toEqual([]);
    for (const codes of scanPages(pdf, 150)) expect(codes).toEqual(['CODE-128:PS-20261123-0031']);
  });

  it('says quantities in packs and units, and a shelf that is not known', async () => {
    const pdf = await drawPickList(pickList([pickLine(1, '', { quantityBase: 366, leftBase: 31 })]));
    const text = readPages(pdf).join('');
    for (const part of ['未定货位', '12盒6片', '1盒1片', '2027-04-30']) expect(text).toContain(part);
  });

  it('speaks English', async () => {
    const text = readPages(await drawPickList(pickList(lines), 'en')).join('');
    expect(text).toContain('NOT A DISPATCH SLIP');
  });

  it('refuses a list without lines', async () => {
    await expect(drawPickList(pickList([]))).rejects.toMatchObject({ reason: 'print_slip_empty' });
  });
});
