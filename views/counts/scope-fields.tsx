/** The fields that say what a count is about, for one count and for a plan of many. */
import { ABC, COUNT_SCOPES } from '../../src/counts/rules.ts';
import type { LocationRow } from '../../src/organisations/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { NumberField, SelectField, TextArea, TextField } from '../ui/field.tsx';

export interface CountPlace {
  code: string;
  shortName: string;
  stores: LocationRow[];
}

export interface ScopeFieldsProps {
  t: Words;
  form: FormState;
  places: CountPlace[];
  /** What a new form begins with. */
  given?: { title?: string; scope?: string; controlClass?: string; highAlert?: boolean; abc?: string };
}

export function ScopeFields({ t, form, places, given = {} }: ScopeFieldsProps) {
  const words = t.counts;
  const stores = places.flatMap((place) =>
    place.stores.map((store) => ({ value: String(store.id), label: store.name, group: place.shortName })),
  );
  const zones = [...new Set(places.flatMap((place) => place.stores.map((store) => store.zone)))];
  const [first] = places;
  return (
    <>
      <TextField
        form={form}
        name="title"
        label={words.name}
        hint={words.nameHint}
        maxlength={60}
        {...(given.title !== undefined && { value: given.title })}
        required
      />
      <SelectField
        form={form}
        name="organisation"
        label={words.place}
        options={places.map((place) => ({ value: place.code, label: place.shortName }))}
        {...(first && { value: first.code })}
        required
      />
      <Choices
        form={form}
        name="scope"
        label={words.scope}
        hint={words.scopeHint}
        chosen={given.scope ?? 'store'}
        choices={COUNT_SCOPES.map((value) => ({ value, title: words.scopes[value], text: words.scopeTexts[value] }))}
      />
      <div class="row">
        <SelectField form={form} name="store" label={words.store} choose={words.anyStore} options={stores} />
        <SelectField
          form={form}
          name="zone"
          label={words.zone}
          choose={words.any}
          options={zones.map((value) => ({ value, label: t.organisations.zones[value] }))}
        />
      </div>
      <ClassFields t={t} form={form} places={places} given={given} />
      <div class="row">
        <NumberField form={form} name="size" label={words.size} maxlength={4} />
        <TextArea form={form} name="items" label={words.items} hint={words.itemsHint} maxlength={2000} />
      </div>
    </>
  );
}

function ClassFields({ t, form, given = {} }: ScopeFieldsProps) {
  const words = t.counts;
  const options = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return (
    <>
      <div class="row">
        <SelectField
          form={form}
          name="kind"
          label={words.kind}
          choose={words.any}
          options={options(t.catalogue.kinds)}
        />
        <SelectField
          form={form}
          name="controlClass"
          label={words.controlClass}
          choose={words.any}
          options={options(words.controlClasses)}
          {...(given.controlClass !== undefined && { value: given.controlClass })}
        />
        <SelectField
          form={form}
          name="abc"
          label={words.abc}
          choose={words.any}
          options={ABC.map((value) => ({ value, label: value }))}
          {...(given.abc !== undefined && { value: given.abc })}
        />
      </div>
      <Choices
        form={form}
        name="highAlert"
        label={words.highAlert}
        hideLabel
        many
        choices={[{ value: '1', title: words.highAlert }]}
        {...(given.highAlert && { chosen: '1' })}
      />
    </>
  );
}

/** Labels of the fields, for the summary of what is wrong. */
export function scopeLabels(t: Words): Record<string, string> {
  const words = t.counts;
  const { place, name, scope, store, zone, kind, controlClass, abc, items, size } = words;
  return { organisation: place, title: name, scope, store, zone, kind, controlClass, abc, items, size };
}
