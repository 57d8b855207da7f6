/** Contracts for equipment and acceptance of what arrives: which act leads where, how much, who, whose money. Pure. */
import type { FundSource } from '../assets/rules.ts';
import { addDays, monthsAfter } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const PURCHASE_STATES = ['ordered', 'done', 'closed'] as const;
export type PurchaseState = (typeof PURCHASE_STATES)[number];

/** `deliver` stands for what arrived, `accept` for what was accepted; the last unit ends it, undoing opens it again. */
export const PURCHASE_ACTS = {
  deliver: { from: ['ordered'], to: ['ordered'] },
  accept: { from: ['ordered'], to: ['ordered', 'done'] },
  close: { from: ['ordered'], to: ['closed'] },
  undo: { from: ['ordered', 'done', 'closed'], to: ['ordered', 'closed'] },
} as const satisfies Transitions<PurchaseState>;

export const ACCEPTANCE_STATES = ['arrived', 'half', 'accepted', 'returned', 'undone'] as const;
export type AcceptanceState = (typeof ACCEPTANCE_STATES)[number];

export const ACCEPTANCE_ACTS = {
  confirm_user: { from: ['arrived', 'half'], to: ['half', 'accepted'] },
  confirm_office: { from: ['arrived', 'half'], to: ['half', 'accepted'] },
  take_back: { from: ['half'], to: ['arrived'] },
  send_back: { from: ['arrived', 'half'], to: ['returned'] },
  undo: { from: ['accepted'], to: ['undone'] },
} as const satisfies Transitions<AcceptanceState>;

export const METHODS = ['tender', 'negotiation', 'single_source'] as const;
export type Method = (typeof METHODS)[number];

/** What each side has seen with its own eyes before it says yes. */
export const CHECKS = {
  user: ['powered', 'functional', 'trained'],
  office: ['complete', 'documents'],
} as const;
export type Side = keyof typeof CHECKS;

/** Units that are written down on one page. */
export const MOST_UNITS = 10;

interface Share {
  quantity: number;
  amountFen: number;
}

/** Never more than was approved: refuses units and amounts beyond what is left of the application. */
export function checkApproved(wanted: Share, approved: Share, bought: Share): Result<undefined> {
  const units = approved.quantity - bought.quantity;
  if (wanted.quantity > units) return refuse('asset_purchase_units', { left: units }, 'quantity');
  const leftFen = approved.amountFen - bought.amountFen;
  return wanted.amountFen > leftFen
    ? refuse('asset_purchase_amount', { leftFen, amountFen: wanted.amountFen }, 'unit')
    : ok();
}

interface Terms {
  method: Method;
  methodReason: string | null;
  contractOn: string;
  deliverOn: string;
}

/** Refuses a contract of a day to come, delivery before it, and one supplier without a reason. */
export function checkTerms(terms: Terms, today: string): Result<undefined> {
  if (terms.contractOn > today) return refuse('asset_purchase_future', { today }, 'contractOn');
  if (terms.deliverOn < terms.contractOn) return refuse('asset_purchase_delivery_day', {}, 'deliverOn');
  const single = terms.method === 'single_source' && terms.methodReason === null;
  return single ? refuse('asset_purchase_single', {}, 'methodReason') : ok();
}

/** When the supplier is paid: most of it so many days after acceptance, a part kept back for so many months. */
export interface PaymentTerms {
  paymentDays: number;
  /** Whole percent. */
  retentionPercent: number;
  retentionMonths: number;
}

const MOST_RETAINED = 10;
const SHORTEST_MONTH = 28;

/** Refuses to keep back more than a tenth, and a part kept back that falls due with the rest. */
export function checkPayment({ paymentDays, retentionPercent, retentionMonths }: PaymentTerms): Result<undefined> {
  if (retentionPercent > MOST_RETAINED) {
    return refuse('asset_purchase_retention', { most: MOST_RETAINED }, 'retentionPercent');
  }
  const kept = retentionPercent > 0;
  if (kept && retentionMonths === 0) return refuse('asset_purchase_retention_months', {}, 'retentionMonths');
  return kept && retentionMonths * SHORTEST_MONTH <= paymentDays
    ? refuse('asset_purchase_retention_early', {}, 'retentionMonths')
    : ok();
}

/** What is owed by when for what was accepted on a day; parts add up to the amount, and none is nothing. */
export function owedParts(amountFen: number, acceptedOn: string, terms: PaymentTerms) {
  const keptFen = Number((BigInt(amountFen) * BigInt(terms.retentionPercent)) / 100n);
  const parts = [
    { amountFen: amountFen - keptFen, dueOn: addDays(acceptedOn, terms.paymentDays) },
    { amountFen: keptFen, dueOn: monthsAfter(acceptedOn, terms.retentionMonths) },
  ];
  return parts.filter((part) => part.amountFen > 0);
}

export interface Unit {
  serialNumber: string;
  udi: string | null;
  producedOn: string | null;
}

/** Refuses nothing at all, more than is still to come, one serial number twice, and made after it arrived. */
export function checkUnits(units: readonly Unit[], left: number, arrivedOn: string): Result<undefined> {
  if (units.length === 0) return refuse('asset_purchase_no_units', {}, 'unit.0.serialNumber');
  if (units.length > left) return refuse('asset_purchase_too_many', { left }, `unit.${left}.serialNumber`);
  const serials = units.map((unit) => unit.serialNumber.toUpperCase());
  const twice = serials.findIndex((serial, nth) => serials.indexOf(serial) < nth);
  if (twice >= 0) {
    return refuse('asset_purchase_serial_twice', { serial: serials[twice] ?? '' }, `unit.${twice}.serialNumber`);
  }
  const late = units.findIndex((unit) => unit.producedOn !== null && unit.producedOn > arrivedOn);
  return late >= 0 ? refuse('asset_purchase_produced', {}, `unit.${late}.producedOn`) : ok();
}

/**
 * What each source pays of the nth unit (from 0), in proportion to what it pays of the application. Parts are cut so
 * that those of all units together are each source's share, and those of one unit are its price.
 */
export function shareOf(
  funds: readonly { source: FundSource; amountFen: number }[],
  unitFen: number,
  nth: number,
): Partial<Record<FundSource, number>> {
  const total = funds.reduce((sum, one) => sum + one.amountFen, 0);
  const [largest, ...others] = [...funds].sort((a, b) => b.amountFen - a.amountFen);
  if (largest === undefined || total === 0) return {};
  const until = (amountFen: number, units: number) =>
    Number((BigInt(units) * BigInt(unitFen) * BigInt(amountFen)) / BigInt(total));
  const parts = others.map(({ source, amountFen }): [FundSource, number] => [
    source,
    until(amountFen, nth + 1) - until(amountFen, nth),
  ]);
  const rest = unitFen - parts.reduce((sum, [, fen]) => sum + fen, 0);
  return Object.fromEntries([[largest.source, rest], ...parts].filter(([, fen]) => fen !== 0));
}

interface Word {
  /** Who says it, who ordered it, and who spoke for the other side. */
  personId: number;
  orderedBy: number;
  other: number | null;
}

/** Two different people, neither of whom signed the contract. */
export function checkWord({ personId, orderedBy, other }: Word): Result<undefined> {
  if (personId === orderedBy) return refuse('asset_acceptance_ordered');
  return personId === other ? refuse('asset_acceptance_same') : ok();
}
