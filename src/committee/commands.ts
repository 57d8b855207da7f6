/** Calling, opening, closing a session, who has a seat in it and who came. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { committeeSeat, committeeSession } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { listPeople } from '../users/queries.ts';
import { lockSession } from './committee-statements.ts';
import { sessionTransitions } from './rules.ts';
import { mattersOf, type SessionRecord, seatsOf, sessionByNumber } from './session-queries.ts';

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
    if (!may(actor.roles, 'committee.manage')) return refuseWithout('committee.manage');
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
  if (!may(actor.roles, 'committee.manage')) return refuseWithout('committee.manage');
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
    if (!self && !may(actor.roles, 'committee.manage')) return refuseWithout('committee.manage');
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
