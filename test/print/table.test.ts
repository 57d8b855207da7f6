/** Cells: rows grow, fixed rows set text smaller, and what cannot be read is refused rather than cut off. */
import { describe, expect, it } from 'vitest';
import { PAPERS, Sheets } from '../../src/print/frame.ts';
import { type Column, drawRow, rowHeight } from '../../src/print/table.ts';
import { overlaps, readPages, readWords } from './read-pdf.ts';

const columns: Column[] = [
  { head: 'item', width: 40, align: 'left' },
  { head: 'amount', width: 18, align: 'right' },
];
const regular = { size: 9, weight: 'regular' } as const;

function sheets(): Sheets {
  const made = new Sheets('a4', { title: 'test', author: 'test', printedAt: 0 });
  made.addSheet();
  return made;
}

describe('rows', () => {
  it('grow with their tallest cell', () => {
    const short = rowHeight(columns, [[{ ...regular, text: '阿莫西林胶囊' }], []], 8);
    const long = rowHeight(columns, [[{ ...regular, text: '阿莫西林胶囊'.repeat(8) }], []], 8);
    expect(short).toBe(8);
    expect(long).toBeGreaterThan(16);
  });

  it('of a fixed height set a long name smaller, whole and without overlap', async () => {
    const paper = sheets();
    const name = '注射用重组人促红素（CHO细胞）（预灌封注射器装）供肾性贫血患者使用';
    drawRow(paper, columns, [[{ ...regular, text: name }], []], { x: 12, y: 20, height: 9 });
    drawRow(paper, columns, [[{ ...regular, text: name }], []], { x: 12, y: 29, height: 9 });
    const pdf = await paper.finish();
    expect(readPages(pdf).join('').replace(/\s/g, '')).toBe(name + name);
    expect(overlaps(readWords(pdf).words)).toEqual([]);
  });

  it('keep a number on one line, or refuse it', async () => {
    const paper = sheets();
    const amount = { ...regular, text: '−12,345,678.90', whole: 'number' as const };
    drawRow(paper, columns, [[], [amount]], { x: 12, y: 20, height: 9 });
    const endless = { ...amount, text: '−12,345,678,901,234.56' };
    expect(() => drawRow(paper, columns, [[], [endless]], { x: 12, y: 29, height: 9 })).toThrow('print_text_too_long');
    expect(readWords(await paper.finish()).words.map((word) => word.text)).toEqual(['−12,345,678.90']);
  });

  it('refuse text that would have to be unreadably small', () => {
    const cell = [{ ...regular, text: '阿莫西林胶囊'.repeat(40) }];
    expect(() => drawRow(sheets(), columns, [cell, []], { x: 12, y: 20, height: 9 })).toThrow('print_text_too_long');
  });
});

it('keeps 241 mm paper clear of the sprocket holes', () => {
  const paper = PAPERS['241'];
  expect(paper.left).toBeGreaterThanOrEqual(12.7);
  expect(paper.width - paper.right).toBeGreaterThanOrEqual(12.7);
});
