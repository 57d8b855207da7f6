/** Bank lines: all of them, and those of one statement with what they probably are. */
import type { BankLineRow, StatementRow } from '../../src/bank/line-queries.ts';
import { type Decider, type Meaning, mayDecide, type Proposal } from '../../src/bank/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { fullMoment, moneyText } from '../ui/format.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';

export function MeaningCell({ t, row, proposal }: { t: Words; row: BankLineRow; proposal?: Proposal | undefined }) {
  const words = t.treasury.runs;
  if (row.meaning !== 'unmatched') {
    return (
      <>
        <Status icon={row.meaning === 'set_aside' ? 's-hold' : 's-done'}>{words.meanings[row.meaning]}</Status>{' '}
        {row.run !== null && <Code href={paths.payment(row.run)}>{row.run}</Code>} {row.organisation}
        {row.note !== '' && <small class="tail">{row.note}</small>}
      </>
    );
  }
  return (
    <>
      <Status icon="s-todo" tone="warn">
        {words.meanings.unmatched}
      </Status>
      {proposal !== undefined && (
        <small class="tail">
          {words.proposal} {words.meanings[proposal.meaning]} {words.because[proposal.because]}
        </small>
      )}
    </>
  );
}

/** Says why somebody who may look at lines may not say everything about them. */
export function WhoDecides({ t, decider }: { t: Words; decider: Decider }) {
  const words = t.treasury.runs;
  if (decider.accounts && decider.imported) {
    return (
      <Notice title={words.ownStatement} level="h3">
        {words.ownStatementText}
      </Notice>
    );
  }
  return decider.witnesses && !decider.accounts ? <Notice title={words.witnessOnly} level="h3" /> : null;
}

interface RowsProps {
  t: Words;
  rows: BankLineRow[];
  proposals?: Map<number, Proposal>;
  /** Set where proposals can be confirmed, as far as the person may. */
  decider?: Decider | undefined;
}

function LineRows({ t, rows, proposals, decider }: RowsProps) {
  const words = t.treasury.runs;
  const head = (
    <>
      {decider !== undefined && (
        <Head>
          <span class="visually-hidden">{words.acceptAll}</span>
        </Head>
      )}
      <Head>{words.day}</Head>
      <Head num>{words.money}</Head>
      <Head>{words.counterparty}</Head>
      <Head>{words.memo}</Head>
      <Head>{words.meaning}</Head>
    </>
  );
  return (
    <Table caption={words.bank} head={head} inset stacks>
      {rows.map((row) => {
        const proposal = proposals?.get(row.id);
        return (
          <tr>
            {decider !== undefined && (
              <td class="span-1">
                {proposal !== undefined && mayDecide(proposal.meaning, decider) && (
                  <input type="checkbox" name="line" value={row.id} checked aria-label={words.lineTitle(row.id)} />
                )}
              </td>
            )}
            <td class="span-2 nowrap">
              <a href={paths.bankLine(row.id)}>{row.bookedOn}</a>
            </td>
            <td class="span-3 num">
              <Money t={t} amountFen={row.amountFen} />
            </td>
            <td class="span-4">
              {row.counterName}
              <small class="tail">{row.counterAccount}</small>
            </td>
            <td class="span-3">{row.memo}</td>
            <td class="span-3">
              <MeaningCell t={t} row={row} proposal={proposal} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

interface BankLinesProps {
  t: Words;
  filter: { q?: string | undefined; meaning?: Meaning | 'unmatched' | undefined };
  rows: BankLineRow[];
  next: string | undefined;
  statements: StatementRow[];
  can: { import: boolean; export: boolean };
}

export function BankLinesPage({ t, filter, rows, next, statements, can }: BankLinesProps) {
  const words = t.treasury.runs;
  const query = { ...filter };
  const meanings = Object.entries(words.meanings).map(([value, label]) => ({ value, label }));
  const exports = (
    <ExportLinks t={t} csv={paths.bankLinesExport('csv', query)} xlsx={paths.bankLinesExport('xlsx', query)} />
  );
  return (
    <>
      <PageHead
        title={words.bank}
        facts={[words.bankIntro]}
        actions={
          <>
            <LinkButton href={paths.reconciliation()}>{t.treasury.reconciliation}</LinkButton>
            {can.import && (
              <LinkButton kind="primary" href={paths.bankImport()}>
                {words.import}
              </LinkButton>
            )}
          </>
        }
      />
      <Filters
        t={t}
        action={paths.bankLines()}
        {...((filter.q || filter.meaning) && { clear: paths.bankLines() })}
        {...(can.export && { right: exports })}
      >
        <FilterText label={words.search} name="q" value={filter.q} placeholder={words.searchHint} />
        <FilterSelect
          label={words.meaning}
          name="meaning"
          value={filter.meaning}
          options={[{ value: '', label: t.lists.all }, ...meanings]}
        />
      </Filters>
      {rows.length === 0 ? <Empty title={words.noLines} text={words.bankIntro} /> : <LineRows t={t} rows={rows} />}
      <KeysetPager
        t={t}
        shown={rows.length}
        next={next === undefined ? undefined : paths.bankLines({ ...query, after: next })}
      />
      {statements.length > 0 && (
        <Panel title={words.statement}>
          <ul>
            {statements.map((one) => (
              <li>
                <a href={paths.bankStatement(one.id)}>{one.fileName}</a>{' '}
                {`${fullMoment(one.importedAt)} ${one.importedBy} `}
                {one.open > 0 && t.treasury.unmatchedCount(one.open)}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

interface StatementProps {
  t: Words;
  statement: StatementRow;
  rows: BankLineRow[];
  proposals: Map<number, Proposal>;
  decider: Decider;
  form: FormState;
  formKey: string;
}

export function StatementPage({ t, statement, rows, proposals, decider, form, formKey }: StatementProps) {
  const words = t.treasury.runs;
  const { openingFen, closingFen } = statement;
  const balances =
    openingFen === null || closingFen === null
      ? words.noBalances
      : words.balances(moneyText(openingFen), moneyText(closingFen));
  const choosing = [...proposals.values()].some(({ meaning }) => mayDecide(meaning, decider));
  return (
    <>
      <PageHead
        title={statement.fileName}
        crumbs={[{ label: words.bank, href: paths.bankLines() }]}
        crumbsLabel={t.frame.position}
        facts={[
          balances,
          t.treasury.unmatchedCount(statement.open),
          `${words.importedBy} ${statement.importedBy ?? ''}`,
        ]}
      />
      <ErrorSummary t={t} form={form} />
      {statement.open > 0 && <WhoDecides t={t} decider={decider} />}
      {choosing ? (
        <form method="post" action={paths.bankMatching(statement.id)}>
          <HiddenKey value={formKey} />
          <LineRows t={t} rows={rows} proposals={proposals} decider={decider} />
          <SubmitBar consequence={words.acceptConsequence}>
            <Button kind="primary">{words.acceptAll}</Button>
          </SubmitBar>
        </form>
      ) : (
        <LineRows t={t} rows={rows} proposals={proposals} />
      )}
    </>
  );
}
