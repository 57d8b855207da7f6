/** Forms of requisitions, calendars, limits and the pool, for attacks. */

import { paths } from '../../src/paths.ts';
import { stocked } from '../plans/plan-world.ts';
import { type BuyingCounty, requisitionOf, soldItem, versionOf } from './buying-county.ts';
import { type BuyingForm, REPEATABLE, VERSIONED } from './buying-form.ts';
import { ITEM_CODE } from './visits.ts';

const QL = ':number{QL-[0-9-]{1,20}}';

/** A submitted requisition with the sentence of an act on it. */
const submitted = (path: (number: string) => string) => async (county: BuyingCounty) => {
  const { number } = await requisitionOf(county, { submit: true });
  return { path: path(number), fields: { version: await versionOf(county, number), reason: '重复申请' } };
};

export const DEMAND_FORMS: BuyingForm[] = [
  {
    name: 'a new requisition',
    route: '/requisitions',
    by: 'asker',
    strict: ['idempotency_key', 'member', 'start'],
    open: async ({ north }) => ({ path: paths.requisitions(), fields: { member: north.code, start: 'empty' } }),
    again: REPEATABLE,
  },
  {
    name: 'lines of a requisition',
    route: `/requisitions/${QL}/lines`,
    by: 'asker',
    other: 'askerTwo',
    strict: [...VERSIONED, 'neededBy', 'act'],
    words: ['note', 'q'],
    open: async (county) => {
      const { number, item } = await requisitionOf(county, { submit: false });
      const line = `line.${item.id}`;
      const version = await versionOf(county, number);
      const typed = { [`${line}.packs`]: '7', [`${line}.reason`]: '随访' };
      return {
        path: paths.requisitionLines(number),
        fields: { version, neededBy: '2026-12-05', note: '', q: '', act: 'save', ...typed },
        optional: [`${line}.packs`, `${line}.units`],
        words: [`${line}.reason`],
      };
    },
  },
  {
    name: 'withdrawing a requisition',
    route: `/requisitions/${QL}/withdrawal`,
    by: 'asker',
    other: 'askerTwo',
    strict: VERSIONED,
    words: ['reason'],
    open: submitted(paths.requisitionWithdrawal),
  },
  {
    name: 'returning a requisition',
    route: `/requisitions/${QL}/return`,
    by: 'desk',
    other: 'buyer',
    strict: VERSIONED,
    words: ['reason'],
    open: submitted(paths.requisitionReturn),
  },
  {
    name: 'the rest of a requisition',
    route: `/requisitions/${QL}/rest`,
    by: 'asker',
    other: 'desk',
    strict: [...VERSIONED, 'lineId'],
    words: ['reason'],
    open: async (county) => {
      const { number, lineId } = await requisitionOf(county, { submit: true });
      const version = await versionOf(county, number);
      return { path: paths.requisitionRest(number), fields: { version, lineId: String(lineId), reason: '不要了' } };
    },
  },
  {
    name: 'a calendar',
    route: '/requisitions/calendars',
    by: 'pharmacist',
    strict: ['idempotency_key', 'member', 'everyWeeks', 'weekday', 'startsOn', 'coverDays'],
    open: async ({ west }) => ({
      path: paths.requisitionCalendars(),
      fields: { member: west.code, everyWeeks: '2', weekday: '3', startsOn: '2026-12-02', coverDays: '21' },
    }),
    again: REPEATABLE,
  },
  {
    name: 'limits',
    route: '/levels',
    by: 'asker',
    strict: ['idempotency_key', 'member'],
    open: async (county) => {
      const item = await soldItem(county);
      const [least, most] = [`line.${item.id}.least`, `line.${item.id}.most`];
      return {
        path: paths.levels(),
        fields: { member: county.north.code, [`${least}.packs`]: '2', [`${most}.packs`]: '9' },
        optional: [`${least}.packs`, `${most}.packs`],
      };
    },
    again: REPEATABLE,
  },
  {
    name: 'supplying from the pool',
    route: `/demand/${ITEM_CODE}/supply`,
    by: 'desk',
    strict: ['idempotency_key'],
    words: ['reason'],
    open: async (county) => {
      const item = await soldItem(county);
      const hub = { storeId: county.headStore, member: county.head };
      await stocked(county, hub, item, { quantityBase: 500 });
      const { demandId } = await requisitionOf(county, { item, submit: true });
      const packs = `line.${demandId}.packs`;
      return {
        path: paths.poolSupply(item.code),
        fields: { [packs]: '5', reason: '就近调拨' },
        strict: [packs],
      };
    },
    again: { status: 422 },
  },
];
