/** Accepting lines of a proposal: the givers are asked for them, one transfer for each pair of members. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { proposalLine } from '../../db/schema/transfers.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance } from '../documents/advance.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ok, type RefusalDetail, refuse } from '../kernel/result.ts';
import { openTransfer } from '../transfers/open-commands.ts';
import { type Line, type LinesInput, openLines, readTyped, setQuantities, stateAfter } from './line-commands.ts';
import { proposalTransitions } from './rules.ts';

/** Goods of an accepted line are wanted within the week. */
const WITHIN_DAYS = 7;

export interface Accepted {
  accepted: number;
  /** Numbers of the transfers that were opened, one for each pair of members. */
  transfers: string[];
  /** Lines that the stock of now no longer serves. */
  stale: { line: number; item: string; reason: string; detail: RefusalDetail }[];
}

/** One pair's lines as one transfer; a line whose lot is gone is set apart, and the rest goes all the same. */
async function askPair(tx: Tx, by: { actor: Actor; at: number; number: string }, pair: readonly Line[]) {
  const { actor, at, number } = by;
  const stale: (Accepted['stale'][number] & { id: number })[] = [];
  let left = [...pair];
  while (left.length > 0) {
    const [first] = left;
    const opened = await openTransfer(tx, actor, at, {
      fromId: first?.line.fromOrganisationId ?? 0,
      toId: first?.line.toOrganisationId ?? 0,
      origin: 'proposal',
      neededBy: addDays(dayOf(at), WITHIN_DAYS),
      note: number,
      lines: left.map(({ line }) => {
        const { id: sourceId, itemId, lotId, quantityBase } = line;
        return { itemId, lotId, quantityBase, sourceId };
      }),
    });
    if (opened.ok) return { transfer: opened.value, lines: left, stale };
    const of = Number(opened.detail.itemId ?? 0);
    const gone = left.filter(({ line }) => of === 0 || line.itemId === of);
    const { reason, detail } = opened;
    stale.push(
      ...gone.map(({ line, of: named }) => {
        return { id: line.id, line: line.lineNumber, item: named.genericName, reason, detail };
      }),
    );
    left = gone.length === 0 ? [] : left.filter((one) => !gone.includes(one));
  }
  return { transfer: undefined, lines: [], stale };
}

function byPair(lines: readonly Line[]): Line[][] {
  const pairs = new Map<string, Line[]>();
  for (const one of lines) {
    const key = `${one.line.fromOrganisationId}-${one.line.toOrganisationId}`;
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  return [...pairs.values()];
}

/**
 * Accepts lines with the quantities typed: one transfer for each pair of members, which the giver's people grant.
 * Lines whose stock has changed since stay open and are told. Refuses when not one could be asked for.
 */
export function acceptLines(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LinesInput,
): Promise<Answer<Accepted>> {
  return command(services, actor, { act: 'proposal.accept', key, input, subject: input.number }, async (tx, at) => {
    const { number, chosen, typed } = input;
    if (chosen.length === 0) return refuse('proposal_none_ticked');
    const found = await openLines(tx, actor, number, chosen);
    if (!found.ok) return found;
    const { head, lines } = found.value;
    const read = readTyped(lines, typed);
    if (!read.ok) return read;
    await setQuantities(tx, lines, read.value);
    const wanted = lines.map(({ line, of }) => {
      return { of, line: { ...line, quantityBase: read.value.get(line.id) ?? line.quantityBase } };
    });
    const value: Accepted = { accepted: 0, transfers: [], stale: [] };
    for (const pair of byPair(wanted)) {
      const asked = await askPair(tx, { actor, at, number }, pair);
      for (const { id, ...one } of asked.stale) {
        value.stale.push(one);
        const reason = JSON.stringify({ reason: one.reason, detail: one.detail });
        await tx.update(proposalLine).set({ reason }).where(eq(proposalLine.id, id));
      }
      if (asked.transfer === undefined) continue;
      value.transfers.push(asked.transfer.number);
      value.accepted += asked.lines.length;
      const ids = asked.lines.map(({ line }) => line.id);
      const taken = { status: 'accepted' as const, reason: '', transferId: asked.transfer.id };
      await tx.update(proposalLine).set(taken).where(isOneOf(proposalLine.id, ids));
    }
    const [first] = value.stale;
    if (value.accepted === 0 && first !== undefined) return refuse(first.reason, first.detail);
    const to = await stateAfter(tx, head.id);
    const detail = { lines: value.accepted, transfers: value.transfers.length, stale: value.stale.length };
    const led = await advance(tx, head.id, { act: 'accept', to, transitions: proposalTransitions, actor, at, detail });
    return led.ok ? ok({ value, subject: number, after: detail }) : led;
  });
}
