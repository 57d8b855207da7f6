/** One year of the working calendar: what is off, what is worked in exchange, and the two lists to edit. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { type SpecialRun, typedRuns } from '../../src/working-days/rules.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { planDay } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

interface YearPageProps {
  t: Words;
  year: number;
  today: string;
  runs: SpecialRun[];
  /** Mark of the year as it is shown. */
  seen: string;
  manages: boolean;
  years: { first: number; last: number };
  form: FormState;
  formKey: string;
}

function RunRows({ t, runs, today }: Pick<YearPageProps, 't' | 'runs' | 'today'>) {
  const words = t.workingDays;
  return (
    <Table
      caption={words.caption}
      head={
        <>
          <Head>{words.days}</Head>
          <Head>{words.name}</Head>
          <Head>{words.kind}</Head>
        </>
      }
    >
      {runs.map(({ from, to, works, name }) => (
        <tr>
          <td>{from === to ? planDay(t, from, today) : words.span(planDay(t, from, today), planDay(t, to, today))}</td>
          <td>{name}</td>
          <td>
            <Status icon={works ? 's-doing' : 's-no'}>{works ? words.works : words.off}</Status>
          </td>
        </tr>
      ))}
    </Table>
  );
}

function YearForm({ t, year, runs, seen, form, formKey }: YearPageProps) {
  const words = t.workingDays;
  return (
    <form class="form" method="post" action={paths.workingDays(year)}>
      <HiddenKey value={formKey} />
      <Hidden name="seen" value={seen} />
      <TextArea
        form={form}
        name="off"
        label={words.off}
        hint={words.offHint(year)}
        rows={8}
        value={typedRuns(runs, false)}
        maxlength={4000}
      />
      <TextArea
        form={form}
        name="works"
        label={words.works}
        hint={words.worksHint(year)}
        rows={6}
        value={typedRuns(runs, true)}
        maxlength={4000}
      />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.act}</Button>
      </SubmitBar>
    </form>
  );
}

export function WorkingYearPage(props: YearPageProps) {
  const { t, year, runs, years, manages, form } = props;
  const words = t.workingDays;
  const crumbs = [{ label: t.settings.title, href: paths.rules() }, { label: words.title(year) }];
  return (
    <>
      <PageHead
        crumbs={crumbs}
        crumbsLabel={t.frame.position}
        title={words.title(year)}
        facts={[words.intro]}
        actions={
          <>
            {year > years.first && <LinkButton href={paths.workingDays(year - 1)}>{words.year(year - 1)}</LinkButton>}
            {year < years.last && <LinkButton href={paths.workingDays(year + 1)}>{words.year(year + 1)}</LinkButton>}
          </>
        }
      />
      <ErrorSummary t={t} form={form} labels={{ off: words.off, works: words.works }} />
      <Columns kind="even">
        <Panel title={words.caption} padded={false}>
          {runs.length === 0 ? <Empty title={words.empty} text={words.emptyText} /> : <RunRows {...props} />}
        </Panel>
        {manages && (
          <Panel title={words.edit}>
            <YearForm {...props} />
          </Panel>
        )}
      </Columns>
    </>
  );
}
