/** The forms beside an item's prices: a listed price from a day, and how a supplier sells the item. */
import { paths } from '../../src/paths.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Segments } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import type { ItemPricesProps } from './item-page-props.ts';

export function ListedForm({ t, item, today, listedState: form, keys }: ItemPricesProps) {
  const words = t.prices;
  const { price, validFrom, source } = words;
  return (
    <Panel title={words.addListed}>
      <form class="form" method="post" action={paths.listedPrices(item.code)}>
        <ErrorSummary t={t} form={form} labels={{ price, validFrom, source }} />
        <HiddenKey value={keys.listed} />
        <TextField form={form} name="price" label={price} hint={words.priceHint} inputmode="decimal" required />
        <DateField form={form} name="validFrom" label={validFrom} value={today} required />
        <TextField form={form} name="source" label={source} hint={words.sourceHint} maxlength={100} required />
        <SubmitBar consequence={words.addListedConsequence}>
          <Button kind="primary">{words.listedSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}

export function TermForm({ t, item, sellers, termState: form, keys }: ItemPricesProps) {
  const words = t.prices;
  const { party, leastPacks, stepPacks, leadDays, preference, active } = words;
  const options = sellers.map((one) => ({ value: String(one.id), label: `${one.code} ${one.shortName}` }));
  const answers = [
    { value: '1', label: words.yes },
    { value: '0', label: words.no },
  ];
  return (
    <Panel title={words.addTerm}>
      <form class="form" method="post" action={paths.supplyTerms(item.code)}>
        <ErrorSummary t={t} form={form} labels={{ party, leastPacks, stepPacks, leadDays, preference, active }} />
        <HiddenKey value={keys.term} />
        <SelectField form={form} name="party" label={party} options={options} choose={t.forms.choose} required />
        <NumberField form={form} name="leastPacks" label={leastPacks} value="1" required />
        <NumberField form={form} name="stepPacks" label={stepPacks} value="1" required />
        <NumberField form={form} name="leadDays" label={leadDays} value="3" required />
        <NumberField form={form} name="preference" label={preference} hint={words.preferenceHint} value="1" required />
        <Segments form={form} name="active" label={active} options={answers} chosen="1" />
        <SubmitBar consequence={words.termConsequence}>
          <Button>{words.termSubmit}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
