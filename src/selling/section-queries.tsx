/** What an item is sold for, as a section of its page: for those who may see prices. */
import type { Child } from 'hono/jsx';
import { SellingPanel } from '../../views/selling/panel.tsx';
import { signedIn } from '../auth/guard.ts';
import { may } from '../auth/roles.ts';
import { dayOf, isDay } from '../kernel/clock.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { sellingOf } from './queries.ts';

/** The price of the day that the page is asked for; null for people who see no prices. */
export async function sellingSection(
  c: AppContext,
  services: Services,
  item: { id: number; code: string },
): Promise<Child | null> {
  const { roles } = signedIn(c);
  if (!may(roles, 'stock.read.prices')) return null;
  const asked = c.req.query('on') ?? '';
  const day = isDay(asked) ? asked : dayOf(services.clock.now());
  const selling = (await sellingOf(services.db.read, [item.id], day)).get(item.id);
  if (selling === undefined) return null;
  const opens = may(roles, 'price.read');
  return <SellingPanel t={wordsFor(c)} code={item.code} day={day} selling={selling} opens={opens} />;
}
