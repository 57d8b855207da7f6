/** The hub names the formulary item that a wish in words means. */
import { paths } from '../../src/paths.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import { ItemResults } from '../formulary/item-picker.tsx';
import { Button } from '../ui/button.tsx';
import { errorOf, FieldError } from '../ui/field.tsx';
import { PackField } from '../ui/pack-input.tsx';
import { Panel } from '../ui/panel.tsx';
import { ActFrame, type ActProps, formOf } from './act-forms.tsx';

interface IdentifyProps extends ActProps {
  /** What was searched and found; the name of the wish at first. */
  search: { q: string; items: ItemRow[] };
}

export function IdentifyForm(props: IdentifyProps) {
  const { t, show, search } = props;
  const words = t.shortages.identify;
  const form = formOf(props, 'identify');
  const number = show.record.document.number;
  const chosen =
    form.values['identify.itemCode']?.[0] ?? (search.items.length === 1 ? search.items[0]?.code : undefined);
  const shape = search.items.find((item) => item.code === chosen) ?? {
    packSize: 2,
    packUnit: t.shortages.form.packs,
    baseUnit: t.shortages.form.units,
    scale: 1,
  };
  return (
    <Panel title={words.title} level="h3">
      <p class="hint">{words.text}</p>
      <form class="scan" method="get" action={paths.shortage(number)}>
        <label>
          <span class="visually-hidden">{words.search}</span>
          <input class="input" type="search" name="item" value={search.q} maxlength={100} />
        </label>
        <Button>{t.common.form.search}</Button>
      </form>
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
          button={<Button kind="primary">{words.act}</Button>}
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
          <PackField t={t} form={form} name="identify.quantity" shape={shape} label={words.quantity} />
        </ActFrame>
      )}
    </Panel>
  );
}
