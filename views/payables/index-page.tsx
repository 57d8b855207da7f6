/** What is owed, by due day: filtered, opened, exported, and chosen for a payment run. */
import { paths, type Query } from '../../src/paths.ts';
import type { PayableFilter, PayableLine } from '../../src/payables/list-queries.ts';
import { DUE_BANDS } from '../../src/payables/rules.ts';
import type { Words } from '../i18n/index.ts';
import { InterestTag } from '../parties/interest.tsx';
import { DueDayCell } from '../treasury/due-day.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterCheck, FilterSelect, Filters, FilterText, Tabs } from '../ui/filters.tsx';
import { dayText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Bulk, Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { PapersStatus } from './papers.tsx';

export type PayablesTab = 'open' | 'invoices' | 'credits' | 'rates';

export function PayablesTabs({ t, current }: { t: Words; current: PayablesTab }) {
  const words = t.payables;
  const hrefs = {
    open: paths.payables(),
    invoices: paths.invoices(),
    credits: paths.credits(),
    rates: paths.payableRates(),
  };
  const tabs = (Object.keys(hrefs) as PayablesTab[]).map((tab) => {
    return { label: words.tabs[tab], href: hrefs[tab], current: tab === current };
  });
  return <Tabs label={words.title} tabs={tabs} />;
}

interface PayablesPageProps {
  t: Words;
  filter: PayableFilter;
  today: string;
  rows: (PayableLine & { member: string | null })[];
  next: string | undefined;
  turned: boolean;
  can: { record: boolean; prepare: boolean; export: boolean };
}

export function PayablesPage(props: PayablesPageProps) {
  const { t, filter, rows, next, turned, can } = props;
  const words = t.payables;
  const query: Query = { ...filter, all: filter.all ? '1' : undefined };
  return (
    <>
      <PageHead
        title={words.title}
        facts={[words.intro, ...only(props)]}
        actions={
          <>
            {can.record && <LinkButton href={paths.newInvoice()}>{words.record}</LinkButton>}
            {can.prepare && (
              <LinkButton kind="primary" href={paths.newPayment()}>
                {words.prepare}
              </LinkButton>
            )}
          </>
        }
      />
      <PayablesTabs t={t} current="open" />
      <PayableFilters {...props} query={query} />
      {rows.length === 0 ? (
        <Empty title={words.emptyTitle} text={words.emptyText} />
      ) : (
        <form method="get" action={paths.newPayment()}>
          {can.prepare && (
            <Bulk count={words.prepareChosen}>
              <Button small>{words.prepare}</Button>
            </Bulk>
          )}
          <PayableRows {...props} />
        </form>
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        first={turned ? paths.payables(query) : undefined}
        next={next === undefined ? undefined : paths.payables({ ...query, after: next })}
      />
    </>
  );
}

/** What the address narrows the list to, besides what the filters say. */
function only({ t, filter, rows }: PayablesPageProps): string[] {
  const words = t.payables;
  const facts: string[] = [];
  if (filter.party) facts.push(words.onlySupplier(rows[0]?.party ?? filter.party));
  if (filter.month) facts.push(words.onlyMonth(filter.month));
  if (filter.invoice !== undefined) facts.push(words.onlyInvoice);
  return facts;
}

function PayableFilters({ t, filter, can, query }: PayablesPageProps & { query: Query }) {
  const words = t.payables;
  const all = { value: '', label: t.lists.all };
  const bands = DUE_BANDS.map((value) => ({ value, label: t.treasury.bands[value] }));
  const channels = Object.entries(words.channels).map(([value, label]) => ({ value, label }));
  const papers = Object.entries(words.papersFilter).map(([value, label]) => ({ value, label }));
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const exports = (
    <ExportLinks t={t} csv={paths.payablesExport('csv', query)} xlsx={paths.payablesExport('xlsx', query)} />
  );
  return (
    <Filters
      t={t}
      action={paths.payables()}
      kept={{ party: filter.party, month: filter.month, invoice: filter.invoice?.toString() }}
      {...(filtered && { clear: paths.payables() })}
      {...(can.export && { right: exports })}
    >
      <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
      <FilterSelect label={words.band} name="band" value={filter.band} options={[all, ...bands]} />
      <FilterSelect label={t.treasury.papers} name="papers" value={filter.papers} options={[all, ...papers]} />
      <FilterSelect label={words.channel} name="channel" value={filter.channel} options={[all, ...channels]} />
      <FilterCheck label={words.all} name="all" checked={filter.all === true} />
    </Filters>
  );
}

function PayableRows({ t, rows, today, can }: PayablesPageProps) {
  const words = t.payables;
  const head = (
    <>
      {can.prepare && (
        <Head>
          <span class="visually-hidden">{words.prepareChosen}</span>
        </Head>
      )}
      <Head>{t.treasury.dueOn}</Head>
      <Head>{t.treasury.supplier}</Head>
      <Head>{words.receipt}</Head>
      <Head>{words.channel}</Head>
      <Head num>{words.amount}</Head>
      <Head num>{words.open}</Head>
      <Head>{t.treasury.papers}</Head>
    </>
  );
  const ready = (row: PayableLine) =>
    row.blocked === null &&
    row.invoicedFen > 0 &&
    row.payer === 'account' &&
    row.amountFen > row.paidFen + row.creditedFen + row.heldFen;
  return (
    <Table caption={words.title} head={head} inset stacks>
      {rows.map((row) => (
        <tr>
          {can.prepare && (
            <td class="span-1">
              <input type="checkbox" name="id" value={row.id} aria-label={row.receipt} disabled={!ready(row)} />
            </td>
          )}
          <td class="span-2 nowrap">
            <DueDayCell t={t} dueOn={row.dueOn} today={today} />
          </td>
          <td class="span-3">
            <a href={paths.party(row.partyCode)}>{row.party}</a> <InterestTag t={t} member={row.member ?? undefined} />
          </td>
          <td class="span-4">
            <Code href={paths.payable(row.id)}>{row.part > 1 ? `${row.receipt}-${row.part}` : row.receipt}</Code>
            <small class="tail">{t.treasury.passed(dayText(t, row.acceptedOn, today))}</small>
          </td>
          <td class="span-2 nowrap">{words.channels[row.channel]}</td>
          <td class="span-3 num" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen} />
          </td>
          <td class="span-3 num" data-label={words.open}>
            <Money t={t} amountFen={row.amountFen - row.paidFen - row.creditedFen} />
          </td>
          <td class="span-4">
            <PapersStatus t={t} row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
