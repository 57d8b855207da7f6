/** All lines of the bank, and the statements that they came with. */
import type { BankLineRow, StatementRow } from '../../src/bank/line-queries.ts';
import type { Meaning } from '../../src/bank/rules.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { ExportLinks, FilterSelect, Filters, FilterText } from '../ui/filters.tsx';
import { fullMoment } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

import { LineRows } from './line-rows.tsx';

interface BankLinesProps {
  t: Words;
  filter: { q?: string | undefined; meaning?: Meaning | 'unmatched' | undefined; statement?: number | undefined };
  rows: BankLineRow[];
  /** Pages of the lines, and of the statements below them. */
  at: { turned: boolean; next: string | undefined; before: number | undefined; older: number | undefined };
  statements: StatementRow[];
  can: { import: boolean; export: boolean };
}

export function BankLinesPage(props: BankLinesProps) {
  const { t, filter, rows, at, can } = props;
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
        kept={{ statement: filter.statement?.toString() }}
        {...((filter.q || filter.meaning || filter.statement) && { clear: paths.bankLines() })}
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
        first={at.turned ? paths.bankLines(query) : undefined}
        next={at.next === undefined ? undefined : paths.bankLines({ ...query, after: at.next })}
      />
      <Statements {...props} />
    </>
  );
}

function Statements({ t, statements, at }: BankLinesProps) {
  const words = t.treasury.runs;
  if (statements.length === 0) return null;
  const head = (
    <>
      <Head>{words.statement}</Head>
      <Head>{words.importedAt}</Head>
      <Head>{words.importedBy}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.waiting}</Head>
    </>
  );
  return (
    <Panel title={words.statements} id="statements" padded={false}>
      <Table caption={words.statements} head={head} stacks>
        {statements.map((one) => (
          <tr>
            <td>
              <a href={paths.bankStatement(one.id)}>{one.fileName}</a>
            </td>
            <td class="span-4">{fullMoment(one.importedAt)}</td>
            <td class="span-2">{one.importedBy}</td>
            <td class="num span-3" data-label={words.lines}>
              {one.lines}
            </td>
            <td class="num span-3" data-label={words.waiting}>
              {one.open === 0 ? (
                0
              ) : (
                <a href={paths.bankLines({ statement: one.id, meaning: 'unmatched' })}>{one.open}</a>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {(at.before !== undefined || at.older !== undefined) && (
        <KeysetPager
          t={t}
          shown={statements.length}
          first={at.before === undefined ? undefined : `${paths.bankLines()}#statements`}
          next={at.older === undefined ? undefined : `${paths.bankLines({ before: at.older })}#statements`}
        />
      )}
    </Panel>
  );
}
