/** Which papers allow a supplier to sell which goods, and what lapses when: the legal door before every order. */
import { addDays, dayOf, daysBetween } from '../kernel/clock.ts';
import { readDeviceNumber } from '../kernel/codes/device-numbers.ts';
import { type Refusal, refuse } from '../kernel/result.ts';

export const PARTY_KINDS = ['supplier', 'maker', 'both'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const LICENCE_KINDS = [
  'business',
  'drug_distribution',
  'drug_production',
  'device_distribution',
  'device_production',
  'authorisation',
  'salesperson',
  'quality_agreement',
] as const;
export type LicenceKind = (typeof LICENCE_KINDS)[number];

/** Kinds of goods as licences tell them apart; what a class I article is needs no licence and is none of them. */
export const GOODS = [
  'drug',
  'biological',
  'narcotic',
  'psychotropic_2',
  'decoction_piece',
  'preparation',
  'consumable_2',
  'consumable_3',
  'reagent',
  'device',
] as const;
export type Goods = (typeof GOODS)[number];

const DRUGS: readonly Goods[] = ['drug', 'biological', 'narcotic', 'psychotropic_2', 'decoction_piece', 'preparation'];
const DEVICES: readonly Goods[] = ['consumable_2', 'consumable_3', 'reagent', 'device'];

/** What the scope of a licence may name; papers that stand for the whole party name nothing. */
const MAY_COVER: Record<LicenceKind, readonly Goods[]> = {
  business: [],
  drug_distribution: DRUGS.filter((goods) => goods !== 'preparation'),
  drug_production: DRUGS,
  device_distribution: DEVICES,
  device_production: DEVICES,
  authorisation: GOODS,
  salesperson: [],
  quality_agreement: [],
};

/** The goods a licence of the kind may name in its scope. */
export function mayCover(kind: LicenceKind): readonly Goods[] {
  return MAY_COVER[kind];
}

/** Papers whose scope must be said, because orders depend on it. */
export function needsScope(kind: LicenceKind): boolean {
  return kind.startsWith('drug_') || kind.startsWith('device_');
}

/** What licences ask about an item. */
export interface LicensedItem {
  kind: 'drug' | 'decoction_piece' | 'preparation' | 'consumable' | 'reagent' | 'device';
  storageZone: string;
  controlClass: string;
  approvalNumber: string | null;
}

function deviceClassOf(approvalNumber: string | null): number | undefined {
  const read = approvalNumber === null ? undefined : readDeviceNumber(approvalNumber);
  return read?.ok ? read.value.deviceClass : undefined;
}

function drugGoods(item: LicensedItem): Goods[] {
  const biological = /^国药准字SJ?\d/.test(item.approvalNumber ?? '');
  const chilled = item.storageZone === 'cold' || item.storageZone === 'frozen';
  const goods: Goods[] = [biological || chilled ? 'biological' : 'drug'];
  if (item.controlClass === 'psychotropic_2') goods.push('psychotropic_2');
  else if (item.controlClass !== 'none') goods.push('narcotic');
  return goods;
}

/** Every kind of goods the item is; each must be covered. None for what is sold without a licence. */
export function goodsOf(item: LicensedItem): readonly Goods[] {
  if (item.kind === 'drug') return drugGoods(item);
  if (item.kind === 'decoction_piece') return item.controlClass === 'none' ? [item.kind] : [item.kind, 'narcotic'];
  if (item.kind === 'preparation' || item.kind === 'reagent') return [item.kind];
  const deviceClass = deviceClassOf(item.approvalNumber);
  if (deviceClass === 1) return [];
  if (item.kind === 'device') return ['device'];
  return [deviceClass === 3 ? 'consumable_3' : 'consumable_2'];
}

/** One paper that must be held, of any of these kinds and covering these goods when they are named. */
export interface Requirement {
  anyOf: readonly LicenceKind[];
  goods: Goods | null;
}

/** What a supplier must hold to be ordered from for an item that is these goods. */
export function requirementsFor(goods: readonly Goods[]): Requirement[] {
  const whole = (kind: LicenceKind): Requirement => ({ anyOf: [kind], goods: null });
  const trade = goods.map((each): Requirement => {
    const drug = DRUGS.includes(each);
    const anyOf = drug ? ['drug_distribution', 'drug_production'] : ['device_distribution', 'device_production'];
    return { anyOf: anyOf as LicenceKind[], goods: each };
  });
  const papers = goods.length === 0 ? [] : [whole('salesperson'), whole('quality_agreement')];
  return [whole('business'), ...trade, ...papers];
}

/** A licence as rules need it. */
export interface HeldLicence {
  kind: LicenceKind;
  number: string;
  scope: readonly string[];
  validFrom: string;
  validTo: string | null;
  endedAt: number | null;
}

/** Last day on which it counts: the day before it was revoked, or the one it names; null without end. */
function lastDay(licence: HeldLicence): string | null {
  if (licence.endedAt === null) return licence.validTo;
  const before = addDays(dayOf(licence.endedAt), -1);
  return licence.validTo !== null && licence.validTo < before ? licence.validTo : before;
}

/** True when it counts on the day. */
export function inForce(licence: HeldLicence, day: string): boolean {
  const last = lastDay(licence);
  return licence.validFrom <= day && (last === null || last >= day);
}

function covers(licence: HeldLicence, goods: Goods | null): boolean {
  return goods === null || licence.scope.includes(goods);
}

function latest(licences: readonly HeldLicence[]): HeldLicence | undefined {
  return [...licences].sort((a, b) => ((lastDay(a) ?? '9999') < (lastDay(b) ?? '9999') ? 1 : -1))[0];
}

function lapsed(party: string, licence: HeldLicence): Refusal {
  const { kind, number, endedAt } = licence;
  const detail = { party, licence: kind, number, since: addDays(lastDay(licence) ?? '', 1) };
  return refuse(endedAt === null ? 'party_lapsed' : 'party_revoked', detail);
}

/** The refusal when the requirement is not met on the day: missing, lapsed, revoked, to come, or another scope. */
export function unmet(
  party: string,
  held: readonly HeldLicence[],
  { anyOf, goods }: Requirement,
  given: { day: string; item: string },
): Refusal | undefined {
  const { day, item } = given;
  const ofKind = held.filter((licence) => anyOf.includes(licence.kind));
  const now = ofKind.filter((licence) => inForce(licence, day));
  if (now.some((licence) => covers(licence, goods))) return undefined;
  const past = ofKind.filter((licence) => licence.validFrom <= day && !inForce(licence, day));
  const gone =
    latest(past.filter((licence) => covers(licence, goods))) ?? (now.length === 0 ? latest(past) : undefined);
  if (gone !== undefined) return lapsed(party, gone);
  if (now.length > 0) return refuse('party_scope', { party, goods, item, licence: now[0]?.kind ?? null });
  const [coming] = ofKind.filter((licence) => licence.validFrom > day);
  if (coming)
    return refuse('party_not_yet', { party, licence: coming.kind, number: coming.number, from: coming.validFrom });
  return refuse('party_missing', { party, licence: anyOf[0] ?? null, goods, item });
}

/** What a licence is today; `renewed` has a successor, `danger` lapses soonest. */
export const LICENCE_STATES = ['lapsed', 'danger', 'warn', 'caution', 'valid', 'coming', 'renewed', 'ended'] as const;
export type LicenceState = (typeof LICENCE_STATES)[number];

/** Days before the end from which it is said, ever louder: the dated rule `licence_alert_days`. */
export type AlertDays = { danger: number; warn: number; caution: number };

function renews(successor: HeldLicence, licence: HeldLicence): boolean {
  if (successor.kind !== licence.kind || successor.endedAt !== null) return false;
  const end = licence.validTo;
  if (end === null || successor.validFrom > addDays(end, 1)) return false;
  const longer = successor.validTo === null || successor.validTo > end;
  return longer && licence.scope.every((goods) => successor.scope.includes(goods));
}

/** How it stands on the day among all licences of its party: with a successor that covers as much nobody is called. */
export function licenceState(
  licence: HeldLicence,
  held: readonly HeldLicence[],
  day: string,
  alert: AlertDays,
): LicenceState {
  if (licence.endedAt !== null && dayOf(licence.endedAt) <= day) return 'ended';
  if (licence.validFrom > day) return 'coming';
  if (licence.validTo === null) return 'valid';
  if (held.some((other) => renews(other, licence))) return 'renewed';
  const left = daysBetween(day, licence.validTo);
  if (left < 0) return 'lapsed';
  if (left <= alert.danger) return 'danger';
  if (left <= alert.warn) return 'warn';
  return left <= alert.caution ? 'caution' : 'valid';
}

/** What a party's licences ask for, the worst first; `missing` when a supplier lacks what every order needs. */
export const STANDINGS = ['missing', 'lapsed', 'danger', 'warn', 'caution', 'valid'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The worst that is true of a party on the day. Makers that sell nothing to us need no papers. */
export function standingOf(kind: PartyKind, held: readonly HeldLicence[], day: string, alert: AlertDays): Standing {
  const states = new Set(held.map((licence) => licenceState(licence, held, day, alert)));
  const has = (wanted: (licence: HeldLicence) => boolean) =>
    held.some((licence) => wanted(licence) && (licence.endedAt === null || dayOf(licence.endedAt) > day));
  const complete = has((licence) => licence.kind === 'business') && has((licence) => needsScope(licence.kind));
  if (kind !== 'maker' && !complete) return 'missing';
  return STANDINGS.find((standing) => standing !== 'missing' && states.has(standing)) ?? 'valid';
}
