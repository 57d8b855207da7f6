/** A probe over time, drawn on the server: the line, its limits, and when it was out of range. */
import { addDays, dayOf, startOfDay } from '../../src/kernel/clock.ts';
import type { Measure } from '../../src/storage/rules.ts';
import type { Words } from '../i18n/index.ts';
import { dayText } from '../ui/format.ts';
import { measureText, tenthsText } from './words.tsx';

export interface CurveData {
  measure: Measure;
  /** In order of time. */
  points: { at: number; value: number }[];
  /** How many readings they stand for. */
  count: number;
  from: number;
  to: number;
  limits: { lowTenths: number; highTenths: number };
  bands: { from: number; to: number }[];
  /** Minutes between readings: a longer silence breaks the line. */
  everyMinutes: number;
}

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 44;
const TOP = 10;
const BOTTOM = 190;

const MOST_LABELS = 8;
/** What a label takes of the width. */
const ROOM = 0.07;

/** Days at which a label stands: one that begins at the very end has no room for its words. */
function daysOf(from: number, to: number): string[] {
  const last = to - (to - from) * ROOM;
  const days: string[] = [];
  for (let day = dayOf(from); startOfDay(day) <= last; day = addDays(day, 1)) days.push(day);
  const step = Math.ceil(days.length / MOST_LABELS);
  return days.filter((day, index) => index % step === 0 && startOfDay(day) >= from);
}

function scales({ points, limits, from, to }: CurveData) {
  const values = [...points.map((point) => point.value), limits.lowTenths, limits.highTenths];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = Math.max(10, (most - least) * 0.1);
  const [low, high] = [least - air, most + air];
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    x: (at: number) => round(LEFT + ((at - from) / Math.max(1, to - from)) * (WIDTH - LEFT)),
    y: (value: number) => round(BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP)),
  };
}

function lineOf(data: CurveData, { x, y }: ReturnType<typeof scales>): string {
  const spread = (data.to - data.from) / 300;
  const longest = Math.max(3 * data.everyMinutes * 60_000, spread * 2);
  return data.points
    .map(({ at, value }, index) => {
      const before = data.points[index - 1];
      const begins = before === undefined || at - before.at > longest;
      return `${begins ? 'M' : 'L'}${x(at)} ${y(value)}${begins ? 'h0.01' : ''}`;
    })
    .join('');
}

/** The drawing with its key; the list of readings below holds the same numbers. */
export function Curve({
  t,
  id,
  title,
  data,
  today,
}: {
  t: Words;
  id: string;
  title: string;
  data: CurveData;
  today: string;
}) {
  const words = t.storage;
  if (data.points.length === 0) return <p class="note">{words.curveNone}</p>;
  const scale = scales(data);
  const values = data.points.map((point) => point.value);
  const said = (value: number) => measureText(t, data.measure, value);
  const text = words.curveText(data.count, said(Math.min(...values)), said(Math.max(...values)));
  const { lowTenths, highTenths } = data.limits;
  return (
    <>
      <p class="note">{text}</p>
      <svg class="chart broad" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={id}>
        <title id={id}>{`${title}：${text}`}</title>
        {data.bands.map((band) => {
          const [from, to] = [Math.max(band.from, data.from), Math.min(band.to, data.to)];
          const width = Math.max(2, scale.x(to) - scale.x(from));
          return <rect class="out" x={scale.x(from)} y={TOP} width={width} height={BOTTOM - TOP} />;
        })}
        {daysOf(data.from, data.to).map((day) => {
          const at = scale.x(startOfDay(day));
          return (
            <>
              <path class="grid" d={`M${at} ${TOP}V${BOTTOM}`} />
              <text x={at + 3} y={BOTTOM + 18}>
                {dayText(t, day, today)}
              </text>
            </>
          );
        })}
        {[lowTenths, highTenths].map((limit) => (
          <>
            <path class="limit" d={`M${LEFT} ${scale.y(limit)}H${WIDTH}`} />
            <text class="end" x={LEFT - 6} y={scale.y(limit) + 4}>
              {tenthsText(limit)}
            </text>
          </>
        ))}
        <path class="line" d={lineOf(data, scale)} />
        <path class="axis" d={`M${LEFT} ${BOTTOM}.5H${WIDTH}`} />
      </svg>
    </>
  );
}
