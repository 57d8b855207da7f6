/** Every scan that stands, newest first: found by code, paper, lot or box, and exported for the platform. */

import { paths } from '../../src/paths.ts';
import type { ListedScan, Span } from '../../src/tracing/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import type { Option } from '../ui/option.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { ScanRows } from './scan-rows.tsx';
import { SpanFilters, spanQuery, TraceTabs } from './tabs.tsx';

export interface TraceScansPageProps {
  t: Words;
  span: Span;
  q: string;
  rows: ListedScan[];
  next: string | undefined;
  paged: boolean;
  members: Option[];
  now: number;
  canExport: boolean;
}

/** What each column of the file says, for whoever brings it into the form of a platform. */
function Layout({ t }: { t: Words }) {
  const words = t.tracing;
  return (
    <details id="layout">
      <summary>{words.layoutTitle}</summary>
      <p class="hint">{words.layoutIntro}</p>
      <ul class="plain-list">
        {words.layout.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </details>
  );
}

export function TraceScansPage(props: TraceScansPageProps) {
  const { t, span, q, rows } = props;
  const words = t.tracing;
  const query = { ...spanQuery(span), q: q === '' ? undefined : q };
  const files = (format: 'csv' | 'xlsx') => paths.traceScansExport(format, query);
  return (
    <>
      <PageHead title={words.scansTitle} facts={[words.scansIntro]} />
      <TraceTabs t={t} current="scans" />
      <Filters
        t={t}
        action={paths.traceScans()}
        clear={paths.traceScans()}
        {...(props.canExport && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText label={words.search} name="q" placeholder={words.searchHint} {...(q !== '' && { value: q })} />
        <SpanFilters t={t} span={span} members={props.members} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.noScansTitle} text={words.noScansText} />
      ) : (
        <ScanRows t={t} rows={rows} now={props.now} caption={words.scansTitle} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.traceScans(query) })}
        {...(props.next !== undefined && { next: paths.traceScans({ ...query, after: props.next }) })}
      />
      {props.canExport && <Layout t={t} />}
    </>
  );
}
