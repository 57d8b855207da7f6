/** Server time of the pages of stock after one year and after five: what history costs those who look at stock. */
import { type Figure, percentile, spread } from './measure.ts';
import { compare, countyOf, openVisitor } from './pages.ts';

const YEARS = 5;
const SAMPLES = 40;

/** p50, p95 and max of each page of stock, in a county of `movements` lines and in one five times as old. */
export async function benchHistory(movements: number): Promise<Figure[]> {
  const county = countyOf(movements);
  const young = await openVisitor(county);
  const old = await openVisitor({ ...county, years: YEARS });
  const names = Object.keys(young.addresses).filter((name) => name.startsWith('stock_'));
  const figures: Figure[] = [];
  for (const name of names) {
    const samples = await compare(young, old, name, SAMPLES);
    if (samples.large.length === 0) continue;
    const ratio = percentile(samples.large, 0.5) / percentile(samples.small, 0.5);
    figures.push(...spread(`history.${name}.${movements}`, samples.small));
    figures.push(...spread(`history.${name}.${movements * YEARS}`, samples.large));
    figures.push({ name: `history.${name}.ratio`, value: ratio, unit: 'x' });
  }
  await young.close();
  await old.close();
  return figures;
}
