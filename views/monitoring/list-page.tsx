/** Monthly returns as a list, above it the months that are owed with the act that is next. */
import type { OwedMonth } from '../../src/monitoring/due-queries.ts';
import type { ListedReturn, ReturnFilter } from '../../src/monitoring/list-queries.ts';
import { RETURN_STATES } from '../../src/monitoring/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { FilterSelect } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { ReturnStatus } from './words.tsx';

export interface MonitoringsPageProps {
  t: Words;
  filter: ReturnFilter;
  rows: ListedReturn[];
  next: string | undefined;
  paged: boolean;
  can: { prepare: boolean; export: boolean };
  owed: OwedMonth[];
  today: string;
  form: FormState;
  formKey: () => string;
}

const YEARS = 5;

export function MonitoringsPage(props: MonitoringsPageProps) {
  const { t, filter, rows, next, paged, can, owed, today } = props;
  const words = t.monitoring;
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: YEARS }, (_, back) => String(thisYear - back));
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <ErrorSummary t={t} form={props.form} labels={{ month: words.month }} />
      {owed.length > 0 && <Owed {...props} />}
      <KeyedRegister
        t={t}
        words={words}
        states={RETURN_STATES}
        query={{ ...filter }}
        href={paths.monitorings}
        exports={can.export ? paths.monitoringsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
        further={
          <FilterSelect
            label={words.year}
            name="year"
            value={filter.year}
            options={[{ value: '', label: t.lists.all }, ...years.map((year) => ({ value: year, label: year }))]}
          />
        }
      >
        <Rows t={t} rows={rows} />
      </KeyedRegister>
    </>
  );
}

/** What must be reported and by when; the first month that nobody began has the main button. */
function Owed({ t, owed, today, can, formKey }: MonitoringsPageProps) {
  const words = t.monitoring;
  const first = owed.find(({ number }) => number === undefined)?.month;
  const head = (
    <>
      <Head>{words.month}</Head>
      <Head>{words.dueOn}</Head>
      <Head>{words.state}</Head>
      <Head>{words.act}</Head>
    </>
  );
  return (
    <Panel title={words.owedTitle} padded={false}>
      <Table caption={words.owedTitle} head={head} inset stacks>
        {owed.map(({ month, dueOn, number, status }) => (
          <tr>
            <td class="span-2">{month}</td>
            <td class="span-3" data-label={words.dueOn}>
              <Due t={t} dueOn={dueOn} today={today} />
            </td>
            <td class="span-2" data-label={words.state}>
              {status === undefined ? words.notBegun : <ReturnStatus t={t} status={status} />}
            </td>
            <td class="span-3">
              {number !== undefined && <Code href={paths.monitoring(number)}>{number}</Code>}
              {number === undefined && can.prepare && (
                <form method="post" action={paths.monitorings()}>
                  <HiddenKey value={formKey()} />
                  <Hidden name="month" value={month} />
                  <Button small kind={month === first ? 'primary' : undefined}>
                    {words.prepare(month)}
                  </Button>
                </form>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

function Due({ t, dueOn, today }: { t: Words; dueOn: string; today: string }) {
  if (dueOn >= today) return <>{dueOn}</>;
  return (
    <Status icon="s-late" tone="danger">
      {dueOn} {t.monitoring.overdue}
    </Status>
  );
}

function Rows({ t, rows }: Pick<MonitoringsPageProps, 't' | 'rows'>) {
  const words = t.monitoring;
  const head = (
    <>
      <Head>{words.month}</Head>
      <Head>{words.number}</Head>
      <Head>{words.state}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.empty}</Head>
      <Head>{words.dueOn}</Head>
      <Head>{words.reportedOn}</Head>
      <Head>{words.receipt}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-2">
            {row.month} {row.nothing && <Tag>{words.zero}</Tag>}
          </td>
          <td class="span-3">
            <Code href={paths.monitoring(row.number)}>{row.number}</Code>
            {row.version > 1 && <small class="tail">{words.versionOf(row.version)}</small>}
          </td>
          <td class="span-2">
            <ReturnStatus t={t} status={row.status} />
          </td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          <td class="num span-2" data-label={words.empty}>
            {row.empty}
          </td>
          <td class="span-2" data-label={words.dueOn}>
            {row.dueOn}
          </td>
          <td class="span-2" data-label={words.reportedOn}>
            {row.reportedOn ?? t.formats.none}
          </td>
          <td class="span-3" data-label={words.receipt}>
            {row.receiptNumber ?? t.formats.none}
          </td>
        </tr>
      ))}
    </Table>
  );
}
