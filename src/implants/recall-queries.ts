/** Recalls of devices: those that stand, the list with what each still asks for, and who was told. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { implantFollowUp, implantRecall } from '../../db/schema/implants.ts';
import { statement } from '../../db/statement.ts';
import { covers, type RecallTab, type Udi } from './rules.ts';

export type Recall = typeof implantRecall.$inferSelect;

/** Recalls of the device that are not ended. */
export function standingRecalls(db: Db, di: string): Promise<Recall[]> {
  const standing = and(eq(implantRecall.di, di), isNull(implantRecall.endedAt));
  return db.select().from(implantRecall).where(standing).orderBy(asc(implantRecall.id));
}

/** The recall that means this unit, of several the first. */
export async function recallOn(db: Db, unit: Pick<Udi, 'di' | 'lotNumber' | 'serial'>): Promise<Recall | undefined> {
  return (await standingRecalls(db, unit.di)).find((recall) => covers(recall, unit));
}

export async function recallById(db: Db, id: number): Promise<Recall | undefined> {
  const [found] = await db.select().from(implantRecall).where(eq(implantRecall.id, id));
  return found;
}

/** Units that the recall means, within the scope: of one state, or used ones of which nobody was told. */
const counted = (state: 'shelf' | 'used' | 'returned' | 'missing', more = '') =>
  `(select count(*) from implant_unit as unit join organisation as place on place.id = unit.organisation_id
     left join implant_use as use on use.unit_id = unit.id and use.taken_back_at is null
     where unit.di = recall.di and unit.state = '${state}' and place.path like :scope || '%'
       and (recall.lot_number is null or recall.lot_number = unit.lot_number)
       and (recall.serial is null or recall.serial = unit.serial) ${more})`;

const UNTOLD = `and not exists (select 1 from implant_follow_up as told
  where told.recall_id = recall.id and told.use_id = use.document_id)`;

const listed = statement(
  `select recall.id, recall.di, recall.lot_number, recall.serial, recall.why, recall.opened_at, recall.ended_at,
     opener.name as opened_by, coalesce((select max(item.generic_name) from implant_unit as unit
       join item on item.id = unit.item_id where unit.di = recall.di), '') as name,
     ${counted('shelf')} as shelf, ${counted('used')} as used, ${counted('returned')} as returned,
     ${counted('missing')} as missing, ${counted('used', UNTOLD)} as untold
   from implant_recall as recall join person as opener on opener.id = recall.opened_by
   where recall.id < :before and (:all = 1 or recall.ended_at is null)
     and (cast(:id as bigint) is null or recall.id = :id)
     and (:q = '' or recall.di like :q || '%' or recall.lot_number like :q || '%' or recall.serial like :q || '%'
       or recall.why like '%' || :q || '%' or exists (select 1 from implant_unit as unit where unit.di = recall.di
         and unit.search_text like '%' || lower(cast(:q as text)) || '%'))
   order by recall.id desc limit :most`,
);

export interface ListedRecall {
  id: number;
  di: string;
  lotNumber: string | null;
  serial: string | null;
  why: string;
  openedAt: number;
  endedAt: number | null;
  openedBy: string;
  name: string;
  shelf: number;
  used: number;
  returned: number;
  missing: number;
  /** Used, and nobody wrote down that the patient was told. */
  untold: number;
}

/** Recalls with their units within the scope, the newest first; one more than `size`, for the pager. */
export async function listRecalls(
  db: Db,
  scope: string,
  asked: { tab: RecallTab; q?: string | undefined; id?: number },
  page: { before?: number | undefined; size: number },
): Promise<ListedRecall[]> {
  const rows = await db.run<Record<string, string | number | null>>(listed, {
    ...{ scope, all: asked.tab === 'all' ? 1 : 0, q: (asked.q ?? '').replace(/[%_\\]/g, '').trim() },
    ...{ id: asked.id ?? null, before: page.before ?? Number.MAX_SAFE_INTEGER, most: page.size + 1 },
  });
  return rows.map((row) => ({
    id: Number(row['id']),
    di: String(row['di']),
    lotNumber: row['lot_number'] === null ? null : String(row['lot_number']),
    serial: row['serial'] === null ? null : String(row['serial']),
    why: String(row['why']),
    openedAt: Number(row['opened_at']),
    endedAt: row['ended_at'] === null ? null : Number(row['ended_at']),
    openedBy: String(row['opened_by']),
    name: String(row['name']),
    ...{ shelf: Number(row['shelf']), used: Number(row['used']) },
    ...{ returned: Number(row['returned']), missing: Number(row['missing']), untold: Number(row['untold']) },
  }));
}

/** Who was told of the recall, by the paper of the use, in order. */
export function followUpsOf(db: Db, recallId: number) {
  const own = eq(implantFollowUp.recallId, recallId);
  return db.select().from(implantFollowUp).where(own).orderBy(asc(implantFollowUp.id));
}
export type FollowUp = Awaited<ReturnType<typeof followUpsOf>>[number];
