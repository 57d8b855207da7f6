/** The printed slip, read back: its words, its totals, its codes, its pages, and what it refuses to say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { drawDispatchSlip } from '../../src/dispatches/slip.ts';
import type { DispatchSlip } from '../../src/dispatches/slip-document.ts';
import { capitalAmount, formatFen } from '../../src/kernel/money.ts';
import { MissingGlyphError } from '../../src/print/refusal.ts';
import { overlaps, readPages, readWords, scanPages } from '../print/read-pdf.ts';
import { sampleLine, sampleSlip } from './slip-sample.ts';

const MM = 72 / 25.4;
const SIZES = ['a4', '241'] as const;

async function textOf(slip: DispatchSlip, size: 'a4' | '241' = 'a4'): Promise<string> {
  return readPages(await drawDispatchSlip(slip, size)).join('\n');
}

describe.each(SIZES)('on %s', (size) => {
  let pdf: Buffer;
  beforeAll(async () => {
    pdf = await drawDispatchSlip(sampleSlip(), size);
  });

  it('says who, what, which lot, how much and what it costs', () => {
    const text = readPages(pdf).join('\n');
    const facts = [
      '药品配送单',
      '高兴分院（高兴镇卫生院）药房',
      '总院中心药库',
      '2026-11-23 10:52',
      'QL-20261120-0017',
    ];
    for (const fact of [...facts, '202603A12', '2028-02-29', '27.9600', '1,118.40', '未发：破伤风抗毒素4支']) {
      expect(text).toContain(fact);
    }
    expect(text).toMatch(/合计10行，8个品种.*298\s+2,523\.60/);
    expect(text).toContain('金额大写：人民币贰仟伍佰贰拾叁元陆角整');
    for (const box of ['发货', '复核', '承运', '收货日期']) expect(text).toContain(box);
    expect(text).toContain('2026-11-23 10:53第1次打印，刘药师');
  });

  it('is read by a scanner at 150 dpi, on every page', () => {
    const codes = ['CODE-128:PS-20261123-0031', `QR-Code:${sampleSlip().checkUrl}`];
    for (const page of scanPages(pdf, 150)) expect(page).toEqual(codes);
  });

  it('prints nothing over anything else, and nothing outside the safe area', () => {
    const { words, pages } = readWords(pdf);
    expect(overlaps(words)).toEqual([]);
    const edge = (size === 'a4' ? 8 : 12.7) * MM;
    for (const word of words) {
      expect(word.left).toBeGreaterThanOrEqual(edge);
      expect(word.right).toBeLessThanOrEqual((pages[0]?.width ?? 0) - edge);
      expect(word.bottom).toBeLessThanOrEqual((pages[0]?.height ?? 0) - 2 * MM);
    }
  });

  it('sets amounts flush right', () => {
    const amounts = readWords(pdf).words.filter((word) => /^[\d,]+\.\d\d$/.test(word.text));
    const edges = amounts.map((word) => Math.round(word.right));
    expect(amounts.length).toBeGreaterThanOrEqual(11);
    expect(new Set(edges).size).toBe(1);
  });

  it('repeats heading, parties and column heads on every page of sixty lines, and ends once', async () => {
    const slip = sampleSlip(60);
    const pages = readPages(await drawDispatchSlip(slip, size));
    expect(pages.length).toBe(size === '241' ? 9 : 4);
    pages.forEach((page, index) => {
      for (const head of ['药品配送单', 'PS-20261123-0031', '收货单位', '批号', '有效期至'])
        expect(page).toContain(head);
      expect(page).toContain(`第${index + 1}页 / 共${pages.length}页`);
      expect(page.includes('合计60行')).toBe(index === pages.length - 1);
      expect(page.includes('本页小计')).toBe(index < pages.length - 1);
    });
    const total = slip.lines.reduce((sum, line) => sum + (line.amountFen ?? 0), 0);
    expect(pages.at(-1)).toContain(formatFen(total));
    expect(pages.at(-1)).toContain(capitalAmount(total));
  });

  it('prints each of sixty lines once', async () => {
    const lines = sampleSlip(60).lines.map((line) => ({ ...line, lotNumber: `LOT${1000 + line.lineNo}` }));
    const { words } = readWords(await drawDispatchSlip(sampleSlip(60, { lines }), size));
    const lots = words.map((word) => word.text).filter((text) => text.startsWith('LOT'));
    expect(lots.sort()).toEqual(lines.map((line) => line.lotNumber));
  });

  it('leaves price, amount and capital amount out when prices are hidden', async () => {
    const lines = sampleSlip(12).lines.map((line) => ({ ...line, pricePack: null, amountFen: null }));
    const text = await textOf(sampleSlip(12, { lines }), size);
    expect(text).not.toMatch(/单价|金额（元）|人民币|成本价|\d\.\d{4}/);
    expect(text).toContain('本单不列价格');
  });

  it.each([
    ['voided', '红字作废', '本单已由红字单PS-20261124-0002冲销作废'],
    ['reversal', '红字冲销', '本单为红字单，冲销PS-20261124-0002'],
  ] as const)('marks a slip that is %s', async (standing, stamp, sentence) => {
    const pages = readPages(
      await drawDispatchSlip(sampleSlip(10, { standing, relatedNumber: 'PS-20261124-0002' }), size),
    );
    for (const page of pages) {
      expect(page).toContain(stamp);
      expect(page.replace(/\s/g, '')).toContain(sentence);
    }
  });

  it('prints long names, rare characters, loose units and weighed goods', async () => {
    const herb = { packUnit: 'kg', baseUnit: 'g', packSize: 1_000_000, scale: 1000, pricePack: 3_850_000 };
    const lines = [
      sampleLine(1, { quantityBase: 366 }),
      sampleLine(2, {
        itemName: '注射用重组人促红素（CHO细胞）（预灌封注射器装）供肾性贫血患者使用',
        note: '近效期先用',
      }),
      sampleLine(3, { ...herb, itemName: '土鳖虫（䗪虫）', strength: '麸炒㕮咀', quantityBase: 12_500 }),
      sampleLine(4, { quantityBase: 5 }),
    ];
    const pdf = await drawDispatchSlip(sampleSlip(4, { lines, printCount: 2 }), size);
    const text = readPages(pdf).join('\n');
    for (const part of [
      '12盒6片',
      '䗪虫',
      '麸炒㕮咀',
      '12.5',
      '385.0000',
      '/kg',
      '4.81',
      '近效期先用',
      '第2次打印（补打）',
    ]) {
      expect(text).toContain(part);
    }
    expect(overlaps(readWords(pdf).words)).toEqual([]);
  });
});

describe('the paper', () => {
  it.each([
    ['a4', 210, 297],
    ['241', 241, 140],
  ] as const)('%s is %d by %d mm', async (size, width, height) => {
    const { pages } = readWords(await drawDispatchSlip(sampleSlip(), size));
    for (const page of pages) {
      expect(page.width / MM).toBeCloseTo(width, 1);
      expect(page.height / MM).toBeCloseTo(height, 1);
    }
  });

  it.each([
    [7, 1],
    [8, 2],
    [14, 2],
    [15, 3],
  ])('241: %d lines are %d sheets of seven rows', async (lines, sheets) => {
    const pages = readPages(await drawDispatchSlip(sampleSlip(lines, { notes: [] }), '241'));
    expect(pages.length).toBe(sheets);
    expect(pages.join('').includes('以下空白')).toBe(lines % 7 !== 0);
  });

  it('A4: puts goods of one zone together, below the name of the zone', async () => {
    const lines = [sampleLine(9), sampleLine(1), sampleLine(10), sampleLine(2, { storageZone: null })];
    const text = await textOf(sampleSlip(0, { lines }));
    const order = ['2506087', '冷藏（2–8℃', '202603A12', '20251103', '常温（10–30℃）', '2504213', '冷链交接'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('A4: never prints the end of a slip on a page without lines', async () => {
    for (let count = 10; count <= 30; count += 1) {
      const pages = readPages(await drawDispatchSlip(sampleSlip(count), 'a4'));
      expect(pages.at(-1)).toMatch(/\d{4}-\d\d-\d\d +[盒支]/);
      expect(pages.at(-1)).toContain('收货日期');
      expect(pages.at(-1)).toContain('收货差异');
    }
  });

  it('is the same file for the same print', async () => {
    const [one, two] = [await drawDispatchSlip(sampleSlip(), 'a4'), await drawDispatchSlip(sampleSlip(), 'a4')];
    expect(one.equals(two)).toBe(true);
  });

  it('speaks English beside the Chinese names', async () => {
    const text = readPages(await drawDispatchSlip(sampleSlip(), '241', 'en')).join('\n');
    expect(text).toContain('Dispatch slip');
    expect(text).toContain('Total: 10 lines, 8 items');
    expect(text).toContain('人民币贰仟伍佰贰拾叁元陆角整');
  });
});

describe('refusals', () => {
  it('prints no slip without lines', async () => {
    await expect(drawDispatchSlip(sampleSlip(0), 'a4')).rejects.toMatchObject({ reason: 'print_slip_empty' });
  });

  it('prints no box for a character without a shape', async () => {
    const lines = [sampleLine(1, { itemName: '阿莫西林\uE123胶囊' })];
    await expect(drawDispatchSlip(sampleSlip(1, { lines }), 'a4')).rejects.toBeInstanceOf(MissingGlyphError);
    await expect(drawDispatchSlip(sampleSlip(1, { printedBy: '刘🙂' }), '241')).rejects.toBeInstanceOf(
      MissingGlyphError,
    );
  });

  it('prints no amount that is not quantity times price', async () => {
    const lines = [{ ...sampleLine(1), amountFen: 6481 }];
    const refusal = { reason: 'print_amount_differs', detail: { line: 1, printed: 6481, expected: 6480 } };
    await expect(drawDispatchSlip(sampleSlip(1, { lines }), 'a4')).rejects.toMatchObject(refusal);
  });

  it('hides all prices when one is hidden', async () => {
    const lines = [sampleLine(1), sampleLine(2, { pricePack: null })];
    expect(await textOf(sampleSlip(2, { lines }))).not.toContain('64.80');
  });

  it('cuts off nothing: text that fits nowhere is refused', async () => {
    const lines = [sampleLine(1, { itemName: '很长的药名'.repeat(60) })];
    await expect(drawDispatchSlip(sampleSlip(1, { lines }), '241')).rejects.toMatchObject({
      reason: 'print_text_too_long',
    });
  });
});
