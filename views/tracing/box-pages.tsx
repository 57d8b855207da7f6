/** Boxes whose packs are known, taking one out again, and the preview of a supplier's list. */

import { paths } from '../../src/paths.ts';
import type { ListedBox } from '../../src/tracing/list-queries.ts';
import type { PackEntry, PackVerdict } from '../../src/tracing/packs/judge.ts';
import type { PackPreview } from '../../src/tracing/packs/pack-commands.ts';
import type { FormState } from '../../src/web/form.ts';
import type { PreviewRow } from '../catalogue/import-rows.tsx';
import { PreviewFrame } from '../catalogue/preview-frame.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
import { momentText, numberText } from '../ui/format.ts';
import type { IconName } from '../ui/icon.tsx';
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
  form: FormState;
  formKey: string;
  now: number;
}

export function TraceBoxesPage(props: TraceBoxesPageProps) {
  const { t, q, rows, can } = props;
  const words = t.tracing;
  const query = { q: q === '' ? undefined : q };
  return (
    <>
      <PageHead
        title={words.boxesTitle}
        facts={[words.boxesIntro]}
        {...(can && {
          actions: (
            <LinkButton kind="primary" href={paths.tracePacksImport()}>
              {words.boxImport}
            </LinkButton>
          ),
        })}
      />
      <TraceTabs t={t} current="boxes" />
      <ErrorSummary t={t} form={props.form} labels={{ outer: words.outer, reason: words.reason }} />
      <Filters t={t} action={paths.tracePacks()} {...(q !== '' && { clear: paths.tracePacks() })}>
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

export interface PackPreviewPageProps {
  t: Words;
  preview: PackPreview;
  entries: readonly PackEntry[];
  verdict: PackVerdict | undefined;
  page: number;
  size: number;
  total: number;
  now: number;
  form: FormState;
  idempotencyKey: string;
}

/** In the order of the tabs. */
const ICONS: Record<PackVerdict, IconName> = { new: 'i-plus', unchanged: 's-done', refused: 's-no' };

export function PackPreviewPage(props: PackPreviewPageProps) {
  const { t, preview, verdict } = props;
  const words = t.tracing;
  const shared = t.catalogue.preview;
  const { counts, headerRow, ignoredColumns, rows } = preview.summary;
  const address = (change: { verdict?: string | undefined; page?: number | undefined }) =>
    paths.tracePacksPreview(preview.id, { verdict, ...change });
  return (
    <PreviewFrame
      t={t}
      title={shared.title}
      crumb={{ label: words.boxesTitle, href: paths.tracePacks() }}
      again={paths.tracePacksImport()}
      fileName={preview.fileName}
      createdAt={preview.createdAt}
      appliedAt={preview.appliedAt}
      now={props.now}
      facts={[
        shared.header(headerRow),
        shared.rows(rows),
        ...(ignoredColumns.length > 0 ? [shared.ignored(ignoredColumns.join(words.comma))] : []),
      ]}
      tabs={[
        { label: shared.all, href: address({ verdict: undefined }), count: rows, current: verdict === undefined },
        ...(Object.keys(ICONS) as PackVerdict[])
          .filter((each) => counts[each] > 0)
          .map((each) => ({
            label: words.boxVerdicts[each],
            href: address({ verdict: each }),
            count: counts[each],
            current: verdict === each,
          })),
      ]}
      rows={props.entries.map((entry) => toRow(t, entry))}
      page={props.page}
      size={props.size}
      total={props.total}
      pageHref={(page) => address({ page: page === 1 ? undefined : page })}
      form={props.form}
      apply={
        counts.new === 0
          ? null
          : {
              action: paths.tracePacksApplication(preview.id),
              key: props.idempotencyKey,
              label: words.boxApply(counts.new),
              consequence: words.boxConsequence(counts.new, counts.refused),
            }
      }
      done={words.boxDone}
    />
  );
}

function toRow(t: Words, entry: PackEntry): PreviewRow {
  const { verdict, outer, inner } = entry;
  return {
    row: entry.row,
    what: (
      <>
        <Code>{outer}</Code> {t.tracing.holdsShort} <Code>{inner}</Code>
      </>
    ),
    verdict: {
      label: t.tracing.boxVerdicts[verdict],
      icon: ICONS[verdict],
      ...(verdict === 'refused' && { tone: 'danger' as const }),
    },
    notes: [],
    problems: entry.problems,
    refused: verdict === 'refused',
  };
}
