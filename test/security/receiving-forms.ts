/** Forms of inspections and returns, for attacks. */
import { and, eq } from 'drizzle-orm';
import { orderDemand, orderLine } from '../../db/schema/orders.ts';
import type { ReceiptActPath } from '../../src/buying-paths.ts';
import { paths } from '../../src/paths.ts';
import { receiptOf } from '../receiving/receiving-world.ts';
import type { Fields } from '../support/login.ts';
import { type BuyingCounty, type Paper, versionOf } from './buying-county.ts';
import { type BuyingForm, VERSIONED } from './buying-form.ts';
import { sentOrder } from './order-forms.ts';
import {
  begun,
  concludedReceipt,
  counted,
  half,
  looked,
  oneMissing,
  pendingReceipt,
  proposedReturn,
} from './receiving-papers.ts';

const YS = '/receiving/:number';
const LINE = ':line{[0-9]{1,6}}';

type Made = (county: BuyingCounty) => Promise<string>;

const on = (make: Made, path: (number: string) => string, more: Fields = {}) =>
  async function open(county: BuyingCounty): Promise<Paper> {
    const number = await make(county);
    return { path: path(number), fields: { version: await versionOf(county, number), ...more } };
  };

const act = (name: string, what: ReceiptActPath, make: Made, more: Fields = {}, given: Partial<BuyingForm> = {}) =>
  ({
    name,
    route: `${YS}/${what}`,
    by: 'keeper',
    other: 'keeperTwo',
    strict: VERSIONED,
    open: on(make, (number) => paths.receiptAct(number, what), more),
    ...given,
  }) satisfies BuyingForm;

const header: Fields = {
  noteNumber: 'ZG-9',
  arrivedDay: '2026-11-23',
  arrivedTime: '08:30',
  departedDay: '',
  departedTime: '',
  transport: '封闭货车',
  temperatureMin: '',
  temperatureMax: '',
  temperatureArrival: '',
  invoices: 'complete',
  invoicesNote: '',
};
const HEADER = {
  strict: ['arrivedDay', 'arrivedTime', 'invoices'],
  optional: ['departedDay', 'departedTime'],
  words: ['noteNumber', 'transport', 'invoicesNote', 'temperatureMin', 'temperatureMax', 'temperatureArrival'],
};

/** What the form of one lot says. */
const lotFields: Fields = {
  lotNumber: 'A1',
  producedOn: '2026-06-01',
  expiresOn: '2028-06-30',
  maker: '江西制药',
  approvalNumber: '',
  'arrived.packs': '6',
  'bad.packs': '',
  badCode: '',
  badReason: '',
  sampledPacks: '3',
  paperChecks: 'test_report',
  decision: 'accepted',
  reasonCode: '',
  reason: '',
  store: '',
};

async function sharesOpen(county: BuyingCounty): Promise<Paper> {
  const number = await concludedReceipt(county, 50);
  const { receipt } = await receiptOf(county, number);
  const needs = await county.services.db.read
    .select({ id: orderDemand.demandId })
    .from(orderDemand)
    .innerJoin(orderLine, and(eq(orderLine.id, orderDemand.orderLineId), eq(orderLine.orderId, receipt.orderId)));
  const names = needs.map((need) => `need.${need.id}`);
  const typed = names.flatMap((name) => [
    [`${name}.packs`, '2'],
    [`${name}.reason`, '先各发一半'],
  ]);
  const fields = { version: await versionOf(county, number), ...Object.fromEntries(typed) };
  const words = names.map((name) => `${name}.reason`);
  return { path: paths.receiptShares(number, 1), fields, optional: names.map((name) => `${name}.packs`), words };
}

const WHOLE: BuyingForm[] = [
  {
    name: 'a new inspection',
    route: '/receiving',
    by: 'keeper',
    other: 'keeperTwo',
    ...HEADER,
    strict: ['idempotency_key', 'order', ...HEADER.strict],
    optional: ['place', 'delivery', ...HEADER.optional],
    open: async (county) => {
      const order = await sentOrder(county);
      return { path: paths.receiving(), fields: { order, delivery: '', place: county.head.code, ...header } };
    },
    again: { status: 422 },
  },
  act('the header of an inspection', 'header', begun, header, { ...HEADER, strict: [...VERSIONED, ...HEADER.strict] }),
  {
    name: 'a scan',
    route: `${YS}/scans`,
    by: 'keeper',
    strict: ['idempotency_key'],
    words: ['code'],
    open: async (county) => ({ path: paths.receiptAct(await begun(county), 'scans'), fields: { code: 'NOTHING-1' } }),
    done: 200,
    again: { status: 200 },
  },
  act('one more lot', 'lines', begun, { orderLine: '1' }, { strict: [...VERSIONED, 'orderLine'] }),
  act('counting as announced', 'counted', begun),
  act('accepting the rest', 'passed', looked),
  act('striking what did not come', 'missing', oneMissing),
  act(
    'refusing everything',
    'refusal',
    half,
    { reasonCode: 'damaged', reason: '水浸' },
    { strict: [...VERSIONED, 'reasonCode'], words: ['reason'] },
  ),
  act('giving an inspection up', 'abandonment', begun, { reason: '录错单' }, { words: ['reason'] }),
  act(
    'concluding',
    'conclusion',
    counted,
    { scans: '0', endsDelivery: '1' },
    { strict: [...VERSIONED, 'scans'], words: ['second'] },
  ),
  act(
    'deciding what waited',
    'decisions',
    pendingReceipt,
    { 'line.2.decision': 'accepted', 'line.2.paperChecks': 'test_report' },
    {
      by: 'quality',
      other: 'keeper',
      strict: [...VERSIONED, 'line.2.decision', 'line.2.paperChecks'],
      optional: ['line.2.reasonCode'],
      words: ['line.2.reason'],
    },
  ),
  act('sending on', 'dispatches', concludedReceipt),
  act(
    'what invoices are there',
    'papers',
    concludedReceipt,
    { seenInvoices: 'distributor_missing', papersNote: '发票遗失' },
    { strict: [...VERSIONED, 'seenInvoices'], words: ['papersNote'] },
  ),
];

const LINES: BuyingForm[] = [
  {
    name: 'a lot',
    route: `${YS}/lines/${LINE}`,
    by: 'keeper',
    other: 'keeperTwo',
    strict: VERSIONED,
    optional: [
      ...['producedOn', 'expiresOn', 'arrived.packs', 'bad.packs', 'badCode', 'sampledPacks'],
      ...['paperChecks', 'decision', 'reasonCode', 'store'],
    ],
    words: ['lotNumber', 'maker', 'approvalNumber', 'badReason', 'reason'],
    open: on(begun, (number) => paths.receiptLine(number, 1), lotFields),
  },
  {
    name: 'a lot removed',
    route: `${YS}/lines/${LINE}/removal`,
    by: 'keeper',
    other: 'keeperTwo',
    strict: VERSIONED,
    open: on(begun, (number) => paths.receiptLineRemoval(number, 2)),
  },
  {
    name: 'shares',
    route: `${YS}/shares/${LINE}`,
    by: 'keeper',
    other: 'keeperTwo',
    strict: VERSIONED,
    open: sharesOpen,
  },
];

const RETURNS: BuyingForm[] = [
  {
    name: 'a return',
    route: `${YS}/returns`,
    by: 'keeper',
    other: 'keeperTwo',
    strict: ['idempotency_key'],
    words: ['reason'],
    open: async (county) => {
      const number = await concludedReceipt(county);
      const packs = `take.1-${county.headStore}.packs`;
      return { path: paths.receiptReturns(number), fields: { reason: '召回', [packs]: '10' }, strict: [packs] };
    },
    again: { status: 422 },
  },
  {
    name: 'confirming a return',
    route: '/returns/:number/confirmation',
    by: 'quality',
    other: 'keeperTwo',
    strict: VERSIONED,
    open: on(proposedReturn, paths.returnConfirmation),
  },
  {
    name: 'withdrawing a return',
    route: '/returns/:number/withdrawal',
    by: 'keeperTwo',
    other: 'quality',
    strict: VERSIONED,
    words: ['reason'],
    open: on(proposedReturn, paths.returnWithdrawal, { reason: '误提' }),
  },
];

export const RECEIVING_FORMS: BuyingForm[] = [...WHOLE, ...LINES, ...RETURNS];
