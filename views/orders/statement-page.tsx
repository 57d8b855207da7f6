/** What a supplier is owed and was paid, read-only: due days, credits, payments. */
import type { OwnPayable, OwnStatement } from '../../src/orders/statement-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, Filters, FilterText } from '../ui/filters.tsx';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

interface StatementPageProps extends OwnStatement {
  t: Words;
  name: string;
  today: string;
  asked: { q?: string | undefined; before?: number | undefined; paidBefore?: number | undefined };
}

const openFen = (row: OwnPayable) => row.amountFen - row.creditedFen - row.paidFen;

export function StatementPage(props: StatementPageProps) {
  const { t, name, asked, payables } = props;
  const words = t.portal;
  const { q } = asked;
  return (
    <>
      <PageHead title={words.statement} facts={[name, words.statementIntro, words.openTotal(props.openFen)]} />
      <Filters
        t={t}
        action={paths.portalStatement()}
        {...(q && { clear: paths.portalStatement() })}
        right={
          <ExportLinks
            t={t}
            csv={paths.portalStatementExport('csv', { q })}
            xlsx={paths.portalStatementExport('xlsx', { q })}
          />
        }
      >
        <FilterText label={t.treasury.search} name="q" value={q} placeholder={words.receipt} />
      </Filters>
      {payables.length === 0 ? <Empty title={q ? t.lists.empty : words.statementNone} /> : <Payables {...props} />}
      {props.payments.length > 0 && <Payments {...props} />}
    </>
  );
}

function Payables({ t, payables, today, asked, next }: StatementPageProps) {
  const words = t.portal;
  const head = (
    <>
      <Head>{words.receipt}</Head>
      <Head>{words.acceptedOn}</Head>
      <Head>{words.dueOn}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.credited}</Head>
      <Head num>{words.paid}</Head>
      <Head num>{words.open}</Head>
    </>
  );
  return (
    <Panel title={words.payables} padded={false}>
      <Table caption={words.payables} head={head} inset stacks>
        {payables.map((row) => (
          <tr>
            <td class="span-3">
              <Code>{row.receipt}</Code>
            </td>
            <td class="span-3" data-label={words.acceptedOn}>
              {dayText(t, row.acceptedOn, today)}
            </td>
            <td class="span-3" data-label={words.dueOn}>
              {dayText(t, row.dueOn, today)}
            </td>
            <td class="num span-3" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
            <td class="num span-3" data-label={words.credited}>
              <Money t={t} amountFen={row.creditedFen} />
            </td>
            <td class="num span-3" data-label={words.paid}>
              <Money t={t} amountFen={row.paidFen} />
            </td>
            <td class="num span-3" data-label={words.open}>
              <Money t={t} amountFen={openFen(row)} />
            </td>
          </tr>
        ))}
      </Table>
      <KeysetPager
        t={t}
        shown={payables.length}
        first={asked.before === undefined ? undefined : paths.portalStatement({ q: asked.q })}
        next={next === undefined ? undefined : paths.portalStatement({ q: asked.q, before: next })}
      />
    </Panel>
  );
}

function Payments({ t, payments, today, asked, nextPaid }: StatementPageProps) {
  const words = t.portal;
  const head = (
    <>
      <Head>{words.payments}</Head>
      <Head>{words.paidOn}</Head>
      <Head num>{words.amount}</Head>
    </>
  );
  return (
    <Panel title={words.payments} padded={false}>
      <Table caption={words.payments} head={head} inset stacks>
        {payments.map((row) => (
          <tr>
            <td class="span-4">
              <Code>{row.number}</Code>
            </td>
            <td class="span-2">{dayText(t, row.payOn, today)}</td>
            <td class="num" data-label={words.amount}>
              <Money t={t} amountFen={row.amountFen} />
            </td>
          </tr>
        ))}
      </Table>
      <KeysetPager
        t={t}
        shown={payments.length}
        first={asked.paidBefore === undefined ? undefined : paths.portalStatement({ q: asked.q })}
        next={nextPaid === undefined ? undefined : paths.portalStatement({ q: asked.q, paidBefore: nextPaid })}
      />
    </Panel>
  );
}
