/** An item of the catalogue as the demo's members use it. */
import type { DemoItem } from './data/types.ts';

export interface Item {
  id: number;
  data: DemoItem;
  /** 1/10,000 yuan for a pack. */
  pricePack: number;
}
