/** What figures are narrowed by, on each of their pages: the period, and whose numbers were opened. */
import type { Child } from 'hono/jsx';
import type { Period } from '../../src/figures/rules.ts';
import type { Query } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import type { Narrowed } from './words.ts';

export interface NarrowingProps {
  t: Words;
  period: Period;
  kept: Narrowed;
  names: { member: string | undefined; item: string | undefined };
  canExport: boolean;
}

/** The period and everything that was opened on the way here, as one line of facts. */
export function narrowedFacts({ t, period, kept, names }: NarrowingProps): string[] {
  const words = t.figures;
  const cause = kept.cause as keyof typeof words.causes | undefined;
  const told = [
    words.period(period.from, period.to),
    names.member,
    names.item,
    kept.reason && words.reasonOf(t.shortages.reasons, kept.reason),
    cause && words.causes[cause],
  ];
  return told.filter((one): one is string => Boolean(one));
}

interface PeriodFilterProps extends NarrowingProps {
  href: (query: Query) => string;
  exports: (format: 'csv' | 'xlsx', query: Query) => string;
  /** What else the address says and stays: what it is told apart by, what it counts. */
  more?: Record<string, string | undefined>;
  children?: Child;
}

export function PeriodFilter({ t, kept, href, exports, more = {}, canExport, children }: PeriodFilterProps) {
  const { from, to, ...rest } = kept;
  const whole = { ...kept, ...more };
  const narrow = Object.values(rest).some((value) => value !== undefined) || more['q'] !== undefined;
  const { q: _q, ...stays } = more;
  return (
    <Filters
      t={t}
      action={href({})}
      kept={{ ...rest, ...stays }}
      {...(narrow && { clear: href({ from, to, ...stays }) })}
      {...(canExport && { right: <ExportLinks t={t} csv={exports('csv', whole)} xlsx={exports('xlsx', whole)} /> })}
    >
      <FilterText label={t.figures.from} name="from" type="date" {...(from !== undefined && { value: from })} />
      <FilterText label={t.figures.to} name="to" type="date" {...(to !== undefined && { value: to })} />
      {children}
    </Filters>
  );
}

/** Looks among the rows by the names of members and items. */
export function NameFilter({ t, q, hint }: { t: Words; q: string | undefined; hint: string }) {
  return <FilterText label={t.figures.search} name="q" value={q ?? ''} placeholder={hint} />;
}
