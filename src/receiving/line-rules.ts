/** What a lot at the door must show before anybody may decide about it, and how much of it may be accepted. Pure. */
import { daysBetween, isDay } from '../kernel/clock.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { Decision, Paper, ReasonCode } from './rules.ts';

/** What an item is, as far as its inspection depends on it. */
export interface InspectedItem {
  name: string;
  kind: string;
  storageZone: string;
  controlClass: string;
  /** As ordered. */
  manufacturer: string;
  approvalNumber: string;
}

export interface InspectedLot {
  lineNumber: number;
  lotNumber: string;
  producedOn: string | null;
  expiresOn: string;
  maker: string;
  approvalNumber: string;
  arrivedBase: number;
  decision: Decision | null;
  reasonCode: ReasonCode | null;
  reason: string;
  paperChecks: readonly string[];
}

export interface Travel {
  arrivedAt: number;
  departedAt: number | null;
  transport: string;
  /** Tenths of a degree Celsius. */
  temperatureMin: number | null;
  temperatureMax: number | null;
  temperatureArrival: number | null;
}

export interface InspectionDay {
  /** The day on which it is decided, and the one on which the goods came. */
  today: string;
  arrivedOn: string;
  /** Days of life goods must still have when they arrive, by the rule of that day. */
  leastDays: number;
}

export const isCold = (zone: string): boolean => zone === 'cold' || zone === 'frozen';

/** Goods that two people inspect together. */
export function needsSecond(item: Pick<InspectedItem, 'storageZone' | 'controlClass'>): boolean {
  return isCold(item.storageZone) || item.controlClass !== 'none';
}

/** Tenths of a degree: refrigerated goods travel at 2 to 8, frozen ones at −10 or below. */
const RANGES: Record<string, { least: number; most: number }> = {
  cold: { least: 20, most: 80 },
  frozen: { least: -1000, most: -100 },
};

/** Whether the temperatures on the way and at the door were what the goods stand; null when one was not told. */
export function keptCold(zone: string, travel: Travel): boolean | null {
  const range = RANGES[zone];
  if (range === undefined) return true;
  const told = [travel.temperatureMin, travel.temperatureMax, travel.temperatureArrival];
  if (told.some((one) => one === null)) return null;
  return told.every((one) => one !== null && one >= range.least && one <= range.most);
}

/** The papers that must lie with the goods: what imported and biological ones need besides depends on their number. */
export function papersFor(item: Pick<InspectedItem, 'kind'>, approvalNumber: string): Paper[] {
  if (item.kind === 'device' || item.kind === 'consumable' || item.kind === 'reagent') {
    const imported = /械注进|械备进/.test(approvalNumber);
    return imported ? ['registration', 'customs_form'] : ['registration'];
  }
  const papers: Paper[] = ['test_report'];
  if (/国药准字S/.test(approvalNumber)) papers.push('batch_release');
  if (/国药准字[HZS]J/.test(approvalNumber)) papers.push('customs_form');
  return papers;
}

const plain = (text: string) => text.replace(/[\s（）()]/g, '').toLowerCase();

/** True when the box names another maker than was ordered. */
export function isOtherMaker(item: Pick<InspectedItem, 'manufacturer'>, maker: string): boolean {
  return plain(item.manufacturer) !== '' && plain(maker) !== plain(item.manufacturer);
}

export interface Objection {
  code: 'expired' | 'short_life' | 'wrong_maker' | 'temperature' | 'papers';
  /** Facts for the sentence. */
  detail: Record<string, string | number>;
}

/** Everything that forbids accepting the lot as if nothing were the matter; gravest first. */
export function objectionsTo(item: InspectedItem, lot: InspectedLot, travel: Travel, day: InspectionDay): Objection[] {
  const found: Objection[] = [];
  const left = daysBetween(day.arrivedOn, lot.expiresOn);
  if (lot.expiresOn < day.today) found.push({ code: 'expired', detail: { expiresOn: lot.expiresOn } });
  else if (left < day.leastDays) found.push({ code: 'short_life', detail: { left, least: day.leastDays } });
  if (isOtherMaker(item, lot.maker)) {
    found.push({ code: 'wrong_maker', detail: { maker: lot.maker, ordered: item.manufacturer } });
  }
  if (keptCold(item.storageZone, travel) === false) found.push({ code: 'temperature', detail: {} });
  const missing = papersFor(item, lot.approvalNumber || item.approvalNumber).filter(
    (paper) => !lot.paperChecks.includes(paper),
  );
  if (missing.length > 0) found.push({ code: 'papers', detail: { missing: missing.join(',') } });
  return found;
}

/** Refuses a lot that is not described well enough to be decided: number, days, quantity. */
function checkDescribed(item: InspectedItem, lot: InspectedLot, day: InspectionDay): Result<undefined> {
  const at = { line: lot.lineNumber, item: item.name };
  if (!Number.isSafeInteger(lot.arrivedBase) || lot.arrivedBase <= 0) return refuse('receipt_nothing_arrived', at);
  if (lot.lotNumber.trim() === '') return refuse('receipt_lot_missing', at, 'lotNumber');
  if (!isDay(lot.expiresOn)) return refuse('receipt_expiry_missing', at, 'expiresOn');
  const { producedOn } = lot;
  if (producedOn !== null && (producedOn > day.arrivedOn || producedOn >= lot.expiresOn)) {
    return refuse('receipt_produced', at, 'producedOn');
  }
  return lot.maker.trim() === '' ? refuse('receipt_maker_missing', at, 'maker') : ok();
}

/** What forbids accepting it at all, or at least plainly. */
function checkAccepted(
  item: InspectedItem,
  lot: InspectedLot,
  travel: Travel,
  day: InspectionDay,
): Refusal | undefined {
  const at = { line: lot.lineNumber, item: item.name };
  const [first] = objectionsTo(item, lot, travel, day);
  if (first?.code === 'expired') return refuse('receipt_expired', { ...at, ...first.detail }, 'decision');
  if (isCold(item.storageZone)) {
    const told = keptCold(item.storageZone, travel) !== null && travel.departedAt !== null;
    if (!told || travel.transport.trim() === '') return refuse('receipt_travel_missing', at, 'decision');
  }
  if (lot.decision === 'accepted' && first !== undefined) {
    return refuse(`receipt_${first.code}`, { ...at, ...first.detail }, 'decision');
  }
  return undefined;
}

/**
 * Whether the decision about a lot can stand. Refuses a lot not described, none decided, expired goods accepted in
 * whatever way, plain acceptance of goods with an objection, and a concession, rejection or waiting without its reason.
 */
export function checkDecision(
  item: InspectedItem,
  lot: InspectedLot,
  travel: Travel,
  day: InspectionDay,
): Result<undefined> {
  const at = { line: lot.lineNumber, item: item.name };
  const described = checkDescribed(item, lot, day);
  if (!described.ok) return described;
  if (lot.decision === null) return refuse('receipt_undecided', { ...at, count: 1 }, 'decision');
  if (lot.decision === 'accepted' || lot.decision === 'concession') {
    const forbidden = checkAccepted(item, lot, travel, day);
    if (forbidden !== undefined) return forbidden;
  }
  if (lot.decision === 'accepted') return ok();
  if (lot.reasonCode === null) return refuse('receipt_reason_code', at, 'reasonCode');
  if (lot.decision === 'concession' && lot.reasonCode === 'over')
    return refuse('receipt_over_conceded', at, 'reasonCode');
  const needsWords = lot.decision === 'concession' || lot.reasonCode === 'other';
  return needsWords && lot.reason.trim() === '' ? refuse('receipt_reason', at, 'reason') : ok();
}

export interface CountedLot {
  orderLineId: number;
  deliveryLineId: number | null;
  lineNumber: number;
  name: string;
  /** To be accepted now, base units. */
  acceptedBase: number;
  /** Open of the order line, and not yet inspected of the delivery line; before this inspection. */
  openBase: number;
  announcedBase: number | null;
  /** How the item is counted, for the sentence of a refusal. */
  shape?: { packSize: number; packUnit: string; baseUnit: string; scale: number };
}

/** Refuses accepting more than is open of an order line, or more than its delivery brought. */
export function checkAmounts(lots: readonly CountedLot[]): Result<undefined> {
  const ofOrder = new Map<number, number>();
  const ofDelivery = new Map<number, number>();
  for (const lot of lots) {
    const at = { line: lot.lineNumber, item: lot.name, ...lot.shape };
    const ordered = (ofOrder.get(lot.orderLineId) ?? 0) + lot.acceptedBase;
    ofOrder.set(lot.orderLineId, ordered);
    if (ordered > lot.openBase)
      return refuse('receipt_over', { ...at, open: lot.openBase, asked: ordered }, 'decision');
    if (lot.deliveryLineId === null || lot.announcedBase === null) continue;
    const delivered = (ofDelivery.get(lot.deliveryLineId) ?? 0) + lot.acceptedBase;
    ofDelivery.set(lot.deliveryLineId, delivered);
    if (delivered > lot.announcedBase) {
      return refuse('receipt_over_delivered', { ...at, announced: lot.announcedBase, asked: delivered }, 'decision');
    }
  }
  return ok();
}

/** Refuses times and temperatures that contradict each other. */
export function checkTravel(travel: Travel, now: number): Result<undefined> {
  if (travel.arrivedAt > now) return refuse('receipt_arrives_later', {}, 'arrivedAt');
  if (travel.departedAt !== null && travel.departedAt > travel.arrivedAt) {
    return refuse('receipt_departed_later', {}, 'departedAt');
  }
  const { temperatureMin: least, temperatureMax: most } = travel;
  if (least !== null && most !== null && least > most) return refuse('receipt_temperatures', {}, 'temperatureMin');
  return ok();
}
