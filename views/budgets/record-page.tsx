/** One budget: the sum written out, every change, every document that holds or used it, and moving what is left. */
import type { BudgetRecord } from '../../src/budgets/record-queries.ts';
import { documentPath, paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { momentText, moneyText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Money } from '../ui/values.tsx';
import { BudgetFields } from './fields.tsx';

interface BudgetPageProps {
  t: Words;
  record: BudgetRecord;
  manages: boolean;
  places: { code: string; name: string }[];
  form: FormState;
  formKey: string;
  now: number;
}

export function BudgetPage(props: BudgetPageProps) {
  const { t, record, manages, form } = props;
  const words = t.budgets;
  const { organisation, category, year, amount, reason } = words;
  const again = { organisation: record.organisationCode, category: record.category };
  return (
    <>
      <PageHead
        title={`${record.organisation} ${words.categories[record.category]}`}
        crumbs={[{ label: words.title, href: paths.budgets({ year: record.year }) }]}
        crumbsLabel={t.frame.position}
        facts={[words.ofYear(record.year)]}
        actions={manages && <LinkButton href={paths.newBudget(again)}>{words.change}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} labels={{ organisation, category, year, amount, reason }} />
      <Standing t={t} record={record} />
      <Documents {...props} />
      <Changes {...props} />
      {manages && <Move {...props} />}
    </>
  );
}

/** The budget as a written-out sum; each part leads to what it is made of. */
function Standing({ t, record }: Pick<BudgetPageProps, 't' | 'record'>) {
  const words = t.budgets;
  const parts = [
    { sign: '', label: words.granted, fen: record.grantedFen, href: '#changes' },
    { sign: '−', label: words.used, fen: record.usedFen, href: '#documents' },
    { sign: '−', label: words.held, fen: record.heldFen, href: '#documents' },
  ];
  return (
    <ul class="sum" aria-label={words.standing}>
      {parts.map(({ sign, label, fen, href }) => (
        <li data-sign={sign}>
          <span class="label">{label}</span>
          <div class="value">{moneyText(fen)}</div>
          <span class="note">
            <a href={href}>{words.open}</a>
          </span>
        </li>
      ))}
      <li data-sign="=" class="result">
        <span class="label">{words.available}</span>
        <div class="value">{moneyText(record.availableFen)}</div>
        <span class="note">{t.formats.yuan}</span>
      </li>
    </ul>
  );
}

function Documents({ t, record }: BudgetPageProps) {
  const words = t.budgets;
  const head = (
    <>
      <Head>{words.document}</Head>
      <Head num>{words.everHeld}</Head>
      <Head num>{words.used}</Head>
      <Head num>{words.stillHeld}</Head>
    </>
  );
  return (
    <Panel title={words.documents} id="documents">
      {record.holds.length === 0 ? (
        <Empty title={words.noDocuments} text={words.noDocumentsText} />
      ) : (
        <Table caption={words.documents} head={head} stacks>
          {record.holds.map((hold) => (
            <tr>
              <td class="span-5">
                <Code href={documentPath(hold.kind, hold.number)}>{hold.number}</Code>
              </td>
              <td class="num span-3" data-label={words.everHeld}>
                <Money t={t} amountFen={hold.heldFen} />
              </td>
              <td class="num span-3" data-label={words.used}>
                <Money t={t} amountFen={hold.usedFen} />
              </td>
              <td class="num span-3" data-label={words.stillHeld}>
                <Money t={t} amountFen={hold.openFen} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Changes({ t, record, now }: BudgetPageProps) {
  const words = t.budgets;
  const head = (
    <>
      <Head>{words.when}</Head>
      <Head num>{words.amount}</Head>
      <Head>{words.reason}</Head>
      <Head>{words.by}</Head>
    </>
  );
  return (
    <Panel title={words.changes} id="changes">
      <Table caption={words.changes} head={head} stacks>
        {record.changes.map((change) => (
          <tr>
            <td class="tight span-3">{momentText(t, change.at, now)}</td>
            <td class="num span-3">
              <Money t={t} amountFen={change.amountFen} />
            </td>
            <td>
              {change.other !== null && (
                <a href={paths.budget(change.other.id)}>{words.moveOf(change.other.name, change.amountFen > 0)} </a>
              )}
              {change.reason}
            </td>
            <td>{change.by}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Move({ t, record, places, form, formKey }: BudgetPageProps) {
  const words = t.budgets;
  const start = { category: record.category, year: record.year };
  return (
    <Panel title={words.move}>
      <form class="form" method="post" action={paths.budgetMove(record.id)}>
        <HiddenKey value={formKey} />
        <BudgetFields
          t={t}
          form={form}
          places={places}
          start={start}
          amountHint={words.moveHint(moneyText(record.availableFen))}
        />
        <SubmitBar consequence={words.moveConsequence}>
          <Button>{words.moveSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
