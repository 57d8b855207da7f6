/** The last 90 days of what was on hand, as steps: it changes when something moves, and not between. */
import type { Words } from '../i18n/index.ts';
import { dayText, numberText } from '../ui/format.ts';

interface BalanceChartProps {
  t: Words;
  days: { day: string; onHand: number }[];
  /** Base units in one shown unit. */
  scale: number;
  title: string;
  today: string;
}

const LEFT = 44;
const RIGHT = 744;
const TOP = 26;
const FLOOR = 138;

/** A round number at or above `most`, so that the axis can be read. */
function ceilingOf(most: number): number {
  if (most <= 0) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 2, 4, 5, 8, 10];
  return (steps.find((step) => step * magnitude >= most) ?? 10) * magnitude;
}

function stepsPath(days: { onHand: number }[], x: (index: number) => number, y: (value: number) => number): string {
  let path = `M${LEFT} ${y(days[0]?.onHand ?? 0)}`;
  let last = days[0]?.onHand;
  days.forEach(({ onHand }, index) => {
    if (onHand === last) return;
    path += `H${x(index)}V${y(onHand)}`;
    last = onHand;
  });
  return `${path}H${RIGHT}`;
}

export function BalanceChart({ t, days, scale, title, today }: BalanceChartProps) {
  const shown = days.map((one) => ({ day: one.day, onHand: one.onHand / scale }));
  const ceiling = ceilingOf(Math.max(...shown.map((one) => one.onHand)));
  const x = (index: number) => Math.round(LEFT + ((RIGHT - LEFT) * index) / Math.max(1, shown.length - 1));
  const y = (value: number) => Math.round(FLOOR - ((FLOOR - TOP) * value) / ceiling);
  const steps = stepsPath(shown, x, y);
  const last = shown.at(-1)?.onHand ?? 0;
  const label = (index: number) => dayText(t, shown[index]?.day ?? today, today);
  const third = Math.floor(shown.length / 3);
  return (
    <svg class="chart broad" viewBox="0 0 780 168" role="img" aria-labelledby="balance-title">
      <title id="balance-title">{title}</title>
      <path class="grid" d={`M${LEFT} ${y(ceiling)}.5H${RIGHT}M${LEFT} ${y(ceiling / 2)}.5H${RIGHT}`} />
      <path class="area" d={`${steps}V${FLOOR}H${LEFT}Z`} />
      <path class="line" d={steps} />
      <path class="axis" d={`M${LEFT} ${FLOOR}.5H${RIGHT}`} />
      <text class="end" x={LEFT - 6} y={y(ceiling) + 4}>
        {numberText(ceiling)}
      </text>
      <text class="end" x={LEFT - 6} y={y(ceiling / 2) + 4}>
        {numberText(ceiling / 2)}
      </text>
      <text class="end" x={LEFT - 6} y={FLOOR + 4}>
        0
      </text>
      <text x={LEFT} y="158">
        {label(0)}
      </text>
      <text class="mid" x={x(third)} y="158">
        {label(third)}
      </text>
      <text class="mid" x={x(third * 2)} y="158">
        {label(third * 2)}
      </text>
      <text class="end" x={RIGHT} y="158">
        {label(shown.length - 1)}
      </text>
      <circle class="c-1" cx={RIGHT} cy={y(last)} r="3.5" />
      <text class="value" x={RIGHT - 6} y={Math.max(12, y(last) - 8)} text-anchor="end">
        {numberText(last)}
      </text>
    </svg>
  );
}
