/** Boxes whose packs are known, and taking one out again. */
import { paths } from '../../src/paths.ts';
import type { ListedBox } from '../../src/tracing/list-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { momentText, numberText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { TraceTabs } from './tabs.tsx';

export interface TraceBoxesPageProps {
  t: Words;
  q: string;
  rows: ListedBox[];
  next: string | undefined;
  paged: boolean;
  /** Whether this person may import lists and take boxes out. */
  can: boolean;
  canExport: boolean;
  form: FormState;
  formKey: string;
  now: number;
}

export function TraceBoxesPage(props: TraceBoxesPageProps) {
  const { t, q, rows, can } = props;
  const words = t.tracing;
  const query = { q: q === '' ? undefined : q };
  const files = (format: 'csv' | 'xlsx') => paths.tracePacksExport(format, query);
  return (
    <>
      <PageHead
        title={words.boxesTitle}
        facts={[words.boxesIntro]}
        {...(can && {
          actions: (
            <LinkButton kind="primary" href={paths.tracePacksImport()}>
              {words.boxImport.title}
            </LinkButton>
          ),
        })}
      />
      <TraceTabs t={t} current="boxes" />
      <ErrorSummary t={t} form={props.form} labels={{ outer: words.outer, reason: words.reason }} />
      <Filters
        t={t}
        action={paths.tracePacks()}
        {...(q !== '' && { clear: paths.tracePacks() })}
        {...(props.canExport && { right: <ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} /> })}
      >
        <FilterText label={words.code} name="q" placeholder={words.boxSearch} {...(q !== '' && { value: q })} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noBoxes} text={words.noBoxesText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.tracePacks(query) })}
        {...(props.next !== undefined && { next: paths.tracePacks({ ...query, after: props.next }) })}
      />
      {can && rows.length > 0 && <Removal {...props} />}
    </>
  );
}

function Rows({ t, rows, now }: TraceBoxesPageProps) {
  const words = t.tracing;
  const head = (
    <>
      <Head>{words.outer}</Head>
      <Head num>{words.inside}</Head>
      <Head>{words.liesIn}</Head>
      <Head>{words.source}</Head>
      <Head>{words.at}</Head>
    </>
  );
  return (
    <Table caption={words.boxesTitle} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-6">
            <Code href={paths.traceCode(row.outer_code)}>{row.outer_code}</Code>
          </td>
          <td class="num span-2" data-label={words.inside}>
            {numberText(Number(row.packs))}
          </td>
          <td class="span-4">{row.around !== null && <Code href={paths.traceCode(row.around)}>{row.around}</Code>}</td>
          <td class="span-4">{row.source}</td>
          <td class="span-2">{momentText(t, Number(row.recorded_at), now)}</td>
        </tr>
      ))}
    </Table>
  );
}

function Removal({ t, form, formKey }: TraceBoxesPageProps) {
  const words = t.tracing;
  return (
    <details open={Object.keys(form.values).length > 0}>
      <summary>{words.removeBox}</summary>
      <form class="form" method="post" action={paths.tracePacksRemoval()}>
        <HiddenKey value={formKey} />
        <TextField form={form} name="outer" label={words.outer} maxlength={20} required />
        <TextField form={form} name="reason" label={words.reason} maxlength={200} required />
        <SubmitBar consequence={words.removeConsequence}>
          <Button kind="danger">{words.removeBox}</Button>
        </SubmitBar>
      </form>
    </details>
  );
}
