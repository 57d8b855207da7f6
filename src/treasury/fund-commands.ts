/** 基药周转金: stated for a year by the chief accountant, remitted and recorded by another person. */
import { and, eq, sql } from 'drizzle-orm';
import { fundDuty } from '../../db/schema/bank.ts';
import { centralAccounts } from '../account/chart.ts';
import { transfer } from '../account/transfer.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { fundOf } from './fund-queries.ts';

const PERCENT = 100;
const MOST_FEN = 100_000_000_000_000;

export interface DutyInput {
  year: number;
  /** Essential medicines bought in a year, fen. */
  baseFen: number;
  /** Where the figure comes from. */
  basis: string;
}

/**
 * States what is owed for a year: a percentage by the rule of that day. Stated again, it replaces what was not
 * remitted yet. Refuses a year far away, and a figure whose duty is below what was remitted.
 */
export async function stateFund(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: DutyInput },
): Promise<Answer<{ year: number; dueFen: number }>> {
  const { key, input } = request;
  const subject = `fund ${input.year}`;
  return command(services, actor, { act: 'fund.state', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'payment.approve')) return refuseWithout('payment.approve');
    const today = dayOf(at);
    if (Math.abs(input.year - Number(today.slice(0, 4))) > 1) return refuse('fund_year', { year: input.year }, 'year');
    if (!Number.isSafeInteger(input.baseFen) || input.baseFen < 0 || input.baseFen > MOST_FEN) {
      return refuse('amount_invalid', {}, 'base');
    }
    const { percent } = await ruleOn(tx, 'revolving_fund', today);
    const dueFen = Math.round((input.baseFen * percent) / PERCENT);
    const before = await fundOf(tx, input.year);
    if (before !== undefined && before.remittedFen > dueFen) {
      return refuse('fund_below', { dueFen, remittedFen: before.remittedFen }, 'base');
    }
    const values = { baseFen: input.baseFen, basis: input.basis, dueFen, setBy: actor.userId, setAt: at };
    if (before === undefined) await tx.insert(fundDuty).values({ ...values, year: input.year });
    else await tx.update(fundDuty).set(values).where(eq(fundDuty.id, before.id));
    return ok({ value: { year: input.year, dueFen }, subject, after: { ...input, dueFen } });
  });
}

export interface RemittanceInput {
  year: number;
  amountFen: number;
  /** Number of the bank's paper. */
  voucher: string;
}

/** Records a remittance: dr FUND, cr BANK. Refuses who stated the duty, more than is owed, more than the bank has. */
export async function remitFund(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: RemittanceInput },
): Promise<Answer<{ year: number; remittedFen: number }>> {
  const { key, input } = request;
  const { year, amountFen, voucher } = input;
  const subject = `fund ${year}`;
  return command(services, actor, { act: 'fund.remit', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'payment.prepare')) return refuseWithout('payment.prepare');
    const duty = await fundOf(tx, year);
    if (duty === undefined) return refuse('not_found');
    if (duty.setBy === actor.userId) return refuse('fund_own');
    if (!Number.isSafeInteger(amountFen) || amountFen <= 0) return refuse('amount_invalid', {}, 'amount');
    const remitted = sql`${fundDuty.remittedFen} + ${amountFen}`;
    const [done] = await tx
      .update(fundDuty)
      .set({ remittedFen: remitted, remittedOn: dayOf(at), voucher })
      .where(and(eq(fundDuty.id, duty.id), sql`${fundDuty.remittedFen} + ${amountFen} <= ${fundDuty.dueFen}`))
      .returning({ remittedFen: fundDuty.remittedFen });
    if (done === undefined) return refuse('fund_over', { leftFen: duty.dueFen - duty.remittedFen }, 'amount');
    const { fundId, bankId } = await centralAccounts(tx);
    const line = { debitId: fundId, creditId: bankId, amountFen, key: `fund-${duty.id}-${done.remittedFen}` };
    const header = { code: 'fund_remittance', documentId: null, actorId: actor.userId, occurredAt: at, postedAt: at };
    const moved = await transfer(tx, { ...header, lines: [line] });
    return moved.ok ? ok({ value: { year, remittedFen: done.remittedFen }, subject, after: input }) : moved;
  });
}
