/** Exceptions from 一品两规: every one that was recorded, and the form for a new one. */
import type { PassedDecision } from '../../src/committee/queries.ts';
import type { ExceptionRow } from '../../src/formulary/product-queries.ts';
import { dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { ExportLinks, FilterDay, Filters } from '../ui/filters.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';

export interface ExceptionsPageProps {
  t: Words;
  today: string;
  /** Of which day the states are. */
  day: string;
  rows: readonly ExceptionRow[];
  limits: { injection: number; oral: number };
  matters: readonly PassedDecision[];
  form: FormState;
  formKey: string;
  /** What a link from a conflict fills in. */
  given: { name: string; route: string; most: string };
  can: { record: boolean; export: boolean };
}

/** What an exception is on `day`, and whether it holds then or is to. */
export function exceptionState(t: Words, row: ExceptionRow, day: string): { text: string; holds: boolean } {
  const words = t.formulary.exceptions;
  const revokedOn = row.revokedAt === null ? null : dayOf(row.revokedAt);
  if (revokedOn !== null && revokedOn <= day) return { text: words.revoked(revokedOn), holds: false };
  if (row.validTo !== null && row.validTo < day) return { text: words.ended, holds: false };
  return row.validFrom > day ? { text: words.ahead, holds: true } : { text: words.holds, holds: true };
}

export function ExceptionsPage(props: ExceptionsPageProps) {
  const { t, rows, can, limits, day, today } = props;
  const words = t.formulary.exceptions;
  const on = { on: day === today ? undefined : day };
  const exports = (
    <ExportLinks
      t={t}
      csv={paths.formularyExceptionsExport('csv', on)}
      xlsx={paths.formularyExceptionsExport('xlsx', on)}
    />
  );
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.formulary.title, href: paths.formulary() }]}
        crumbsLabel={t.frame.position}
        facts={[words.note(limits.injection, limits.oral)]}
      />
      <Filters
        t={t}
        action={paths.formularyExceptions()}
        {...(day !== today && { clear: paths.formularyExceptions() })}
        {...(can.export && { right: exports })}
      >
        <FilterDay t={t} day={day} today={today} />
      </Filters>
      {rows.length === 0 ? <Empty title={words.none} text={words.noneText} /> : <Rows {...props} />}
      {can.record && <NewException {...props} />}
    </>
  );
}

function Rows(props: ExceptionsPageProps) {
  const { t, rows, can } = props;
  const words = t.formulary.exceptions;
  const head = (
    <>
      <Head>{words.name}</Head>
      <Head>{words.route}</Head>
      <Head num>{words.most}</Head>
      <Head>{words.reason}</Head>
      <Head>{words.matter}</Head>
      <Head>{words.validFrom}</Head>
      <Head>{words.state}</Head>
      {can.record && (
        <Head>
          <span class="visually-hidden">{words.revoke}</span>
        </Head>
      )}
    </>
  );
  return (
    <Table caption={words.caption} head={head} stacks>
      {rows.map((row) => (
        <ExceptionLine {...props} row={row} />
      ))}
    </Table>
  );
}

function ExceptionLine({ t, row, day, today, can, formKey }: ExceptionsPageProps & { row: ExceptionRow }) {
  const words = t.formulary.exceptions;
  const state = exceptionState(t, row, day);
  return (
    <tr class={state.holds ? undefined : 'off'}>
      <td class="span-3">{row.genericName}</td>
      <td class="span-2">{words.routes[row.route]}</td>
      <td class="num span-1">{row.most}</td>
      <td class="span-6">
        {row.reason}
        <br />
        <small>
          {words.by} {row.recordedBy}
        </small>
      </td>
      <td class="span-3">{row.sessionNumber !== null && <Code>{row.sessionNumber}</Code>}</td>
      <td class="span-3">{words.valid(row.validFrom, row.validTo)}</td>
      <td class="span-3">
        <Status icon={state.holds ? 's-done' : 's-no'}>{state.text}</Status>
      </td>
      {can.record && (
        <td class="span-3">
          {exceptionState(t, row, today).holds && (
            <form method="post" action={paths.formularyRevocation(row.id)}>
              <HiddenKey value={`${formKey}-${row.id}`} />
              <Button small>{words.revoke}</Button>
            </form>
          )}
        </td>
      )}
    </tr>
  );
}

function NewException(props: ExceptionsPageProps) {
  const { t, form, formKey, matters, today, given } = props;
  const words = t.formulary.exceptions;
  const routes = Object.entries(words.routes).map(([value, label]) => ({ value, label }));
  const decisions = matters.map((matter) => ({
    value: String(matter.id),
    label: `${matter.sessionNumber} ${matter.text.slice(0, 60)}`,
  }));
  const labels = {
    genericName: words.name,
    route: words.route,
    most: words.most,
    reason: words.reason,
    matterId: words.matter,
    validFrom: words.validFrom,
    validTo: words.validTo,
  };
  return (
    <Panel title={words.add} id="new">
      <ErrorSummary t={t} form={form} labels={labels} />
      {matters.length === 0 && <p class="note">{words.noMatter}</p>}
      <form class="form" method="post" action={paths.formularyExceptions()}>
        <HiddenKey value={formKey} />
        <TextField form={form} name="genericName" label={words.name} value={given.name} maxlength={100} required />
        <SelectField form={form} name="route" label={words.route} value={given.route} options={routes} />
        <NumberField form={form} name="most" label={words.most} value={given.most} maxlength={3} required />
        <TextArea form={form} name="reason" label={words.reason} maxlength={500} required />
        <SelectField
          form={form}
          name="matterId"
          label={words.matter}
          options={decisions}
          choose={t.forms.choose}
          hint={words.matterHint}
          required
        />
        <DateField form={form} name="validFrom" label={words.validFrom} value={today} required />
        <DateField form={form} name="validTo" label={words.validTo} note={words.validToNote} />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.add}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
