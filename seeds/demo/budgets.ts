/** The year's budgets of the demo: every member that has its own, by what it uses. */
import { grantBudget } from '../../src/budgets/commands.ts';
import type { BudgetCategory } from '../../src/budgets/rules.ts';
import { must, personOf, type World } from './world.ts';

const CATEGORIES: readonly BudgetCategory[] = ['drug', 'decoction_piece', 'consumable'];
const YEAR_DAYS = 365;
const YUAN_FEN = 100;
/** Budgets are whole thousands. */
const STEP_FEN = 1000 * YUAN_FEN;
const PRICE_UNITS_IN_FEN = 100;
const HEAD_SPARE = 1.5;

/** What a member and everything under it use of a category in a year, in fen. */
function yearlyFen(world: World, path: string, category: BudgetCategory): number {
  let fen = 0;
  for (const member of world.members.filter((one) => one.path.startsWith(path))) {
    for (const { item, rate } of member.range.values()) {
      if (item.data.kind !== category) continue;
      fen += (rate * YEAR_DAYS * item.pricePack) / item.data.packSize / PRICE_UNITS_IN_FEN;
    }
  }
  return fen;
}

/** Grants the budgets of the demo's year, and of the year before where its months reach back into that. */
export async function grantBudgets(world: World): Promise<void> {
  const years = new Set([world.startDay, world.day].map((day) => Number(day.slice(0, 4))));
  for (const year of years) await grantYear(world, year);
}

/** Budgets of one year, once it is known what members keep and use. */
async function grantYear(world: World, year: number): Promise<void> {
  const chief = personOf(world.hub, 'chief_accountant');
  for (const { data, path } of world.members) {
    if (data.kind !== 'head' && data.kind !== 'campus' && data.kind !== 'branch') continue;
    for (const category of CATEGORIES) {
      // The head's covers what the hub keeps for all; branches hang under campuses but have budgets of their own
      const own =
        data.kind === 'branch' ? yearlyFen(world, path, category) : yearlyFen(world, path, category) * HEAD_SPARE;
      const amountFen = Math.max(1, Math.ceil(own / STEP_FEN)) * STEP_FEN;
      const input = { organisationCode: data.code, category, year, amountFen, reason: `院务会〔${year}〕1号 年度预算` };
      must(await grantBudget(world.services, chief, { key: null, input }), `budget of ${data.code}`);
    }
  }
}
