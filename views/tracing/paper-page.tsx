/** The codes of one paper: the scanner's field, each line with what it has and lacks, and what may be taken back. */
import { paths } from '../../src/paths.ts';
import type { PaperLine, PaperScan, TracePaper } from '../../src/tracing/paper-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, fieldId, HiddenKey, NumberField, SelectField, TextArea } from '../ui/field.tsx';
import { ExportLinks } from '../ui/filters.tsx';
import { momentText, numberText, quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Figures, Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import { Status, Tag } from '../ui/status.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';

export interface TracePaperPageProps {
  t: Words;
  paper: TracePaper;
  scans: PaperScan[];
  /** Where the paper itself is shown. */
  back: string;
  can: boolean;
  canExport: boolean;
  required: boolean;
  form: FormState;
  formKey: string;
  now: number;
}

export function TracePaperPage(props: TracePaperPageProps) {
  const { t, paper, back, can, required, form } = props;
  const words = t.tracing;
  const due = paper.lines.reduce((sum, line) => sum + line.duePacks, 0);
  const scanned = paper.lines.reduce((sum, line) => sum + line.scannedPacks, 0);
  const mode = required ? words.required : words.advice;
  return (
    <>
      <PageHead
        title={`${words.codes} ${words.acts[paper.act]}`}
        crumbs={[
          { label: words.title, href: paths.trace() },
          { label: paper.number, href: back, code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[paper.place, mode]}
        {...(props.canExport && props.scans.length > 0 && { actions: <Files {...props} /> })}
      />
      <ErrorSummary t={t} form={form} labels={{ codes: words.codes, line: words.line, confirm: words.codes }} />
      <Figures
        label={words.codes}
        figures={[
          { label: words.due, value: numberText(due), unit: words.packs },
          { label: words.scannedPacks, value: numberText(scanned), unit: words.packs },
          { label: words.missing, value: numberText(due - scanned), unit: words.packs, ...(due > scanned && TONE) },
        ]}
      />
      {can ? <Scanning {...props} /> : <Advice>{words.notYours}</Advice>}
      <Columns kind="doc">
        <Lines {...props} />
        <Scans {...props} />
      </Columns>
    </>
  );
}

function Files({ t, paper }: TracePaperPageProps) {
  const file = (format: 'csv' | 'xlsx') => paths.tracePaperExport(paper.number, paper.act, format);
  return <ExportLinks t={t} csv={file('csv')} xlsx={file('xlsx')} />;
}

const TONE = { tone: 'caution' as const };

function Scanning({ t, paper, form, formKey }: TracePaperPageProps) {
  const words = t.tracing;
  const error = errorOf(form, 'codes');
  const asks = errorOf(form, 'confirm') !== undefined;
  const lines = paper.lines.map((line) => ({
    value: String(line.lineNumber),
    label: `${line.lineNumber} ${line.itemName} ${line.lotNumber}`,
  }));
  return (
    <form method="post" action={paths.tracePaperScans(paper.number, paper.act)}>
      <HiddenKey value={formKey} />
      <div id={fieldId('codes')}>
        <ScanField
          t={t}
          label={words.scanLabel}
          button={words.scanButton}
          name="codes"
          {...(form.values.codes?.[0] !== undefined && { value: form.values.codes[0] })}
        />
      </div>
      <FieldError name="codes" error={error} />
      {asks && (
        <div class="choices" id={fieldId('confirm')}>
          <label>
            <input type="checkbox" name="confirm" value="1" />
            <span>{words.confirmPrefix}</span>
          </label>
        </div>
      )}
      <details open={errorOf(form, 'line') !== undefined || (form.values.part?.[0] ?? '') !== ''}>
        <summary>{words.moreScan}</summary>
        <div class="row">
          <SelectField form={form} name="line" label={words.line} choose={words.lineByCode} options={lines} />
          <NumberField form={form} name="part" label={words.part} hint={words.partHint} maxlength={6} />
        </div>
      </details>
      <details open={(form.values.paste?.[0] ?? '') !== ''}>
        <summary>{words.pasteTitle}</summary>
        <TextArea form={form} name="paste" label={words.codes} hint={words.pasteHint} rows={6} maxlength={60_000} />
        <Button>{words.scanButton}</Button>
      </details>
    </form>
  );
}

function Lines({ t, paper }: TracePaperPageProps) {
  const words = t.tracing;
  const head = (
    <>
      <Head>{words.line}</Head>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.quantity}</Head>
      <Head>{words.state}</Head>
    </>
  );
  return (
    <Table caption={words.linesTitle} head={head} stacks>
      {paper.lines.map((line) => (
        <tr>
          <td class="tight muted desk-only">{line.lineNumber}</td>
          <td>
            <Item name={line.itemName} detail={line.detail} href={paths.item(line.itemCode)} />
          </td>
          <td class="span-3">
            <Code>{line.lotNumber}</Code>
          </td>
          <td class="num span-3" data-label={words.quantity}>
            <Quantity t={t} quantityBase={line.quantityBase} shape={line.shape} />
          </td>
          <td class="span-3">
            <LineState t={t} line={line} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function LineState({ t, line }: { t: Words; line: PaperLine }) {
  const words = t.tracing;
  if (line.joined) return <span class="muted">{words.joined}</span>;
  if (line.duePacks === 0) return <span class="muted">{words.noCodes}</span>;
  const whole = line.scannedPacks === line.duePacks;
  return (
    <Status icon={whole ? 's-done' : 's-todo'} {...(whole ? { tone: 'accent' as const } : {})}>
      {words.scannedOf(line.scannedPacks, line.duePacks)}
    </Status>
  );
}

const MOST_SHOWN = 200;

function Scans({ t, paper, scans, can, formKey, now }: TracePaperPageProps) {
  const words = t.tracing;
  const lineOf = new Map(paper.lines.map((line) => [line.id, line]));
  return (
    <Panel title={words.scansHere(scans.length)} padded={scans.length === 0}>
      {scans.length === 0 && <p class="hint">{words.noScans}</p>}
      {scans.length > 0 && (
        <ul class="plain-list body">
          {scans.slice(0, MOST_SHOWN).map((scan) => (
            <li>
              <ScanRow t={t} scan={scan} line={lineOf.get(scan.lineId ?? 0)} now={now} />
              {can && lineOf.get(scan.lineId ?? 0)?.doneOn === null && !scan.alarmed && (
                <form method="post" action={paths.tracePaperUndo(paper.number, paper.act)}>
                  <HiddenKey value={`${formKey}-${scan.id}`.slice(-64)} />
                  <input type="hidden" name="scan" value={String(scan.id)} />
                  <Button small kind="plain">
                    {words.undo}
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {paper.done && scans.length > 0 && <p class="hint body">{words.doneHint}</p>}
    </Panel>
  );
}

interface ScanRowProps {
  t: Words;
  scan: PaperScan;
  line: PaperLine | undefined;
  now: number;
}

function ScanRow({ t, scan, line, now }: ScanRowProps) {
  const words = t.tracing;
  const part = scan.partBase !== null && line !== undefined ? quantityText(t, scan.partBase, line.shape) : '';
  const said = [line?.itemName, part !== '' && words.brokenPart(part), scan.person, momentText(t, scan.at, now)];
  return (
    <span>
      <Code href={paths.traceCode(scan.code)}>{scan.code}</Code>{' '}
      {scan.alarmed && <Tag tone="danger">{words.alarm}</Tag>}
      <small>{said.filter((one) => one !== undefined && one !== false && one !== '').join(' ')}</small>
    </span>
  );
}
