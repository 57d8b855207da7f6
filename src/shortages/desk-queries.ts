/** The desk: what the hub must still arrange, ordered by what will hurt first, as requests and as items. */
import type { Db } from '../../db/database.ts';
import { rowset, type Statement, statement } from '../../db/statement.ts';
import { PACK_COLUMNS, type PackColumns, type PackWords, packWordsOf } from '../catalogue/pack-queries.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import { unreadOn } from './message-queries.ts';
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
// SQLite takes a bare parameter for a number with a fraction
const LEFT = `(shortage.stock_base * 30 / shortage.use30_base
   - (cast(:now as bigint) - document.created_at) / 86400000)`;

/** Whole days of cover: at registration, less the days since. */
const COVER = `(case when shortage.use30_base > 0 then (case when ${LEFT} > 0 then ${LEFT} else 0 end)
   when shortage.stock_base > 0 then ${ENDLESS} else 0 end)`;
const RANK = `(case shortage.urgency when 'emergency' then 0 when 'chronic' then 1 else 2 end)`;
const PATIENTS = '(0 - coalesce(shortage.patients, 0))';
const LIMIT = `(case when document.status = 'matched' then coalesce(shortage.resolve_by, shortage.answer_by)
   else shortage.answer_by end)`;
/** What is promised is arranged for until its day has passed. */
const OPEN = `(shortage.quantity_base - shortage.answered_base - shortage.closed_base
   - case when shortage.promise_due < :today then 0 else shortage.promised_base end)`;

/** Everything of which something waits for the hub; the parameters that are null ask for nothing. */
const WAITING = `from document join shortage on shortage.document_id = document.id
   where document.kind = 'shortage' and document.status in ('registered', 'accepted', 'matched') and ${OPEN} > 0
     and (cast(:urgency as text) is null or shortage.urgency = :urgency)
     and (:late = 0 or shortage.answer_by < :now and document.status <> 'matched' or shortage.resolve_by < :now)`;

const FOUND = `(:anyItem = 1 or shortage.item_id in (select id from ${rowset('items', { id: 'int' })} as given))`;
const ORDER = 'rank, cover, patients, due, id';

/**
 * One page of keys behind the last row of the page before, with how many there are in all: what waits is read once for
 * both. A page that is empty still says how many. Nothing is asked of items where no word was typed.
 */
const pageOf = (waiting: string) => `with waiting as (${waiting})
   select counted.total, page.* from (select count(*) as total from waiting) as counted
   left join (select * from waiting where :first = 1 or (${ORDER}) > (:rank, :cover, :patients, :due, :id)
     order by ${ORDER} limit :size) as page on 1 = 1
   order by ${ORDER}`;

const keys = statement(
  pageOf(`select document.id, ${RANK} as rank, ${COVER} as cover, ${PATIENTS} as patients, ${LIMIT} as due
   ${WAITING} and ${FOUND}`),
);

const itemKeys = statement(
  pageOf(`select shortage.item_id as id, min(${RANK}) as rank, min(${COVER}) as cover,
     cast(sum(${PATIENTS}) as bigint) as patients, min(${LIMIT}) as due, count(*) as requests,
     count(distinct shortage.organisation_id) as members, cast(sum(${OPEN}) as bigint) as open_base
   ${WAITING} and shortage.item_id is not null and ${FOUND} group by shortage.item_id`),
);

const namedItems = statement(
  `select item.id, ${PACK_COLUMNS} from item
   where item.id in (select id from ${rowset('ids', { id: 'int' })} as given)`,
);

interface Key {
  /** Null where the page has no row. */
  id: number | null;
  rank: number;
  cover: number;
  patients: number;
  due: number;
  total: number;
}

interface ItemKey extends Key {
  requests: number;
  members: number;
  open_base: number;
}

export interface DeskLine extends ShortageRecord {
  /** Days of cover there; null where nothing was used though something lies there. */
  coverDays: number | null;
  /** Messages of the member that the hub has not read. */
  unread: number;
}

export interface DeskItem extends PackWords {
  itemId: number;
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
  today: dayOf(now),
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

interface PageAsked {
  after?: string | undefined;
  size: number;
}

/** Keys of one page of either view, cut to its size. */
async function pageOfKeys<K extends Key>(
  db: Db,
  view: Statement,
  filter: DeskFilter,
  now: number,
  page: PageAsked,
): Promise<KeysetPage<K & { id: number }> & { total: number }> {
  const wanted = await itemsFor(db, filter.q);
  const items = [...(wanted ?? [])].map((id) => ({ id }));
  const after = decodeCursor(page.after, ['number', 'number', 'number', 'number', 'number']);
  const [rank = 0, cover = 0, patients = 0, due = 0, id = 0] = after ?? [];
  const last = { first: after === undefined ? 1 : 0, rank, cover, patients, due, id };
  const given = { ...asked(filter, now), anyItem: wanted === undefined ? 1 : 0, items, ...last, size: page.size + 1 };
  const fetched = await db.run<K>(view, given);
  const rows = fetched.flatMap((key) => (key.id === null ? [] : [{ ...key, id: Number(key.id) }]));
  const cut = keysetPage(rows, page.size, (key) => [key.rank, key.cover, key.patients, key.due, key.id].map(Number));
  return { ...cut, total: Number(fetched[0]?.total ?? 0) };
}

/** One page of requests with how many there are: urgency, days of cover, patients, time left. */
export async function deskLines(
  db: Db,
  filter: DeskFilter,
  now: number,
  page: PageAsked,
): Promise<KeysetPage<DeskLine> & { total: number }> {
  const cut = await pageOfKeys<Key>(db, keys, filter, now, page);
  const covers = new Map(cut.rows.map((key) => [key.id, coverOf(key.cover)]));
  const ids = cut.rows.map((key) => key.id);
  const [records, unread] = await Promise.all([shortagesByIds(db, ids), unreadOn(db, 'hub', ids)]);
  const rows = records.map((record) => {
    const { id } = record.document;
    return { ...record, coverDays: covers.get(id) ?? null, unread: unread.get(id) ?? 0 };
  });
  return { ...cut, rows };
}

const URGENCY = ['emergency', 'chronic', 'routine'] as const;

/** One page of the items that are short, what hurts first first; wishes outside the catalogue are not among them. */
export async function deskItems(
  db: Db,
  filter: DeskFilter,
  now: number,
  page: PageAsked,
): Promise<KeysetPage<DeskItem> & { total: number }> {
  const cut = await pageOfKeys<ItemKey>(db, itemKeys, filter, now, page);
  const ids = cut.rows.map(({ id }) => ({ id }));
  const named = ids.length === 0 ? [] : await db.run<PackColumns & { id: number }>(namedItems, { ids });
  const words = new Map(named.map((row) => [Number(row.id), packWordsOf(row)]));
  const rows = cut.rows.flatMap((key): DeskItem[] => {
    const pack = words.get(key.id);
    if (pack === undefined) return [];
    const counted = { requests: Number(key.requests), members: Number(key.members), openBase: Number(key.open_base) };
    const hurts = { urgency: URGENCY[key.rank] ?? 'routine', coverDays: coverOf(key.cover), due: key.due };
    return [{ itemId: key.id, ...pack, ...hurts, patients: 0 - Number(key.patients), ...counted }];
  });
  return { ...cut, rows };
}
