/** Coverage at a glance: a row for each member, a bar for each disease, the numbers printed beside every bar. */
import type { CoverageLine } from '../../src/formulary/linkage-queries.ts';
import type { Words } from '../i18n/index.ts';
import { COVERAGE_KEYS } from './linkage-words.tsx';

const NAME = 80;
const COLUMN = 68;
const BAR = 26;
const ROW = 20;
const TOP = 18;
const WIDTH = NAME + COLUMN * COVERAGE_KEYS.length;

/** Drawn for the rail and the phone alike: 352 units wide, words at their natural size. */
export function CoverageChart({ t, lines }: { t: Words; lines: readonly CoverageLine[] }) {
  const words = t.linkage;
  const said = lines.map(({ member, coverage }) =>
    words.chartRow(member.shortName, words.share(coverage.all.covered, coverage.all.listed)),
  );
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${WIDTH} ${TOP + lines.length * ROW + 4}`}
      role="img"
      aria-labelledby="coverage-chart"
    >
      <title id="coverage-chart">{words.chartSentence(said)}</title>
      {COVERAGE_KEYS.map((key, column) => (
        <text x={NAME + column * COLUMN} y="11">
          {words.diseases[key]}
        </text>
      ))}
      {lines.map((line, index) => (
        <ChartRow t={t} line={line} y={TOP + index * ROW} />
      ))}
    </svg>
  );
}

const LONGEST_NAME = 6;

function ChartRow({ t, line, y }: { t: Words; line: CoverageLine; y: number }) {
  const { shortName } = line.member;
  const name =
    [...shortName].length > LONGEST_NAME ? `${[...shortName].slice(0, LONGEST_NAME - 1).join('')}…` : shortName;
  return (
    <>
      <text class="name" x="0" y={y + 12}>
        {name}
      </text>
      {COVERAGE_KEYS.map((key, column) => {
        const { covered, listed } = line.coverage[key];
        const x = NAME + column * COLUMN;
        const width = listed === 0 ? 0 : Math.round((covered / listed) * BAR * 10) / 10;
        return (
          <>
            <rect class="c-faint" x={x} y={y + 4} width={BAR} height="10" />
            <rect class="c-1" x={x} y={y + 4} width={width} height="10" />
            <text class="value" x={x + BAR + 3} y={y + 12}>
              {listed === 0 ? t.formats.none : t.linkage.share(covered, listed)}
            </text>
          </>
        );
      })}
    </>
  );
}
