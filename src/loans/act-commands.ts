/** Acts on a loan: agreed to or not, handed over, extended, taken back. The card's user changes, nobody else. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { loan } from '../../db/schema/loans.ts';
import { advanceAsset, lockAssetById } from '../assets/advance-commands.ts';
import { type ActPhoto, attachPhoto, namedPhoto } from '../attachments/commands.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { comesBackTo, endStandIn } from '../faults/return-commands.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkLoanFree } from '../sharing/release-commands.ts';
import { borrows, type LoadedLoan, lends, lockLoan } from './loan-queries.ts';
import { checkDue, checkLendable, LOAN_ACTS, type LoanAct, type LoanState, statusBack } from './rules.ts';

export interface Seen {
  key: string | null;
  number: string;
  seenVersion?: number;
}

type Change = Partial<Omit<typeof loan.$inferInsert, 'documentId' | 'assetId'>>;
type Work = (tx: Tx, loaded: LoadedLoan, at: number) => Promise<Result<{ change?: Change; note: string | null }>>;

interface LoanStep extends Seen {
  act: LoanAct;
  to: LoanState;
  by: 'lender' | 'borrower' | 'either';
  input: object;
  photo?: ActPhoto | null | undefined;
}

function says(actor: Actor, by: LoanStep['by'], loaded: LoadedLoan): boolean {
  if (by === 'lender') return lends(actor, loaded);
  return borrows(actor, loaded) || (by === 'either' && lends(actor, loaded));
}

/** Runs one act. Refuses people of neither side, stale pages, what `work` refuses, and what the table does not list. */
function actOnLoan(
  services: CommandServices,
  actor: Actor,
  request: LoanStep,
  work: Work,
): Promise<Answer<{ status: LoanState }>> {
  const { act, to, by, key, number, seenVersion, photo } = request;
  const input = { ...request.input, ...namedPhoto(photo) };
  const asked = { act: `loan.${act}`, key, input: { number, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const loaded = await lockLoan(tx, actor.scopePath, number);
    if (loaded === undefined) return refuse('not_found');
    if (!says(actor, by, loaded)) return refuse('asset_not_here', { number: loaded.asset.number });
    if (seenVersion !== undefined) {
      const seen = await checkSeen(tx, loaded.document, seenVersion);
      if (!seen.ok) return seen;
    }
    const { id, status } = loaded.document;
    if (!(LOAN_ACTS[act].from as readonly string[]).includes(status)) return refuse('wrong_state');
    const done = await work(tx, loaded, at);
    if (!done.ok) return done;
    const { change, note } = done.value;
    const led = await advance(tx, id, { act, to, transitions: LOAN_ACTS, actor, at, note });
    if (!led.ok) return led;
    if (change !== undefined) await tx.update(loan).set(change).where(eq(loan.documentId, id));
    const kept = await attachPhoto(tx, actor, at, { number, photo });
    if (!kept.ok) return kept;
    return ok({ value: { status: to }, subject: number, after: input });
  });
}

/** The keeper agrees to lend it. Refuses whoever asked: two people agree. */
export function agreeToLoan(services: CommandServices, actor: Actor, given: Seen) {
  const request = { act: 'agree' as const, to: 'agreed' as const, by: 'lender' as const, ...given, input: {} };
  return actOnLoan(services, actor, request, async (_tx, { document }) =>
    document.createdBy === actor.userId ? refuse('loan_own_asking') : ok({ note: null }),
  );
}

/** The keeper does not lend it, and says why. */
export function refuseLoan(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'refuse' as const, to: 'refused' as const, by: 'lender' as const, ...given, input };
  return actOnLoan(services, actor, request, async () => ok({ note: input.why }));
}

/** Given up by either side before it is handed over. */
export function cancelLoan(services: CommandServices, actor: Actor, given: Seen, input: { why: string }) {
  const request = { act: 'cancel' as const, to: 'cancelled' as const, by: 'either' as const, ...given, input };
  return actOnLoan(services, actor, request, async () => ok({ note: input.why }));
}

/**
 * Hands it over as it is: the borrower becomes its user. Refuses a thing that has gone, broken or failed a test since,
 * and one that another borrower has by now.
 */
export function handOverLoan(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  { photo, ...input }: { condition: string; room: string; photo?: ActPhoto | null },
) {
  const request = { act: 'hand_over' as const, to: 'out' as const, by: 'lender' as const, ...given, input, photo };
  return actOnLoan(services, actor, request, async (tx, { document: paper, loan: own, keeper }, at) => {
    const card = await lockAssetById(tx, own.assetId);
    if (card === undefined || card.keeperId !== keeper.id)
      return refuse('loan_keeper_changed', { number: paper.number });
    const fit = checkLendable(card);
    if (!fit.ok) return fit;
    const free = await checkLoanFree(tx, card, own.dueOn);
    if (!free.ok) return { ...free, field: 'condition' };
    const { condition, room } = input;
    const change = { userId: own.toId, room, custodianId: null };
    const step = { asset: card, act: 'lend', to: 'shared' as const, change, note: condition };
    const lent = await advanceAsset(tx, actor, at, { ...step, documentNumber: paper.number });
    if (!lent.ok) return lent;
    const back = { backUserId: card.userId, backRoom: card.room, backStatus: card.status as 'in_use' | 'idle' };
    return ok({ change: { ...back, isOut: true, handedAt: at, handedCondition: condition }, note: condition });
  });
}

/** Lets the borrower keep it longer, or asks for it earlier. */
export function extendLoan(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { dueOn: string; why: string },
) {
  const request = { act: 'extend' as const, to: 'out' as const, by: 'lender' as const, ...given, input };
  return actOnLoan(services, actor, request, async (tx, { loan: own }, at) => {
    const { dueOn, why } = input;
    const due = checkDue(dueOn, dayOf(at));
    if (!due.ok) return due;
    const card = await lockAssetById(tx, own.assetId);
    if (card === undefined) return refuse('not_found');
    const free = await checkLoanFree(tx, card, dueOn);
    return free.ok ? ok({ change: { dueOn }, note: `${dueOn} ${why}` }) : free;
  });
}

/**
 * Takes it back, as the keeper found it: user, room and status are what they were; what came back damaged is stopped,
 * and what is under repair stays so and comes back to what it was when it is accepted. It stands in for nothing then.
 */
export function takeBackLoan(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  { photo, ...input }: { condition: string; damaged: boolean; photo?: ActPhoto | null },
) {
  const request = { act: 'take_back' as const, to: 'returned' as const, by: 'lender' as const, ...given, input, photo };
  return actOnLoan(services, actor, request, async (tx, { document: paper, loan: own }, at) => {
    const { condition, damaged } = input;
    const back = statusBack(damaged, own.backStatus);
    const card = await lockAssetById(tx, own.assetId);
    if (card === undefined) return refuse('not_found');
    await comesBackTo(tx, own.assetId, back);
    const change = { userId: own.backUserId ?? card.keeperId, room: own.backRoom ?? '', custodianId: null };
    const moves = card.status === 'shared' ? { to: back } : {};
    const step = { asset: card, act: 'give_back', ...moves, change, note: condition };
    const returned = await advanceAsset(tx, actor, at, { ...step, documentNumber: paper.number });
    if (!returned.ok) return returned;
    const ended = await endStandIn(tx, actor, at, own.assetId);
    if (!ended.ok) return ended;
    return ok({ change: { isOut: false, returnedAt: at, returnedCondition: condition, damaged }, note: condition });
  });
}
