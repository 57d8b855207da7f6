/** What each rule's value is made of, so that its form, its words and its checks agree. */
import { ok, type Result, refuse } from '../kernel/result.ts';
import { RULES, type RuleCode } from './rules.ts';

/** Rules that people keep; what marks a demonstration is none of them. */
export type KeptRule = Exclude<RuleCode, 'demo.made'>;

export interface NumberShape {
  kind: 'number';
  name: string;
  unit: 'days' | 'minutes' | 'months' | 'count' | 'points' | 'yuan' | 'percent' | 'years';
  min: number;
  max: number;
}

/** A fraction such as two of three. */
export interface ShareShape {
  kind: 'share';
  name: string;
}

/** One of a few words, such as advised or required. */
export interface ChoiceShape {
  kind: 'choice';
  name: string;
  choices: readonly string[];
}

export type PartShape = NumberShape | ShareShape | ChoiceShape;

const MOST_DAYS = 3650;
const MOST_MINUTES = 60 * 24 * 60;
const MOST_WORKING_DAYS = 60;
const MOST_COUNT = 100;
const MOST_YUAN = 1_000_000_000;
const MOST_VOLUME_MONTHS = 12;
/** Half points are stored: a reviewer gives halves. */
const MOST_HALF_POINTS = 200;

const days = (name: string): NumberShape => ({ kind: 'number', name, unit: 'days', min: 0, max: MOST_DAYS });
const minutes = (name: string): NumberShape => ({ kind: 'number', name, unit: 'minutes', min: 1, max: MOST_MINUTES });
const months = (name: string): NumberShape => ({ kind: 'number', name, unit: 'months', min: 1, max: MOST_COUNT });
const years = (name: string): NumberShape => ({ kind: 'number', name, unit: 'years', min: 1, max: MOST_COUNT });
const count = (name: string): NumberShape => ({ kind: 'number', name, unit: 'count', min: 1, max: MOST_COUNT });
const yuan = (name: string): NumberShape => ({ kind: 'number', name, unit: 'yuan', min: 0, max: MOST_YUAN });
const percent = (name: string, min: number): NumberShape => ({ kind: 'number', name, unit: 'percent', min, max: 100 });
const points = (name: string): NumberShape => ({
  kind: 'number',
  name,
  unit: 'points',
  min: 0,
  max: MOST_HALF_POINTS,
});
const share = (name: string): ShareShape => ({ kind: 'share', name });

/** Percent of more than the whole, and hundredths. */
const wide = (name: string, unit: 'percent' | 'count', min: number): NumberShape => ({
  kind: 'number',
  name,
  unit,
  min,
  max: 1000,
});

const MEMBERS = ['head', 'campus', 'branch', 'clinic', 'centre'];
const ALERTS = Object.keys(RULES.alert_due_minutes.shape);
const capture = (name: string): ChoiceShape => ({ kind: 'choice', name, choices: ['advice', 'must'] });
const large = (name: string): ChoiceShape => ({ kind: 'choice', name, choices: ['a', 'b', 'none'] });

/** The parts of each rule's value, in the order in which people read them. */
export const SHAPES: Record<KeptRule, readonly PartShape[]> = {
  near_expiry_days: [days('danger'), days('warn'), days('caution')],
  shortage_answer_minutes: [minutes('emergency'), minutes('chronic'), minutes('routine')],
  shortage_resolve_limits: [
    ...['emergencyCounty', 'emergencyPurchase', 'emergencyAdHoc'].map(minutes),
    ...['chronic', 'routine'].flatMap((urgency) =>
      ['County', 'Purchase', 'AdHoc'].map((way) => ({ ...days(`${urgency}${way}`), min: 1, max: MOST_WORKING_DAYS })),
    ),
  ],
  life_days_min: [days('head'), days('campus'), days('branch'), days('clinic'), days('centre'), days('company')],
  two_products: [count('injection'), count('oral')],
  selection_bands: [points('recommended'), points('weak')],
  selection_reviews: [count('least')],
  committee_majority: [share('present'), share('inFavour')],
  selection_trial: [months('months'), months('unusedMonths'), count('shortages')],
  formulary_revision: [months('months'), days('warnDays')],
  approval_tiers: [yuan('supplyHead'), yuan('chiefPharmacist'), yuan('chiefAccountant'), yuan('vicePresident')],
  approval_minutes: [minutes('step'), minutes('urgent')],
  payment_terms: [days('generalDays'), { ...months('volumeMonths'), min: 0, max: MOST_VOLUME_MONTHS }],
  match_tolerance: [yuan('yuan'), percent('agreedPercent', 0)],
  licence_alert_days: [days('danger'), days('warn'), days('caution')],
  receipt_life_days: [days('least')],
  revolving_fund: [percent('percent', 0)],
  surplus_cover: [days('memberDays'), days('hubDays')],
  redistribution: [days('lowDays'), days('fillDays'), days('spareDays'), yuan('leastYuan'), yuan('kmYuan')],
  volume_progress: [percent('farPercent', 1)],
  markup_limit: ['drug', 'decoctionPiece', 'consumable', 'reagent', 'device'].map((kind) => percent(kind, 0)),
  count_tolerance: [percent('percent', 0), yuan('yuan')],
  count_abc: [percent('a', 1), percent('b', 1)],
  count_due_days: [days('days')],
  count_tiers: [yuan('chiefPharmacist'), yuan('chiefAccountant')],
  level_window: [days('lookDays'), days('leastDays'), days('refreshDays'), wide('seasonPercent', 'percent', 100)],
  level_lead_days: MEMBERS.map(days),
  level_review_days: MEMBERS.map(days),
  level_service_percent: MEMBERS.map((kind) => ({ ...percent(kind, 50), max: 99 })),
  demand_classes: [
    wide('adi', 'count', 100),
    wide('cv2', 'count', 1),
    percent('alpha', 1),
    percent('beta', 1),
    count('fadingTimes'),
  ],
  alert_due_minutes: ALERTS.map(minutes),
  acquisition_tiers: [yuan('office'), yuan('meeting')],
  asset_transfer_tiers: [yuan('office'), yuan('finance'), yuan('fiscal')],
  disposal_tiers: [yuan('office'), yuan('finance'), yuan('meeting')],
  loss_tiers: [yuan('chiefPharmacist'), yuan('chiefAccountant')],
  slow_stock_days: [
    { ...days('slow'), min: 1 },
    { ...days('dead'), min: 1 },
  ],
  foresight_days: [{ ...days('days'), min: 1, max: 90 }],
  reading_hours: [
    { ...count('morning'), max: 12 },
    { ...count('afternoon'), min: 13, max: 23 },
  ],
  recall_answer_minutes: [minutes('first'), minutes('second'), minutes('third')],
  handover_minutes: [minutes('most')],
  controlled_days: [days('ampoules'), days('card')],
  difference_minutes: ['missing', 'damaged', 'over', 'wrong_lot', 'temperature'].map(minutes),
  fault_minutes: ['critical', 'urgent', 'routine'].map(minutes),
  fault_repair: [yuan('approveYuan'), days('reopenDays')],
  device_event_days: ['death', 'serious', 'other'].map(days),
  arrival_minutes: ['handed', 'sent', 'sender'].map(minutes),
  monitoring_return: [
    { ...days('workingDays'), min: 1, max: 20 },
    { ...days('noticeDays'), max: 30 },
    { ...count('suppliers'), max: 10 },
    ...['red', 'orange', 'yellow'].map((grade) => ({ ...days(grade), min: 1, max: 365 })),
  ],
  trace_capture: ['receipt', 'dispatch', 'arrival', 'issue', 'issue_return', 'supplier_return'].map(capture),
  large_equipment: Object.keys(RULES.large_equipment.shape).map(large),
  depreciation_years: Object.keys(RULES.depreciation_years.shape).map(years),
  metrology_cycles: Object.keys(RULES.metrology_cycles.shape).map((item) => ({ ...months(item), min: 0, max: 60 })),
  metrology_notice: [{ ...days('days'), min: 1, max: 180 }],
  maintenance_cycles: ['high', 'medium', 'low', 'selfTest'].map((of) => ({ ...months(of), min: 1, max: 60 })),
  maintenance_notice: [{ ...days('days'), min: 1, max: 180 }],
  idle_assets: [
    { ...days('days'), min: 1 },
    { ...count('dayHours'), max: 24 },
  ],
};

export const KEPT_RULES = Object.keys(SHAPES) as KeptRule[];

/** The rule of that code, when people keep it. */
export function keptRule(code: string): KeptRule | undefined {
  return KEPT_RULES.find((known) => known === code);
}

type Value = Record<string, unknown>;

function numberOf(value: Value, name: string): number {
  return Number(value[name]);
}

function checkShares(code: KeptRule, value: Value): Result<undefined> {
  for (const part of SHAPES[code]) {
    if (part.kind !== 'share') continue;
    const given = value[part.name] as { of: number; outOf: number } | undefined;
    if (given !== undefined && given.of > given.outOf) return refuse('rule_share', {}, `value.${part.name}.of`);
  }
  return ok();
}

/** Refuses bands that do not widen, shares over the whole, and whatever else the rule's own shape does not take. */
export function checkValue(code: KeptRule, value: Value): Result<undefined> {
  if (code === 'near_expiry_days') {
    if (numberOf(value, 'danger') > numberOf(value, 'warn')) return refuse('rule_bands', {}, 'value.warn');
    if (numberOf(value, 'warn') > numberOf(value, 'caution')) return refuse('rule_bands', {}, 'value.caution');
  }
  if (code === 'monitoring_return') {
    if (numberOf(value, 'red') > numberOf(value, 'orange')) return refuse('rule_bands', {}, 'value.orange');
    if (numberOf(value, 'orange') > numberOf(value, 'yellow')) return refuse('rule_bands', {}, 'value.yellow');
  }
  if (code === 'selection_bands' && numberOf(value, 'weak') > numberOf(value, 'recommended')) {
    return refuse('rule_weak_band', {}, 'value.weak');
  }
  const shares = checkShares(code, value);
  if (!shares.ok) return shares;
  return RULES[code].safeParse(value).success ? ok() : refuse('rule_value');
}

/** How far ahead a value may be laid down: a later day is a slip of the pen. */
const FARTHEST_YEARS = 5;

/**
 * Refuses a first day that is not after today: what is decided today rests upon the value of today, and one day has
 * one value. Refuses a day more than five years ahead as well.
 */
export function checkFirstDay(effectiveFrom: string, today: string): Result<undefined> {
  if (effectiveFrom <= today) return refuse('rule_from_tomorrow', { today }, 'effectiveFrom');
  const farthest = `${Number(today.slice(0, 4)) + FARTHEST_YEARS}${today.slice(4)}`;
  if (effectiveFrom > farthest) return refuse('rule_too_far', { years: FARTHEST_YEARS }, 'effectiveFrom');
  return ok();
}
