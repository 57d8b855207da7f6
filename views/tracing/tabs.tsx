/** The pages of tracing beside each other, and the filters they share. */

import { paths, type Query } from '../../src/paths.ts';
import type { Span } from '../../src/tracing/list-queries.ts';
import { TRACE_ACTS } from '../../src/tracing/rules.ts';
import type { Words } from '../i18n/index.ts';
import { FilterSelect, FilterText, Tabs } from '../ui/filters.tsx';
import type { Option } from '../ui/option.ts';

export type TraceTab = 'rates' | 'missing' | 'scans' | 'alarms' | 'boxes';

const HREFS: Record<TraceTab, () => string> = {
  rates: () => paths.trace(),
  missing: () => paths.traceMissing(),
  scans: () => paths.traceScans(),
  alarms: () => paths.traceAlarms(),
  boxes: () => paths.tracePacks(),
};

export function TraceTabs({ t, current, alarms }: { t: Words; current: TraceTab; alarms?: number }) {
  const words = t.tracing;
  const tabs = (Object.keys(HREFS) as TraceTab[]).map((tab) => ({
    label: words.tabs[tab],
    href: HREFS[tab](),
    current: tab === current,
    ...(tab === 'alarms' && alarms !== undefined && { count: alarms }),
  }));
  return <Tabs label={words.title} tabs={tabs} />;
}

/** The span as it stands in an address; what is usual is left out by the caller. */
export const spanQuery = ({ from, to, member, act }: Span): Query => ({
  from,
  to,
  member: member === '' ? undefined : member,
  act: act === '' ? undefined : act,
});

/** Days, member and act. */
export function SpanFilters({ t, span, members }: { t: Words; span: Span; members: Option[] }) {
  const words = t.tracing;
  const acts = TRACE_ACTS.map((value) => ({ value, label: words.acts[value] }));
  return (
    <>
      <FilterText label={words.from} name="from" type="date" value={span.from} />
      <FilterText label={words.to} name="to" type="date" value={span.to} />
      {members.length > 1 && (
        <FilterSelect
          label={words.member}
          name="member"
          value={span.member}
          options={[{ value: '', label: words.all }, ...members]}
        />
      )}
      <FilterSelect
        label={words.act}
        name="act"
        value={span.act}
        options={[{ value: '', label: words.all }, ...acts]}
      />
    </>
  );
}
