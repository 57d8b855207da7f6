/** A wish for what no catalogue holds becomes a proposal: a dossier for the committee that says where it came from. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shortage, shortagePart } from '../../db/schema/shortages.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { draftForWish } from '../selection/draft-commands.ts';
import { advanceParts, seenRequest } from './part-commands.ts';

export interface ProposeInput {
  number: string;
  version: number;
  /** What the dossier says of where it came from, in the language of who proposes. */
  reason: string;
}

async function propose(tx: Tx, actor: Actor, at: number, input: ProposeInput): Promise<Result<{ dossier: string }>> {
  const found = await seenRequest(tx, actor, input);
  if (!found.ok) return found;
  const record = found.value;
  const { id } = record.document;
  const { wishName, wishDetail, quantityBase } = record.shortage;
  if (wishName === null) return refuse('propose_listed');
  const wish = { genericName: wishName, form: '', strength: wishDetail ?? '', manufacturer: '', approvalNumber: '' };
  const drafted = await draftForWish(tx, actor, at, { wish, reason: input.reason, from: input.number });
  const by = { by: actor.userId, byName: actor.name, at };
  const part = { shortageId: id, kind: 'closing' as const, way: 'proposal' as const, quantityBase };
  await tx.insert(shortagePart).values({ ...part, ...by, sourceId: drafted.id });
  await tx.update(shortage).set({ closedBase: quantityBase }).where(eq(shortage.documentId, id));
  const detail = { way: 'proposal', quantityBase, named: drafted.number };
  const moved = await advanceParts(tx, record, { act: 'propose', actor, at, closing: 'proposal' }, detail);
  return moved.ok ? ok({ dossier: drafted.number }) : moved;
}

/** Ends a wish as a proposal with a draft of a dossier. Refuses who may not apply, and what the catalogue holds. */
export function proposeWish(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ProposeInput,
): Promise<Answer<{ number: string; dossier: string }>> {
  const { number } = input;
  return command(services, actor, { act: 'shortage.propose', key, input, subject: number }, async (tx, at) => {
    if (!may(actor.roles, 'dossier.apply')) return refuseWithout('dossier.apply');
    const proposed = await propose(tx, actor, at, input);
    return proposed.ok ? ok({ value: { number, ...proposed.value }, subject: number, after: input }) : proposed;
  });
}
