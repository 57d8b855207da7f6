/** What each number counts, in SQL: the sums of the figures and the lists they open into ask the very same. */
import { SHORTAGE_STATES } from '../shortages/rules.ts';
import type { Measure } from './rules.ts';

/** As in the pages of stock: a set looked into, nothing joined, which PostgreSQL plans well for any scope. */
const inScope = (member: string) => `(cast(:scope as text) = '/'
     or ${member} in (select reached.id from organisation as reached where reached.path like :scope || '%'))`;

const UNRESOLVED = `document.status in ('registered', 'accepted', 'matched', 'in_transit')`;
const UNANSWERED = `document.status in ('registered', 'accepted')`;

/** Every state but `merged`: what was merged is counted with the request it went into. */
const STATES = `(${SHORTAGE_STATES.filter((state) => state !== 'merged')
  .map((state) => `'${state}'`)
  .join(', ')})`;

const ANSWER_IN = 'shortage.answered_at <= shortage.answer_by';
const ANSWER_LATE = `(shortage.answered_at > shortage.answer_by
     or (shortage.answered_at is null and ${UNANSWERED} and shortage.answer_by < :now))`;
const RESOLVE_IN = 'shortage.arrived_at <= shortage.resolve_by';
const RESOLVE_LATE = `(shortage.arrived_at > shortage.resolve_by
     or (shortage.arrived_at is null and ${UNRESOLVED} and shortage.resolve_by < :now))`;

/** Of which requests a number is; `:now` is the instant it is looked at. */
export const MEASURE_SQL: Record<Measure, string> = {
  asked: 'document.id > 0',
  answer_in: ANSWER_IN,
  answer_late: ANSWER_LATE,
  answer_judged: `(${ANSWER_IN} or ${ANSWER_LATE})`,
  resolve_in: RESOLVE_IN,
  resolve_late: RESOLVE_LATE,
  resolve_judged: `(${RESOLVE_IN} or ${RESOLVE_LATE})`,
  collected: `document.status = 'collected'`,
  no_show: `document.status = 'no_show'`,
  settled: `document.status in ('collected', 'no_show')`,
  open: `document.status in ('registered', 'accepted', 'matched', 'in_transit', 'arrived')`,
};

const BY_PART = (ways: string) => `exists (select 1 from shortage_part as part
     where part.shortage_id = document.id and part.way in (${ways}) and coalesce(part.ended_why, '') <> 'withdrawn')`;

/**
 * Sent from the county's stock, bought as there was none, helped with another item, wished for from outside the
 * catalogue, or not served.
 */
export const CAUSE_SQL = `case when shortage.item_id is null then 'outside'
   when document.status in ('rejected', 'referred') then 'rejected'
   when document.status = 'substituted' then 'substituted'
   when exists (select 1 from demand where demand.document_id = document.id
     and demand.quantity_base > demand.closed_base) or ${BY_PART(`'order', 'purchase', 'ad_hoc'`)} then 'bought'
   when shortage.answered_base > 0 then 'spread'
   when document.status = 'cancelled' then 'withdrawn' else 'unknown' end`;

/** Of one member, one item (-1: wishes in words), one reason and cause; 0 and '' ask for all. */
const NARROWED = `(cast(:memberId as bigint) = 0 or shortage.organisation_id = :memberId)
   and (cast(:itemId as bigint) = 0 or coalesce(shortage.item_id, -1) = :itemId)
   and (cast(:reason as text) = '' or shortage.reason = :reason)
   and (cast(:cause as text) = '' or (${CAUSE_SQL}) = :cause)`;

/** The requests that were registered in the period, in the reach of who looks. */
export const COHORT = `from document join shortage on shortage.document_id = document.id
   where document.kind = 'shortage' and document.status in ${STATES}
     and document.created_at >= :since and document.created_at < :until
     and ${inScope('shortage.organisation_id')} and ${NARROWED}`;

/** Outages that touch the period, of the member and item asked for; `outage` may be joined to more. */
export const OUTAGES = `outage.until_day >= :fromDay and outage.from_day <= :toDay
     and ${inScope('outage.organisation_id')}
     and (cast(:memberId as bigint) = 0 or outage.organisation_id = :memberId)
     and (cast(:itemId as bigint) = 0 or outage.item_id = :itemId)`;

/** Days that an outage and the period share. */
export const SHARED_DAYS = `((case when outage.until_day < :toDay then outage.until_day else :toDay end)
   - (case when outage.from_day > :fromDay then outage.from_day else :fromDay end) + 1)`;
