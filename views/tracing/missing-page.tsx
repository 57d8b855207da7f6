/** Papers whose packs lack their codes, or all of a rate, newest first; each opens where the rest can be scanned. */

import { paths } from '../../src/paths.ts';
import type { MissingPaper, PaperKind, Span } from '../../src/tracing/list-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters } from '../ui/filters.tsx';
import { numberText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import type { Option } from '../ui/option.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { SpanFilters, spanQuery, TraceTabs } from './tabs.tsx';

export interface TraceMissingPageProps {
  t: Words;
  span: Span;
  show: PaperKind;
  rows: MissingPaper[];
  next: string | undefined;
  paged: boolean;
  members: Option[];
  canExport: boolean;
}

export function TraceMissingPage(props: TraceMissingPageProps) {
  const { t, span, show, rows } = props;
  const words = t.tracing;
  const isAll = show === 'all';
  const query = { ...spanQuery(span), show: isAll ? show : undefined };
  const kinds = (['missing', 'all'] as const).map((value) => ({ value, label: words.paperKinds[value] }));
  const files = (format: 'csv' | 'xlsx') => paths.traceMissingExport(format, query);
  return (
    <>
      <PageHead
        title={isAll ? words.papersTitle : words.missingTitle}
        facts={[isAll ? words.papersIntro : words.missingIntro]}
      />
      <TraceTabs t={t} current="missing" />
      <Filters
        t={t}
        action={paths.traceMissing()}
        clear={paths.traceMissing()}
        {...(props.canExport && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <SpanFilters t={t} span={span} members={props.members} />
        <FilterSelect label={words.papers} name="show" value={show} options={kinds} />
      </Filters>
      {rows.length === 0 ? <Nothing {...props} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.traceMissing(query) })}
        {...(props.next !== undefined && { next: paths.traceMissing({ ...query, after: props.next }) })}
      />
    </>
  );
}

function Nothing({ t, show }: TraceMissingPageProps) {
  const words = t.tracing;
  if (show === 'all') return <Empty title={words.emptyTitle} text={words.emptyText} />;
  return <Empty title={words.nothingMissing} text={words.nothingMissingText} />;
}

function Rows({ t, rows }: TraceMissingPageProps) {
  const words = t.tracing;
  const head = (
    <>
      <Head>{words.paper}</Head>
      <Head>{words.day}</Head>
      <Head>{words.act}</Head>
      <Head>{words.member}</Head>
      <Head num>{words.due}</Head>
      <Head num>{words.scannedPacks}</Head>
      <Head num>{words.missing}</Head>
    </>
  );
  return (
    <Table caption={words.missingTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.tracePaper(row.number, row.act)}>{row.number}</Code>
          </td>
          <td class="span-3">{row.day}</td>
          <td class="span-2">{words.acts[row.act]}</td>
          <td class="span-4">{row.place}</td>
          <td class="num span-2" data-label={words.due}>
            {numberText(row.due)}
          </td>
          <td class="num span-2" data-label={words.scannedPacks}>
            {numberText(row.due - row.missing)}
          </td>
          <td class="num span-2" data-label={words.missing}>
            {numberText(row.missing)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
