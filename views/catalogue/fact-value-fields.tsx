/** The fields in which the value of a fact is given: a choice, a batch with its outcome, diseases, a dose. */
import type { FactType } from '../../src/catalogue/facts.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { NumberField, SelectField, TextField } from '../ui/field.tsx';
import { factText } from './fact-words.ts';

export interface FactValueProps {
  t: Words;
  form: FormState;
  type: FactType;
  /** What is chosen in a new form, as it is stored. */
  value: string;
  /** Editions of the essential list that may be chosen. */
  editions: readonly string[];
}

const UNITS = ['g', 'mg', 'ug', 'U', 'MU', 'mmol', 'ml', 'tablet'];

/** The values of a fact that is one of a few. */
function choicesOf({ t, type, editions }: FactValueProps): string[] {
  if (type === 'essential') return ['no', ...editions];
  if (type === 'insurance') return Object.keys(t.facts.insurance);
  if (type === 'antimicrobial') return Object.keys(t.facts.antimicrobial);
  if (type === 'control_class') return Object.keys(t.catalogue.controls);
  if (type === 'high_alert') return Object.keys(t.facts.highAlert);
  if (type === 'key_monitored') return Object.keys(t.facts.monitored);
  return Object.keys(t.catalogue.zones);
}

export function FactValueFields(props: FactValueProps) {
  const { t, form, type, value } = props;
  if (type === 'vbp') return <BatchFields {...props} />;
  if (type === 'ddd') return <DoseFields {...props} />;
  if (type === 'chronic') {
    return (
      <Choices
        form={form}
        name="value"
        label={t.facts.types.chronic}
        hint={t.facts.chronicHint}
        many
        across
        chosen={value.split(',')}
        choices={Object.entries(t.facts.chronic).map(([disease, title]) => ({ value: disease, title }))}
      />
    );
  }
  const known = choicesOf(props);
  const options = (known.includes(value) ? known : [value, ...known]).map((each) => ({
    value: each,
    label: factText(t, type, each),
  }));
  return <SelectField form={form} name="value" label={t.facts.types[type]} options={options} value={value} required />;
}

function BatchFields({ t, form, value }: FactValueProps) {
  const [outcome, ...batch] = value.split(':');
  const options = Object.entries(t.facts.vbp).map(([each, label]) => ({ value: each, label }));
  return (
    <>
      <SelectField
        form={form}
        name="value"
        label={t.facts.types.vbp}
        options={options}
        value={outcome ?? ''}
        required
      />
      <TextField
        form={form}
        name="batch"
        label={t.facts.batch}
        hint={t.facts.batchHint}
        value={batch.join(':')}
        maxlength={40}
      />
    </>
  );
}

function DoseFields({ t, form, value }: FactValueProps) {
  const words = t.facts;
  const [amount = '', unit = 'g', route = 'oral', year = ''] = value === 'none' ? [] : value.split(' ');
  return (
    <>
      <TextField form={form} name="value" label={words.dddAmount} hint={words.dddHint} value={amount} maxlength={12} />
      <SelectField
        form={form}
        name="unit"
        label={words.dddUnit}
        options={UNITS.map((each) => ({ value: each, label: each }))}
        value={unit}
      />
      <SelectField
        form={form}
        name="route"
        label={words.dddRoute}
        options={Object.entries(words.routes).map(([each, label]) => ({ value: each, label }))}
        value={route}
      />
      <NumberField form={form} name="year" label={words.dddYear} value={year} maxlength={4} />
    </>
  );
}
