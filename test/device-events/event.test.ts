/** Adverse events: reported once, stopping what they must, told to the national system and taken back; pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetByNumber, eventsOf } from '../../src/assets/record-queries.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { forwardEvent, recallEvent, withdrawEvent } from '../../src/device-events/act-commands.ts';
import { eventByNumber } from '../../src/device-events/event-record.ts';
import { listEvents } from '../../src/device-events/list-queries.ts';
import { type EventInput, reportEvent } from '../../src/device-events/report-commands.ts';
import { deviceEventTasks } from '../../src/device-events/task-queries.ts';
import { deviceEventChecks } from '../../src/device-events/verify.ts';
import { reportFault } from '../../src/faults/report-commands.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted, type TestPerson } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
beforeAll(async () => {
  world = await openAssetWorld();
});
afterAll(() => endWhole(world));

const today = () => dayOf(world.services.clock.now());
const inputOf = (asset: string, more: Partial<EventInput> = {}): EventInput => ({
  ...{ asset, eventClass: 'other', occurredOn: today(), what: '报警后停机', harm: '无', stop: false, photo: null },
  ...more,
});
const report = (asset: string, more: Partial<EventInput> = {}, actor: TestPerson = world.custodian) =>
  reportEvent(world.services, actor, key(), inputOf(asset, more));
const stateOf = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset.status;
async function seen(number: string) {
  const found = await eventByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}
async function findings() {
  return (await Promise.all(deviceEventChecks.map((one) => one.find(world.services.db.read)))).flat();
}

describe('an adverse event', () => {
  it('stops the thing when it must, leaves it when it may, and stands in its timeline', async () => {
    const [grave, light, chosen] = [await addCard(world), await addCard(world), await addCard(world)];
    const { number, stopped } = accepted(await report(grave, { eventClass: 'death' }));
    expect([stopped, await stateOf(grave)]).toEqual([true, 'stopped']);
    expect(accepted(await report(light)).stopped).toBe(false);
    expect(await stateOf(light)).toBe('in_use');
    expect(accepted(await report(chosen, { stop: true })).stopped).toBe(true);
    const found = await eventByNumber(world.services.db.read, number);
    expect(found?.event.dueOn).toBe(addDays(today(), 7));
    const [entry] = await eventsOf(world.services.db.read, found?.asset.id ?? 0, { size: 1 });
    expect([entry?.act, entry?.documentNumber]).toEqual(['stop', number]);
    expect(await findings()).toEqual([]);
  });

  it('stops even what is under repair, and leaves its fault open', async () => {
    const card = await addCard(world);
    const broken = {
      asset: card,
      what: '漏电',
      urgency: 'critical',
      usable: 'unsafe',
      loaner: null,
      photo: null,
    } as const;
    accepted(await reportFault(world.services, world.custodian, key(), broken));
    expect(accepted(await report(card, { eventClass: 'serious' })).stopped).toBe(true);
    expect(await stateOf(card)).toBe('stopped');
  });

  it('is refused from strangers, of days to come, and written once for one key', async () => {
    const card = await addCard(world);
    expect(reasonOf(await report(card, { occurredOn: addDays(today(), 1) }))).toBe('device_event_future');
    expect(reasonOf(await report(card, {}, world.stranger))).toBe('not_found');
    const again = key();
    const first = accepted(await reportEvent(world.services, world.custodian, again, inputOf(card)));
    const second = accepted(await reportEvent(world.services, world.custodian, again, inputOf(card)));
    expect(second.number).toBe(first.number);
  });

  it('waits for the asset office, is told once, taken back, told again, and then withdrawn no more', async () => {
    const { services, officer, custodian } = world;
    const card = await addCard(world);
    const { number } = accepted(await report(card));
    const tasks = await deviceEventTasks(services.db.read, officer as unknown as Viewer);
    expect(tasks.some((one) => one.subject.startsWith(number))).toBe(true);
    expect(await deviceEventTasks(services.db.read, custodian as unknown as Viewer)).toEqual([]);
    const told = { nationalNumber: '3607322026001', forwardedOn: today() };
    expect(reasonOf(await forwardEvent(services, custodian, await seen(number), told))).toBe('forbidden');
    const early = { ...told, forwardedOn: addDays(today(), -1) };
    expect(reasonOf(await forwardEvent(services, officer, await seen(number), early))).toBe('device_event_early');
    const stale = await seen(number);
    accepted(await forwardEvent(services, officer, await seen(number), told));
    expect(reasonOf(await forwardEvent(services, officer, { ...stale, key: key() }, told))).toBe('stale');
    const why = { why: '编号登错' };
    expect(reasonOf(await withdrawEvent(services, officer, await seen(number), why))).toBe('wrong_state');
    accepted(await recallEvent(services, officer, await seen(number), why));
    accepted(await forwardEvent(services, officer, await seen(number), told));
    expect((await eventByNumber(services.db.read, number))?.document.status).toBe('forwarded');
    expect(await findings()).toEqual([]);
  });

  it('withdrawn, leaves the thing stopped, and is found in the list only where all are asked for', async () => {
    const { services, officer } = world;
    const card = await addCard(world);
    const { number } = accepted(await report(card, { stop: true }));
    accepted(await withdrawEvent(services, officer, await seen(number), { why: '不是器械原因' }));
    expect(await stateOf(card)).toBe('stopped');
    const ask = { scopePath: '/', today: today() };
    const numbers = async (tab: 'open' | 'all') =>
      (await listEvents(services.db.read, ask, { tab, q: card }, { size: 50 })).map((row) => row.number);
    expect([await numbers('open'), await numbers('all')]).toEqual([[], [number]]);
  });
});

describe('the pages of adverse events', () => {
  it('lead from the card to the report, once for one key, escape what was typed, and keep strangers out', async () => {
    const custodian = await signIn(world.app, world.custodian.login);
    const officer = await signIn(world.app, world.officer.login);
    const stranger = await signIn(world.app, world.stranger.login);
    const card = await addCard(world);
    expect((await custodian.get(paths.equipmentCard(card))).text).toContain(paths.newDeviceEvent(card));
    expect((await custodian.get(paths.newDeviceEvent(card))).text).toContain('multipart/form-data');
    const fields = {
      idempotency_key: key(),
      occurredOn: today(),
      what: '<b>冒烟</b>',
      harm: '无',
      eventClass: 'other',
    };
    const refused = await custodian.post(paths.assetDeviceEvents(card), { ...fields, eventClass: '' });
    expect([refused.status, refused.text.includes('&lt;b&gt;冒烟')]).toEqual([422, true]);
    const first = await custodian.post(paths.assetDeviceEvents(card), fields);
    expect(first.status).toBe(303);
    expect((await custodian.post(paths.assetDeviceEvents(card), fields)).location).toBe(first.location);
    const page = first.location ?? '';
    expect((await stranger.get(page)).status).toBe(404);
    const { text } = await officer.get(page);
    const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? '';
    const told = { idempotency_key: key(), version, nationalNumber: 'G-1', forwardedOn: today() };
    expect((await custodian.post(`${page}/forwarding`, told)).status).toBe(403);
    expect((await officer.post(`${page}/forwarding`, told)).status).toBe(303);
    expect((await officer.get(paths.deviceEvents({ tab: 'all', q: card }))).text).toContain('G-1');
    const file = await officer.get(paths.deviceEventsExport('csv', { tab: 'all' }));
    expect([file.status, file.text.includes('G-1')]).toEqual([200, true]);
  });
});
