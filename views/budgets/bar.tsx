/** How far a budget is spent, with a tick where the year stands. */
import type { BudgetLine } from '../../src/budgets/queries.ts';
import type { Words } from '../i18n/index.ts';
import { percentText } from '../ui/format.ts';

const WIDTH = 96;
const DAY_MS = 86_400_000;

/** Part of the year that has passed on a day, from 0 to 1. */
function yearPassed(year: number, today: string): number {
  const start = Date.UTC(year, 0, 1);
  const end = Date.UTC(year + 1, 0, 1);
  return Math.min(1, Math.max(0, (Date.parse(today) + DAY_MS - start) / (end - start)));
}

export function BudgetBar({ t, line, today }: { t: Words; line: BudgetLine; today: string }) {
  const spent = line.usedFen + line.heldFen;
  const part = line.grantedFen > 0 ? Math.min(1, spent / line.grantedFen) : 0;
  const used = line.grantedFen > 0 ? Math.min(1, line.usedFen / line.grantedFen) : 0;
  const tick = Math.round(yearPassed(line.year, today) * WIDTH);
  const text = percentText(t, spent, line.grantedFen);
  return (
    <span class="bar-figure">
      <svg class="bar-cell" viewBox={`0 0 ${WIDTH} 12`} width={WIDTH} height="12" role="img" aria-label={text}>
        <rect class="track" x="0" y="3" width={WIDTH} height="6" />
        <rect class="held" x="0" y="3" width={Math.round(part * WIDTH)} height="6" />
        <rect class="fill" x="0" y="3" width={Math.round(used * WIDTH)} height="6" />
        <rect class="tick" x={Math.min(WIDTH - 1, tick)} y="0" width="1" height="12" />
      </svg>{' '}
      {text}
    </span>
  );
}
