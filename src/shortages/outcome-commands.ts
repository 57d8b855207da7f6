/** How a request ended for the patient: collected, not collected, no longer wanted; and the issue from the shelf. */
import type { Tx } from '../../db/database.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { postGoods } from '../books/goods-commands.ts';
import { advance } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { allocate } from '../ledger/allocate.ts';
import { outsideLocation } from '../organisations/queries.ts';
import { lotsAt } from '../stock/supply-queries.ts';
import { giveUpRest } from './commands.ts';
import { mayEnd, openBase, shortageTransitions } from './rules.ts';
import { type ShortageRecord, shortageByNumber } from './shortage-queries.ts';
import { keepTimes } from './time-commands.ts';

export const OUTCOMES = ['collected', 'no_show', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeInput {
  number: string;
  version: number;
  outcome: Outcome;
  /** Why it was not collected or is not wanted; not needed when collected. */
  note: string;
  /** Take what arrived from the own shelf as issued to the patient. */
  issue: boolean;
}

/** Only what has arrived ends here; a request that nobody serves is cancelled by an act of its own. */
const endings = { ...shortageTransitions, cancel: { from: ['arrived'], to: ['cancelled'] } } as const;

const ACTS = { collected: 'collect', no_show: 'miss', cancelled: 'cancel' } as const;

/** Issues what arrived, first to expire first, from the stores of the organisation that asked. */
export async function issueArrived(
  tx: Tx,
  record: ShortageRecord,
  taken: { quantityBase: number; key: string; actor: Actor; at: number },
): Promise<Result<undefined>> {
  const { organisationId, itemId, documentId } = record.shortage;
  const { quantityBase: asked, actor, at } = taken;
  if (itemId === null || asked === 0) return ok();
  const lots = await lotsAt(tx, { organisationId, itemId });
  const { chosen, shortBase } = allocate(lots, asked, { on: dayOf(at) });
  if (shortBase > 0) return refuse('outcome_short', { available: asked - shortBase, asked }, 'issue');
  const consumed = await outsideLocation(tx, 'consumed');
  const lines = chosen.map(({ lot, quantityBase }) => ({
    lotId: lot.lotId,
    fromId: lot.locationId,
    toId: consumed,
    quantityBase,
  }));
  const movement = { kind: 'issue' as const, documentId, actor, occurredAt: at, postedAt: at };
  const posted = await postGoods(tx, { ...movement, key: `shortage-${documentId}-${taken.key}`, lines });
  return posted.ok ? ok() : posted;
}

/**
 * Records the end of a request of which something arrived and nothing more is underway; a rest that is still open is
 * closed with the same note. Refuses another state, a missing reason when it was not collected, and an issue that the
 * shelf cannot cover.
 */
export function recordOutcome(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: OutcomeInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'shortage.outcome', key, input, subject: input.number }, async (tx, at) => {
    if (!may(actor.roles, 'shortage.register')) return refuseWithout('shortage.register');
    const record = await shortageByNumber(tx, input.number, actor.scopePath);
    if (record === undefined) return refuse('not_found');
    if (record.shortage.settledBase > 0) return refuse('outcome_by_part');
    const note = input.note.trim();
    if (input.outcome !== 'collected' && note === '') return refuse('reason_missing', {}, 'note');
    const step = { transitions: endings, actor, at, note: note === '' ? null : note };
    let seenVersion = input.version;
    if (mayEnd(record.shortage) && openBase(record.shortage) > 0) {
      const closing = {
        ...step,
        act: 'close_rest',
        seenVersion,
        ...(await giveUpRest(tx, record, { userId: actor.userId, at })),
      };
      const closed = await advance(tx, record.document.id, closing);
      if (!closed.ok) return closed;
      await keepTimes(tx, at, record.document.id, closing.to);
      seenVersion = closed.value.version;
    }
    const ending = { ...step, act: ACTS[input.outcome], to: input.outcome, seenVersion };
    const moved = await advance(tx, record.document.id, ending);
    if (!moved.ok) return moved;
    if (input.outcome === 'collected' && input.issue) {
      const quantityBase = record.shortage.arrivedBase - record.shortage.settledBase;
      const issued = await issueArrived(tx, record, { quantityBase, key: 'issue', actor, at });
      if (!issued.ok) return issued;
    }
    return ok({ value: { number: input.number }, subject: input.number, after: input });
  });
}
