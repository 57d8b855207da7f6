/** The fields of a pack and of what a new item is on its first day. */
import type { ItemKind } from '../../src/catalogue/item.ts';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { NumberField, SelectField, TextField } from '../ui/field.tsx';
import { priceText } from '../ui/format.ts';

interface PackFieldsProps {
  t: Words;
  form: FormState;
  row?: ItemRow;
  /** True when lots are there: the size stays. */
  fixed?: boolean;
}

export function PackFields({ t, form, row, fixed }: PackFieldsProps) {
  const words = t.items;
  return (
    <>
      <TextField
        form={form}
        name="packUnit"
        label={t.catalogue.fields.packUnit}
        value={row?.packUnit}
        maxlength={12}
        required
      />
      {fixed && row ? (
        <p class="note">{words.packFixed(String(row.packSize / row.scale))}</p>
      ) : (
        <NumberField
          form={form}
          name="packSize"
          label={t.catalogue.fields.packSize}
          hint={words.packSizeHint}
          value={row && String(row.packSize / row.scale)}
          maxlength={9}
          required
        />
      )}
      <TextField
        form={form}
        name="pricePack"
        label={t.catalogue.fields.priceHead}
        note={t.forms.optional}
        hint={words.priceHint}
        value={row && row.pricePack > 0 ? priceText(row.pricePack).replaceAll(',', '') : undefined}
        inputmode="decimal"
        maxlength={20}
      />
    </>
  );
}

interface FirstFactsProps {
  t: Words;
  form: FormState;
  kind: ItemKind;
  has: (word: string) => boolean;
  /** False once a version of the formulary says who may stock what. */
  tiersOpen: boolean;
}

export function FirstFacts({ t, form, kind, has, tiersOpen }: FirstFactsProps) {
  const words = t.items;
  const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
  const tick = (name: string, title: string, chosen = false) => (
    <Choices
      form={form}
      name={name}
      label={title}
      hideLabel
      many
      chosen={chosen ? ['1'] : []}
      choices={[{ value: '1', title }]}
    />
  );
  return (
    <>
      <SelectField
        form={form}
        name="storageZone"
        label={t.facts.types.storage_zone}
        options={options(t.catalogue.zones)}
        value={kind === 'decoction_piece' ? 'cool' : 'room'}
        required
      />
      {has('controlClass') && (
        <SelectField
          form={form}
          name="controlClass"
          label={t.facts.types.control_class}
          options={options(t.catalogue.controls)}
          value="none"
        />
      )}
      {has('essential') && tick('essential', t.facts.types.essential)}
      <p class="note">{tiersOpen ? words.createFormulary : words.createOutside}</p>
      {tiersOpen && (
        <>
          {tick('countyTier', t.catalogue.fields.countyTier, true)}
          {tick('townshipTier', t.catalogue.fields.townshipTier)}
          {tick('villageTier', t.catalogue.fields.villageTier)}
        </>
      )}
    </>
  );
}
