/** Dossiers that wait for somebody to score, mend or manage them, for the page of today and the navigation. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

export interface WaitingDossier {
  number: string;
  /** The item's name, or the wish's while the catalogue does not have it. */
  name: string;
  strength: string;
  organisation: string;
  /** UTC ms since which it waits. */
  since: number;
}

interface Row {
  number: string;
  generic_name: string | null;
  strength: string | null;
  wish: string | { genericName?: string; strength?: string } | null;
  organisation: string;
  since: number;
}

const NAMED = `document.number, item.generic_name, item.strength, dossier.wish,
  organisation.short_name as organisation`;
const PAPER = `dossier join document on document.id = dossier.document_id
  join organisation on organisation.id = dossier.organisation_id
  left join item on item.id = dossier.item_id`;

/* Papers in these states are few whatever has been: the board's index finds them before the tables are joined. */
const UNWRITTEN = `review.person_id = :personId and review.submitted_at is null
  and document.kind = 'dossier' and document.status = 'scoring'`;
const RETURNED = `document.kind = 'dossier' and document.status = 'returned'
  and document.organisation_id + 0 = :organisationId`;

const reviewsDue = statement(
  `select ${NAMED}, review.assigned_at as since from dossier_review as review
   join ${PAPER.replace('dossier join', 'dossier on dossier.id = review.dossier_id join')}
   where ${UNWRITTEN} order by review.assigned_at, document.id limit :size`,
);
const dossiersBack = statement(
  `select ${NAMED}, document.changed_at as since from ${PAPER}
   where ${RETURNED} order by document.changed_at, document.id limit :size`,
);
const countReviews = statement(
  `select count(*) as waiting from document join dossier on dossier.document_id = document.id
   join dossier_review as review on review.dossier_id = dossier.id where ${UNWRITTEN}`,
);
const countReturned = statement(`select count(*) as waiting from document where ${RETURNED}`);

/* Handed in and not yet given to reviewers, or scored and on no agenda that is not over; never the manager's own. */
const UNMANAGED = `document.kind = 'dossier' and document.status in ('submitted', 'scored')
  and not exists (select 1 from document_act as written where written.document_id = document.id
    and written.act in ('draft', 'edit', 'submit') and written.actor_id = :personId)
  and not exists (select 1 from matter join committee_session as sitting on sitting.id = matter.session_id
    join document as called on called.id = sitting.document_id and called.status in ('called', 'open')
    where matter.document_id = document.id and matter.decided_at is null)`;

const dossiersUnmanaged = statement(
  `select ${NAMED}, document.changed_at as since, document.status from ${PAPER}
   where ${UNMANAGED} order by document.changed_at, document.id limit :size`,
);
const countUnmanaged = statement(`select count(*) as waiting from document where ${UNMANAGED}`);

/** A dossier that waits for whoever manages dossiers. */
export interface ManagedDossier extends WaitingDossier {
  /** Its scores are open: it waits for an agenda, or to be declined. */
  scored: boolean;
}

function waitingOf(row: Row): WaitingDossier {
  // SQLite gives JSON as it is written, PostgreSQL as what it means
  const wish: { genericName?: string; strength?: string } =
    typeof row.wish === 'string' ? JSON.parse(row.wish) : (row.wish ?? {});
  return {
    number: row.number,
    name: row.generic_name ?? wish.genericName ?? '',
    strength: row.strength ?? wish.strength ?? '',
    organisation: row.organisation,
    since: Number(row.since),
  };
}

/** Dossiers whose scores this person was asked for and has not handed in, the longest waiting first. */
export async function reviewsToWrite(db: Db, personId: number, size: number): Promise<WaitingDossier[]> {
  return (await db.run<Row>(reviewsDue, { personId, size })).map(waitingOf);
}

/** Dossiers of the organisation that were sent back to be mended or withdrawn. */
export async function dossiersReturned(db: Db, organisationId: number, size: number): Promise<WaitingDossier[]> {
  return (await db.run<Row>(dossiersBack, { organisationId, size })).map(waitingOf);
}

/** How many reviews wait for this person. */
export async function waitingReviews(db: Db, personId: number): Promise<number> {
  const [row] = await db.run<{ waiting: number }>(countReviews, { personId });
  return Number(row?.waiting ?? 0);
}

/** How many dossiers of the organisation were sent back. */
export async function waitingReturned(db: Db, organisationId: number): Promise<number> {
  const [row] = await db.run<{ waiting: number }>(countReturned, { organisationId });
  return Number(row?.waiting ?? 0);
}

/** Dossiers that wait for this manager's next step, the longest waiting first. */
export async function dossiersToManage(db: Db, personId: number, size: number): Promise<ManagedDossier[]> {
  const rows = await db.run<Row & { status: string }>(dossiersUnmanaged, { personId, size });
  return rows.map((row) => ({ ...waitingOf(row), scored: row.status === 'scored' }));
}

/** How many of them there are. */
export async function waitingToManage(db: Db, personId: number): Promise<number> {
  const [row] = await db.run<{ waiting: number }>(countUnmanaged, { personId });
  return Number(row?.waiting ?? 0);
}
