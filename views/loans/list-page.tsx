/** Loans of equipment: open ones, late ones, all. */
import type { ListedLoan, LoanFilter } from '../../src/loans/list-queries.ts';
import { LOAN_STATES, LOAN_TABS } from '../../src/loans/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { FilterText, Tabs } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { LoanDue, LoanStatus } from './words.tsx';

export interface LoansPageProps {
  t: Words;
  filter: LoanFilter;
  rows: ListedLoan[];
  next: string | undefined;
  paged: boolean;
  can: { export: boolean; keep: boolean };
  today: string;
}

export function LoansPage(props: LoansPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.loans;
  const tabs = LOAN_TABS.map((tab) => ({
    label: words.tabs[tab],
    href: paths.loans({ tab }),
    current: filter.tab === tab,
  }));
  const add = (
    <LinkButton kind="primary" icon="i-plus" href={paths.newLoan()}>
      {words.add}
    </LinkButton>
  );
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} {...(can.keep && { actions: add })} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={words}
        states={LOAN_STATES}
        anyState={words.anyState}
        query={{ ...filter }}
        kept={{ tab: filter.tab }}
        href={paths.loans}
        exports={can.export ? paths.loansExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={<FilterText label={words.dueBy} name="due" type="date" value={filter.due} />}
      >
        <Rows {...props} />
      </KeyedRegister>
    </>
  );
}

function Rows({ t, rows, today }: LoansPageProps) {
  const words = t.loans;
  const head = (
    <>
      <Head>{words.thing}</Head>
      <Head>{words.number}</Head>
      <Head>{words.keeper}</Head>
      <Head>{words.borrower}</Head>
      <Head>{words.state}</Head>
      <Head>{words.dueOn}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr class={row.status === 'refused' || row.status === 'cancelled' ? 'off' : undefined}>
          <td class="span-3">
            <span class="item">
              <a href={paths.loan(row.number)}>{row.assetName}</a>
              <small>{row.reason}</small>
            </span>
          </td>
          <td class="span-3">
            <Code>{row.number}</Code>
          </td>
          <td class="span-2" data-label={words.keeper}>
            {row.keeper}
          </td>
          <td class="span-2" data-label={words.borrower}>
            {row.borrower}
          </td>
          <td class="span-2">
            <span class="item">
              <LoanStatus t={t} status={row.status} />
              {row.status === 'out' && (
                <small>
                  <LoanDue t={t} dueOn={row.dueOn} today={today} />
                </small>
              )}
              {row.damaged && <small>{words.damaged}</small>}
            </span>
          </td>
          <td class="span-2 nowrap" data-label={words.dueOn}>
            {row.dueOn}
          </td>
        </tr>
      ))}
    </Table>
  );
}
