/** The form of a later value: a field for each number or choice of the rule, two for each share. */

import { addDays } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import type { KeptRule, PartShape } from '../../src/settings/shapes.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import type { RulePageProps } from './rule-page-props.ts';

function partLabel(t: Words, code: KeptRule, name: string): string {
  const labels: Record<string, string> = t.settings.parts[code];
  return labels[name] ?? name;
}

function labelsOf(t: Words, code: KeptRule, parts: readonly PartShape[]): Record<string, string> {
  const words = t.settings;
  const labels: Record<string, string> = { effectiveFrom: words.effectiveFrom, legalBasis: words.basis };
  for (const part of parts) {
    const label = partLabel(t, code, part.name);
    labels[`value.${part.name}`] = label;
    labels[`value.${part.name}.of`] = `${label} ${words.shareOf}`;
    labels[`value.${part.name}.outOf`] = `${label} ${words.shareOutOf}`;
  }
  return labels;
}

export function ValueForm({ t, rule, parts, today, form, formKey }: RulePageProps) {
  const words = t.settings;
  const { code, current } = rule;
  // The latest value is what a change begins from
  const latest = (rule.values[0] ?? current)?.value as Record<string, unknown> | undefined;
  return (
    <Panel title={words.add}>
      <form class="form" method="post" action={paths.rule(code)} novalidate>
        <ErrorSummary t={t} form={form} labels={labelsOf(t, code, parts)} />
        <HiddenKey value={formKey} />
        <p class="note">{words.addText}</p>
        {parts.map((part) => (
          <Part t={t} code={code} part={part} form={form} value={latest?.[part.name]} />
        ))}
        <DateField
          form={form}
          name="effectiveFrom"
          label={words.effectiveFrom}
          value={addDays(today, 1)}
          min={addDays(today, 1)}
          required
        />
        <TextField form={form} name="legalBasis" label={words.basis} hint={words.basisHint} maxlength={300} required />
        <SubmitBar consequence={words.consequence}>
          <Button kind="primary">{words.submit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

interface PartProps {
  t: Words;
  code: KeptRule;
  part: PartShape;
  form: FormState;
  value: unknown;
}

function Part({ t, code, part, form, value }: PartProps) {
  const words = t.settings;
  const label = partLabel(t, code, part.name);
  const name = `value.${part.name}`;
  if (part.kind === 'share') {
    const share = value as { of: number; outOf: number } | undefined;
    return (
      <div class="row">
        <NumberField
          form={form}
          name={`${name}.of`}
          label={label}
          note={words.shareOf}
          value={text(share?.of)}
          required
        />
        <NumberField
          form={form}
          name={`${name}.outOf`}
          label={label}
          note={words.shareOutOf}
          value={text(share?.outOf)}
          required
        />
      </div>
    );
  }
  if (part.kind === 'choice') {
    const names: Record<string, string> = words.choices;
    const options = part.choices.map((choice) => ({ value: choice, label: names[choice] ?? choice }));
    const chosen = String(value ?? part.choices[0]);
    return <SelectField form={form} name={name} label={label} options={options} value={chosen} required />;
  }
  const number = value as number | undefined;
  const shown = part.unit === 'points' && number !== undefined ? number / 2 : number;
  const hint = part.unit === 'points' ? words.pointsHint : part.unit === 'minutes' ? words.minutesHint : undefined;
  return (
    <NumberField
      form={form}
      name={name}
      label={label}
      note={words.units[part.unit]}
      value={text(shown)}
      maxlength={6}
      required
      {...(hint !== undefined && { hint })}
    />
  );
}

function text(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
