/** What several roles have in common: who reads, who keeps a store, who has a part in buying and paying. */
import type { Permission } from './permissions.ts';

export const READER: Permission[] = ['stock.read', 'catalogue.read', 'asset.read', 'export'];
/** Whoever works anywhere says what is wrong with the equipment there. */
export const USER: Permission[] = ['fault.report', ...READER];

/** What everyone sees who has a part in buying for the county. */
export const PROCUREMENT: Permission[] = [
  'implant.read',
  'monitoring.read',
  'party.read',
  'price.read',
  'demand.read',
  'plan.read',
  'budget.read',
  'order.read',
  'receipt.read',
  'stock.read.prices',
];

/** What everyone sees who has a part in paying for it. */
export const MONEY: Permission[] = [...PROCUREMENT, 'asset.price', 'payable.read', 'account.read', 'books.read'];

/** What everyone does who keeps a store: hands out, counts, measures, looks after, and answers a recall. */
export const KEEPING: Permission[] = [
  'issue.record',
  'count.make',
  'loss.report',
  'loss.witness',
  'storage.log',
  'upkeep.do',
  'recall.answer',
  'trace.read',
];

/** What a member does for itself: asks, inspects what comes straight to it, looks at its own books. */
export const MEMBER: Permission[] = [
  'requisition.make',
  'demand.read',
  'order.read',
  'receipt.read',
  'receipt.inspect',
];
