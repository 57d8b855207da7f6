/** What the search for a drug found, with the stock here at the right end of each row. */

import type { ShownItem } from '../../src/catalogue/queries.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import type { ItemRow } from '../../src/shortages/shortage-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { ItemResults } from '../catalogue/item-picker.tsx';
import { refusalText, type Words } from '../i18n/index.ts';
import { errorOf, FieldError } from '../ui/field.tsx';
import { quantityText } from '../ui/format.ts';
import { hx } from '../ui/hx.ts';
import { Notice } from '../ui/notice.tsx';

export interface DrugSearch {
  q: string;
  items: ShownItem[];
  more: boolean;
  /** An item's code, or `off` for a drug outside the catalogue. */
  chosen: string | undefined;
  /** Usable stock of the member here, by item; an item it does not keep is missing. */
  stockHere: Map<number, number>;
  /** Why what was asked for is on no list any more. */
  left?: Refusal | undefined;
}

interface DrugResultsProps {
  t: Words;
  form: FormState;
  search: DrugSearch;
}

/** Choosing a row asks for the rest of the form again: units, stock, what the county has. */
export function DrugResults({ t, form, search }: DrugResultsProps) {
  const words = t.shortages.form;
  const choosing = hx({
    get: paths.newShortage(),
    target: '#chosen-part',
    swap: 'outerMorph',
    trigger: 'change',
    include: 'closest form',
  });
  const error = errorOf(form, 'itemCode');
  const aside = (item: ItemRow) => {
    const usable = search.stockHere.get(item.id);
    return (
      <>
        {words.stockHere}
        <br />
        {usable === undefined ? words.notStocked : usable === 0 ? <b>0</b> : quantityText(t, usable, item)}
      </>
    );
  };
  return (
    <div id="drug-results" {...choosing}>
      <span id="f-itemCode" />
      {search.left && !error && (
        <Notice tone="warn" level="h3" title={words.leftTitle}>
          <p>{refusalText(t, search.left)}</p>
        </Notice>
      )}
      <ItemResults
        t={t}
        items={search.items}
        q={search.q}
        explained
        usual={words.usual}
        name="itemCode"
        chosen={search.chosen}
        more={search.more}
        aside={aside}
      />
      <FieldError name="itemCode" error={error} />
    </div>
  );
}
