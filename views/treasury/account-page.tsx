/** The procurement account: how the balance came about, how much can be spent, what is due, whose budgets, cash ahead. */
import { paths } from '../../src/paths.ts';
import type { BandSum, PayableLine } from '../../src/payables/list-queries.ts';
import type { AccountSums, CashWeek, MemberBudget, RecentPayment } from '../../src/treasury/account-queries.ts';
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

export interface AccountPageProps {
  t: Words;
  now: number;
  today: string;
  sums: AccountSums;
  bands: BandSum[];
  due: (PayableLine & { member: string | null })[];
  budgets: MemberBudget[];
  weeks: CashWeek[];
  recent: RecentPayment[];
  fund: FundDuty | undefined;
  unmatched: number;
}

export function AccountPage(props: AccountPageProps) {
  const { t, now, bands, unmatched } = props;
  const words = t.treasury;
  const late = bands.find((band) => band.band === 'overdue')?.count ?? 0;
  const facts = [words.only, words.asOf(fullMoment(now))];
  if (unmatched > 0) facts.push(words.unmatchedCount(unmatched));
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
            <CashChart t={t} weeks={props.weeks} today={props.today} />
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

interface Term {
  sign: '' | '+' | '−' | '=';
  label: string;
  fen: number;
  href: string;
  note: string;
  class?: 'result' | 'final';
}

function Sum({ label, terms, second }: { label: string; terms: Term[]; second?: boolean }) {
  return (
    <ul class={second ? 'sum second' : 'sum'} aria-label={label}>
      {terms.map((term) => (
        <li data-sign={term.sign} class={term.class}>
          <span class="label">{term.label}</span>
          <div class="value">
            <a href={term.href}>{moneyText(term.fen)}</a>
          </div>
          <span class="note">{term.note}</span>
        </li>
      ))}
    </ul>
  );
}

function Sums({ t, sums, bands, today }: AccountPageProps) {
  const words = t.treasury;
  const first = `${today.slice(0, 7)}-01`;
  const month = paths.accountEntries('BANK', { from: first });
  const late = bands.find((band) => band.band === 'overdue')?.openFen ?? 0;
  const available = sums.bankFen - sums.owedFen - sums.committedFen;
  return (
    <>
      <Sum
        label={words.howBalance}
        terms={[
          {
            sign: '',
            label: words.opening(dayText(t, first, today)),
            fen: sums.openingFen,
            href: paths.accountEntries('BANK', { until: first }),
            note: words.byBooks,
          },
          { sign: '+', label: words.into, fen: sums.intoFen, href: month, note: words.times(sums.intoCount) },
          { sign: '−', label: words.out, fen: sums.outFen, href: month, note: words.times(sums.outCount) },
          {
            sign: '=',
            label: words.balance,
            fen: sums.bankFen,
            href: paths.accountEntries('BANK'),
            note: sums.underwayFen > 0 ? words.underway(moneyText(sums.underwayFen)) : words.byBooks,
            class: 'result',
          },
        ]}
      />
      <Sum
        second
        label={words.howLeft}
        terms={[
          {
            sign: '',
            label: words.balance,
            fen: sums.bankFen,
            href: paths.accountEntries('BANK'),
            note: words.noFund(moneyText(sums.fundFen)),
          },
          {
            sign: '−',
            label: words.owed,
            fen: sums.owedFen,
            href: paths.trialBalance({ kind: 'payable' }),
            note: words.ofWhichLate(moneyText(late)),
          },
          {
            sign: '−',
            label: words.committed,
            fen: sums.committedFen,
            href: paths.budgets({ year: today.slice(0, 4) }),
            note: words.committedNote,
          },
          {
            sign: '=',
            label: words.available,
            fen: available,
            href: paths.account(),
            note: words.availableNote,
            class: 'final',
          },
        ]}
      />
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
          <Icon name="i-info" />
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
            {row.party} <InterestTag t={t} member={row.member ?? undefined} />
          </td>
          <td class="span-4">
            <Code href={paths.payable(row.id)}>{row.receipt}</Code>
            <small class="tail">{words.passed(dayText(t, row.acceptedOn, today))}</small>
          </td>
          <td class="span-2 nowrap">{t.plans.channels[row.channel]}</td>
          <td class="span-3 num">
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
              <Head num>{words.amount}</Head>
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
