/** The jobs of the clock: when each last ran, for how long, what it found, whether it failed or is late. */
import type { JobRun, JobState } from '../../src/jobs/run-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { clauseComma, momentText } from '../ui/format.ts';
import { live } from '../ui/hx.ts';
import type { IconName } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Status } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';

export interface JobsPageProps {
  t: Words;
  states: JobState[];
  form: FormState;
  formKey: string;
  can: { run: boolean };
  now: number;
}

const ICONS: Record<JobState['state'], IconName> = {
  running: 's-doing',
  done: 's-done',
  failed: 's-stop',
  never: 's-todo',
};

export function JobsPage(props: JobsPageProps) {
  const { t, form } = props;
  const words = t.alerts.jobs;
  return (
    <>
      <PageHead
        crumbs={[{ label: t.alerts.title, href: paths.alerts() }, { label: words.title }]}
        crumbsLabel={t.frame.position}
        title={words.title}
        facts={[words.intro]}
      />
      <ErrorSummary t={t} form={form} />
      <JobTable {...props} />
    </>
  );
}

/** The table; also the fragment that the end of a run brings up to date. */
export function JobTable(props: JobsPageProps) {
  const words = props.t.alerts.jobs;
  const head = (
    <>
      <Head>{words.job}</Head>
      <Head>{words.state}</Head>
      <Head>{words.last}</Head>
      <Head num>{words.took}</Head>
      <Head>{words.found}</Head>
      <Head>{words.every}</Head>
    </>
  );
  return (
    <div id="jobs" {...live('job', paths.jobs())}>
      <Table caption={words.title} head={head} stacks>
        {props.states.map((job) => (
          <JobRows {...props} job={job} />
        ))}
      </Table>
    </div>
  );
}

function foundText(t: Words, run: JobRun): string {
  const words = t.alerts.jobs;
  if (run.outcome === 'failed') return run.problem === 'interrupted' ? words.interrupted : run.problem;
  if (run.outcome === 'running') return words.progress(run.doneParts, run.allParts);
  const told = Object.entries(run.found).filter(([, count]) => count !== 0);
  if (told.length === 0) return words.nothing;
  return told.map(([name, count]) => `${words.numbers[name] ?? name} ${count}`).join(clauseComma(t));
}

function lastText(t: Words, job: JobState, now: number): string {
  const words = t.alerts.jobs;
  const [last] = job.runs;
  if (last === undefined) return job.lastDoneAt === null ? t.formats.none : momentText(t, job.lastDoneAt, now);
  return `${momentText(t, last.startedAt, now)} ${last.person === null ? words.clock : words.by(last.person)}`;
}

function JobRows({ t, job, formKey, can, now }: JobsPageProps & { job: JobState }) {
  const words = t.alerts.jobs;
  const [last, ...earlier] = job.runs;
  const tone = job.state === 'failed' || job.late ? ('danger' as const) : undefined;
  return (
    <tr>
      <td>
        <b>{words.names[job.act] ?? job.act}</b>
        {earlier.length > 0 && (
          <details>
            <summary>{words.runs}</summary>
            <ul>
              {earlier.map((run) => (
                <li>{[momentText(t, run.startedAt, now), words.states[run.outcome], foundText(t, run)].join(' ')}</li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td class="span-3" data-label={words.state}>
        <Status icon={ICONS[job.state]} {...(tone && { tone })}>
          {[words.states[job.state], ...(job.late ? [words.late] : [])].join(' ')}
        </Status>
      </td>
      <td class="span-3" data-label={words.last}>
        {lastText(t, job, now)}
      </td>
      <td class="num span-3" data-label={words.took}>
        {last?.endedAt == null ? t.formats.none : words.tookMs(last.endedAt - last.startedAt)}
      </td>
      <td class="span-3" data-label={words.found}>
        {last === undefined ? t.formats.none : foundText(t, last)}
      </td>
      <td class="span-5" data-label={words.every}>
        {job.everyMinutes === null ? words.daily : words.everyMinutes(job.everyMinutes)}
        {job.mayRun && can.run && (
          <form method="post" action={paths.jobRun(job.act)}>
            <HiddenKey value={`${formKey}-${job.act.replace('.', '-')}`} />
            <Button>{words.run}</Button>
          </form>
        )}
      </td>
    </tr>
  );
}
