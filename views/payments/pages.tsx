/** Payment runs: the list, and choosing what a new one pays. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { PayableLine } from '../../src/payables/list-queries.ts';
import type { RunFilter, RunLine } from '../../src/payments/list-queries.ts';
import { RUN_STATES, type RunState } from '../../src/payments/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { DueDayCell } from '../treasury/due-day.tsx';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField, valuesOf } from '../ui/field.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

const ICONS = {
  prepared: 's-todo',
  approved: 's-doing',
  exported: 's-go',
  partly_confirmed: 's-near',
  confirmed: 's-done',
  cancelled: 's-no',
} as const;

export function RunStatus({ t, status, badge }: { t: Words; status: RunState; badge?: boolean }) {
  const tone = status === 'partly_confirmed' ? 'warn' : status === 'exported' ? 'info' : undefined;
  return (
    <Status icon={ICONS[status]} tone={tone} badge={badge}>
      {t.treasury.runs.states[status]}
    </Status>
  );
}

interface RunsProps {
  t: Words;
  filter: RunFilter;
  rows: RunLine[];
  next: number | undefined;
  turned: boolean;
  can: { prepare: boolean; export: boolean };
}

export function RunsPage({ t, filter, rows, next, turned, can }: RunsProps) {
  const words = t.treasury.runs;
  const query = { ...filter };
  const states = RUN_STATES.map((value) => ({ value, label: words.states[value] }));
  const exports = (
    <ExportLinks t={t} csv={paths.paymentsExport('csv', query)} xlsx={paths.paymentsExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro]}
        actions={
          can.prepare && (
            <LinkButton kind="primary" href={paths.newPayment()}>
              {words.newTitle}
            </LinkButton>
          )
        }
      />
      <Filters
        t={t}
        action={paths.payments()}
        {...((filter.q || filter.state) && { clear: paths.payments() })}
        {...(can.export && { right: exports })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.runSearch} />
        <FilterSelect
          label={words.state}
          name="state"
          value={filter.state}
          options={[{ value: '', label: t.lists.all }, { value: 'underway', label: words.underway }, ...states]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.empty} text={words.emptyText} /> : <RunRows t={t} rows={rows} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        first={turned ? paths.payments(query) : undefined}
        next={next === undefined ? undefined : paths.payments({ ...query, after: next })}
      />
    </>
  );
}

function RunRows({ t, rows }: Pick<RunsProps, 't' | 'rows'>) {
  const words = t.treasury.runs;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.payOn}</Head>
      <Head num>{words.count}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.preparedBy}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-4">
            <Code href={paths.payment(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{row.payOn}</td>
          <td class="span-2 num" data-label={words.count}>
            {row.payments}
          </td>
          <td class="span-4 num" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen} />
          </td>
          <td class="span-3">{row.preparedBy}</td>
          <td class="span-3">
            <RunStatus t={t} status={row.status} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

interface NewRunProps {
  t: Words;
  form: FormState;
  formKey: string;
  today: string;
  until: string;
  q: string | undefined;
  /** The rows are those that were chosen in the list, and no others. */
  asked: boolean;
  rows: PayableLine[];
  /** More could be paid than one run takes. */
  more: boolean;
}

const open = (row: PayableLine) => row.amountFen - row.paidFen - row.creditedFen - row.heldFen;

export function NewRunPage({ t, form, formKey, today, until, q, asked, rows, more }: NewRunProps) {
  const words = t.treasury.runs;
  const sum = rows.reduce((total, row) => total + open(row), 0);
  const chosen = valuesOf(
    form,
    'id',
    rows.map((row) => String(row.id)),
  );
  const facts: Child[] = [words.newIntro, words.chosen(rows.length, moneyText(sum))];
  if (more) facts.push(words.more(rows.length));
  if (asked) facts.push(words.asked, <a href={paths.newPayment()}>{words.all}</a>);
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.payments() }]}
        crumbsLabel={t.frame.position}
        facts={facts}
      />
      <ErrorSummary t={t} form={form} labels={{ payOn: words.payOn, note: words.note }} />
      <Filters t={t} action={paths.newPayment()} {...(q && { clear: paths.newPayment() })}>
        <FilterText label={words.search} name="q" value={q} placeholder={words.newSearch} />
        <FilterText label={words.until} name="until" type="date" value={until} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.none} text={words.noneText} />
      ) : (
        <form method="post" action={paths.payments()}>
          <HiddenKey value={formKey} />
          <RunChoices t={t} rows={rows} today={today} chosen={chosen} />
          <div class="form">
            <DateField form={form} name="payOn" label={words.payOn} value={today} min={today} required />
            <TextField form={form} name="note" label={words.note} maxlength={200} />
            <SubmitBar consequence={words.consequence}>
              <Button kind="primary">{words.submit}</Button>
            </SubmitBar>
          </div>
        </form>
      )}
    </>
  );
}

function RunChoices({ t, rows, today, chosen }: Pick<NewRunProps, 't' | 'rows' | 'today'> & { chosen: string[] }) {
  const words = t.treasury.runs;
  const head = (
    <>
      <Head>
        <span class="visually-hidden">{words.payables}</span>
      </Head>
      <Head>{t.treasury.dueOn}</Head>
      <Head>{words.supplier}</Head>
      <Head>{t.treasury.receipt}</Head>
      <Head num>{t.treasury.amount}</Head>
    </>
  );
  return (
    <Table caption={words.payables} head={head} inset stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-1">
            <input
              type="checkbox"
              name="id"
              value={row.id}
              checked={chosen.includes(String(row.id))}
              aria-label={row.receipt}
            />
          </td>
          <td class="span-2 nowrap">
            <DueDayCell t={t} dueOn={row.dueOn} today={today} />
          </td>
          <td class="span-3">{row.party}</td>
          <td class="span-4">
            <Code href={paths.payable(row.id)}>{row.receipt}</Code>
          </td>
          <td class="span-2 num">
            <Money t={t} amountFen={open(row)} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
