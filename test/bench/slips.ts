/** Drawing a morning's sixty slips of forty lines each as one file. */
import { drawPapers } from '../../src/print/paper.ts';
import { wordsOf } from '../../views/i18n/index.ts';
import { sampleSlip } from '../dispatches/slip-sample.ts';
import { type Figure, spread, timed } from './measure.ts';

const SLIPS = 60;
const LINES = 40;
const TIMES = 10;

export async function benchSlips(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of ['a4', 'a5', '241'] as const) {
    const papers = Array.from({ length: SLIPS }, (_, index) => {
      const number = `PS-20261123-${String(index + 1).padStart(4, '0')}`;
      const checkUrl = `https://yaoxie.example.cn/check/${number}/ABCDE23456`;
      const slip = sampleSlip(LINES, { number, checkUrl });
      const paper = {
        language: 'zh' as const,
        size,
        layout: null,
        layoutVersion: '',
        body: { form: 'slip' as const, slip },
      };
      return { paper, design: undefined };
    });
    const samples: number[] = [];
    const first = await timed(() => drawPapers(wordsOf('zh'), papers));
    for (let count = 0; count < TIMES; count += 1) {
      samples.push(await timed(() => drawPapers(wordsOf('zh'), papers)));
    }
    figures.push({ name: `slips.${size}.first`, value: first, unit: 'ms' }, ...spread(`slips.${size}`, samples));
  }
  return figures;
}
