/** What a dispatch does to the shortages it serves: quantities move on, and with them the state. */
import type { Tx } from '../../db/database.ts';
import { forUpdate, rowset, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { advanceAll, type Step } from '../documents/advance.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { followShortages, type ShortageStep } from '../requisitions/shortage-demand-commands.ts';
import { letPromisesGo } from './promise-commands.ts';
import { openBase, type Progress, shortageTransitions, stateOf } from './rules.ts';
import { TIMES_SET } from './time-commands.ts';

/** Changes of one shortage in base units; a negative number takes back. */
export interface ProgressChange {
  shortageId: number;
  answeredBase?: number;
  shippedBase?: number;
  arrivedBase?: number;
  /** For the timeline: the dispatch, its lots. */
  detail: Record<string, unknown>;
}

interface ProgressRow {
  document_id: number;
  status: string;
  version: number;
  quantity_base: number;
  answered_base: number;
  shipped_base: number;
  arrived_base: number;
  closed_base: number;
  promised_base: number;
}

/** The shortages and their documents, locked together in order of their ids. */
const progressOf = statement(
  `select document_id, document.status, document.version, quantity_base, answered_base, shipped_base, arrived_base,
     closed_base, promised_base
   from shortage join document on document.id = shortage.document_id
   where document_id in (select id from ${rowset('ids', { id: 'int' })} as given) order by document_id ${forUpdate}`,
);

const moveProgress = statement(
  `update shortage set answered_base = given.answered, shipped_base = given.shipped, arrived_base = given.arrived,
     ${TIMES_SET('given.state')}
   from ${rowset('rows', { id: 'int', answered: 'int', shipped: 'int', arrived: 'int', state: 'text' })} as given
   where shortage.document_id = given.id`,
);

function asProgress(row: ProgressRow): Progress & { promisedBase: number } {
  return {
    quantityBase: row.quantity_base,
    answeredBase: row.answered_base,
    shippedBase: row.shipped_base,
    arrivedBase: row.arrived_base,
    closedBase: row.closed_base,
    promisedBase: Number(row.promised_base),
  };
}

function changed<P extends Progress>(progress: P, change: ProgressChange): P {
  return {
    ...progress,
    answeredBase: progress.answeredBase + (change.answeredBase ?? 0),
    shippedBase: progress.shippedBase + (change.shippedBase ?? 0),
    arrivedBase: progress.arrivedBase + (change.arrivedBase ?? 0),
  };
}

/** The needs that shortages have in the pool keep step with them. */
function stepOf(change: ProgressChange, progress: Progress, way: ShortageStep['way']): ShortageStep {
  const { shortageId, answeredBase = 0, arrivedBase = 0 } = change;
  return { shortageId, answeredBase, arrivedBase, givenUpBase: progress.closedBase, way };
}

export interface ProgressRequest {
  act: 'answer' | 'withdraw' | 'ship' | 'arrive' | 'bring';
  actor: Actor;
  at: number;
  /** For an act on one shortage. */
  seenVersion?: number;
  /** Where the goods come from; found by hand when it is left out. */
  way?: ShortageStep['way'];
}

/**
 * Applies the changes and leads every shortage to the state they amount to. Refuses more than is still open, and
 * shortages whose state does not allow the act, and what the pool of demand has no more of.
 */
export async function progressShortages(
  tx: Tx,
  request: ProgressRequest,
  changes: readonly ProgressChange[],
): Promise<Result<undefined>> {
  if (changes.length === 0) return ok();
  const ids = changes.map((change) => ({ id: change.shortageId }));
  const rows = await tx.run<ProgressRow>(progressOf, { ids });
  const known = new Map(rows.map((row) => [row.document_id, row]));
  const steps: Step[] = [];
  const needs: ShortageStep[] = [];
  const served: { id: number; openBase: number }[] = [];
  let tooMuch: Refusal | undefined;
  const updates: { id: number; answered: number; shipped: number; arrived: number; state: string }[] = [];
  for (const change of changes) {
    const row = known.get(change.shortageId);
    if (row === undefined) return refuse('not_found');
    const before = asProgress(row);
    const after = changed(before, change);
    if (openBase(after) < 0) {
      tooMuch ??= refuse('more_than_open', { open: openBase(before), asked: change.answeredBase ?? 0 });
    }
    const { answeredBase: answered, shippedBase: shipped, arrivedBase: arrived } = after;
    // What is served was perhaps promised: the promise is kept with it
    const promisedBase = Math.min(after.promisedBase, Math.max(0, openBase(after)));
    if (promisedBase < after.promisedBase) served.push({ id: change.shortageId, openBase: promisedBase });
    const state = stateOf({ ...after, promisedBase });
    updates.push({ id: change.shortageId, answered, shipped, arrived, state });
    needs.push(stepOf(change, before, request.way ?? 'direct'));
    const locked = { status: row.status, version: row.version };
    steps.push({ documentId: change.shortageId, to: state, detail: change.detail, locked });
  }
  /* Asked first: whoever was quicker is named before what is no longer open. */
  const moved = await advanceAll(tx, steps, { ...request, transitions: shortageTransitions }, request.seenVersion);
  if (!moved.ok) return moved;
  if (tooMuch !== undefined) return tooMuch;
  await tx.run(moveProgress, { rows: updates, at: request.at });
  const by = { userId: request.actor.userId, at: request.at, why: 'served' as const };
  for (const { id, openBase: left } of served) await letPromisesGo(tx, id, left, by);
  return followShortages(tx, needs);
}
