/** Rounds as lists: those a person may read, newest day first, by key; and a driver's own. */
import { and, desc, eq, like, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { carrier, deliveryRound, deliveryRoute } from '../../db/schema/rounds.ts';
import { person } from '../../db/schema/users.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import type { RoundState } from './rules.ts';

export interface RoundFilter {
  state?: RoundState | undefined;
  day?: string | undefined;
  /** Part of a number, route or plate; words, pinyin or initials of the driver or the house. */
  q?: string | undefined;
}

export interface ListedRound {
  id: number;
  number: string;
  status: RoundState;
  day: string;
  leavesAt: number;
  departedAt: number | null;
  endedAt: number | null;
  route: string;
  house: string;
  driver: string;
  vehicle: string;
  stops: number;
  told: number;
  loads: number;
}

const plainLike = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;
const stopsWhere = (where: string) =>
  sql<number>`(select count(distinct stop.id) from round_stop as stop
    join round_load as load on load.stop_id = stop.id
    where stop.round_id = ${document.id} ${sql.raw(where)})`.mapWith(Number);
const loads = sql<number>`(select count(*) from round_load where round_id = ${document.id})`.mapWith(Number);

function named(q: string | undefined) {
  const text = (q ?? '').trim();
  if (text === '') return undefined;
  return or(
    sql`lower(${document.number}) like ${plainLike(text.toLowerCase())}`,
    sql`lower(${deliveryRoute.name}) like ${plainLike(text.toLowerCase())}`,
    like(carrier.searchText, plainLike(normaliseQuery(text))),
    like(person.searchText, plainLike(normaliseQuery(text))),
    like(organisation.searchText, plainLike(normaliseQuery(text))),
  );
}

export interface RoundPage {
  /** Day and id of the last row of the page before. */
  cursor?: readonly [string, number] | undefined;
  size: number;
}

/** One more than `size`, for the pager; `driverId` narrows to a driver's own. */
export async function listRounds(
  db: Db,
  within: { scopePath: string; driverId?: number },
  filter: RoundFilter,
  page: RoundPage,
): Promise<ListedRound[]> {
  const { cursor, size } = page;
  const older =
    cursor &&
    or(
      lt(deliveryRound.day, cursor[0]),
      and(eq(deliveryRound.day, cursor[0]), lt(deliveryRound.documentId, cursor[1])),
    );
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      day: deliveryRound.day,
      leavesAt: deliveryRound.leavesAt,
      departedAt: deliveryRound.departedAt,
      endedAt: deliveryRound.endedAt,
      route: deliveryRoute.name,
      house: organisation.shortName,
      driver: person.name,
      vehicle: carrier.code,
      stops: stopsWhere(''),
      told: stopsWhere('and stop.outcome is not null'),
      loads,
    })
    .from(deliveryRound)
    .innerJoin(document, eq(document.id, deliveryRound.documentId))
    .innerJoin(deliveryRoute, eq(deliveryRoute.id, deliveryRound.routeId))
    .innerJoin(organisation, eq(organisation.id, deliveryRound.fromOrganisationId))
    .innerJoin(person, eq(person.id, deliveryRound.driverId))
    .innerJoin(carrier, eq(carrier.id, deliveryRound.vehicleId))
    .where(
      and(
        like(organisation.path, `${within.scopePath}%`),
        within.driverId === undefined ? undefined : eq(deliveryRound.driverId, within.driverId),
        filter.state && eq(document.status, filter.state),
        filter.day === undefined ? undefined : eq(deliveryRound.day, filter.day),
        named(filter.q),
        older,
      ),
    )
    .orderBy(desc(deliveryRound.day), desc(deliveryRound.documentId))
    .limit(size + 1);
  return rows.map((row) => ({ ...row, status: row.status as RoundState }));
}
