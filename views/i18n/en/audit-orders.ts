/** What the trail calls acts on orders and deliveries, and their facts, in English. */
import type { orderActs as zhActs, orderFacts as zhFacts } from '../zh/audit-orders.ts';

export const orderActs: typeof zhActs = {
  'order.issue': 'Place orders',
  'order.send': 'Send order',
  'order.answer': 'Answer order',
  'order.cancel_rest': 'Give up the rest of an order',
  'delivery.announce': 'Announce delivery',
  'delivery.withdraw': 'Withdraw delivery',
};

export const orderFacts: typeof zhFacts = {
  orders: 'Orders',
  order: 'Order',
  number: 'Number',
  amountFen: 'Amount (fen)',
  lineNumber: 'Line',
  answer: 'Answer',
  answeredBase: 'Can supply (base units)',
  promisedOn: 'Promised on',
  lots: 'Lots',
  way: 'Way',
};
