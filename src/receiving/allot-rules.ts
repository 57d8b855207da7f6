/** How what was decided for each need is laid on the lots that came, so that every box has one destination. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';

export interface AcceptedLot {
  receiptLineId: number;
  /** Accepted and not yet given to anybody, base units. */
  leftBase: number;
}

export interface Share {
  demandId: number;
  proposedBase: number;
  quantityBase: number;
  overrideReason: string;
}

export interface LaidShare extends Share {
  receiptLineId: number;
}

/**
 * Lays the shares on the lots, one after the other in their order. Each need has at least one row, and each lot too,
 * so that both are seen to be decided. Refuses more than the lots hold, and a share unlike its proposal without a word.
 */
export function layShares(shares: readonly Share[], lots: readonly AcceptedLot[]): Result<LaidShare[]> {
  const total = lots.reduce((sum, lot) => sum + lot.leftBase, 0);
  const wanted = shares.reduce((sum, share) => sum + share.quantityBase, 0);
  if (wanted > total) return refuse('allot_over', { available: total, asked: wanted });
  const unlike = shares.find(
    (share) => share.quantityBase !== share.proposedBase && share.overrideReason.trim() === '',
  );
  if (unlike !== undefined) return refuse('allot_reason', {}, `need.${unlike.demandId}.reason`);
  const [firstLot] = lots;
  const [firstShare] = shares;
  if (firstLot === undefined || firstShare === undefined) return ok([]);
  const laid: LaidShare[] = [];
  const left = lots.map((lot) => lot.leftBase);
  for (const share of shares) {
    let rest = share.quantityBase;
    const own: LaidShare[] = [];
    for (const [index, lot] of lots.entries()) {
      const quantityBase = Math.min(rest, left[index] ?? 0);
      if (quantityBase <= 0) continue;
      left[index] = (left[index] ?? 0) - quantityBase;
      rest -= quantityBase;
      own.push({ ...share, receiptLineId: lot.receiptLineId, quantityBase });
    }
    if (own.length === 0) own.push({ ...share, receiptLineId: firstLot.receiptLineId, quantityBase: 0 });
    laid.push(...withProposals(own, share.proposedBase));
  }
  for (const lot of lots) {
    if (laid.some((row) => row.receiptLineId === lot.receiptLineId)) continue;
    const nothing = { quantityBase: 0, proposedBase: 0, overrideReason: '' };
    laid.push({ demandId: firstShare.demandId, receiptLineId: lot.receiptLineId, ...nothing });
  }
  return ok(laid);
}

/** What was proposed for a need, told on its rows: as laid where it was followed, the rest on the last one. */
function withProposals(rows: readonly LaidShare[], proposedBase: number): LaidShare[] {
  let left = proposedBase;
  return rows.map((row, index) => {
    const own = index === rows.length - 1 ? left : Math.min(left, row.quantityBase);
    left -= own;
    return { ...row, proposedBase: own };
  });
}
