/** Receiving inspection: which act leads where, who may inspect, what it amounts to, how long records stay. Pure. */
import { may, type Role } from '../auth/roles.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { isDay } from '../kernel/clock.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const RECEIPT_STATES = ['draft', 'pending', 'passed', 'partly', 'refused', 'abandoned'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** States of inspections that were concluded. */
export const CONCLUDED: readonly ReceiptState[] = ['pending', 'passed', 'partly', 'refused'];

export const receiptTransitions = {
  save: { from: ['draft'], to: ['draft'] },
  conclude: { from: ['draft'], to: CONCLUDED },
  decide: { from: ['pending'], to: CONCLUDED },
  abandon: { from: ['draft'], to: ['abandoned'] },
  allot: { from: CONCLUDED, to: CONCLUDED },
  supply: { from: CONCLUDED, to: CONCLUDED },
  return: { from: CONCLUDED, to: CONCLUDED },
  papers: { from: CONCLUDED, to: CONCLUDED },
} as const satisfies Transitions<ReceiptState>;

export const DECISIONS = ['accepted', 'concession', 'rejected', 'pending'] as const;
export type Decision = (typeof DECISIONS)[number];

export const REASON_CODES = [
  'expired',
  'short_life',
  'wrong_maker',
  'damaged',
  'temperature',
  'papers',
  'over',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

export const INVOICE_STATES = ['complete', 'maker_missing', 'distributor_missing', 'exempt'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** What can be said of the two invoices after the conclusion: an exemption is the inspection's own. */
export const SEEN_INVOICES = ['complete', 'maker_missing', 'distributor_missing'] as const;
export type SeenInvoices = (typeof SEEN_INVOICES)[number];

export const PAPERS = ['test_report', 'batch_release', 'customs_form', 'registration'] as const;
export type Paper = (typeof PAPERS)[number];

export interface Place {
  id: number;
  kind: OrganisationKind;
  path: string;
}

/** Roles that inspect what comes to the hub. */
const HUB_ROLES: readonly Role[] = ['storekeeper', 'quality_officer'];

/** Whether a person may inspect what is delivered to a place: the hub's keepers at the hub, own people elsewhere. */
export function mayInspect(person: { roles: readonly Role[]; organisationId: number }, place: Place): boolean {
  if (!may(person.roles, 'receipt.inspect')) return false;
  if (place.kind === 'head') return person.roles.some((role) => HUB_ROLES.includes(role));
  return person.organisationId === place.id;
}

/** Whether a person may stand by as the second one: who inspects or packs there, or above it. */
export function maySecond(person: { roles: readonly Role[]; scopePath: string }, place: Place): boolean {
  const knows = may(person.roles, 'receipt.inspect') || may(person.roles, 'dispatch.post');
  return knows && place.path.startsWith(person.scopePath);
}

/** What the decisions of all lots amount to. */
export function outcomeOf(decisions: readonly (Decision | null)[]): ReceiptState {
  if (decisions.some((one) => one === 'pending')) return 'pending';
  const passed = decisions.filter((one) => one === 'accepted' || one === 'concession').length;
  if (passed === 0) return 'refused';
  return passed === decisions.length ? 'passed' : 'partly';
}

/** The same day of a later year; 29 February becomes 28 February. */
function yearsLater(day: string, years: number): string {
  const moved = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return isDay(moved) ? moved : `${moved.slice(0, 4)}-02-28`;
}

const FOR_EVER = '9999-12-31';

export interface KeptGoods {
  kind: string;
  controlClass: string;
  implant: boolean;
  expiresOn: string;
}

/**
 * The day until which the record of an inspection is kept: a year past expiry and three after the decision; devices
 * and consumables two past expiry and five, implants for ever; narcotics five past expiry.
 */
export function retainUntil(goods: KeptGoods, decidedOn: string): string {
  if (goods.implant) return FOR_EVER;
  const isDevice = ['consumable', 'reagent', 'device'].includes(goods.kind);
  const isNarcotic = ['narcotic', 'psychotropic_1'].includes(goods.controlClass);
  const pastExpiry = yearsLater(goods.expiresOn, isNarcotic ? 5 : isDevice ? 2 : 1);
  const afterDecision = yearsLater(decidedOn, isDevice ? 5 : 3);
  return [pastExpiry, afterDecision].sort().at(-1) ?? afterDecision;
}

/** Zones whose stores serve an item of a zone: cold, frozen and controlled goods lie in their own alone. */
export function zoneFits(itemZone: string, storeZone: string): boolean {
  if (itemZone === storeZone) return true;
  return (itemZone === 'room' || itemZone === 'cool') && (storeZone === 'room' || storeZone === 'cool');
}

/** The store that is proposed for an item: one of its own zone first. */
export function storeFor<S extends { id: number; zone: string }>(
  stores: readonly S[],
  itemZone: string,
): S | undefined {
  return stores.find((store) => store.zone === itemZone) ?? stores.find((store) => zoneFits(itemZone, store.zone));
}
