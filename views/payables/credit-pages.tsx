/** Credit notes with what is left of each, and how punctually the county pays, month by month. */
import { paths } from '../../src/paths.ts';
import type { MonthRate } from '../../src/payables/list-queries.ts';
import type { CreditLine, SetOffTarget } from '../../src/payables/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { momentText, moneyText, percentText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { PayablesTabs } from './index-page.tsx';

interface CreditsProps {
  t: Words;
  now: number;
  filter: { q?: string | undefined; party?: string | undefined };
  /** Where this page begins, and the row whose form is open. */
  at: { after?: number | undefined; open?: number | undefined };
  rows: CreditLine[];
  next: number | undefined;
  /** What the opened note can be set off against. */
  targets: SetOffTarget[];
  can: { setOff: boolean; export: boolean };
  form: FormState;
  formKey: string;
}

const COLUMNS = 7;

export function CreditsPage(props: CreditsProps) {
  const { t, filter, at, rows, next, can, form } = props;
  const words = t.payables;
  const narrowed = Boolean(filter.q) || filter.party !== undefined;
  return (
    <>
      <PageHead
        title={words.creditsTitle}
        crumbs={[{ label: words.title, href: paths.payables() }]}
        crumbsLabel={t.frame.position}
        facts={[words.creditsIntro]}
      />
      <PayablesTabs t={t} current="credits" />
      <ErrorSummary t={t} form={form} labels={{ payable: words.setOffPayable, amount: words.setOffAmount }} />
      <Filters
        t={t}
        action={paths.credits()}
        kept={{ party: filter.party }}
        {...(narrowed && { clear: paths.credits() })}
        {...(can.export && {
          right: (
            <ExportLinks t={t} csv={paths.creditsExport('csv', filter)} xlsx={paths.creditsExport('xlsx', filter)} />
          ),
        })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.creditSearch} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noCredits} text={words.creditsIntro} /> : <CreditRows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        first={at.after === undefined ? undefined : paths.credits(filter)}
        next={next === undefined ? undefined : paths.credits({ ...filter, after: next })}
      />
    </>
  );
}

function CreditRows(props: CreditsProps) {
  const { t, rows, at } = props;
  const words = t.payables;
  const head = (
    <>
      <Head>{words.madeAt}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.origin}</Head>
      <Head>{words.creditReason}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.left}</Head>
      <Head>{words.setOffHand}</Head>
    </>
  );
  return (
    <Table caption={words.creditsTitle} head={head} stacks>
      {rows.map((row) => (
        <>
          <Row {...props} row={row} />
          {at.open === row.id && row.amountFen > row.setOffFen && <SetOff {...props} row={row} />}
        </>
      ))}
    </Table>
  );
}

function Row({ t, now, filter, at, can, row }: CreditsProps & { row: CreditLine }) {
  const words = t.payables;
  const left = row.amountFen - row.setOffFen;
  return (
    <tr id={`credit-${row.id}`}>
      <td class="nowrap span-2">{momentText(t, row.madeAt, now)}</td>
      <td class="span-4">
        <a href={paths.party(row.partyCode)}>{row.party}</a>
      </td>
      <td class="span-3">
        <Code href={paths.payable(row.payableId)}>{row.receipt}</Code>
      </td>
      <td class="span-3">{row.reason}</td>
      <td class="num span-3" data-label={words.amount}>
        <Money t={t} amountFen={-row.amountFen} />
      </td>
      <td class="num span-3" data-label={words.left}>
        {moneyText(left)}
      </td>
      <td>
        {left === 0 && words.setOff}
        {can.setOff && left > 0 && at.open !== row.id && (
          <a href={`${paths.credits({ ...filter, ...at, open: row.id })}#credit-${row.id}`}>{words.setOffHand}</a>
        )}
      </td>
    </tr>
  );
}

function SetOff({ t, targets, form, formKey, row }: CreditsProps & { row: CreditLine }) {
  const words = t.payables;
  return (
    <tr>
      <td colspan={COLUMNS}>
        {targets.length === 0 ? (
          words.setOffNone
        ) : (
          <form class="form" method="post" action={paths.creditSetOff(row.id)}>
            <HiddenKey value={formKey} />
            <SelectField
              form={form}
              name="payable"
              label={words.setOffPayable}
              options={targets.map((one) => {
                return {
                  value: String(one.id),
                  label: words.setOffTarget(one.receipt, one.dueOn, moneyText(one.openFen)),
                };
              })}
              choose={t.forms.choose}
              required
            />
            <TextField
              form={form}
              name="amount"
              label={words.setOffAmount}
              inputmode="decimal"
              maxlength={20}
              required
            />
            <SubmitBar consequence={words.setOffConsequence}>
              <Button>{words.setOffHand}</Button>
            </SubmitBar>
          </form>
        )}
      </td>
    </tr>
  );
}

export function RatesPage({ t, rates, canExport }: { t: Words; rates: MonthRate[]; canExport: boolean }) {
  const words = t.payables;
  const head = (
    <>
      <Head>{words.month}</Head>
      <Head num>{words.onTimeCount}</Head>
      <Head num>{words.dueCount}</Head>
      <Head num>{words.rate}</Head>
    </>
  );
  return (
    <>
      <PageHead
        title={words.ratesTitle}
        crumbs={[{ label: words.title, href: paths.payables() }]}
        crumbsLabel={t.frame.position}
        facts={[words.ratesIntro]}
        actions={
          canExport && (
            <ExportLinks t={t} csv={paths.payableRatesExport('csv')} xlsx={paths.payableRatesExport('xlsx')} />
          )
        }
      />
      <PayablesTabs t={t} current="rates" />
      <Table caption={words.ratesTitle} head={head}>
        {rates.map((row) => (
          <tr>
            <td>{row.month}</td>
            <td class="num">{row.onTime}</td>
            <td class="num">
              <a href={paths.payables({ month: row.month, all: '1' })}>{row.due}</a>
            </td>
            <td class="num">{percentText(t, row.onTime, row.due)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
