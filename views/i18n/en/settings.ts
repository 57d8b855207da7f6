/** English words of the dated rules. */

import type { settings as zh } from '../zh/settings.ts';
import { alertKinds } from './alert-kinds.ts';
import { equipment } from './equipment.ts';
import { largeGrades, largeKinds } from './equipment-large.ts';
import { metrologyItems } from './metrology-items.ts';
import { organisations } from './organisations.ts';
import { shortages } from './shortages.ts';

const share = (given: { of: number; outOf: number }): string => `${given.of}/${given.outOf}`;

const from = (yuan: number): string => (yuan === 0 ? 'always' : `from ${yuan.toLocaleString('en-GB')} yuan`);

const byMember = <V extends Record<'head' | 'campus' | 'branch' | 'clinic' | 'centre', number>>(
  value: V,
  said: (one: number) => string,
): string =>
  (['head', 'campus', 'branch', 'clinic', 'centre'] as const)
    .map((kind) => `${organisations.kinds[kind]} ${said(value[kind])}`)
    .join(', ');

/** Kinds by their cycle, the shortest first. */
const byCycle = (value: Record<string, number>, said: (months: number) => string): string => {
  const groups = new Map<number, string[]>();
  for (const [item, months] of Object.entries(value)) {
    const name = (metrologyItems as Record<string, string>)[item] ?? item;
    groups.set(months, [...(groups.get(months) ?? []), name]);
  }
  const sorted = [...groups].sort(([a], [b]) => a - b);
  return sorted.map(([months, names]) => `${said(months)}: ${names.join(', ')}`).join('; ');
};

export const settings: typeof zh = {
  title: 'Rules',
  intro: 'Every time limit, threshold and share: since when, how much, on what basis',
  search: 'Find',
  searchHint: 'Name or pinyin initials',
  day: 'As of',
  asOf: (day) => `In force on ${day}`,
  asOfToday: 'In force today',
  name: 'Rule',
  code: 'Code',
  text: 'Where it is used',
  value: 'In force',
  basis: 'Basis',
  since: 'Since',
  until: 'Until',
  next: 'Later',
  nextFrom: 'Later from',
  nextFromDay: (day, value) => `From ${day}: ${value}`,
  noNext: 'None',
  noValue: 'Not laid down on this day',
  emptyTitle: 'No rule fits',
  emptyText: 'Try another name or other pinyin initials.',
  state: 'State',
  states: { past: 'Past', in_force: 'In force', coming: 'Not yet' },
  history: 'All its values',
  act: 'Act',
  add: 'Lay down a later value',
  addText:
    'A new value begins tomorrow at the earliest: what was answered, scored and voted today rests upon the value of today, and a day has one value. Values of the past are never changed; figures of the past keep to what held then.',
  effectiveFrom: 'First day',
  basisHint: 'Name and number of the document, or the day of the decision of the house',
  consequence: 'It is used from the first moment of that day; until then it can be withdrawn.',
  submit: 'Lay down value',
  added: (day) => `Laid down; used from ${day}`,
  readOnly: 'The chief pharmacist and the administrator lay down later values.',
  withdraw: 'Withdraw a later value',
  withdrawLink: 'Withdraw',
  withdrawQuestion: (name, day) => `Withdraw the value of “${name}” from ${day}?`,
  withdrawWill: [
    'Nothing changes on that day: the value before it goes on.',
    'The audit trail keeps the value and the reason.',
    'Another value may be laid down for the same day.',
  ],
  withdrawReason: 'Reason',
  withdrawSubmit: 'Withdraw value',
  withdrawn: (day) => `Withdrew the value from ${day}`,
  units: {
    days: 'days',
    minutes: 'minutes',
    months: 'months',
    count: '',
    points: 'points',
    yuan: 'yuan',
    years: 'years',
    percent: '%',
  },
  choices: { advice: 'Advised', must: 'Required', ...largeGrades },
  shareOf: 'numerator',
  shareOutOf: 'denominator',
  pointsHint: 'Halves are possible, such as 69.5',
  minutesHint: '1440 minutes are a day',
  rules: {
    near_expiry_days: { name: 'Near-expiry bands', text: 'Lots with so many days left or fewer are marked in colour' },
    shortage_answer_minutes: {
      name: 'Time to answer a shortage',
      text: 'How soon the central pharmacy answers a shortage request',
    },
    shortage_resolve_limits: {
      name: 'Time to resolve a shortage',
      text: 'How soon the goods are there, by urgency and way: emergencies in minutes round the clock, others in working days',
    },
    life_days_min: { name: 'Least life of a sent lot', text: 'Days a lot must still have, by kind of receiver' },
    two_products: { name: 'Two products a name', text: 'Products of one generic name on the formulary, by route' },
    selection_bands: { name: 'Selection bands', text: 'Mean points from which a medicine is recommended' },
    selection_reviews: { name: 'Reviews of a dossier', text: 'Reviews needed before it goes to the committee' },
    committee_majority: {
      name: 'Committee majority',
      text: 'Members present of all, votes in favour of those present',
    },
    selection_trial: { name: 'Trial of new items', text: 'How long it lasts, and what speaks for removal' },
    formulary_revision: { name: 'Formulary revision', text: 'How often it is revised, and when the home page warns' },
    approval_tiers: {
      name: 'Approval by amount',
      text: 'Yuan from which each role must approve a plan, in this order; 0 for always',
    },
    approval_minutes: {
      name: 'Time to approve',
      text: 'For each step; for what was ordered first, all steps together',
    },
    payment_terms: {
      name: 'Payment terms',
      text: 'Days from acceptance; of volume-based goods, months until the end of which they are due',
    },
    match_tolerance: {
      name: 'Invoice tolerance',
      text: 'How far an invoice may differ from what was accepted, and how far when two people agree',
    },
    licence_alert_days: {
      name: 'Licences about to lapse',
      text: 'Days left under which pages say so in red, orange, yellow; a lapse stops ordering',
    },
    count_tolerance: {
      name: 'Recount limits',
      text: 'Beyond which share of the books, or how many yuan, another person counts again',
    },
    count_abc: {
      name: 'ABC classes of counting',
      text: 'By value of use in a year: the share that class A makes up, and A and B together',
    },
    count_due_days: { name: 'Days to count', text: 'Within how many days a planned count must be handed in' },
    count_tiers: {
      name: 'Approval of counts',
      text: 'From how many yuan of difference the chief pharmacist and the chief accountant approve',
    },
    foresight_days: {
      name: 'Looking ahead',
      text: 'How many days ahead what will run out is listed, and members are asked about it',
    },
    reading_hours: {
      name: 'Reading stores by hand',
      text: 'By which hour of the morning and of the afternoon a store without a living probe is read by hand',
    },
    difference_minutes: {
      name: 'Settling differences',
      text: 'How long both sides have to speak on a difference of a receipt, by its kind; then who has not is told',
    },
    fault_minutes: {
      name: 'Time to repair',
      text: 'From the report to the acceptance, by urgency; what is late is marked on the home page and in the list',
    },
    fault_repair: {
      name: 'Cost of repairs and reopening',
      text: 'Yuan of parts and outside work from which another person agrees; days after acceptance in which to reopen',
    },
    device_event_days: {
      name: 'Reporting adverse events of devices',
      text: 'Days after it is known until the national system is told',
    },
    arrival_minutes: {
      name: 'Receiving in time',
      text: 'How long after hand-over and after sending a dispatch is received; then the receiver is told, later the sender',
    },
    monitoring_return: {
      name: 'Short-drug returns',
      text: 'Working days after the month, days of notice, distributors to ask, days of stock for red, orange, yellow',
    },
    recall_answer_minutes: {
      name: 'Answering a recall',
      text: 'How long after the notice a member answers at the latest, by class',
    },
    handover_minutes: {
      name: 'Handover of controlled drugs',
      text: 'How often a store of controlled drugs is handed over at least; late ones are told',
    },
    controlled_days: {
      name: 'Controlled drugs: days',
      text: 'Within how many days empty ampoules come back, and how long before its end a purchase card is told',
    },
    trace_capture: {
      name: 'Capture of trace codes',
      text: 'At which acts scanning is advised, and which may not be done without the codes, from the first day on',
    },
    large_equipment: {
      name: 'Catalogue of large equipment',
      text: 'Which equipment needs a licence, and of whom, by the catalogue of the day on which it was acquired',
    },
    acquisition_tiers: {
      name: 'Approval of equipment to buy',
      text: 'From how many yuan the asset office, or a collective decision; below, the head of the member',
    },
    asset_transfer_tiers: {
      name: 'Approval of equipment transfers',
      text: 'From how many yuan the asset office and finance agree, and the treasury to a free transfer',
    },
    disposal_tiers: {
      name: 'Approval of disposals',
      text: 'From how many yuan the asset office and finance agree, and a meeting must have decided',
    },
    loss_tiers: {
      name: 'Approval of losses',
      text: 'From how many yuan the chief pharmacist and the chief accountant approve what is written off',
    },
    depreciation_years: {
      name: 'Years of depreciation',
      text: 'Over how many years each class of equipment is charged, with no residual value. A change spreads what is left over the months that are left, and leaves the past',
    },
    metrology_cycles: {
      name: 'Cycles of compulsory tests',
      text: 'Months between two tests of each kind, 0 where it is not on the list; the cycle of the day of the test counts, results that stand are left alone',
    },
    metrology_notice: { name: 'Notice of compulsory tests', text: 'Days ahead in which equipment is told to be due' },
    maintenance_cycles: {
      name: 'Cycles of maintenance',
      text: 'Months between two rounds by risk, and between two self-tests; a shorter cycle of the class counts, results that stand are left alone',
    },
    maintenance_notice: { name: 'Notice of maintenance', text: 'Days ahead in which a round is told to be due' },
    idle_assets: {
      name: 'Idle equipment',
      text: 'Days after which idle equipment goes to the pool, and hours of a working day that equipment could be on',
    },
    slow_stock_days: {
      name: 'Slow and dead stock',
      text: 'Days without going out after which stock is slow, and dead',
    },
    level_window: {
      name: 'Days behind proposed levels',
      text: 'Days of use looked at, how many of them must have had stock, days until proposals are made anew, and from what share of usual use last year is called a season',
    },
    level_lead_days: {
      name: 'Lead time',
      text: 'Days from asking to receiving; after three deliveries their own mean',
    },
    level_review_days: { name: 'Days between requisitions', text: 'For members without a calendar' },
    level_service_percent: {
      name: 'Service level',
      text: 'Share of the rounds in which nothing should be missing; sets the safety stock',
    },
    demand_classes: {
      name: 'Classes of use',
      text: 'Cut-offs between smooth, erratic, intermittent and lumpy use in hundredths, and weights of smoothing',
    },
    alert_due_minutes: { name: 'Time to act on alerts', text: 'How soon whoever an alert belongs to should act' },
    receipt_life_days: { name: 'Life left on arrival', text: 'Days of life goods must have when they arrive' },
    revolving_fund: {
      name: 'Revolving fund',
      text: 'Share of a year of essential medicines, remitted before the first payment',
    },
    surplus_cover: { name: 'Surplus stock', text: 'Days of cover above which stock is surplus; days the hub keeps' },
    redistribution: {
      name: 'Redistribution',
      text: 'Cover under which a member is filled up and to what, life left after use, least worth of a journey',
    },
    volume_progress: {
      name: 'Volume-based progress',
      text: 'Percent of the time progress under which it lags far behind',
    },
    markup_limit: {
      name: 'Zero markup and limits',
      text: 'Percent by which the selling price may exceed the price paid, by kind; 0: it must equal it',
    },
  },
  parts: {
    near_expiry_days: { danger: 'Red', warn: 'Orange', caution: 'Yellow' },
    shortage_answer_minutes: shortages.urgencies,
    shortage_resolve_limits: {
      emergencyCounty: 'Emergency, stock in the county',
      emergencyPurchase: 'Emergency, purchase',
      emergencyAdHoc: 'Emergency, ad hoc',
      chronicCounty: 'Chronic refill, stock in the county',
      chronicPurchase: 'Chronic refill, purchase',
      chronicAdHoc: 'Chronic refill, ad hoc',
      routineCounty: 'Routine, stock in the county',
      routinePurchase: 'Routine, purchase',
      routineAdHoc: 'Routine, ad hoc',
    },
    life_days_min: organisations.kinds,
    two_products: { injection: 'Injections', oral: 'Oral forms' },
    selection_bands: { recommended: 'Recommended', weak: 'Weakly recommended' },
    selection_reviews: { least: 'At least' },
    committee_majority: { present: 'Present of all', inFavour: 'In favour of those present' },
    selection_trial: {
      months: 'Trial',
      unusedMonths: 'Unused for',
      shortages: 'Times short',
    },
    formulary_revision: { months: 'Revised every', warnDays: 'Warned before' },
    approval_tiers: {
      supplyHead: 'Supply department head',
      chiefPharmacist: 'Chief pharmacist',
      chiefAccountant: 'Chief accountant',
      vicePresident: 'Vice president',
    },
    approval_minutes: { step: 'Each step', urgent: 'All steps of an urgent purchase' },
    payment_terms: { generalDays: 'Generally', volumeMonths: 'Volume-based, end of which month after' },
    match_tolerance: { yuan: 'At most', agreedPercent: 'When two agree, at most this share of what was accepted' },
    licence_alert_days: { danger: 'Red', warn: 'Orange', caution: 'Yellow' },
    count_tolerance: { percent: 'Above this share of the books', yuan: 'Above' },
    count_abc: { a: 'Class A up to', b: 'Class B up to' },
    count_due_days: { days: 'Within' },
    count_tiers: { chiefPharmacist: 'Chief pharmacist', chiefAccountant: 'Chief accountant' },
    handover_minutes: { most: 'At most' },
    controlled_days: { ampoules: 'Ampoules back', card: 'Card told ahead' },
    trace_capture: {
      receipt: 'Inspection',
      dispatch: 'Dispatch',
      arrival: 'Arrival at the member',
      issue: 'Issue',
      issue_return: 'Return of an issue',
      supplier_return: 'Return to the supplier',
    },
    large_equipment: largeKinds,
    acquisition_tiers: { office: 'Asset office', meeting: 'Collective decision' },
    asset_transfer_tiers: { office: 'Asset office', finance: 'Chief accountant', fiscal: 'Treasury' },
    disposal_tiers: { office: 'Asset office', finance: 'Chief accountant', meeting: 'Meeting' },
    loss_tiers: { chiefPharmacist: 'Chief pharmacist', chiefAccountant: 'Chief accountant' },
    depreciation_years: equipment.classes,
    metrology_cycles: metrologyItems,
    metrology_notice: { days: 'Ahead' },
    maintenance_cycles: { high: 'High risk', medium: 'Medium risk', low: 'Low risk', selfTest: 'Self-test' },
    maintenance_notice: { days: 'Ahead' },
    idle_assets: { days: 'Idle for more than', dayHours: 'Hours of a working day' },
    slow_stock_days: { slow: 'Slow', dead: 'Dead' },
    level_window: {
      lookDays: 'Looks at',
      leastDays: 'With stock at least',
      refreshDays: 'Anew after',
      seasonPercent: 'Season from',
    },
    level_lead_days: organisations.kinds,
    level_review_days: organisations.kinds,
    level_service_percent: organisations.kinds,
    demand_classes: {
      adi: 'Average demand interval, hundredths of a day',
      cv2: 'Squared coefficient of variation, hundredths',
      alpha: 'Weight of the newest use',
      beta: 'Weight of the newest day',
      fadingTimes: 'Fading after this many intervals without use',
    },
    alert_due_minutes: alertKinds,
    foresight_days: { days: 'Ahead' },
    reading_hours: { morning: 'Morning, by hour', afternoon: 'Afternoon, by hour' },
    difference_minutes: {
      missing: 'Missing',
      damaged: 'Damaged',
      over: 'Too many',
      wrong_lot: 'Another lot',
      temperature: 'Temperature',
    },
    monitoring_return: {
      workingDays: 'Working days after',
      noticeDays: 'Notice',
      suppliers: 'Distributors',
      red: 'Red',
      orange: 'Orange',
      yellow: 'Yellow',
    },
    fault_minutes: { critical: 'Critical', urgent: 'Urgent', routine: 'Routine' },
    fault_repair: { approveYuan: 'Another person agrees', reopenDays: 'May be reopened' },
    device_event_days: { death: 'Death', serious: 'Serious injury', other: 'Other' },
    arrival_minutes: { handed: 'After hand-over', sent: 'After sending', sender: 'Until the sender is told' },
    recall_answer_minutes: { first: 'Class I', second: 'Class II', third: 'Class III' },
    receipt_life_days: { least: 'At least' },
    revolving_fund: { percent: 'Share' },
    surplus_cover: { memberDays: 'Members above', hubDays: 'Hub keeps' },
    redistribution: {
      lowDays: 'Cover below',
      fillDays: 'Filled up to',
      spareDays: 'Life left after use',
      leastYuan: 'Least worth of a journey',
      kmYuan: 'Least worth a kilometre',
    },
    volume_progress: { farPercent: 'Below this share of the time progress' },
    markup_limit: {
      drug: 'Medicines',
      decoctionPiece: 'Decoction pieces',
      consumable: 'Consumables',
      reagent: 'Reagents',
      device: 'Devices',
    },
  },
  values: {
    near_expiry_days: (v) => `red at ${v.danger} days or fewer, orange at ${v.warn}, yellow at ${v.caution}`,
    shortage_answer_minutes: (v, length) =>
      (['emergency', 'chronic', 'routine'] as const)
        .map((urgency) => `${shortages.urgencies[urgency]} ${length(v[urgency])}`)
        .join(', '),
    shortage_resolve_limits: (v, length) =>
      [
        `emergency: county ${length(v.emergencyCounty)}, purchase ${length(v.emergencyPurchase)}, ad hoc ${length(v.emergencyAdHoc)}`,
        `chronic: county ${v.chronicCounty}, purchase ${v.chronicPurchase}, ad hoc ${v.chronicAdHoc} working days`,
        `routine: county ${v.routineCounty}, purchase ${v.routinePurchase}, ad hoc ${v.routineAdHoc} working days`,
      ].join('; '),
    life_days_min: (v) =>
      (['head', 'campus', 'branch', 'clinic', 'centre', 'company'] as const)
        .map((kind) => `${organisations.kinds[kind]} ${v[kind]} days`)
        .join(', '),
    two_products: (v) => `at most ${v.injection} injections and ${v.oral} oral forms`,
    selection_bands: (v) => `recommended from ${v.recommended / 2} points, weakly from ${v.weak / 2}`,
    selection_reviews: (v) => `at least ${v.least} reviews`,
    committee_majority: (v) =>
      `at least ${share(v.present)} of all present, ${share(v.inFavour)} of those present in favour`,
    selection_trial: (v) =>
      `${v.months} months of trial; removal is suggested after ${v.unusedMonths} months unused or ${v.shortages} shortages`,
    formulary_revision: (v) => `every ${v.months} months, warned ${v.warnDays} days before`,
    approval_tiers: (v) =>
      `supply department head ${from(v.supplyHead)}, chief pharmacist ${from(v.chiefPharmacist)}, chief accountant ${from(v.chiefAccountant)}, vice president ${from(v.vicePresident)}`,
    approval_minutes: (v, length) => `each step ${length(v.step)}, urgent purchases ${length(v.urgent)}`,
    payment_terms: (v) =>
      `within ${v.generalDays} days; volume-based by the end of month ${v.volumeMonths} after acceptance`,
    match_tolerance: (v) => `at most ${v.yuan} yuan; when two agree, ${v.agreedPercent}% of what was accepted`,
    licence_alert_days: (v) => `red at ${v.danger} days left, orange at ${v.warn}, yellow at ${v.caution}`,
    count_tolerance: (v) => `another person counts beyond ${v.percent}% or ${v.yuan} yuan`,
    count_abc: (v) => `A up to ${v.a}%, B up to ${v.b}%, the rest C`,
    count_due_days: (v) => `within ${v.days} days`,
    count_tiers: (v) =>
      `head of the member, chief pharmacist from ${v.chiefPharmacist} yuan, chief accountant from ${v.chiefAccountant}`,
    handover_minutes: (v) => `at least every ${Math.round(v.most / 60)} hours`,
    controlled_days: (v) => `ampoules back within ${v.ampoules} days; cards told ${v.card} days ahead`,
    trace_capture: (v) => {
      const names = { receipt: 'inspection', dispatch: 'dispatch', arrival: 'arrival', issue: 'issue' };
      const more = { issue_return: 'return of an issue', supplier_return: 'return to the supplier' };
      const all = Object.entries({ ...names, ...more }) as [keyof typeof v, string][];
      const must = all.filter(([act]) => v[act] === 'must').map(([, name]) => name);
      return must.length === 0 ? 'advised everywhere' : `required at ${must.join(', ')}; advised elsewhere`;
    },
    large_equipment: (v) => {
      const kinds = Object.entries(largeKinds) as [keyof typeof v, string][];
      const of = (grade: 'a' | 'b') => kinds.filter(([kind]) => v[kind] === grade).map(([, name]) => name);
      return `A: ${of('a').join(', ') || 'none'}; B: ${of('b').join(', ') || 'none'}`;
    },
    acquisition_tiers: (v) =>
      `The head approves; the asset office from ${v.office} yuan; a collective decision from ${v.meeting}`,
    asset_transfer_tiers: (v) =>
      `head of the member, asset office from ${v.office} yuan, chief accountant from ${v.finance}, treasury from ${v.fiscal}`,
    disposal_tiers: (v) =>
      `head of the member, asset office from ${v.office} yuan, chief accountant from ${v.finance}, a meeting from ${v.meeting}`,
    loss_tiers: (v) =>
      `head of the member, chief pharmacist from ${v.chiefPharmacist} yuan, chief accountant from ${v.chiefAccountant}`,
    depreciation_years: (v) => {
      const byYears = new Map<number, string[]>();
      for (const [code, years] of Object.entries(v)) {
        byYears.set(years, [...(byYears.get(years) ?? []), equipment.classes[code] ?? code]);
      }
      const groups = [...byYears].sort(([a], [b]) => a - b);
      return groups.map(([years, names]) => `${years} years: ${names.join(', ')}`).join('; ');
    },
    metrology_cycles: (v) => byCycle(v, (months) => (months === 0 ? 'not listed' : `${months} months`)),
    metrology_notice: (v) => `${v.days} days ahead`,
    maintenance_cycles: (v) =>
      `high risk ${v.high}, medium ${v.medium}, low ${v.low} months; self-test ${v.selfTest} months`,
    maintenance_notice: (v) => `${v.days} days ahead`,
    idle_assets: (v) => `to the pool after ${v.days} days; a working day is ${v.dayHours} hours`,
    slow_stock_days: (v) => `slow after ${v.slow} days without going out, dead after ${v.dead}`,
    level_window: (v) =>
      `the last ${v.lookDays} days, ${v.leastDays} of them with stock, anew every ${v.refreshDays} days; a season from ${v.seasonPercent}% of usual use`,
    level_lead_days: (v) => byMember(v, (days) => `${days} days`),
    level_review_days: (v) => byMember(v, (days) => `${days} days`),
    level_service_percent: (v) => byMember(v, (share) => `${share}%`),
    demand_classes: (v) =>
      `interval ${v.adi / 100} days, CV² ${v.cv2 / 100}; weights ${v.alpha / 100} and ${v.beta / 100}; fading after ${v.fadingTimes} intervals`,
    alert_due_minutes: (v, length) =>
      (Object.keys(alertKinds) as (keyof typeof alertKinds)[])
        .map((kind) => `${alertKinds[kind]} ${length(v[kind])}`)
        .join(', '),
    foresight_days: (v) => `${v.days} days ahead`,
    reading_hours: (v) => `once by ${v.morning}:00 and once by ${v.afternoon}:00`,
    difference_minutes: (v, length) =>
      `missing ${length(v.missing)}, damaged ${length(v.damaged)}, too many ${length(v.over)}, another lot ${length(v.wrong_lot)}, temperature ${length(v.temperature)}`,
    fault_minutes: (v, length) =>
      `critical ${length(v.critical)}, urgent ${length(v.urgent)}, routine ${length(v.routine)}`,
    fault_repair: (v) => `another person agrees from ${v.approveYuan} yuan; reopened within ${v.reopenDays} days`,
    device_event_days: (v) => `death ${v.death} days, serious injury ${v.serious} days, other ${v.other} days`,
    arrival_minutes: (v, length) =>
      `received ${length(v.handed)} after hand-over, ${length(v.sent)} after sending; the sender is told ${length(v.sender)} later`,
    monitoring_return: (v) =>
      `by working day ${v.workingDays} of the next month, told ${v.noticeDays} days before; ${v.suppliers} distributors asked; below ${v.red} days red, ${v.orange} orange, ${v.yellow} yellow`,
    recall_answer_minutes: (v, length) =>
      `class I ${length(v.first)}, class II ${length(v.second)}, class III ${length(v.third)}`,
    receipt_life_days: (v) => `at least ${v.least} days`,
    revolving_fund: (v) => `${v.percent}% of a year of essential medicines`,
    surplus_cover: (v) => `members above ${v.memberDays} days of cover; the hub keeps ${v.hubDays} days`,
    redistribution: (v) =>
      `below ${v.lowDays} days filled up to ${v.fillDays}, ${v.spareDays} days of life left after use, at least ${v.leastYuan} yuan a journey and ${v.kmYuan} a kilometre`,
    volume_progress: (v) => `far behind below ${v.farPercent}% of the time progress`,
    markup_limit: (v) =>
      `medicines ${v.drug}%, decoction pieces ${v.decoctionPiece}%, consumables ${v.consumable}%, reagents ${v.reagent}%, devices ${v.device}%`,
  },
};
