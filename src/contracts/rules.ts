/** The life of a contract, what it must be before it binds, and how an agreed volume is spread. Pure. */

import { addDays } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const CONTRACT_STATES = ['draft', 'active', 'ended', 'withdrawn'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

export const CONTRACT_KINDS = ['volume', 'national', 'negotiated'] as const;
export type ContractKind = (typeof CONTRACT_KINDS)[number];

/** A contract that never began is withdrawn; one that bound for a time is ended, so that past days answer alike. */
export const CONTRACT_ACTS = {
  change: { from: ['draft'], to: ['draft'] },
  activate: { from: ['draft'], to: ['active'] },
  excuse: { from: ['active', 'ended'], to: ['active', 'ended'] },
  end: { from: ['active'], to: ['ended'] },
  withdraw: { from: ['draft', 'active'], to: ['withdrawn'] },
} as const satisfies Transitions<ContractState>;

export interface ContractInput {
  kind: ContractKind;
  title: string;
  batch: string;
  partyId: number;
  backupPartyId: number | null;
  startsOn: string;
  endsOn: string;
}

/** Refuses a span that ends before it begins, a backup that is the first, and a volume contract without its batch. */
export function checkContract(input: ContractInput): Result<undefined> {
  if (input.endsOn < input.startsOn) return refuse('contract_span', {}, 'endsOn');
  if (input.backupPartyId === input.partyId) return refuse('contract_backup_same', {}, 'backup');
  if (input.kind === 'volume' && input.batch === '') return refuse('contract_batch_missing', {}, 'batch');
  if (input.kind !== 'volume' && input.backupPartyId !== null) return refuse('contract_backup_kind', {}, 'backup');
  return ok();
}

export interface LineToCheck {
  itemName: string;
  pricePack: number;
  agreedUnits: number;
  sharesUnits: number;
  /** The highest price listed on the first day it binds; null when nothing is listed. */
  listedPack: number | null;
  /** Number of another volume contract for the item at the same time. */
  overlaps: string | null;
}

/**
 * Refuses to let a contract bind that is over, has no lines, costs more than is listed, covers an item that another
 * volume contract covers at the same time, or whose shares do not add up to the agreed volume.
 */
export function checkActivation(
  contract: { kind: ContractKind; endsOn: string },
  lines: readonly LineToCheck[],
  today: string,
): Result<undefined> {
  if (contract.endsOn < today) return refuse('contract_over', { day: contract.endsOn });
  if (lines.length === 0) return refuse('contract_no_lines');
  for (const line of lines) {
    const { itemName: item, pricePack, listedPack, agreedUnits, sharesUnits } = line;
    if (listedPack !== null && pricePack > listedPack) {
      return refuse('contract_above_listed', { item, limitPack: listedPack, pricePack });
    }
    if (contract.kind !== 'volume') continue;
    if (line.overlaps !== null) return refuse('contract_overlaps', { item, contract: line.overlaps });
    if (agreedUnits === 0) return refuse('contract_no_volume', { item });
    if (sharesUnits !== agreedUnits) return refuse('contract_shares_differ', { item, agreedUnits, sharesUnits });
  }
  return ok();
}

/**
 * The last day of a contract that is ended. At once means yesterday was its last day. Refuses an earlier day, one
 * before it began (then it is withdrawn instead), and a day that would not shorten it.
 */
export function checkEnding(
  contract: { startsOn: string; endsOn: string },
  lastDay: string,
  today: string,
): Result<undefined> {
  if (lastDay < addDays(today, -1)) return refuse('contract_end_past', {}, 'lastDay');
  if (lastDay < contract.startsOn) return refuse('contract_end_before_start', { day: contract.startsOn }, 'lastDay');
  if (lastDay >= contract.endsOn) return refuse('contract_end_later', { day: contract.endsOn }, 'lastDay');
  return ok();
}

/** Refuses to withdraw what binds already: it is ended with its last day instead. */
export function checkWithdrawal(contract: { status: string; startsOn: string }, today: string): Result<undefined> {
  const binds = contract.status === 'active' && contract.startsOn <= today;
  return binds ? refuse('contract_binds', { day: contract.startsOn }) : ok();
}

export interface Share {
  organisationId: number;
  units: number;
}

/**
 * `agreedUnits` spread by use, exactly: whole units, the largest remainders first, members that would get none left
 * out. Refuses when nobody used anything.
 */
export function spreadByUse(
  agreedUnits: number,
  use: readonly { organisationId: number; quantityBase: number }[],
): Result<Share[]> {
  const users = use.filter((one) => one.quantityBase > 0).sort((a, b) => a.organisationId - b.organisationId);
  const total = users.reduce((sum, one) => sum + BigInt(one.quantityBase), 0n);
  if (total === 0n) return refuse('contract_no_use');
  const parts = users.map((one) => {
    const exact = BigInt(agreedUnits) * BigInt(one.quantityBase);
    return { organisationId: one.organisationId, units: Number(exact / total), rest: exact % total };
  });
  let left = agreedUnits - parts.reduce((sum, part) => sum + part.units, 0);
  for (const part of [...parts].sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : 0))) {
    if (left === 0) break;
    part.units += 1;
    left -= 1;
  }
  return ok(parts.filter((part) => part.units > 0).map(({ organisationId, units }) => ({ organisationId, units })));
}
