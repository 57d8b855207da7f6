/** What is on the way and for how long: dispatches not yet received, and what open differences leave in transit. */
import { and, asc, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { RuleValue } from '../settings/rules.ts';
import { escaped, inScope, receiver, sender } from './list-queries.ts';
import {
  AGE_BANDS,
  arrivalDue,
  type BandSum,
  bandOf,
  sentBetween,
  type TransitFilter,
  type TransitRow,
} from './transit-rules.ts';

/** Lines of a dispatch with what of each is on the way: all of it, or what an open difference leaves there. */
const ON_THE_WAY = sql`(select line.item_id, line.lot_id,
    case when ${document.status} = 'in_transit' then line.shipped_base else cast(coalesce((
      select sum(case when discrepancy.kind in ('missing', 'wrong_lot') or (discrepancy.kind = 'damaged'
        and item.control_class in ('narcotic', 'psychotropic_1', 'toxic')) then discrepancy.quantity_base else 0 end)
      from discrepancy join document as paper on paper.id = discrepancy.document_id and paper.status = 'open'
      join item on item.id = line.item_id where discrepancy.line_id = line.id), 0) as bigint) end as quantity
  from dispatch_line as line where line.dispatch_id = ${document.id})`;

/** Rounded to the fen as `amountFen` does. */
const VALUE = sql<number>`(select coalesce(sum((2 * way.quantity * lot.price_pack + item.pack_size * 100)
    / (2 * item.pack_size * 100)), 0) from ${ON_THE_WAY} as way join lot on lot.id = way.lot_id
  join item on item.id = way.item_id where way.quantity > 0)`.mapWith(Number);
const LINES = sql<number>`(select count(*) from ${ON_THE_WAY} as way where way.quantity > 0)`.mapWith(Number);
const HANDED = sql<number | null>`(select max(stop.happened_at) from round_load as load
  join round_stop as stop on stop.id = load.stop_id
  where load.dispatch_id = ${document.id} and load.outcome = 'handed')`;

async function searched(db: Db, q: string | undefined): Promise<(SQL | undefined)[]> {
  const words = await findByWord(db, q);
  return words.map(({ text, itemIds }) =>
    or(
      sql`${document.number} like ${`%${escaped(text.toUpperCase())}%`} escape '!'`,
      sql`${receiver.searchText} like ${`%${escaped(text)}%`} escape '!'`,
      sql`${sender.searchText} like ${`%${escaped(text)}%`} escape '!'`,
      sql`exists (select 1 from ${dispatchLine} where ${dispatchLine.dispatchId} = ${document.id}
        and ${isOneOf(dispatchLine.itemId, itemIds)})`,
    ),
  );
}

export interface TransitAsked {
  scopePath: string;
  filter: TransitFilter;
  rule: RuleValue<'arrival_minutes'>;
  /** UTC ms. */
  now: number;
}

/** The instants of sending that the filter leaves. */
function sentWithin({ filter, now }: TransitAsked): SQL | undefined {
  if (filter.band === undefined) return undefined;
  const { after, until } = sentBetween(filter.band, now);
  return and(gt(dispatch.postedAt, after), lte(dispatch.postedAt, until));
}

/** Dispatches with goods on the way, the longest first, from after `cursor`; one more than `size`. */
export async function listTransit(
  db: Db,
  asked: TransitAsked,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<TransitRow[]> {
  const { scopePath, filter, rule, now } = asked;
  const { cursor, size } = page;
  const later =
    cursor && or(gt(dispatch.postedAt, cursor[0]), and(eq(dispatch.postedAt, cursor[0]), gt(document.id, cursor[1])));
  const states = filter.state === 'discrepancy' ? ['discrepancy'] : ['in_transit'];
  const all = filter.state === undefined ? ['in_transit', 'discrepancy'] : states;
  const late =
    filter.state === 'late'
      ? sql`(${dispatch.postedAt} < ${now - rule.sent * 60_000} or ${HANDED} < ${now - rule.handed * 60_000})`
      : undefined;
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      sender: sender.shortName,
      receiver: receiver.shortName,
      postedAt: dispatch.postedAt,
      handedAt: HANDED,
      lines: LINES,
      valueFen: VALUE,
    })
    .from(document)
    .innerJoin(dispatch, eq(dispatch.documentId, document.id))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .where(
      and(
        eq(document.kind, 'dispatch'),
        inArray(document.status, all),
        inScope(scopePath),
        sentWithin(asked),
        late,
        sql`exists (select 1 from ${ON_THE_WAY} as way where way.quantity > 0)`,
        ...(await searched(db, filter.q)),
        later,
      ),
    )
    .orderBy(asc(dispatch.postedAt), asc(document.id))
    .limit(size + 1);
  return rows.map((row) => {
    const sentAt = Number(row.postedAt ?? 0);
    const handedAt = row.handedAt === null ? null : Number(row.handedAt);
    const status = row.status as TransitRow['status'];
    return { ...row, status, postedAt: sentAt, handedAt, dueAt: arrivalDue({ sentAt, handedAt }, rule) };
  });
}

const MOST_SUMMED = 100_000;

/** Every band with how many dispatches are in it and what they are worth, whatever band is looked at. */
export async function bandsOfTransit(db: Db, asked: TransitAsked): Promise<BandSum[]> {
  const { band: _, ...filter } = asked.filter;
  const rows = await listTransit(db, { ...asked, filter }, { size: MOST_SUMMED });
  return AGE_BANDS.map((band) => {
    const own = rows.filter((row) => bandOf(asked.now - row.postedAt) === band);
    return { band, count: own.length, valueFen: own.reduce((sum, row) => sum + row.valueFen, 0) };
  });
}
