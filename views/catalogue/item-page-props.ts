/** What the page of an item is given, and each of its parts. */
import type { Child } from 'hono/jsx';
import type { FactRow } from '../../src/catalogue/fact-queries.ts';
import type { FactType } from '../../src/catalogue/facts.ts';
import type { CodeType } from '../../src/catalogue/item.ts';
import type { CodeRow, HoldingVersion, PricePoint } from '../../src/catalogue/item-page-queries.ts';
import type { FamilyMember, LevelRows } from '../../src/catalogue/level-queries.ts';
import type { ItemRow } from '../../src/catalogue/queries.ts';
import type { ComputedSubstitute } from '../../src/catalogue/substitutes.ts';
import type { MemberStock } from '../../src/catalogue/where-stocked.ts';
import type { ItemDispatch } from '../../src/dispatches/item-queries.ts';
import type { ExpiryView } from '../../src/kernel/near-expiry.ts';
import type { ItemShortage } from '../../src/shortages/item-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';

export interface ItemPageProps {
  t: Words;
  item: ItemRow;
  can: { import: boolean; edit: boolean; seePrices: boolean; readStock: boolean };
  levels: LevelRows;
  /** Every item of the same concept, this one too. */
  family: readonly FamilyMember[];
  today: string;
  now: number;
  /** The day whose facts are shown. */
  asOf: string;
  facts: readonly FactRow[];
  factTypes: readonly FactType[];
  unrecorded: Readonly<Record<FactType, string>>;
  codes: readonly CodeRow[];
  codeTypes: readonly CodeType[];
  codeForm: FormState;
  endForm: FormState;
  formKey: string;
  versions: readonly HoldingVersion[];
  prices: readonly PricePoint[];
  members: readonly MemberStock[];
  expiry: ExpiryView;
  shortages: readonly ItemShortage[];
  dispatches: readonly ItemDispatch[];
  substitutes: readonly ComputedSubstitute[];
  /** Sections of other features. */
  approvedSubstitutes: Child[];
  permits: Child[];
  sellingPrice: Child[];
}
