/** Pages of rounds: planned, driven and read through requests, as planner, driver, member and stranger. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type Browser, signIn } from '../support/login.ts';
import { DAY, key, openRoundWorld, planned, type RoundWorld, roundOf, sentDispatch } from './round-world.ts';

let world: RoundWorld;
let planner: Browser;
let driver: Browser;
let branch: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openRoundWorld();
  planner = await signIn(world.app, world.people.picker.login);
  driver = await signIn(world.app, world.driver.login);
  branch = await signIn(world.app, world.people.receiver.login);
  stranger = await signIn(world.app, world.people.stranger.login);
});
afterAll(() => world.drop());

const version = async (number: string) => String((await roundOf(world, number)).document.version);
const seen = async (number: string) => ({ idempotency_key: key(), version: await version(number) });

describe('routes and carriers', () => {
  it('shows the form again with what was typed when a line cannot be read', async () => {
    const fields = { idempotency_key: key(), version: '0', name: '南线', weekdays: '1', leavesAt: '08:00' };
    const refused = await planner.post(paths.routes(), { ...fields, stops: `${world.branch.code} 20\n不知道 40` });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('第2行的“不知道”不是成员机构');
    expect(refused.text).toContain(`${world.branch.code} 20`);
    const done = await planner.post(paths.routes(), { ...fields, stops: `${world.branch.code} 20` });
    expect(done.status).toBe(303);
    expect((await planner.get(paths.routes())).text).toContain('南线');
  });

  it('tells who changed a route first', async () => {
    const fields = { name: '东线', weekdays: '1', leavesAt: '09:00', stops: `${world.branch.code} 20` };
    const change = (given: string) =>
      planner.post(paths.route(world.routeId), { idempotency_key: key(), version: given, ...fields });
    expect((await change('7')).text).toContain('刚被别人改过');
    const state = { idempotency_key: key(), version: '1', active: '0' };
    expect((await stranger.post(paths.routeState(world.routeId), state)).status).toBe(404);
  });

  it('enters a vehicle once', async () => {
    const fields = { kind: 'cold_box', code: 'b9', name: '冷藏箱' };
    const add = () => planner.post(paths.carriers(), { idempotency_key: key(), ...fields });
    expect((await add()).status).toBe(303);
    expect((await add()).text).toContain('B9已经登记过');
  });
});

describe('a round', () => {
  it('is planned from its route with what waits along it', async () => {
    const dispatch = await sentDispatch(world);
    const page = await planner.get(paths.newRound({ route: world.routeId, day: DAY }));
    expect(page.text).toContain(dispatch);
    const crew = {
      driver: String(world.driver.userId),
      vehicle: String(world.vehicleId),
      coldBox: String(world.boxId),
    };
    const fields = { idempotency_key: key(), route: String(world.routeId), day: DAY, ...crew, dispatch };
    const done = await planner.post(paths.rounds(), fields);
    expect(done.status).toBe(303);
    const number = done.location?.split('/').at(-1) ?? '';
    const shown = await planner.get(paths.round(number));
    expect(shown.text).toContain('马师傅');
    expect(shown.text).toContain(dispatch);
    expect((await planner.get(paths.rounds({ q: 'mashifu' }))).text).toContain(number);
    expect((await planner.get(paths.roundsExport('csv'))).text).toContain(number);
    const paper = await driver.get(paths.roundManifest(number));
    expect(paper.headers.get('content-type')).toContain('application/pdf');
    expect((await branch.get(paths.round(number))).status).toBe(404);
    expect((await branch.get(paths.dispatch(dispatch))).text).toContain('预计');
  });

  it('is driven stop by stop on a phone, and refused words come back', async () => {
    const dispatch = await sentDispatch(world);
    const number = await planned(world, [dispatch]);
    expect((await driver.get(paths.drives())).text).toContain('东线');
    const [first0] = (await roundOf(world, number)).stops;
    expect((await branch.get(paths.home())).text).toMatch(
      new RegExp(`预计[^<]*${timeOf(first0?.stop.plannedAt ?? 0)}到`),
    );
    const left = await driver.post(paths.roundAct(number, 'departure'), { ...(await seen(number)), seal: 'F1' });
    expect(left.location, 'who only drives stays on the page of the drive').toBe(paths.drive(number));
    const [first] = (await roundOf(world, number)).stops;
    const stop = { stop: String(first?.stop.id), outcome: 'handed', deviceAt: '', deviceSentAt: '' };
    const nobody = await driver.post(paths.driveStop(number), { idempotency_key: key(), ...stop, receiver: '' });
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('请填接收人的姓名');
    const fields = { idempotency_key: key(), ...stop, receiver: '孙药师' };
    for (let time = 0; time < 3; time += 1) {
      expect((await driver.post(paths.driveStop(number), fields)).status).toBe(303);
    }
    expect((await branch.get(paths.home())).text).toMatch(/\d\d:\d\d已送到/);
    const again = await driver.post(paths.driveStop(number), { ...fields, idempotency_key: key() });
    expect(again.text).toContain('已经办过');
    const stale = await driver.post(paths.roundAct(number, 'ending'), { ...(await seen(number)), version: '1' });
    expect(stale.status).toBe(409);
    expect(stale.text, 'and reads there why not').toContain('回到库里后收车');
    const home = await driver.post(paths.roundAct(number, 'ending'), await seen(number));
    expect(home.location).toBe(paths.drive(number));
    expect((await driver.get(paths.drive(number))).text).toContain('已收车');
    expect((await planner.get(paths.round(number))).text).toContain('已收车');
    expect((await branch.get(paths.dispatch(dispatch))).text).toContain('孙药师');
    expect((await stranger.get(paths.drive(number))).status).toBe(404);
  });

  it('keeps the garbage out', async () => {
    const number = await planned(world, []);
    const base = await seen(number);
    for (const dispatch of ['x', 'PS-20261123-9999', '<b>', "' or 1=1"]) {
      const answer = await planner.post(paths.roundAct(number, 'loads'), { ...base, idempotency_key: key(), dispatch });
      expect([409, 422]).toContain(answer.status);
    }
    const hot = await planner.post(paths.roundAct(number, 'departure'), { ...base, [`chill.${world.boxId}`]: '很冷' });
    expect(hot.status).toBe(422);
    expect((await planner.get('/rounds?day=nonsense&state=x&q=%25')).status).toBe(200);
  });
});
