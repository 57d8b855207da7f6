/** What a stock page begins with: who asks, which member and item, and whether the asker may see them. */

import { signedIn } from '../auth/guard.ts';
import type { Permission } from '../auth/roles.ts';
import { may } from '../auth/roles.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type ItemRow, itemByCode } from '../catalogue/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { type OrganisationRow, organisationByCode } from '../organisations/queries.ts';
import type { Services } from '../services.ts';
import { decodeCursor, encodeCursor } from '../web/paging.ts';
import { wordsFor } from '../web/preferences.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import type { Point } from './standing-queries.ts';

export interface Reach {
  viewer: Viewer;
  t: ReturnType<typeof wordsFor>;
  now: number;
  today: string;
  can: (permission: Permission) => boolean;
}

export function reachOf(services: Services, c: AppContext): Reach {
  const viewer = signedIn(c);
  const now = services.clock.now();
  const can = (permission: Permission) => may(viewer.roles, permission);
  return { viewer, t: wordsFor(c), now, today: dayOf(now), can };
}

/** The member of the address. Throws 404 when there is none, and when it lies outside the viewer's scope. */
export async function reachMember(services: Services, viewer: Viewer, code: string): Promise<OrganisationRow> {
  const organisation = await organisationByCode(services.db.read, code);
  if (organisation === undefined || !organisation.path.startsWith(viewer.scopePath)) {
    throw new WebError(404, 'notFound');
  }
  return organisation;
}

/** The item of the address. Throws 404 when there is none. */
export async function reachItem(services: Services, code: string): Promise<ItemRow> {
  const item = await itemByCode(services.db.read, code);
  if (item === undefined) throw new WebError(404, 'notFound');
  return item;
}

export function pointOf(cursor: string | undefined): Point | undefined {
  const values = decodeCursor(cursor, ['number', 'number']);
  return values === undefined ? undefined : { at: Number(values[0]), lineId: Number(values[1]) };
}

export function cursorOf(point: Point | undefined): string | undefined {
  return point === undefined ? undefined : encodeCursor([point.at, point.lineId]);
}
