/** Asking another member for a piece of equipment for a time. */
import type { Tx } from '../../db/database.ts';
import { loan } from '../../db/schema/loans.ts';
import { type AssetRow, lockAsset } from '../assets/advance-commands.ts';
import { inReach } from '../assets/record-queries.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isOutside, organisationByCode } from '../organisations/queries.ts';
import { standsInFor, useBlockedBy } from '../safety-of-use/queries.ts';
import { refusalOf } from '../safety-of-use/rules.ts';
import { checkLoanFree } from '../sharing/release-commands.ts';
import { openLoanOf } from './list-queries.ts';
import { checkDue, checkLendable } from './rules.ts';

export interface LoanInput {
  assetNumber: string;
  /** Code of the member that borrows it. */
  to: string;
  reason: string;
  /** `YYYY-MM-DD`, the last day. */
  dueOn: string;
}

/** Refuses what cannot be lent, what a test or a fault bars, what stands in for another, and what a loan waits for. */
async function checkCard(tx: Tx, card: AssetRow, today: string): Promise<Result<undefined>> {
  const fit = checkLendable(card);
  if (!fit.ok) return fit;
  const open = await openLoanOf(tx, card.id);
  if (open !== undefined) return refuse('loan_open', { number: card.number, open }, 'assetNumber');
  const fault = await standsInFor(tx, card.id);
  if (fault !== undefined) return refuse('asset_stands_in', { number: card.number, fault }, 'assetNumber');
  const [bar] = (await useBlockedBy(tx, [card.id], today)).get(card.id) ?? [];
  return bar === undefined ? ok() : refusalOf(card.number, bar);
}

/**
 * Asks for a thing: the keeper agrees, and hands it over. Asked for by people of the borrower, or by the asset office
 * for it. What lies idle elsewhere may be asked for by number; other things of strangers are unknown. Refuses
 * what was promised to somebody by the hour before it is due back.
 */
export function askForLoan(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: LoanInput,
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'loan.ask', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'asset.keep')) return refuseWithout('asset.keep');
    const card = await lockAsset(tx, input.assetNumber);
    const unknown = refuse('asset_unknown', { number: input.assetNumber }, 'assetNumber');
    if (card === undefined) return unknown;
    if (card.status !== 'idle' && !(await inReach(tx, card, actor.scopePath))) return unknown;
    const to = await organisationByCode(tx, input.to);
    if (to === undefined || !to.active || isOutside(to.path)) {
      return refuse('asset_member_unknown', { code: input.to }, 'to');
    }
    if (!may(actor.roles, 'asset.edit') && !worksAt(actor, to)) return refuse('loan_borrower', {}, 'to');
    if (to.id === card.keeperId) return refuse('loan_same_member', { to: to.shortName }, 'to');
    const due = checkDue(input.dueOn, dayOf(at));
    if (!due.ok) return due;
    const fit = await checkCard(tx, card, dayOf(at));
    if (!fit.ok) return fit;
    const free = await checkLoanFree(tx, card, input.dueOn);
    if (!free.ok) return free;
    const opening = { kind: 'loan' as const, status: 'asked', act: 'ask', note: input.reason };
    const parties = { organisationId: card.keeperId, counterpartId: to.id };
    const { id, number } = await openDocument(tx, { ...opening, ...parties, actor, at });
    const { reason, dueOn } = input;
    await tx.insert(loan).values({ documentId: id, assetId: card.id, toId: to.id, reason, dueOn });
    return ok({ value: { number }, subject: number, after: input });
  });
}
