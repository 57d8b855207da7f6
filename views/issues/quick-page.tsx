/** Issuing with a thumb: every drug of the cabinet in a row, a box beside each, one button for all. */
import type { ShelfRow } from '../../src/issues/entry-queries.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { errorOf, FieldError, fieldId, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ScanField } from '../ui/scan.tsx';
import { ScanReadings } from '../ui/scan-question.tsx';
import { Item } from '../ui/values.tsx';
import { ConfirmPrefix, TraceCodeField } from './code-field.tsx';

interface QuickIssuePageProps {
  t: Words;
  form: FormState;
  rows: ShelfRow[];
  q: string;
  formKey: string;
  /** Items whose packs carry trace codes, and whether they must be scanned today. */
  carriers: ReadonlySet<number>;
  required: boolean;
  /** Why the last scan was not taken; a doubtful code brings its readings along. */
  refusal: Refusal | null;
}

export function QuickIssuePage(props: QuickIssuePageProps) {
  const { t, form, rows, q, formKey } = props;
  const words = t.issues;
  const labels = {
    q: words.quickScan,
    ...Object.fromEntries(rows.map((row) => [`line.${row.item.id}`, row.item.name])),
  };
  return (
    <>
      <PageHead
        title={words.quickTitle}
        facts={[words.quickIntro]}
        actions={<LinkButton href={paths.newIssue()}>{words.newButton}</LinkButton>}
      />
      <ErrorSummary t={t} form={form} labels={labels} />
      <form class="filters" method="get" action={paths.quickIssue()}>
        <label>
          <span>{words.quickSearch}</span>
          <input class="input" type="search" name="q" value={q} autocapitalize="none" maxlength={100} />
        </label>
        <Button>{words.quickFind}</Button>
      </form>
      {rows.length === 0 && (
        <Empty
          title={q === '' ? words.quickEmpty : words.quickNone}
          {...(q === '' && { text: words.quickEmptyText })}
        />
      )}
      {rows.length > 0 && (
        <form method="post" action={paths.newIssue()}>
          <Scanning {...props} />
          <HiddenKey value={formKey} />
          <Hidden name="from" value="quick" />
          <Hidden name="purpose" value="patient" />
          <div class="stack">
            {rows.map((row) => (
              <Row t={t} form={form} row={row} carries={props.carriers.has(row.item.id)} />
            ))}
          </div>
          <ConfirmPrefix t={t} form={form} />
          <TextField form={form} name="patient" label={words.patient} hint={words.patientHint} maxlength={80} />
          <SubmitBar consequence={words.postConsequence}>
            <Button kind="primary">{words.postButton}</Button>
          </SubmitBar>
        </form>
      )}
    </>
  );
}

/** First in the form, so that the scanner's Enter takes one pack more and never issues by mistake. */
function Scanning({ t, form, refusal, required }: QuickIssuePageProps) {
  const words = t.issues;
  return (
    <div id={fieldId('q')}>
      <ScanField
        t={t}
        name="q"
        label={words.quickScan}
        button={words.quickScanButton}
        formAction={paths.issueDraft()}
        {...((form.values.q?.[0] ?? '') !== '' && { value: form.values.q?.[0] ?? '' })}
      />
      <FieldError name="q" error={errorOf(form, 'q')} />
      {refusal !== null && <ScanReadings t={t} refusal={refusal} name="scan" formAction={paths.issueDraft()} />}
      {required && <p class="hint">{words.quickMustScan}</p>}
    </div>
  );
}

/** Named by the item: the same row whatever the search shows around it. */
function Row({ t, form, row, carries }: { t: Words; form: FormState; row: ShelfRow; carries: boolean }) {
  const { item, availableBase } = row;
  const name = `line.${item.id}`;
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  return (
    <fieldset class="field" id={fieldId(name)}>
      <legend>
        <Item name={item.name} detail={item.detail} inline />{' '}
        <small>{t.issues.available(quantityText(t, availableBase, item.shape))}</small>
      </legend>
      <Hidden name={`${name}.item`} value={item.id} />
      <PackBoxes t={t} form={form} name={name} shape={item.shape} of={item.name} />
      <FieldError name={name} error={error} />
      {(carries || (form.values[`${name}.codes`]?.[0] ?? '') !== '') && (
        <TraceCodeField t={t} form={form} name={`${name}.codes`} />
      )}
    </fieldset>
  );
}
