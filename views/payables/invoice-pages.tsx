/** Invoices: the list with their withdrawal, and recording one for what it is for. */
import { paths } from '../../src/paths.ts';
import type { InvoiceableLine, InvoiceLine } from '../../src/payables/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField, typedValue, valuesOf } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
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
  rows: InvoiceLine[];
  next: number | undefined;
  canRecord: boolean;
  form: FormState;
  newKey: () => string;
}

export function InvoicesPage({ t, filter, rows, next, canRecord, form, newKey }: InvoicesProps) {
  const words = t.payables;
  return (
    <>
      <PageHead
        title={words.tabs.invoices}
        crumbs={[{ label: words.title, href: paths.payables() }]}
        crumbsLabel={t.frame.position}
        actions={canRecord && <LinkButton href={paths.newInvoice()}>{words.record}</LinkButton>}
      />
      <PayablesTabs t={t} current="invoices" />
      <ErrorSummary t={t} form={form} labels={{ reason: words.withdrawReason }} />
      <Filters t={t} action={paths.invoices()} {...(filter.q && { clear: paths.invoices() })}>
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.noInvoices} text={words.recordConsequence} />
      ) : (
        <InvoiceRows t={t} rows={rows} canRecord={canRecord} form={form} newKey={newKey} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        next={next === undefined ? undefined : paths.invoices({ ...filter, after: next })}
      />
    </>
  );
}

function InvoiceRows({ t, rows, canRecord, form, newKey }: Omit<InvoicesProps, 'filter' | 'next'>) {
  const words = t.payables;
  const head = (
    <>
      <Head>{words.invoiceNumber}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.invoiceKind}</Head>
      <Head>{words.issuedOn}</Head>
      <Head num>{words.invoiceAmount}</Head>
      <Head num>{words.tax}</Head>
      <Head>{words.withdraw}</Head>
    </>
  );
  return (
    <Table caption={words.invoices} head={head}>
      {rows.map((row) => (
        <tr class={row.withdrawnAt === null ? undefined : 'off'}>
          <td>
            <Code>{[row.code, row.number].filter(Boolean).join(' ')}</Code>
          </td>
          <td>
            <a href={paths.payables({ party: row.partyCode, all: '1' })}>{row.party}</a>
          </td>
          <td>{words.invoiceKinds[row.kind]}</td>
          <td>{row.issuedOn}</td>
          <td class="num">{moneyText(row.amountFen)}</td>
          <td class="num">{moneyText(row.taxFen)}</td>
          <td>
            {row.withdrawnAt !== null && `${words.withdrawn} ${row.withdrawnReason}`}
            {row.withdrawnAt === null && canRecord && (
              <details>
                <summary>{words.withdraw}</summary>
                <form class="form" method="post" action={paths.invoiceWithdrawal(row.id)}>
                  <HiddenKey value={newKey()} />
                  <TextField form={form} name="reason" label={words.withdrawReason} maxlength={200} required />
                  <Button small>{words.withdraw}</Button>
                </form>
              </details>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

interface NewInvoiceProps {
  t: Words;
  form: FormState;
  formKey: string;
  suppliers: { code: string; name: string }[];
  supplier: { code: string; name: string } | undefined;
  open: InvoiceableLine[];
  chosen: number | undefined;
}

export function NewInvoicePage(props: NewInvoiceProps) {
  const { t, form, supplier, suppliers } = props;
  const words = t.payables;
  const { supplier: party, invoiceNumber: number, issuedOn, invoiceAmount: amount, tax, lots, shares } = words;
  return (
    <>
      <PageHead
        title={words.recordTitle}
        crumbs={[
          { label: words.title, href: paths.payables() },
          { label: words.tabs.invoices, href: paths.invoices() },
        ]}
        crumbsLabel={t.frame.position}
        facts={supplier && [supplier.name]}
      />
      <ErrorSummary t={t} form={form} labels={{ party, number, issuedOn, amount, tax, lots, shares }} />
      {supplier === undefined ? (
        <form class="form" method="get" action={paths.newInvoice()}>
          <SelectField
            form={form}
            name="party"
            label={words.supplier}
            options={suppliers.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
            choose={t.forms.choose}
            required
          />
          <SubmitBar consequence={words.sharesHint}>
            <Button kind="primary">{words.chooseSupplier}</Button>
          </SubmitBar>
        </form>
      ) : (
        <InvoiceForm {...props} />
      )}
    </>
  );
}

function InvoiceForm({ t, form, formKey, supplier, open, chosen }: NewInvoiceProps) {
  const words = t.payables;
  const kinds = (['distributor', 'maker'] as const).map((value) => ({ value, label: words.invoiceKinds[value] }));
  return (
    <form class="form" method="post" action={paths.invoices()}>
      <HiddenKey value={formKey} />
      <Hidden name="party" value={supplier?.code ?? ''} />
      <SelectField form={form} name="kind" label={words.invoiceKind} options={kinds} value="distributor" />
      <TextField form={form} name="code" label={words.invoiceCode} hint={words.invoiceCodeHint} maxlength={20} />
      <TextField form={form} name="number" label={words.invoiceNumber} maxlength={30} required />
      <DateField form={form} name="issuedOn" label={words.issuedOn} required />
      <TextField form={form} name="amount" label={words.invoiceAmount} inputmode="decimal" maxlength={20} required />
      <TextField form={form} name="tax" label={words.tax} inputmode="decimal" maxlength={20} />
      <TextField form={form} name="lots" label={words.lots} hint={words.lotsHint} maxlength={500} />
      {open.length === 0 ? <p>{words.nothingToInvoice}</p> : <Shares t={t} form={form} open={open} chosen={chosen} />}
      <SubmitBar consequence={words.recordConsequence}>
        <Button kind="primary">{words.record}</Button>
      </SubmitBar>
    </form>
  );
}

function Shares({ t, form, open, chosen }: Pick<NewInvoiceProps, 't' | 'form' | 'open' | 'chosen'>) {
  const words = t.payables;
  const ticked = valuesOf(form, 'chosen', chosen === undefined ? [] : [String(chosen)]);
  const head = (
    <>
      <Head>
        <span class="visually-hidden">{words.shares}</span>
      </Head>
      <Head>{words.receipt}</Head>
      <Head>{t.treasury.dueOn}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.notInvoiced}</Head>
      <Head num>{words.share}</Head>
    </>
  );
  return (
    <fieldset class="field" id="f-shares">
      <legend>{words.shares}</legend>
      <p class="hint">{words.sharesHint}</p>
      <Table caption={words.shares} head={head}>
        {open.map((row) => (
          <tr>
            <td>
              <input
                type="checkbox"
                name="chosen"
                value={row.id}
                checked={ticked.includes(String(row.id))}
                aria-label={row.receipt}
              />
            </td>
            <td>
              <Code href={paths.payable(row.id)}>{row.receipt}</Code>
            </td>
            <td>{row.dueOn}</td>
            <td class="num">{moneyText(row.amountFen)}</td>
            <td class="num">{moneyText(row.amountFen - row.invoicedFen)}</td>
            <td class="num">
              <input
                class="input num"
                name={`share.${row.id}`}
                value={typedValue(form, `share.${row.id}`)}
                inputmode="decimal"
                aria-label={`${words.share} ${row.receipt}`}
              />
            </td>
          </tr>
        ))}
      </Table>
    </fieldset>
  );
}
