/** Recording an invoice: whose it is, and what it is for. */
import { paths } from '../../src/paths.ts';
import type { InvoiceableLine } from '../../src/payables/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField, typedValue, valuesOf } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

const SHOWN = 50;

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

/** What is ticked stands first: it must not be among those that are left out. */
function firstOf(open: readonly InvoiceableLine[], ticked: readonly string[]): InvoiceableLine[] {
  const first = open.filter((row) => ticked.includes(String(row.id)));
  return [...first, ...open.filter((row) => !first.includes(row))].slice(0, Math.max(SHOWN, first.length));
}

function Shares({ t, form, open, chosen }: Pick<NewInvoiceProps, 't' | 'form' | 'open' | 'chosen'>) {
  const words = t.payables;
  const ticked = valuesOf(form, 'chosen', chosen === undefined ? [] : [String(chosen)]);
  const shown = firstOf(open, ticked);
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
      {open.length > SHOWN && <p class="hint">{words.moreOpen(SHOWN)}</p>}
      <Table caption={words.shares} head={head} stacks>
        {shown.map((row) => (
          <tr>
            <td class="span-1">
              <input
                type="checkbox"
                name="chosen"
                value={row.id}
                checked={ticked.includes(String(row.id))}
                aria-label={row.receipt}
              />
            </td>
            <td class="span-3">
              <Code href={paths.payable(row.id)}>{row.receipt}</Code>
            </td>
            <td class="span-2">{row.dueOn}</td>
            <td class="num span-3" data-label={words.amount}>
              {moneyText(row.amountFen)}
            </td>
            <td class="num span-3" data-label={words.notInvoiced}>
              {moneyText(row.amountFen - row.invoicedFen)}
            </td>
            <td class="num">
              <input
                class="input num"
                name={`share.${row.id}`}
                value={typedValue(form, `share.${row.id}`)}
                inputmode="decimal"
                placeholder={words.share}
                aria-label={`${words.share} ${row.receipt}`}
              />
            </td>
          </tr>
        ))}
      </Table>
    </fieldset>
  );
}
