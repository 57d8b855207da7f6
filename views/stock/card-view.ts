/** What the page of a stock card is given, for its head, its panels and its ledger alike. */
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { Query } from '../../src/paths.ts';
import type { CardLot, StockCard } from '../../src/stock/card-queries.ts';
import type { OpenedLot } from '../../src/stock/drill-queries.ts';
import type { WeekOfUse } from '../../src/stock/item-use-queries.ts';
import type { Heat } from '../../src/stock/rules.ts';
import type { Words } from '../i18n/index.ts';
import type { PackShape } from '../ui/format.ts';

export interface CardItem extends PackShape {
  code: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  essential: boolean;
  pricePack: number;
}

export interface CardFacts {
  onHandBase: number;
  usableBase: number;
  reservedBase: number;
  blockedBase: number;
  transitBase: number;
  use30Base: number;
  cover: number | null;
  heat: Heat;
  /** Null for people who may not see prices. */
  amountFen: number | null;
}

export interface ArrivedLot extends OpenedLot {
  /** The day on which it first came to this member. */
  arrivedOn: string;
}

export interface CardView {
  t: Words;
  organisation: { id: number; code: string; shortName: string };
  item: CardItem;
  card: StockCard;
  facts: CardFacts;
  lots: ArrivedLot[];
  /** For the filter. */
  everyLot: CardLot[];
  days: { day: string; onHand: number }[];
  weeks: WeekOfUse[];
  /** The member's stores, for the filter. */
  stores: { id: number; name: string }[];
  /** What the address says: from, to, kind, lot, days. */
  query: Query;
  from: string;
  to: string;
  periodRefused: boolean;
  /** The chart as a table. */
  daysAsTable: boolean;
  mayExport: boolean;
  mayRegister: boolean;
  paged: boolean;
  nextHref: string | undefined;
  today: string;
  expiry: ExpiryView;
  now: number;
}
