/** When accepted goods must be paid, whether papers agree with goods, and what a payment may hold. Pure. */
import { addDays, lastDayOfMonth } from '../kernel/clock.ts';

/** The rule `payment_terms`. */
export interface Terms {
  generalDays: number;
  volumeMonths: number;
}

const MONTHS = 12;

/** The month `count` months after that of a day, as `2026-11`. */
function monthAfter(day: string, count: number): string {
  const [year = 0, month = 1] = day.slice(0, 7).split('-').map(Number);
  const months = year * MONTHS + (month - 1) + count;
  return `${Math.floor(months / MONTHS)}-${String((months % MONTHS) + 1).padStart(2, '0')}`;
}

/**
 * The day by which goods accepted on a day are paid: volume-based ones by the end of a later month, everything else
 * so many days after. The clock starts at acceptance, whatever the order, the lorry or the invoice say (国办发〔2015〕7号,
 * 国办发〔2021〕2号).
 */
export function dueOn(channel: string, acceptedOn: string, terms: Terms): string {
  if (channel === 'volume') return lastDayOfMonth(monthAfter(acceptedOn, terms.volumeMonths));
  return addDays(acceptedOn, terms.generalDays);
}

export interface PayableState {
  amountFen: number;
  creditedFen: number;
  heldFen: number;
  paidFen: number;
}

/** Neither paid, nor set off, nor in a run that waits for the bank. */
export function openFen(payable: PayableState): number {
  return payable.amountFen - payable.creditedFen - payable.heldFen - payable.paidFen;
}

/**
 * Whether invoices cover what was accepted, less what went back, within the tolerance of the rule `match_tolerance`:
 * the third of the three papers that must agree.
 */
export function matches(given: { amountFen: number; returnedFen: number; invoicedFen: number }, toleranceFen: number) {
  return Math.abs(given.amountFen - given.returnedFen - given.invoicedFen) <= toleranceFen;
}

export type MatchState = 'none' | 'matched' | 'differs';

export interface MatchGiven {
  /** What was accepted. */
  amountFen: number;
  /** Credit notes about it: goods that went back, prices that were too high. */
  returnedFen: number;
  invoicedFen: number;
  /** The largest difference that two people agreed to. */
  agreedFen: number;
}

/**
 * The three papers: invoices must be for what was accepted, or for what is left of it after credit notes, within the
 * tolerance or within a difference that was agreed to.
 */
export function matchOf(given: MatchGiven, toleranceFen: number): MatchState {
  if (given.invoicedFen === 0) return 'none';
  if (differenceOf(given) === 0) return 'matched';
  if (matches({ ...given, returnedFen: 0 }, toleranceFen) || matches(given, toleranceFen)) return 'matched';
  return Math.abs(differenceOf(given)) <= given.agreedFen ? 'matched' : 'differs';
}

/** Invoiced above (or, negative, below) what is left to pay after credit notes, fen; measured to the nearer of both. */
export function differenceOf({ amountFen, returnedFen, invoicedFen }: Omit<MatchGiven, 'agreedFen'>): number {
  const [gross, net] = [invoicedFen - amountFen, invoicedFen - (amountFen - returnedFen)];
  return Math.abs(gross) <= Math.abs(net) ? gross : net;
}

/** The largest difference that two people may agree to, fen: the percent of the rule `match_tolerance`. */
export function differenceLimit(amountFen: number, percent: number): number {
  return Number((BigInt(amountFen) * BigInt(percent)) / 100n);
}

/** Lots as people type them from an invoice, one spelling each. */
export function readLots(typed: string): string[] {
  const parts = typed
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,;、。]+/);
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** Lots that were accepted and that the invoices do not name. */
export function missingLots(accepted: readonly string[], named: readonly string[]): string[] {
  const known = new Set(named.flatMap((typed) => readLots(typed)));
  return [...new Set(accepted.flatMap((lot) => readLots(lot)))].filter((lot) => !known.has(lot));
}

/** An invoice spread over what is not invoiced yet, first due first; what is over stays with the last. */
export function proposeShares(
  amountFen: number,
  open: readonly { payableId: number; openFen: number }[],
): { payableId: number; amountFen: number }[] {
  const shares: { payableId: number; amountFen: number }[] = [];
  let left = amountFen;
  for (const { payableId, openFen: most } of open) {
    const part = Math.min(left, most);
    if (part <= 0) continue;
    shares.push({ payableId, amountFen: part });
    left -= part;
  }
  return shares;
}

/** What a claim about a payable may be. */
export const CREDIT_KINDS = ['price_difference', 'short_delivery', 'other_credit'] as const;
export const CLAIM_KINDS = [...CREDIT_KINDS, 'invoice_difference', 'settled_outside'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export function isCredit(kind: ClaimKind): boolean {
  return CREDIT_KINDS.some((credit) => credit === kind);
}

/** How far away a due day is: what a list of payables is sorted into. */
export const DUE_BANDS = ['overdue', 'week', 'month', 'later'] as const;
export type DueBand = (typeof DUE_BANDS)[number];

const WEEK_DAYS = 7;
const MONTH_DAYS = 30;

/** The due days of a band, both included; null where it has no end. */
export function bandSpan(band: DueBand, today: string): { from: string | null; to: string | null } {
  const [week, month] = [addDays(today, WEEK_DAYS), addDays(today, MONTH_DAYS)];
  switch (band) {
    case 'overdue':
      return { from: null, to: addDays(today, -1) };
    case 'week':
      return { from: today, to: week };
    case 'month':
      return { from: addDays(week, 1), to: month };
    default:
      return { from: addDays(month, 1), to: null };
  }
}
