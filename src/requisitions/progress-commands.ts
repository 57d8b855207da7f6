/** What dispatches and deliveries do to needs of requisitions and of the hub: quantities move, timelines tell it. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { advanceAll } from '../documents/advance.ts';
import { ok, type Result } from '../kernel/result.ts';
import {
  type DemandMove,
  deliverDemand,
  giveBackDemand,
  receiveDemand,
  sendDemand,
  takeDemand,
} from './demand-commands.ts';
import type { Way } from './mirror-rules.ts';
import { requisitionTransitions } from './rules.ts';

/** One need that moves; base units. */
export interface NeedChange {
  demandId: number;
  /** More kept on a dispatch or brought; negative when it is open again. */
  sentBase: number;
  receivedBase: number;
}

export interface NeedStep {
  act: 'supply' | 'ship' | 'arrive' | 'bring' | 'give_back';
  way: Way;
  actor: Actor;
  at: number;
  /** The paper that moves them. */
  paper: string;
}

const papersOf = statement(
  `select demand.document_id, count(*) as lines from demand
   where demand.id in (select id from ${rowset('ids', { id: 'int' })} as given) and demand.origin = 'requisition'
   group by demand.document_id`,
);

const movesOf = (changes: readonly NeedChange[], of: (change: NeedChange) => number): DemandMove[] =>
  changes.map((change) => ({ demandId: change.demandId, quantityBase: of(change) })).filter((m) => m.quantityBase > 0);

async function tell(tx: Tx, step: NeedStep, changes: readonly NeedChange[]): Promise<Result<unknown>> {
  const ids = [...new Set(changes.map((change) => change.demandId))].map((id) => ({ id }));
  const papers = await tx.run<{ document_id: number; lines: number }>(papersOf, { ids });
  const steps = papers.map((paper) => ({
    documentId: Number(paper.document_id),
    to: 'submitted',
    detail: { dispatch: step.paper, lines: Number(paper.lines) },
  }));
  return advanceAll(tx, steps, { ...step, transitions: requisitionTransitions });
}

/** What was asked for leaves the pool or a plan for a dispatch, or came past both. */
const SENDING = {
  pool: takeDemand,
  planned: sendDemand,
  direct: sendDemand,
  straight: deliverDemand,
} as const satisfies Record<Way, typeof sendDemand>;

/**
 * Moves needs of requisitions and of the hub itself. Refuses `demand_taken` out of the pool when somebody was quicker,
 * and `demand_supplied` when what was planned came otherwise.
 */
export async function progressNeeds(
  tx: Tx,
  step: NeedStep,
  changes: readonly NeedChange[],
): Promise<Result<undefined>> {
  if (changes.length === 0) return ok();
  const told = await tell(tx, step, changes);
  if (!told.ok) return told;
  const sent = movesOf(changes, (change) => change.sentBase);
  const back = movesOf(changes, (change) => -change.sentBase);
  const moved = await SENDING[step.way](tx, sent);
  if (!moved.ok) return moved;
  const received = await receiveDemand(
    tx,
    movesOf(changes, (change) => change.receivedBase),
  );
  return received.ok ? giveBackDemand(tx, back) : received;
}
