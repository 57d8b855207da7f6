/** What accepted equipment costs: owed to its supplier by the centre, and by its owner to the centre. */
import type { Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { equipmentAccount, memberAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { owePayable } from '../payables/owe-commands.ts';
import type { LoadedAcceptance } from './purchase-record.ts';
import { owedParts } from './rules.ts';

const toPay = statement(
  `select coalesce(sum(part.amount_fen), 0) as fen from asset_acceptance_unit as unit
   join asset_fund as part on part.asset_id = unit.asset_id and part.source <> 'donated'
   where unit.acceptance_id = :acceptanceId`,
);

/**
 * Owes the supplier for the cards of an acceptance, by the terms of the contract; what donors pay is owed by nobody
 * here. Inside the transaction that makes the cards.
 */
export async function oweAccepted(
  tx: Tx,
  actor: Actor,
  at: number,
  { document: paper, of }: LoadedAcceptance,
): Promise<Result<undefined>> {
  const [row] = await tx.run<{ fen: number }>(toPay, { acceptanceId: paper.id });
  const amountFen = Number(row?.fen ?? 0);
  if (amountFen === 0) return ok();
  const acceptedOn = dayOf(at);
  const times = { actorId: actor.userId, occurredAt: at, postedAt: at };
  const whose = { receiptId: paper.id, partyId: of.supplier.id, organisationId: of.place.id };
  for (const [nth, part] of owedParts(amountFen, acceptedOn, of.purchase).entries()) {
    const terms = { part: nth + 1, channel: 'equipment' as const, acceptedOn, blocked: null };
    const owed = await owePayable(tx, { ...times, key: `equipment-${paper.id}` }, { ...whose, ...terms, ...part });
    if (!owed.ok) return owed;
  }
  const member = (await memberAccounts(tx, [of.place.id])).get(of.place.id);
  if (member === undefined) return refuse('account_unknown');
  const debitId = await equipmentAccount(tx, of.place.id);
  const line = { debitId, creditId: member.dueId, amountFen, key: `equipment-member-${paper.id}` };
  const moved = await transfer(tx, { ...times, code: 'equipment_acceptance', documentId: paper.id, lines: [line] });
  return moved.ok ? ok() : moved;
}
