/** The part of the form that follows from the chosen drug: stock here, in the county, and boxes in its units. */
import { paths } from '../../src/paths.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { Offer } from '../../src/substitutes/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { Replacements } from '../substitutes/offers.tsx';
import { LinkButton } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { describedBy, errorOf, FieldError, SelectField, TextField } from '../ui/field.tsx';
import { clauseComma, quantityText } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PackBoxes, PackField } from '../ui/pack-input.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Status } from '../ui/status.tsx';

/** What is known of the chosen item where it is missing. */
export interface ChosenDrug {
  item: ItemRow;
  usableBase: number;
  use30Base: number;
  /** Other members with usable stock, the most first. */
  county: { place: string; usableBase: number }[];
}

/** What could be asked for instead of the chosen drug, or of one that is on no list any more. */
export interface Replaceable {
  baseUnit: string;
  placeCode: string | undefined;
  offers: Offer[];
}

export interface ChosenProps {
  t: Words;
  form: FormState;
  drug: ChosenDrug | undefined;
  replacements?: Replaceable | undefined;
  /** The drug is not in the catalogue: it is described in words. */
  offList: boolean;
  existing?: string | undefined;
}

export function ChosenPart(props: ChosenProps) {
  const { t, drug, offList, replacements } = props;
  return (
    <div id="chosen-part" class="stack">
      {offList && <WishFields {...props} />}
      {drug && <DrugFacts t={t} drug={drug} />}
      {replacements && <Replacements t={t} {...replacements} />}
      {!offList && <QuantityField {...props} />}
    </div>
  );
}

/** In the drug's units; before one is chosen, in packs and loose units of whatever it will be. */
function QuantityField({ t, form, drug }: ChosenProps) {
  const words = t.shortages.form;
  const hint = words.quantityHint;
  if (drug) {
    const { item } = drug;
    return <PackField t={t} form={form} name="quantity" shape={item} label={words.quantity} hint={hint} />;
  }
  const loose = { packSize: 2, packUnit: words.packs, baseUnit: words.units, scale: 1 };
  const error = errorOf(form, 'quantity') ?? errorOf(form, 'quantity.packs') ?? errorOf(form, 'quantity.units');
  const ids = describedBy('quantity', { hint, ...(error && { error }) });
  return (
    <fieldset class="field" id="f-quantity">
      <legend>{words.quantity}</legend>
      <PackBoxes t={t} form={form} name="quantity" shape={loose} {...(ids && { describedBy: ids })} />
      <FieldError name="quantity" error={error} hint={hint} />
    </fieldset>
  );
}

const UNITS = ['盒', '瓶', '支', '袋', '片', '粒'];

function WishFields({ t, form }: ChosenProps) {
  const words = t.shortages.form;
  return (
    <Panel title={words.wishTitle}>
      <TextField
        form={form}
        name="wishName"
        label={words.wishName}
        hint={words.wishNameHint}
        value={form.values.q?.[0]}
        maxlength={100}
      />
      <TextField form={form} name="wishDetail" label={words.wishDetail} note={t.forms.optional} maxlength={200} />
      <div class="row">
        <TextField form={form} name="quantity.packs" label={words.quantity} inputmode="numeric" maxlength={9} />
        <SelectField
          form={form}
          name="wishUnit"
          label={words.wishUnit}
          value="盒"
          options={UNITS.map((unit) => ({ value: unit, label: t.formats.unit(unit, 2) }))}
        />
      </div>
    </Panel>
  );
}

function DrugFacts({ t, drug }: { t: Words; drug: ChosenDrug }) {
  const words = t.shortages.form;
  const { item, usableBase, use30Base, county } = drug;
  const comma = clauseComma(t);
  const places = county.map(({ place, usableBase: base }) => words.placeHas(place, quantityText(t, base, item)));
  return (
    <>
      <Panel title={item.genericName} note={itemDetail(t, item)} padded={false}>
        <Facts
          body
          facts={[
            {
              label: words.stockNow,
              value:
                usableBase === 0 ? (
                  <Status icon="s-stop" tone="danger">
                    {words.outOfStock}
                  </Status>
                ) : (
                  quantityText(t, usableBase, item)
                ),
            },
            { label: words.use30, value: use30Base === 0 ? words.noUse : quantityText(t, use30Base, item) },
          ]}
        />
      </Panel>
      {places.length > 0 ? (
        <Notice tone="accent" icon="i-info" title={words.inCounty}>
          <p>{words.inCountyText(places.join(comma))}</p>
        </Notice>
      ) : (
        <Notice title={words.notInCounty}>
          <p>{words.notInCountyText}</p>
        </Notice>
      )}
    </>
  );
}

/** Only when the same drug is already asked for: see that one, or ask again knowingly. */
export function Again({ t, form, existing }: ChosenProps) {
  const words = t.shortages.form;
  if (errorOf(form, 'again') === undefined && form.values.again === undefined) return null;
  return (
    <>
      <Notice
        tone="warn"
        title={words.alreadyTitle}
        buttons={
          existing && (
            <LinkButton small href={paths.shortage(existing)}>
              {words.seeExisting}
            </LinkButton>
          )
        }
      />
      <Choices
        form={form}
        name="again"
        label={words.alreadyTitle}
        hideLabel
        many
        choices={[{ value: '1', title: words.again }]}
      />
    </>
  );
}
