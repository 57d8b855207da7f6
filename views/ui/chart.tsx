/** Small drawings made on the server: sizes are SVG attributes, values are printed on the marks. */

import type { PropsWithChildren } from 'hono/jsx';

export type BarTone = 'c-1' | 'c-3' | 'c-danger' | 'c-warn' | 'c-caution' | 'c-faint';

export interface Bar {
  label: string;
  value: number;
  /** The value as it is printed. */
  text: string;
  tone?: BarTone;
  /** What the bar is made of. */
  href?: string | undefined;
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

/** What is drawn of one bar, opening what it is made of where it says so. */
function Opening({ href, told, children }: PropsWithChildren<{ href?: string | undefined; told: string }>) {
  if (href === undefined) return <>{children}</>;
  return (
    <a href={href} aria-label={told}>
      {children}
    </a>
  );
}

/** Bars that open are told one by one; a picture without links is told as a whole. */
const roleOf = (rows: readonly { href?: string | undefined }[]) => (rows.some(({ href }) => href) ? 'group' : 'img');

/** Upright bars on one axis, for distributions. */
export function ColumnsChart({ id, title, bars }: ColumnsChartProps) {
  const step = WIDTH / Math.max(1, bars.length);
  const width = Math.round(step * 0.8);
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} 150`} role={roleOf(bars)} aria-labelledby={id}>
      <title id={id}>{title}</title>
      {bars.map((bar, index) => {
        const height = bar.value === 0 ? 0 : Math.max(2, Math.round((bar.value / most) * ROOM));
        const middle = Math.round(step * index + step / 2);
        return (
          <Opening href={bar.href} told={`${bar.label} ${bar.text}`}>
            <rect class={bar.tone ?? 'c-1'} x={middle - width / 2} y={HEIGHT - height} width={width} height={height} />
            <text class="value mid" x={middle} y={HEIGHT - height - 6}>
              {bar.text}
            </text>
            <text class="mid" x={middle} y="134">
              {bar.label}
            </text>
          </Opening>
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
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${bars.length * 30 + 6}`} role={roleOf(bars)} aria-labelledby={id}>
      <title id={id}>{title}</title>
      {bars.map((bar, index) => {
        const width = Math.round((bar.value / most) * 180);
        const y = index * 30 + 8;
        return (
          <Opening href={bar.href} told={`${bar.label} ${bar.text}`}>
            <text class="name" x="0" y={y + 12}>
              {bar.label}
            </text>
            <rect class={bar.tone ?? 'c-1'} x="78" y={y} width={width} height="16" />
            <text class="value" x={86 + width} y={y + 12}>
              {bar.text}
            </text>
          </Opening>
        );
      })}
    </svg>
  );
}

export interface PartsRow {
  label: string;
  parts: { value: number; tone: BarTone }[];
  /** What is printed behind the label, and under the bar. */
  text: string;
  note: string;
  /** All numbers of the row in a sentence, for who cannot see it. */
  told: string;
  href: string;
}

const ROW = 46;

/** Lying bars of parts, each as long as its whole, under its name and numbers. */
export function PartsChart({ title, rows }: { title: string; rows: readonly PartsRow[] }) {
  const wholes = rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(1, ...wholes);
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${rows.length * ROW + 4}`} role={roleOf(rows)} aria-label={title}>
      {rows.map((row, index) => {
        const y = index * ROW + 6;
        let x = 0;
        return (
          <a href={row.href} aria-label={row.told}>
            <text class="name" x="0" y={y + 10}>
              {row.label}
            </text>
            <text class="mid" x={WIDTH / 2} y={y + 10}>
              {row.note}
            </text>
            <text class="value end" x={WIDTH} y={y + 10}>
              {row.text}
            </text>
            <rect class="track" x="0" y={y + 17} width={WIDTH} height="12" />
            {row.parts.map(({ value, tone }) => {
              const width = Math.round((Math.max(0, value) / most) * WIDTH * 10) / 10;
              const at = x;
              x += width;
              return <rect class={tone} x={at} y={y + 17} width={width} height="12" />;
            })}
          </a>
        );
      })}
    </svg>
  );
}

/** What the colours of a picture mean. */
export function Key({ entries }: { entries: readonly { tone: 'k-1' | 'k-faint' | 'k-warn'; label: string }[] }) {
  return (
    <ul class="key">
      {entries.map(({ tone, label }) => (
        <li>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <rect class={tone} width="12" height="12" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
