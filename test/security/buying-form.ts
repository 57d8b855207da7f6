/** How a form of the buying side is written down: the paper it acts on, who sends it, what a second sending meets. */
import type { BuyingCounty, Paper, Who } from './buying-county.ts';

export interface BuyingForm {
  name: string;
  /** The address as the table of access names it. */
  route: string;
  by: Who;
  /** A colleague with the same right, who has the same page open. */
  other?: Who;
  strict: string[];
  optional?: string[];
  words?: string[];
  /** Bytes that it may have, when it is longer than others. */
  room?: number;
  /** Makes a paper of the form's own. */
  open: (county: BuyingCounty) => Promise<Paper>;
  /** What the whole form meets: 303 unless said otherwise. */
  done?: number;
  /** What the same form under a new key meets afterwards: 409 with the name of who acted unless said otherwise. */
  again?: { status: number; says?: RegExp };
}

export const VERSIONED = ['idempotency_key', 'version'];
/** An act that may be done once more: it says the same again, or adds another of its kind. */
export const REPEATABLE = { status: 303 };
