/**
 * Bank details change with two people: one proposes, another who asked the company confirms. The commonest fraud on a
 * payer is a letter with a new account, so nobody can do both, here and in the table's own constraint.
 */
import { and, eq } from 'drizzle-orm';
import { partyBank } from '../../db/schema/parties.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { type BankFacts, maskedAccount, readBank } from './edit-rules.ts';
import { bankInForce, partyByCode } from './queries.ts';

/** What the trail keeps of an account: enough to tell it from another, not enough to copy. */
function told({ accountName, bankName, accountNumber }: BankFacts) {
  return { accountName, bankName, accountNumber: maskedAccount(accountNumber) };
}

/** Proposes bank details. Refuses an implausible number, another holder, what is in force, and a second proposal. */
export async function proposeBank(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: BankFacts & { code: string; reason: string } },
): Promise<Answer<{ id: number }>> {
  const { key, input } = request;
  const { code, reason, ...typed } = input;
  return command(services, actor, { act: 'party.propose_bank', key, input, subject: code }, async (tx, at) => {
    if (!may(actor.roles, 'bank.propose')) return refuseWithout('bank.propose');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const read = readBank(typed, row.name);
    if (!read.ok) return read;
    const facts = read.value;
    const current = (await bankInForce(tx, [row.id])).get(row.id);
    if (current?.accountNumber === facts.accountNumber && current.bankName === facts.bankName) {
      return refuse('bank_same', {}, 'accountNumber');
    }
    const [made] = await tx
      .insert(partyBank)
      .values({ ...facts, partyId: row.id, reason, proposedBy: actor.userId, proposedAt: at })
      .onConflictDoNothing()
      .returning({ id: partyBank.id });
    if (made === undefined) return refuse('bank_waiting');
    const before = current && told(current);
    return ok({ value: { id: made.id }, subject: code, before, after: { ...told(facts), reason } });
  });
}

/** Confirms or refuses a proposal. Refuses the proposer, and what is decided already. */
export async function decideBank(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: { code: string; bankId: number; confirm: boolean; note: string } },
): Promise<Answer<{ status: 'confirmed' | 'refused' }>> {
  const { key, input } = request;
  const { code, bankId, confirm, note } = input;
  const act = confirm ? 'party.confirm_bank' : 'party.refuse_bank';
  return command(services, actor, { act, key, input, subject: code }, async (tx, at) => {
    if (!may(actor.roles, 'bank.confirm')) return refuseWithout('bank.confirm');
    const row = await partyByCode(tx, code);
    if (row === undefined) return refuse('not_found');
    const own = and(eq(partyBank.id, bankId), eq(partyBank.partyId, row.id));
    const [known] = await tx.select().from(partyBank).where(own);
    if (known === undefined) return refuse('not_found');
    if (known.proposedBy === actor.userId) return refuse('bank_own_proposal');
    const status = confirm ? ('confirmed' as const) : ('refused' as const);
    const [decided] = await tx
      .update(partyBank)
      .set({ status, decidedBy: actor.userId, decidedAt: at, note })
      .where(and(own, eq(partyBank.status, 'proposed')))
      .returning({ id: partyBank.id });
    if (decided === undefined) return refuse('bank_decided');
    return ok({ value: { status }, subject: code, after: { ...told(known), note } });
  });
}
