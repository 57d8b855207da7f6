/** Recalls of equipment: what they mean and bar, what was done with each thing, taken back, ended, and in a race. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commissionAsset, turnAsset } from '../../src/assets/commands.ts';
import { assetByNumber } from '../../src/assets/record-queries.ts';
import * as acts from '../../src/device-recalls/act-commands.ts';
import { cardsMeant, countMeant } from '../../src/device-recalls/card-queries.ts';
import { type NoticeInput, openDeviceRecall } from '../../src/device-recalls/open-commands.ts';
import { recallByNumber } from '../../src/device-recalls/recall-record.ts';
import { deviceRecallChecks } from '../../src/device-recalls/verify.ts';
import { addDays, dayOf, HOUR_MS } from '../../src/kernel/clock.ts';
import { askForLoan } from '../../src/loans/ask-commands.ts';
import { useBlockedBy } from '../../src/safety-of-use/queries.ts';
import { recallsOfCard } from '../../src/safety-of-use/recall-queries.ts';
import { agreeToBooking, askForBooking } from '../../src/sharing/booking-commands.ts';
import { bookingByNumber } from '../../src/sharing/booking-queries.ts';
import { offerShare } from '../../src/sharing/offer-commands.ts';
import { branchCard, type MoveWorld, openMoveWorld } from '../asset-transfers/move-world.ts';
import { key } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted, nextNumber, type TestPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';

let world: MoveWorld;
beforeAll(async () => {
  world = await openMoveWorld();
});
afterAll(() => endWhole(world));

const today = () => dayOf(world.services.clock.now());
/** A model of its own for each test, so that no recall means the things of another. */
const nextModel = () => `Model ${nextNumber()}`;

const open = (model: string, more: Partial<NoticeInput> = {}, actor: TestPerson = world.officer) =>
  openDeviceRecall(world.services, actor, key(), {
    ...{ title: '超声探头漏电', level: 1, measure: 'stop', reason: '外壳绝缘不良', source: 'maker' },
    ...{ noticeNumber: '召回2026-01', receivedOn: today(), dueOn: addDays(today(), 7) },
    ...{ registrationNumber: null, model, udiDi: null, serials: [] },
    ...more,
  });
async function opened(model: string, more: Partial<NoticeInput> = {}): Promise<string> {
  return accepted(await open(model, more)).number;
}
async function seen(number: string) {
  const found = await recallByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: found?.document.version ?? 0 };
}
const answer = (
  number: string,
  asset: string,
  result: 'fine' | 'repaired' | 'returned',
  actor: TestPerson = world.custodian,
) => acts.answerRecall(world.services, actor, { key: key(), number }, { asset, result, doneOn: today(), note: '处置' });
const cardOf = async (number: string) => (await assetByNumber(world.services.db.read, '/', number))?.asset;
async function barsOf(number: string) {
  const id = (await cardOf(number))?.id ?? 0;
  return ((await useBlockedBy(world.services.db.read, [id], today())).get(id) ?? []).map(({ why }) => why);
}
async function listed(number: string) {
  const { db } = world.services;
  const recallId = (await recallByNumber(db.read, number))?.document.id ?? 0;
  const rows = await cardsMeant(db.read, { recallId, scope: '/', tab: 'all' }, { size: 50 });
  const { cards, done } = await countMeant(db.read, recallId, '/');
  return { cards, done, rows, numbers: rows.map((row) => row.number) };
}
async function takeBack(number: string, asset: string, actor: TestPerson = world.custodian) {
  const row = (await listed(number)).rows.find((one) => one.number === asset);
  const input = { id: row?.answer?.id ?? 0, why: '登错了' };
  return acts.takeBackAnswer(world.services, actor, { key: key(), number }, input);
}
const loanOf = (assetNumber: string) =>
  askForLoan(world.services, world.officer, key(), {
    ...{ assetNumber, to: world.otherBranch.code, reason: '本院设备维修', dueOn: addDays(today(), 14) },
  });
const findings = async () =>
  (await Promise.all(deviceRecallChecks.map((one) => one.find(world.services.db.read)))).flat();

describe('a recall', () => {
  it('bars what it means until it is dealt with, and again when that is taken back', async () => {
    const model = nextModel();
    const card = await branchCard(world, { model });
    const number = await opened(model);
    expect(await barsOf(card)).toEqual(['recalled']);
    expect(reasonOf(await loanOf(card))).toBe('use_recalled');
    accepted(await answer(number, card, 'fine'));
    expect(await barsOf(card)).toEqual([]);
    accepted(await takeBack(number, card));
    expect(await barsOf(card)).toEqual(['recalled']);
    accepted(await answer(number, card, 'repaired'));
    expect(reasonOf(await loanOf(card))).toBe('ok');
    expect(await findings()).toEqual([]);
  });

  it('means the serial numbers that it lists, in whatever case, and all where it lists none', async () => {
    const model = nextModel();
    const [first, second] = [`ab-${nextNumber()}`, `ab-${nextNumber()}`];
    const named = await branchCard(world, { model, serialNumber: first });
    const other = await branchCard(world, { model: model.toUpperCase(), serialNumber: second });
    expect((await listed(await opened(model, { serials: [first.toUpperCase()] }))).numbers).toEqual([named]);
    expect((await listed(await opened(model))).numbers).toEqual([named, other]);
  });

  it('catches a card that comes to the register after it, and does not let it into use', async () => {
    const model = nextModel();
    const number = await opened(model);
    const late = await branchCard(world, { model, firstUsedOn: null });
    expect((await listed(number)).numbers).toEqual([late]);
    expect(await cardOf(late).then((found) => found?.status)).toBe('idle');
    const begun = { day: today(), note: '' };
    const given = { key: key(), number: late };
    expect(reasonOf(await commissionAsset(world.services, world.officer, given, begun))).toBe('use_recalled');
  });

  it('is opened by the asset office alone, of a device that it names, of a day that has come', async () => {
    const model = nextModel();
    expect(reasonOf(await open(model, {}, world.custodian))).toBe('forbidden');
    expect(reasonOf(await open(model, { model: null }))).toBe('device_recall_unnamed');
    expect(reasonOf(await open(model, { receivedOn: addDays(today(), 1) }))).toBe('device_recall_future');
    expect(reasonOf(await open(model, { dueOn: addDays(today(), -1) }))).toBe('device_recall_due');
    const serials = Array.from({ length: 501 }, (_, nth) => `S${nth}`);
    expect(reasonOf(await open(model, { serials }))).toBe('device_recall_serials');
  });

  it('is answered by who keeps or mends the thing, once, and for what it means', async () => {
    const model = nextModel();
    const [card, other] = [await branchCard(world, { model }), await branchCard(world, { model: nextModel() })];
    const number = await opened(model);
    expect(reasonOf(await answer(number, card, 'fine', world.stranger))).toBe('asset_unknown');
    expect(reasonOf(await answer(number, other, 'fine'))).toBe('device_recall_other');
    accepted(await answer(number, card, 'fine', world.engineer));
    expect(reasonOf(await answer(number, card, 'returned'))).toBe('device_recall_answered');
    expect(reasonOf(await takeBack(number, card, world.stranger))).toBe('asset_unknown');
    const row = (await listed(number)).rows[0];
    accepted(await takeBack(number, card));
    const again = { id: row?.answer?.id ?? 0, why: '再撤' };
    const twice = await acts.takeBackAnswer(world.services, world.custodian, { key: key(), number }, again);
    expect(reasonOf(twice)).toBe('device_recall_taken_back');
  });

  it('stops what goes back to its maker, which does not come into use again while it is open', async () => {
    const model = nextModel();
    const card = await branchCard(world, { model });
    const number = await opened(model);
    accepted(await answer(number, card, 'returned'));
    expect(await cardOf(card).then((found) => found?.status)).toBe('stopped');
    const resume = { turn: 'resume' as const, why: '修好了' };
    const given = { key: key(), number: card };
    expect(reasonOf(await turnAsset(world.services, world.custodian, given, resume))).toBe('use_recalled');
  });

  it('is not ended while things wait, and bars nothing when it is withdrawn', async () => {
    const model = nextModel();
    const card = await branchCard(world, { model });
    const number = await opened(model);
    const why = { why: '全部处置完' };
    const { services, officer, custodian } = world;
    expect(reasonOf(await acts.endDeviceRecall(services, officer, await seen(number), why))).toBe(
      'device_recall_waiting',
    );
    expect(reasonOf(await acts.withdrawDeviceRecall(services, custodian, await seen(number), why))).toBe('forbidden');
    const stale = await seen(number);
    accepted(await answer(number, card, 'fine'));
    const early = await acts.endDeviceRecall(services, officer, { ...stale, key: key() }, why);
    expect(reasonOf(early)).toBe('stale');
    accepted(await acts.endDeviceRecall(services, officer, await seen(number), why));
    expect(reasonOf(await takeBack(number, card))).toBe('device_recall_over');
    const wrong = await opened(model);
    expect(await barsOf(card)).toEqual(['recalled']);
    accepted(await acts.withdrawDeviceRecall(services, officer, await seen(wrong), { why: '型号抄错' }));
    expect(await barsOf(card)).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  it('opened while things are put into use, leaves timelines whole and lets nothing past it', async () => {
    const { services, officer } = world;
    for (let round = 0; round < 3; round += 1) {
      const model = nextModel();
      const cards: string[] = [];
      for (let nth = 0; nth < 8; nth += 1) cards.push(await branchCard(world, { model, firstUsedOn: null }));
      const begun = { day: today(), note: '' };
      const begin = (number: string) => commissionAsset(services, officer, { key: key(), number }, begun);
      const [recall, ...said] = await Promise.all([open(model), ...cards.map(begin)]);
      accepted(recall);
      for (const one of said) expect(['ok', 'use_recalled']).toContain(reasonOf(one));
      for (const card of cards) {
        expect(await barsOf(card)).toContain('recalled');
        const found = await recallsOfCard(services.db.read, (await cardOf(card))?.id ?? 0);
        expect(found).toHaveLength(1);
        if ((await cardOf(card))?.status === 'idle') expect(reasonOf(await begin(card))).toBe('use_recalled');
      }
    }
  });

  it('opened while many ask for a thing by the hour, lets nobody have it, whoever asked first', async () => {
    const { services, officer, branchHead, otherBranch, head } = world;
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
    const startsAt = Math.ceil((services.clock.now() + 1) / HOUR_MS) * HOUR_MS + HOUR_MS;
    for (let round = 0; round < 3; round += 1) {
      const model = nextModel();
      const asset = await branchCard(world, { model });
      const offer = { slotMinutes: 60, hours, note: '' };
      accepted(await offerShare(services, branchHead, { key: key(), number: asset }, offer));
      const ask = (to: string) =>
        askForBooking(services, officer, key(), {
          ...{ asset, to, urgent: false, purpose: '检查', startsAt, endsAt: startsAt + HOUR_MS },
        });
      const askers = Array.from({ length: 8 }, (_, nth) => ask(nth % 2 === 0 ? otherBranch.code : head.code));
      const [recall, ...said] = await Promise.all([open(model), ...askers]);
      accepted(recall);
      for (const one of said) {
        expect(['ok', 'use_recalled', 'booking_taken']).toContain(reasonOf(one));
        if (!one.ok) continue;
        const { number } = one.value;
        const seenVersion = (await bookingByNumber(services.db.read, number))?.document.version ?? 0;
        const given = { key: key(), number, seenVersion };
        expect(reasonOf(await agreeToBooking(services, branchHead, given))).toBe('use_recalled');
      }
      const later = await askForBooking(services, officer, key(), {
        ...{ asset, to: otherBranch.code, urgent: false, purpose: '检查' },
        ...{ startsAt: startsAt + 4 * HOUR_MS, endsAt: startsAt + 5 * HOUR_MS },
      });
      expect(reasonOf(later)).toBe('use_recalled');
    }
  });
});

describe('a recall that is over', () => {
  it('means no more than was dealt with under it, whatever comes to the register afterwards', async () => {
    const model = nextModel();
    const card = await branchCard(world, { model });
    const number = await opened(model);
    accepted(await answer(number, card, 'fine'));
    accepted(await acts.endDeviceRecall(world.services, world.officer, await seen(number), { why: '处置完' }));
    await branchCard(world, { model });
    const { cards, done, numbers } = await listed(number);
    expect([cards, done, numbers]).toEqual([1, 1, [card]]);
  });

  it('still keeps out of use what went back to its maker', async () => {
    const model = nextModel();
    const card = await branchCard(world, { model });
    const number = await opened(model);
    accepted(await answer(number, card, 'returned'));
    accepted(await acts.endDeviceRecall(world.services, world.officer, await seen(number), { why: '已退回' }));
    const again = () =>
      turnAsset(world.services, world.custodian, { key: key(), number: card }, { turn: 'resume', why: '误操作' });
    expect(reasonOf(await again())).toBe('use_recalled');
    accepted(await takeBack(number, card));
    expect(reasonOf(await again())).toBe('ok');
  });
});
