/** The fields of results: where and when, and of each thing what was found. */
import type { Days } from '../../src/metrology/list-queries.ts';
import { OUTCOMES } from '../../src/metrology/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { DateField, SelectField, TextField } from '../ui/field.tsx';

interface PlaceProps {
  t: Words;
  form: FormState;
  days: Days;
  institution?: string | undefined;
}

export function TestPlaceFields({ t, form, days, institution }: PlaceProps) {
  const words = t.metrology;
  return (
    <>
      <TextField
        form={form}
        name="institution"
        label={words.institution}
        maxlength={80}
        required
        {...(institution !== undefined && { value: institution })}
      />
      <DateField form={form} name="testedOn" label={words.testedOn} value={days.today} max={days.today} required />
    </>
  );
}

/** What was found of one thing; `open` leaves the result to be chosen later. */
export function ResultFields({ t, form, dutyId, open }: { t: Words; form: FormState; dutyId: number; open?: boolean }) {
  const words = t.metrology;
  const name = (part: string) => `line.${dutyId}.${part}`;
  const options = OUTCOMES.map((value) => ({ value, label: words.outcomes[value] }));
  return (
    <>
      <SelectField
        form={form}
        name={name('outcome')}
        label={words.outcome}
        options={options}
        {...(open ? { choose: words.notBack } : { value: 'pass' })}
      />
      <TextField form={form} name={name('certificateNumber')} label={words.certificateNumber} maxlength={60} />
      <DateField form={form} name={name('validUntil')} label={words.validUntil} note={words.validHint} />
      <TextField form={form} name={name('limits')} label={words.limits} note={words.limitsHint} maxlength={200} />
    </>
  );
}

/** What the fields are called where it is told what is wrong with them. */
export function resultLabels(t: Words, dutyIds: readonly number[]): Record<string, string> {
  const words = t.metrology;
  const of = (id: number) => [
    [`line.${id}.outcome`, words.outcome],
    [`line.${id}.certificateNumber`, words.certificateNumber],
    [`line.${id}.validUntil`, words.validUntil],
    [`line.${id}.limits`, words.limits],
  ];
  const shared = { institution: words.institution, testedOn: words.testedOn };
  return { ...shared, ...Object.fromEntries(dutyIds.flatMap(of)) };
}
