/** Stores in which no probe lives: read by hand twice a day, by the hours of the rule. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { type ReadingHalf, readingHalf } from './rules.ts';

// A probe lives while a device tells what it measures; what was read by hand counts for its half of the day
const unread = statement(
  `select location.id, location.name, place.id as place_id, place.path, place.code as place_code, place.short_name,
     (select min(logger.code) from logger where logger.location_id = location.id and logger.active) as probe
   from organisation as place
   join location on location.keeper_id = place.id and location.kind = 'store' and location.active
     and location.zone in ('room', 'cool', 'cold', 'frozen', 'controlled')
   where place.path like :scope || '%' and (cast(:own as bigint) = 0 or place.id = :own)
     and exists (select 1 from balance where balance.location_id = location.id and balance.on_hand > 0)
     and not exists (
       select 1 from logger join reading as last on last.logger_id = logger.id and last.at = logger.last_reading_at
       where logger.location_id = location.id and logger.active and (last.at >= :since or (last.source <> 'manual'
         and (:now - last.at <= 1800000 or :now - last.at <= logger.every_minutes * 180000))))
   order by place.code, location.id limit 200`,
);

export interface UnreadStore {
  id: number;
  name: string;
  member: { id: number; path: string; code: string; shortName: string };
  /** A probe of the store under which the reading is written down; null where none is registered. */
  probe: string | null;
}

interface UnreadRow {
  id: number;
  name: string;
  place_id: number;
  path: string;
  place_code: string;
  short_name: string;
  probe: string | null;
}

/** The stores with goods that nobody and nothing has read in this half of the day, and until when it is due. */
export async function unreadStores(
  db: Db,
  asked: { scopePath: string; organisationId?: number; now: number },
): Promise<{ half: ReadingHalf; stores: UnreadStore[] }> {
  const { scopePath: scope, organisationId: own = 0, now } = asked;
  const half = readingHalf(now, await ruleOn(db, 'reading_hours', dayOf(now)));
  const rows = await db.run<UnreadRow>(unread, { scope, own, now, since: half.since });
  const stores = rows.map((row) => ({
    id: Number(row.id),
    name: row.name,
    member: { id: Number(row.place_id), path: row.path, code: row.place_code, shortName: row.short_name },
    probe: row.probe,
  }));
  return { half, stores };
}
