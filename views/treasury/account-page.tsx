/** The procurement account: how the balance came about, what can be spent, what is due, budgets, cash ahead. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { BandSum, PayableLine } from '../../src/payables/list-queries.ts';
import type { AccountSums, BudgetsShown, CashWeek, RecentPayment } from '../../src/treasury/account-queries.ts';
import type { FundDuty } from '../../src/treasury/fund-queries.ts';
import type { Words } from '../i18n/index.ts';
import { InterestTag } from '../parties/interest.tsx';
import { PapersStatus } from '../payables/papers.tsx';
import { LinkButton } from '../ui/button.tsx';
import { dayText, fullMoment, moneyText } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Facts, Panel, Rail } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { MemberBudgets } from './budget-panel.tsx';
import { AgingBar, CashChart } from './charts.tsx';
import { DueDayCell } from './due-day.tsx';
import { Sums } from './sums.tsx';

export interface AccountPageProps {
  t: Words;
  now: number;
  today: string;
  sums: AccountSums;
  bands: BandSum[];
  due: (PayableLine & { member: string | null })[];
  budgets: BudgetsShown;
  weeks: CashWeek[];
  recent: RecentPayment[];
  fund: FundDuty | undefined;
  unmatched: number;
}

export function AccountPage(props: AccountPageProps) {
  const { t, now, bands, unmatched } = props;
  const words = t.treasury;
  const late = bands.find((band) => band.band === 'overdue')?.count ?? 0;
  const facts: Child[] = [words.only, words.asOf(fullMoment(now))];
  if (unmatched > 0) {
    facts.push(<a href={paths.bankLines({ meaning: 'unmatched' })}>{words.unmatchedCount(unmatched)}</a>);
  }
  return (
    <>
      <PageHead
        title={words.title}
        status={
          late > 0 && (
            <Status icon="s-late" tone="danger" badge>
              {words.late(late)}
            </Status>
          )
        }
        facts={facts}
        actions={
          <>
            <LinkButton href={paths.trialBalance()}>{words.trial}</LinkButton>
            <LinkButton href={paths.reconciliation()}>{words.reconciliation}</LinkButton>
          </>
        }
      />
      <Sums {...props} />
      <Columns>
        <div class="stack lead">
          <Due {...props} />
          <MemberBudgets t={t} budgets={props.budgets} today={props.today} />
        </div>
        <Rail label={words.cash}>
          <Panel title={words.cash} note={words.cashNote}>
            <CashChart t={t} weeks={props.weeks} />
            <p class="advice">
              <Icon name="i-info" />
              {words.cashFoot}
            </p>
          </Panel>
          <Recent {...props} />
          <Fund {...props} />
        </Rail>
      </Columns>
    </>
  );
}

function Due(props: AccountPageProps) {
  const { t, bands, due } = props;
  const words = t.treasury;
  const count = bands.reduce((sum, band) => sum + band.count, 0);
  return (
    <Panel
      title={words.due}
      note={words.dueNote}
      link={{ href: paths.payables(), label: words.allPayables(count) }}
      id="due"
      padded={false}
      foot={
        <>
          <Icon name="i-info" kind="inline" />
          {words.memberFoot}
        </>
      }
    >
      {count === 0 ? (
        <Empty title={words.nothingDue} text={words.nothingDueText} />
      ) : (
        <>
          <AgingBar t={t} bands={bands} />
          <DueRows {...props} due={due} />
        </>
      )}
    </Panel>
  );
}

function DueRows({ t, due, today }: AccountPageProps) {
  const words = t.treasury;
  const head = (
    <>
      <Head>{words.dueOn}</Head>
      <Head>{words.supplier}</Head>
      <Head>{words.receipt}</Head>
      <Head>{words.rule}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.papers}</Head>
    </>
  );
  return (
    <Table caption={words.due} head={head} inset stacks>
      {due.map((row) => (
        <tr>
          <td class="span-2 nowrap">
            <DueDayCell t={t} dueOn={row.dueOn} today={today} />
          </td>
          <td class="span-4">
            <a href={paths.party(row.partyCode)}>{row.party}</a> <InterestTag t={t} member={row.member ?? undefined} />
          </td>
          <td class="span-4">
            <Code href={paths.payable(row.id)}>{row.receipt}</Code>
            <small class="tail">{words.passed(dayText(t, row.acceptedOn, today))}</small>
          </td>
          <td class="span-2 nowrap">{t.payables.channels[row.channel]}</td>
          <td class="span-3 num" data-label={words.amount}>
            <Money t={t} amountFen={row.amountFen - row.paidFen - row.creditedFen} />
          </td>
          <td class="span-3">
            <PapersStatus t={t} row={row} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Recent({ t, recent }: AccountPageProps) {
  const words = t.treasury;
  return (
    <Panel title={words.recent} link={{ href: paths.payments(), label: words.allPayments }} padded={false}>
      {recent.length === 0 ? (
        <p class="body">{words.noPayments}</p>
      ) : (
        <Table
          caption={words.recent}
          head={
            <>
              <Head>{words.supplier}</Head>
              <Head num>{words.paidAmount}</Head>
            </>
          }
        >
          {recent.map((row) => (
            <tr class={row.status === 'failed' ? 'reversal' : undefined}>
              <td>
                {row.party} <InterestTag t={t} member={row.member ?? undefined} />
                <small class="tail">
                  <a href={paths.payment(row.number)}>{row.number}</a> {words.states[row.status]}
                </small>
              </td>
              <td class="num">
                <Money t={t} amountFen={row.amountFen} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Fund({ t, fund, today, sums }: AccountPageProps) {
  const words = t.treasury;
  const year = Number(today.slice(0, 4));
  return (
    <Panel title={words.fund} note={words.fundNote} link={{ href: paths.fund(), label: words.fundOpen }}>
      {fund === undefined ? (
        <p>{words.fundNone(year)}</p>
      ) : (
        <Facts
          facts={[
            { label: words.fundDue, value: moneyText(fund.dueFen), note: fund.basis },
            {
              label: words.fundPaid,
              value: <a href={paths.accountEntries('FUND')}>{moneyText(sums.fundFen)}</a>,
              note: [fund.remittedOn, fund.voucher].filter(Boolean).join(' '),
            },
          ]}
        />
      )}
    </Panel>
  );
}
