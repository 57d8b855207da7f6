/** Forms of orders and deliveries, of the buyer and of the supplier's own pages, for attacks. */
import { sendOrder } from '../../src/orders/commands.ts';
import { announceDelivery } from '../../src/orders/delivery-commands.ts';
import { paths } from '../../src/paths.ts';
import { accepted } from '../support/build.ts';
import type { Fields } from '../support/login.ts';
import { type BuyingCounty, issuedOrder, key, versionOf, type Who } from './buying-county.ts';
import { type BuyingForm, VERSIONED } from './buying-form.ts';

const CG = ':number{CG-[0-9]{8}-[0-9]{4,}}';
const SH = ':number{SH-[0-9]{8}-[0-9]{4,}}';

/** The number of an order that the supplier has. */
export async function sentOrder(county: BuyingCounty): Promise<string> {
  const { order: number } = await issuedOrder(county);
  const version = Number(await versionOf(county, number));
  accepted(await sendOrder(county.services, county.buyer, { key: key(), number, version, way: 'page' }));
  return number;
}

/** The number of a delivery of 60 and 40 in two lots of a sent order, and the order. */
export async function announcedDelivery(county: BuyingCounty): Promise<{ order: string; delivery: string }> {
  const number = await sentOrder(county);
  const lot = { lineNumber: 1, producedOn: '2026-06-01', expiresOn: '2028-06-30', substituteMaker: '' };
  const input = {
    number,
    deliverToId: county.head.id,
    noteNumber: key(),
    shippedOn: '2026-11-23',
    expectedOn: '2026-11-25',
    carrier: '',
    vehicle: '',
    coldChain: false,
    lots: [
      { ...lot, lotNumber: 'A1', quantityBase: 60 },
      { ...lot, lotNumber: 'A2', quantityBase: 40 },
    ],
  };
  const announced = await announceDelivery(county.services, county.people.seller, { key: key(), input });
  return { order: number, delivery: accepted(announced).number };
}

interface SideOfOrders {
  who: string;
  by: Who;
  other: Who;
  root: string;
  answer: (number: string) => string;
  shipping: (number: string) => string;
  withdrawal: (number: string) => string;
}

const SIDES: SideOfOrders[] = [
  {
    who: 'for the supplier',
    by: 'buyer',
    other: 'buyerTwo',
    root: '',
    answer: paths.orderAnswer,
    shipping: paths.orderShipping,
    withdrawal: paths.deliveryWithdrawal,
  },
  {
    who: 'by the supplier',
    by: 'seller',
    other: 'sellerTwo',
    root: '/portal',
    answer: paths.portalAnswer,
    shipping: paths.portalShipping,
    withdrawal: paths.portalWithdrawal,
  },
];

const said: Fields = {
  'line.1.answer': 'changed',
  'line.1.packs': '5',
  'line.1.on': '2026-12-01',
  'line.1.reason': '库存不足',
};

/** A shipment of one lot, as its form says it. */
export const shipped = (county: BuyingCounty): Fields => ({
  to: county.head.code,
  noteNumber: key().slice(-30),
  shippedOn: '2026-11-23',
  expectedOn: '2026-11-25',
  carrier: '赣州物流',
  vehicle: '赣B·D1234',
  'lots.1.0.lot': 'A1',
  'lots.1.0.packs': '4',
  'lots.1.0.produced': '2026-06-01',
  'lots.1.0.expires': '2028-06-30',
});

const sideForms = (side: SideOfOrders): BuyingForm[] => [
  {
    name: `an answer ${side.who}`,
    route: `${side.root}/orders/${CG}/answer`,
    by: side.by,
    other: side.other,
    strict: [...VERSIONED, 'line.1.answer', 'line.1.packs', 'line.1.on'],
    words: ['line.1.reason'],
    room: 1_100_000,
    open: async (county) => {
      const number = await sentOrder(county);
      return { path: side.answer(number), fields: { version: await versionOf(county, number), ...said } };
    },
  },
  {
    name: `a delivery announced ${side.who}`,
    route: `${side.root}/orders/${CG}/delivery`,
    by: side.by,
    other: side.other,
    strict: ['idempotency_key', 'to', 'shippedOn', 'expectedOn', 'lots.1.0.packs', 'lots.1.0.expires'],
    optional: ['lots.1.0.produced'],
    words: ['noteNumber', 'carrier', 'vehicle', 'lots.1.0.lot', 'lots.1.0.maker'],
    room: 1_100_000,
    open: async (county) => ({ path: side.shipping(await sentOrder(county)), fields: shipped(county) }),
    again: { status: 422 },
  },
  {
    name: `a delivery withdrawn ${side.who}`,
    route: `${side.root}/deliveries/${SH}/withdrawal`,
    by: side.by,
    other: side.other,
    strict: ['idempotency_key'],
    words: ['reason'],
    open: async (county) => {
      const { delivery } = await announcedDelivery(county);
      return { path: side.withdrawal(delivery), fields: { reason: '装错车' } };
    },
    again: { status: 422 },
  },
];

export const ORDER_FORMS: BuyingForm[] = [
  {
    name: 'sending an order',
    route: `/orders/${CG}/sending`,
    by: 'buyer',
    other: 'buyerTwo',
    strict: [...VERSIONED, 'way'],
    open: async (county) => {
      const { order } = await issuedOrder(county);
      return { path: paths.orderSending(order), fields: { version: await versionOf(county, order), way: 'page' } };
    },
  },
  {
    name: 'giving the rest of an order up',
    route: `/orders/${CG}/remainder`,
    by: 'buyer',
    other: 'buyerTwo',
    strict: [...VERSIONED, 'which'],
    optional: ['line'],
    words: ['reason'],
    open: async (county) => {
      const number = await sentOrder(county);
      const version = await versionOf(county, number);
      return { path: paths.orderRemainder(number), fields: { version, which: 'all', reason: '停产' } };
    },
  },
  ...SIDES.flatMap(sideForms),
];

/** Forms that only show what a file says: nothing is announced by them. */
export const SHIPPING_FILES = [`/orders/${CG}/delivery/file`, `/portal/orders/${CG}/delivery/file`];
