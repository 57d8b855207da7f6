/** The trial balance, whose columns must be equal, and the entries of one account with its running balance. */
import type { BookEntry } from '../../src/books/entry-queries.ts';
import { paths } from '../../src/paths.ts';
import type { AccountFilter, AccountLine, EntryOrigin } from '../../src/treasury/entry-queries.ts';
import type { Words } from '../i18n/index.ts';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { fullMoment, moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

export function codeWord(t: Words, code: string): string {
  return t.treasury.codes[code] ?? t.books.kindOf(code);
}

interface TrialProps {
  t: Words;
  filter: AccountFilter;
  rows: AccountLine[];
  totals: { count: number; debitsFen: number; creditsFen: number };
  next: string | undefined;
  turned: boolean;
  canExport: boolean;
}

export function TrialBalancePage({ t, filter, rows, totals, next, turned, canExport }: TrialProps) {
  const words = t.treasury;
  const query = { ...filter };
  const equal = totals.debitsFen === totals.creditsFen;
  const whole = !filter.q && !filter.kind;
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  const exports = (
    <ExportLinks t={t} csv={paths.trialBalanceExport('csv', query)} xlsx={paths.trialBalanceExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.trial}
        crumbs={[{ label: words.title, href: paths.account() }]}
        crumbsLabel={t.frame.position}
        status={
          whole && (
            <Status icon={equal ? 's-done' : 's-stop'} tone={equal ? undefined : 'danger'} badge>
              {equal ? words.equal : words.unequal}
            </Status>
          )
        }
        facts={[words.trialIntro]}
      />
      <Filters
        t={t}
        action={paths.trialBalance()}
        {...(!whole && { clear: paths.trialBalance() })}
        {...(canExport && { right: exports })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.kind}
          name="kind"
          value={filter.kind}
          options={[{ value: '', label: t.lists.all }, ...kinds]}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={t.lists.empty} text={t.lists.emptyHint} />
      ) : (
        <TrialRows t={t} rows={rows} totals={totals} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={totals.count}
        first={turned ? paths.trialBalance(query) : undefined}
        next={next === undefined ? undefined : paths.trialBalance({ ...query, after: next })}
      />
    </>
  );
}

function TrialRows({ t, rows, totals }: Pick<TrialProps, 't' | 'rows' | 'totals'>) {
  const words = t.treasury;
  const head = (
    <>
      <Head>{words.code}</Head>
      <Head>{words.account}</Head>
      <Head>{words.kind}</Head>
      <Head num>{words.debits}</Head>
      <Head num>{words.credits}</Head>
      <Head num>{words.heldSum}</Head>
      <Head num>{words.balanceYuan}</Head>
    </>
  );
  return (
    <Table caption={words.trial} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-5">
            <Code href={paths.accountEntries(row.code)}>{row.code}</Code>
          </td>
          <td class="span-4">{row.name}</td>
          <td class="span-2">{(words.kinds as Record<string, string>)[row.kind] ?? row.kind}</td>
          <td class="num span-3" data-label={words.debits}>
            {moneyText(row.debitsFen)}
          </td>
          <td class="num span-3" data-label={words.credits}>
            {moneyText(row.creditsFen)}
          </td>
          <td class="num span-3" data-label={words.heldSum}>
            {moneyText(row.heldFen)}
          </td>
          <td class="num span-3" data-label={words.balanceYuan}>
            <Money t={t} amountFen={row.debitsFen - row.creditsFen} />
          </td>
        </tr>
      ))}
      <tr class="total">
        <td>{words.total}</td>
        <td />
        <td />
        <td class="num span-3" data-label={words.debits}>
          {moneyText(totals.debitsFen)}
        </td>
        <td class="num span-3" data-label={words.credits}>
          {moneyText(totals.creditsFen)}
        </td>
        <td />
        <td class="num span-3" data-label={words.balanceYuan}>
          <Money t={t} amountFen={totals.debitsFen - totals.creditsFen} />
        </td>
      </tr>
    </Table>
  );
}

interface EntriesProps {
  t: Words;
  account: AccountLine;
  span: { from?: string | undefined; until?: string | undefined; side?: 'debit' | 'credit' | undefined };
  rows: BookEntry[];
  origins: Map<number, EntryOrigin>;
  next: number | undefined;
  turned: boolean;
  canExport: boolean;
}

export function EntriesPage({ t, account, span, rows, origins, next, turned, canExport }: EntriesProps) {
  const words = t.treasury;
  const query = { ...span };
  const { code } = account;
  const sides = Object.entries(words.sides).map(([value, label]) => ({ value, label }));
  const csv = paths.accountEntriesExport(code, 'csv', query);
  const narrowed = Object.values(span).some((value) => value !== undefined);
  return (
    <>
      <PageHead
        title={words.entriesOf(account.name)}
        crumbs={[
          { label: words.title, href: paths.account() },
          { label: words.trial, href: paths.trialBalance() },
        ]}
        crumbsLabel={t.frame.position}
        facts={[code, `${words.balanceYuan} ${moneyText(account.debitsFen - account.creditsFen)}`]}
      />
      <Filters
        t={t}
        action={paths.accountEntries(code)}
        {...(narrowed && { clear: paths.accountEntries(code) })}
        {...(canExport && {
          right: <ExportLinks t={t} csv={csv} xlsx={paths.accountEntriesExport(code, 'xlsx', query)} />,
        })}
      >
        <FilterText label={words.from} name="from" type="date" value={span.from} />
        <FilterText label={words.to} name="until" type="date" value={span.until} />
        <FilterSelect
          label={words.side}
          name="side"
          value={span.side}
          options={[{ value: '', label: t.lists.all }, ...sides]}
        />
      </Filters>
      {rows.length === 0 ? (
        <Empty title={words.noEntries} text={words.noEntriesText} />
      ) : (
        <EntryRows t={t} rows={rows} origins={origins} name={account.name} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        first={turned ? paths.accountEntries(code, query) : undefined}
        next={next === undefined ? undefined : paths.accountEntries(code, { ...query, after: next })}
      />
    </>
  );
}

function EntryRows({ t, rows, origins, name }: Pick<EntriesProps, 't' | 'rows' | 'origins'> & { name: string }) {
  const words = t.treasury;
  const head = (
    <>
      <Head>{words.when}</Head>
      <Head>{words.why}</Head>
      <Head>{words.document}</Head>
      <Head>{words.other}</Head>
      <Head num>{words.debit}</Head>
      <Head num>{words.credit}</Head>
      <Head num>{words.running}</Head>
      <Head>{words.by}</Head>
    </>
  );
  return (
    <Table caption={words.entriesOf(name)} head={head} stacks>
      {rows.map((row) => {
        const origin = origins.get(row.id);
        return (
          <tr>
            <td class="tight nowrap span-3">{fullMoment(row.occurredAt)}</td>
            <td class="span-3">{codeWord(t, row.code)}</td>
            <td class="span-3">{origin !== undefined && <Code href={origin.href}>{origin.label}</Code>}</td>
            <td class="span-3">
              <Code href={paths.accountEntries(row.otherCode)}>{row.otherCode}</Code>
            </td>
            <td class="num span-3" data-label={words.debit}>
              {row.debitFen > 0 ? moneyText(row.debitFen) : '–'}
            </td>
            <td class="num span-3" data-label={words.credit}>
              {row.creditFen > 0 ? moneyText(row.creditFen) : '–'}
            </td>
            <td class="num span-3" data-label={words.running}>
              {row.balanceFen === null ? '–' : <Money t={t} amountFen={row.balanceFen} />}
            </td>
            <td class="span-3">{row.actor}</td>
          </tr>
        );
      })}
    </Table>
  );
}
