/** One approved substitute: both medicines, the guidance, the decision it rests on, and the form that ends it. */
import { paths } from '../../src/paths.ts';
import type { SubstituteLine } from '../../src/substitutes/list-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, TextField } from '../ui/field.tsx';
import { fullMoment } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { Medicine, SubstituteStatus } from './index-page.tsx';

interface SubstitutePageProps {
  t: Words;
  line: SubstituteLine;
  today: string;
  manages: boolean;
  /** Sessions of the committee open for who sees the county. */
  sessions: boolean;
  form: FormState;
  formKey: string;
}

export function SubstitutePage(props: SubstitutePageProps) {
  const { t, line, manages, sessions, form } = props;
  const { row, from, to, decision, recordedBy, state } = line;
  const words = t.substitutes;
  const { lastDay, endReason: reason } = words;
  return (
    <>
      <PageHead
        title={`${from.genericName} → ${to.genericName}`}
        crumbs={[{ label: words.title, href: paths.substitutes() }]}
        crumbsLabel={t.frame.position}
        status={<SubstituteStatus t={t} state={state} />}
        facts={[words.way[row.bothWays ? 'both' : 'one'], words.span(row.validFrom, row.validTo)]}
      />
      <ErrorSummary t={t} form={form} labels={{ lastDay, reason }} />
      <Facts
        across
        facts={[
          { label: words.from, value: <Medicine medicine={from} /> },
          { label: words.to, value: <Medicine medicine={to} /> },
          { label: words.ways, value: words.wayText[row.bothWays ? 'both' : 'one'] },
          {
            label: words.decision,
            value:
              decision === null ? (
                t.formats.nothing
              ) : (
                <Code {...(sessions && { href: paths.session(decision.sessionNumber) })}>{decision.sessionNumber}</Code>
              ),
            note: decision?.text,
          },
          { label: words.recordedBy, value: recordedBy },
          { label: words.recordedAt, value: fullMoment(row.recordedAt) },
        ]}
      />
      <Panel title={words.guidance}>
        <p>{row.guidance}</p>
      </Panel>
      {manages && state !== 'ended' && <Ending {...props} />}
    </>
  );
}

function Ending({ t, line, today, form, formKey }: SubstitutePageProps) {
  const words = t.substitutes;
  const first = line.row.validFrom > today ? line.row.validFrom : today;
  return (
    <Panel title={words.end}>
      <form class="form" method="post" action={paths.substituteEnding(line.row.id)}>
        <HiddenKey value={formKey} />
        <DateField form={form} name="lastDay" label={words.lastDay} hint={words.lastDayHint} value={first} required />
        <TextField form={form} name="reason" label={words.endReason} maxlength={200} required />
        <SubmitBar consequence={words.endConsequence}>
          <Button kind="danger">{words.endSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
