/** Small drawings made on the server: sizes are SVG attributes, values are printed on the marks. */

export type BarTone = 'c-1' | 'c-3' | 'c-danger' | 'c-warn' | 'c-caution' | 'c-faint';

export interface Bar {
  label: string;
  value: number;
  /** The value as it is printed. */
  text: string;
  tone?: BarTone;
}

interface ColumnsChartProps {
  /** Unique on the page. */
  id: string;
  /** A sentence with the numbers. */
  title: string;
  bars: Bar[];
}

const WIDTH = 352;
const HEIGHT = 118;
const ROOM = 100;

/** Upright bars on one axis, for distributions. */
export function ColumnsChart({ id, title, bars }: ColumnsChartProps) {
  const step = WIDTH / Math.max(1, bars.length);
  const width = Math.round(step * 0.8);
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} 150`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      {bars.map((bar, index) => {
        const height = bar.value === 0 ? 0 : Math.max(2, Math.round((bar.value / most) * ROOM));
        const middle = Math.round(step * index + step / 2);
        return (
          <>
            <rect class={bar.tone ?? 'c-1'} x={middle - width / 2} y={HEIGHT - height} width={width} height={height} />
            <text class="value mid" x={middle} y={HEIGHT - height - 6}>
              {bar.text}
            </text>
            <text class="mid" x={middle} y="134">
              {bar.label}
            </text>
          </>
        );
      })}
      <path class="axis" d={`M0 ${HEIGHT}.5H${WIDTH}`} />
    </svg>
  );
}

/** Lying bars with their names, for a few kinds. */
export function RowsChart({ id, title, bars }: ColumnsChartProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${bars.length * 30 + 6}`} role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      {bars.map((bar, index) => {
        const width = Math.round((bar.value / most) * 180);
        const y = index * 30 + 8;
        return (
          <>
            <text class="name" x="0" y={y + 12}>
              {bar.label}
            </text>
            <rect class={bar.tone ?? 'c-1'} x="78" y={y} width={width} height="16" />
            <text class="value" x={86 + width} y={y + 12}>
              {bar.text}
            </text>
          </>
        );
      })}
    </svg>
  );
}
