/** What comes back of an issue: quantity by line, and where each lot goes. */
import type { IssueRecord, IssueRecordLine } from '../../src/issues/record-queries.ts';
import type { ReturnScan } from '../../src/issues/return-scan-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ScanField } from '../ui/scan.tsx';
import { LineScanResult } from '../ui/scan-question.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Item, Lot, Quantity } from '../ui/values.tsx';
import { TraceCodeField } from './code-field.tsx';
import { destinationText } from './words.tsx';

interface ReturnPageProps {
  t: Words;
  record: IssueRecord;
  lines: IssueRecordLine[];
  form: FormState;
  formKey: string;
  expiry: ExpiryView;
  scan: ReturnScan | undefined;
}

export function ReturnPage(props: ReturnPageProps) {
  const { t, record, lines, form, formKey } = props;
  const words = t.issues;
  const { number, version } = record.document;
  const labels = {
    ...Object.fromEntries(lines.map((line) => [`back.${line.lineNumber}`, line.itemName])),
    reason: words.returnReason,
  };
  return (
    <>
      <PageHead
        title={words.returnOf(number)}
        crumbs={[
          { label: words.title, href: paths.issues() },
          { label: number, href: paths.issue(number), code: true },
        ]}
        crumbsLabel={t.frame.position}
        facts={[destinationText(t, record.paper)]}
      />
      <ErrorSummary t={t} form={form} labels={labels} />
      <form method="post" action={paths.issueReturn(number)}>
        <HiddenKey value={formKey} />
        <Hidden name="version" value={version} />
        <ReturnScanBox {...props} />
        <Lines {...props} />
        <div class="form">
          <TextField form={form} name="reason" label={words.returnReason} maxlength={200} required />
          {lines.some((line) => line.controlled) && <SecondPersonFields t={t} form={form} />}
        </div>
        <SubmitBar consequence={words.returnConsequence}>
          <Button kind="primary">{words.returnButton}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

/** Each pack that is scanned adds one to its line; nothing is taken back before the form is sent. */
function ReturnScanBox({ t, record, scan }: ReturnPageProps) {
  const words = t.scanning.lines;
  const action = paths.issueReturn(record.document.number);
  const [line] = scan?.lines ?? [];
  const packs =
    line === undefined ? '' : `${scan?.filled ?? 0}${t.formats.unit(line.shape.packUnit, scan?.filled ?? 0)}`;
  const said = line === undefined ? '' : words.added(line.itemName, line.lotNumber, packs);
  const found = line !== undefined && scan?.filled === null ? words.full(line.itemName, line.lotNumber) : said;
  return (
    <>
      <ScanField
        t={t}
        label={words.label}
        button={words.button}
        formAction={action}
        send={{ name: 'find', value: '1' }}
      />
      {scan && <LineScanResult t={t} scan={scan} found={found} formAction={action} />}
    </>
  );
}

function Lines({ t, lines, form, expiry }: ReturnPageProps) {
  const words = t.issues;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head num>{words.returnLeft}</Head>
      <Head>{words.returnNow}</Head>
      <Head>{words.store}</Head>
    </>
  );
  const shown = lines.filter((line) => line.quantityBase > line.returnedBase);
  const usable = (line: IssueRecordLine) =>
    line.frozen === null && !line.heldThere && line.expiresOn >= expiry.today ? line.locationName : null;
  return (
    <Table caption={words.returnNow} head={head} stacks>
      {shown.map((line) => {
        const name = `back.${line.lineNumber}`;
        const error = errorOf(form, name);
        return (
          <tr>
            <td>
              <Item name={line.itemName} detail={line.detail} />
            </td>
            <td class="span-3">
              <Lot t={t} batchNumber={line.lotNumber} expiresOn={line.expiresOn} expiry={expiry} />
            </td>
            <td class="num span-3" data-label={words.returnLeft}>
              <Quantity t={t} quantityBase={line.quantityBase - line.returnedBase} shape={line.shape} />
            </td>
            <td class="span-3" data-label={words.returnNow}>
              <PackBoxes t={t} form={form} name={name} shape={line.shape} small of={line.itemName} />
              <FieldError name={name} error={error} />
              <TraceCodeField t={t} form={form} name={`${name}.codes`} />
            </td>
            <td class="span-3 note">{usable(line) ?? words.returnGoesRejected}</td>
          </tr>
        );
      })}
    </Table>
  );
}
