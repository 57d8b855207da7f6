/** What could ride on a day: its routes with requisitions still to be allocated and dispatches that wait. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { deliveryRound } from '../../db/schema/rounds.ts';
import { waveEntry } from '../../db/schema/waves.ts';
import { rowset, statement } from '../../db/statement.ts';
import { listRoutes, waitingLoads } from '../rounds/route-queries.ts';
import { weekdayOf } from '../rounds/rules.ts';

export interface Choice {
  kind: 'requisition' | 'dispatch';
  id: number;
  number: string;
  toId: number;
  member: string;
  lines: number;
  cold: number;
  /** Of a requisition. */
  neededBy: string | null;
  urgent: boolean;
  /** Of a dispatch. */
  sent: boolean;
}

export interface RouteChoices {
  id: number;
  name: string;
  /** Minutes after midnight. */
  leavesAt: number;
  /** The planned round of the day, which takes what is chosen. */
  round: string | null;
  stops: number;
  choices: Choice[];
}

const requestsOf = statement(
  `select paper.id, paper.number, demand.organisation_id as to_id, member.short_name as member, count(*) as lines,
     count(case when item.storage_zone in ('cold', 'frozen') then 1 end) as cold, min(demand.needed_by) as needed_by,
     max(case when demand.urgent then 1 else 0 end) as urgent
   from demand join document as paper on paper.id = demand.document_id and paper.status = 'submitted'
   join organisation as member on member.id = demand.organisation_id join item on item.id = demand.item_id
   where demand.origin = 'requisition' and demand.quantity_base > demand.planned_base + demand.closed_base
     and item.control_class not in ('narcotic', 'psychotropic_1', 'toxic')
     and demand.organisation_id in (select id from ${rowset('members', { id: 'int' })} as given)
   group by paper.id, paper.number, demand.organisation_id, member.short_name
   order by max(case when demand.urgent then 1 else 0 end) desc, min(demand.needed_by), paper.id limit 2000`,
);

interface RequestRow {
  id: number;
  number: string;
  to_id: number;
  member: string;
  lines: number;
  cold: number;
  needed_by: string;
  urgent: number;
}

/** Requisitions of those members with lines that nobody has planned; controlled drugs go alone and are left out. */
export async function openRequests(db: Db, memberIds: readonly number[]): Promise<Choice[]> {
  if (memberIds.length === 0) return [];
  const rows = await db.run<RequestRow>(requestsOf, { members: memberIds.map((id) => ({ id })) });
  return rows.map((row) => ({
    kind: 'requisition',
    id: Number(row.id),
    number: row.number,
    toId: Number(row.to_id),
    member: row.member,
    lines: Number(row.lines),
    cold: Number(row.cold),
    neededBy: row.needed_by,
    urgent: Number(row.urgent) > 0,
    sent: false,
  }));
}

/** Dispatches that an open wave holds. */
async function inOpenWaves(db: Db): Promise<Set<number>> {
  const rows = await db
    .select({ id: waveEntry.dispatchId })
    .from(waveEntry)
    .innerJoin(document, and(eq(document.id, waveEntry.waveId), eq(document.status, 'open')))
    .where(eq(waveEntry.outcome, 'taken'));
  return new Set(rows.flatMap((row) => (row.id === null ? [] : [row.id])));
}

async function plannedRounds(db: Db, routeIds: readonly number[], day: string): Promise<Map<number, string>> {
  if (routeIds.length === 0) return new Map();
  const rows = await db
    .select({ routeId: deliveryRound.routeId, number: document.number })
    .from(deliveryRound)
    .innerJoin(document, and(eq(document.id, deliveryRound.documentId), eq(document.status, 'planned')))
    .where(and(eq(deliveryRound.day, day), inArray(deliveryRound.routeId, [...routeIds])))
    .orderBy(document.id);
  return new Map(rows.toReversed().map((row) => [row.routeId, row.number]));
}

export interface House {
  id: number;
  path: string;
}

/** The routes that the house drives on that day; `requests` adds requisitions, where the house may allocate them. */
export async function waveChoices(db: Db, house: House, day: string, requests: boolean): Promise<RouteChoices[]> {
  const routes = (await listRoutes(db, house.path)).filter(
    (route) => route.houseId === house.id && route.active && route.weekdays.includes(weekdayOf(day)),
  );
  const members = [...new Set(routes.flatMap((route) => route.stops.map((stop) => stop.organisationId)))];
  const held = await inOpenWaves(db);
  const waiting = (await waitingLoads(db, house.id)).filter((load) => !held.has(load.id));
  const asked = requests ? await openRequests(db, members) : [];
  const choices = asked.concat(
    waiting.map((load) => ({
      kind: 'dispatch' as const,
      id: load.id,
      number: load.number,
      toId: load.receiverId,
      member: load.receiver,
      lines: load.lines,
      cold: load.cold,
      neededBy: null,
      urgent: false,
      sent: load.status === 'in_transit',
    })),
  );
  const rounds = await plannedRounds(
    db,
    routes.map((route) => route.id),
    day,
  );
  return routes.map((route) => {
    const order = new Map(route.stops.map((stop, index) => [stop.organisationId, index]));
    const own = choices.filter((one) => order.has(one.toId));
    return {
      id: route.id,
      name: route.name,
      leavesAt: route.leavesAt,
      round: rounds.get(route.id) ?? null,
      stops: route.stops.length,
      choices: own.toSorted((a, b) => (order.get(a.toId) ?? 0) - (order.get(b.toId) ?? 0)),
    };
  });
}
