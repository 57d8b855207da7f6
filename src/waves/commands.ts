/** A wave is chosen in one act; its requisitions are allocated one by one, so that each answer is told. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { dialect } from '../../db/engine.ts';
import { wave, waveEntry } from '../../db/schema/waves.ts';
import { statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { supplyDemand } from '../dispatches/supply-commands.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { dayOf, daysBetween } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationById } from '../organisations/queries.ts';
import { waveChoices } from './choice-queries.ts';
import { type Chosen, checkChosen, waveTransitions } from './rules.ts';
import { type WaveRecord, waveByNumber } from './wave-queries.ts';

const FARTHEST_DAYS = 14;

export interface WaveInput {
  day: string;
  chosen: Chosen[];
}

/** Whether requisitions may be allocated by this person: for the pool, whoever answers needs of members. */
export const allocates = (actor: Pick<Actor, 'roles'>): boolean => may(actor.roles, 'shortage.answer');

/**
 * Opens a wave of a day with what was chosen. Dispatches are taken at once, requisitions wait to be allocated; what
 * somebody else was quicker with is kept as refused. Refuses days past or far ahead, nothing chosen, all of it gone.
 */
export function openWave(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: WaveInput,
): Promise<Answer<{ number: string; entries: number }>> {
  return command(services, actor, { act: 'wave.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
    const house = await organisationById(tx, actor.organisationId);
    if (house === undefined) return refuse('not_found');
    const ahead = daysBetween(dayOf(at), input.day);
    if (ahead < 0 || ahead > FARTHEST_DAYS) return refuse('wave_day', { most: FARTHEST_DAYS }, 'day');
    const chosen = checkChosen(input.chosen);
    if (!chosen.ok) return chosen;
    const routes = await waveChoices(tx, house, input.day, allocates(actor));
    const found = chosen.value.flatMap(({ routeId, number }) => {
      const one = routes.find((route) => route.id === routeId)?.choices.find((choice) => choice.number === number);
      return one === undefined ? [] : [{ routeId, ...one }];
    });
    if (found.length === 0) return refuse('wave_gone', {}, 'pick');
    const opening = { kind: 'wave' as const, status: 'open', act: 'open', counterpartId: null, actor, at };
    const detail = { day: input.day, entries: found.length, gone: chosen.value.length - found.length };
    const { id, number } = await openDocument(tx, { ...opening, organisationId: house.id, detail });
    await tx.insert(wave).values({ documentId: id, fromOrganisationId: house.id, day: input.day });
    const rows = found.map((one) => ({
      waveId: id,
      routeId: one.routeId,
      toOrganisationId: one.toId,
      requisitionId: one.kind === 'requisition' ? one.id : null,
      dispatchId: one.kind === 'dispatch' ? one.id : null,
      outcome: one.kind === 'dispatch' ? ('taken' as const) : null,
    }));
    await tx.insert(waveEntry).values(rows);
    return ok({ value: { number, entries: found.length }, subject: number, after: { ...input, ...detail } });
  });
}

const needsOfRequest = statement(
  `select demand.id, demand.item_id, demand.quantity_base - demand.planned_base - demand.closed_base as open_base
   from demand join item on item.id = demand.item_id
   where demand.document_id = :requisitionId and demand.origin = 'requisition'
     and demand.quantity_base > demand.planned_base + demand.closed_base
     and item.control_class not in ('narcotic', 'psychotropic_1', 'toxic')
   order by demand.line_id`,
);

/** Claimed before it is read: two who go on with one wave allocate nothing twice. */
const claimEntry = statement(
  `update wave_entry set outcome = 'taken' where id = :entryId and wave_id = :waveId and outcome is null
   returning requisition_id, to_organisation_id`,
);
const keepDispatch = statement(
  `update wave_entry set dispatch_id = :dispatchId,
     detail = ${dialect === 'sqlite' ? ':detail' : 'cast(:detail as json)'} where id = :entryId`,
);

/** The wave for somebody of its house who plans. */
async function ownWave(tx: Tx, actor: Actor, number: string): Promise<Result<WaveRecord>> {
  if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
  const record = await waveByNumber(tx, number, actor.scopePath);
  if (record === undefined) return refuse('not_found');
  if (!worksAt(actor, record.house)) return refuse('round_not_here', { house: record.house.shortName });
  return record.document.status === 'open' ? ok(record) : refuse('wave_closed', { number });
}

export interface Allocated {
  outcome: 'taken' | 'refused';
  dispatch: string | null;
}

async function allocateInside(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { number: string; entryId: number },
): Promise<Result<Allocated & { detail: Record<string, unknown> }>> {
  const record = await ownWave(tx, actor, given.number);
  if (!record.ok) return record;
  if (!allocates(actor)) return refuseWithout('shortage.answer');
  const { entryId } = given;
  const [entry] = await tx.run<{ requisition_id: number | null; to_organisation_id: number }>(claimEntry, {
    entryId,
    waveId: record.value.document.id,
  });
  if (entry === undefined || entry.requisition_id === null) return refuse('wave_entry_done');
  const rows = await tx.run<{ id: number; item_id: number; open_base: number }>(needsOfRequest, {
    requisitionId: entry.requisition_id,
  });
  if (rows.length === 0) return refuse('wave_nothing_open');
  const lines = rows.map((row) => ({
    demandId: Number(row.id),
    itemId: Number(row.item_id),
    quantityBase: Number(row.open_base),
  }));
  const supplied = await supplyDemand(tx, actor, at, {
    fromOrganisationId: record.value.house.id,
    toOrganisationId: Number(entry.to_organisation_id),
    lines,
    fromPool: true,
    partly: true,
  });
  if (!supplied.ok) return supplied;
  const { documentId, number, short = 0 } = supplied.value;
  const detail = { lines: lines.length, short };
  await tx.run(keepDispatch, { entryId, dispatchId: documentId, detail: JSON.stringify(detail) });
  return ok({ outcome: 'taken', dispatch: number, detail: { ...detail, dispatch: number } });
}

/**
 * Allocates what is there of one requisition onto the dispatch to its member. What is refused leaves its reason with
 * the entry and everything else untouched.
 */
export async function allocateEntry(
  services: CommandServices,
  actor: Actor,
  given: { number: string; entryId: number },
): Promise<Answer<Allocated>> {
  const request = { act: 'wave.allocate', key: null, input: given, subject: given.number };
  const answer = await command<Allocated>(services, actor, request, async (tx, at) => {
    const done = await allocateInside(tx, actor, at, given);
    if (!done.ok) return done;
    const { outcome, dispatch, detail } = done.value;
    return ok({ value: { outcome, dispatch }, subject: given.number, after: detail });
  });
  const keeps = !answer.ok && !['forbidden', 'not_found', 'wave_entry_done', 'wave_closed'].includes(answer.reason);
  if (!answer.ok && keeps) {
    const { reason, detail } = answer;
    await command(services, actor, { ...request, act: 'wave.refuse' }, async (tx) => {
      const own = and(eq(waveEntry.id, given.entryId), isNull(waveEntry.outcome));
      const kept = detail as Record<string, string | number>;
      await tx.update(waveEntry).set({ outcome: 'refused', reason, detail: kept }).where(own);
      return ok({ value: null, subject: given.number, after: { reason } });
    });
  }
  return answer;
}

const waitingEntries = statement(
  `select entry.id from wave_entry as entry join document on document.id = entry.wave_id
   where document.number = :number and entry.outcome is null order by entry.id`,
);

/** Goes on until nothing waits, entry by entry. Returns how many were taken and refused; stops when it may not. */
export async function allocateWave(
  services: CommandServices,
  actor: Actor,
  number: string,
): Promise<Result<{ taken: number; refused: number }>> {
  const rows = await services.db.read.run<{ id: number }>(waitingEntries, { number });
  let taken = 0;
  let refused = 0;
  for (const { id } of rows) {
    const answer = await allocateEntry(services, actor, { number, entryId: Number(id) });
    if (answer.ok) taken += 1;
    else if (['forbidden', 'not_found', 'wave_closed'].includes(answer.reason)) return answer;
    else refused += 1;
  }
  return ok({ taken, refused });
}

/** Closes the wave: its dispatches go on by themselves, and may be taken into another. */
export function closeWave(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; version: number },
): Promise<Answer<{ number: string }>> {
  const { number, version: seenVersion } = input;
  return command(services, actor, { act: 'wave.close', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'round.plan')) return refuseWithout('round.plan');
    const record = await waveByNumber(tx, number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    const { document, house } = record;
    if (!worksAt(actor, house)) return refuse('round_not_here', { house: house.shortName });
    const step = { act: 'close', to: 'closed', transitions: waveTransitions, actor, at, seenVersion };
    const moved = await advance(tx, document.id, step);
    return moved.ok ? ok({ value: { number }, subject: number }) : moved;
  });
}
