/** The form that writes down what arrived of a contract: what holds for all units, and each by its serial number. */
import type { PurchaseView } from '../../src/asset-purchases/page-queries.ts';
import { MOST_UNITS } from '../../src/asset-purchases/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface DeliveryPageProps {
  t: Words;
  view: PurchaseView;
  form: FormState;
  formKey: string;
}

export function DeliveryPage({ t, view, form, formKey }: DeliveryPageProps) {
  const words = t.assetPurchases;
  const { number, version } = view.document;
  const left = view.purchase.quantity - view.arrived;
  const units = Array.from({ length: Math.min(left, MOST_UNITS) }, (_, nth) => nth);
  return (
    <>
      <PageHead
        title={words.deliver}
        crumbs={[
          { label: words.title, href: paths.assetPurchases() },
          { label: number, href: paths.assetPurchase(number), code: true },
          { label: words.deliver },
        ]}
        crumbsLabel={t.frame.position}
        facts={[view.acquisition.name, words.deliverText(left)]}
      />
      <form class="form" method="post" action={paths.assetPurchaseAct(number, 'delivery')}>
        <ErrorSummary t={t} form={form} labels={labelsOf(t, units)} />
        <HiddenKey value={formKey} />
        <Hidden name="version" value={version} />
        <DateField form={form} name="arrivedOn" label={words.arrivedOn} required />
        <TextField form={form} name="brand" label={words.brand} maxlength={40} required />
        <TextField form={form} name="model" label={words.model} maxlength={60} required />
        <TextField form={form} name="maker" label={words.maker} maxlength={80} required />
        <TextField
          {...{ form, name: 'categoryCode', label: words.categoryCode, hint: words.categoryHint, maxlength: 6 }}
          note={t.forms.optional}
        />
        <TextField
          {...{ form, name: 'registrationNumber', label: words.registrationNumber, maxlength: 40 }}
          note={t.forms.optional}
        />
        <TextField form={form} name="room" label={words.room} maxlength={60} required />
        <TextField form={form} name="damage" label={words.damage} note={t.forms.optional} maxlength={200} />
        {units.map((nth) => (
          <UnitFields t={t} form={form} nth={nth} />
        ))}
        {left > MOST_UNITS && <p class="hint">{words.more(MOST_UNITS)}</p>}
        <SubmitBar consequence={words.deliverConsequence}>
          <Button kind="primary">{words.deliver}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function labelsOf(t: Words, units: readonly number[]): Record<string, string> {
  const { arrivedOn, brand, model, maker, categoryCode, registrationNumber, room, damage, ...words } = t.assetPurchases;
  const rows = units.flatMap((nth) => [
    [`unit.${nth}.serialNumber`, `${words.unitTitle(nth + 1)} ${words.serialNumber}`],
    [`unit.${nth}.udi`, `${words.unitTitle(nth + 1)} ${words.udi}`],
    [`unit.${nth}.producedOn`, `${words.unitTitle(nth + 1)} ${words.producedOn}`],
  ]);
  const fields = { arrivedOn, brand, model, maker, categoryCode, registrationNumber, room, damage };
  return { ...fields, ...Object.fromEntries(rows) };
}

function UnitFields({ t, form, nth }: { t: Words; form: FormState; nth: number }) {
  const words = t.assetPurchases;
  return (
    <fieldset class="field">
      <legend>{words.unitTitle(nth + 1)}</legend>
      <TextField form={form} name={`unit.${nth}.serialNumber`} label={words.serialNumber} maxlength={60} />
      <TextField
        {...{ form, name: `unit.${nth}.udi`, label: words.udi, hint: words.udiHint, maxlength: 200 }}
        note={t.forms.optional}
      />
      <DateField form={form} name={`unit.${nth}.producedOn`} label={words.producedOn} note={t.forms.optional} />
    </fieldset>
  );
}
