import { grantBudget } from '../../src/budgets/commands.ts';
import { submitPlan } from '../../src/plans/commands.ts';
import { decidePlan } from '../../src/plans/decide-commands.ts';
import { changeLine, type LineInput } from '../../src/plans/line-commands.ts';
import { openDemand } from '../../src/requisitions/demand-queries.ts';
import { accepted, type TestItem, type TestMember, type TestPerson } from '../support/build.ts';
import { asks, key, type PlanWorld, planned, rowsOf, soldItem } from './plan-world.ts';

let world: PlanWorld;

/** Every act from now on is one in this county. */
export function actIn(given: PlanWorld): void {
  world = given;
}

export async function grant(member: TestMember, amountFen: number) {
  const input = { organisationCode: member.code, category: 'drug' as const, year: 2026, amountFen, reason: '年初下达' };
  accepted(await grantBudget(world.services, world.accountant, { key: key(), input }));
}

export type Outcome = Promise<{ ok: true } | { ok: false; reason: string }>;
export async function outcome(answer: Outcome): Promise<string> {
  const given = await answer;
  return given.ok ? 'accepted' : given.reason;
}

export const seen = async (number: string) => ({ number, version: (await rowsOf(world, number)).document.version });

export async function openOf(item: TestItem): Promise<number> {
  const rows = await openDemand(world.services.db.read, { itemIds: [item.id] });
  return rows.reduce((sum, row) => sum + row.openBase, 0);
}

export async function change(number: string, line: number, more: Partial<LineInput>, actor: TestPerson = world.buyer) {
  const input: LineInput = {
    ...(await seen(number)),
    line,
    quantityBase: 0,
    reason: '',
    party: world.supplier.code,
    channel: null,
    channelReason: '',
    pricePack: null,
    delivery: 'hub',
    ...more,
  };
  return changeLine(world.services, actor, key(), input);
}

export const submit = async (number: string, actor: TestPerson = world.buyer) =>
  submitPlan(world.services, actor, key(), await seen(number));
export const decide = async (number: string, actor: TestPerson, more: object = {}) =>
  decidePlan(world.services, actor, key(), {
    ...(await seen(number)),
    decision: 'approve',
    note: '',
    grant: false,
    ...more,
  });

/** A plan of one item that a branch asks 60 of and another 30, not submitted yet. */
export async function draft(): Promise<{ number: string; item: TestItem; north: number; south: number }> {
  const item = await soldItem(world);
  const north = await asks(world, world.north, item, 60, { urgent: true });
  const south = await asks(world, world.south, item, 30);
  return { number: await planned(world), item, north, south };
}
