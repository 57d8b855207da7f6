/** Drawing a slip of sixty lines, after the first one has opened the font. */
import { drawDispatchSlip } from '../../src/dispatches/slip.ts';
import { sampleSlip } from '../dispatches/slip-sample.ts';
import { type Figure, spread, timed } from './measure.ts';

const LINES = 60;
/** As many as make a slow end of ten samples, not of the two worst. */
const SLIPS = 200;

export async function benchSlip(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of ['a4', '241'] as const) {
    const slip = sampleSlip(LINES);
    const first = await timed(() => drawDispatchSlip(slip, size));
    const samples: number[] = [];
    for (let count = 0; count < SLIPS; count += 1) samples.push(await timed(() => drawDispatchSlip(slip, size)));
    figures.push({ name: `slip.${size}.first`, value: first, unit: 'ms' }, ...spread(`slip.${size}`, samples));
  }
  return figures;
}
