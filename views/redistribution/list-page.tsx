/** Redistribution proposals: what is asked of a new one, and those that were made. */
import { paths } from '../../src/paths.ts';
import type { ListedProposal } from '../../src/redistribution/proposal-queries.ts';
import { AIMS, PROPOSAL_STATES, ROUTES } from '../../src/redistribution/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Tabs } from '../ui/filters.tsx';
import { momentText, numberText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

export interface ProposalsPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  rows: ListedProposal[];
  state: ListedProposal['status'] | undefined;
  next: number | undefined;
  paged: boolean;
  can: boolean;
  now: number;
}

export function ProposalsPage(props: ProposalsPageProps) {
  const { t, rows, state, can } = props;
  const words = t.redistribution;
  const tabs = [undefined, ...PROPOSAL_STATES].map((one) => ({
    label: one === undefined ? t.lists.all : words.states[one],
    href: paths.proposals({ state: one }),
    current: state === one,
  }));
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.transfers.title, href: paths.transfers() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.intro]}
        actions={<LinkButton href={paths.memberPoints()}>{words.points.title}</LinkButton>}
      />
      {can && <Make {...props} />}
      <Tabs label={t.transfers.state} tabs={tabs} />
      {rows.length === 0 ? <Empty title={words.emptyTitle} text={words.emptyText} /> : <Rows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        {...(props.paged && { first: paths.proposals({ state }) })}
        {...(props.next !== undefined && { next: paths.proposals({ state, after: props.next }) })}
      />
    </>
  );
}

function Make({ t, form, formKey }: ProposalsPageProps) {
  const words = t.redistribution;
  return (
    <Panel title={words.newTitle}>
      <form class="form" method="post" action={paths.proposals()}>
        <ErrorSummary t={t} form={form} labels={{ aim: words.aim, route: words.route, words: words.words }} />
        <HiddenKey value={formKey} />
        <Choices
          form={form}
          name="aim"
          label={words.aim}
          choices={AIMS.map((value) => ({ value, title: words.aims[value], text: words.aimHints[value] }))}
          chosen="all"
          across
        />
        <div class="row">
          <SelectField
            form={form}
            name="route"
            label={words.route}
            options={ROUTES.map((value) => ({ value, label: words.routes[value] }))}
            value="direct"
          />
          <TextField form={form} name="words" label={words.words} note={t.forms.optional} maxlength={100} />
        </div>
        <SubmitBar consequence={words.makeConsequence}>
          <Button kind="primary">{words.make}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Rows({ t, rows, now }: ProposalsPageProps) {
  const words = t.redistribution;
  const head = (
    <>
      <Head>{t.transfers.number}</Head>
      <Head>{t.transfers.state}</Head>
      <Head>{words.madeBy}</Head>
      <Head>{t.transfers.created}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.openLines}</Head>
      <Head num>{words.acceptedLines}</Head>
      <Head num>{words.worth}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Code href={paths.proposal(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">
            <Status icon={row.status === 'open' ? 's-todo' : 's-done'}>{words.states[row.status]}</Status>
          </td>
          <td class="span-2">{row.madeBy}</td>
          <td class="span-2">{momentText(t, row.createdAt, now)}</td>
          <td class="num span-2" data-label={words.lines}>
            {numberText(row.summary.lines)}
          </td>
          <td class="num span-2" data-label={words.openLines}>
            {numberText(row.open)}
          </td>
          <td class="num span-2" data-label={words.acceptedLines}>
            {numberText(row.accepted)}
          </td>
          <td class="num span-2" data-label={words.worth}>
            <Money t={t} amountFen={row.summary.worthFen} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
