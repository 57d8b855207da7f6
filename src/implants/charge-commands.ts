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
  /** The member that had the unit, whoever closes the count that misses it. */
  organisationId: number;
  back: boolean;
  /** What is missing is a loss; what was used, a cost. */
  missing: boolean;
}

/** The member bears what was used or is missing, and owes it to the centre that pays the supplier; `back` undoes it. */
export async function chargeMember(tx: Tx, actor: Actor, at: number, given: Charge) {
  const { documentId, organisationId, amountFen: fen, back, missing } = given;
  const member = (await memberAccounts(tx, [organisationId])).get(organisationId);
  if (member === undefined) return refuse('account_unknown');
  const { costId, lossId, dueId } = member;
  const bearsId = missing ? lossId : costId;
  const [debitId, creditId] = back ? [dueId, bearsId] : [bearsId, dueId];
  const code = CODES[missing ? 'missing' : 'use'][back ? 'back' : 'forth'];
  const line = { debitId, creditId, amountFen: fen, key: `${code}-${documentId}` };
  return transfer(tx, { code, documentId, actorId: actor.userId, occurredAt: at, postedAt: at, lines: [line] });
}
