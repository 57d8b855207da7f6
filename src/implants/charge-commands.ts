/** What a supplier's unit costs the member that used it or misses it, moved between its accounts, and moved back. */
import type { Tx } from '../../db/database.ts';
import { memberAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import type { Actor } from '../auth/viewer.ts';
import { refuse } from '../kernel/result.ts';

const CODES = {
  use: { forth: 'implant_use', back: 'implant_take_back' },
  missing: { forth: 'implant_missing', back: 'implant_found' },
} as const;

interface Charge {
  documentId: number;
  amountFen: number;
  back: boolean;
  /** A unit that is missing is a loss of the member that had it, whoever closes the count. */
  missingAt?: number;
}

/** The member bears what was used or is missing, and owes it to the centre that pays the supplier; `back` undoes it. */
export async function chargeMember(tx: Tx, actor: Actor, at: number, given: Charge) {
  const { documentId, amountFen: fen, back, missingAt } = given;
  const organisationId = missingAt ?? actor.organisationId;
  const member = (await memberAccounts(tx, [organisationId])).get(organisationId);
  if (member === undefined) return refuse('account_unknown');
  const { costId, lossId, dueId } = member;
  const bearsId = missingAt === undefined ? costId : lossId;
  const [debitId, creditId] = back ? [dueId, bearsId] : [bearsId, dueId];
  const code = CODES[missingAt === undefined ? 'use' : 'missing'][back ? 'back' : 'forth'];
  const line = { debitId, creditId, amountFen: fen, key: `${code}-${documentId}` };
  return transfer(tx, { code, documentId, actorId: actor.userId, occurredAt: at, postedAt: at, lines: [line] });
}
