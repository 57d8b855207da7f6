/** Papers of plans with hostile words: printed as words, or refused in words when a sign has no shape. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { asks, openPlanWorld, type PlanWorld, planned, soldItem } from '../plans/plan-world.ts';
import { type Browser, signIn } from '../support/login.ts';

let world: PlanWorld;
let buyer: Browser;
beforeAll(async () => {
  world = await openPlanWorld();
  buyer = await signIn(world.app, world.buyer.login);
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function planCalled(title: string): Promise<string> {
  await asks(world, world.north, await soldItem(world), 60);
  return planned(world, { title });
}

describe('the paper of a plan', () => {
  it('is printed whatever its title says, as long as it can be written', async () => {
    const number = await planCalled('<b>=cmd|calc</b>');
    expect((await buyer.get(paths.planPaper(number))).status).toBe(200);
    expect((await buyer.get(paths.plan(number))).text).not.toContain('<b>=cmd');
  });

  it('is refused in words for a sign without a shape, and the plan is still shown', async () => {
    const number = await planCalled('十二月计划\u{1F480}');
    const answer = await buyer.get(paths.planPaper(number));
    expect([answer.status, /[\u4e00-\u9fff]{3,}/.test(answer.text)]).toEqual([422, true]);
    expect((await buyer.get(paths.plan(number))).status).toBe(200);
  });
});
