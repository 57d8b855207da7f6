/** What keeps a piece of equipment from use on a day: its status, an open fault, its rounds and tests. Pure. */
import { type Refusal, refuse } from '../kernel/result.ts';

export type TestOutcome = 'pass' | 'limited' | 'fail';

/** One kind of compulsory test that it is under, as its last test left it. */
export interface TestDuty {
  item: string;
  /** Null before the first test. */
  outcome: TestOutcome | null;
  validUntil: string | null;
}

export interface UseFacts {
  status: string;
  /** Whether an open fault keeps it out of use. */
  down: boolean;
  /** The kind of round whose last result stopped it: maintenance or self-test. */
  stoppedBy: string | null;
  /** The number of an open recall that means it and that nobody has dealt with here. */
  recalledBy: string | null;
  duties: readonly TestDuty[];
}

export type Bar =
  | { why: 'status'; status: string }
  | { why: 'fault' }
  | { why: 'pm_stopped'; kind: string }
  | { why: 'recalled'; recall: string }
  | { why: 'test_missing' | 'test_failed'; item: string }
  | { why: 'test_overdue'; item: string; validUntil: string };

const USABLE = ['in_use', 'idle', 'shared'];

/** The bar of one kind of test: the last day of a certificate is still good. */
export function testBar({ item, outcome, validUntil }: TestDuty, today: string): Bar | undefined {
  if (outcome === 'fail') return { why: 'test_failed', item };
  if (outcome === null || validUntil === null) return { why: 'test_missing', item };
  return validUntil < today ? { why: 'test_overdue', item, validUntil } : undefined;
}

/** Everything that bars it on that day; nothing when it may be used and booked. */
export function barsOf({ status, down, stoppedBy, recalledBy, duties }: UseFacts, today: string): Bar[] {
  const tests = duties.flatMap((duty) => testBar(duty, today) ?? []);
  return [
    ...(USABLE.includes(status) ? [] : [{ why: 'status' as const, status }]),
    ...(down ? [{ why: 'fault' as const }] : []),
    ...(stoppedBy === null ? [] : [{ why: 'pm_stopped' as const, kind: stoppedBy }]),
    ...(recalledBy === null ? [] : [{ why: 'recalled' as const, recall: recalledBy }]),
    ...tests,
  ];
}

/** The bar as the refusal of an act on the card of that number. */
export function refusalOf(number: string, bar: Bar): Refusal {
  switch (bar.why) {
    case 'status':
      return refuse('use_status', { number, status: bar.status });
    case 'fault':
      return refuse('use_fault', { number });
    case 'pm_stopped':
      return refuse('use_pm_stopped', { number, kind: bar.kind });
    case 'recalled':
      return refuse('use_recalled', { number, recall: bar.recall });
    case 'test_missing':
      return refuse('use_test_missing', { number, item: bar.item });
    case 'test_failed':
      return refuse('use_test_failed', { number, item: bar.item });
    case 'test_overdue':
      return refuse('use_test_overdue', { number, item: bar.item, day: bar.validUntil });
  }
}

/** Acts with which use begins: each needs every test in order. Others may not go past what was found unsafe. */
const BEGINS = ['commission', 'resume', 'lend'];

/** The bar that stops an act which would lead the card into use; status and faults have rules of their own. */
export function barTo(act: string, bars: readonly Bar[]): Bar | undefined {
  const tests = bars.filter(({ why }) => why !== 'status' && why !== 'fault');
  return BEGINS.includes(act) ? tests[0] : tests.find(({ why }) => why === 'test_failed' || why === 'pm_stopped');
}

/** Kinds of bars: an open fault, the status of the card, its last round, a recall, its compulsory tests. */
export const BAR_KINDS = ['fault', 'status', 'pm', 'recall', 'test'] as const;
export type BarKind = (typeof BAR_KINDS)[number];

export function kindOf(bar: Bar): BarKind {
  if (bar.why === 'fault' || bar.why === 'status') return bar.why;
  if (bar.why === 'recalled') return 'recall';
  return bar.why === 'pm_stopped' ? 'pm' : 'test';
}
