/** How monthly returns, their grades and what is wrong with them are spoken of on every page. */
import type { CheckFinding } from '../../src/monitoring/check-rules.ts';
import { type Bands, type Grade, gradeOf, type ReturnState, stockDays } from '../../src/monitoring/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { Tone } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
import { Status } from '../ui/status.tsx';

const SIGNALS: Record<ReturnState, { icon: IconName; tone?: Tone }> = {
  draft: { icon: 's-todo' },
  submitted: { icon: 's-near', tone: 'warn' },
  approved: { icon: 's-doing', tone: 'info' },
  reported: { icon: 's-done' },
  corrected: { icon: 's-no' },
  cancelled: { icon: 's-no' },
};

export function ReturnStatus({ t, status, badge }: { t: Words; status: ReturnState; badge?: boolean }) {
  return (
    <Status {...SIGNALS[status]} {...(badge && { badge })}>
      {t.monitoring.states[status]}
    </Status>
  );
}

const TONES: Record<Grade, Tone> = { red: 'danger', orange: 'warn', yellow: 'caution' };

interface StockDaysProps {
  t: Words;
  line: { stockBase: number; useBase: number };
  month: string;
  bands: Bands;
}

/** Days of stock with their grade. */
export function StockDays({ t, line, month, bands }: StockDaysProps) {
  const words = t.monitoring;
  const days = stockDays(line.stockBase, line.useBase, month);
  const text = days === null ? (line.stockBase === 0 ? words.days(0) : t.formats.none) : words.days(days);
  const grade = gradeOf(line.stockBase, line.useBase, month, bands);
  if (grade === null) return <>{text}</>;
  return (
    <Status icon={grade === 'red' ? 's-late' : 's-near'} tone={TONES[grade]}>
      {text} {words.grades[grade]}
    </Status>
  );
}

/** What is wrong, in a sentence. */
export function findingText(t: Words, finding: CheckFinding): string {
  return t.monitoring.findings[finding.code](finding.detail);
}
