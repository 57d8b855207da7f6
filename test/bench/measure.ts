/** Figures of the benchmarks: what is printed, and how a middle and a slow end are taken from samples. */

export interface Figure {
  name: string;
  value: number;
  unit: string;
}

/** Prints `name value unit` on a line of its own. */
export function print(figure: Figure): void {
  const { name, value, unit } = figure;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  process.stdout.write(`${name} ${value.toFixed(digits)} ${unit}\n`);
}

/** What is not a figure: progress, and what could not be measured and why. */
export function note(line: string): void {
  process.stderr.write(`# ${line}\n`);
}

/** The sample below which the share lies; `share` 0.5 is the median. Throws without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** p50, p95 and max of the samples, in milliseconds. */
export function spread(name: string, samples: readonly number[]): Figure[] {
  return [
    { name: `${name}.p50`, value: percentile(samples, 0.5), unit: 'ms' },
    { name: `${name}.p95`, value: percentile(samples, 0.95), unit: 'ms' },
    { name: `${name}.max`, value: Math.max(...samples), unit: 'ms' },
  ];
}
