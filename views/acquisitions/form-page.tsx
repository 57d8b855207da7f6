/** The form of an application for equipment: a new one, or a draft that is changed. */
import type { AcquisitionView } from '../../src/acquisitions/page-queries.ts';
import type { AssetClassRow } from '../../src/assets/record-queries.ts';
import { FUND_SOURCES, LARGE_KINDS } from '../../src/assets/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { classText } from '../equipment/words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';

interface AcquisitionFormProps {
  t: Words;
  form: FormState;
  formKey: string;
  members: readonly { code: string; shortName: string }[];
  classes: readonly AssetClassRow[];
  /** The draft that is changed. */
  view?: AcquisitionView;
}

/** Yuan as they are typed, without thousands. */
const typed = (fen: number | undefined) => (fen === undefined ? '' : moneyText(fen).replaceAll(',', ''));

export function AcquisitionFormPage(props: AcquisitionFormProps) {
  const { t, form, formKey, view } = props;
  const words = t.acquisitions;
  const { name, quantity, unit, charge, cost, casesMonth, necessity, feasibility, benefit, budgetLine } = words;
  const labels: Record<string, string> = {
    ...{ name, quantity, unit, charge, cost, casesMonth, necessity, feasibility, benefit, budgetLine },
    ...{ organisation: words.place, classCode: words.className },
    ...{ largeKind: words.largeKind, licenceNumber: words.licenceNumber },
    ...Object.fromEntries(FUND_SOURCES.map((source) => [`fund.${source}`, t.equipment.sources[source]])),
  };
  const number = view?.document.number;
  const title = number === undefined ? words.newTitle : words.editTitle(number);
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ label: words.title, href: paths.acquisitions() }, { label: title }]}
        crumbsLabel={t.frame.position}
      />
      <form
        class="form"
        method="post"
        action={number === undefined ? paths.acquisitions() : paths.acquisitionEdit(number)}
      >
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        {view && <Hidden name="version" value={form.values.version?.[0] ?? view.document.version} />}
        <Panel title={words.thing}>
          <ThingFields {...props} />
        </Panel>
        <Panel title={words.fundsTitle}>
          <FundFields {...props} />
        </Panel>
        <Panel title={words.reasonsTitle}>
          <ReasonFields {...props} />
        </Panel>
        <SubmitBar consequence={view === undefined ? words.newConsequence : words.editConsequence}>
          <Button kind="primary">{view === undefined ? words.newSubmit : words.editSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function ThingFields(props: AcquisitionFormProps) {
  const { t, form, view, members, classes } = props;
  const words = t.acquisitions;
  const was = view?.acquisition;
  const places = view === undefined ? members : [view.place];
  return (
    <>
      <SelectField
        form={form}
        name="organisation"
        label={words.place}
        value={places[0]?.code ?? ''}
        options={places.map(({ code, shortName }) => ({ value: code, label: shortName }))}
        required
      />
      <TextField form={form} name="name" label={words.name} value={was?.name} maxlength={80} required />
      <SelectField
        form={form}
        name="classCode"
        label={words.className}
        value={view?.class.code}
        options={classes.map((one) => ({ value: one.code, label: classText(t, one) }))}
        choose=""
        required
      />
      <NumberField
        form={form}
        name="quantity"
        label={words.quantity}
        value={String(was?.quantity ?? 1)}
        maxlength={3}
        required
      />
      <TextField
        form={form}
        name="unit"
        label={words.unit}
        value={typed(was?.unitFen)}
        inputmode="decimal"
        maxlength={20}
        required
      />
      <LargeFields {...props} />
    </>
  );
}

/** Of the catalogue of large equipment: its licence. */
function LargeFields({ t, form, view }: AcquisitionFormProps) {
  const words = t.acquisitions;
  const was = view?.acquisition;
  const large = LARGE_KINDS.map((value) => ({ value, label: t.equipment.largeKinds[value] }));
  return (
    <>
      <SelectField
        form={form}
        name="largeKind"
        label={words.largeKind}
        value={was?.largeKind ?? ''}
        options={large}
        choose={words.notLarge}
      />
      <TextField
        form={form}
        name="licenceNumber"
        label={words.licenceNumber}
        hint={words.licenceHint}
        value={was?.licenceNumber ?? ''}
        maxlength={60}
      />
    </>
  );
}

function FundFields({ t, form, view }: AcquisitionFormProps) {
  const words = t.acquisitions;
  const partOf = (source: string) => view?.funds.find((fund) => fund.source === source)?.amountFen;
  return (
    <>
      {FUND_SOURCES.map((source, nth) => (
        <TextField
          form={form}
          name={`fund.${source}`}
          label={t.equipment.sources[source]}
          {...(nth === 0 && { hint: words.fundsHint })}
          value={typed(partOf(source))}
          inputmode="decimal"
          maxlength={20}
        />
      ))}
      <TextField
        form={form}
        name="budgetLine"
        label={words.budgetLine}
        hint={words.budgetHint}
        value={view?.acquisition.budgetLine}
        maxlength={80}
        required
      />
    </>
  );
}

function ReasonFields({ t, form, view }: AcquisitionFormProps) {
  const words = t.acquisitions;
  const was = view?.acquisition;
  const text = { form, maxlength: 500, required: true };
  const yuan = { form, inputmode: 'decimal' as const, maxlength: 20, required: true };
  return (
    <>
      <TextArea {...text} name="necessity" label={words.necessity} value={was?.necessity ?? ''} />
      <TextArea
        {...text}
        name="feasibility"
        label={words.feasibility}
        hint={words.feasibilityHint}
        value={was?.feasibility ?? ''}
      />
      <TextArea {...text} name="benefit" label={words.benefit} value={was?.benefit ?? ''} />
      <NumberField
        form={form}
        name="casesMonth"
        label={words.casesMonth}
        hint={words.casesHint}
        value={was === undefined ? '' : String(was.casesMonth)}
        maxlength={7}
        required
      />
      <TextField {...yuan} name="charge" label={words.charge} value={typed(was?.chargeFen)} />
      <TextField {...yuan} name="cost" label={words.cost} value={typed(was?.costFen)} />
    </>
  );
}
