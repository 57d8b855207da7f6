/** What the page of one item's price, and each form on it, is made with. */
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { ApplicablePrice } from '../../src/prices/applicable-queries.ts';
import type { ItemPrices } from '../../src/prices/item-queries.ts';
import type { ItemSelling } from '../../src/selling/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface ItemPricesProps {
  t: Words;
  item: ItemRow;
  day: string;
  today: string;
  selling: ItemSelling | undefined;
  price: ApplicablePrice | null;
  prices: ItemPrices;
  sellers: { id: number; code: string; shortName: string }[];
  mayEdit: boolean;
  listedState: FormState;
  termState: FormState;
  keys: { listed: string; term: string };
}
