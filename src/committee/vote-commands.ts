/** Voting and counting: a vote is cast once and never changed; closing a matter counts and carries the decision out. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { matter } from '../../db/schema/selection.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { decideDossier } from '../selection/decision-commands.ts';
import { dossierByDocument } from '../selection/dossier-queries.ts';
import { conflictedFor } from '../selection/review-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { ledSession, lockedSession, type Numbered } from './commands.ts';
import { castVote, lockSession } from './committee-statements.ts';
import { checkMatterApart, versionNow } from './matter-commands.ts';
import { type Choice, type Count, checkVote, judge, sessionTransitions } from './rules.ts';
import { type MatterRow, mattersOf, type SessionRecord, seatsOf, votesOf } from './session-queries.ts';

interface Ballot extends Numbered {
  matterId: number;
  /** The version of the matter's document that the voter read; null for what is told in words. */
  documentVersion: number | null;
  choice: Choice;
  reason: string;
}

async function conflictsOf(tx: Tx, row: MatterRow): Promise<Map<number, string>> {
  if (row.kind !== 'dossier' || row.documentId === null) return new Map();
  const record = await dossierByDocument(tx, row.documentId);
  return record === undefined ? new Map() : conflictedFor(tx, row.documentId, record);
}

/** The version that everybody votes on is the one the first voter read; refuses when the document moved on. */
async function settleVersion(tx: Tx, row: MatterRow, ballot: Ballot): Promise<Result<undefined>> {
  if (row.documentId === null) return ok();
  await tx.run(lockSession, { id: row.documentId });
  const now = await versionNow(tx, row.documentId);
  if (now === undefined) return refuse('not_found');
  if (row.documentVersion !== null && row.documentVersion !== now) return refuse('matter_moved_on');
  if (ballot.documentVersion !== now) return refuse('matter_changed');
  if (row.documentVersion === null) {
    await tx.update(matter).set({ documentVersion: now }).where(eq(matter.id, row.id));
  }
  return ok();
}

/** The undecided matter of an open session. */
async function openMatter(tx: Tx, record: SessionRecord, matterId: number): Promise<Result<MatterRow>> {
  if (record.document.status !== 'open') return refuse('session_not_open');
  const row = (await mattersOf(tx, record.session.id)).find((each) => each.id === matterId);
  if (row === undefined) return refuse('not_found');
  return row.decidedAt === null ? ok(row) : refuse('matter_decided');
}

/**
 * Casts the actor's vote. It cannot be changed. Refuses who has no seat or did not come, a second vote, a vote on
 * another version than the one read, and any choice but recusal of who applied or declared an interest.
 */
export function castOwnVote(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  ballot: Ballot,
): Promise<Answer<Numbered>> {
  const request = { act: 'committee.vote', key, input: ballot, subject: ballot.number };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'committee.vote')) return refuseWithout('committee.vote');
    const found = await lockedSession(tx, ballot.number);
    if (!found.ok) return found;
    const open = await openMatter(tx, found.value, ballot.matterId);
    if (!open.ok) return open;
    const seat = (await seatsOf(tx, found.value.session.id)).find((each) => each.personId === actor.userId);
    if (seat === undefined) return refuse('no_seat');
    if (seat.presentAt === null) return refuse('not_present');
    const conflicts = await conflictsOf(tx, open.value);
    const fit = checkVote(ballot.choice, ballot.reason, conflicts.get(actor.userId));
    if (!fit.ok) return fit;
    const version = await settleVersion(tx, open.value, ballot);
    if (!version.ok) return version;
    const { matterId, choice, reason } = ballot;
    const written = await tx.run(castVote, { matterId, personId: actor.userId, choice, reason, at });
    if (written.length === 0) return refuse('already_voted');
    /* How it was cast stays out of the trail: only the minutes tell. */
    return ok({ value: { number: ballot.number }, subject: ballot.number, after: { matter: open.value.text } });
  });
}

/** Writes down those whom a conflict keeps from voting, so that the minutes name them. */
async function recuse(tx: Tx, row: MatterRow, present: readonly { personId: number }[], at: number): Promise<void> {
  const conflicts = await conflictsOf(tx, row);
  for (const { personId } of present) {
    const reason = conflicts.get(personId);
    if (reason === undefined) continue;
    await tx.run(castVote, { matterId: row.id, personId, choice: 'recused', reason, at });
  }
}

async function carryOut(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { row: MatterRow; count: Count; reason: string; number: string },
): Promise<Result<unknown>> {
  const { row, count } = given;
  if (row.kind !== 'dossier' || row.documentId === null || count.outcome === 'no_quorum') return ok();
  const { documentId } = row;
  const told = { documentId, reason: given.reason, sessionNumber: given.number };
  return decideDossier(tx, actor, at, { ...told, passed: count.outcome === 'passed' });
}

/**
 * Counts the votes on a matter and carries out what was decided. Recuses the conflicted members who are present.
 * Refuses a matter nobody has voted on, and a weak dossier that passed without the committee's reason.
 */
export function decideMatter(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  given: Numbered & { matterId: number; reason: string },
): Promise<Answer<Numbered & { outcome: Count['outcome'] }>> {
  const request = { act: 'committee.decide', key, input: given, subject: given.number };
  return command(services, actor, request, async (tx, at) => {
    const found = await ledSession(tx, actor, given.number);
    if (!found.ok) return found;
    const { session, document: paper } = found.value;
    const open = await openMatter(tx, found.value, given.matterId);
    if (!open.ok) return open;
    const row = open.value;
    const apart = await checkMatterApart(tx, actor, row);
    if (!apart.ok) return apart;
    const seats = await seatsOf(tx, session.id);
    const present = seats.filter((seat) => seat.presentAt !== null);
    await recuse(tx, row, present, at);
    const votes = await votesOf(tx, [row.id]);
    const rule = await ruleOn(tx, 'committee_majority', dayOf(at));
    const room = { seats: seats.length, present: present.length };
    const choices = votes.map((vote) => vote.choice);
    const count = judge(choices, room, rule);
    if (count.outcome !== 'no_quorum' && choices.every((choice) => choice === 'recused')) {
      return refuse('matter_without_votes');
    }
    const { outcome, quorum, needed, votesFor, votesAgainst, abstentions, recusals } = count;
    const kept = { outcome, quorum, needed, votesFor, votesAgainst, abstentions, recusals };
    await tx
      .update(matter)
      .set({ ...kept, decidedAt: at })
      .where(eq(matter.id, row.id));
    const shares = {
      presentShare: `${rule.present.of}/${rule.present.outOf}`,
      favourShare: `${rule.inFavour.of}/${rule.inFavour.outOf}`,
    };
    const detail = { matter: row.text, ...kept, ...room, ...shares };
    const step = { act: 'decide', to: 'open', transitions: sessionTransitions, actor, at, detail };
    const note = given.reason === '' ? null : given.reason;
    const moved = await advance(tx, paper.id, { ...step, note });
    if (!moved.ok) return moved;
    const done = await carryOut(tx, actor, at, { row, count, reason: given.reason, number: given.number });
    if (!done.ok) return done;
    return ok({ value: { number: given.number, outcome }, subject: given.number, after: detail });
  });
}
