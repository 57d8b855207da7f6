/** One lot at the door: what stands on the box, how much came, what is decided about it. */
import { paths } from '../../src/paths.ts';
import type { ReceiptPageData } from '../../src/receiving/page-queries.ts';
import type { ReceiptLine } from '../../src/receiving/record-queries.ts';
import { zoneFits } from '../../src/receiving/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Choices, Segments } from '../ui/choice.tsx';
import { DateField, Hidden, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { Advice } from '../ui/notice.tsx';
import { PackField } from '../ui/pack-input.tsx';

interface LineFormProps {
  t: Words;
  data: ReceiptPageData;
  line: ReceiptLine;
  form: FormState;
  formKey: string;
}

export function LineForm(props: LineFormProps) {
  const { t, data, line, form, formKey } = props;
  const words = t.receiving;
  const { number, version } = data.record.document;
  const action = paths.receiptLine(number, line.lineNumber);
  return (
    <form class="line-check" method="post" action={action} novalidate id="line">
      <HiddenKey value={formKey} />
      <Hidden name="version" value={version} />
      <h2>{words.lineTitle(line.lineNumber, line.item.name)}</h2>
      <Objections {...props} />
      <OnTheBox {...props} />
      <div class="row">
        <PackField
          t={t}
          form={form}
          name="arrived"
          label={words.arrivedQuantity}
          shape={line.shape}
          quantityBase={line.arrivedBase || (line.announcedBase ?? 0)}
        />
        <PackField
          t={t}
          form={form}
          name="bad"
          label={words.badQuantity}
          shape={line.shape}
          hint={words.badHint}
          quantityBase={0}
        />
        <SelectField form={form} name="badCode" label={words.badCode} options={reasons(t)} choose={words.choose} />
        <NumberField
          form={form}
          name="sampledPacks"
          label={words.sampled}
          value={String(line.sampledPacks || 1)}
          maxlength={7}
        />
      </div>
      <TextField form={form} name="badReason" label={words.badReason} note={t.forms.optional} maxlength={200} />
      <Decide {...props} />
      <div class="line-actions">
        <Button formAction={paths.receiptLineRemoval(number, line.lineNumber)} kind="plain">
          {words.strike(line.lineNumber)}
        </Button>
        <Button>{words.saveLine(line.lineNumber)}</Button>
      </div>
    </form>
  );
}

const reasons = (t: Words) => Object.entries(t.receiving.reasons).map(([value, label]) => ({ value, label }));

/** What speaks against accepting the lot as it is written now. */
function Objections({ t, data, line }: LineFormProps) {
  const found = data.judged.get(line.lineNumber)?.objections ?? [];
  return (
    <>
      {found
        .filter((one) => one.code !== 'papers')
        .map(({ code, detail }) => (
          <Advice tone="warn" icon="s-near">
            {refusalText(t, { reason: `receipt_${code}`, detail: { item: line.item.name, ...detail } })}
          </Advice>
        ))}
    </>
  );
}

function OnTheBox({ t, data, line, form }: LineFormProps) {
  const words = t.receiving;
  const papers = data.judged.get(line.lineNumber)?.papers ?? [];
  const optional = t.forms.optional;
  return (
    <>
      <div class="row">
        <TextField form={form} name="lotNumber" label={words.lotNumber} value={line.lotNumber} maxlength={40} />
        <DateField
          form={form}
          name="expiresOn"
          label={words.expiresOn}
          value={line.expiresOn}
          hint={words.expiresHint}
        />
        <DateField
          form={form}
          name="producedOn"
          label={words.producedOn}
          note={optional}
          value={line.producedOn ?? ''}
          max={data.day.today}
        />
      </div>
      <div class="row">
        <TextField form={form} name="maker" label={words.maker} value={line.maker} maxlength={100} />
        <TextField
          form={form}
          name="approvalNumber"
          label={words.approvalNumber}
          value={line.approvalNumber}
          maxlength={60}
        />
      </div>
      <Choices
        form={form}
        name="paperChecks"
        label={words.papers}
        many
        across
        choices={papers.map((value) => ({ value, title: words.paperNames[value] }))}
        chosen={line.paperChecks}
      />
    </>
  );
}

function Decide({ t, data, line, form }: LineFormProps) {
  const words = t.receiving;
  const decisions = Object.entries(words.decisions).map(([value, label]) => ({ value, label }));
  const stores = data.stores
    .filter((store) => zoneFits(line.item.storageZone, store.zone))
    .map((store) => ({ value: String(store.id), label: store.name }));
  return (
    <>
      <Segments
        form={form}
        name="decision"
        label={words.decisionLabel}
        options={[...decisions, { value: '', label: words.noDecision }]}
        chosen={line.decision ?? 'accepted'}
      />
      <div class="row">
        <SelectField
          form={form}
          name="reasonCode"
          label={words.reasonCode}
          options={reasons(t)}
          choose={words.choose}
          value={line.reasonCode ?? ''}
        />
        <TextField
          form={form}
          name="reason"
          label={words.reason}
          note={words.reasonNote}
          value={line.reason}
          maxlength={200}
        />
        <SelectField
          form={form}
          name="store"
          label={words.store}
          options={stores}
          choose={words.storeAuto}
          value={line.storeId === null ? '' : String(line.storeId)}
        />
      </div>
    </>
  );
}
