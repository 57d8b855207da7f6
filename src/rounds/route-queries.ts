/** Ways with their stops and what waits for them, and the carriers of a house. */
import { and, asc, eq, like } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { carrier, deliveryRoute, routeStop } from '../../db/schema/rounds.ts';
import { statement } from '../../db/statement.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { weekdaysOf } from './rules.ts';

export interface RouteStopLine {
  organisationId: number;
  code: string;
  name: string;
  afterMinutes: number;
}

export interface RouteLine {
  id: number;
  name: string;
  houseId: number;
  house: string;
  housePath: string;
  /** Monday is 1. */
  weekdays: number[];
  leavesAt: number;
  active: boolean;
  version: number;
  stops: RouteStopLine[];
}

/** Ways of the houses within the scope, by name. */
export async function listRoutes(db: Db, scopePath: string): Promise<RouteLine[]> {
  const rows = await db
    .select({ route: deliveryRoute, house: organisation })
    .from(deliveryRoute)
    .innerJoin(organisation, eq(organisation.id, deliveryRoute.fromOrganisationId))
    .where(like(organisation.path, `${scopePath}%`))
    .orderBy(asc(deliveryRoute.name));
  const stops = await db
    .select({ stop: routeStop, member: organisation })
    .from(routeStop)
    .innerJoin(organisation, eq(organisation.id, routeStop.organisationId))
    .orderBy(asc(routeStop.routeId), asc(routeStop.position));
  return rows.map(({ route, house }) => ({
    id: route.id,
    name: route.name,
    houseId: house.id,
    house: house.shortName,
    housePath: house.path,
    weekdays: weekdaysOf(route.weekdays),
    leavesAt: route.leavesAt,
    active: route.active,
    version: route.version,
    stops: stops
      .filter(({ stop }) => stop.routeId === route.id)
      .map(({ stop, member }) => ({
        organisationId: member.id,
        code: member.code,
        name: member.shortName,
        afterMinutes: stop.afterMinutes,
      })),
  }));
}

export interface WaitingLoad {
  id: number;
  number: string;
  status: 'picking' | 'in_transit';
  receiverId: number;
  receiver: string;
  lines: number;
  cold: number;
  createdAt: number;
}

const waiting = statement(
  `select paper.id, paper.number, paper.status, paper.created_at, dispatch.to_organisation_id as receiver_id,
     receiver.short_name as receiver,
     (select count(*) from dispatch_line where dispatch_id = paper.id) as lines,
     (select count(*) from dispatch_line join item on item.id = dispatch_line.item_id
        and item.storage_zone in ('cold', 'frozen') where dispatch_id = paper.id) as cold
   from document as paper join dispatch on dispatch.document_id = paper.id
   join organisation as receiver on receiver.id = dispatch.to_organisation_id
   where paper.kind = 'dispatch' and paper.status in ('picking', 'in_transit')
     and paper.organisation_id = :houseId
     and not exists (select 1 from round_load where dispatch_id = paper.id and (outcome is null or outcome = 'handed'))
   order by paper.created_at, paper.id limit 2000`,
);

interface WaitingRow {
  id: number;
  number: string;
  status: 'picking' | 'in_transit';
  created_at: number;
  receiver_id: number;
  receiver: string;
  lines: number;
  cold: number;
}

/** Dispatches of the house that are picked or sent and that no round has, the oldest first. */
export async function waitingLoads(db: Db, houseId: number): Promise<WaitingLoad[]> {
  const rows = await db.run<WaitingRow>(waiting, { houseId });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    status: row.status,
    receiverId: row.receiver_id,
    receiver: row.receiver,
    lines: Number(row.lines),
    cold: Number(row.cold),
    createdAt: row.created_at,
  }));
}

export type CarrierLine = typeof carrier.$inferSelect & { house: string };

/** Vehicles and cold boxes of the houses within the scope, by kind and code. */
export async function listCarriers(db: Db, scopePath: string, q = ''): Promise<CarrierLine[]> {
  const rows = await db
    .select({ carrier, house: organisation.shortName })
    .from(carrier)
    .innerJoin(organisation, eq(organisation.id, carrier.organisationId))
    .where(and(like(organisation.path, `${scopePath}%`)))
    .orderBy(asc(carrier.kind), asc(carrier.code));
  const tokens = queryTokens(q);
  return rows
    .map((row) => ({ ...row.carrier, house: row.house }))
    .filter((row) => tokens.every((token) => row.searchText.includes(token)));
}
