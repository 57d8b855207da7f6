/** What the code on a high-value consumable must say, and who may be named on its use. Pure. */
import { isDay } from '../kernel/clock.ts';
import { readGs1 } from '../kernel/codes/gs1.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const UNIT_STATES = ['shelf', 'used', 'returned', 'missing'] as const;
export type UnitState = (typeof UNIT_STATES)[number];
/** What the list is narrowed to: a state, or what of the shelf may not be used or soon may not. */
export const UNIT_CHOICES = [...UNIT_STATES, 'frozen', 'soon', 'own'] as const;
export type UnitChoice = (typeof UNIT_CHOICES)[number];

/** What the comparison of units and stock is narrowed to. */
export const OWN_CHOICES = ['uneven'] as const;
export type OwnChoice = (typeof OWN_CHOICES)[number];

/** Days before its last in which a unit on the shelf should go back to its supplier or be used. */
export const SOON_DAYS = 60;

export const USE_ACTS = { take_back: { from: ['used'], to: ['taken_back'] } } as const satisfies Transitions<
  'used' | 'taken_back'
>;

/** Of the paper by which a unit is missing. */
export const MISSING_ACTS = { found: { from: ['missing'], to: ['found'] } } as const satisfies Transitions<
  'missing' | 'found'
>;

/** Units of one list. */
export const MOST_PLACED = 100;

export interface Udi {
  /** 14 digits. */
  di: string;
  lotNumber: string;
  serial: string;
  expiresOn: string;
}

export function udiText({ di, serial }: Pick<Udi, 'di' | 'serial'>): string {
  return `(01)${di}(21)${serial}`;
}

export const RECALL_TABS = ['open', 'all'] as const;
export type RecallTab = (typeof RECALL_TABS)[number];

export interface RecallScope {
  di: string;
  /** Null: all lots, all serials. */
  lotNumber: string | null;
  serial: string | null;
}

/** Whether the recall means this unit. */
export function covers(recall: RecallScope, unit: Pick<Udi, 'di' | 'lotNumber' | 'serial'>): boolean {
  const same = (wanted: string | null, has: string) => wanted === null || wanted === has;
  return recall.di === unit.di && same(recall.lotNumber, unit.lotNumber) && same(recall.serial, unit.serial);
}

/** Refuses to end a recall while patients who carry the device were not told, unless it was opened by mistake. */
export function checkRecallEnd(untold: number, mistaken: boolean): Result<undefined> {
  return untold > 0 && !mistaken ? refuse('implant_recall_untold', { untold }, 'mistaken') : ok();
}

/** What is recalled, as an element string. */
export function recallText({ di, lotNumber, serial }: RecallScope): string {
  const part = (code: string, value: string | null) => (value === null ? '' : `(${code})${value}`);
  return `(01)${di}${part('10', lotNumber)}${part('21', serial)}`;
}

/** One unit's code, whatever its day: what is past it may stand on a shelf. Refuses what lacks a part. */
export function readUnit(typed: string, today: string): Result<Udi> {
  const read = readGs1(typed, Number(today.slice(0, 4)));
  if (!read.ok) return read;
  const { gtin: di, lot: lotNumber, serial, expiresOn } = read.value;
  if (di === null || lotNumber === null || serial === null || expiresOn === null) {
    return refuse('implant_udi_part', { scan: typed.slice(0, 80) });
  }
  return ok({ di, lotNumber, serial, expiresOn });
}

/** One unit's code. Refuses one that does not read, that lacks a part, and one whose day has passed. */
export function readUdi(typed: string, today: string): Result<Udi> {
  const unit = readUnit(typed, today);
  if (!unit.ok || unit.value.expiresOn >= today) return unit;
  return refuse('implant_expired', { day: unit.value.expiresOn, serial: unit.value.serial });
}

/** Refuses one unit more of a batch than the stores hold, and a batch of which they hold nothing. Base units. */
export function checkBooked(batch: { item: string; lot: string; stock: number; units: number }): Result<undefined> {
  const { stock, units } = batch;
  if (stock === 0) return refuse('implant_not_booked', { item: batch.item, lot: batch.lot });
  return units >= stock ? refuse('implant_all_registered', { ...batch }) : ok();
}

/** The codes of a list, one a line. Refuses none, and more than a list holds. */
export function readUdis(typed: string, today: string): Result<Udi[]> {
  const lines = typed.split(/[\r\n]+/).map((line) => line.trim());
  const given = lines.filter((line) => line !== '');
  if (given.length === 0 || given.length > MOST_PLACED)
    return refuse('implant_list_size', { most: MOST_PLACED }, 'scans');
  const units: Udi[] = [];
  for (const line of given) {
    const unit = readUdi(line, today);
    if (!unit.ok) return { ...unit, field: 'scans' };
    units.push(unit.value);
  }
  return ok(units);
}

/** A number of the hospital or a masked one: Latin letters, digits, dashes and stars; no name can stand there. */
export function checkPatient(reference: string): Result<undefined> {
  const fits = /^[A-Za-z0-9*-]{4,30}$/.test(reference) && /\d/.test(reference);
  // Eighteen characters without a star would be a whole identity number
  const whole = /^\d{17}[\dXx]$/.test(reference) || /^1\d{10}$/.test(reference);
  return fits && !whole ? ok() : refuse('implant_patient', {}, 'patientRef');
}

/** The reference as those see it who have no part in the treatment: its last three characters. */
export function maskedPatient(reference: string): string {
  return `***${reference.slice(-3)}`;
}

/** Refuses a day that has not come or that is after the unit's last. */
export function checkOperation(operatedOn: string, expiresOn: string, today: string): Result<undefined> {
  if (!isDay(operatedOn) || operatedOn > today) return refuse('implant_day', { today }, 'operatedOn');
  return operatedOn > expiresOn ? refuse('implant_expired', { day: expiresOn, serial: '' }, 'operatedOn') : ok();
}
