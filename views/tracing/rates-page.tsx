/** The rate of capture (采集率): scanned of due, by member, day or month; each number opens the papers that lack codes. */

import { lastDayOfMonth } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { Grouping, Rate, Span } from '../../src/tracing/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { numberText, percentText } from '../ui/format.ts';
import { Advice, Empty } from '../ui/notice.tsx';
import type { Option } from '../ui/option.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Figures } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { SpanFilters, spanQuery, TraceTabs } from './tabs.tsx';

export interface TraceRatesPageProps {
  t: Words;
  span: Span;
  by: Grouping;
  rates: Rate[];
  members: Option[];
  /** What was looked for and is no code. */
  code: string | undefined;
  alarms: number;
  canExport: boolean;
}

export function TraceRatesPage(props: TraceRatesPageProps) {
  const { t, span, by, rates, code, alarms } = props;
  const words = t.tracing;
  const query = { ...spanQuery(span), by: by === 'member' ? undefined : by };
  const files = (format: 'csv' | 'xlsx') => paths.traceExport(format, query);
  const papers = paths.traceMissing({ ...spanQuery(span), show: 'all' });
  const due = rates.reduce((sum, rate) => sum + rate.due, 0);
  const scanned = rates.reduce((sum, rate) => sum + rate.scanned, 0);
  const groupings = (['member', 'day', 'month'] as const).map((value) => ({ value, label: words.groupings[value] }));
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <TraceTabs t={t} current="rates" alarms={alarms} />
      <Filters t={t} action={paths.trace()} verb={words.find}>
        <FilterText label={words.findCode} name="code" placeholder={words.findHint} {...(code && { value: code })} />
      </Filters>
      {code !== undefined && code !== '' && <Advice tone="warn">{words.noSuchCode(code)}</Advice>}
      <Figures
        label={words.rate}
        figures={[
          { label: words.due, value: numberText(due), unit: words.packs, href: papers },
          { label: words.scannedPacks, value: numberText(scanned), unit: words.packs, href: papers },
          { label: words.rate, value: due === 0 ? words.none : percentText(t, scanned, due) },
          {
            label: words.missing,
            value: numberText(due - scanned),
            unit: words.packs,
            href: paths.traceMissing(spanQuery(span)),
          },
          { label: words.alarmsOpen, value: numberText(alarms), href: paths.traceAlarms(), ...(alarms > 0 && DANGER) },
        ]}
      />
      <Filters
        t={t}
        action={paths.trace()}
        {...(props.canExport && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <SpanFilters t={t} span={span} members={props.members} />
        <FilterSelect label={words.groupBy} name="by" value={by} options={groupings} />
      </Filters>
      {rates.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rates {...props} />}
    </>
  );
}

const DANGER = { tone: 'danger' as const };

/** The papers behind a row: of that member, day or month, at that act. */
function papersHref({ span, by }: TraceRatesPageProps, rate: Rate, show?: 'all'): string {
  const base = { ...spanQuery(span), act: rate.act, show };
  if (by === 'member') return paths.traceMissing({ ...base, member: rate.code });
  if (by === 'day') return paths.traceMissing({ ...base, from: rate.code, to: rate.code });
  const [, from] = [`${rate.code}-01`, span.from].sort();
  const [to] = [lastDayOfMonth(rate.code), span.to].sort();
  return paths.traceMissing({ ...base, from, to });
}

function Rates(props: TraceRatesPageProps) {
  const { t, by, rates } = props;
  const words = t.tracing;
  const head = (
    <>
      <Head>{words.groupings[by]}</Head>
      <Head>{words.act}</Head>
      <Head num>{words.due}</Head>
      <Head num>{words.scannedPacks}</Head>
      <Head num>{words.rate}</Head>
      <Head num>{words.missing}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rates.map((rate) => (
        <tr>
          <td class="span-3">{rate.name}</td>
          <td class="span-3">{words.acts[rate.act]}</td>
          <td class="num span-2" data-label={words.due}>
            <a href={papersHref(props, rate, 'all')}>{numberText(rate.due)}</a>
          </td>
          <td class="num span-2" data-label={words.scannedPacks}>
            <a href={papersHref(props, rate, 'all')}>{numberText(rate.scanned)}</a>
          </td>
          <td class="num span-2" data-label={words.rate}>
            {rate.due === 0 ? words.none : percentText(t, rate.scanned, rate.due)}
          </td>
          <td class="num span-2" data-label={words.missing}>
            {rate.due > rate.scanned ? (
              <a href={papersHref(props, rate)}>{numberText(rate.due - rate.scanned)}</a>
            ) : (
              <span class="muted">0</span>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
