/** One statement, page by page, with what its lines probably are. */
import type { BankLineRow, StatementRow } from '../../src/bank/line-queries.ts';
import { type Decider, mayDecide, type Proposal } from '../../src/bank/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';

import { LineRows, WhoDecides } from './line-rows.tsx';

interface StatementProps {
  t: Words;
  statement: StatementRow;
  rows: BankLineRow[];
  /** Line number after which this page begins, and after which the next one does. */
  at: { after: number | undefined; next: number | undefined };
  proposals: Map<number, Proposal>;
  decider: Decider;
  form: FormState;
  formKey: string;
}

export function StatementPage({ t, statement, rows, at, proposals, decider, form, formKey }: StatementProps) {
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
          <a href={paths.bankLines({ statement: statement.id, meaning: 'unmatched' })}>
            {t.treasury.unmatchedCount(statement.open)}
          </a>,
          `${words.importedBy} ${statement.importedBy ?? ''}`,
        ]}
      />
      <ErrorSummary t={t} form={form} />
      {statement.open > 0 && <WhoDecides t={t} decider={decider} />}
      {choosing ? (
        <form method="post" action={paths.bankMatching(statement.id, { after: at.after })}>
          <HiddenKey value={formKey} />
          <LineRows t={t} rows={rows} proposals={proposals} decider={decider} />
          <SubmitBar consequence={words.acceptConsequence}>
            <Button kind="primary">{words.acceptAll}</Button>
          </SubmitBar>
        </form>
      ) : (
        <LineRows t={t} rows={rows} proposals={proposals} />
      )}
      <KeysetPager
        t={t}
        shown={rows.length}
        total={statement.lines}
        first={at.after === undefined ? undefined : paths.bankStatement(statement.id)}
        next={at.next === undefined ? undefined : paths.bankStatement(statement.id, { after: at.next })}
      />
    </>
  );
}
