/** What a supplier's unit costs the member that used it, moved between its accounts, and moved back. */
import type { Tx } from '../../db/database.ts';
import { memberAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import type { Actor } from '../auth/viewer.ts';
import { refuse } from '../kernel/result.ts';

/** The member bears what was used, and owes it to the centre that pays the supplier; `back` undoes it. */
export async function chargeMember(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { documentId: number; amountFen: number; back: boolean },
) {
  const { documentId, amountFen: fen, back } = given;
  const member = (await memberAccounts(tx, [actor.organisationId])).get(actor.organisationId);
  if (member === undefined) return refuse('account_unknown');
  const { costId, dueId } = member;
  const [debitId, creditId] = back ? [dueId, costId] : [costId, dueId];
  const code = back ? 'implant_take_back' : 'implant_use';
  const line = { debitId, creditId, amountFen: fen, key: `${code}-${documentId}` };
  return transfer(tx, { code, documentId, actorId: actor.userId, occurredAt: at, postedAt: at, lines: [line] });
}
