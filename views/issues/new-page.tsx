/** Writing an issue: scan or search, quantities with their lots in turn, and to whom it goes. */
import type { EntryLine, Found } from '../../src/issues/entry-queries.ts';
import { PURPOSES } from '../../src/issues/rules.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, errorOf, FieldError, fieldId, Hidden, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { Advice } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel } from '../ui/panel.tsx';
import { ScanField } from '../ui/scan.tsx';
import { ScanReadings } from '../ui/scan-question.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Item, Lot } from '../ui/values.tsx';
import { ConfirmPrefix, TraceCodeField } from './code-field.tsx';

export interface NewIssuePageProps {
  t: Words;
  form: FormState;
  formKey: string;
  lines: EntryLine[];
  needsSecond: boolean;
  wards: string[];
  expiry: ExpiryView;
  found: Found | undefined;
  q: string;
}

export function NewIssuePage(props: NewIssuePageProps) {
  const { t, form, lines } = props;
  const words = t.issues;
  const labels = {
    ...Object.fromEntries(lines.map((line, index) => [`line.${index}`, line.item.name])),
    ward: words.ward,
    note: words.note,
    day: words.day,
    time: words.time,
  };
  return (
    <>
      <PageHead
        title={words.newTitle}
        crumbs={[{ label: words.title, href: paths.issues() }, { label: words.newTitle }]}
        crumbsLabel={t.frame.position}
      />
      <ErrorSummary t={t} form={form} labels={labels} />
      <form method="post" action={paths.newIssue()}>
        <HiddenKey value={props.formKey} />
        <SearchBox {...props} />
        {props.found && <Hits {...props} found={props.found} />}
        <Columns kind="doc">
          <Lines {...props} />
          <Destination {...props} />
        </Columns>
        <ConfirmPrefix t={t} form={form} />
        <SubmitBar consequence={words.postConsequence}>
          <Button kind="primary" disabled={lines.length === 0}>
            {words.postButton}
          </Button>
        </SubmitBar>
      </form>
    </>
  );
}

/** First in the form, so that Enter in any box works out the lots and never posts by mistake. */
function SearchBox({ t, q }: NewIssuePageProps) {
  const words = t.issues;
  return (
    <ScanField
      t={t}
      name="q"
      label={words.scanLabel}
      button={words.scanButton}
      formAction={paths.issueDraft()}
      {...(q !== '' && { value: q })}
    />
  );
}

function Hits({ t, q, found }: NewIssuePageProps & { found: Found }) {
  const words = t.issues;
  if (found.unread !== null) return <Unread t={t} refusal={found.unread} />;
  if (found.hits.length === 0) return <Advice tone="warn">{words.notHere(q)}</Advice>;
  return (
    <Panel title={words.hitsTitle}>
      <div class="stack">
        {found.hits.map((hit) => (
          <div class="row">
            <Item name={hit.item.name} detail={hit.item.detail} />
            <span>{words.available(quantityText(t, hit.availableBase, hit.item.shape))}</span>
            <Button
              small
              name="pick"
              value={hit.lotKey === null ? String(hit.item.id) : `${hit.item.id}:${hit.lotKey}`}
              formAction={paths.issueDraft()}
              skipChecks
            >
              {words.pick}
            </Button>
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** A code that could not be read without doubt; either reading of a lot is one press away. */
function Unread({ t, refusal }: { t: Words; refusal: Refusal }) {
  return (
    <>
      <Advice tone="warn">{refusalText(t, refusal)}</Advice>
      <ScanReadings t={t} refusal={refusal} name="scan" formAction={paths.issueDraft()} />
    </>
  );
}

function Lines(props: NewIssuePageProps) {
  const { t, lines } = props;
  const words = t.issues;
  return (
    <Panel title={words.linesTitle}>
      {lines.length === 0 && <p class="hint">{words.linesNone}</p>}
      <div class="stack">
        {lines.map((line, index) => (
          <Line {...props} line={line} index={index} />
        ))}
      </div>
      {lines.length > 0 && (
        <Button small formAction={paths.issueDraft()} skipChecks>
          {words.refresh}
        </Button>
      )}
    </Panel>
  );
}

function Line({ t, form, line, index, expiry }: NewIssuePageProps & { line: EntryLine; index: number }) {
  const words = t.issues;
  const name = `line.${index}`;
  const { item, turn } = line;
  const error = errorOf(form, name) ?? errorOf(form, `${name}.packs`) ?? errorOf(form, `${name}.units`);
  const reason = line.lot !== '' || errorOf(form, name) !== undefined;
  return (
    <fieldset class="field" id={fieldId(name)}>
      <legend>
        <Item name={item.name} detail={item.detail} inline />{' '}
        <small>{words.available(quantityText(t, line.availableBase, item.shape))}</small>
      </legend>
      <Hidden name={`${name}.item`} value={item.id} />
      <div class="row">
        <PackBoxes t={t} form={form} name={name} shape={item.shape} of={item.name} />
        <Button small kind="plain" name="drop" value={String(index)} formAction={paths.issueDraft()} skipChecks>
          {words.drop}
        </Button>
      </div>
      <FieldError name={name} error={error} />
      {turn.map((one) => (
        <p class="hint">
          {words.take} {one.lot.locationName}{' '}
          <Lot t={t} batchNumber={one.lot.lotNumber} expiresOn={one.lot.expiresOn} expiry={expiry} />{' '}
          {quantityText(t, one.quantityBase, item.shape)}
        </p>
      ))}
      <TraceCodeField t={t} form={form} name={`${name}.codes`} />
      {line.shortBase > 0 && <Advice tone="warn">{words.short(quantityText(t, line.shortBase, item.shape))}</Advice>}
      <details open={reason}>
        <summary>{words.override}</summary>
        <LotSelect t={t} line={line} name={`${name}.lot`} />
        <TextField
          form={form}
          name={`${name}.reason`}
          label={words.outOfTurn}
          hint={words.overrideHint}
          maxlength={200}
        />
      </details>
    </fieldset>
  );
}

function LotSelect({ t, line, name }: { t: Words; line: EntryLine; name: string }) {
  const words = t.issues;
  const choices = line.choices.filter((choice) => choice.availableBase > 0 || choice.barred !== null);
  return (
    <div class="field">
      <label for={fieldId(name)}>{words.lot}</label>
      <select class="input" id={fieldId(name)} name={name}>
        <option value="">{words.inTurnOption}</option>
        {choices.map(({ key, lot, availableBase, barred }) => (
          <option value={key} selected={key === line.lot} disabled={barred !== null}>
            {words.lotOption(
              lot.lotNumber,
              lot.expiresOn,
              barred === null ? quantityText(t, availableBase, line.item.shape) : (words.barred[barred] ?? barred),
              lot.locationName,
            )}
          </option>
        ))}
      </select>
    </div>
  );
}

function Destination({ t, form, wards, needsSecond }: NewIssuePageProps) {
  const words = t.issues;
  const choices = PURPOSES.map((value) => ({ value, title: words.purposes[value] }));
  return (
    <Panel title={words.destination}>
      <datalist id="wards">
        {wards.map((ward) => (
          <option value={ward} />
        ))}
      </datalist>
      <Choices form={form} name="purpose" label={words.purpose} choices={choices} chosen="patient" across />
      <TextField form={form} name="ward" label={words.ward} maxlength={60} list="wards" />
      <TextField form={form} name="patient" label={words.patient} hint={words.patientHint} maxlength={80} />
      <TextField form={form} name="prescription" label={words.prescription} maxlength={60} />
      <TextArea form={form} name="note" label={words.note} hint={words.noteHint} maxlength={200} />
      <details open={(form.values.day?.[0] ?? '') !== '' || errorOf(form, 'day') !== undefined}>
        <summary>{words.when}</summary>
        <p class="hint">{words.whenHint}</p>
        <div class="row">
          <DateField form={form} name="day" label={words.day} />
          <TextField form={form} name="time" label={words.time} placeholder="09:30" maxlength={5} />
        </div>
      </details>
      {needsSecond && (
        <>
          <TextField form={form} name="taker" label={words.taker} hint={words.takerHint} maxlength={40} />
          <SecondPersonFields t={t} form={form} />
        </>
      )}
    </Panel>
  );
}
