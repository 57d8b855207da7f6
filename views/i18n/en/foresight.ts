/** English words of what will run out, and of asking before it does. */
import type { foresight as chinese } from '../zh/foresight.ts';

export const foresight: typeof chinese = {
  title: 'Running out',
  intro: (days: number) => `What runs out within ${days} days at current use, the first first`,
  asOf: (moment: string) => `Reckoned ${moment}, every ten minutes`,
  never: 'Not reckoned yet; every ten minutes',
  ahead: 'Look ahead',
  withinDays: (days: number) => `${days} days`,
  search: 'Drug',
  searchHint: 'Drug, pinyin or code',
  member: 'Member',
  members: 'Members',
  item: 'Drug',
  code: 'Code',
  pairs: 'Items of members that run out',
  empty: 'Nothing left already',
  outOn: 'Runs out',
  days: 'Days left',
  left: (days: number) => (days === 0 ? 'Used up today' : `${days} days left`),
  gone: 'Nothing left',
  buy: 'Demand to buy',
  usable: 'Usable',
  daily: 'Use a day',
  coming: 'On its way',
  due: 'Due',
  dueOn: 'First due',
  inbound: 'Known to come',
  comingOf: (quantity: string) => `${quantity} on its way`,
  dueOf: (quantity: string, day: string) => `${quantity} on ${day}`,
  baseUnit: 'Base unit',
  askPacks: 'Packs to ask for',
  act: 'What prevents it',
  acts: {
    asked: 'Registered',
    expedite: 'Press the order',
    shortage: 'Register a shortage',
    requisition: 'Requisition',
    card: 'Controlled: by its own book',
  },
  askNow: (packs: number, unit: string) => `Ask for ${packs} ${unit} now`,
  change: 'Change first',
  levels: 'Limits',
  transfer: 'Ask a neighbour',
  askTitle: 'Nearly gone: ask now?',
  all: 'Show all',
  willRunOut: (item: string, days: number, gone: boolean) => {
    if (gone) return `There is no ${item} left. Ask now?`;
    return days === 0
      ? `You will use up ${item} today. Ask now?`
      : `You will run out of ${item} in ${days} days. Ask now?`;
  },
  noneTitle: 'Nothing runs out',
  noneText: (days: number) => `At current use there is enough for ${days} days.`,
  howTitle: 'How it is counted',
  how: [
    [
      'Runs out',
      'Usable stock and what is on its way, less use each day; orders with a day and granted transfers are added on that day. The first day with nothing left.',
    ],
    ['Use a day', 'The same number as in the proposed limits: days without stock are left out, and what is fading.'],
    ['Usable', 'Without what is expired, frozen, held, reserved for others, or in the reserve.'],
    ['Due', 'The day the supplier promised, or else the day wanted; what is overdue is not counted on.'],
    ['Packs to ask for', 'Enough for thirty days, less what is there and comes, in whole packs.'],
  ],
  fileName: (days: number, today: string) => `running-out-${days}-days-${today}`,
};
