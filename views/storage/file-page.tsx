/** What a file of a logger holds, before anything of it is taken; and the token that is shown once. */
import { paths } from '../../src/paths.ts';
import type { FileProblem } from '../../src/storage/file-readings.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';
import { fullMoment, numberText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Curve, type CurveData } from './curve.tsx';
import { measureText } from './words.tsx';

export interface FilePreview {
  /** To be taken, as the form carries them. */
  packed: string;
  fresh: number;
  known: number;
  others: number;
  twice: number;
  problems: FileProblem[];
  gaps: { from: number; to: number }[];
  runs: { startedAt: number; endedAt: number | null; worstTenths: number }[];
  curve: CurveData | undefined;
}

interface FilePageProps {
  t: Words;
  code: string;
  name: string;
  preview: FilePreview;
  form: FormState;
  formKey: string;
  today: string;
}

const MOST_PROBLEMS = 30;
const MOST_SPANS = 8;

function spans(list: readonly { from: number; to: number }[], none: string) {
  if (list.length === 0) return none;
  const shown = list.slice(0, MOST_SPANS).map(({ from, to }) => <li>{`${fullMoment(from)}–${fullMoment(to)}`}</li>);
  return (
    <ul class="plain-list">
      {shown}
      {list.length > MOST_SPANS && <li>…</li>}
    </ul>
  );
}

export function FilePage(props: FilePageProps) {
  const { t, code, name, preview, today } = props;
  const words = t.storage;
  const facts = [
    { label: words.fileGood, value: numberText(preview.fresh) },
    { label: words.fileKnown, value: numberText(preview.known) },
    { label: words.fileBad, value: numberText(preview.problems.length) },
    { label: words.fileTwice, value: numberText(preview.twice) },
    { label: words.fileOthers, value: numberText(preview.others) },
  ];
  return (
    <>
      <PageHead
        title={words.fileTitle}
        crumbs={[
          { label: words.loggersTitle, href: paths.loggers() },
          { label: code, href: paths.logger(code), code: true },
          { label: words.fileTitle },
        ]}
        crumbsLabel={t.frame.position}
        facts={[name]}
      />
      <Facts across facts={facts} />
      <div class="stack">
        {preview.curve !== undefined && (
          <Panel title={words.curve}>
            <Curve t={t} id="curve-file" title={words.curveOf(words.curve, code)} data={preview.curve} today={today} />
          </Panel>
        )}
        <Spans t={t} preview={preview} />
        {preview.problems.length > 0 && <Problems t={t} problems={preview.problems} />}
        <Taking {...props} />
      </div>
    </>
  );
}

function Spans({ t, preview }: { t: Words; preview: FilePreview }) {
  const words = t.storage;
  const runs = preview.runs.map((run) => (
    <li>
      {`${fullMoment(run.startedAt)}–${run.endedAt === null ? words.lasts : fullMoment(run.endedAt)} `}
      {measureText(t, 'temperature', run.worstTenths)}
    </li>
  ));
  const out = runs.length === 0 ? words.fileOutNone : <ul class="plain-list">{runs}</ul>;
  return (
    <Panel title={words.fileSpan}>
      <Facts
        facts={[
          { label: words.fileOut, value: out },
          { label: words.fileGaps, value: spans(preview.gaps, words.fileGapsNone) },
        ]}
      />
    </Panel>
  );
}

function Taking({ t, code, preview, form, formKey }: FilePageProps) {
  const words = t.storage;
  const back = <LinkButton href={paths.logger(code)}>{words.fileBack}</LinkButton>;
  if (preview.fresh + preview.known === 0) return <Notice title={words.fileNothing} tone="warn" buttons={back} />;
  return (
    <form class="form" method="post" action={paths.loggerFileReadings(code)}>
      <ErrorSummary t={t} form={form} />
      <HiddenKey value={formKey} />
      <Hidden name="readings" value={preview.packed} />
      <SubmitBar consequence={words.fileConsequence}>
        {back}
        <Button kind="primary">{words.fileApply}</Button>
      </SubmitBar>
    </form>
  );
}

function Problems({ t, problems }: { t: Words; problems: FileProblem[] }) {
  const words = t.storage;
  const head = (
    <>
      <Head num>{words.fileRow}</Head>
      <Head>{words.fileTyped}</Head>
      <Head>{words.fileWhy}</Head>
    </>
  );
  const left = problems.length - MOST_PROBLEMS;
  return (
    <Panel title={words.fileProblems} padded={false}>
      <Table caption={words.fileProblems} head={head} inset>
        {problems.slice(0, MOST_PROBLEMS).map((one) => (
          <tr>
            <td class="num">{one.row}</td>
            <td class="code">{one.typed}</td>
            <td>{refusalText(t, { reason: one.reason, detail: { days: 400 } })}</td>
          </tr>
        ))}
      </Table>
      {left > 0 && <p class="body note">{words.fileMore(left)}</p>}
    </Panel>
  );
}

interface TokenPageProps {
  t: Words;
  code: string;
  token: string;
  pushUrl: string;
}

/** The token, once. */
export function TokenPage({ t, code, token, pushUrl }: TokenPageProps) {
  const words = t.storage;
  const example = [
    `POST ${pushUrl}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    '',
    '{"readings":[{"at":"2026-11-22T08:30:00+08:00","temperature":5.2,"humidity":48}]}',
  ].join('\n');
  return (
    <>
      <PageHead
        title={words.tokenShown}
        crumbs={[
          { label: words.loggersTitle, href: paths.loggers() },
          { label: code, href: paths.logger(code), code: true },
          { label: words.token },
        ]}
        crumbsLabel={t.frame.position}
      />
      <Notice title={words.tokenShown} tone="warn">
        <p class="code token">{token}</p>
        <p>{words.tokenShownText}</p>
      </Notice>
      <Panel title={words.tokenUse}>
        <pre class="code">{example}</pre>
        <LinkButton href={paths.logger(code)}>{words.fileBack}</LinkButton>
      </Panel>
    </>
  );
}
