/** The life of a negotiation and what may be quoted and awarded in it. Pure. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const NEGOTIATION_STATES = ['preparing', 'negotiating', 'proposed', 'awarded', 'cancelled'] as const;
export type NegotiationState = (typeof NEGOTIATION_STATES)[number];

export const NEGOTIATION_ACTS = {
  change: { from: ['preparing'], to: ['preparing'] },
  remove: { from: ['preparing'], to: ['preparing'] },
  refer: { from: ['preparing', 'negotiating'], to: ['preparing', 'negotiating'] },
  state: { from: ['preparing', 'negotiating'], to: ['preparing', 'negotiating'] },
  begin: { from: ['preparing'], to: ['negotiating'] },
  next_round: { from: ['negotiating'], to: ['negotiating'] },
  quote: { from: ['negotiating'], to: ['negotiating'] },
  propose: { from: ['negotiating'], to: ['proposed'] },
  return: { from: ['proposed'], to: ['negotiating'] },
  approve: { from: ['proposed'], to: ['awarded'] },
  cancel: { from: ['preparing', 'negotiating', 'proposed'], to: ['cancelled'] },
} as const satisfies Transitions<NegotiationState>;

export const REFERENCE_KINDS = ['listed', 'province', 'same_specification', 'last_paid', 'other'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

export const STANCES = ['takes_part', 'recused'] as const;
export type Stance = (typeof STANCES)[number];

/** Whose people may sit at the table, and therefore state their interests: buying, deciding, accounts, quality. */
export const AT_TABLE = ['negotiation.manage', 'approval.decide', 'invoice.record', 'party.licence'] as const;

/** At least so many people take part: nobody bargains alone. */
export const LEAST_PEOPLE = 2;

/** Acts that make somebody a party to the matter, who may then not approve it. */
const PARTS = new Set(['open', 'change', 'remove', 'refer', 'state', 'begin', 'next_round', 'quote', 'propose']);

/** Refuses who opened it, stated anything in it or did anything but decide: separation of duties. */
export function checkApprover(
  approverId: number,
  acts: readonly { act: string; actorId: number }[],
): Result<undefined> {
  const took = acts.some((one) => PARTS.has(one.act) && one.actorId === approverId);
  return took ? refuse('negotiation_own') : ok();
}

/** Refuses to begin with fewer than two people or without items. */
export function checkBeginning(lines: number, people: readonly { stance: Stance }[]): Result<undefined> {
  if (lines === 0) return refuse('negotiation_no_lines');
  const taking = people.filter((one) => one.stance === 'takes_part').length;
  return taking < LEAST_PEOPLE ? refuse('negotiation_few_people') : ok();
}

/** Who acts in it takes part; refuses everybody else, and by name those who stepped aside. */
export function checkTakesPart(stance: Stance | undefined): Result<undefined> {
  if (stance === 'recused') return refuse('negotiation_recused');
  return stance === undefined ? refuse('negotiation_not_member') : ok();
}

export interface Quote {
  partyId: number;
  round: number;
  pricePack: number;
}

/** Refuses a quote above the supplier's last one of an earlier round, and above the listed price. */
export function checkQuote(quote: Quote, earlier: readonly Quote[], listedPack: number | null): Result<undefined> {
  const own = earlier.filter((one) => one.partyId === quote.partyId && one.round < quote.round);
  const last = own.sort((a, b) => b.round - a.round)[0];
  if (last !== undefined && quote.pricePack > last.pricePack) {
    return refuse('negotiation_quote_rises', { round: last.round, limitPack: last.pricePack }, 'price');
  }
  if (listedPack !== null && quote.pricePack > listedPack) {
    return refuse('negotiation_above_listed', { limitPack: listedPack }, 'price');
  }
  return ok();
}

/** The last quote of each supplier, the lowest first. */
export function lastQuotes(quotes: readonly Quote[]): Quote[] {
  const last = new Map<number, Quote>();
  for (const quote of quotes) {
    const known = last.get(quote.partyId);
    if (known === undefined || known.round < quote.round) last.set(quote.partyId, quote);
  }
  return [...last.values()].sort((a, b) => a.pricePack - b.pricePack || a.partyId - b.partyId);
}

export interface AwardChoice {
  itemName: string;
  quotes: readonly Quote[];
  listedPack: number | null;
  /** Null for no award. */
  partyId: number | null;
  reason: string;
  field: string;
}

export interface Award {
  partyId: number | null;
  pricePack: number | null;
  reason: string;
}

/**
 * What is awarded of a line: the chosen supplier's last quote. Refuses a supplier that did not quote, a price above
 * the listed one, and a missing reason when it is not the lowest quote or nothing is awarded.
 */
export function awardOf(choice: AwardChoice): Result<Award> {
  const { itemName: item, partyId, reason, field } = choice;
  if (partyId === null) {
    if (reason === '') return refuse('negotiation_none_reason', { item }, `${field}.reason`);
    return ok({ partyId: null, pricePack: null, reason });
  }
  const quotes = lastQuotes(choice.quotes);
  const chosen = quotes.find((quote) => quote.partyId === partyId);
  if (chosen === undefined) return refuse('negotiation_no_quote', { item }, `${field}.party`);
  if (choice.listedPack !== null && chosen.pricePack > choice.listedPack) {
    return refuse('negotiation_above_listed', { limitPack: choice.listedPack }, `${field}.party`);
  }
  const lowest = quotes[0]?.pricePack ?? chosen.pricePack;
  if (chosen.pricePack > lowest && reason === '') {
    return refuse('negotiation_reason_missing', { item }, `${field}.reason`);
  }
  return ok({ partyId, pricePack: chosen.pricePack, reason });
}
