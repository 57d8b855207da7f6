/** Whose budget, of what, of which year, how much and why: the same questions for granting and for moving. */
import { BUDGET_CATEGORIES, type BudgetCategory } from '../../src/budgets/rules.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { NumberField, SelectField, TextField } from '../ui/field.tsx';

interface BudgetFieldsProps {
  t: Words;
  form: FormState;
  places: { code: string; name: string }[];
  start: { organisation?: string | undefined; category?: BudgetCategory | undefined; year: number };
  amountHint: string;
}

export function BudgetFields({ t, form, places, start, amountHint }: BudgetFieldsProps) {
  const words = t.budgets;
  const categories = BUDGET_CATEGORIES.map((value) => ({ value, label: words.categories[value] }));
  const members = places.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
      <SelectField
        form={form}
        name="organisation"
        label={words.organisation}
        options={members}
        choose={t.forms.choose}
        value={start.organisation}
        required
      />
      <SelectField form={form} name="category" label={words.category} options={categories} value={start.category} />
      <NumberField form={form} name="year" label={words.year} value={String(start.year)} required />
      <TextField
        form={form}
        name="amount"
        label={words.amount}
        hint={amountHint}
        inputmode="decimal"
        maxlength={20}
        required
      />
      <TextField form={form} name="reason" label={words.reason} hint={words.reasonHint} maxlength={200} required />
    </>
  );
}
