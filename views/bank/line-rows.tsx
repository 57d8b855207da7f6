/** Lines of the bank as rows: what each is, or probably is, and who may say so. */
import type { BankLineRow } from '../../src/bank/line-queries.ts';
import { type Decider, mayDecide, type Proposal } from '../../src/bank/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Notice } from '../ui/notice.tsx';
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
        <small class="tail">{words.proposed(words.meanings[proposal.meaning], words.because[proposal.because])}</small>
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

export function LineRows({ t, rows, proposals, decider }: RowsProps) {
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
