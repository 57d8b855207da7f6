/** Credit notes with what is left of each, and how punctually the county pays, month by month. */
import { paths } from '../../src/paths.ts';
import type { MonthRate } from '../../src/payables/list-queries.ts';
import type { CreditLine } from '../../src/payables/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, NumberField, TextField } from '../ui/field.tsx';
import { Filters, FilterText } from '../ui/filters.tsx';
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
  filter: { q?: string | undefined };
  rows: CreditLine[];
  next: number | undefined;
  canSetOff: boolean;
  form: FormState;
  newKey: () => string;
}

export function CreditsPage(props: CreditsProps) {
  const { t, filter, rows, next, form } = props;
  const words = t.payables;
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
      <Filters t={t} action={paths.credits()} {...(filter.q && { clear: paths.credits() })}>
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noCredits} text={words.creditsIntro} /> : <CreditRows {...props} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        next={next === undefined ? undefined : paths.credits({ ...filter, after: next })}
      />
    </>
  );
}

function CreditRows({ t, now, rows, canSetOff, form, newKey }: CreditsProps) {
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
    <Table caption={words.creditsTitle} head={head}>
      {rows.map((row) => (
        <tr>
          <td class="nowrap">{momentText(t, row.madeAt, now)}</td>
          <td>
            <a href={paths.party(row.partyCode)}>{row.party}</a>
          </td>
          <td>
            <Code href={paths.payable(row.payableId)}>{row.receipt}</Code>
          </td>
          <td>{row.reason}</td>
          <td class="num">
            <Money t={t} amountFen={-row.amountFen} />
          </td>
          <td class="num">{moneyText(row.amountFen - row.setOffFen)}</td>
          <td>
            {canSetOff && row.amountFen > row.setOffFen && (
              <details>
                <summary>{words.setOffHand}</summary>
                <form class="form" method="post" action={paths.creditSetOff(row.id)}>
                  <HiddenKey value={newKey()} />
                  <NumberField form={form} name="payable" label={words.setOffPayable} required />
                  <TextField form={form} name="amount" label={words.setOffAmount} inputmode="decimal" required />
                  <p class="hint">{words.setOffConsequence}</p>
                  <Button small>{words.setOffHand}</Button>
                </form>
              </details>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

export function RatesPage({ t, rates }: { t: Words; rates: MonthRate[] }) {
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
      />
      <PayablesTabs t={t} current="rates" />
      <Table caption={words.ratesTitle} head={head}>
        {rates.map((row) => (
          <tr>
            <td>{row.month}</td>
            <td class="num">{row.onTime}</td>
            <td class="num">{row.due}</td>
            <td class="num">{percentText(t, row.onTime, row.due)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}
