/** One fact of one item: everything that was ever recorded of it, and the form for what holds next. */
import type { FactRow } from '../../src/catalogue/fact-queries.ts';
import type { FactType } from '../../src/catalogue/facts.ts';
import type { FactCorrection } from '../../src/catalogue/item-page-queries.ts';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { FactValueFields } from './fact-value-fields.tsx';
import { basisText, factText } from './fact-words.ts';
import { itemDetail } from './item-words.tsx';

export interface FactPageProps {
  t: Words;
  item: ItemRow;
  type: FactType;
  /** Oldest first. */
  rows: readonly FactRow[];
  corrections: readonly FactCorrection[];
  /** What holds when nothing is recorded. */
  unrecorded: string;
  today: string;
  editions: readonly string[];
  canEdit: boolean;
  form: FormState;
  formKey: string;
}

/** Where the reader is: catalogue, item, fact. */
export function factCrumbs(t: Words, item: ItemRow) {
  return [
    { label: t.catalogue.title, href: paths.catalogue() },
    { label: item.genericName, href: paths.item(item.code) },
    { label: item.code, code: true },
  ];
}

export function FactPage(props: FactPageProps) {
  const { t, item, type, canEdit } = props;
  return (
    <>
      <PageHead
        title={t.facts.types[type]}
        crumbs={factCrumbs(t, item)}
        crumbsLabel={t.frame.position}
        facts={[item.genericName, itemDetail(t, item)]}
      />
      {canEdit && <RecordForm {...props} />}
      <FactHistory {...props} />
    </>
  );
}

function RecordForm(props: FactPageProps) {
  const { t, item, type, form, today, rows, unrecorded } = props;
  const words = t.facts;
  const labels = {
    value: words.types[type],
    batch: words.batch,
    effectiveFrom: words.effectiveFrom,
    legalBasis: words.legalBasis,
  };
  const current = rows.at(-1)?.value ?? unrecorded;
  return (
    <Panel title={words.recordTitle}>
      <form class="form" method="post" action={paths.itemFact(item.code, type)}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={props.formKey} />
        <FactValueFields t={t} form={form} type={type} value={current} editions={props.editions} />
        <DateField
          form={form}
          name="effectiveFrom"
          label={words.effectiveFrom}
          hint={words.effectiveHint}
          value={today}
          required
        />
        <TextField
          form={form}
          name="legalBasis"
          label={words.legalBasis}
          hint={words.basisHint}
          maxlength={200}
          required
        />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

function FactHistory(props: FactPageProps) {
  const { t, type, rows } = props;
  const words = t.facts;
  const head = (
    <>
      <Head>{words.period}</Head>
      <Head>{words.value}</Head>
      <Head>{words.basis}</Head>
      <Head>{words.by}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Panel title={words.history} note={words.historyNote} padded={rows.length === 0}>
      {rows.length === 0 && (
        <p class="note">
          {words.noHistory}
          {factText(t, type, props.unrecorded)}
        </p>
      )}
      {rows.length > 0 && (
        <Table caption={words.history} head={head} stacks>
          {rows.toReversed().map((row) => (
            <HistoryRow {...props} row={row} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function HistoryRow(props: FactPageProps & { row: FactRow }) {
  const { t, item, type, row, rows, today } = props;
  const words = t.facts;
  const last = row === rows.at(-1);
  const corrections = props.corrections.filter(
    (each) => each.type === type && each.effectiveFrom === row.effectiveFrom,
  );
  return (
    <tr>
      <td class="span-6 nowrap">{words.until(row.effectiveFrom, row.effectiveTo)}</td>
      <td class="span-6">
        <b>{factText(t, type, row.value)}</b>
        {corrections.map((each) => (
          <p class="note">
            {words.corrected(factText(t, type, each.value), each.reason, each.by, fullMoment(each.at))}
          </p>
        ))}
      </td>
      <td class="span-6">{basisText(t, row.legalBasis)}</td>
      <td class="span-6">
        {row.recordedBy === '' ? words.system : row.recordedBy} <small class="note">{fullMoment(row.recordedAt)}</small>
      </td>
      <td class="span-6">
        <State t={t} row={row} today={today} />{' '}
        {props.canEdit && last && row.effectiveFrom > today && (
          <a href={paths.factWithdrawal(item.code, type, row.id)}>{words.withdraw}</a>
        )}{' '}
        {props.canEdit && <a href={paths.factCorrection(item.code, type, row.id)}>{words.correct}</a>}
      </td>
    </tr>
  );
}

function State({ t, row, today }: { t: Words; row: FactRow; today: string }) {
  if (row.effectiveFrom > today) return <Status icon="s-todo">{t.facts.future}</Status>;
  if (row.effectiveTo !== null && row.effectiveTo < today) return <Status icon="s-done">{t.facts.past}</Status>;
  return <Status icon="s-doing">{t.facts.inForce}</Status>;
}
