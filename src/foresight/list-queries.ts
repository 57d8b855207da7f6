/** What runs out within some days, the first first: of a part of the county, of a member, of what was looked for. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import { addDays, daysBetween } from '../kernel/clock.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import { actAgainst, type PreventingAct, packsToAsk } from './rules.ts';

export interface ForesightAsk {
  scopePath: string;
  today: string;
  /** Whole days ahead. */
  days: number;
  memberId?: number | undefined;
  q?: string | undefined;
}

export interface ForesightLine {
  organisationId: number;
  member: string;
  memberCode: string;
  /** Kind of the organisation: the head buys, it asks nobody. */
  kind: string;
  itemId: number;
  code: string;
  name: string;
  strength: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  outOn: string;
  /** Whole days left; 0 when there is nothing. */
  days: number;
  dailyMilli: number;
  usableBase: number;
  comingBase: number;
  dueBase: number;
  dueOn: string | null;
  /** The open request of the member for it. */
  asked: string | null;
  act: PreventingAct;
  /** Packs that last thirty days with what is there. */
  packs: number;
}

/** A set looked into and nothing joined, which PostgreSQL plans well for any scope. */
const IN_SCOPE = `(cast(:scope as text) = '/' or run_out.organisation_id in (
     select reached.id from organisation as reached where reached.path like :scope || '%'))`;

const FOUND = `(cast(:anyItem as bigint) = 1
     or run_out.item_id in (select id from ${rowset('found', { id: 'int' })} as given))`;

const WITHIN = `run_out.out_on < :until and ${IN_SCOPE}
     and (cast(:memberId as bigint) = 0 or run_out.organisation_id = :memberId) and ${FOUND}`;

// The rows of the page are found in their order before anything is joined to them
const lines = statement(
  `select ahead.*, organisation.short_name as member, organisation.code as member_code, organisation.kind, item.code,
     item.generic_name as name, item.strength, item.pack_size, item.pack_unit, item.base_unit, item.scale,
     item.control_class, (select min(document.number) from shortage join document on document.id = shortage.document_id
       where shortage.item_id = ahead.item_id and shortage.organisation_id = ahead.organisation_id
         and coalesce(document.status, '') in ('registered', 'accepted', 'matched', 'in_transit')) as asked
   from (
     select organisation_id, item_id, out_on, daily_milli, usable_base, coming_base, due_base, due_on
     from run_out where ${WITHIN} and (cast(:first as bigint) = 1
       or (out_on, organisation_id, item_id) > (:outOn, :afterMember, :afterItem))
     order by out_on, organisation_id, item_id limit :size
   ) as ahead join organisation on organisation.id = ahead.organisation_id join item on item.id = ahead.item_id
   order by ahead.out_on, ahead.organisation_id, ahead.item_id`,
);

interface Row {
  organisation_id: number;
  item_id: number;
  out_on: string;
  daily_milli: number;
  usable_base: number;
  coming_base: number;
  due_base: number;
  due_on: string | null;
  member: string;
  member_code: string;
  kind: string;
  code: string;
  name: string;
  strength: string | null;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
  control_class: string;
  asked: string | null;
}

const ORDINARY = new Set(['none', 'psychotropic_2']);

function lineOf(row: Row, today: string): ForesightLine {
  // Kept some minutes ago, perhaps before midnight: what is over is over
  const days = Math.max(0, daysBetween(today, row.out_on));
  const [usableBase, comingBase, dueBase] = [row.usable_base, row.coming_base, row.due_base].map(Number) as [
    number,
    number,
    number,
  ];
  const dailyMilli = Number(row.daily_milli);
  const packSize = Number(row.pack_size);
  const controlled = !ORDINARY.has(row.control_class);
  return {
    organisationId: Number(row.organisation_id),
    member: row.member,
    memberCode: row.member_code,
    kind: row.kind,
    itemId: Number(row.item_id),
    code: row.code,
    name: row.name,
    strength: row.strength ?? '',
    packSize,
    packUnit: row.pack_unit,
    baseUnit: row.base_unit,
    scale: Number(row.scale),
    outOn: row.out_on,
    days,
    dailyMilli,
    usableBase,
    comingBase,
    dueBase,
    dueOn: row.due_on,
    asked: row.asked,
    act: actAgainst({ days, asked: row.asked !== null, dueBase, controlled }),
    packs: packsToAsk({ dailyMilli, hasBase: usableBase + comingBase + dueBase, packSize }),
  };
}

/** Ids of the items that fit all words; undefined where nothing was typed. */
async function wanted(db: Db, q: string | undefined): Promise<number[] | undefined> {
  const words = (await findByWord(db, q)).map(({ itemIds }) => new Set(itemIds));
  const [first, ...rest] = words;
  return first === undefined ? undefined : [...first].filter((id) => rest.every((ids) => ids.has(id)));
}

/** What the statements of the board ask by. */
export async function foresightParameters(db: Db, ask: ForesightAsk) {
  const ids = await wanted(db, ask.q);
  const found = { anyItem: ids === undefined ? 1 : 0, found: (ids ?? []).map((id) => ({ id })) };
  return { scope: ask.scopePath, memberId: ask.memberId ?? 0, until: addDays(ask.today, ask.days), ...found };
}

export async function foresightLines(
  db: Db,
  ask: ForesightAsk,
  page: { after?: string | undefined; size: number },
): Promise<KeysetPage<ForesightLine>> {
  const after = decodeCursor(page.after, ['string', 'number', 'number']);
  const [outOn = '', afterMember = 0, afterItem = 0] = (after ?? []) as [string, number, number];
  const behind = { first: after === undefined ? 1 : 0, outOn, afterMember, afterItem, size: page.size + 1 };
  const rows = await db.run<Row>(lines, { ...(await foresightParameters(db, ask)), ...behind });
  const cut = keysetPage(rows, page.size, (row) => [row.out_on, Number(row.organisation_id), Number(row.item_id)]);
  return { rows: cut.rows.map((row) => lineOf(row, ask.today)), next: cut.next };
}

const seen = statement(`select max(ended_at) as at from job_run where job = 'foresight.refresh' and outcome = 'done'`);

/** When it was reckoned last (UTC ms); null when never. */
export async function foreseenAt(db: Db): Promise<number | null> {
  const [row] = await db.run<{ at: number | null }>(seen, {});
  return row?.at == null ? null : Number(row.at);
}
