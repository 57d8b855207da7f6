/** Recalls of equipment: what a notice is refused for, one answer for a thing, tasks, and the pages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import { accessTo } from '../../src/attachments/subject-queries.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { answerRecall } from '../../src/device-recalls/act-commands.ts';
import { countMeant } from '../../src/device-recalls/card-queries.ts';
import { listDeviceRecalls } from '../../src/device-recalls/list-queries.ts';
import { type NoticeInput, openDeviceRecall } from '../../src/device-recalls/open-commands.ts';
import { recallByNumber } from '../../src/device-recalls/recall-record.ts';
import { NOTHING, type RecallResult } from '../../src/device-recalls/rules.ts';
import { deviceRecallTasks } from '../../src/device-recalls/task-queries.ts';
import { addDays, dayOf } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { useBlockedBy } from '../../src/safety-of-use/queries.ts';
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

let models = 0;
const newModel = () => {
  models += 1;
  return `Pump-${models}X`;
};
const today = () => dayOf(world.services.clock.now());
const notice = (more: Partial<NoticeInput>): NoticeInput => ({
  ...{ ...NOTHING, title: '注射泵流速偏差', level: 1, measure: 'stop', reason: '流速超差', source: 'maker' },
  ...{ noticeNumber: 'FSN-1', receivedOn: today(), dueOn: addDays(today(), 7), ...more },
});
const open = (more: Partial<NoticeInput>, actor: TestPerson = world.officer) =>
  openDeviceRecall(world.services, actor, key(), notice(more));
const given = (number: string) => ({ key: key(), number });
const answer = (number: string, asset: string, result: RecallResult = 'fine', actor: TestPerson = world.custodian) =>
  answerRecall(world.services, actor, given(number), { asset, result, doneOn: today(), note: '已检查' });
const cardOf = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset;
const barred = async (number: string) => {
  const id = (await cardOf(number))?.id ?? 0;
  return ((await useBlockedBy(world.services.db.read, [id], today())).get(id) ?? []).map(({ why }) => why);
};
const idOf = async (number: string) => (await recallByNumber(world.services.db.read, number))?.document.id ?? 0;

describe('a recall of equipment', () => {
  it('catches what is registered later, and only tells where it asks for care', async () => {
    const model = newModel();
    const { number, cards } = accepted(await open({ model }));
    expect(cards).toBe(0);
    const later = await addCard(world, { model });
    expect(await barred(later)).toEqual(['recalled']);
    const mild = newModel();
    accepted(await open({ model: mild, measure: 'watch', level: 3 }));
    expect(await barred(await addCard(world, { model: mild }))).toEqual([]);
    expect(await countMeant(world.services.db.read, await idOf(number), '/')).toEqual({ cards: 1, done: 0, places: 1 });
  });

  it.each([
    ['device_recall_unnamed', {}],
    ['device_recall_future', { model: 'X', receivedOn: '2099-01-01', dueOn: '2099-01-02' }],
    ['device_recall_due', { model: 'X', dueOn: '2020-01-01' }],
    ['device_recall_serials', { model: 'X', serials: Array.from({ length: 501 }, (_, nth) => `S${nth}`) }],
  ])('is refused: %s', async (reason, more) => {
    expect(reasonOf(await open(more))).toBe(reason);
  });

  it('has one answer for a thing, whoever is first, and none after its end', async () => {
    for (let round = 0; round < 3; round += 1) {
      const model = newModel();
      const card = await addCard(world, { model });
      const { number } = accepted(await open({ model }));
      const said = (await Promise.all(Array.from({ length: 8 }, () => answer(number, card)))).map(reasonOf);
      expect([...said].sort()).toEqual([...Array.from({ length: 7 }, () => 'device_recall_answered'), 'ok']);
    }
  });

  it('waits in the tasks of who keeps the things, and is found by pinyin', async () => {
    const { services, officer, custodian } = world;
    const model = newModel();
    const card = await addCard(world, { model });
    const { number } = accepted(await open({ model, title: '监护仪电池鼓包' }));
    const codes = async (person: TestPerson) =>
      (await deviceRecallTasks(services.db.read, person as unknown as Viewer))
        .filter(({ subject }) => subject.startsWith(number))
        .map(({ code, count }) => [code, count]);
    expect(await codes(custodian)).toEqual([['device_recall_answer', 1]]);
    accepted(await answer(number, card));
    expect([await codes(custodian), await codes(officer)]).toEqual([[], [['device_recall_end', undefined]]]);
    const found = await listDeviceRecalls(services.db.read, '/', { q: 'jhydcgb' }, { size: 5 });
    expect(found.map((one) => one.number)).toEqual([number]);
  });
});

describe('the pages', () => {
  it('show what it means before it is opened, and lead to its end', async () => {
    const model = newModel();
    const card = await addCard(world, { model, serialNumber: 'Z-9' });
    const office = await signIn(world.app, world.officer.login);
    const preview = await office.get(paths.newDeviceRecall({ model }));
    expect([preview.text.includes(card), preview.text.includes('1台，1家单位')]).toEqual([true, true]);
    const fields = {
      model,
      title: '注射泵',
      level: '1',
      measure: 'stop',
      reason: '超差',
      source: 'maker',
      noticeNumber: 'F',
    };
    const days = { receivedOn: today(), dueOn: addDays(today(), 3) };
    const asked = () => ({ idempotency_key: key(), ...fields, ...days });
    const wrong = await office.post(paths.deviceRecalls(), { ...asked(), level: '' });
    expect([wrong.status, wrong.text.includes(card)]).toEqual([422, true]);
    const sent = asked();
    const opened = await office.post(paths.deviceRecalls(), sent);
    expect((await office.post(paths.deviceRecalls(), sent)).location).toBe(opened.location);
    const shown = await office.get(opened.location ?? '');
    const number = /SZ-\d{8}-\d{4,}/.exec(opened.location ?? '')?.[0] ?? '';
    expect([shown.text.includes(card), shown.text.includes('已处置0/1台')]).toEqual([true, true]);
    const keeper = await signIn(world.app, world.custodian.login);
    const other = await signIn(world.app, world.stranger.login);
    expect((await keeper.get(paths.deviceRecall(number))).text).not.toContain('撤销召回');
    const file = await accessTo(world.services.db.read, world.stranger as unknown as Viewer, `document ${number}`);
    expect([file?.sees, file?.keeps]).toEqual([true, false]);
    const reply = { idempotency_key: key(), asset: card, result: 'fine', doneOn: today(), note: '检查合格' };
    expect((await keeper.post(paths.deviceRecallAct(number, 'answer'), reply)).status).toBe(303);
    expect((await other.get(paths.deviceRecall(number))).text).not.toContain(card);
    expect((await keeper.get(paths.equipmentCard(card))).text).toContain(number);
    const ready = await office.get(paths.deviceRecall(number));
    const version = /name="version" value="(\d+)"/.exec(ready.text)?.[1] ?? '';
    const end = { idempotency_key: key(), version, why: '都处置了' };
    expect((await office.post(paths.deviceRecallAct(number, 'ending'), end)).status).toBe(303);
    expect((await office.get(paths.deviceRecalls({ state: 'ended' }))).text).toContain(number);
    const sheet = await office.get(paths.deviceRecallExport(number, 'csv', { tab: 'all' }));
    expect([sheet.status, sheet.text.includes('检查合格')]).toEqual([200, true]);
  });
});
