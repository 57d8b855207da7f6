/** Invoices as a list: each opens what it is for, and the one whose form is open can be withdrawn. */
import { paths } from '../../src/paths.ts';
import type { InvoiceLine } from '../../src/payables/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextField } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { PayablesTabs } from './index-page.tsx';

interface InvoicesProps {
  t: Words;
  filter: { q?: string | undefined; party?: string | undefined };
  /** Where this page begins, and the row whose form is open. */
  at: { after?: number | undefined; open?: number | undefined };
  rows: InvoiceLine[];
  next: number | undefined;
  can: { record: boolean; export: boolean };
  form: FormState;
  formKey: string;
}

const COLUMNS = 7;

export function InvoicesPage(props: InvoicesProps) {
  const { t, filter, at, rows, next, can, form } = props;
  const words = t.payables;
  const narrowed = Boolean(filter.q) || filter.party !== undefined;
  return (
    <>
      <PageHead
        title={words.tabs.invoices}
        crumbs={[{ label: words.title, href: paths.payables() }]}
        crumbsLabel={t.frame.position}
        facts={[words.recordConsequence]}
        actions={can.record && <LinkButton href={paths.newInvoice()}>{words.record}</LinkButton>}
      />
      <PayablesTabs t={t} current="invoices" />
      <ErrorSummary t={t} form={form} labels={{ reason: words.withdrawReason }} />
      <Filters
        t={t}
        action={paths.invoices()}
        kept={{ party: filter.party }}
        {...(narrowed && { clear: paths.invoices() })}
        {...(can.export && {
          right: (
            <ExportLinks t={t} csv={paths.invoicesExport('csv', filter)} xlsx={paths.invoicesExport('xlsx', filter)} />
          ),
        })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.invoiceSearch} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.noInvoices} text={words.recordConsequence} />
      ) : (
        <InvoiceRows {...props} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        first={at.after === undefined ? undefined : paths.invoices(filter)}
        next={next === undefined ? undefined : paths.invoices({ ...filter, after: next })}
      />
    </>
  );
}

function InvoiceRows(props: InvoicesProps) {
  const { t, rows, at } = props;
  const words = t.payables;
  const head = (
    <>
      <Head>{words.invoiceNumber}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.invoiceKind}</Head>
      <Head>{words.issuedOn}</Head>
      <Head num>{words.invoiceAmount}</Head>
      <Head num>{words.tax}</Head>
      <Head>{words.invoiceState}</Head>
    </>
  );
  return (
    <Table caption={words.invoices} head={head} stacks>
      {rows.map((row) => (
        <>
          <Row {...props} row={row} />
          {at.open === row.id && row.withdrawnAt === null && <Withdrawal {...props} row={row} />}
        </>
      ))}
    </Table>
  );
}

function Row({ t, filter, at, can, row }: InvoicesProps & { row: InvoiceLine }) {
  const words = t.payables;
  const closed = row.withdrawnAt === null && at.open !== row.id;
  return (
    <tr id={`invoice-${row.id}`} class={row.withdrawnAt === null ? undefined : 'off'}>
      <td>
        <Code href={paths.payables({ invoice: row.id, all: '1' })}>
          {[row.code, row.number].filter(Boolean).join(' ')}
        </Code>
      </td>
      <td class="span-3">
        <a href={paths.party(row.partyCode)}>{row.party}</a>
      </td>
      <td class="span-3">{words.invoiceKinds[row.kind]}</td>
      <td class="span-3">{row.issuedOn}</td>
      <td class="num span-3" data-label={words.invoiceAmount}>
        {moneyText(row.amountFen)}
      </td>
      <td class="num span-3" data-label={words.tax}>
        {moneyText(row.taxFen)}
      </td>
      <td class="span-3">
        {row.withdrawnAt !== null && `${words.withdrawn} ${row.withdrawnReason}`}
        {closed && can.record && (
          <a href={`${paths.invoices({ ...filter, ...at, open: row.id })}#invoice-${row.id}`}>{words.withdraw}</a>
        )}
      </td>
    </tr>
  );
}

function Withdrawal({ t, form, formKey, row }: InvoicesProps & { row: InvoiceLine }) {
  const words = t.payables;
  return (
    <tr>
      <td colspan={COLUMNS}>
        <form class="form" method="post" action={paths.invoiceWithdrawal(row.id)}>
          <HiddenKey value={formKey} />
          <TextField form={form} name="reason" label={words.withdrawReason} maxlength={200} required />
          <SubmitBar consequence={words.withdrawConsequence}>
            <Button>{words.withdraw}</Button>
          </SubmitBar>
        </form>
      </td>
    </tr>
  );
}
