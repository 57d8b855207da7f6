/** Sections of an item's page that other features fill: each loads by that feature's queries and draws its view. */
import type { Child } from 'hono/jsx';
import type { Services } from '../services.ts';
import { substituteSection } from '../substitutes/section-queries.tsx';
import type { AppContext } from '../web/router.ts';
import type { ItemRow } from './queries.ts';

/** A section, or null when it has nothing to say about this item. */
export type ItemSlot = (c: AppContext, services: Services, item: ItemRow) => Promise<Child | null>;

/** After the computed substitutes: those that the committee approved, and where any of them lies. */
export const SUBSTITUTE_SLOTS: readonly ItemSlot[] = [substituteSection];

/** For in-house preparations: the permits under which they may leave their maker. */
export const PERMIT_SLOTS: readonly ItemSlot[] = [];

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
