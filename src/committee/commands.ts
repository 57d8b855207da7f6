/** Calling, opening, closing a session, who has a seat in it and who came, what stands on its agenda. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { committeeSeat, committeeSession, matter, matterVote } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { openDraft } from '../formulary/queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { dossierByNumber, stateOf } from '../selection/dossier-queries.ts';
import { listPeople } from '../users/queries.ts';
import { lockSession } from './committee-statements.ts';
import { type MatterKind, sessionTransitions } from './rules.ts';
import { mattersOf, onAnAgenda, type SessionRecord, seatsOf, sessionByNumber } from './session-queries.ts';

export interface Numbered {
  number: string;
}
export interface OnSession extends Numbered {
  version: number;
}
interface Plan {
  title: string;
  heldOn: string;
  place: string;
}

const MOST_SEATS = 100;

/** Calls a session: its seats are the members of that moment and stay so. Refuses a committee without members. */
export function callSession(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  plan: Plan,
): Promise<Answer<Numbered>> {
  return command(services, actor, { act: 'committee.call', key, input: plan }, async (tx, at) => {
    if (!may(actor.roles, 'committee.manage')) return refuse('forbidden');
    const members = await listPeople(
      tx,
      '/',
      { role: 'committee_member', state: 'active' },
      { limit: MOST_SEATS, offset: 0 },
    );
    if (members.length === 0) return refuse('committee_empty');
    const head = await headOrganisation(tx);
    const organisationId = head?.id ?? actor.organisationId;
    const detail = { seats: members.length };
    const opening = { kind: 'session' as const, status: 'called', act: 'call', organisationId, counterpartId: null };
    const opened = await openDocument(tx, { ...opening, actor, at, detail });
    const [row] = await tx
      .insert(committeeSession)
      .values({ documentId: opened.id, ...plan })
      .returning({ id: committeeSession.id });
    const sessionId = row?.id ?? 0;
    await tx.insert(committeeSeat).values(members.map((member) => ({ sessionId, personId: member.id })));
    return ok({ value: { number: opened.number }, subject: opened.number, after: { ...plan, ...detail } });
  });
}

/** The session, locked, for whoever leads it. */
export async function ledSession(tx: Tx, actor: Actor, number: string): Promise<Result<SessionRecord>> {
  if (!may(actor.roles, 'committee.manage')) return refuse('forbidden');
  return lockedSession(tx, number);
}

/** The session as it is now, locked until the transaction ends. */
export async function lockedSession(tx: Tx, number: string): Promise<Result<SessionRecord>> {
  const known = await sessionByNumber(tx, number);
  if (known === undefined) return refuse('not_found');
  await tx.run(lockSession, { id: known.document.id });
  const found = await sessionByNumber(tx, number);
  return found === undefined ? refuse('not_found') : ok(found);
}

type LedAct = 'change' | 'open' | 'cancel' | 'close';
const LEADS_TO = { change: 'called', open: 'open', cancel: 'cancelled', close: 'closed' } as const;

function ledAct(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnSession & { note?: string },
  act: LedAct,
  work: (tx: Tx, record: SessionRecord) => Promise<Result<unknown>>,
): Promise<Answer<Numbered>> {
  const request = { act: `committee.${act}`, key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { document: paper } = found.value;
    const seen = await checkSeen(tx, paper, given.version);
    if (!seen.ok) return seen;
    const step = { act, to: LEADS_TO[act], transitions: sessionTransitions, actor, at, note: given.note ?? null };
    const moved = await advance(tx, paper.id, step);
    if (!moved.ok) return moved;
    const done = await work(tx, found.value);
    if (!done.ok) return done;
    return ok({ value: { number: given.number }, subject: given.number, after: given });
  });
}

/** Changes title, day and place while the session has not begun. */
export function changeSession(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnSession & { plan: Plan },
) {
  return ledAct(services, actor, key, given, 'change', async (tx, { session }) => {
    await tx.update(committeeSession).set(given.plan).where(eq(committeeSession.id, session.id));
    return ok();
  });
}

export function openSession(services: CommandServices, actor: Actor, key: string | null, given: OnSession) {
  return ledAct(services, actor, key, given, 'open', async () => ok());
}

/** Cancels a session that has not begun, with the reason; its matters may be put on another agenda. */
export function cancelSession(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnSession & { note: string },
) {
  return ledAct(services, actor, key, given, 'cancel', async () => ok());
}

/** Closes the session with its minutes: names and choices are read from then on. Refuses while a matter is open. */
export function closeSession(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: OnSession & { minutes: string },
) {
  return ledAct(services, actor, key, given, 'close', async (tx, { session }) => {
    const open = (await mattersOf(tx, session.id)).filter((row) => row.decidedAt === null).length;
    if (open > 0) return refuse('matters_open', { count: open });
    await tx.update(committeeSession).set({ minutes: given.minutes }).where(eq(committeeSession.id, session.id));
    return ok();
  });
}

/** Marks a member as present: the member's own act, or the chair's with a note of how it is known. */
export function attendSession(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { personId: number; note: string },
): Promise<Answer<Numbered>> {
  const request = { act: 'committee.attend', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const self = given.personId === actor.userId && may(actor.roles, 'committee.vote');
    if (!self && !may(actor.roles, 'committee.manage')) return refuse('forbidden');
    if (!self && given.note.trim().length < 2) return refuse('attendance_note_missing', {}, 'note');
    const found = await lockedSession(tx, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const seat = (await seatsOf(tx, session.id)).find((each) => each.personId === given.personId);
    if (seat === undefined) return refuse('no_seat');
    if (seat.presentAt !== null) return refuse('already_present');
    const detail = { member: seat.name };
    const note = given.note === '' ? null : given.note;
    const step = { act: 'attend', to: 'open', transitions: sessionTransitions, actor, at, note, detail };
    const moved = await advance(tx, paper.id, step);
    if (!moved.ok) return moved;
    const own = and(eq(committeeSeat.sessionId, session.id), eq(committeeSeat.personId, given.personId));
    await tx.update(committeeSeat).set({ presentAt: at }).where(own);
    return ok({ value: { number: given.number }, subject: given.number, after: { ...detail, note: given.note } });
  });
}

interface NewMatter {
  kind: MatterKind;
  /** Of a dossier. */
  dossierNumber?: string | undefined;
  text: string;
}

async function subjectOf(tx: Tx, given: NewMatter): Promise<Result<{ documentId: number | null; text: string }>> {
  if (given.kind === 'dossier') {
    const found = await dossierByNumber(tx, given.dossierNumber ?? '', '/');
    if (found === undefined) return refuse('matter_dossier_missing', {}, 'dossier');
    if (stateOf(found) !== 'scored') return refuse('matter_dossier_state', {}, 'dossier');
    if (found.dossier.band === 'refused') return refuse('dossier_band_refused', {}, 'dossier');
    const name = found.item?.genericName ?? '';
    return ok({ documentId: found.document.id, text: given.text || `${name} ${found.item?.strength ?? ''}`.trim() });
  }
  if (given.kind === 'version') {
    const draft = await openDraft(tx);
    if (draft === undefined) return refuse('matter_draft_missing', {}, 'kind');
    return ok({ documentId: draft.documentId, text: given.text || draft.title });
  }
  if (given.text.trim().length < 4) return refuse('matter_text_missing', {}, 'text');
  return ok({ documentId: null, text: given.text });
}

/** Puts something on the agenda. Refuses a dossier that is not scored, and what stands on an agenda already. */
export function addMatter(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & NewMatter,
): Promise<Answer<Numbered & { matterId: number }>> {
  const request = { act: 'committee.add_matter', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const subject = await subjectOf(tx, given);
    if (!subject.ok) return subject;
    const { documentId, text } = subject.value;
    if (documentId !== null) {
      await tx.run(lockSession, { id: documentId });
      if ((await onAnAgenda(tx)).has(documentId)) return refuse('matter_on_agenda');
    }
    const step = { act: 'add_matter', to: paper.status, transitions: sessionTransitions, actor, at };
    const moved = await advance(tx, paper.id, { ...step, detail: { matter: text } });
    if (!moved.ok) return moved;
    const values = { sessionId: session.id, kind: given.kind, documentId, text };
    const [row] = await tx.insert(matter).values(values).returning({ id: matter.id });
    const value = { number: given.number, matterId: row?.id ?? 0 };
    return ok({ value, subject: given.number, after: { kind: given.kind, matter: text } });
  });
}

/** Takes a matter off the agenda again, as long as nobody has voted on it. */
export function removeMatter(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { matterId: number },
): Promise<Answer<Numbered>> {
  const request = { act: 'committee.remove_matter', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const row = (await mattersOf(tx, session.id)).find((each) => each.id === given.matterId);
    if (row === undefined) return refuse('not_found');
    const [vote] = await tx.select().from(matterVote).where(eq(matterVote.matterId, row.id)).limit(1);
    if (row.decidedAt !== null || vote !== undefined) return refuse('matter_voted');
    const step = { act: 'remove_matter', to: paper.status, transitions: sessionTransitions, actor, at };
    const moved = await advance(tx, paper.id, { ...step, detail: { matter: row.text } });
    if (!moved.ok) return moved;
    await tx.delete(matter).where(eq(matter.id, row.id));
    return ok({ value: { number: given.number }, subject: given.number, before: { matter: row.text } });
  });
}

/** The version of a document now. */
export async function versionNow(tx: Tx, documentId: number): Promise<number | undefined> {
  const [row] = await tx.select({ version: document.version }).from(document).where(eq(document.id, documentId));
  return row?.version;
}
