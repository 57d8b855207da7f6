/** Forms of purchase plans and their orders, for attacks. */
import type { PlanActPath } from '../../src/buying-paths.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { paths } from '../../src/paths.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { rowsOf, stocked } from '../plans/plan-world.ts';
import { accepted } from '../support/build.ts';
import {
  approvedPlan,
  asks,
  type BuyingCounty,
  type Draft,
  draftPlan,
  issuedOrder,
  key,
  planVersion,
  soldItem,
} from './buying-county.ts';
import { type BuyingForm, VERSIONED } from './buying-form.ts';

const PLAN = '/plans/:number';
const LINE = `${PLAN}/lines/:line{[0-9]{1,6}}`;
const TRANSFER = `${PLAN}/transfers/:transfer{[0-9]{1,12}}`;

/** A plan that waits for the head of supply. */
async function submittedPlan(county: BuyingCounty, items = 1): Promise<Draft> {
  const draft = await draftPlan(county, {}, items);
  const version = Number(await planVersion(county, draft.number));
  accepted(await submitPlan(county.services, county.buyer, key(), { number: draft.number, version }));
  return draft;
}

type Made = (county: BuyingCounty) => Promise<Pick<Draft, 'number'>>;

/** A plan with its version, and what else the form says. */
const on = (make: Made, path: (number: string) => string, more: Record<string, string> = {}) =>
  async function open(county: BuyingCounty) {
    const { number } = await make(county);
    return { path: path(number), fields: { version: await planVersion(county, number), ...more } };
  };

const act = (name: string, what: PlanActPath, make: Made, given: Partial<BuyingForm> = {}): BuyingForm => ({
  name,
  route: `${PLAN}/${what}`,
  by: 'buyer',
  other: 'buyerTwo',
  strict: VERSIONED,
  words: ['reason'],
  open: on(make, (number) => paths.planAct(number, what), { reason: '库存够用' }),
  ...given,
});

async function ordered(county: BuyingCounty): Promise<{ number: string }> {
  return { number: (await issuedOrder(county)).number };
}

/** Ordered first, and sent back by who had to agree afterwards. */
async function unexplained(county: BuyingCounty): Promise<{ number: string }> {
  const { number } = await draftPlan(county, { urgent: true, urgentReason: '抢救用药' });
  const seen = async () => ({ number, version: Number(await planVersion(county, number)) });
  accepted(await submitPlan(county.services, county.buyer, key(), await seen()));
  accepted(await placeOrders(county.services, county.buyer, { key: key(), planNumber: number }));
  const back = { ...(await seen()), decision: 'return' as const, note: '说明原因', grant: false };
  accepted(await decidePlan(county.services, county.supplyHead, key(), back));
  return { number };
}

/** A draft that asks a neighbour to give; the number of the proposed transfer. */
async function withTransfer(county: BuyingCounty) {
  const item = await soldItem(county);
  const there = { storeId: county.neighbourStore, member: county.neighbour };
  await stocked(county, there, item, { quantityBase: 100, use30: 10 });
  const given = { kind: 'requisition' as const, status: 'submitted', act: 'submit', counterpartId: null };
  const by = { organisationId: county.south.id, actor: county.buyerTwo, at: county.clock.now() };
  const { id: documentId } = await county.services.db.transaction((tx) => openDocument(tx, { ...given, ...by }));
  await asks(county, county.south, item, 45, { documentId });
  const { number } = await draftPlan(county);
  const { transfers } = await rowsOf(county, number);
  return { number, transfer: transfers[0]?.id ?? 0 };
}

/** Approved, with a part that lies in the hub's store. */
async function partlyInStock(county: BuyingCounty): Promise<{ number: string }> {
  const item = await soldItem(county);
  await stocked(county, { storeId: county.headStore, member: county.head }, item, { quantityBase: 20 });
  const given = { kind: 'requisition' as const, status: 'submitted', act: 'submit', counterpartId: null };
  const by = { organisationId: county.south.id, actor: county.buyerTwo, at: county.clock.now() };
  const { id: documentId } = await county.services.db.transaction((tx) => openDocument(tx, { ...given, ...by }));
  await asks(county, county.south, item, 45, { documentId });
  return approvedPlan(county);
}

const onTransfer = (path: (number: string, id: number) => string) =>
  async function open(county: BuyingCounty) {
    const { number, transfer } = await withTransfer(county);
    const version = await planVersion(county, number);
    return { path: path(number, transfer), fields: { version, reason: '对方也要用' } };
  };

const lineFields = { packs: '11', reason: '备货', channel: '', channelReason: '', price: '', delivery: 'hub' };

const WHOLE: BuyingForm[] = [
  {
    name: 'a new plan',
    route: '/plans',
    by: 'buyer',
    strict: ['idempotency_key', 'neededBy'],
    optional: ['kinds', 'members', 'origins'],
    words: ['title', 'urgentReason', 'note'],
    open: async (county) => {
      await asks(county, county.west, await soldItem(county), 60, { origin: 'safety' });
      const scope = { members: county.west.code, origins: 'safety' };
      return { path: paths.plans(), fields: { title: '12月计划', neededBy: '2026-12-10', note: '', ...scope } };
    },
    again: { status: 422 },
  },
  act('submitting a plan', 'submission', draftPlan, { words: [] }),
  act('pricing a plan again', 'repricing', draftPlan, { words: [] }),
  act('giving a plan up', 'abandonment', draftPlan),
  act('calling a plan back', 'recall', submittedPlan),
  act('opening a plan again', 'reopening', approvedPlan),
  act('sending what a plan has in stock', 'supply', partlyInStock, { by: 'desk', other: 'pharmacist', words: [] }),
  act('declining all transfers of a plan', 'declination', withTransfer),
  act('closing a plan', 'closing', ordered, { words: [] }),
  act('explaining a plan', 'explanation', unexplained),
  act('escalating a plan', 'escalation', submittedPlan, { by: 'supplyHead', other: 'pharmacist' }),
  act('a decision', 'decision', submittedPlan, {
    by: 'supplyHead',
    other: 'pharmacist',
    strict: [...VERSIONED, 'decision'],
    words: ['note'],
    open: on(submittedPlan, (number) => paths.planAct(number, 'decision'), { decision: 'approve', note: '同意' }),
  }),
  act("returning a member's part", 'member-return', submittedPlan, {
    by: 'supplyHead',
    other: 'pharmacist',
    strict: [...VERSIONED, 'member'],
    open: async (county) => {
      const paper = await on(submittedPlan, (number) => paths.planAct(number, 'member-return'))(county);
      return { ...paper, fields: { ...paper.fields, member: county.south.code, reason: '预算不足' } };
    },
  }),
  {
    name: 'placing orders',
    route: '/plans/:number{JH-[0-9]{8}-[0-9]{4,}}/orders',
    by: 'buyer',
    other: 'buyerTwo',
    strict: ['idempotency_key'],
    open: async (county) => ({ path: paths.planOrders((await approvedPlan(county)).number), fields: {} }),
    again: { status: 422 },
  },
];

const LINES: BuyingForm[] = [
  {
    name: 'a line added to a plan',
    route: `${PLAN}/lines`,
    by: 'buyer',
    other: 'buyerTwo',
    strict: [...VERSIONED, 'itemCode', 'packs'],
    words: ['reason'],
    open: async (county) => {
      const { code } = await soldItem(county);
      return on(draftPlan, paths.planLines, { itemCode: code, packs: '3', reason: '冬季备货' })(county);
    },
  },
  {
    name: 'a changed line of a plan',
    route: LINE,
    by: 'buyer',
    other: 'buyerTwo',
    strict: [...VERSIONED, 'packs', 'delivery'],
    optional: ['channel', 'party'],
    words: ['reason', 'channelReason', 'price'],
    open: async (county) =>
      on(draftPlan, (number) => paths.planLine(number, 1), { ...lineFields, party: county.supplier.code })(county),
  },
  {
    name: 'a line dropped from a plan',
    route: `${LINE}/removal`,
    by: 'buyer',
    other: 'buyerTwo',
    strict: VERSIONED,
    words: ['reason'],
    open: on(draftPlan, (number) => paths.planLineRemoval(number, 1), { reason: '不采' }),
  },
  {
    name: 'a line cut by an approver',
    route: `${LINE}/cut`,
    by: 'supplyHead',
    other: 'pharmacist',
    strict: [...VERSIONED, 'packs'],
    words: ['reason'],
    open: on(submittedPlan, (number) => paths.planLineCut(number, 1), { packs: '5', reason: '减半' }),
  },
  {
    name: 'a line sent back by an approver',
    route: `${LINE}/return`,
    by: 'supplyHead',
    other: 'pharmacist',
    strict: VERSIONED,
    words: ['reason'],
    open: on(
      (county) => submittedPlan(county, 2),
      (number) => paths.planLineReturn(number, 1),
      { reason: '不急' },
    ),
  },
  {
    name: 'a transfer accepted',
    route: `${TRANSFER}/acceptance`,
    by: 'buyer',
    other: 'buyerTwo',
    strict: VERSIONED,
    open: onTransfer(paths.planTransferAccept),
  },
  {
    name: 'a transfer declined',
    route: `${TRANSFER}/declination`,
    by: 'buyer',
    other: 'buyerTwo',
    strict: VERSIONED,
    words: ['reason'],
    open: onTransfer(paths.planTransferDecline),
  },
];

export const PLAN_FORMS: BuyingForm[] = [...WHOLE, ...LINES];
