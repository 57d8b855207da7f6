/** A lorry of 200 lines concluded in one go: lots, stock, books, budgets, what is owed and who gets it. */
import { asc, eq } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { orderLine } from '../../db/schema/orders.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { party, partyLicence } from '../../db/schema/parties.ts';
import { listedPrice, supplyTerm } from '../../db/schema/prices.ts';
import { receiptLine } from '../../db/schema/receipts.ts';
import { person } from '../../db/schema/users.ts';
import type { Role } from '../../src/auth/roles.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { grantBudget } from '../../src/budgets/commands.ts';
import { addDays, SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { sendOrder } from '../../src/orders/commands.ts';
import { announceDelivery } from '../../src/orders/delivery-commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { openPlan } from '../../src/plans/consolidate-commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { concludeReceipt } from '../../src/receiving/conclude-commands.ts';
import { countAsAnnounced, passTheRest } from '../../src/receiving/draft-commands.ts';
import { openInspection } from '../../src/receiving/open-commands.ts';
import { PAPERS } from '../../src/receiving/rules.ts';
import { raiseDemand } from '../../src/requisitions/demand-commands.ts';
import { type Figure, spread, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 60, items: 400, movements: 60_000, seed: 17, day: BENCH_DAY };
const LINES = 200;
/** Of the county itself: what rounds add comes after them. */
const ITEMS = 400;
const ROUNDS = 7;
const PACKS = 20;
const PRICE_PACK = 100_000;
const BUDGET_FEN = 50_000_000_000;
const APPROVERS: readonly Role[] = ['supply_head', 'chief_pharmacist', 'chief_accountant', 'vice_president'];

interface Hub {
  world: World;
  services: { db: World['db']; clock: SettableClock };
  now: number;
  head: { id: number; code: string };
  memberIds: number[];
  as(role: Role): Actor;
}

interface Supplier {
  id: number;
  items: { id: number; packSize: number }[];
}

function must<T>(answer: { ok: true; value: T } | { ok: false; reason: string; detail?: unknown }): T {
  if (!answer.ok) throw new Error(`refused: ${answer.reason} ${JSON.stringify(answer.detail)}`);
  return answer.value;
}

/** New items that only this supplier has and nobody stocks, so that all of it must be bought. */
async function addSupplier(world: World, at: number, round: number): Promise<Supplier> {
  return world.db.transaction(async (tx) => {
    const name = `bench ${round}`;
    const names = { code: `SB${round}`, name, shortName: name, searchText: name };
    const [row] = await tx
      .insert(party)
      .values({ ...names, kind: 'supplier', createdAt: at })
      .returning({ id: party.id });
    const id = row?.id ?? 0;
    const paper = { partyId: id, validFrom: '2025-01-01', validTo: '2029-12-31', recordedBy: 1, recordedAt: at };
    for (const kind of ['business', 'drug_distribution', 'salesperson', 'quality_agreement'] as const) {
      const scope = kind === 'drug_distribution' ? ['drug', 'biological'] : [];
      await tx.insert(partyLicence).values({ ...paper, kind, number: `${kind} ${round}`, scope });
    }
    const known = await tx.select().from(item).where(eq(item.kind, 'drug')).orderBy(asc(item.id)).limit(ITEMS);
    const plain = known.filter((one) => one.controlClass === 'none' && one.storageZone === 'room').slice(0, LINES);
    const copies = plain.map(({ id: _id, ...facts }, index) => ({ ...facts, code: `BENCH${round}-${index}` }));
    const items = await tx.insert(item).values(copies).returning({ id: item.id, packSize: item.packSize });
    const sold = items.map((one) => ({ partyId: id, itemId: one.id, validFrom: '2025-01-01' }));
    await tx.insert(supplyTerm).values(sold);
    const recorded = { source: 'bench', recordedBy: 1, recordedAt: at, validFrom: '2026-01-01', validTo: null };
    await tx.insert(listedPrice).values(items.map((one) => ({ ...recorded, itemId: one.id, pricePack: PRICE_PACK })));
    return { id, items };
  });
}

async function openHub(): Promise<Hub> {
  const world = await openWorld(SIZE, 'write');
  const now = startOfDay(BENCH_DAY) + 36_000_000;
  const members = await world.db.read.select().from(organisation).orderBy(asc(organisation.id));
  const head = members.find((member) => member.kind === 'head');
  if (head === undefined) throw new Error('the county has no head');
  const people = await world.db.read.select().from(person).orderBy(asc(person.id));
  const seats: Role[] = [...APPROVERS, 'buyer', 'storekeeper'];
  const as = (role: Role): Actor => {
    const place = { organisationId: head.id, organisationName: head.name, scopePath: '/' };
    return { userId: people[seats.indexOf(role)]?.id ?? 0, name: role, roles: [role], ...place };
  };
  const services = { db: world.db, clock: new SettableClock(now) };
  const clinics = members.filter((member) => member.kind === 'branch' || member.kind === 'clinic');
  const asked = { organisationCode: head.code, category: 'drug' as const, year: 2026, reason: 'bench' };
  const grant = { key: null, input: { ...asked, amountFen: BUDGET_FEN } };
  must(await grantBudget(services, as('chief_accountant'), grant));
  const memberIds = clinics.map((member) => member.id);
  return { world, services, now, head, memberIds, as };
}

async function versionOf(hub: Hub, number: string): Promise<{ number: string; version: number }> {
  const [row] = await hub.world.db.read.select().from(document).where(eq(document.number, number));
  return { number, version: row?.version ?? 0 };
}

/** An approved plan for 200 items, each asked for by two members, and its one order. */
async function order(hub: Hub, supplier: Supplier): Promise<string> {
  const { services, memberIds, as, now } = hub;
  await hub.world.db.transaction(async (tx) => {
    const rows = supplier.items.flatMap(({ id, packSize }, index) =>
      [0, 1].map((turn) => ({
        origin: 'safety' as const,
        documentId: null,
        lineId: null,
        organisationId: memberIds[(index * 2 + turn) % memberIds.length] ?? 0,
        itemId: id,
        quantityBase: (packSize * PACKS) / 2,
        neededBy: addDays(BENCH_DAY, 14),
        urgent: false,
        raisedAt: now,
      })),
    );
    await raiseDemand(tx, rows);
  });
  const scope = { kinds: [], members: [], origins: [], safety: false, urgent: false, urgentReason: '', note: '' };
  const wanted = { title: 'bench', neededBy: addDays(BENCH_DAY, 20), ...scope };
  const { number } = must(await openPlan(services, as('buyer'), null, wanted));
  must(await submitPlan(services, as('buyer'), null, await versionOf(hub, number)));
  for (const role of APPROVERS) {
    const seen = await versionOf(hub, number);
    const input = { ...seen, decision: 'approve' as const, note: '', grant: false };
    const decided = await decidePlan(services, as(role), null, input);
    if (!decided.ok && decided.reason !== 'plan_wrong_state') must(decided);
  }
  const issued = must(await placeOrders(services, as('buyer'), { key: null, planNumber: number }));
  return issued.orders[0]?.number ?? '';
}

/** The inspection of everything, counted and passed, ready to be concluded. */
async function inspect(hub: Hub, supplier: Supplier): Promise<string> {
  const { services, as, now } = hub;
  const number = await order(hub, supplier);
  must(await sendOrder(services, as('buyer'), { key: null, ...(await versionOf(hub, number)), way: 'telephone' }));
  const ordered = await hub.world.db.read
    .select({ lineNumber: orderLine.lineNumber, quantityBase: orderLine.quantityBase })
    .from(orderLine)
    .innerJoin(document, eq(document.id, orderLine.orderId))
    .where(eq(document.number, number));
  const lots = ordered.map(({ lineNumber, quantityBase }) => ({
    lineNumber,
    quantityBase,
    lotNumber: `L${number.slice(-4)}${lineNumber}`,
    producedOn: addDays(BENCH_DAY, -60),
    expiresOn: addDays(BENCH_DAY, 700),
    substituteMaker: '',
  }));
  const days = { shippedOn: BENCH_DAY, expectedOn: BENCH_DAY, carrier: '', vehicle: '', coldChain: false };
  const announced = { number, deliverToId: hub.head.id, noteNumber: `N${number}`, ...days, lots };
  const delivery = must(await announceDelivery(services, as('buyer'), { key: null, input: announced })).number;
  const travel = { temperatureMin: null, temperatureMax: null, temperatureArrival: null, departedAt: null };
  const papers = { invoices: 'complete' as const, invoicesNote: '', transport: '', noteNumber: `N${number}` };
  const opening = { order: number, delivery, place: null, arrivedAt: now - 3_600_000, ...travel, ...papers };
  const receipt = must(await openInspection(services, as('storekeeper'), { key: null, input: opening })).number;
  const request = async () => ({ key: null, input: await versionOf(hub, receipt) });
  must(await countAsAnnounced(services, as('storekeeper'), await request()));
  await hub.world.db.transaction(async (tx) => {
    await tx.update(receiptLine).set({ paperChecks: [...PAPERS] });
  });
  must(await passTheRest(services, as('storekeeper'), await request()));
  return receipt;
}

/** Milliseconds of concluding an inspection of 200 lines: everything that acceptance means, in one transaction. */
export async function benchReceive(): Promise<Figure[]> {
  const hub = await openHub();
  const spent: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const number = await inspect(hub, await addSupplier(hub.world, hub.now, round));
    const input = { ...(await versionOf(hub, number)), scans: 0, endsDelivery: true };
    let accepted = 0;
    const once = await timed(async () => {
      const request = { key: null, input, second: null };
      accepted = must(await concludeReceipt(hub.services, hub.as('storekeeper'), request)).acceptedLines;
    });
    if (accepted !== LINES) throw new Error(`accepted ${accepted} of ${LINES} lines`);
    spent.push(once);
  }
  await hub.world.close();
  const name = `receive.${engine === 'sqlite' ? 'sqlite' : 'postgres'}`;
  return [{ name: `${name}.lines`, value: LINES, unit: 'lines' }, ...spread(`${name}.conclude`, spent)];
}
