/** How charges of losses are listed: their states, what narrows the list, and what a row tells. Pure. */
import type { Bearer } from './difference-rules.ts';

export const CHARGE_STATES = ['proposed', 'confirmed', 'refused', 'withdrawn'] as const;
export type ChargeState = (typeof CHARGE_STATES)[number];

export interface ChargeFilter {
  state?: ChargeState | undefined;
  /** Part of the number, or words, pinyin or initials of who bears it and whose it was. */
  q?: string | undefined;
}

export interface ChargeRow {
  id: number;
  number: string;
  bearer: Bearer;
  bearerName: string;
  /** In whose books the loss was posted. */
  lossIn: string;
  receiver: string;
  amountFen: number;
  status: ChargeState;
  madeAt: number;
  decidedAt: number | null;
  decidedBy: string | null;
  note: string;
  /** Of a supplier: the payable, and how its claim stands. */
  payableId: number | null;
  claimStatus: 'proposed' | 'agreed' | 'refused' | null;
}
