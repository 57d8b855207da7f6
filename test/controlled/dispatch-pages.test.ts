/** The pages of a dispatch of controlled drugs: what they ask of two people, what they keep, and what they refuse. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { lotsAt } from '../../src/stock/supply-queries.ts';
import { accepted, TEST_PASSWORD } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { key } from './controlled-world.ts';
import {
  answered,
  asked,
  openRoadWorld,
  picked,
  type RoadWorld,
  received,
  sent,
  stands,
  viewOf,
} from './dispatch-world.ts';

let world: RoadWorld;
beforeAll(async () => {
  world = await openRoadWorld();
});
afterAll(async () => {
  expect(world.log).toEqual([]);
  await world.drop();
});

async function made(): Promise<string> {
  const number = await asked(world, world.wang, world.branch, 4, world.fentanyl);
  const held = { organisationId: world.head.id, itemId: world.fentanyl.id };
  const [lot] = await lotsAt(world.services.db.read, held);
  const pick = { locationId: lot?.locationId ?? 0, lotId: lot?.lotId ?? 0, quantityBase: 4 };
  const { dispatchNumber } = accepted(await answered(world, number, pick));
  await picked(world, dispatchNumber, world.picker);
  return dispatchNumber;
}

const versionOf = async (number: string) => String((await viewOf(world, number)).record.document.version);

describe('a dispatch of controlled drugs', () => {
  it('is sent from its page by two, and keeps what was typed but no password', async () => {
    const number = await made();
    const checker = await signIn(world.app, world.checker.login);
    const page = await checker.get(paths.dispatch(number));
    for (const word of ['麻精毒药品专单', '封签号（必填）', '拣货人账号', '拣货人密码'])
      expect(page.text).toContain(word);
    const form = { idempotency_key: key(), version: await versionOf(number), driver: '李师傅', box: 'FQ-77' };
    const post = (more: Record<string, string>) => checker.post(paths.dispatchPosting(number), { ...form, ...more });
    const alone = await post({});
    expect(alone.status).toBe(422);
    expect(alone.text).toContain('value="FQ-77"');
    const wrong = await post({ witness: world.picker.login, witnessPassword: 'guess-guess' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).not.toContain('guess-guess');
    const other = await post({ witness: world.pharmacist.login, witnessPassword: TEST_PASSWORD });
    expect(other.text).toContain('没有拣过这张单');
    const unsealed = { box: '', witness: world.picker.login, witnessPassword: TEST_PASSWORD };
    expect((await post(unsealed)).text).toContain('请填封签号');
    const done = await post({ witness: world.picker.login, witnessPassword: TEST_PASSWORD });
    expect(done.status).toBe(303);
    const twice = await post({ witness: world.picker.login, witnessPassword: TEST_PASSWORD });
    expect(twice.status).toBe(303);
    expect((await checker.get(paths.dispatch(number))).text).toContain('钟库管、侯库管');
  });

  it('is received by two, line by line, with the seal in view', async () => {
    const number = await made();
    const second = await stands(world, world.picker, world.checker, world.head);
    accepted(await sent(world, number, world.checker, second, 'FQ-88'));
    const keeper = await signIn(world.app, world.wang.login);
    const page = await keeper.get(paths.dispatchReceipt(number));
    expect(page.text).toContain('封签号FQ-88');
    expect(page.text).not.toContain('全部如数，确认签收');
    const [line] = (await viewOf(world, number)).lines;
    const form = { idempotency_key: key(), version: await versionOf(number), [`line.${line?.id}.good.units`]: '4' };
    const post = (more: Record<string, string>) => keeper.post(paths.dispatchReceipt(number), { ...form, ...more });
    expect((await post({})).status).toBe(422);
    const self = await post({ witness: world.wang.login, witnessPassword: TEST_PASSWORD });
    expect(self.status).toBe(422);
    expect((await post({ witness: world.zhao.login, witnessPassword: TEST_PASSWORD })).status).toBe(303);
    expect((await keeper.get(paths.register(world.fentanyl.code))).text).toContain(number);
  });

  it('is taken back, and its differences found, by two', async () => {
    const number = await made();
    const second = await stands(world, world.picker, world.checker, world.head);
    accepted(await sent(world, number, world.checker, second));
    const checker = await signIn(world.app, world.checker.login);
    expect((await checker.get(paths.dispatchReversal(number))).text).toContain('第二人账号');
    const version = await versionOf(number);
    const form = { idempotency_key: key(), version, reason: '发错' };
    expect((await checker.post(paths.dispatchReversal(number), form)).status).toBe(422);
    const two = await stands(world, world.zhao, world.wang, world.branch);
    const done = accepted(await received(world, number, world.wang, two, { damagedBase: 1 }));
    const [paper = ''] = done.discrepancies;
    const keeper = await signIn(world.app, world.wang.login);
    const page = await keeper.get(paths.discrepancy(paper));
    expect(page.text).toContain('从在途报损');
    expect(page.text).not.toContain('退回发货方');
    const finding = {
      idempotency_key: key(),
      version: '1',
      finding: 'write_off',
      bearer: 'receiver',
      reason: '封签破损',
    };
    expect((await keeper.post(paths.discrepancyClosing(paper), finding)).status).toBe(422);
    const both = { witness: world.zhao.login, witnessPassword: TEST_PASSWORD };
    expect((await keeper.post(paths.discrepancyClosing(paper), { ...finding, ...both })).status).toBe(303);
  });

  it('shows the request its own lots, and the way to the card when there is none', async () => {
    const number = await asked(world, world.wang, world.branch, 3, world.fentanyl);
    const pharmacist = await signIn(world.app, world.pharmacist.login);
    const page = await pharmacist.get(paths.shortage(number));
    expect(page.text).not.toContain('不走普通配送');
  });
});
