/** What the near-expiry pages are asked for: whose stock, of which items, seen on which day by which bands. */
import type { ExpiryView } from '../kernel/near-expiry.ts';
import type { Services } from '../services.ts';
import { expiryOn } from '../settings/queries.ts';
import type { BoardAsked } from './expiry-board-queries.ts';
import { filteredItems } from './item-filter-queries.ts';
import { type InReach, membersInReach } from './members-in-reach.ts';
import type { Reach } from './reach.ts';
import type { expiryQuery } from './view-forms.ts';

export type ExpiryQuery = ReturnType<typeof expiryQuery.parse>;

export interface ExpiryAsked {
  inReach: InReach;
  asked: BoardAsked;
  expiry: ExpiryView;
}

/** Throws 404 when the address names a member outside the viewer's scope. */
export async function expiryAsked(services: Services, reach: Reach, query: ExpiryQuery): Promise<ExpiryAsked> {
  const db = services.db.read;
  const [inReach, found, expiry] = await Promise.all([
    membersInReach(services, reach, query.org),
    filteredItems(db, query),
    expiryOn(db, reach.today),
  ]);
  const { scopePath } = reach.viewer;
  const asked = { scopePath, memberId: inReach.chosen?.id, found, day: reach.today, bands: expiry.bands };
  return { inReach, asked, expiry };
}
