/** Sessions that wait for one member, for the page of today and the numbers in the navigation. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

export interface WaitingSession {
  number: string;
  title: string;
  heldOn: string;
  place: string;
  open: boolean;
  /** The member is noted as present. */
  present: boolean;
  /** Undecided matters on which the member has not voted. */
  votes: number;
}

interface Row {
  number: string;
  title: string;
  held_on: string;
  place: string;
  status: string;
  present_at: number | null;
  votes: number;
}

const VOTES = `(select count(*) from matter where matter.session_id = sitting.id and matter.decided_at is null
  and not exists (select 1 from matter_vote where matter_vote.matter_id = matter.id
    and matter_vote.person_id = seat.person_id))`;

/* Called: to come to. Open: to be present and to vote as long as something is undecided. */
const SOURCE = `from document join committee_session as sitting on sitting.document_id = document.id
  join committee_seat as seat on seat.session_id = sitting.id and seat.person_id = :personId
  where document.kind = 'session' and (document.status = 'called'
    or (document.status = 'open' and (seat.present_at is null or ${VOTES} > 0)))`;

const sessionsDue = statement(
  `select document.number, sitting.title, sitting.held_on, sitting.place, document.status, seat.present_at,
     ${VOTES} as votes
   ${SOURCE} order by sitting.held_on, document.id limit :size`,
);
const countSessions = statement(`select count(*) as waiting ${SOURCE}`);

/** Sessions that the person has a seat in and has still to come to or to vote at, the next first. */
export async function sessionsWaiting(db: Db, personId: number, size: number): Promise<WaitingSession[]> {
  const rows = await db.run<Row>(sessionsDue, { personId, size });
  return rows.map((row) => ({
    number: row.number,
    title: row.title,
    heldOn: row.held_on,
    place: row.place,
    open: row.status === 'open',
    present: row.present_at !== null,
    votes: Number(row.votes),
  }));
}

/** How many of them there are. */
export async function countSessionsWaiting(db: Db, personId: number): Promise<number> {
  const [row] = await db.run<{ waiting: number }>(countSessions, { personId });
  return Number(row?.waiting ?? 0);
}
