/** Opening accounts: the one procurement account of the county, and the money accounts under it. */
import type { Tx } from '../../db/database.ts';
import type { moneyAccount } from '../../db/schema/account.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import * as sql from './account-statements.ts';

type Columns = typeof moneyAccount.$inferSelect;

export interface AccountDefinition {
  /** Own short code, never reused. */
  code: string;
  kind: Columns['kind'];
  name: string;
  /** The member whose money it counts; null for the county's own. */
  organisationId: number | null;
  /** `debit`: may not be credited below zero; `credit`: may not be debited below zero; `free`: neither. */
  normal: Columns['normal'];
}

interface AccountRow {
  id: number;
  code: string;
  kind: string;
  normal: string;
  organisation_id: number | null;
}

/** The accounts every county has: the dedicated bank account, the fund, what is ordered, and where money comes from. */
const STANDARD: readonly Omit<AccountDefinition, 'organisationId'>[] = [
  { code: 'BANK', kind: 'bank', name: '药械采购专户', normal: 'debit' },
  { code: 'FUND', kind: 'revolving_fund', name: '周转金', normal: 'debit' },
  { code: 'COMMITTED', kind: 'commitment', name: '已下单承付', normal: 'free' },
  { code: 'EQUITY', kind: 'equity', name: '拨入资金', normal: 'free' },
];

/** The name under which a county's procurement account is opened. */
export const PROCUREMENT_ACCOUNT_NAME = '药械采购账户';

/**
 * Opens accounts and gives their ids in the order given. An account that exists with the same definition is given
 * back; refuses a code that stands for another kind, side or member, and any account before the procurement account.
 */
export async function openAccounts(tx: Tx, definitions: readonly AccountDefinition[]): Promise<Result<number[]>> {
  const [county] = await tx.run(sql.readProcurementAccount, {});
  if (county === undefined) return refuse('procurement_account_missing');
  const accounts = definitions.map(({ code, kind, name, organisationId, normal }) => {
    return { code, kind, name, normal, organisation_id: organisationId };
  });
  await tx.run(sql.addAccounts, { accounts });
  const codes = [...new Set(accounts.map((one) => one.code))].map((code) => ({ code }));
  const rows = new Map((await tx.run<AccountRow>(sql.accountsByCode, { codes })).map((row) => [row.code, row]));
  const ids: number[] = [];
  for (const { code, kind, normal, organisation_id } of accounts) {
    const row = rows.get(code);
    const same = row?.kind === kind && row.normal === normal && row.organisation_id === organisation_id;
    if (row === undefined || !same) return refuse('account_code_taken', { code });
    ids.push(row.id);
  }
  return ok(ids);
}

/** Opens one account; see `openAccounts`. */
export async function openAccount(tx: Tx, definition: AccountDefinition): Promise<Result<{ id: number }>> {
  const opened = await openAccounts(tx, [definition]);
  return opened.ok ? ok({ id: opened.value[0] ?? 0 }) : opened;
}

/**
 * Opens the one procurement account (唯一药械采购账户) of the county with its standard accounts; calling it again
 * changes nothing. Refuses another organisation than the one that holds it: there is no second procurement account.
 */
export async function openProcurementAccount(
  tx: Tx,
  headOrganisationId: number,
  given: { name: string; at: number },
): Promise<Result<{ bankId: number; fundId: number; committedId: number; equityId: number }>> {
  await tx.run(sql.addProcurementAccount, { ...given, organisationId: headOrganisationId });
  const [county] = await tx.run<{ organisation_id: number }>(sql.readProcurementAccount, {});
  if (county?.organisation_id !== headOrganisationId) return refuse('procurement_account_exists');
  const opened = await openAccounts(
    tx,
    STANDARD.map((one) => ({ ...one, organisationId: null })),
  );
  if (!opened.ok) return opened;
  const [bankId = 0, fundId = 0, committedId = 0, equityId = 0] = opened.value;
  return ok({ bankId, fundId, committedId, equityId });
}
