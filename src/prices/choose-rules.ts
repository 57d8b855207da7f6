/**
 * The one rule that chooses the price and the supplier of an item on a day, and says why: the contract of the
 * volume-based purchase first, then national and negotiated ones, then who sells it at the listed price.
 */

export type PriceChannel = 'volume' | 'national' | 'negotiated' | 'listed';

/** Why this price and this supplier: a code of the dictionaries with the facts of its sentence. */
export interface PriceReason {
  code: PriceReasonCode;
  detail: Record<string, string | number>;
}

export type PriceReasonCode =
  | 'volume_contract'
  | 'volume_backup'
  | 'national_contract'
  | 'negotiated_contract'
  | 'listed_price'
  | 'catalogue_price';

export interface ApplicablePrice {
  /** 1/10,000 yuan a pack. */
  pricePack: number;
  partyId: number;
  channel: PriceChannel;
  contractLineId: number | null;
  /** The listed price of the day: nothing may cost more; null while nothing is listed. */
  ceilingPack: number | null;
  leastPacks: number;
  stepPacks: number;
  leadDays: number;
  reason: PriceReason;
}

/** A line of a contract that is in force on the day. */
export interface ContractOffer {
  contractLineId: number;
  /** Number of the contract. */
  contract: string;
  kind: 'volume' | 'national' | 'negotiated';
  pricePack: number;
  partyId: number;
  backupPartyId: number | null;
  startsOn: string;
  endsOn: string;
}

/** How a supplier sells the item. */
export interface TermOffer {
  partyId: number;
  leastPacks: number;
  stepPacks: number;
  leadDays: number;
  preference: number;
}

/** What is known of one item on the day. */
export interface PriceWorld {
  contracts: readonly ContractOffer[];
  terms: readonly TermOffer[];
  listed: { pricePack: number; validFrom: string } | null;
  /** The catalogue's price of a pack; 0 when it says none. */
  cataloguePack: number;
  /** Why nothing may be ordered from this supplier today; null when it may. */
  whyNot: (partyId: number) => string | null;
  nameOf: (partyId: number) => string;
}

const KINDS = ['volume', 'national', 'negotiated'] as const;
const DEFAULT_TERM = { leastPacks: 1, stepPacks: 1, leadDays: 3 };

/** What was passed over on the way, so that the reason can say it. */
interface Passed {
  passed: string;
  passedWhy: string;
}

/**
 * The price of an item and who sells it; null when nobody does, or nobody knows for how much. With `onlyPartyId` the
 * answer is about that supplier alone, whether anything may be ordered from it or not.
 */
export function choosePrice(world: PriceWorld, onlyPartyId?: number): ApplicablePrice | null {
  const passed: Passed[] = [];
  for (const offer of inOrder(world.contracts)) {
    const chosen = fromContract(world, offer, passed, onlyPartyId);
    if (chosen !== null) return chosen;
  }
  return fromTerms(world, passed, onlyPartyId);
}

/** Volume before national before negotiated; of one kind the cheapest, then the latest begun. */
function inOrder(contracts: readonly ContractOffer[]): ContractOffer[] {
  return [...contracts].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      a.pricePack - b.pricePack ||
      (a.startsOn < b.startsOn ? 1 : a.startsOn > b.startsOn ? -1 : 0) ||
      a.contractLineId - b.contractLineId,
  );
}

function fromContract(
  world: PriceWorld,
  offer: ContractOffer,
  passed: Passed[],
  onlyPartyId: number | undefined,
): ApplicablePrice | null {
  const { partyId, backupPartyId, contract } = offer;
  if (onlyPartyId !== undefined) {
    if (onlyPartyId === partyId) return ofContract(world, offer, partyId, {}, passed);
    if (onlyPartyId !== backupPartyId) return null;
    const asked = { instead: world.nameOf(partyId), why: world.whyNot(partyId) ?? 'asked' };
    return ofContract(world, offer, backupPartyId, asked, passed);
  }
  const why = world.whyNot(partyId);
  if (why === null) return ofContract(world, offer, partyId, {}, passed);
  if (backupPartyId !== null && world.whyNot(backupPartyId) === null) {
    return ofContract(world, offer, backupPartyId, { instead: world.nameOf(partyId), why }, passed);
  }
  passed.push({ passed: contract, passedWhy: why });
  return null;
}

const CODES = {
  volume: 'volume_contract',
  national: 'national_contract',
  negotiated: 'negotiated_contract',
} as const satisfies Record<ContractOffer['kind'], PriceReasonCode>;

function ofContract(
  world: PriceWorld,
  offer: ContractOffer,
  partyId: number,
  instead: { instead?: string; why?: string },
  passed: readonly Passed[],
): ApplicablePrice {
  const ceilingPack = world.listed?.pricePack ?? null;
  const capped = ceilingPack !== null && ceilingPack < offer.pricePack;
  const detail = {
    contract: offer.contract,
    endsOn: offer.endsOn,
    party: world.nameOf(partyId),
    ...instead,
    ...(capped && { contractPack: offer.pricePack }),
    ...passed[0],
  };
  const backup = instead.instead !== undefined;
  return {
    pricePack: capped ? ceilingPack : offer.pricePack,
    partyId,
    channel: offer.kind,
    contractLineId: offer.contractLineId,
    ceilingPack,
    ...termOf(world, partyId),
    reason: { code: backup ? 'volume_backup' : CODES[offer.kind], detail },
  };
}

function termOf(world: PriceWorld, partyId: number) {
  const { leastPacks, stepPacks, leadDays } = world.terms.find((term) => term.partyId === partyId) ?? DEFAULT_TERM;
  return { leastPacks, stepPacks, leadDays };
}

function fromTerms(world: PriceWorld, passed: Passed[], onlyPartyId: number | undefined): ApplicablePrice | null {
  const pricePack = world.listed?.pricePack ?? world.cataloguePack;
  if (pricePack <= 0) return null;
  const terms = [...world.terms].sort((a, b) => a.preference - b.preference || a.partyId - b.partyId);
  for (const term of terms) {
    const { partyId, preference, leastPacks, stepPacks, leadDays } = term;
    if (onlyPartyId !== undefined && onlyPartyId !== partyId) continue;
    const why = onlyPartyId === undefined ? world.whyNot(partyId) : null;
    if (why !== null) {
      passed.push({ passed: world.nameOf(partyId), passedWhy: why });
      continue;
    }
    const party = world.nameOf(partyId);
    const first = { party, preference, sellers: terms.length, ...passed[0] };
    const reason: PriceReason =
      world.listed === null
        ? { code: 'catalogue_price', detail: first }
        : { code: 'listed_price', detail: { ...first, listedFrom: world.listed.validFrom } };
    const ceilingPack = world.listed?.pricePack ?? null;
    const steps = { leastPacks, stepPacks, leadDays };
    return { pricePack, partyId, channel: 'listed', contractLineId: null, ceilingPack, ...steps, reason };
  }
  return null;
}
