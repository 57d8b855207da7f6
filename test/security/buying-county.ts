/** A county that buys, with a person for each part in it, and papers in every state for attacks. */
import { and, eq, inArray } from 'drizzle-orm';
import { demand } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { party } from '../../db/schema/parties.ts';
import type { Role } from '../../src/auth/roles.ts';
import { closeBooks } from '../../src/books/month-commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { openRequisition, saveRequisition, submitRequisition } from '../../src/requisitions/commands.ts';
import { approve } from '../orders/order-world.ts';
import { asks, key, planned, rowsOf, soldItem } from '../plans/plan-world.ts';
import { openReceivingWorld, type ReceivingWorld } from '../receiving/receiving-world.ts';
import {
  accepted,
  addMember,
  addOutside,
  addPerson,
  addStock,
  addStore,
  type TestItem,
  type TestMember,
  type TestPerson,
} from '../support/build.ts';
import { type Browser, type Fields, signIn } from '../support/login.ts';
import { fillBank, type MoneyWorld } from '../support/money-world.ts';
import { addParty } from '../support/parties.ts';
import { addBank } from '../support/payables.ts';

export const WHO = [
  'asker',
  'askerTwo',
  'northHead',
  'southHead',
  'desk',
  'buyer',
  'buyerTwo',
  'supplyHead',
  'pharmacist',
  'chiefAccountant',
  'keeper',
  'keeperTwo',
  'quality',
  'accountant',
  'accountantTwo',
  'seller',
  'sellerTwo',
  'rival',
] as const;
export type Who = (typeof WHO)[number];

export interface BuyingCounty extends ReceivingWorld {
  /** A branch that no paper but its own form asks for. */
  west: TestMember;
  people: Record<Who, TestPerson>;
  browsers: Record<Who, Browser>;
  /** The side of money, for its builders. */
  money: MoneyWorld;
}

/** A paper in the state that a form needs, where the form is sent and what stands in it. */
export interface Paper {
  path: string;
  fields: Fields;
  /** Fields with names that are known only now, strict or optional. */
  strict?: string[];
  optional?: string[];
  words?: string[];
}

async function companyOf(world: ReceivingWorld): Promise<{ seller: TestMember; rival: TestMember }> {
  const { services } = world;
  const seller = await addOutside(services, { code: 'ZGYY', name: '章贡医药公司' });
  const rival = await addOutside(services, { code: 'DUISHOU', name: '对手医药公司' });
  await services.db.transaction((tx) =>
    tx.update(party).set({ organisationId: seller.id }).where(eq(party.id, world.supplier.id)),
  );
  await addParty(services, { code: 'S777', name: '对手医药', organisationId: rival.id });
  return { seller, rival };
}

/** What lay in two branches when the first month was closed: their statements have something to say. */
async function stockInSeptember(world: ReceivingWorld): Promise<void> {
  const item = await soldItem(world);
  const now = world.clock.now();
  world.clock.set(Date.parse('2026-09-10T02:00:00Z'));
  for (const member of [world.north, world.south]) {
    const storeId = await addStore(world.services, member);
    await addStock(world.services, storeId, { item, quantityBase: 30, organisationId: member.id });
  }
  world.clock.set(now);
}

export async function openBuyingCounty(): Promise<BuyingCounty> {
  const world = await openReceivingWorld();
  const { services, head, north, south } = world;
  await stockInSeptember(world);
  const west = await addMember(services, { kind: 'branch', parent: head, name: '高兴分院' });
  const company = await companyOf(world);
  const person = (at: TestMember, role: Role, name: string) => addPerson(services, at, role, { name });
  const people: Record<Who, TestPerson> = {
    asker: world.northPharmacist,
    askerTwo: await person(north, 'branch_pharmacist', '钟药师'),
    northHead: await person(north, 'branch_head', '江院长'),
    southHead: await person(south, 'branch_head', '良院长'),
    desk: await person(head, 'hub_pharmacist', '刘药师'),
    buyer: world.buyer,
    buyerTwo: world.buyerTwo,
    supplyHead: world.supplyHead,
    pharmacist: world.pharmacist,
    chiefAccountant: world.accountant,
    keeper: world.keeper,
    keeperTwo: world.keeperTwo,
    quality: world.quality,
    accountant: await person(head, 'accountant', '陈会计'),
    accountantTwo: await person(head, 'accountant', '邱会计'),
    seller: await person(company.seller, 'supplier', '章贡业务员'),
    sellerTwo: await person(company.seller, 'supplier', '章贡内勤'),
    rival: await person(company.rival, 'supplier', '对手业务员'),
  };
  const signed = await Promise.all(WHO.map(async (who) => [who, await signIn(world.app, people[who].login)] as const));
  const browsers = Object.fromEntries(signed) as Record<Who, Browser>;
  await addBank(services, world.supplier, '1510203309000000001');
  const money: MoneyWorld = {
    test: world,
    head,
    branch: north,
    buyer: world.buyer,
    inspector: world.keeper,
    accountant: people.accountant,
    second: people.accountantTwo,
    chief: people.chiefAccountant,
    supplier: world.supplier,
    item: await soldItem(world),
  };
  await fillBank(money, 100_000_000_00);
  accepted(await closeBooks(services, people.chiefAccountant, key(), { month: '2026-09' }));
  return { ...world, west, people, browsers, money };
}

export { asks, key, soldItem };

export const versionOf = async (county: BuyingCounty, number: string): Promise<string> => {
  const [row] = await county.services.db.read.select().from(document).where(eq(document.number, number));
  return String(row?.version ?? 0);
};

export interface Draft {
  number: string;
  item: TestItem;
  /** Needs of the south and of the neighbour. */
  needs: [number, number];
}

/** A draft plan of so many items that the south asks 60 and the neighbour 40 of, in packs of ten. */
export async function draftPlan(
  county: BuyingCounty,
  more: Parameters<typeof planned>[1] = {},
  items = 1,
): Promise<Draft> {
  const drafts: Omit<Draft, 'number'>[] = [];
  for (let made = 0; made < items; made += 1) {
    const item = await soldItem(county);
    const need = { origin: 'safety' as const };
    const south = await asks(county, county.south, item, 60, need);
    drafts.push({ item, needs: [south, await asks(county, county.neighbour, item, 40, need)] });
  }
  const [first] = drafts;
  if (first === undefined) throw new Error('a plan has an item');
  const members = [county.south.code, county.neighbour.code];
  return { number: await planned(county, { members, ...more }), ...first };
}

/** A plan that was approved. */
export async function approvedPlan(county: BuyingCounty): Promise<Draft> {
  const draft = await draftPlan(county);
  await approve(county, draft.number);
  return draft;
}

/** The number of an order of 100 of one item to the hub, not sent yet, and its plan. */
export async function issuedOrder(county: BuyingCounty): Promise<Draft & { order: string }> {
  const draft = await approvedPlan(county);
  const placed = accepted(await placeOrders(county.services, county.buyer, { key: key(), planNumber: draft.number }));
  return { ...draft, order: placed.orders[0]?.number ?? '' };
}

/** A requisition of the north with one line, submitted when it is asked for. */
export async function requisitionOf(
  county: BuyingCounty,
  given: { item?: TestItem; submit: boolean },
): Promise<{ number: string; item: TestItem; demandId: number; lineId: number }> {
  const { services, people, north } = county;
  const item = given.item ?? (await soldItem(county));
  const begun = { member: north.code, start: 'empty' as const };
  const { number } = accepted(await openRequisition(services, people.asker, key(), begun));
  const lines = [{ itemId: item.id, quantityBase: 50, reason: '慢病随访' }];
  const input = { number, neededBy: '2026-12-05', note: '月度', lines };
  const act = given.submit ? submitRequisition : saveRequisition;
  const version = Number(await versionOf(county, number));
  accepted(await act(services, people.asker, key(), { ...input, version }));
  const rows = await services.db.read
    .select({ id: demand.id, lineId: demand.lineId })
    .from(demand)
    .where(and(eq(demand.itemId, item.id), inArray(demand.organisationId, [north.id])));
  return { number, item, demandId: rows[0]?.id ?? 0, lineId: rows[0]?.lineId ?? 0 };
}

/** The version that the page of a plan shows. */
export const planVersion = async (county: BuyingCounty, number: string) =>
  String((await rowsOf(county, number)).document.version);
