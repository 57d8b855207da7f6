/** The dated rules this program knows, each with the shape its value must have. */
import { z } from 'zod';
import { EQUIPMENT_RULES } from './equipment-rules.ts';
import { FAULT_RULES } from './fault-rules.ts';
import { MAINTENANCE_RULES } from './maintenance-rules.ts';
import { METROLOGY_RULES } from './metrology-rules.ts';

const days = z.number().int().min(0).max(3650);
const minutes = z
  .number()
  .int()
  .min(1)
  .max(60 * 24 * 60);

const workingDays = z.number().int().min(1).max(60);
const yuan = z.number().int().min(0).max(1_000_000_000);
const count = z.number().int().min(1).max(100);
const markup = z.number().int().min(0).max(100);
const share = z
  .object({ of: z.number().int().min(1).max(100), outOf: z.number().int().min(1).max(100) })
  .refine((given) => given.of <= given.outOf, 'a share is at most the whole');

const byMember = <Z extends z.ZodType>(value: Z) =>
  z.object({ head: value, campus: value, branch: value, clinic: value, centre: value });
const capture = z.enum(['advice', 'must']);
export const RULES = {
  /** Minutes within which a store of controlled drugs must be handed over again. */
  handover_minutes: z.object({ most: minutes }),
  /** Days within which empty ampoules come back, and before which a purchase card's end is told. */
  controlled_days: z.object({ ampoules: days, card: days }),
  /** Remaining days at or under which a lot is 近效期, by tone. */
  near_expiry_days: z
    .object({ danger: days, warn: days, caution: days })
    .refine(
      ({ danger, warn, caution }) => danger <= warn && warn <= caution,
      'bands must widen from danger to caution',
    ),
  /** Minutes within which the hub answers a shortage, by urgency. */
  shortage_answer_minutes: z.object({ emergency: minutes, chronic: minutes, routine: minutes }),
  /**
   * Within which the goods are there, by urgency and way: of emergencies minutes round the clock, of the others working
   * days. A chronic refill from stock in the county is there before its run-out day.
   */
  shortage_resolve_limits: z.object({
    emergencyCounty: minutes,
    emergencyPurchase: minutes,
    emergencyAdHoc: minutes,
    chronicCounty: workingDays,
    chronicPurchase: workingDays,
    chronicAdHoc: workingDays,
    routineCounty: workingDays,
    routinePurchase: workingDays,
    routineAdHoc: workingDays,
  }),
  /** Days of life a lot must still have when it is sent, by kind of destination. */
  life_days_min: z.object({
    head: days,
    campus: days,
    branch: days,
    clinic: days,
    centre: days,
    company: days,
  }),
  /** 一品两规: products of one generic name that a version may hold, by route. */
  two_products: z.object({ injection: count, oral: count }),
  /** Half points from which a dossier is recommended, and from which it is only weakly so. */
  selection_bands: z
    .object({ recommended: z.number().int().min(0).max(200), weak: z.number().int().min(0).max(200) })
    .refine(({ recommended, weak }) => weak <= recommended, 'the weak band ends where the recommended one begins'),
  /** Reviews a dossier needs before it goes to the committee. */
  selection_reviews: z.object({ least: count }),
  /** Shares of the seats that must be present, and of those present that must vote for it, as fractions. */
  committee_majority: z.object({ present: share, inFavour: share }),
  /** Months a newly taken up item is on trial, and what then speaks for its removal. */
  selection_trial: z.object({ months: count, unusedMonths: count, shortages: count }),
  /** Months after which the formulary must have been revised, and days before that in which the home page says so. */
  formulary_revision: z.object({ months: count, warnDays: days }),
  /** Yuan from which a role must approve a plan (分级审批); 0 for always. In the order in which they decide. */
  approval_tiers: z.object({ supplyHead: yuan, chiefPharmacist: yuan, chiefAccountant: yuan, vicePresident: yuan }),
  /** Minutes within which a step must be decided; of what was ordered first (先购后补), all steps together. */
  approval_minutes: z.object({ step: minutes, urgent: minutes }),
  /** Days from acceptance until payment; of volume-based goods, months until the end of which they are due. */
  payment_terms: z.object({ generalDays: days, volumeMonths: z.number().int().min(0).max(12) }),
  /**
   * Yuan by which an invoice may differ from what was accepted, and percent of it up to which two people may agree to
   * pay all the same; values from before the percent was part of the rule meant five.
   */
  match_tolerance: z.object({ yuan: yuan, agreedPercent: z.number().int().min(0).max(100).default(5) }),
  /** Days before a licence lapses in which it is said, ever louder. */
  licence_alert_days: z
    .object({ danger: days, warn: days, caution: days })
    .refine(({ danger, warn, caution }) => danger <= warn && warn <= caution, 'bands must widen'),
  /** Days of life goods must still have when they arrive from a supplier. */
  receipt_life_days: z.object({ least: days }),
  /** 周转金: percent of the year's essential-medicine purchases that is remitted before the first is paid. */
  revolving_fund: z.object({ percent: z.number().int().min(0).max(100) }),
  /** Days of cover above which a member's stock is surplus, and that the hub keeps for itself. */
  surplus_cover: z.object({ memberDays: days, hubDays: days }),
  /**
   * Redistribution: cover under which a member is filled up to so many days, life that is left when a taker has used
   * it up, the least worth of a journey in yuan, and what it must be worth a kilometre.
   */
  redistribution: z
    .object({ lowDays: days, fillDays: days, spareDays: days, leastYuan: yuan, kmYuan: yuan })
    .refine(({ lowDays, fillDays }) => lowDays <= fillDays, 'filling up ends above where it begins'),
  /** Volume-based progress: percent of the time progress under which it lags far behind. */
  volume_progress: z.object({ farPercent: z.number().int().min(1).max(100) }),
  /** 零差率: percent by which the selling price may be above what was paid; 0 where it must be equal to it. */
  markup_limit: z.object({
    drug: markup,
    decoctionPiece: markup,
    consumable: markup,
    reagent: markup,
    device: markup,
  }),
  /** Percent of what the books expect, and yuan, beyond which another person counts again. */
  count_tolerance: z.object({ percent: z.number().int().min(0).max(100), yuan }),
  /** Percent of the value of use that items of class A, and of A and B together, make up. */
  count_abc: z
    .object({ a: z.number().int().min(1).max(100), b: z.number().int().min(1).max(100) })
    .refine(({ a, b }) => a <= b, 'class B ends where or after class A ends'),
  /** Days within which a count that was opened by a plan must be handed in. */
  count_due_days: z.object({ days }),
  /** Yuan of difference from which the chief pharmacist, and the chief accountant, must approve a count. */
  count_tiers: z.object({ chiefPharmacist: yuan, chiefAccountant: yuan }),
  /** The same for what is written off or adjusted. */
  loss_tiers: z.object({ chiefPharmacist: yuan, chiefAccountant: yuan }),
  /** Days without going out after which stock is slow (滞销), and dead (呆滞). */
  slow_stock_days: z
    .object({ slow: days.min(1), dead: days.min(1) })
    .refine(({ slow, dead }) => slow <= dead, 'dead stock was slow before'),
  /** What levels are proposed from: days looked at, days with stock that must be among them, days until anew. */
  level_window: z
    .object({ lookDays: days, leastDays: days, refreshDays: days, seasonPercent: z.number().int().min(100).max(1000) })
    .refine(({ lookDays, leastDays }) => lookDays >= leastDays && leastDays >= 2, 'the window holds the least of days'),
  /** Days from asking to having, by kind of member, where too few deliveries came to tell. */
  level_lead_days: byMember(days),
  /** Days between two chances to ask, where no calendar says. */
  level_review_days: byMember(days),
  /** Percent of the rounds in which nothing should be missing. */
  level_service_percent: byMember(z.number().int().min(50).max(99)),
  /** Cut-offs of ADI and CV² in hundredths, weights of smoothing in percent, and when use fades. */
  demand_classes: z.object({
    adi: z.number().int().min(100).max(1000),
    cv2: z.number().int().min(1).max(1000),
    alpha: z.number().int().min(1).max(100),
    beta: z.number().int().min(1).max(100),
    fadingTimes: count,
  }),
  /** Minutes within which whoever an alert belongs to should have acted; later kinds have a day where none was said. */
  alert_due_minutes: z.object({
    below_least: minutes,
    runs_out: minutes,
    near_expiry: minutes,
    excursion: minutes,
    logger_silent: minutes,
    calibration_due: minutes,
    licence: minutes,
    count_overdue: minutes,
    upkeep_overdue: minutes,
    recall_overdue: minutes,
    trace: minutes,
    card_expires: minutes,
    arrival_overdue: minutes.default(24 * 60),
    difference_overdue: minutes.default(24 * 60),
    return_due: minutes.default(24 * 60),
  }),
  /** Hours of the day by which a store without a probe is read by hand, in the morning and in the afternoon. */
  /** Days ahead that are looked at for what will run out, and in which a member is asked about it. */
  foresight_days: z.object({ days: z.number().int().min(1).max(90) }),
  reading_hours: z.object({ morning: z.number().int().min(1).max(12), afternoon: z.number().int().min(13).max(23) }),
  /** Minutes within which a member answers a recall, by its class (一级、二级、三级). */
  recall_answer_minutes: z.object({ first: minutes, second: minutes, third: minutes }),
  /** Minutes within which both sides have spoken on a difference of a receipt, by its kind. */
  difference_minutes: z.object({
    missing: minutes,
    damaged: minutes,
    over: minutes,
    wrong_lot: minutes,
    temperature: minutes,
  }),
  /** Minutes from hand-over, and from leaving, within which a dispatch is received; and until the sender is told. */
  ...FAULT_RULES,
  arrival_minutes: z.object({ handed: minutes, sent: minutes, sender: minutes }),
  /** Acts at which the trace codes of packs are advised, and those that may not be done without them. */
  trace_capture: z.object({
    receipt: capture,
    dispatch: capture,
    arrival: capture,
    issue: capture,
    issue_return: capture,
    supplier_return: capture,
  }),
  /** Yuan from which the asset office, and a meeting with the vice president, decide on equipment to buy. */
  acquisition_tiers: z.object({ office: yuan, meeting: yuan }),
  ...EQUIPMENT_RULES,
  ...METROLOGY_RULES,
  ...MAINTENANCE_RULES,
  /**
   * Monthly returns of short drugs: working days after the month, days of notice before, distributors that must have
   * been asked, and below how many days of stock a drug is red, orange or yellow.
   */
  monitoring_return: z
    .object({
      workingDays: z.number().int().min(1).max(20),
      noticeDays: z.number().int().min(0).max(30),
      suppliers: z.number().int().min(1).max(10),
      red: z.number().int().min(1).max(365),
      orange: z.number().int().min(1).max(365),
      yellow: z.number().int().min(1).max(365),
    })
    .refine(({ red, orange, yellow }) => red <= orange && orange <= yellow, 'grades must widen from red to yellow'),
  /** Present when the data is a demonstration: the login page then opens without passwords. */
  'demo.made': z.object({ seed: z.number().int(), day: z.string() }),
} as const;

export type RuleCode = keyof typeof RULES;
export type RuleValue<C extends RuleCode> = z.infer<(typeof RULES)[C]>;
