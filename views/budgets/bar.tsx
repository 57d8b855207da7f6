/** How far a budget is spent, with a tick where the year stands. */
import type { BudgetLine } from '../../src/budgets/queries.ts';
import type { Words } from '../i18n/index.ts';
import { percentText } from '../ui/format.ts';

const WIDTH = 100;
const HEIGHT = 8;
const DAY_MS = 86_400_000;

/** Part of the year that has passed on a day, from 0 to 1. */
function yearPassed(year: number, today: string): number {
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  return Math.min(1, Math.max(0, (Date.parse(today) + DAY_MS - start) / (end - start)));
}

/** Tenths of the bar's width are enough for the eye. */
const along = (part: number, whole: number) =>
  whole > 0 ? Math.min(WIDTH, Math.round((part / whole) * 1000) / 10) : 0;

export function BudgetBar({ t, line, today }: { t: Words; line: BudgetLine; today: string }) {
  const spent = line.usedFen + line.heldFen;
  const used = along(line.usedFen, line.grantedFen);
  const both = along(spent, line.grantedFen);
  const text = percentText(t, spent, line.grantedFen);
  return (
    <svg
      class="bar-cell wide"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${t.budgets.rate} ${text}`}
    >
      <rect class="track" width={WIDTH} height={HEIGHT} />
      <rect class="c-1" width={used} height={HEIGHT} />
      <rect class="c-2" x={used} width={Math.max(0, both - used)} height={HEIGHT} />
      <rect class="tick" x={along(yearPassed(line.year, today), 1)} y="-2" width=".5" height="12" />
    </svg>
  );
}
