/** Ends one part of what arrived for itself, while others still wait: collected, not collected, no longer wanted. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { document } from '../../db/schema/documents.ts';
import { shortagePart } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { partsServing } from '../dispatches/serving-queries.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { issueArrived } from './outcome-commands.ts';
import { advanceParts, seenRequest } from './part-commands.ts';
import { goodsLines, partsOf } from './part-queries.ts';
import type { Ending } from './rules.ts';

export interface SettleInput {
  number: string;
  version: number;
  /** The dispatch that brought the part; empty for what a supplier brought straight. */
  dispatch: string;
  outcome: Ending;
  note: string;
  /** Take it from the own shelf as issued to the patient. */
  issue: boolean;
}

const MOST_NOTE = 300;

async function settle(tx: Tx, actor: Actor, at: number, input: SettleInput): Promise<Result<{ quantityBase: number }>> {
  const found = await seenRequest(tx, actor, input);
  if (!found.ok) return found;
  const record = found.value;
  const { id } = record.document;
  const note = input.note.trim();
  if (input.outcome !== 'collected' && note === '') return refuse('reason_missing', {}, 'settle.note');
  if (note.length > MOST_NOTE) return refuse('text_too_long', { max: MOST_NOTE }, 'settle.note');
  const lines = goodsLines(record.shortage, await partsServing(tx, id), await partsOf(tx, id));
  const line = lines.find((one) => (one.dispatch ?? '') === input.dispatch);
  if (line === undefined || line.toSettleBase <= 0) return refuse('part_not_arrived');
  const quantityBase = line.toSettleBase;
  const [source] = await tx.select({ id: document.id }).from(document).where(eq(document.number, input.dispatch));
  const issued = input.outcome === 'collected' && input.issue;
  const given = { shortageId: id, kind: 'ending' as const, way: input.outcome, quantityBase, note, issued };
  const by = { by: actor.userId, byName: actor.name, at };
  const values = { ...given, ...by, sourceId: source?.id ?? null };
  const [row] = await tx.insert(shortagePart).values(values).returning({ id: shortagePart.id });
  const detail = { way: input.outcome, quantityBase, named: input.dispatch };
  const moved = await advanceParts(tx, record, { act: 'settle', actor, at, note }, detail);
  if (!moved.ok) return moved;
  if (issued) {
    const posted = await issueArrived(tx, record, { quantityBase, key: `part-${row?.id ?? 0}`, actor, at });
    if (!posted.ok) return { ...posted, field: 'settle.issue' };
  }
  return ok({ quantityBase });
}

/** Tells how one part of what arrived ended. Refuses what has not arrived or is ended, and an end without a reason. */
export function settlePart(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: SettleInput,
): Promise<Answer<{ number: string }>> {
  const { number } = input;
  return command(services, actor, { act: 'shortage.settle', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'shortage.register')) return refuseWithout('shortage.register');
    const ended = await settle(tx, actor, at, input);
    return ended.ok ? ok({ value: { number }, subject: number, after: { ...input, ...ended.value } }) : ended;
  });
}
