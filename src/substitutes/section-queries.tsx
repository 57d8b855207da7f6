/** The section of an item's page that says what can stand in for it and where that lies. */
import type { Child } from 'hono/jsx';
import { OffersPanel } from '../../views/substitutes/offers.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { substitutesFor } from './queries.ts';

/**
 * What the committee approved, and whatever else is in stock at or under the reader's place; null when there is
 * neither, and for people who see no stock.
 */
export async function substituteSection(
  c: AppContext,
  services: Services,
  item: { id: number; baseUnit: string },
): Promise<Child | null> {
  const { roles, scopePath } = signedIn(c);
  if (!may(roles, 'stock.read')) return null;
  const all = await substitutesFor(services.db.read, item.id, dayOf(services.clock.now()), scopePath);
  const offers = all.filter((offer) => offer.relation === 'approved' || offer.availableBase > 0);
  if (offers.length === 0) return null;
  return <OffersPanel t={wordsFor(c)} offers={offers} baseUnit={item.baseUnit} />;
}
