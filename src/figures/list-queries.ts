/** What a number is made of: its requests with the times they took, and the spans of days without stock. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import { CAUSE_SQL, COHORT, MEASURE_SQL, OUTAGES } from './measure-statements.ts';
import { type Cause, dayOfNumber, MEASURES, type Measure, sharedDays } from './rules.ts';
import { type FigureAsk, figureParameters } from './sum-queries.ts';

export interface FigureRequest {
  id: number;
  number: string;
  status: string;
  urgency: 'emergency' | 'chronic' | 'routine';
  reason: string;
  cause: Cause;
  member: string;
  memberCode: string;
  item: string;
  strength: string;
  itemCode: string | null;
  createdAt: number;
  answerBy: number;
  answeredAt: number | null;
  resolveBy: number | null;
  arrivedAt: number | null;
}

/** Members and items by words, pinyin or initials, unless `:anyName` is 1. */
const namedBy = (member: string, item: string, more = '') => `(cast(:anyName as bigint) = 1
     or ${member} in (select named.id from organisation as named where named.search_text like :name)
     or ${item} in (select id from ${rowset('found', { id: 'int' })} as given)${more})`;
const REQUEST_NAMED = namedBy(
  'shortage.organisation_id',
  'shortage.item_id',
  ' or lower(document.number) like :plain or shortage.wish_name like :plain',
);

const likeOf = (text: string) => `%${text.replace(/[%_\\]/g, '')}%`;

async function nameParameters(db: Db, q: string | undefined) {
  const found = (await idsMatching(db, q, { retired: true })) ?? [];
  return {
    anyName: q === undefined ? 1 : 0,
    name: likeOf(normaliseQuery(q ?? '')),
    plain: likeOf((q ?? '').toLowerCase()),
    found: found.map((id) => ({ id })),
  };
}

const BEFORE = `(cast(:first as bigint) = 1 or (document.created_at, document.id) < (:createdAt, :id))`;

const requestsOf = (measure: Measure) =>
  statement(`select told.*, organisation.short_name as member, organisation.code as member_code,
     item.generic_name, item.strength, item.code as item_code from (
       select document.id, document.number, document.status, document.created_at, shortage.urgency, shortage.reason,
         ${CAUSE_SQL} as cause, shortage.organisation_id, shortage.item_id, shortage.wish_name, shortage.answer_by,
         shortage.answered_at, shortage.resolve_by, shortage.arrived_at
       ${COHORT} and ${MEASURE_SQL[measure]} and ${REQUEST_NAMED} and ${BEFORE}
       order by document.created_at desc, document.id desc limit :size
     ) as told join organisation on organisation.id = told.organisation_id
     left join item on item.id = told.item_id order by told.created_at desc, told.id desc`);
const REQUESTS = Object.fromEntries(MEASURES.map((measure) => [measure, requestsOf(measure)])) as Record<
  Measure,
  ReturnType<typeof statement>
>;

interface RequestRow {
  id: number;
  number: string;
  status: string;
  urgency: FigureRequest['urgency'];
  reason: string;
  cause: Cause;
  member: string;
  member_code: string;
  generic_name: string | null;
  wish_name: string | null;
  strength: string | null;
  item_code: string | null;
  created_at: number;
  answer_by: number;
  answered_at: number | null;
  resolve_by: number | null;
  arrived_at: number | null;
}

interface Asked {
  /** Words, pinyin or initials of a member or an item; part of a number. */
  q?: string | undefined;
  after?: string | undefined;
  size: number;
}

const instant = (value: number | null) => (value === null ? null : Number(value));

/** The requests that `measure` counts, the newest first. */
export async function figureRequests(
  db: Db,
  measure: Measure,
  ask: FigureAsk,
  page: Asked,
): Promise<KeysetPage<FigureRequest>> {
  const after = decodeCursor(page.after, ['number', 'number']);
  const [createdAt = 0, id = 0] = (after ?? []) as number[];
  const behind = { first: after === undefined ? 1 : 0, createdAt, id, size: page.size + 1 };
  const given = { ...figureParameters(ask), ...(await nameParameters(db, page.q)) };
  const rows = await db.run<RequestRow>(REQUESTS[measure], { ...given, ...behind });
  const cut = keysetPage(rows, page.size, (row) => [Number(row.created_at), Number(row.id)]);
  return {
    next: cut.next,
    rows: cut.rows.map((row) => ({
      id: Number(row.id),
      number: row.number,
      status: row.status,
      urgency: row.urgency,
      reason: row.reason,
      cause: row.cause,
      member: row.member,
      memberCode: row.member_code,
      item: row.generic_name ?? row.wish_name ?? '',
      strength: row.strength ?? '',
      itemCode: row.item_code,
      createdAt: Number(row.created_at),
      answerBy: Number(row.answer_by),
      answeredAt: instant(row.answered_at),
      resolveBy: instant(row.resolve_by),
      arrivedAt: instant(row.arrived_at),
    })),
  };
}

export interface OutageLine {
  member: string;
  memberCode: string;
  item: string;
  strength: string;
  itemCode: string;
  from: string;
  until: string;
  /** Of the span within the period. */
  days: number;
}

const OUTAGE_NAMED = namedBy('outage.organisation_id', 'outage.item_id');

const outages = statement(
  `select outage.organisation_id, outage.item_id, outage.from_day, outage.until_day, organisation.short_name as member,
     organisation.code as member_code, item.generic_name, item.strength, item.code as item_code
   from outage join organisation on organisation.id = outage.organisation_id join item on item.id = outage.item_id
   where ${OUTAGES} and ${OUTAGE_NAMED} and (cast(:first as bigint) = 1
     or (-outage.until_day, outage.organisation_id, outage.item_id, outage.from_day)
       > (-cast(:untilDay as bigint), :afterMember, :afterItem, :afterFrom))
   order by -outage.until_day, outage.organisation_id, outage.item_id, outage.from_day limit :size`,
);

interface OutageRow {
  organisation_id: number;
  item_id: number;
  from_day: number;
  until_day: number;
  member: string;
  member_code: string;
  generic_name: string;
  strength: string;
  item_code: string;
}

/** Spans of days without stock that touch the period, those that ended last first. */
export async function outageLines(db: Db, ask: FigureAsk, page: Asked): Promise<KeysetPage<OutageLine>> {
  const after = decodeCursor(page.after, ['number', 'number', 'number', 'number']);
  const [untilDay = 0, afterMember = 0, afterItem = 0, afterFrom = 0] = (after ?? []) as number[];
  const behind = { first: after === undefined ? 1 : 0, untilDay, afterMember, afterItem, afterFrom };
  const given = figureParameters(ask);
  // A statement is given no parameter that it does not name
  const { anyName, name, found } = await nameParameters(db, page.q);
  const named = { ...given, anyName, name, found };
  const rows = await db.run<OutageRow>(outages, { ...named, ...behind, size: page.size + 1 });
  const keyOf = (row: OutageRow) =>
    [row.until_day, row.organisation_id, row.item_id, row.from_day].map((value) => Number(value));
  const cut = keysetPage(rows, page.size, keyOf);
  const period = { fromDay: given.fromDay, untilDay: given.toDay };
  return {
    next: cut.next,
    rows: cut.rows.map((row) => {
      const span = { fromDay: Number(row.from_day), untilDay: Number(row.until_day) };
      return {
        member: row.member,
        memberCode: row.member_code,
        item: row.generic_name,
        strength: row.strength,
        itemCode: row.item_code,
        from: dayOfNumber(span.fromDay),
        until: dayOfNumber(span.untilDay),
        days: sharedDays(span, period),
      };
    }),
  };
}
