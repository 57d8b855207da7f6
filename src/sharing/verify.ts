/** Bookings recomputed: of two for one time at most one was given, and what is owed follows the rate of its day. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { dayOf } from '../kernel/clock.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import { overlaps as meets, owedFen, type Rate, spanOfClosing } from './rules.ts';

const overlaps = statement(
  `select document.number as subject, 'one booking' as expected, paper.number as found
   from booking as one join document on document.id = one.document_id and document.status in ('agreed', 'in_use')
   join booking as other on other.asset_id = one.asset_id and other.document_id > one.document_id
     and other.starts_at < one.ends_at and one.starts_at < other.ends_at
   join document as paper on paper.id = other.document_id and paper.status in ('agreed', 'in_use')`,
);

const used = statement(
  `select document.number as subject, document.status as expected,
     coalesce(cast(one.used_minutes as text), '-') as found
   from booking as one join document on document.id = one.document_id
   where (document.status = 'done') <> (one.ended_at is not null)
     or (one.ended_at is not null and (one.started_at is null or one.ended_at < one.started_at))
     or (document.status in ('in_use', 'done')) <> (one.started_at is not null)`,
);

const ownWord = statement(
  `select document.number as subject, '' as expected, word.actor_name as found
   from document_act as word join document on document.id = word.document_id and document.kind = 'booking'
   where word.act = 'agree' and word.actor_id = document.created_by`,
);

const uses = statement(
  `select document.number as subject, one.offer_id, one.starts_at, one.used_minutes, one.cases, one.owed_fen,
     one.to_id, document.organisation_id as keeper_id
   from booking as one join document on document.id = one.document_id and document.status = 'done'
   order by document.id`,
);
const rates = statement(`select offer_id, from_on, per, fen from share_rate`);

interface UseRow {
  subject: string;
  offer_id: number;
  starts_at: number;
  used_minutes: number;
  cases: number;
  owed_fen: number;
  to_id: number;
  keeper_id: number;
}

const closings = statement(
  `select closing.id, closing.offer_id, closing.day, closing.from_minute, closing.until_minute, asset.number
   from share_closing as closing join share_offer on share_offer.id = closing.offer_id
   join asset on asset.id = share_offer.asset_id order by closing.id`,
);
const live = statement(
  `select document.number, one.offer_id, one.starts_at, one.ends_at
   from booking as one join document on document.id = one.document_id
     and document.status in ('asked', 'agreed', 'in_use') order by document.id`,
);

interface ClosedRow {
  id: number;
  offer_id: number;
  day: string;
  from_minute: number;
  until_minute: number;
  number: string;
}

/** Closings of one offer that meet each other, and bookings that still want a closed time. */
async function closedWrong(db: Db): Promise<{ rule: string; subject: string; expected: string; found: string }[]> {
  const booked = await db.run<{ number: string; offer_id: number; starts_at: number; ends_at: number }>(live, {});
  const all = (await db.run<ClosedRow>(closings, {})).map((row) => {
    const span = spanOfClosing({ day: row.day, from: Number(row.from_minute), until: Number(row.until_minute) });
    return { id: Number(row.id), offerId: Number(row.offer_id), number: row.number, day: row.day, span };
  });
  return all.flatMap(({ id, offerId, number, day, span }) => {
    const met = all.filter((other) => other.id > id && other.offerId === offerId && meets(other.span, span));
    const wanted = booked.filter((one) => {
      const taken = { startsAt: Number(one.starts_at), endsAt: Number(one.ends_at) };
      return Number(one.offer_id) === offerId && meets(taken, span);
    });
    const found = [...met.map((other) => other.day), ...wanted.map((one) => one.number)];
    return found.map((one) => ({ rule: 'share_closed', subject: number, expected: day, found: one }));
  });
}

/** A use whose amount no rate of its offer explains. */
async function owedWrong(db: Db): Promise<{ rule: string; subject: string; expected: string; found: string }[]> {
  const known = await db.run<{ offer_id: number; from_on: string; per: Rate['per']; fen: number }>(rates, {});
  return (await db.run<UseRow>(uses, {})).flatMap((row) => {
    const own = known
      .filter((rate) => Number(rate.offer_id) === Number(row.offer_id) && Number(row.to_id) !== Number(row.keeper_id))
      .map(({ from_on: from, per, fen }): Rate => ({ from, per, fen: Number(fen) }));
    const use = { day: dayOf(Number(row.starts_at)), minutes: Number(row.used_minutes), cases: Number(row.cases) };
    const owed = owedFen(own, use);
    const { subject } = row;
    if (owed === Number(row.owed_fen)) return [];
    return [{ rule: 'booking_owed', subject, expected: String(owed), found: String(row.owed_fen) }];
  });
}

function check(rule: string, query: Statement): Check<Db> {
  return { rule, find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })) };
}

export const sharingChecks: readonly Check<Db>[] = [
  check('booking_overlap', overlaps),
  check('booking_used', used),
  check('booking_own', ownWord),
  { rule: 'share_closed', find: closedWrong },
  { rule: 'booking_owed', find: owedWrong },
];
