/** Cards of equipment: what must be true of their facts, and which act leads from which status to which. Pure. */
import { readDeviceNumber, readUdiDi } from '../kernel/codes/device-numbers.ts';
import { looksLikeGs1, readGs1 } from '../kernel/codes/gs1.ts';
import { cleanScan } from '../kernel/codes/scan-text.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Transitions } from '../kernel/transitions.ts';

export const ASSET_STATES = [
  'idle',
  'in_use',
  'shared',
  'repair',
  'stopped',
  'moving',
  'to_scrap',
  'scrapped',
  'withdrawn',
] as const;
export type AssetState = (typeof ASSET_STATES)[number];

/** Off the books: disposed of, or the acceptance that made the card was undone. Nothing begins with such a card. */
export const GONE_STATES = ['scrapped', 'withdrawn'] as const satisfies readonly AssetState[];
export const isGone = (status: string): boolean => (GONE_STATES as readonly string[]).includes(status);

/** Every act that moves a card, those of sharing, repair, transfer and disposal too. */
export const ASSET_ACTS = {
  commission: { from: ['idle'], to: ['in_use'] },
  rest: { from: ['in_use', 'stopped'], to: ['idle'] },
  stop: { from: ['in_use', 'idle', 'shared', 'repair'], to: ['stopped'] },
  resume: { from: ['stopped'], to: ['in_use'] },
  lend: { from: ['in_use', 'idle'], to: ['shared'] },
  give_back: { from: ['shared'], to: ['in_use', 'idle', 'stopped'] },
  report_fault: { from: ['in_use', 'idle', 'shared', 'stopped'], to: ['repair'] },
  repaired: { from: ['repair'], to: ['in_use', 'idle', 'shared', 'stopped'] },
  hand_over: { from: ['in_use', 'idle', 'stopped'], to: ['moving'] },
  take_over: { from: ['moving'], to: ['in_use', 'idle', 'stopped'] },
  call_back: { from: ['moving'], to: ['in_use', 'idle', 'stopped'] },
  propose_scrap: { from: ['in_use', 'idle', 'stopped', 'repair'], to: ['to_scrap'] },
  keep: { from: ['to_scrap'], to: ['idle', 'stopped'] },
  scrap: { from: ['to_scrap'], to: ['scrapped'] },
  withdraw: { from: ['idle'], to: ['withdrawn'] },
} as const satisfies Transitions<AssetState>;
export type AssetAct = keyof typeof ASSET_ACTS;

export const FUND_SOURCES = ['fiscal', 'science', 'own', 'donated'] as const;
export type FundSource = (typeof FUND_SOURCES)[number];

export const PURCHASE_METHODS = [
  'tender',
  'negotiation',
  'single_source',
  'inquiry',
  'framework',
  'direct',
  'donation',
  'allocation',
] as const;
export type PurchaseMethod = (typeof PURCHASE_METHODS)[number];

export const RISKS = ['high', 'medium', 'low'] as const;
export type Risk = (typeof RISKS)[number];

/** Entries of the catalogue of large equipment (大型医用设备配置许可管理目录), of any edition. */
export const LARGE_KINDS = [
  'ion_therapy',
  'high_end_radiotherapy',
  'pet_mr',
  'pet_ct',
  'endoscopic_robot',
  'radiotherapy',
  'ct_64',
  'mr_15',
] as const;
export type LargeKind = (typeof LARGE_KINDS)[number];
export type LargeGrade = 'a' | 'b' | 'none';

/** Facts that may no longer be corrected: the thing is under way, or gone. */
export const CORRECTABLE: readonly AssetState[] = ['idle', 'in_use', 'repair', 'stopped'];

/** From then on the digits of a registration are of the catalogue of 22; in that year of either. */
const NEW_CATALOGUE_YEAR = 2018;

/** Code of the device catalogue: `06` or `6823`. Refuses another shape. */
export function checkCategory(typed: string | null): Result<string | null> {
  const text = typed === null ? '' : typed.normalize('NFKC').trim();
  if (text === '') return ok(null);
  const isNew = /^\d{2}$/.test(text) && Number(text) >= 1 && Number(text) <= 22;
  return isNew || /^68\d{2}$/.test(text) ? ok(text) : refuse('asset_category', {}, 'categoryCode');
}

export interface Registration {
  registrationNumber: string | null;
  deviceClass: number | null;
}

/** Digits of the catalogue in a registration that a card's category must agree with; null when they cannot be told. */
function categoryIn(number: string, category: string): boolean {
  const [, year = '', digits = ''] = /(\d{4})\d(\d{2})\d{4}$/.exec(number) ?? [];
  if (digits === '') return true;
  const old = category.length === 4;
  // A renewed registration keeps its digits: an old number on a card of the new catalogue says nothing
  if (old ? Number(year) > NEW_CATALOGUE_YEAR : Number(year) < NEW_CATALOGUE_YEAR) return !old;
  if (Number(year) === NEW_CATALOGUE_YEAR) return true;
  return digits === category.slice(-2);
}

/**
 * Reads 注册证编号 or 备案号. Refuses what the kernel's reading refuses, a number on what is no medical device, and
 * one whose category is not that of the card.
 */
export function checkRegistration(
  typed: string | null,
  card: { medical: boolean; categoryCode: string | null },
): Result<Registration> {
  if (typed === null || typed.trim() === '') return ok({ registrationNumber: null, deviceClass: null });
  const field = 'registrationNumber';
  if (!card.medical) return refuse('asset_registration_not_medical', {}, field);
  const read = readDeviceNumber(typed);
  if (!read.ok) return refuse(read.reason, read.detail, field);
  const { value, deviceClass } = read.value;
  if (card.categoryCode !== null && !categoryIn(value, card.categoryCode)) {
    return refuse('asset_registration_category', { number: value, category: card.categoryCode }, field);
  }
  return ok({ registrationNumber: value, deviceClass });
}

export interface Identity {
  udiDi: string | null;
  serialNumber: string | null;
}

/** Reads a UDI, the device part alone or the whole code. Refuses a wrong one, and one of another serial number. */
export function checkIdentity(typed: { udi: string | null; serialNumber: string | null }): Result<Identity> {
  const serialNumber = typed.serialNumber?.normalize('NFKC').trim() || null;
  const text = cleanScan(typed.udi ?? '');
  if (text === '') return ok({ udiDi: null, serialNumber });
  if (!looksLikeGs1(text)) {
    const read = readUdiDi(text);
    return read.ok ? ok({ udiDi: read.value, serialNumber }) : refuse(read.reason, read.detail, 'udi');
  }
  const read = readGs1(text);
  if (!read.ok) return refuse(read.reason, read.detail, 'udi');
  const { gtin, serial } = read.value;
  if (gtin === null) return refuse('udi_di_shape', { value: text.slice(0, 60) }, 'udi');
  if (serial !== null && serialNumber !== null && serial !== serialNumber) {
    return refuse('asset_udi_serial', { serial }, 'serialNumber');
  }
  return ok({ udiDi: gtin, serialNumber: serialNumber ?? serial });
}

export type Funds = Partial<Record<FundSource, number>>;

/** What each source paid, in fen. Refuses negative parts, and a sum that is not the price. */
export function checkFunds(priceFen: number, funds: Funds): Result<[FundSource, number][]> {
  if (!Number.isSafeInteger(priceFen) || priceFen < 0) return refuse('asset_price', {}, 'price');
  const given = FUND_SOURCES.flatMap((source): [FundSource, number][] => {
    const fen = funds[source] ?? 0;
    return fen === 0 ? [] : [[source, fen]];
  });
  const negative = given.find(([, fen]) => fen < 0);
  if (negative !== undefined) return refuse('asset_fund_negative', {}, `fund.${negative[0]}`);
  const sumFen = given.reduce((sum, [, fen]) => sum + fen, 0);
  return sumFen === priceFen ? ok(given) : refuse('asset_funds_sum', { sumFen, priceFen }, 'fund.fiscal');
}

export interface AssetDays {
  acquiredOn: string;
  acceptedOn: string | null;
  firstUsedOn: string | null;
  warrantyUntil: string | null;
}

const EARLIEST = '1950-01-01';

/** Refuses days to come for what has happened, use before acceptance, and a warranty that ends before it began. */
export function checkDays(days: AssetDays, today: string): Result<undefined> {
  const { acquiredOn, acceptedOn, firstUsedOn, warrantyUntil } = days;
  if (acquiredOn > today) return refuse('asset_acquired_future', { today }, 'acquiredOn');
  if (acquiredOn < EARLIEST) return refuse('asset_acquired_early', {}, 'acquiredOn');
  if (acceptedOn !== null && acceptedOn > today) return refuse('asset_day_future', { today }, 'acceptedOn');
  if (firstUsedOn !== null && firstUsedOn > today) return refuse('asset_day_future', { today }, 'firstUsedOn');
  if (acceptedOn !== null && firstUsedOn !== null && firstUsedOn < acceptedOn) {
    return refuse('asset_used_unaccepted', { acceptedOn }, 'firstUsedOn');
  }
  if (warrantyUntil !== null && warrantyUntil < acquiredOn) return refuse('asset_warranty_day', {}, 'warrantyUntil');
  return ok();
}

export interface Licence {
  largeKind: LargeKind | null;
  licenceNumber: string | null;
}

/** Refuses equipment of the catalogue in force when it was acquired that has no licence. */
export function checkLicence(
  { largeKind, licenceNumber }: Licence,
  catalogue: Record<LargeKind, LargeGrade> | undefined,
): Result<undefined> {
  if (largeKind === null || (licenceNumber ?? '') !== '') return ok();
  const grade = catalogue?.[largeKind] ?? 'none';
  return grade === 'none' ? ok() : refuse('asset_licence', { grade }, 'licenceNumber');
}

/** Refuses to put into use a medical device of which no registration is known. */
export function checkCommission(card: { medical: boolean; registrationNumber: string | null }): Result<undefined> {
  return card.medical && card.registrationNumber === null ? refuse('asset_unregistered') : ok();
}

/** The scope of the head hospital is the whole county: its custodians look after its own things only. */
const WHOLE_COUNTY = /^\/(\d+\/)?$/;

interface Cared {
  user: { id: number };
  keeper: { id: number; path: string };
}

/** Whether a person works for who keeps or uses it, or for a house above the keeper. */
export function looksAfter(person: { organisationId: number; scopePath: string }, { user, keeper }: Cared): boolean {
  if (person.organisationId === keeper.id || person.organisationId === user.id) return true;
  return !WHOLE_COUNTY.test(person.scopePath) && keeper.path.startsWith(person.scopePath);
}

/** What the register is narrowed to; a number of the overview opens into one of them. */
export const STANDINGS = [
  'kept',
  'sound',
  'unsound',
  'barred',
  'barred_fault',
  'barred_status',
  'barred_pm',
  'barred_recall',
  'barred_test',
  'warranty',
  'idle_long',
] as const;
export type Standing = (typeof STANDINGS)[number];

/** Days beforehand on which the end of a warranty is told: a contract of upkeep takes that long to buy. */
export const WARRANTY_DAYS = 60;

export const UNSOUND_STATES = ['repair', 'stopped', 'to_scrap', 'scrapped', 'withdrawn'] as const;

/** Sound (完好): nothing is broken. A test that is due, or a way to another member, makes a thing no worse. */
export function isSound(card: { status: string; down: boolean; stoppedBy: string | null }): boolean {
  return !(UNSOUND_STATES as readonly string[]).includes(card.status) && !card.down && card.stoppedBy === null;
}
