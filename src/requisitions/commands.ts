/** Opening, filling, submitting and ending a requisition: what is submitted is open in the pool at once. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { requisition } from '../../db/schema/demand.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen, openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { roundOn, wantedBy } from './calendar-rules.ts';
import { closeDemand, raiseDemand } from './demand-commands.ts';
import { checkAsked, type LineAsk, proposedLines, writeLines } from './line-commands.ts';
import {
  calendarOf,
  hasFiled,
  type RequestingMember,
  type RequisitionRecord,
  requestingMembers,
  requisitionByNumber,
  requisitionLines,
} from './record-queries.ts';
import { type RequisitionAct, requisitionTransitions } from './rules.ts';

export const STARTS = ['proposal', 'last', 'empty'] as const;
export type Start = (typeof STARTS)[number];

async function memberOf(tx: Tx, actor: Actor, code: string): Promise<RequestingMember | undefined> {
  return (await requestingMembers(tx, actor.scopePath)).find((member) => member.code === code);
}

/** Opens a draft for a member: proposed from limits and use, copied from the last one, or empty. */
export function openRequisition(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { member: string; start: Start },
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'requisition.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'requisition.make')) return refuseWithout('requisition.make');
    const member = await memberOf(tx, actor, input.member);
    if (member === undefined) return refuse('organisation_unknown', {}, 'member');
    const today = dayOf(at);
    const calendar = await calendarOf(tx, member.id);
    const round = calendar === undefined ? null : roundOn(calendar, today);
    const lines = await proposedLines(tx, { member, start: input.start, day: today, calendar });
    const hub = await headOrganisation(tx);
    const sides = { organisationId: member.id, counterpartId: hub?.id ?? null };
    const common = { kind: 'requisition' as const, status: 'draft', act: 'open', actor, at };
    const detail = { start: input.start, lines: lines.length };
    const opened = await openDocument(tx, { ...common, ...sides, detail });
    const values = { documentId: opened.id, roundOn: null, neededBy: wantedBy(round, today), note: '' };
    await tx.insert(requisition).values(values);
    await writeLines(tx, opened.id, lines);
    return ok({ value: { number: opened.number }, subject: opened.number, after: { ...input, lines: lines.length } });
  });
}

interface ActInput {
  number: string;
  /** Version that the person saw. */
  version: number;
}

interface Acting {
  tx: Tx;
  at: number;
  record: RequisitionRecord;
}

/** Loads within scope, checks the page is fresh, and leaves the rest to `decide`, which says how the act ends. */
function actOn<I extends ActInput>(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: I,
  act: RequisitionAct,
  decide: (acting: Acting) => Promise<Result<{ to: string; note?: string; detail?: Record<string, unknown> }>>,
): Promise<Answer<{ number: string }>> {
  const about = { act: `requisition.${act}`, key, input, subject: input.number };
  return command(services, actor, about, async (tx, at) => {
    const record = await requisitionByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const seen = await checkSeen(tx, record.document, input.version);
    if (!seen.ok) return seen;
    const step = { act, transitions: requisitionTransitions, actor, at, seenVersion: input.version };
    const decided = await decide({ tx, at, record });
    if (!decided.ok) return decided;
    const moved = await advance(tx, record.document.id, { ...step, ...decided.value });
    if (!moved.ok) return moved;
    const before = { status: record.document.status };
    return ok({ value: { number: input.number }, subject: input.number, before, after: input });
  });
}

export interface SaveInput extends ActInput {
  neededBy: string;
  note: string;
  lines: LineAsk[];
}

/** Writes what was typed: the lines anew, the day and the note. */
async function save({ tx, at, record }: Acting, input: SaveInput, isFinal: boolean): Promise<Result<number>> {
  const { status } = record.document;
  if (status !== 'draft' && status !== 'returned') return refuse('requisition_closed', { status });
  const today = dayOf(at);
  if (input.neededBy < today) return refuse('day_past', { day: input.neededBy, today }, 'neededBy');
  const checked = await checkAsked(tx, { record, lines: input.lines, day: today, isFinal });
  if (!checked.ok) return checked;
  await writeLines(tx, record.document.id, checked.value);
  const values = { neededBy: input.neededBy, note: input.note.trim() };
  await tx.update(requisition).set(values).where(eq(requisition.documentId, record.document.id));
  return ok(checked.value.length);
}

/** Keeps a draft. Refuses items that the member may not ask for, by name. */
export function saveRequisition(services: CommandServices, actor: Actor, key: string | null, input: SaveInput) {
  return actOn(services, actor, key, input, 'edit', async (acting) => {
    if (!may(actor.roles, 'requisition.make')) return refuseWithout('requisition.make');
    const saved = await save(acting, input, false);
    return saved.ok ? ok({ to: acting.record.document.status, detail: { lines: saved.value } }) : saved;
  });
}

/** The round it belongs to; null out of turn, which must say why. */
async function turnOf({ tx, at, record }: Acting, note: string): Promise<Result<string | null>> {
  const calendar = await calendarOf(tx, record.member.id);
  if (calendar === undefined) return ok(null);
  const round = roundOn(calendar, dayOf(at));
  const asked = { organisationId: record.member.id, roundOn: round.closesOn, exceptId: record.document.id };
  if (round.isOpen && !(await hasFiled(tx, asked))) return ok(round.closesOn);
  if (note.trim() !== '') return ok(null);
  const reason = round.isOpen ? 'requisition_second' : 'requisition_out_of_turn';
  return refuse(reason, { opensOn: round.opensOn, closesOn: round.closesOn }, 'note');
}

/**
 * Submits: each line is a need in the pool at once. Refuses an empty one, numbers far from the proposal without a
 * reason, and one out of turn that does not say why.
 */
export function submitRequisition(services: CommandServices, actor: Actor, key: string | null, input: SaveInput) {
  return actOn(services, actor, key, input, 'submit', async (acting) => {
    if (!may(actor.roles, 'requisition.make')) return refuseWithout('requisition.make');
    const { tx, at, record } = acting;
    const saved = await save(acting, input, true);
    if (!saved.ok) return saved;
    const turn = await turnOf(acting, input.note);
    if (!turn.ok) return turn;
    await tx.update(requisition).set({ roundOn: turn.value }).where(eq(requisition.documentId, record.document.id));
    const lines = await requisitionLines(tx, record.document.id);
    await raiseDemand(
      tx,
      lines.map(({ id: lineId, itemId, quantityBase }) => {
        const place = { documentId: record.document.id, lineId, organisationId: record.member.id, itemId };
        const rest = { quantityBase, neededBy: input.neededBy, urgent: false, raisedAt: at };
        return { origin: 'requisition' as const, ...place, ...rest };
      }),
    );
    const detail = { lines: lines.length, ...(turn.value !== null && { roundOn: turn.value }) };
    return ok({ to: 'submitted', detail, ...(input.note.trim() !== '' && { note: input.note.trim() }) });
  });
}

function reasonOf(text: string): Result<string> {
  const reason = text.trim();
  if (reason === '') return refuse('reason_missing', {}, 'reason');
  return reason.length > 300 ? refuse('text_too_long', { max: 300 }, 'reason') : ok(reason);
}

/** Nothing of it is on a plan yet: all its needs leave the pool. */
async function closeAll({ tx, record }: Acting): Promise<Result<undefined>> {
  if (record.document.status !== 'submitted') return ok();
  const lines = await requisitionLines(tx, record.document.id);
  const planned = lines.find((line) => line.plannedBase > 0);
  if (planned !== undefined) return refuse('requisition_in_supply', { item: planned.name });
  const open = lines.filter((line) => line.demandId !== null && line.quantityBase > line.closedBase);
  return closeDemand(
    tx,
    open.map((line) => ({ demandId: line.demandId ?? 0, quantityBase: line.quantityBase - line.closedBase })),
  );
}

export interface ReasonInput extends ActInput {
  reason: string;
}

/** The member takes it back. Refused once any of it is on a plan or a dispatch. */
export function withdrawRequisition(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOn(services, actor, key, input, 'withdraw', async (acting) => {
    if (!may(actor.roles, 'requisition.make')) return refuseWithout('requisition.make');
    const reason = reasonOf(input.reason);
    if (!reason.ok) return reason;
    const closed = await closeAll(acting);
    return closed.ok ? ok({ to: 'withdrawn', note: reason.value }) : closed;
  });
}

/** The hub sends it back to be changed, saying why. Refused once any of it is on a plan or a dispatch. */
export function returnRequisition(services: CommandServices, actor: Actor, key: string | null, input: ReasonInput) {
  return actOn(services, actor, key, input, 'return', async (acting) => {
    if (!may(actor.roles, 'shortage.answer') && !may(actor.roles, 'plan.make')) {
      return refuseWithout('shortage.answer', 'plan.make');
    }
    const { record } = acting;
    if (record.document.createdBy === actor.userId) return refuse('own_request');
    const reason = reasonOf(input.reason);
    if (!reason.ok) return reason;
    const closed = await closeAll(acting);
    if (!closed.ok) return closed;
    // Written anew, so that what is submitted again has lines and needs of its own
    await acting.tx.update(requisition).set({ roundOn: null }).where(eq(requisition.documentId, record.document.id));
    return ok({ to: 'returned', note: reason.value });
  });
}

/** Gives up what is still open of one line; what is planned or on its way still comes. */
export function closeLine(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ReasonInput & { lineId: number },
) {
  return actOn(services, actor, key, input, 'close_rest', async ({ tx, record }) => {
    const grants = ['requisition.make', 'shortage.answer', 'plan.make'] as const;
    if (!grants.some((permission) => may(actor.roles, permission))) return refuseWithout(...grants);
    const reason = reasonOf(input.reason);
    if (!reason.ok) return reason;
    const line = (await requisitionLines(tx, record.document.id)).find((one) => one.id === input.lineId);
    if (line === undefined) return refuse('line_unknown');
    const open = line.quantityBase - line.plannedBase - line.closedBase;
    if (line.demandId === null || open <= 0) return refuse('requisition_nothing_open', { item: line.name });
    const closed = await closeDemand(tx, [{ demandId: line.demandId, quantityBase: open }]);
    if (!closed.ok) return closed;
    return ok({ to: 'submitted', note: reason.value, detail: { item: line.name, closedBase: open } });
  });
}
