/** The form of one round: its checklist as rows for a thumb, then what follows from it. */
import type { Days } from '../../src/maintenance/list-queries.ts';
import type { PlanRecord } from '../../src/maintenance/record-queries.ts';
import { type CheckItem, chosenItems, FOUND, OUTCOMES } from '../../src/maintenance/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, Buttons } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { itemText } from './words.tsx';

interface ResultFormProps {
  t: Words;
  number: string;
  record: PlanRecord;
  days: Days;
  /** Who is signed in: usually whoever did it. */
  engineer: string;
  form: FormState;
  formKey: string;
}

export function ResultForm(props: ResultFormProps) {
  const { t, number, record, days, engineer, form, formKey } = props;
  const words = t.maintenance;
  const { plan } = record;
  const items = chosenItems(plan.kind, plan.items);
  const labels = Object.fromEntries(
    items.flatMap(({ code }) => [
      [`check.${code}.found`, itemText(t, code)],
      [`check.${code}.value`, `${itemText(t, code)} ${words.value}`],
    ]),
  );
  const others = { doneOn: words.doneOn, outcome: words.outcome, limits: words.limits, engineer: words.engineer };
  return (
    <Panel title={words.record(words.kinds[plan.kind])} id={`results-${plan.id}`}>
      <form class="form" method="post" action={paths.equipmentRoundAct(number, 'results')}>
        <ErrorSummary t={t} form={form} labels={{ ...labels, ...others, parts: words.parts, note: words.note }} />
        <HiddenKey value={formKey} />
        <Hidden name="plan" value={plan.id} />
        <Hidden name="version" value={plan.version} />
        <DateField form={form} name="doneOn" label={words.doneOn} value={days.today} max={days.today} required />
        <Checklist t={t} form={form} items={items} />
        <TextField form={form} name="parts" label={words.parts} maxlength={200} />
        <SelectField
          form={form}
          name="outcome"
          label={words.outcome}
          choose=""
          required
          options={OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }))}
        />
        <TextField form={form} name="limits" label={words.limits} note={words.limitsHint} maxlength={200} />
        <TextField form={form} name="engineer" label={words.engineer} value={engineer} maxlength={40} required />
        <TextField form={form} name="note" label={words.note} note={words.noteHint} maxlength={200} />
        <p class="small">{words.recordConsequence}</p>
        <Buttons>
          <Button kind="primary">{words.recordSubmit}</Button>
        </Buttons>
      </form>
    </Panel>
  );
}

/** One press an item, and a box below it where something is measured. */
function Checklist({ t, form, items }: { t: Words; form: FormState; items: readonly CheckItem[] }) {
  const words = t.maintenance;
  return (
    <>
      {items.map(({ code, safety, measured }) => (
        <>
          <Segments
            form={form}
            name={`check.${code}.found`}
            label={
              <>
                {itemText(t, code)} {safety && <small>{words.safety}</small>}
              </>
            }
            options={FOUND.map((value) => ({ value, label: words.found[value] }))}
            chosen=""
          />
          {measured && (
            <TextField
              form={form}
              name={`check.${code}.value`}
              label={`${itemText(t, code)} ${words.value}`}
              maxlength={60}
            />
          )}
        </>
      ))}
    </>
  );
}
