/** The phone-first form of a village doctor: what is missing, how much, how urgent; nothing typed is ever lost. */
import { paths } from '../../src/paths.ts';
import { DAYS_OF_USE_MAX, REASONS } from '../../src/shortages/rules.ts';
import type { Words } from '../i18n/index.ts';
import { kept } from '../layout/outbox.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import {
  DateField,
  Hidden,
  HiddenKey,
  NumberField,
  SelectField,
  TextArea,
  TextField,
  typedValue,
} from '../ui/field.tsx';
import { durationText } from '../ui/format.ts';
import { hx } from '../ui/hx.ts';
import { Icon } from '../ui/icon.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Log } from '../ui/timeline.tsx';
import { Again, ChosenPart, type ChosenProps } from './chosen-part.tsx';
import { DrugResults, type DrugSearch } from './drug-results.tsx';

export interface NewPageProps extends ChosenProps {
  search: DrugSearch;
  idempotencyKey: string;
  today: string;
  /** Members this person may register for; one is not asked about. */
  organisations: { code: string; shortName: string }[];
  /** The hub registers for others: nothing is chosen beforehand. */
  ownCode: string | undefined;
  /** Minutes within which the hub answers, by urgency. */
  answerMinutes: Record<'emergency' | 'chronic' | 'routine', number>;
  /** The open request for the same drug, when one was found. */
  existing?: string | undefined;
}

export function NewPage(props: NewPageProps) {
  const { t, form } = props;
  const words = t.shortages.form;
  return (
    <>
      <PageHead
        title={words.title}
        crumbs={[{ label: t.shortages.title, href: paths.shortages() }]}
        crumbsLabel={t.frame.position}
        facts={[words.urgentCall]}
      />
      <Columns>
        <form
          class="form"
          method="post"
          action={paths.newShortage()}
          novalidate
          id="new-shortage"
          {...kept(t.outbox.kinds.shortage, { reopen: 'query', names: 'itemCode' })}
        >
          <ErrorSummary t={t} form={form} labels={labelsOf(t)} />
          <HiddenKey value={props.idempotencyKey} />
          <OrganisationField {...props} />
          <DrugField {...props} />
          <ChosenPart {...props} />
          <Again {...props} />
          <UrgencyFields {...props} />
          <MoreFields {...props} />
          <SubmitBar consequence={words.consequence}>
            <Button kind="primary">{words.act}</Button>
          </SubmitBar>
        </form>
        <Rail label={words.afterTitle}>
          <Panel title={words.afterTitle} padded={false}>
            <Log body entries={words.after.map(([act, by]) => ({ act, by }))} />
          </Panel>
        </Rail>
      </Columns>
    </>
  );
}

function labelsOf(t: Words): Record<string, string> {
  const words = t.shortages.form;
  const quantity = words.quantity;
  return {
    itemCode: words.drug,
    organisationCode: words.organisation,
    wishName: words.wishName,
    'quantity.packs': quantity,
    'quantity.units': quantity,
    quantity,
    urgency: words.urgency,
    neededBy: words.neededBy,
    patients: words.patients,
    daysOfUse: words.daysOfUse,
    patientReference: words.reference,
    reason: words.reason,
    substitute: words.substitute,
    note: words.note,
    again: words.alreadyTitle,
  };
}

function OrganisationField({ t, form, organisations, ownCode }: NewPageProps) {
  const [only] = organisations;
  if (organisations.length === 1 && only !== undefined) return <Hidden name="organisationCode" value={only.code} />;
  return (
    <SelectField
      form={form}
      name="organisationCode"
      label={t.shortages.form.organisation}
      value={ownCode}
      choose={t.forms.choose}
      options={organisations.map(({ code, shortName }) => ({ value: code, label: `${shortName} ${code}` }))}
    />
  );
}

function DrugField(props: NewPageProps) {
  const { t, search } = props;
  const words = t.shortages.form;
  const searching = hx({
    get: paths.newShortage(),
    target: '#drug-results',
    swap: 'outerHTML',
    trigger: 'input changed delay:250ms, search',
    sync: 'this:replace',
    include: 'closest form',
  });
  return (
    <section class="field" aria-labelledby="drug-label">
      <label for="f-q" id="drug-label">
        {words.drug}
      </label>
      <div class="finder field-finder">
        <Icon name="i-search" />
        <input
          class="input"
          id="f-q"
          name="q"
          type="search"
          value={search.q}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="search"
          maxlength={200}
          aria-describedby="drug-hint"
          {...searching}
        />
        <Button kind="plain" formMethod="get" formAction={paths.newShortage()} skipChecks>
          {t.forms.search}
        </Button>
      </div>
      <p class="hint" id="drug-hint">
        {words.drugHint}
      </p>
      <DrugResults {...props} />
    </section>
  );
}

function UrgencyFields({ t, form, today, answerMinutes }: NewPageProps) {
  const words = t.shortages.form;
  const icons = { emergency: 's-urgent', chronic: 'i-clock', routine: 's-todo' } as const;
  const urgencies = ['emergency', 'chronic', 'routine'] as const;
  return (
    <>
      <Choices
        form={form}
        name="urgency"
        label={words.urgency}
        across
        chosen="routine"
        choices={urgencies.map((value) => ({
          value,
          title: (
            <>
              <Icon name={icons[value]} kind="inline" />
              {t.shortages.urgencies[value]}
            </>
          ),
          text: t.shortages.urgencyTexts[value],
          aside: t.shortages.answerWithin(durationText(t, answerMinutes[value] * 60_000)),
        }))}
      />
      <div class="row">
        <DateField form={form} name="neededBy" label={words.neededBy} min={today} />
        <NumberField
          form={form}
          name="patients"
          label={words.patients}
          note={t.forms.optional}
          hint={words.patientsHint}
        />
      </div>
    </>
  );
}

function MoreFields({ t, form }: NewPageProps) {
  const words = t.shortages.form;
  const optional = t.forms.optional;
  return (
    <>
      <div class="row">
        <SelectField
          form={form}
          name="reason"
          label={words.reason}
          value={typedValue(form, 'reason', 'patient_need')}
          options={REASONS.map((value) => ({ value, label: t.shortages.reasons[value] }))}
        />
        <NumberField
          form={form}
          name="daysOfUse"
          label={words.daysOfUse}
          note={optional}
          hint={words.daysHint}
          max={String(DAYS_OF_USE_MAX)}
        />
        <DateField form={form} name="runsOutOn" label={words.runsOutOn} note={optional} hint={words.runsOutHint} />
      </div>
      <Choices
        form={form}
        name="substitute"
        label={words.substitute}
        across
        chosen="yes"
        choices={[
          { value: 'yes', title: words.substituteYes, text: words.substituteYesText },
          { value: 'no', title: words.substituteNo, text: words.substituteNoText },
        ]}
      />
      <TextField
        form={form}
        name="patientReference"
        label={words.reference}
        note={optional}
        hint={words.referenceHint}
        maxlength={40}
      />
      <TextArea form={form} name="note" label={words.note} note={optional} hint={t.forms.noPatient} maxlength={500} />
    </>
  );
}
