/** Sections of an item's page that other features fill: each loads by that feature's queries and draws its view. */
import type { Child } from 'hono/jsx';
import { PermitRows } from '../../views/preparations/index-page.tsx';
import { dayOf } from '../kernel/clock.ts';
import { listPermits } from '../preparations/queries.ts';
import { sellingSection } from '../selling/section-queries.tsx';
import type { Services } from '../services.ts';
import { substituteSection } from '../substitutes/section-queries.tsx';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import type { ItemRow } from './queries.ts';

/** A section, or null when it has nothing to say about this item. */
export type ItemSlot = (c: AppContext, services: Services, item: ItemRow) => Promise<Child | null>;

/** After the computed substitutes: those that the committee approved, and where any of them lies. */
export const SUBSTITUTE_SLOTS: readonly ItemSlot[] = [substituteSection];

/** Beside the prices that were paid: what it is sold for. */
export const PRICE_SLOTS: readonly ItemSlot[] = [sellingSection];

/** For in-house preparations: the permits under which they may leave their maker. */
export const PERMIT_SLOTS: readonly ItemSlot[] = [permitSection];

async function permitSection(c: AppContext, services: Services, item: ItemRow): Promise<Child | null> {
  const permits = await listPermits(services.db.read, { itemId: item.id }, dayOf(services.clock.now()));
  return permits.length === 0 ? null : <PermitRows t={wordsFor(c)} rows={permits} />;
}

/** The sections that have something to say, in their order. */
export async function filled(
  slots: readonly ItemSlot[],
  c: AppContext,
  services: Services,
  item: ItemRow,
): Promise<Child[]> {
  const sections = await Promise.all(slots.map((slot) => slot(c, services, item)));
  return sections.filter((section) => section !== null);
}
