/** The desk: what the hub must still arrange, ordered by what will hurt first, as requests and as items. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import type { Urgency } from './rules.ts';
import { type ShortageRecord, shortagesByIds } from './shortage-queries.ts';

export interface DeskFilter {
  urgency?: Urgency | undefined;
  /** Only what is past one of its limits. */
  late?: boolean | undefined;
  q?: string | undefined;
}

/** Where nothing was used and something lies there, it lasts beyond all others. */
const ENDLESS = 9999;
const LEFT = `(shortage.stock_base * 30 / shortage.use30_base - (:now - document.created_at) / 86400000)`;

/** Whole days of cover: at registration, less the days since. */
const COVER = `(case when shortage.use30_base > 0 then (case when ${LEFT} > 0 then ${LEFT} else 0 end)
   when shortage.stock_base > 0 then ${ENDLESS} else 0 end)`;
const RANK = `(case shortage.urgency when 'emergency' then 0 when 'chronic' then 1 else 2 end)`;
const PATIENTS = '(0 - coalesce(shortage.patients, 0))';
const LIMIT = `(case when document.status = 'matched' then coalesce(shortage.resolve_by, shortage.answer_by)
   else shortage.answer_by end)`;
const OPEN = 'shortage.quantity_base - shortage.answered_base - shortage.closed_base';

/** Everything of which something waits for the hub; the parameters that are null ask for nothing. */
const WAITING = `from document join shortage on shortage.document_id = document.id
   where document.kind = 'shortage' and document.status in ('registered', 'accepted', 'matched') and ${OPEN} > 0
     and (cast(:urgency as text) is null or shortage.urgency = :urgency)
     and (:late = 0 or shortage.answer_by < :now and document.status <> 'matched' or shortage.resolve_by < :now)`;

const KEY = `document.id, ${RANK} as rank, ${COVER} as cover, ${PATIENTS} as patients, ${LIMIT} as due`;

const ORDER = 'rank, cover, patients, due, id';
/** One page of keys behind the last row of the page before; nothing is said of items where no word was typed. */
const keys = statement(
  `select * from (select ${KEY} ${WAITING}
     and (:anyItem = 1 or shortage.item_id in (select id from ${rowset('items', { id: 'int' })} as given))) as waiting
   where :first = 1 or (${ORDER}) > (:rank, :cover, :patients, :due, :id) order by ${ORDER} limit :size`,
);
const countKeys = statement(
  `select count(*) as total ${WAITING}
     and (:anyItem = 1 or shortage.item_id in (select id from ${rowset('items', { id: 'int' })} as given))`,
);

const items = statement(
  `select shortage.item_id, item.code, item.generic_name, item.strength, item.manufacturer, item.pack_size,
     item.pack_unit, item.base_unit, item.scale, min(${RANK}) as rank, min(${COVER}) as cover,
     cast(sum(coalesce(shortage.patients, 0)) as bigint) as patients, min(${LIMIT}) as due,
     count(*) as requests, count(distinct shortage.organisation_id) as members,
     cast(sum(${OPEN}) as bigint) as open_base
   from document join shortage on shortage.document_id = document.id join item on item.id = shortage.item_id
   where document.kind = 'shortage' and document.status in ('registered', 'accepted', 'matched') and ${OPEN} > 0
     and (cast(:urgency as text) is null or shortage.urgency = :urgency)
     and (:late = 0 or shortage.answer_by < :now and document.status <> 'matched' or shortage.resolve_by < :now)
   group by shortage.item_id, item.code, item.generic_name, item.strength, item.manufacturer, item.pack_size,
     item.pack_unit, item.base_unit, item.scale
   order by rank, cover, patients desc, due, item.code`,
);

interface Key {
  id: number;
  rank: number;
  cover: number;
  patients: number;
  due: number;
}

export interface DeskLine extends ShortageRecord {
  /** Days of cover there; null where nothing was used though something lies there. */
  coverDays: number | null;
}

export interface DeskItem {
  itemId: number;
  code: string;
  genericName: string;
  strength: string;
  manufacturer: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  urgency: Urgency;
  coverDays: number | null;
  patients: number;
  due: number;
  requests: number;
  members: number;
  openBase: number;
}

const coverOf = (cover: number) => (cover >= ENDLESS ? null : cover);
const asked = (filter: DeskFilter, now: number) => ({
  now,
  urgency: filter.urgency ?? null,
  late: filter.late ? 1 : 0,
});

/** The items that every word typed stands for; undefined when nothing was typed. */
async function itemsFor(db: Db, q: string | undefined): Promise<Set<number> | undefined> {
  const words = await findByWord(db, q);
  if (words.length === 0) return undefined;
  const [first, ...rest] = words.map((word) => new Set(word.itemIds));
  return new Set([...(first ?? [])].filter((id) => rest.every((others) => others.has(id))));
}

/** One page of requests with how many there are: urgency, days of cover, patients, time left. */
export async function deskLines(
  db: Db,
  filter: DeskFilter,
  now: number,
  page: { after?: string | undefined; size: number },
): Promise<KeysetPage<DeskLine> & { total: number }> {
  const wanted = await itemsFor(db, filter.q);
  const items = [...(wanted ?? [])].map((id) => ({ id }));
  const given = { ...asked(filter, now), anyItem: wanted === undefined ? 1 : 0, items };
  const after = decodeCursor(page.after, ['number', 'number', 'number', 'number', 'number']);
  const [rank = 0, cover = 0, patients = 0, due = 0, id = 0] = after ?? [];
  const last = { first: after === undefined ? 1 : 0, rank, cover, patients, due, id };
  const [fetched, [counted]] = await Promise.all([
    db.run<Key>(keys, { ...given, ...last, size: page.size + 1 }),
    db.run<{ total: number }>(countKeys, given),
  ]);
  const cut = keysetPage(fetched, page.size, (key) => [key.rank, key.cover, key.patients, key.due, key.id]);
  const covers = new Map(cut.rows.map((key) => [key.id, coverOf(key.cover)]));
  const records = await shortagesByIds(
    db,
    cut.rows.map((key) => key.id),
  );
  const rows = records.map((record) => ({ ...record, coverDays: covers.get(record.document.id) ?? null }));
  return { rows, next: cut.next, total: Number(counted?.total ?? 0) };
}

interface ItemRow {
  item_id: number;
  code: string;
  generic_name: string;
  strength: string;
  manufacturer: string;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  rank: number;
  cover: number;
  patients: number;
  due: number;
  requests: number;
  members: number;
  open_base: number;
}

const URGENCY = ['emergency', 'chronic', 'routine'] as const;

/** The items that are short, the one that hurts first first; wishes outside the catalogue are not among them. */
export async function deskItems(db: Db, filter: DeskFilter, now: number): Promise<DeskItem[]> {
  const wanted = await itemsFor(db, filter.q);
  const rows = await db.run<ItemRow>(items, asked(filter, now));
  return rows
    .filter((row) => wanted === undefined || wanted.has(row.item_id))
    .map((row) => ({
      itemId: row.item_id,
      code: row.code,
      genericName: row.generic_name,
      strength: row.strength,
      manufacturer: row.manufacturer,
      packSize: row.pack_size,
      packUnit: row.pack_unit,
      baseUnit: row.base_unit,
      scale: row.scale,
      urgency: URGENCY[row.rank] ?? 'routine',
      coverDays: coverOf(row.cover),
      patients: Number(row.patients),
      due: row.due,
      requests: Number(row.requests),
      members: Number(row.members),
      openBase: Number(row.open_base),
    }));
}
