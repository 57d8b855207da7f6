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
