/** Use of each day as a line, days without stock as bands behind it, and the use a day that was reckoned. */
import type { SeriesDay } from '../../src/levels/series.ts';
import type { Words } from '../i18n/index.ts';

const WIDTH = 720;
const HEIGHT = 150;
const TOP = 14;
const FLOOR = 120;

interface UseChartProps {
  id: string;
  title: string;
  series: readonly SeriesDay[];
  /** Use a day in base units; null without a proposal. */
  daily: number | null;
  /** How a value on the axis is printed. */
  text: (base: number) => string;
}

export function UseChart({ id, title, series, daily, text }: UseChartProps) {
  const most = Math.max(1, daily ?? 0, ...series.map((day) => day.useBase));
  const step = WIDTH / Math.max(1, series.length - 1);
  const x = (index: number) => Math.round(index * step * 10) / 10;
  const y = (base: number) => Math.round((FLOOR - (base / most) * (FLOOR - TOP)) * 10) / 10;
  const points = series.map((day, index) => `${x(index)},${y(day.useBase)}`).join(' ');
  const [first, last] = [series[0], series.at(-1)];
  return (
    <svg class="chart broad" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      {runsOf(series).map(([from, to]) => (
        <rect class="c-faint" x={x(from) - step / 2} y={TOP} width={(to - from + 1) * step} height={FLOOR - TOP} />
      ))}
      <path class="grid" d={`M0 ${TOP}.5H${WIDTH}`} />
      <text x="2" y={TOP - 4}>
        {text(most)}
      </text>
      <polyline class="line" points={points} />
      {daily !== null && daily > 0 && <path class="limit" d={`M0 ${y(daily)}H${WIDTH}`} />}
      <path class="axis" d={`M0 ${FLOOR}.5H${WIDTH}`} />
      {first && (
        <text x="0" y={FLOOR + 20}>
          {first.day}
        </text>
      )}
      {last && (
        <text class="end" x={WIDTH} y={FLOOR + 20}>
          {last.day}
        </text>
      )}
    </svg>
  );
}

/** Days without stock, as first and last of each run. */
function runsOf(series: readonly SeriesDay[]): [number, number][] {
  const runs: [number, number][] = [];
  series.forEach((day, index) => {
    if (!day.out) return;
    const run = runs.at(-1);
    if (run !== undefined && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  });
  return runs;
}

/** What line, bands and dashes mean. */
export function UseKey({ t }: { t: Words }) {
  const words = t.levels.chartKeys;
  return (
    <ul class="key">
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <rect class="k-1" x="0" y="5" width="12" height="2" />
        </svg>
        {words.use}
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <rect class="k-faint" x="0" y="0" width="12" height="12" />
        </svg>
        {words.out}
      </li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <rect class="k-warn" x="0" y="5" width="12" height="2" />
        </svg>
        {words.daily}
      </li>
    </ul>
  );
}
