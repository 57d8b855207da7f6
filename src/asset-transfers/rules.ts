/** Transfers of ownership of equipment (调拨): which act leads where, what may move, and who must agree. Pure. */
import type { AssetState } from '../assets/rules.ts';
import type { Role } from '../auth/roles.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const MOVE_STATES = ['proposed', 'approved', 'moving', 'done', 'refused', 'withdrawn'] as const;
export type MoveState = (typeof MOVE_STATES)[number];

export const MOVE_ACTS = {
  approve: { from: ['proposed'], to: ['proposed', 'approved'] },
  refuse: { from: ['proposed'], to: ['refused'] },
  fiscal: { from: ['proposed', 'approved'], to: ['proposed', 'approved'] },
  hand_over: { from: ['approved'], to: ['moving'] },
  take_over: { from: ['moving'], to: ['done'] },
  withdraw: { from: ['proposed', 'approved', 'moving'], to: ['withdrawn'] },
} as const satisfies Transitions<MoveState>;

const FEN = 100;

export interface Movable {
  number: string;
  status: AssetState;
  downBy: number | null;
}

export type RestingState = 'idle' | 'in_use' | 'stopped';

/** Refuses what is shared, faulty, under way or up for disposal; and a medical device that was stopped. */
export function checkMovable({ number, status, downBy }: Movable, medical: boolean): Result<RestingState> {
  if (status === 'shared') return refuse('asset_transfer_shared', { number });
  if (status === 'repair' || downBy !== null) return refuse('asset_transfer_faulty', { number });
  if (status === 'stopped' && medical) return refuse('asset_transfer_stopped', { number });
  if (status === 'idle' || status === 'in_use' || status === 'stopped') return ok(status);
  return refuse('asset_wrong_state', { number, status });
}

/** Yuan from which the asset office and finance must agree. */
export interface Tiers {
  office: number;
  finance: number;
}

/**
 * Who must agree, in this order: the head of the owner, the asset office, finance. Where the person who asks holds the
 * role, the vice president decides instead: nobody agrees to the own request.
 */
export function approversOf(
  given: { priceFen: number; ownerKind: string; asks: readonly Role[] },
  tiers: Tiers,
): Role[] {
  const { priceFen, ownerKind, asks } = given;
  const wanted: Role[] = [
    ownerKind === 'head' ? 'vice_president' : 'branch_head',
    ...(priceFen >= tiers.office * FEN ? (['equipment_officer'] as const) : []),
    ...(priceFen >= tiers.finance * FEN ? (['chief_accountant'] as const) : []),
  ];
  return [...new Set(wanted.map((role) => (asks.includes(role) ? 'vice_president' : role)))];
}

/** Whether a transfer without payment needs the treasury's approval. */
export function needsFiscal(given: { paidFen: number; priceFen: number }, tiers: { fiscal: number }): boolean {
  return given.paidFen === 0 && given.priceFen >= tiers.fiscal * FEN;
}

/** Refuses the hand-over of a free transfer above the limit before the treasury has agreed. */
export function checkFiscal(
  given: { paidFen: number; priceFen: number; fiscalNumber: string | null },
  tiers: { fiscal: number },
): Result<undefined> {
  return needsFiscal(given, tiers) && given.fiscalNumber === null ? refuse('asset_transfer_fiscal') : ok();
}
