/** Forms of budgets, members' books, the revolving fund and stand-ins, for attacks. */
import { nameStandIn } from '../../src/approvals/delegation-commands.ts';
import { listBudgets } from '../../src/budgets/queries.ts';
import { paths } from '../../src/paths.ts';
import { stateFund } from '../../src/treasury/fund-commands.ts';
import { accepted } from '../support/build.ts';
import { type BuyingCounty, key } from './buying-county.ts';
import { type BuyingForm, REPEATABLE } from './buying-form.ts';

const ID = ':id{[0-9]{1,12}}';
const BOOK = '/books/:code{[A-Z0-9]+}/:month{\\d{4}-\\d{2}}';

async function northBudget(county: BuyingCounty): Promise<number> {
  const rows = await listBudgets(county.services.db.read, county.north.path, { year: 2026 });
  return rows[0]?.id ?? 0;
}

const place = (county: BuyingCounty, role: string) => ({
  to: String(county.quality.userId),
  role,
  startsOn: '2026-11-24',
  endsOn: '2026-11-30',
  reason: '外出培训',
});

const BUDGETS: BuyingForm[] = [
  {
    name: 'a budget',
    route: '/budgets',
    by: 'chiefAccountant',
    strict: ['idempotency_key', 'organisation', 'category', 'year', 'amount'],
    words: ['reason'],
    open: async ({ west }) => ({
      path: paths.budgets(),
      fields: { organisation: west.code, category: 'drug', year: '2026', amount: '1000.01', reason: '年中追加' },
    }),
    again: REPEATABLE,
  },
  {
    name: 'moving a budget',
    route: `/budgets/${ID}/move`,
    by: 'chiefAccountant',
    strict: ['idempotency_key', 'organisation', 'category', 'year', 'amount'],
    words: ['reason'],
    open: async (county) => {
      const to = { organisation: county.west.code, category: 'drug', year: '2026' };
      return { path: paths.budgetMove(await northBudget(county)), fields: { ...to, amount: '10.5', reason: '调剂' } };
    },
    again: REPEATABLE,
  },
];

const BOOKS: BuyingForm[] = [
  {
    name: 'closing a month',
    route: '/books/months',
    by: 'chiefAccountant',
    strict: ['idempotency_key', 'month'],
    open: async () => ({ path: paths.bookMonths(), fields: { month: '2026-10' } }),
    again: { status: 422, says: /Person|会计师/ },
  },
  {
    name: 'confirming a statement',
    route: `${BOOK}/confirmation`,
    by: 'northHead',
    strict: ['idempotency_key'],
    open: async ({ north }) => ({ path: paths.bookConfirmation(north.code, '2026-09'), fields: {} }),
    again: { status: 422 },
  },
  {
    name: 'objecting to a statement',
    route: `${BOOK}/objection`,
    by: 'southHead',
    strict: ['idempotency_key'],
    words: ['objection'],
    open: async ({ south }) => ({
      path: paths.bookObjection(south.code, '2026-09'),
      fields: { objection: '少了一笔' },
    }),
    again: REPEATABLE,
  },
  {
    name: 'answering an objection',
    route: `${BOOK}/answer`,
    by: 'chiefAccountant',
    strict: ['idempotency_key'],
    words: ['answer'],
    open: async ({ south }) => ({ path: paths.bookAnswer(south.code, '2026-09'), fields: { answer: '下月更正' } }),
    again: REPEATABLE,
  },
];

const FUND: BuyingForm[] = [
  {
    name: 'the duty of the fund',
    route: '/account/fund',
    by: 'chiefAccountant',
    strict: ['idempotency_key', 'year', 'base'],
    words: ['basis'],
    open: async () => ({ path: paths.fund(), fields: { year: '2026', base: '100000.00', basis: '上年采购额' } }),
    again: REPEATABLE,
  },
  {
    name: 'a remittance to the fund',
    route: '/account/fund/remittance',
    by: 'accountant',
    strict: ['idempotency_key', 'year', 'amount'],
    words: ['voucher'],
    open: async ({ services, people }) => {
      const input = { year: 2025, baseFen: 1_000_000, basis: '上年' };
      accepted(await stateFund(services, people.chiefAccountant, { key: null, input }));
      return { path: paths.fundRemittance(), fields: { year: '2025', amount: '1000.00', voucher: 'V1' } };
    },
    again: { status: 422 },
  },
];

const STAND_INS: BuyingForm[] = [
  {
    name: 'a stand-in',
    route: '/approvals/stand-ins',
    by: 'supplyHead',
    strict: ['idempotency_key', 'to', 'role', 'startsOn', 'endsOn'],
    words: ['reason'],
    open: async (county) => ({ path: paths.delegations(), fields: place(county, 'supply_head') }),
    again: { status: 422 },
  },
  {
    name: 'ending a stand-in',
    route: `/approvals/stand-ins/${ID}/ending`,
    by: 'pharmacist',
    strict: ['idempotency_key'],
    open: async (county) => {
      const { to, startsOn, endsOn, reason } = place(county, 'chief_pharmacist');
      const input = { toPersonId: Number(to), role: 'chief_pharmacist' as const, startsOn, endsOn, reason };
      const made = await nameStandIn(county.services, county.people.pharmacist, { key: key(), input });
      return { path: paths.delegationEnding(accepted(made).id), fields: {} };
    },
    again: { status: 422 },
  },
];

export const ACCOUNT_FORMS: BuyingForm[] = [...BUDGETS, ...BOOKS, ...FUND, ...STAND_INS];
