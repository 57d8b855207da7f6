/** A wave of 60 requisitions with 40 lines each, allocated from the hub's stock onto 60 dispatches. */
import { and, asc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { engine } from '../../db/engine.ts';
import { item } from '../../db/schema/catalogue.ts';
import { requisition, requisitionLine } from '../../db/schema/demand.ts';
import { document } from '../../db/schema/documents.ts';
import { balance, lot } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { deliveryRoute, routeStop } from '../../db/schema/rounds.ts';
import { person } from '../../db/schema/users.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { HOUR_MS, SettableClock, startOfDay } from '../../src/kernel/clock.ts';
import { raiseDemand } from '../../src/requisitions/demand-commands.ts';
import { allocateWave, openWave } from '../../src/waves/commands.ts';
import { entriesOfWave, waveByNumber } from '../../src/waves/wave-queries.ts';
import { type Figure, timed } from './measure.ts';
import { BENCH_DAY, openWorld, type World } from './worlds.ts';

const SIZE = { organisations: 350, items: 2100, movements: 60_000, seed: 11, day: BENCH_DAY };
const DISPATCHES = 60;
const LINES = 40;
const STOPS = 30;
const AT = startOfDay(BENCH_DAY) + 9 * HOUR_MS;
const NEEDED = '2027-06-30';

/** Items of which the hub holds most, so that every line finds its lots. */
async function stocked({ db }: World, hubId: number): Promise<number[]> {
  const free = sql<number>`sum(${balance.onHand} - ${balance.reserved})`;
  const rows = await db.read
    .select({ id: item.id, free })
    .from(balance)
    .innerJoin(location, and(eq(location.id, balance.locationId), eq(location.kind, 'store')))
    .innerJoin(item, and(eq(item.id, balance.itemId), eq(item.controlClass, 'none'), eq(item.kind, 'drug')))
    .innerJoin(lot, and(eq(lot.id, balance.lotId), isNull(lot.frozen), gt(lot.expiresOn, NEEDED)))
    .where(and(eq(location.keeperId, hubId), sql`${location.zone} <> 'rejected'`))
    .groupBy(item.id)
    .orderBy(sql`sum(${balance.onHand} - ${balance.reserved}) desc`, asc(item.id))
    .limit(4 * LINES);
  if (rows.length < LINES) throw new Error(`the hub holds ${rows.length} items only`);
  return rows.map((row) => row.id);
}

/** Sixty members on two routes of every day, each with a requisition of forty lines of one unit. */
async function ask(world: World, hubId: number, items: readonly number[]) {
  const members = await world.db.read
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(isNotNull(organisation.parentId), sql`${organisation.id} <> ${hubId}`))
    .orderBy(asc(organisation.id))
    .limit(DISPATCHES);
  return world.db.transaction(async (tx) => {
    const routes: number[] = [];
    for (let from = 0; from < members.length; from += STOPS) {
      const route = { name: `bench ${from}`, fromOrganisationId: hubId, weekdays: 127, leavesAt: 480 };
      const [made] = await tx.insert(deliveryRoute).values(route).returning({ id: deliveryRoute.id });
      const stops = members.slice(from, from + STOPS).map(({ id }, index) => {
        return { routeId: made?.id ?? 0, position: index + 1, organisationId: id, afterMinutes: index * 10 };
      });
      await tx.insert(routeStop).values(stops);
      routes.push(made?.id ?? 0);
    }
    const chosen: { routeId: number; number: string }[] = [];
    for (const [place, member] of members.entries()) {
      const number = `QL-20991231-${1000 + place}`;
      const paper = { kind: 'requisition' as const, number, status: 'submitted', organisationId: member.id };
      const [made] = await tx
        .insert(document)
        .values({ ...paper, createdBy: 0, createdAt: AT, changedAt: AT })
        .returning({ id: document.id });
      const documentId = made?.id ?? 0;
      await tx.insert(requisition).values({ documentId, neededBy: NEEDED });
      const wanted = Array.from({ length: LINES }, (_, line) => items[(place * 7 + line) % items.length] ?? 0);
      const lines = await tx
        .insert(requisitionLine)
        .values(
          wanted.map((itemId, line) => ({ requisitionId: documentId, lineNumber: line + 1, itemId, quantityBase: 1 })),
        )
        .returning({ id: requisitionLine.id, itemId: requisitionLine.itemId });
      const need = { origin: 'requisition' as const, documentId, organisationId: member.id, quantityBase: 1 };
      const due = { neededBy: NEEDED, urgent: false, raisedAt: AT };
      await raiseDemand(
        tx,
        lines.map((line) => ({ ...need, ...due, lineId: line.id, itemId: line.itemId })),
      );
      chosen.push({ routeId: routes[Math.floor(place / STOPS)] ?? 0, number });
    }
    return chosen;
  });
}

/** Milliseconds from the choice to the last dispatch. */
export async function benchWave(): Promise<Figure[]> {
  const world = await openWorld(SIZE, 'write');
  const { db } = world;
  const services = { db, clock: new SettableClock(AT) };
  const [hub] = await db.read.select().from(organisation).where(isNull(organisation.parentId));
  const [who] = await db.read.select().from(person).orderBy(asc(person.id)).limit(1);
  if (hub === undefined || who === undefined) throw new Error('the world has no hub');
  const place = { organisationId: hub.id, organisationName: hub.shortName, scopePath: '/' };
  const actor: Actor = { userId: who.id, name: who.name, ...place, roles: ['hub_pharmacist'] };
  const chosen = await ask(world, hub.id, await stocked(world, hub.id));
  let number = '';
  const opened = await timed(async () => {
    const answer = await openWave(services, actor, null, { day: BENCH_DAY, chosen });
    if (!answer.ok) throw new Error(answer.reason);
    number = answer.value.number;
  });
  const allocated = await timed(async () => {
    const answer = await allocateWave(services, actor, number);
    if (!answer.ok) throw new Error(answer.reason);
  });
  const record = await waveByNumber(db.read, number, '/');
  const entries = await entriesOfWave(db.read, record?.document.id ?? 0);
  const lines = entries.reduce((sum, entry) => sum + entry.lines, 0);
  const refused = entries.find((entry) => entry.outcome !== 'taken');
  if (refused !== undefined || entries.length !== DISPATCHES || lines < DISPATCHES * LINES) {
    throw new Error(`${entries.length} dispatches, ${lines} lines, ${refused?.reason ?? ''}`);
  }
  await world.close();
  return [
    { name: `wave.${engine}.open`, value: opened, unit: 'ms' },
    { name: `wave.${engine}.allocate`, value: allocated, unit: 'ms' },
  ];
}
