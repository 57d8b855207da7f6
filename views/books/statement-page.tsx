/** A member's statement of a month: each figure opens its entries; the member confirms it or says what is wrong. */
import type { MemberStatement, StatementLine } from '../../src/books/statement-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, TextArea } from '../ui/field.tsx';
import { ExportLinks } from '../ui/filters.tsx';
import { fullMoment, momentText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Money } from '../ui/values.tsx';
import { MonthState } from './state.tsx';

interface StatementPageProps {
  t: Words;
  statement: MemberStatement;
  form: FormState;
  formKey: string;
  can: { export: boolean; sign: boolean; answer: boolean };
  next: string | undefined;
  previous: string;
  now: number;
}

export function StatementPage(props: StatementPageProps) {
  const { t, statement, form, can, next, previous, now } = props;
  const words = t.books;
  const { code, name, month, closed } = statement;
  return (
    <>
      <PageHead
        crumbs={[
          { label: words.title, href: paths.books({ month }) },
          { label: code, code: true },
        ]}
        crumbsLabel={t.frame.position}
        title={words.statementOf(name, month)}
        status={<MonthState t={t} row={statement} badge />}
        facts={[
          closed === null ? words.monthOpen(month) : words.closedBy(closed.by, momentText(t, closed.at, now)),
          <a href={paths.memberBook(code, previous)}>{words.previousMonth}</a>,
          ...(next === undefined ? [] : [<a href={paths.memberBook(code, next)}>{words.nextMonth}</a>]),
        ]}
        actions={
          <LinkButton href={paths.memberBookPaper(code, month)} newTab print>
            {words.paper}
          </LinkButton>
        }
      />
      <ErrorSummary t={t} form={form} labels={{ objection: words.objection, answer: words.answer }} />
      {statement.holds === false && (
        <Notice tone="danger" title={words.broken}>
          <p>{words.brokenText}</p>
        </Notice>
      )}
      <Said t={t} statement={statement} />
      <Lines t={t} statement={statement} />
      {can.export && (
        <div class="filters">
          <div class="buttons right">
            <ExportLinks
              t={t}
              csv={paths.memberBookExport(code, month, 'csv')}
              xlsx={paths.memberBookExport(code, month, 'xlsx')}
            />
          </div>
        </div>
      )}
      {can.answer && statement.objection !== null && statement.confirmedAt === null && <Answering {...props} />}
      {can.sign && closed !== null && statement.confirmedAt === null && <Signing {...props} />}
    </>
  );
}

function Said({ t, statement }: { t: Words; statement: MemberStatement }) {
  const words = t.books;
  const { confirmedAt, confirmedBy, objection, objectionAt, answer, answeredAt, answeredBy, digest } = statement;
  if (digest === null) return null;
  const facts = [
    { label: words.digest, value: <span class="code">{digest.slice(0, 16)}…</span>, note: words.digestNote },
  ];
  if (objection !== null && objectionAt !== null) {
    facts.push({ label: words.objection, value: <>{objection}</>, note: fullMoment(objectionAt) });
  }
  if (answer !== null && answeredAt !== null) {
    facts.push({ label: words.answer, value: <>{answer}</>, note: `${answeredBy} ${fullMoment(answeredAt)}` });
  }
  if (confirmedAt !== null) {
    facts.push({ label: words.states.confirmed, value: <>{confirmedBy}</>, note: fullMoment(confirmedAt) });
  }
  return <Facts facts={facts} across />;
}

function Lines({ t, statement }: { t: Words; statement: MemberStatement }) {
  const words = t.books;
  const { code, month, lines } = statement;
  const sum = (of: 'stockInFen' | 'stockOutFen' | 'dueUpFen' | 'dueDownFen') =>
    lines.reduce((total, line) => total + line[of], 0);
  const head = (
    <>
      <Head>{words.kind}</Head>
      <Head>{words.counterpart}</Head>
      <Head num>{words.stockIn}</Head>
      <Head num>{words.stockOut}</Head>
      <Head num>{words.stockValue}</Head>
      <Head num>{words.dueUp}</Head>
      <Head num>{words.dueDown}</Head>
      <Head num>{words.due}</Head>
    </>
  );
  return (
    <Table caption={words.statement} head={head} stacks>
      <Edge t={t} label={words.opening} stockFen={statement.openingStockFen} dueFen={statement.openingDueFen} />
      {lines.map((line) => (
        <Line t={t} code={code} month={month} line={line} />
      ))}
      <tr>
        <td class="span-5" colspan={2}>
          <b>{words.total}</b>
        </td>
        {(['stockInFen', 'stockOutFen'] as const).map((of) => (
          <Amount t={t} label={of === 'stockInFen' ? words.stockIn : words.stockOut} fen={sum(of)} />
        ))}
        <td class="desk-only" />
        {(['dueUpFen', 'dueDownFen'] as const).map((of) => (
          <Amount t={t} label={of === 'dueUpFen' ? words.dueUp : words.dueDown} fen={sum(of)} />
        ))}
        <td class="desk-only" />
      </tr>
      <Edge t={t} label={words.closing} stockFen={statement.closingStockFen} dueFen={statement.closingDueFen} />
    </Table>
  );
}

function Edge({ t, label, stockFen, dueFen }: { t: Words; label: string; stockFen: number; dueFen: number }) {
  return (
    <tr>
      <td class="span-5" colspan={4}>
        <b>{label}</b>
      </td>
      <Amount t={t} label={t.books.stockValue} fen={stockFen} />
      <td class="desk-only" colspan={2} />
      <Amount t={t} label={t.books.due} fen={dueFen} />
    </tr>
  );
}

function Amount({ t, label, fen, href }: { t: Words; label: string; fen: number; href?: string }) {
  return (
    <td class="num span-3" data-label={label}>
      {href === undefined ? (
        <Money t={t} amountFen={fen} />
      ) : (
        <a href={href}>
          <Money t={t} amountFen={fen} />
        </a>
      )}
    </td>
  );
}

function Line({ t, code, month, line }: { t: Words; code: string; month: string; line: StatementLine }) {
  const words = t.books;
  const behind = (account: 'stock' | 'due') =>
    paths.memberEntries(code, month, { account, code: line.code, with: line.counterpart?.id ?? 0 });
  const amount = (account: 'stock' | 'due', label: string, fen: number) =>
    fen === 0 ? (
      <td class="num span-3 desk-only">–</td>
    ) : (
      <Amount t={t} label={label} fen={fen} href={behind(account)} />
    );
  return (
    <tr>
      <td class="span-3">{words.kindOf(line.code)}</td>
      <td class="span-3">{line.counterpart?.name ?? words.outside}</td>
      {amount('stock', words.stockIn, line.stockInFen)}
      {amount('stock', words.stockOut, line.stockOutFen)}
      <td class="desk-only" />
      {amount('due', words.dueUp, line.dueUpFen)}
      {amount('due', words.dueDown, line.dueDownFen)}
      <td class="desk-only" />
    </tr>
  );
}

function Answering({ t, statement, form, formKey }: StatementPageProps) {
  const words = t.books;
  const { code, month } = statement;
  return (
    <Panel title={words.answerObjection}>
      <form class="form" method="post" action={paths.bookAnswer(code, month)}>
        <HiddenKey value={`${formKey}-a`} />
        <TextArea form={form} name="answer" label={words.answer} hint={words.answerHint} required />
        <SubmitBar consequence={words.answerConsequence}>
          <Button kind="primary">{words.answerSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function Signing({ t, statement, form, formKey }: StatementPageProps) {
  const words = t.books;
  const { code, month } = statement;
  return (
    <div class="columns even">
      <Panel title={words.confirm}>
        <form class="form" method="post" action={paths.bookConfirmation(code, month)}>
          <HiddenKey value={formKey} />
          <p>{words.confirmText}</p>
          <SubmitBar consequence={words.confirmConsequence}>
            <Button kind="primary">{words.confirmSubmit}</Button>
          </SubmitBar>
        </form>
      </Panel>
      <Panel title={words.object}>
        <form class="form" method="post" action={paths.bookObjection(code, month)}>
          <HiddenKey value={`${formKey}-o`} />
          <TextArea form={form} name="objection" label={words.objection} hint={words.objectionHint} required />
          <SubmitBar consequence={words.objectConsequence}>
            <Button>{words.objectSubmit}</Button>
          </SubmitBar>
        </form>
      </Panel>
    </div>
  );
}
