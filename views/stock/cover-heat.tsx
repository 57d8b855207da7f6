/** How the items of the matrix stand at each member, as one drawing: who is out, who is short, who has enough. */
import type { ColumnGroup } from '../../src/stock/columns.ts';
import type { MatrixRow } from '../../src/stock/matrix-queries.ts';
import type { Words } from '../i18n/index.ts';

interface Heat {
  name: string;
  out: number;
  /** Under 7, under 15, under 30 days. */
  short: [number, number, number];
  rest: number;
}

const WIDTH = 780;
const FLOOR = 96;
const ROOM = 84;
const TONES = ['c-danger', 'c-warn', 'c-caution', 'c-faint'] as const;

function heatsOf(rows: readonly MatrixRow[], groups: readonly ColumnGroup[]): Heat[] {
  const columns = groups.flatMap((group) => group.columns);
  return columns.map((column, position) => {
    const heat: Heat = { name: column.shortName, out: 0, short: [0, 0, 0], rest: 0 };
    for (const row of rows) {
      const cell = row.cells[position];
      if (cell === null || cell === undefined) continue;
      if (cell.heat === 0) heat.out += 1;
      else if (cell.heat <= 3 && !cell.allReserved) heat.short[cell.heat - 1] = (heat.short[cell.heat - 1] ?? 0) + 1;
      else heat.rest += 1;
    }
    return heat;
  });
}

/** The stack of one member, from the floor: out, under 7, under 15, under 30 days; what is enough on top. */
function stackOf(heat: Heat, most: number): { y: number; height: number; tone: string }[] {
  const parts = [heat.out + heat.short[0], heat.short[1], heat.short[2], heat.rest];
  let floor = FLOOR;
  return parts.map((count, index) => {
    const height = Math.round((count / most) * ROOM);
    floor -= height;
    return { y: floor, height, tone: TONES[index] ?? 'c-faint' };
  });
}

export function CoverHeat({
  t,
  rows,
  groups,
}: {
  t: Words;
  rows: readonly MatrixRow[];
  groups: readonly ColumnGroup[];
}) {
  const words = t.stock.matrix;
  const heats = heatsOf(rows, groups);
  if (heats.length < 2) return null;
  const sizeOf = (heat: Heat) => heat.out + heat.short[0] + heat.short[1] + heat.short[2] + heat.rest;
  const most = Math.max(1, ...heats.map(sizeOf));
  const step = WIDTH / heats.length;
  const told = (heat: Heat) => {
    const short = heat.short[0] + heat.short[1] + heat.short[2];
    return words.heatOf(heat.name, heat.out, short, heat.rest);
  };
  return (
    <details class="cover-heat">
      <summary>{words.heatTitle}</summary>
      <p>{words.heatNote}</p>
      <svg class="chart broad" viewBox={`0 0 ${WIDTH} 100`} role="img" aria-labelledby="heat-title">
        <title id="heat-title">{words.heatTitle}</title>
        {heats.map((heat, index) =>
          stackOf(heat, most).map(
            ({ y, height, tone }) =>
              height > 0 && (
                <rect
                  class={tone}
                  x={Math.round(step * index + step * 0.1)}
                  y={y}
                  width={Math.max(1, Math.round(step * 0.8))}
                  height={height}
                />
              ),
          ),
        )}
        <path class="axis" d={`M0 ${FLOOR}.5H${WIDTH}`} />
      </svg>
      <ul class="key">
        {heats.map((heat) => (
          <li>{told(heat)}</li>
        ))}
      </ul>
    </details>
  );
}
