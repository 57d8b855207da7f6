/** Keeping a redistribution proposal that was computed, and putting it away. */
import { and, eq } from 'drizzle-orm';
import { proposal, proposalLine } from '../../db/schema/transfers.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { ComputeAsked, Computed } from './compute.ts';
import { openLines } from './line-commands.ts';
import { proposalTransitions } from './rules.ts';

const LINES_AT_ONCE = 200;
const MOST_LINES = 5000;
/** Keeps what was computed as a document of its own (TP). Refuses a proposal of nothing. */
export function keepProposal(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { asked: ComputeAsked; computed: Computed; words: string },
): Promise<Answer<{ number: string; lines: number }>> {
  const { asked, computed, words } = input;
  const said = { ...asked, itemIds: asked.itemIds?.length, words };
  return command(services, actor, { act: 'proposal.make', key, input: said }, async (tx, at) => {
    if (!may(actor.roles, 'proposal.make')) return refuseWithout('proposal.make');
    const moves = computed.moves.slice(0, MOST_LINES);
    if (moves.length === 0) return refuse('proposal_nothing', { items: computed.summary.items });
    const { id, number } = await openDocument(tx, {
      kind: 'proposal',
      status: 'open',
      act: 'open',
      organisationId: actor.organisationId,
      counterpartId: null,
      actor,
      at,
      detail: { lines: moves.length },
    });
    await tx.insert(proposal).values({ documentId: id, request: said, summary: computed.summary, computedAt: at });
    const rows = moves.map((move, index) => ({
      proposalId: id,
      lineNumber: index + 1,
      itemId: move.itemId,
      lotId: move.lotId,
      fromOrganisationId: move.fromId,
      toOrganisationId: move.toId,
      proposedBase: move.quantityBase,
      quantityBase: move.quantityBase,
      detail: { ...move.detail },
    }));
    for (let first = 0; first < rows.length; first += LINES_AT_ONCE) {
      await tx.insert(proposalLine).values(rows.slice(first, first + LINES_AT_ONCE));
    }
    return ok({ value: { number, lines: moves.length }, subject: number, after: computed.summary });
  });
}

/** Puts a proposal away: what is left of it is declined. Refuses one that is closed. */
export function closeProposal(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { number: string; reason: string },
): Promise<Answer<{ declined: number }>> {
  return command(services, actor, { act: 'proposal.close', key, input, subject: input.number }, async (tx, at) => {
    const { number, reason } = input;
    const found = await openLines(tx, actor, number, []);
    if (!found.ok) return found;
    const { head } = found.value;
    const step = { act: 'close', to: 'closed', transitions: proposalTransitions, actor, at, note: reason };
    const led = await advance(tx, head.id, step);
    if (!led.ok) return led;
    const declined = await tx
      .update(proposalLine)
      .set({ status: 'declined', reason })
      .where(and(eq(proposalLine.proposalId, head.id), eq(proposalLine.status, 'proposed')))
      .returning({ id: proposalLine.id });
    return ok({ value: { declined: declined.length }, subject: number, after: { reason, declined: declined.length } });
  });
}
