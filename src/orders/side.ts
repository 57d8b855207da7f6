/** Two sides of an order: its buyer, and its supplier from the day it was sent; both answer and ship on like pages. */

import type { Words } from '../../views/i18n/index.ts';
import { signedIn } from '../auth/guard.ts';
import { partyOfOrganisation } from '../parties/queries.ts';
import { paths, type Query } from '../paths.ts';
import type { Services } from '../services.ts';
import type { AppContext } from '../web/router.ts';
import { WebError } from '../web/web-error.ts';
import type { OrderScope } from './list-queries.ts';
import { type OrderHead, orderHead } from './record-queries.ts';

export interface Side {
  key: 'orders' | 'portal';
  title: (t: Words) => string;
  list: () => string;
  order: (number: string) => string;
  answer: (number: string) => string;
  shipping: (number: string, query?: Query) => string;
  shippingFile: (number: string) => string;
  lines: (number: string, format: 'csv' | 'xlsx') => string;
  delivery: (number: string) => string;
  scope: (c: AppContext, services: Services) => Promise<OrderScope>;
}

export const BUYER: Side = {
  key: 'orders',
  title: (t) => t.orders.title,
  list: paths.orders,
  order: paths.order,
  answer: paths.orderAnswer,
  shipping: paths.orderShipping,
  shippingFile: paths.orderShippingFile,
  lines: paths.orderLinesExport,
  delivery: paths.delivery,
  scope: async (c) => ({ scopePath: signedIn(c).scopePath }),
};

export const SUPPLIER: Side = {
  key: 'portal',
  title: (t) => t.portal.title,
  list: paths.portal,
  order: paths.portalOrder,
  answer: paths.portalAnswer,
  shipping: paths.portalShipping,
  shippingFile: paths.portalShippingFile,
  lines: paths.portalLinesExport,
  delivery: paths.portalDelivery,
  scope: async (c, services) => ({ partyId: await ownParty(c, services) }),
};

/** The party of the person's organisation; 404 for those who belong to none. */
async function ownParty(c: AppContext, services: Services): Promise<number> {
  const party = await partyOfOrganisation(services.db.read, signedIn(c).organisationId);
  if (party === undefined) throw new WebError(404, 'notFound');
  return party.id;
}

/** The order of the address, when this side may see it; 404 otherwise, whether it exists or not. */
export async function wantedOrder(c: AppContext, services: Services, side: Side): Promise<OrderHead> {
  const scope = await side.scope(c, services);
  const head = await orderHead(services.db.read, scope, c.req.param('number') ?? '');
  if (head === undefined) throw new WebError(404, 'notFound');
  return head;
}
