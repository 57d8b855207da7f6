/** One file of use: how far it is, what each row means, which codes are asked for, and what to do next. */
import type { UseFileRow } from '../../src/issues/use/file-commands.ts';
import type { AskedCode, ShownRow } from '../../src/issues/use/file-queries.ts';
import type { Verdict } from '../../src/issues/use/judge.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { ExportLinks, Tabs } from '../ui/filters.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { KeysetPager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { rowSentence } from './row-words.ts';

interface UseFilePageProps {
  t: Words;
  file: UseFileRow;
  counts: { verdict: Verdict; rows: number }[];
  asked: AskedCode[];
  rows: ShownRow[];
  next: number | undefined;
  verdict: Verdict | undefined;
  /** Posting goes on in this program now. */
  running: boolean;
  form: FormState;
  formKey: string;
  now: number;
}

export function UseFilePage(props: UseFilePageProps) {
  const { t, file, verdict, next, rows } = props;
  const words = t.issues.use;
  const files = (format: 'csv' | 'xlsx') => paths.useFileExport(file.id, format, { verdict });
  return (
    <>
      <PageHead
        title={file.fileName}
        crumbs={[
          { label: t.issues.title, href: paths.issues() },
          { label: words.title, href: paths.useFiles() },
        ]}
        crumbsLabel={t.frame.position}
        facts={[words.states[file.status], words.rowsOf(file.postedRows, file.rows)]}
        actions={<ExportLinks t={t} csv={files('csv')} xlsx={files('xlsx')} />}
      />
      <ErrorSummary t={t} form={props.form} labels={{ item: words.meansItem, times: words.times }} />
      <Progress {...props} />
      <Acts {...props} />
      <Asked {...props} />
      <Tabs label={words.verdict} tabs={tabsOf(props)} />
      <Rows {...props} />
      <KeysetPager
        t={t}
        shown={rows.length}
        first={paths.useFile(file.id, { verdict })}
        {...(next !== undefined && { next: paths.useFile(file.id, { verdict, after: next }) })}
      />
    </>
  );
}

function tabsOf({ t, file, counts, verdict }: UseFilePageProps) {
  const words = t.issues.use;
  const all = { label: t.issues.all, href: paths.useFile(file.id), count: file.rows, current: verdict === undefined };
  const each = counts.map((one) => ({
    label: words.verdicts[one.verdict],
    href: paths.useFile(file.id, { verdict: one.verdict }),
    count: one.rows,
    current: verdict === one.verdict,
  }));
  return [all, ...each];
}

function Progress({ t, file, running }: UseFilePageProps) {
  const words = t.issues.use;
  if (file.status !== 'posting') return null;
  return (
    <Notice
      title={running ? words.posting : words.interrupted}
      tone={running ? 'info' : 'warn'}
      icon={running ? 's-doing' : 's-near'}
      role="status"
    >
      <p>
        <progress max={file.rows} value={file.nextPosition} aria-label={words.posting} />{' '}
        {words.progress(file.nextPosition, file.rows)}
      </p>
      <p>{running ? words.mayLeave : words.interruptedText}</p>
    </Notice>
  );
}

const SETTLED: readonly Verdict[] = ['ready', 'posted', 'repeated', 'undone'];

function Acts({ t, file, counts, running, formKey }: UseFilePageProps) {
  const words = t.issues.use;
  const of = (verdict: Verdict) => counts.find((one) => one.verdict === verdict)?.rows ?? 0;
  const left = counts.filter((one) => !SETTLED.includes(one.verdict)).reduce((sum, one) => sum + one.rows, 0);
  const ready = of('ready');
  const act = (action: string, suffix: string, label: string, kind?: 'primary' | 'danger') => (
    <form method="post" action={action}>
      <HiddenKey value={`${formKey}-${suffix}`} />
      <Button {...(kind && { kind })}>{label}</Button>
    </form>
  );
  const { id, status } = file;
  if (running || status === 'given_up') return null;
  return (
    <div class="stack">
      <p>{status === 'judged' && ready > 0 ? words.readyText(ready, left) : left > 0 && words.leftText(left)}</p>
      <div class="buttons">
        {status === 'posting' && act(paths.useFilePosting(id), 'p', words.goOn, 'primary')}
        {status === 'judged' && ready > 0 && act(paths.useFilePosting(id), 'p', words.post(ready), 'primary')}
        {status !== 'posting' && left > 0 && act(paths.useFileRetry(id), 'r', words.retry)}
        {status !== 'posting' && left + ready > 0 && act(paths.useFileEnding(id), 'e', words.giveUp, 'danger')}
        <LinkButton href={paths.useCodes()}>{words.codesTitle}</LinkButton>
      </div>
    </div>
  );
}

function Asked(props: UseFilePageProps) {
  const { t, asked, file } = props;
  const words = t.issues.use;
  if (asked.length === 0 || file.status === 'given_up' || file.status === 'posting') return null;
  return (
    <Panel title={words.askedTitle} note={words.askedNote}>
      <div class="stack">
        {asked.map((one, index) => (
          <AskedForm {...props} one={one} index={index} />
        ))}
      </div>
    </Panel>
  );
}

function AskedForm({ t, file, form, formKey, one, index }: UseFilePageProps & { one: AskedCode; index: number }) {
  const words = t.issues.use;
  const mine = form.values.code?.[0] === one.code && (form.values.unit?.[0] ?? '') === one.unit;
  const state = mine ? form : { values: {}, errors: {}, formErrors: [] };
  const candidates = one.candidates.map(({ code, name }) => ({ value: code, label: name }));
  const means = (['pack', 'base'] as const).map((value) => ({ value, label: words.means[value] }));
  return (
    <form class="stack" method="post" action={paths.useFileCodes(file.id)}>
      <HiddenKey value={`${formKey}-c${index}`} />
      <Hidden name="code" value={one.code} />
      <Hidden name="unit" value={one.unit} />
      <h3>{words.askedCode(one.code, one.name, one.unit, one.rows)}</h3>
      <div class="row">
        {candidates.length > 0 && (
          <SelectField
            form={state}
            name="candidate"
            label={words.candidate}
            options={candidates}
            choose={words.otherItem}
            value={candidates[0]?.value ?? ''}
          />
        )}
        <TextField form={state} name="item" label={words.meansItem} maxlength={60} />
        <NumberField form={state} name="times" label={words.times} value="1" maxlength={6} />
        <SelectField form={state} name="means" label={words.meansUnit} options={means} value="pack" />
      </div>
      <Button small>{words.keepCode}</Button>
    </form>
  );
}

function Rows({ t, rows }: UseFilePageProps) {
  const words = t.issues.use;
  const head = (
    <>
      <Head num>{words.row}</Head>
      <Head>{words.columns.day}</Head>
      <Head>{words.columns.code}</Head>
      <Head num>{words.columns.quantity}</Head>
      <Head>{t.issues.destination}</Head>
      <Head>{words.verdict}</Head>
    </>
  );
  return (
    <Table caption={words.rows} head={head} stacks>
      {rows.map((row) => (
        <tr>
          <td class="num span-1">{row.row}</td>
          <td class="span-2">{row.entry.typedDay}</td>
          <td class="span-3">
            <Code>{row.entry.code}</Code> {row.entry.itemName === '' ? row.entry.name : row.entry.itemName}
          </td>
          <td class="num span-2">
            {row.entry.quantity} {row.entry.unit}
          </td>
          <td class="span-3">
            {[row.entry.ward, row.entry.patient, row.entry.prescription].filter((one) => one !== '').join(' ')}
          </td>
          <td>
            {words.verdicts[row.verdict]}{' '}
            {row.documentNumber === null ? (
              <span class="note">{rowSentence(t, row)}</span>
            ) : (
              <Code href={paths.issue(row.documentNumber)}>{row.documentNumber}</Code>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
