/** The fields of each level: the same in the form of a new item and in the form that changes the level. */

import type { ItemKind } from '../../src/catalogue/item.ts';
import type { ConceptRow, ProductRow, SpecificationRow } from '../../src/catalogue/level-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { NumberField, SelectField, TextField } from '../ui/field.tsx';
import { clauseComma } from '../ui/format.ts';

interface FieldsProps<Row> {
  t: Words;
  form: FormState;
  kind: ItemKind;
  /** What stands there now; nothing in the form of a new item. */
  row?: Row | undefined;
  /** The words that this kind has. */
  has: (word: string) => boolean;
}

export function ConceptFields({ t, form, kind, row, has }: FieldsProps<ConceptRow>) {
  const words = t.items;
  const optional = t.forms.optional;
  return (
    <>
      <TextField
        form={form}
        name="genericName"
        label={words.names[kind]}
        value={row?.genericName}
        maxlength={100}
        required
      />
      {has('form') && (
        <TextField form={form} name="form" label={t.catalogue.fields.form} value={row?.form} maxlength={40} required />
      )}
      {has('route') && (
        <SelectField
          form={form}
          name="route"
          label={words.route}
          options={Object.entries(words.routes).map(([value, label]) => ({ value, label }))}
          value={row?.route ?? 'oral'}
        />
      )}
      {has('consumableGrade') && (
        <SelectField
          form={form}
          name="consumableGrade"
          label={words.consumableGrade}
          options={Object.entries(words.grades).map(([value, label]) => ({ value, label }))}
          choose={t.forms.choose}
          value={row?.consumableGrade ?? ''}
          required
        />
      )}
      <TextField
        form={form}
        name="aliases"
        label={words.aliases}
        note={optional}
        hint={words.aliasesHint}
        value={row?.aliases.join(clauseComma(t))}
        maxlength={400}
      />
      {has('therapeuticClass') && (
        <TextField
          form={form}
          name="therapeuticClass"
          label={words.therapeuticClass}
          note={optional}
          value={row?.therapeuticClass}
          maxlength={60}
        />
      )}
    </>
  );
}

export function SpecificationFields({ t, form, kind, row }: FieldsProps<SpecificationRow>) {
  const words = t.items;
  const weighed = row === undefined ? kind === 'decoction_piece' : row.scale !== 1;
  return (
    <>
      <TextField
        form={form}
        name="strength"
        label={words.strengths[kind]}
        value={row?.strength}
        maxlength={80}
        required
      />
      <TextField
        form={form}
        name="baseUnit"
        label={t.catalogue.fields.baseUnit}
        hint={words.baseUnitHint}
        value={row?.baseUnit ?? (kind === 'decoction_piece' ? 'g' : undefined)}
        maxlength={12}
        required
      />
      <Choices
        form={form}
        name="weighed"
        label={words.scale}
        hideLabel
        many
        chosen={weighed ? ['1'] : []}
        choices={[{ value: '1', title: words.scale, text: words.scaleHint }]}
      />
    </>
  );
}

export function ProductFields({ t, form, kind, row, has }: FieldsProps<ProductRow>) {
  const words = t.items;
  const optional = t.forms.optional;
  const extra = (name: 'holder' | 'brand' | 'origin' | 'grade' | 'standard', hint?: string) =>
    has(name) && (
      <TextField
        form={form}
        name={name}
        label={words[name]}
        note={optional}
        hint={hint}
        value={row?.[name]}
        maxlength={name === 'holder' ? 100 : 60}
      />
    );
  return (
    <>
      <TextField
        form={form}
        name="manufacturer"
        label={t.catalogue.fields.manufacturer}
        value={row?.manufacturer}
        maxlength={100}
      />
      {extra('holder', words.holderHint)}
      {extra('brand')}
      <TextField
        form={form}
        name="approvalNumber"
        label={words.numbers[kind]}
        note={optional}
        value={row?.approvalNumber}
        maxlength={60}
      />
      {extra('origin')}
      {extra('grade')}
      {extra('standard')}
      {has('retestMonths') && (
        <NumberField
          form={form}
          name="retestMonths"
          label={words.retestMonths}
          note={optional}
          value={row?.retestMonths?.toString()}
          maxlength={3}
        />
      )}
    </>
  );
}
