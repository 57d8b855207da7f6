/** Upkeep lists: what is to be done until when, what is done, and making one now. */
import { paths } from '../../src/paths.ts';
import type { ListedUpkeep, UpkeepFilter } from '../../src/upkeep/list-queries.ts';
import { UPKEEP_KINDS, UPKEEP_STATES } from '../../src/upkeep/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField } from '../ui/field.tsx';
import { Tabs } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { KeyedRegister } from '../ui/register.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { UpkeepStatus } from './words.tsx';

export interface UpkeepsPageProps {
  t: Words;
  filter: UpkeepFilter;
  rows: ListedUpkeep[];
  next: string | undefined;
  paged: boolean;
  /** Members for which the person may make a list. */
  places: { code: string; shortName: string }[];
  form: FormState;
  formKey: string;
  can: { make: boolean; export: boolean };
  today: string;
}

export function UpkeepsPage(props: UpkeepsPageProps) {
  const { t, filter, rows, next, paged, can } = props;
  const words = t.upkeep;
  const query = { ...filter };
  const tabs = [undefined, ...UPKEEP_KINDS].map((kind) => ({
    label: kind === undefined ? t.lists.all : words.kinds[kind],
    href: paths.upkeeps({ ...query, kind }),
    current: filter.kind === kind,
  }));
  return (
    <>
      <PageHead title={words.title} facts={[words.intro]} />
      <Tabs label={words.tabsLabel} tabs={tabs} />
      <KeyedRegister
        t={t}
        words={{ ...words, states: { ...words.states, late: words.late } }}
        states={[...UPKEEP_STATES, 'late']}
        query={query}
        kept={{ kind: filter.kind }}
        href={paths.upkeeps}
        exports={can.export ? paths.upkeepsExport : undefined}
        rows={rows}
        next={next}
        paged={paged}
        empty={{ title: words.emptyTitle, text: words.emptyText }}
      >
        <Rows {...props} />
      </KeyedRegister>
      {can.make && <MakeForm {...props} />}
    </>
  );
}

function Rows({ t, rows, today }: UpkeepsPageProps) {
  const words = t.upkeep;
  const head = (
    <>
      <Head>{words.number}</Head>
      <Head>{words.kind}</Head>
      <Head>{words.period}</Head>
      <Head>{words.place}</Head>
      <Head>{words.dueOn}</Head>
      <Head num>{words.lines}</Head>
      <Head num>{words.open}</Head>
      <Head num>{words.problems}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.title} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="span-3">
            <Code href={paths.upkeep(row.number)}>{row.number}</Code>
          </td>
          <td class="span-2">{words.kinds[row.kind]}</td>
          <td class="span-2">{row.period}</td>
          <td class="span-2">{row.place}</td>
          <td class="span-2" data-label={words.dueOn}>
            {row.dueOn}
          </td>
          <td class="num span-2" data-label={words.lines}>
            {row.lines}
          </td>
          <td class="num span-2" data-label={words.open}>
            {row.open}
          </td>
          <td class="num span-2" data-label={words.problems}>
            {row.problems > 0 ? (
              <Status icon="s-near" tone="warn">
                {row.problems}
              </Status>
            ) : (
              0
            )}
          </td>
          <td class="span-2">
            <UpkeepStatus t={t} status={row.status} dueOn={row.dueOn} today={today} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function MakeForm({ t, form, formKey, places }: UpkeepsPageProps) {
  const words = t.upkeep;
  const [first] = places;
  return (
    <Panel title={words.makeTitle} id="make">
      <form class="form" method="post" action={paths.upkeeps()}>
        <ErrorSummary t={t} form={form} labels={{ organisation: words.place, kind: words.kind }} />
        <HiddenKey value={formKey} />
        <SelectField
          form={form}
          name="organisation"
          label={words.place}
          options={places.map((place) => ({ value: place.code, label: place.shortName }))}
          {...(first && { value: first.code })}
          required
        />
        <Segments
          form={form}
          name="kind"
          label={words.kind}
          chosen="key"
          options={UPKEEP_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        />
        <SubmitBar consequence={words.makeConsequence}>
          <Button>{words.make}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
