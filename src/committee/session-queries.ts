/** Sessions as commands and pages see them. Names beside choices are read only once the session is closed. */
import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { committeeSeat, committeeSession, dossier, matter, matterVote } from '../../db/schema/selection.ts';
import { person } from '../../db/schema/users.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { decodeCursor, type KeysetPage, keysetPage } from '../web/paging.ts';
import type { Choice, SessionState } from './rules.ts';

export interface SessionRecord {
  document: typeof document.$inferSelect;
  session: typeof committeeSession.$inferSelect;
}

export type MatterRow = typeof matter.$inferSelect;

export interface Seat {
  personId: number;
  name: string;
  organisation: string;
  presentAt: number | null;
}

export async function sessionByNumber(db: Db, number: string): Promise<SessionRecord | undefined> {
  const [row] = await db
    .select({ document, session: committeeSession })
    .from(document)
    .innerJoin(committeeSession, eq(committeeSession.documentId, document.id))
    .where(eq(document.number, number));
  return row;
}

export async function seatsOf(db: Db, sessionId: number): Promise<Seat[]> {
  return db
    .select({
      personId: committeeSeat.personId,
      name: person.name,
      organisation: organisation.shortName,
      presentAt: committeeSeat.presentAt,
    })
    .from(committeeSeat)
    .innerJoin(person, eq(person.id, committeeSeat.personId))
    .innerJoin(organisation, eq(organisation.id, person.organisationId))
    .where(eq(committeeSeat.sessionId, sessionId))
    .orderBy(asc(committeeSeat.personId));
}

export async function mattersOf(db: Db, sessionId: number): Promise<MatterRow[]> {
  return db.select().from(matter).where(eq(matter.sessionId, sessionId)).orderBy(asc(matter.id));
}

/** A vote with its name: for minutes and counts, never for a page of a session that is not closed. */
export interface NamedVote {
  matterId: number;
  personId: number;
  name: string;
  choice: Choice;
  reason: string;
  at: number;
}

export async function votesOf(db: Db, matterIds: readonly number[]): Promise<NamedVote[]> {
  if (matterIds.length === 0) return [];
  const { matterId, personId, choice, reason, at } = matterVote;
  return db
    .select({ matterId, personId, name: person.name, choice, reason, at })
    .from(matterVote)
    .innerJoin(person, eq(person.id, matterVote.personId))
    .where(inArray(matterVote.matterId, [...matterIds]))
    .orderBy(asc(matterVote.matterId), asc(matterVote.personId));
}

export interface ShownMatter extends MatterRow {
  /** Of the document it is about: where it stands now and what its page is called. */
  documentNumber: string | null;
  documentStatus: string | null;
  /** The item that the dossier is about was retired: the matter cannot pass. */
  itemRetired: boolean;
  /** The document's version now; another than the one voted on needs a new vote. */
  currentVersion: number | null;
  voted: number;
  /** The reader's own vote. */
  own: { choice: Choice; reason: string; at: number } | undefined;
  /** Everybody's, once the session is closed; nothing before. */
  votes: NamedVote[];
}

/** The agenda as this reader may see it. */
export async function agendaFor(db: Db, record: SessionRecord, userId: number): Promise<ShownMatter[]> {
  const rows = await db
    .select({
      matter,
      number: document.number,
      status: document.status,
      version: document.version,
      itemActive: item.active,
    })
    .from(matter)
    .leftJoin(document, eq(document.id, matter.documentId))
    .leftJoin(dossier, eq(dossier.documentId, matter.documentId))
    .leftJoin(item, eq(item.id, dossier.itemId))
    .where(eq(matter.sessionId, record.session.id))
    .orderBy(asc(matter.id));
  const votes = await votesOf(
    db,
    rows.map((row) => row.matter.id),
  );
  const closed = record.document.status === 'closed';
  return rows.map(({ matter: row, number, status, version, itemActive }) => {
    const cast = votes.filter((vote) => vote.matterId === row.id);
    const own = cast.find((vote) => vote.personId === userId);
    return {
      ...row,
      documentNumber: number,
      documentStatus: status,
      currentVersion: version,
      itemRetired: itemActive === false,
      voted: cast.length,
      own: own && { choice: own.choice, reason: own.reason, at: own.at },
      votes: closed ? cast : [],
    };
  });
}

/** Numbers of documents that wait on an agenda that is not over: they are not put on another. */
export async function onAnAgenda(db: Db): Promise<Set<number>> {
  const rows = await db
    .select({ id: matter.documentId })
    .from(matter)
    .innerJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .innerJoin(document, eq(document.id, committeeSession.documentId))
    .where(and(isNull(matter.decidedAt), inArray(document.status, ['called', 'open'])));
  return new Set(rows.flatMap((row) => row.id ?? []));
}

/** Sessions at which a document was or will be decided, newest first. */
export async function sessionsAbout(db: Db, documentId: number) {
  return db
    .select({ number: document.number, title: committeeSession.title, heldOn: committeeSession.heldOn, matter })
    .from(matter)
    .innerJoin(committeeSession, eq(committeeSession.id, matter.sessionId))
    .innerJoin(document, eq(document.id, committeeSession.documentId))
    .where(eq(matter.documentId, documentId))
    .orderBy(desc(matter.id));
}

export interface SessionFilters {
  state?: SessionState | undefined;
  q?: string | undefined;
}

export interface SessionLine extends SessionRecord {
  seats: number;
  present: number;
  matters: number;
  decided: number;
}

/** One page, the latest held first. */
export async function listSessions(
  db: Db,
  filters: SessionFilters,
  page: { after?: string | undefined; size: number },
): Promise<KeysetPage<SessionLine>> {
  const after = decodeCursor(page.after, ['string', 'number']);
  const tokens = queryTokens(filters.q ?? '').map((token) => `%${token.replace(/[!%_]/g, '!$&')}%`);
  const words = sql`lower(${committeeSession.title} || ' ' || ${committeeSession.place} || ' ' || ${document.number})`;
  const rows = await db
    .select({ document, session: committeeSession })
    .from(document)
    .innerJoin(committeeSession, eq(committeeSession.documentId, document.id))
    .where(
      and(
        filters.state && eq(document.status, filters.state),
        ...tokens.map((pattern) => sql`${words} like ${pattern} escape '!'`),
        after && sql`(${committeeSession.heldOn}, ${document.id}) < (${after[0]}, ${after[1]})`,
      ),
    )
    .orderBy(desc(committeeSession.heldOn), desc(document.id))
    .limit(page.size + 1);
  const cut = keysetPage(rows, page.size, (row) => [row.session.heldOn, row.document.id]);
  return { ...cut, rows: await counted(db, cut.rows) };
}

async function counted(db: Db, rows: readonly SessionRecord[]): Promise<SessionLine[]> {
  const ids = rows.map((row) => row.session.id);
  if (ids.length === 0) return [];
  const seats = await db
    .select({ id: committeeSeat.sessionId, seats: count(), present: count(committeeSeat.presentAt) })
    .from(committeeSeat)
    .where(inArray(committeeSeat.sessionId, ids))
    .groupBy(committeeSeat.sessionId);
  const matters = await db
    .select({ id: matter.sessionId, matters: count(), decided: count(matter.decidedAt) })
    .from(matter)
    .where(inArray(matter.sessionId, ids))
    .groupBy(matter.sessionId);
  return rows.map((row) => {
    const sat = seats.find((each) => each.id === row.session.id);
    const had = matters.find((each) => each.id === row.session.id);
    const room = { seats: sat?.seats ?? 0, present: sat?.present ?? 0 };
    return { ...row, ...room, matters: had?.matters ?? 0, decided: had?.decided ?? 0 };
  });
}
