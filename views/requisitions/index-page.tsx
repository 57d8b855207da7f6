/** Requisitions by state, newest first, and the form that opens one. */

import { paths } from '../../src/paths.ts';
import type { Round } from '../../src/requisitions/calendar-rules.ts';
import type { RequisitionFilter, RequisitionRow } from '../../src/requisitions/list-queries.ts';
import { REQUISITION_TABS } from '../../src/requisitions/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { KeysetPage } from '../../src/web/paging.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { momentText, planDay } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { RequisitionStatus, roundText } from './requisition-words.tsx';

export interface RequisitionsPageProps {
  t: Words;
  asked: RequisitionFilter;
  page: KeysetPage<RequisitionRow>;
  now: number;
  today: string;
  /** For whom this person may open one; none when it may not. */
  members: { code: string; name: string }[];
  ownCode: string | undefined;
  /** Of the own organisation; undefined for people of the hub. */
  round: Round | null | undefined;
  can: { export: boolean; targets: boolean };
  form: FormState;
  formKey: string;
}

export function RequisitionsPage(props: RequisitionsPageProps) {
  const { t, asked, page, today, can, round } = props;
  const words = t.demand;
  const query = { state: asked.state === 'all' ? undefined : asked.state, q: asked.q };
  return (
    <>
      <PageHead
        title={words.title}
        facts={[round === undefined ? words.intro : roundText(t, round, today)]}
        actions={can.targets && <LinkButton href={paths.levels()}>{t.levels.open}</LinkButton>}
      />
      <ErrorSummary t={t} form={props.form} labels={{ member: words.member, start: words.start.how }} />
      {props.members.length > 0 && <OpenForm {...props} />}
      <Tabs
        label={words.state}
        tabs={REQUISITION_TABS.map((state) => ({
          label: words.tabs[state],
          href: paths.requisitions({ ...query, state: state === 'all' ? undefined : state }),
          current: state === asked.state,
        }))}
      />
      <Filters
        t={t}
        action={paths.requisitions()}
        kept={{ state: query.state }}
        {...(asked.q && { clear: paths.requisitions({ state: query.state }) })}
        {...(can.export && {
          right: (
            <ExportLinks
              t={t}
              csv={paths.requisitionsExport('csv', query)}
              xlsx={paths.requisitionsExport('xlsx', query)}
            />
          ),
        })}
      >
        <FilterText label={words.search} name="q" value={asked.q} placeholder={words.searchHint} />
      </Filters>
      {page.rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      {page.rows.length > 0 && (
        <KeysetPager
          t={t}
          shown={page.rows.length}
          {...(asked.after && { first: paths.requisitions(query) })}
          {...(page.next && { next: paths.requisitions({ ...query, after: page.next }) })}
        />
      )}
    </>
  );
}

function OpenForm({ t, members, ownCode, form, formKey, page }: RequisitionsPageProps) {
  const words = t.demand.start;
  const open = form.formErrors.length > 0 || Object.keys(form.errors).length > 0 || page.rows.length === 0;
  return (
    <details class="fold" open={open}>
      <summary class="button primary">{words.title}</summary>
      <Panel title={words.title}>
        <form class="form" method="post" action={paths.requisitions()}>
          <HiddenKey value={formKey} />
          <SelectField
            form={form}
            name="member"
            label={t.demand.member}
            options={members.map(({ code, name }) => ({ value: code, label: name }))}
            choose={t.forms.choose}
            value={ownCode}
            required
          />
          <Choices
            form={form}
            name="start"
            label={words.how}
            across
            chosen="proposal"
            choices={[
              { value: 'proposal', title: words.proposal, text: words.proposalText },
              { value: 'last', title: words.last, text: words.lastText },
              { value: 'empty', title: words.empty, text: words.emptyText },
            ]}
          />
          <SubmitBar consequence={words.consequence}>
            <Button kind="primary">{words.act}</Button>
          </SubmitBar>
        </form>
      </Panel>
    </details>
  );
}

function Rows({ t, page, now, today }: RequisitionsPageProps) {
  const words = t.demand;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.member}</Head>
      <Head>{words.createdAt}</Head>
      <Head>{words.round}</Head>
      <Head>{words.neededBy}</Head>
      <Head num>{words.lines}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {page.rows.map((row) => (
        <tr>
          <td class="span-4">
            <Code href={paths.requisition(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{row.member}</td>
          <td class="span-3" data-label={words.createdAt}>
            {momentText(t, row.createdAt, now)}
          </td>
          <td class="span-3" data-label={words.round}>
            {row.roundOn === null ? '—' : planDay(t, row.roundOn, today)}
          </td>
          <td class="span-3" data-label={words.neededBy}>
            {planDay(t, row.neededBy, today)}
          </td>
          <td class="num span-3" data-label={words.lines}>
            {row.state === 'in_supply' ? words.doneOf(row.doneLines, row.lines) : row.lines}
          </td>
          <td>
            <RequisitionStatus t={t} state={row.state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
