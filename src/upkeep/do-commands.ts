/** Doing upkeep: line by line or the rest at once; a problem holds the goods until quality has settled it. */
import { and, eq, isNull, sql as raw } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { upkeepLine } from '../../db/schema/storage.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, type Permission, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { holdPlaces, letPlacesGo } from '../ledger/hold-place.ts';
import { checkFinding, type Finding, UPKEEP_ACTS } from './rules.ts';
import { type LoadedUpkeep, lockUpkeep } from './upkeep-record.ts';
import * as sql from './upkeep-statements.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

interface UpkeepAct extends Seen {
  act: string;
  permission: Permission;
  input: object;
}

type Work<T> = (tx: Tx, loaded: LoadedUpkeep, at: number) => Promise<Result<{ value: T; after?: unknown }>>;

/** Runs one act on a list. Refuses without the permission, other members' people and pages that are stale. */
function actOnUpkeep<T>(
  services: CommandServices,
  actor: Actor,
  request: UpkeepAct,
  work: Work<T>,
): Promise<Answer<T>> {
  const { act, permission, key, number, seenVersion, input } = request;
  return command(services, actor, { act, key, input: { number, ...input }, subject: number }, async (tx, at) => {
    if (!may(actor.roles, permission)) return refuseWithout(permission);
    const loaded = await lockUpkeep(tx, number);
    if (loaded === undefined || !loaded.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (permission === 'upkeep.do' && !worksAt(actor, loaded.place)) {
      return refuse('storage_not_here', { place: loaded.place.shortName });
    }
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const done = await work(tx, loaded, at);
    return done.ok ? ok({ subject: number, ...done.value }) : done;
  });
}

async function openLines(tx: Tx, upkeepId: number): Promise<number> {
  const open = and(eq(upkeepLine.upkeepId, upkeepId), isNull(upkeepLine.finding));
  const [row] = await tx
    .select({ lines: raw<number>`count(*)`.mapWith(Number) })
    .from(upkeepLine)
    .where(open);
  return row?.lines ?? 0;
}

/** The last line that is done ends the list; anything before it is written down as it goes. */
async function leadOn(
  tx: Tx,
  loaded: LoadedUpkeep,
  actor: Actor,
  at: number,
  said: { note?: string; detail: Record<string, unknown> },
): Promise<Result<{ left: number }>> {
  const left = await openLines(tx, loaded.document.id);
  const [act, to] = left === 0 ? ['finish', 'done'] : ['note', 'open'];
  const moved = await advance(tx, loaded.document.id, { act, to, transitions: UPKEEP_ACTS, actor, at, ...said });
  return moved.ok ? ok({ left }) : moved;
}

export interface FindingInput {
  lineId: number;
  finding: Finding;
  problem: string;
  measure: string;
}

/**
 * Writes what was found at a line; a problem holds what lies there. Refuses a problem without words, lines that are
 * done already (what was found is not written over), and lists that are done.
 */
export function recordFinding(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: FindingInput,
): Promise<Answer<{ line: number; left: number }>> {
  const request = { act: 'upkeep.find', permission: 'upkeep.do' as const, ...given, input };
  return actOnUpkeep(services, actor, request, async (tx, loaded, at) => {
    const { id } = loaded.document;
    const checked = checkFinding(input);
    if (!checked.ok) return checked;
    const { finding, problem, measure } = input;
    const own = and(eq(upkeepLine.id, input.lineId), eq(upkeepLine.upkeepId, id));
    const [line] = await tx.select().from(upkeepLine).where(own);
    if (line === undefined) return refuse('not_found');
    if (line.finding !== null) return refuse('upkeep_line_done', { line: line.lineNumber });
    const words = finding === 'good' ? { problem: '', measure: '' } : { problem, measure };
    await tx
      .update(upkeepLine)
      .set({ finding, ...words, doneBy: actor.userId, doneAt: at })
      .where(own);
    if (finding === 'problem') await holdPlaces(tx, id, [{ locationId: line.locationId, lotId: line.lotId }]);
    const detail = { line: line.lineNumber, finding };
    const led = await leadOn(tx, loaded, actor, at, { ...(finding === 'problem' && { note: problem }), detail });
    return led.ok ? ok({ value: { line: line.lineNumber, left: led.value.left }, after: input }) : led;
  });
}

/** Everything that nobody has looked at by line is in order. Refuses a list without open lines. */
export function finishRest(services: CommandServices, actor: Actor, given: Seen): Promise<Answer<{ lines: number }>> {
  const request = { act: 'upkeep.rest', permission: 'upkeep.do' as const, ...given, input: {} };
  return actOnUpkeep(services, actor, request, async (tx, loaded, at) => {
    const upkeepId = loaded.document.id;
    const done = await tx.run(sql.restGood, { upkeepId, userId: actor.userId, at });
    if (done.length === 0) return refuse('upkeep_all_done');
    const led = await leadOn(tx, loaded, actor, at, { detail: { rest: done.length } });
    return led.ok ? ok({ value: { lines: done.length }, after: { rest: done.length } }) : led;
  });
}

/**
 * Quality settles a problem: the goods are in order and free again, wherever they were moved to meanwhile. Refuses
 * whoever found it, and lines without a problem. Goods that are not in order are written off instead.
 */
export function releaseLine(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { lineId: number; why: string },
): Promise<Answer<{ line: number }>> {
  const request = { act: 'upkeep.settle', permission: 'storage.decide' as const, ...given, input };
  return actOnUpkeep(services, actor, request, async (tx, loaded, at) => {
    const upkeepId = loaded.document.id;
    const own = and(eq(upkeepLine.id, input.lineId), eq(upkeepLine.upkeepId, upkeepId));
    const [line] = await tx.select().from(upkeepLine).where(own);
    if (line === undefined) return refuse('not_found');
    if (line.finding !== 'problem') return refuse('upkeep_no_problem', { line: line.lineNumber });
    if (line.doneBy === actor.userId) return refuse('upkeep_own');
    const measure = `${line.measure}；${input.why}`.slice(0, 500);
    await tx.update(upkeepLine).set({ finding: 'good', measure }).where(own);
    const held = await tx.run<{ location_id: number; lot_id: number }>(sql.heldOf, {
      upkeepId,
      lots: [{ id: line.lotId }],
    });
    const places = held.map((row) => ({ locationId: Number(row.location_id), lotId: Number(row.lot_id) }));
    await letPlacesGo(tx, upkeepId, places);
    const { status: to } = loaded.document;
    const detail = { line: line.lineNumber };
    const step = { act: 'settle', to, transitions: UPKEEP_ACTS, actor, at, note: input.why, detail };
    const moved = await advance(tx, upkeepId, step);
    return moved.ok ? ok({ value: { line: line.lineNumber }, after: input }) : moved;
  });
}
