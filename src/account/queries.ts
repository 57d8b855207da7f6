/** What the accounts say: the trial balance, whose two columns must be equal. */
import { asc } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { moneyAccount } from '../../db/schema/account.ts';

export interface TrialBalanceLine {
  id: number;
  code: string;
  kind: string;
  name: string;
  organisationId: number | null;
  /** Fen. */
  debitsFen: number;
  creditsFen: number;
  heldDebitsFen: number;
  heldCreditsFen: number;
}

export interface TrialBalance {
  lines: TrialBalanceLine[];
  debitsFen: number;
  creditsFen: number;
}

/** Every account with its totals, by code. */
export async function trialBalance(db: Db): Promise<TrialBalance> {
  const lines = await db
    .select({
      id: moneyAccount.id,
      code: moneyAccount.code,
      kind: moneyAccount.kind,
      name: moneyAccount.name,
      organisationId: moneyAccount.organisationId,
      debitsFen: moneyAccount.debitsPosted,
      creditsFen: moneyAccount.creditsPosted,
      heldDebitsFen: moneyAccount.debitsPending,
      heldCreditsFen: moneyAccount.creditsPending,
    })
    .from(moneyAccount)
    .orderBy(asc(moneyAccount.code));
  const total = (of: 'debitsFen' | 'creditsFen') => lines.reduce((sum, line) => sum + line[of], 0);
  return { lines, debitsFen: total('debitsFen'), creditsFen: total('creditsFen') };
}
