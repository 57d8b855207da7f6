/** English words of the dated rules. */
import type { settings as zh } from '../zh/settings.ts';
import { organisations } from './organisations.ts';
import { shortages } from './shortages.ts';

const share = (given: { of: number; outOf: number }): string => `${given.of}/${given.outOf}`;

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
  units: { days: 'days', minutes: 'minutes', months: 'months', count: '', points: 'points' },
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
  },
  parts: {
    near_expiry_days: { danger: 'Red', warn: 'Orange', caution: 'Yellow' },
    shortage_answer_minutes: shortages.urgencies,
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
  },
  values: {
    near_expiry_days: (v) => `red at ${v.danger} days or fewer, orange at ${v.warn}, yellow at ${v.caution}`,
    shortage_answer_minutes: (v, length) =>
      (['emergency', 'chronic', 'routine'] as const)
        .map((urgency) => `${shortages.urgencies[urgency]} ${length(v[urgency])}`)
        .join(', '),
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
  },
};
