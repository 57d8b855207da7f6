/** Results of the item search as radio rows; the last is "the catalogue does not have what I need". */
import type { Child } from 'hono/jsx';
import type { ItemRow, ShownItem } from '../../src/catalogue/queries.ts';
import type { Words } from '../i18n/index.ts';
import { FoundTag, ItemTags, itemDetail, placeInFormulary } from './item-words.tsx';

export interface ItemResultsProps {
  t: Words;
  items: readonly ShownItem[];
  /** What was typed; empty shows how to search, unless the page says so at the box. */
  q: string;
  explained?: boolean;
  /** Says what the items are that are shown before anything was typed. */
  usual?: string;
  /** Name of the radio buttons. */
  name?: string;
  /** Value that is chosen: an item's code, or `off`. */
  chosen?: string | undefined;
  /** False leaves out the row for what is not in the catalogue. */
  offList?: boolean;
  /** There are more than are shown. */
  more?: boolean;
  /** Right end of a row: stock here. */
  aside?: (item: ItemRow) => Child;
  /** Element id that a search swaps. */
  id?: string;
}

/** Value of the last row. */
export const OFF_LIST = 'off';

export function ItemResults(props: ItemResultsProps) {
  const { t, items, q, name = 'item', chosen, offList = true, id = 'item-results' } = props;
  const words = t.catalogue.picker;
  const missing = offList ? words.none : words.noneHere;
  return (
    <div id={id}>
      <p class="hint" role="status">
        {q === '' && items.length > 0 && !chosen && props.usual}
        {q === '' ? !props.explained && words.typeFirst : items.length === 0 ? missing : words.found(items.length)}
        {props.more && ` ${words.more}`}
      </p>
      {(items.length > 0 || (offList && q !== '')) && (
        <fieldset class="choices">
          <legend class="visually-hidden">{words.legend}</legend>
          {items.map((item) => (
            <label>
              <input type="radio" name={name} value={item.code} checked={chosen === item.code} />
              <span>
                <b>{item.genericName}</b> <ItemTags t={t} item={item} /> <FoundTag t={t} item={item} />
                <small>{itemDetail(t, item)}</small>
                <small>{placeInFormulary(t, item)}</small>
              </span>
              {props.aside && <span class="aside">{props.aside(item)}</span>}
            </label>
          ))}
          {offList && (
            <label>
              <input type="radio" name={name} value={OFF_LIST} checked={chosen === OFF_LIST} />
              <span>
                <b>{words.off}</b>
                <small>{words.offText}</small>
              </span>
            </label>
          )}
        </fieldset>
      )}
    </div>
  );
}
