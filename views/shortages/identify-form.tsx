/** The hub names the catalogue item that a wish in words means. */
import { paths } from '../../src/paths.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import { ItemResults } from '../catalogue/item-picker.tsx';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { errorOf, FieldError } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { PackField } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { ActFrame, type ActProps, formOf } from './act-forms.tsx';
import { amountText } from './shortage-words.tsx';

interface IdentifyProps extends ActProps {
  /** What was searched and found; the name of the wish at first. */
  search: { q: string; items: ItemRow[] };
}

function ItemSearch({ t, q, number }: { t: Words; q: string; number: string }) {
  return (
    <form class="finder field-finder" method="get" action={paths.shortage(number)}>
      <Icon name="i-search" />
      <input
        class="input"
        type="search"
        name="item"
        value={q}
        autocomplete="off"
        maxlength={100}
        aria-label={t.shortages.identify.search}
      />
      <Button kind="plain">{t.forms.search}</Button>
    </form>
  );
}

export function IdentifyForm(props: IdentifyProps) {
  const { t, show, search } = props;
  const words = t.shortages.identify;
  const form = formOf(props, 'identify');
  const number = show.record.document.number;
  // Nothing is chosen beforehand: a name that happens to be found alone need not be what was meant
  const chosen = form.values['identify.itemCode']?.[0];
  const shape = search.items.find((item) => item.code === chosen) ?? {
    packSize: 2,
    packUnit: t.shortages.form.packs,
    baseUnit: t.shortages.form.units,
    scale: 1,
  };
  return (
    <Panel title={words.title} level="h3">
      <p class="hint">{words.text}</p>
      <ItemSearch t={t} q={search.q} number={number} />
      {search.items.length === 0 ? (
        <p class="hint" role="status">
          {words.notFound}
        </p>
      ) : (
        <ActFrame
          props={props}
          act="identify"
          action={paths.shortageIdentification(number)}
          consequence={words.consequence}
          button={<Button kind={props.can.accept ? undefined : 'primary'}>{words.act}</Button>}
        >
          <input type="hidden" name="identify.q" value={search.q} />
          <ItemResults
            t={t}
            items={search.items}
            q={search.q}
            name="identify.itemCode"
            chosen={chosen}
            offList={false}
          />
          <FieldError name="identify.itemCode" error={errorOf(form, 'identify.itemCode')} />
          <PackField
            t={t}
            form={form}
            name="identify.quantity"
            shape={shape}
            label={words.quantity}
            hint={words.asked(amountText(t, show.record, show.record.shortage.quantityBase))}
          />
        </ActFrame>
      )}
    </Panel>
  );
}
