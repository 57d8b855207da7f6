/** Cards of equipment: entered with everything checked, corrected with a reason, assigned, put in and out of use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assignAsset,
  commissionAsset,
  correctAsset,
  enterAsset,
  type SeenAsset,
  turnAsset,
} from '../../src/assets/commands.ts';
import { countAssets, listAssets } from '../../src/assets/list-queries.ts';
import { assetByNumber, eventsOf } from '../../src/assets/record-queries.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type AssetWorld, addCard, cardInput, key, openAssetWorld } from './asset-world.ts';

let world: AssetWorld;
beforeAll(async () => {
  world = await openAssetWorld();
});
afterAll(() => endWhole(world));

const enters = async (more: object, actor = world.officer) =>
  reasonOf(await enterAsset(world.services, actor, key(), cardInput(world, more)));
const given = (number: string, seenVersion?: number): SeenAsset => ({
  key: key(),
  number,
  ...(seenVersion !== undefined && { seenVersion }),
});
const cardOf = async (number: string) => {
  const card = await assetByNumber(world.services.db.read, '/', number);
  if (card === undefined) throw new Error(`no card ${number}`);
  return card;
};

describe('entering a card', () => {
  it('keeps three organisations apart, its funds, and a first event', async () => {
    const number = await addCard(world, { keeper: world.campus.code, custodian: '保管员甲' });
    const card = await cardOf(number);
    expect(number).toMatch(/^SB-\d{8}-\d{4}$/);
    expect([card.owner.id, card.user.id, card.keeper.id]).toEqual([world.head.id, world.branch.id, world.campus.id]);
    expect(card.custodian?.name).toBe('保管员甲');
    expect(card.funds).toEqual([
      { source: 'fiscal', amountFen: 60_000_000 },
      { source: 'own', amountFen: 36_000_000 },
    ]);
    expect([card.asset.status, card.asset.deviceClass, card.class.code]).toEqual(['in_use', 3, 'ultrasound']);
    const [event] = await eventsOf(world.services.db.read, card.asset.id, { size: 5 });
    expect([event?.act, event?.fromStatus, event?.toStatus]).toEqual(['enter', null, 'in_use']);
  });

  it('waits to be put into use when it never was', async () => {
    expect((await cardOf(await addCard(world, { firstUsedOn: null }))).asset.status).toBe('idle');
  });

  it.each([
    ['asset_class_unknown', { classCode: 'spaceship' }],
    ['asset_category', { categoryCode: '23' }],
    ['asset_registration_category', { categoryCode: '07' }],
    ['device_number_class', { registrationNumber: '国械注准20232060001' }],
    ['device_number_shape', { registrationNumber: '国械注20233060001' }],
    ['asset_registration_not_medical', { classCode: 'furniture' }],
    ['gtin_check_digit', { udi: '06901234567891' }],
    ['udi_di_shape', { udi: 'hello' }],
    ['asset_udi_serial', { udi: '(01)06901234567892(21)OTHER', serialNumber: 'MINE' }],
    ['asset_acquired_future', { acquiredOn: '2031-01-01' }],
    ['asset_acquired_early', { acquiredOn: '1949-12-31' }],
    ['asset_price', { priceFen: -1 }],
    ['asset_day_future', { firstUsedOn: '2031-01-01' }],
    ['asset_used_unaccepted', { firstUsedOn: '2026-03-19' }],
    ['asset_warranty_day', { warrantyUntil: '2025-01-01' }],
    ['asset_funds_sum', { funds: { fiscal: 1 } }],
    ['asset_fund_negative', { funds: { fiscal: -1, own: 96_000_001 } }],
    ['asset_member_unknown', { user: 'NOBODY' }],
    ['asset_supplier_unknown', { supplier: '没有这家' }],
    ['asset_custodian_unknown', { custodian: '没有这人' }],
    ['asset_licence', { largeKind: 'pet_ct' }],
  ])('refuses %s', async (reason, more) => {
    expect(await enters(more)).toBe(reason);
  });

  it('refuses a custodian whom two people are named like', async () => {
    for (const _ of [1, 2]) await addPerson(world.services, world.branch, 'custodian', { name: '同名人' });
    expect(await enters({ custodian: '同名人' })).toBe('asset_custodian_several');
  });

  it('asks for the licence by the catalogue of the day it was acquired', async () => {
    const of = (acquiredOn: string) => enters({ largeKind: 'ct_64', acquiredOn, warrantyUntil: null });
    expect(await of('2022-05-01')).toBe('asset_licence');
    expect(await of('2026-05-01')).not.toBe('asset_licence');
  });

  it('reads the device part and the serial number out of a whole code', async () => {
    const number = await addCard(world, { udi: '(01)06901234567892(21)AB12', serialNumber: null });
    const { asset } = await cardOf(number);
    expect([asset.udiDi, asset.serialNumber]).toEqual(['06901234567892', 'AB12']);
  });

  it('refuses a second card of the same serial number of a maker, and people without the permission', async () => {
    const number = await addCard(world, { serialNumber: 'TWICE' });
    const again = await enterAsset(world.services, world.officer, key(), cardInput(world, { serialNumber: 'TWICE' }));
    expect(again).toMatchObject({ ok: false, reason: 'asset_serial_known', detail: { number } });
    expect(await enters({}, world.custodian)).toBe('forbidden');
  });
});

describe('a correction', () => {
  it('says what was before, with its reason, funds too', async () => {
    const number = await addCard(world);
    const { asset } = await cardOf(number);
    const serialNumber = asset.serialNumber;
    const input = {
      ...cardInput(world),
      serialNumber,
      priceFen: 95_000_000,
      funds: { own: 95_000_000 },
      reason: '按发票',
    };
    accepted(await correctAsset(world.services, world.officer, given(number, 1), input));
    const card = await cardOf(number);
    expect([card.asset.priceFen, card.asset.version, card.funds]).toEqual([
      95_000_000,
      2,
      [{ source: 'own', amountFen: 95_000_000 }],
    ]);
    const [event] = await eventsOf(world.services.db.read, card.asset.id, { size: 1 });
    expect(event).toMatchObject({ act: 'correct', note: '按发票' });
    expect(event?.detail?.changes).toEqual({ priceFen: [96_000_000, 95_000_000] });
    const same = { ...input, reason: '再来' };
    expect(reasonOf(await correctAsset(world.services, world.officer, given(number), same))).toBe(
      'asset_nothing_changed',
    );
    expect(reasonOf(await correctAsset(world.services, world.officer, given(number, 1), same))).toBe('asset_stale');
    expect(reasonOf(await correctAsset(world.services, world.custodian, given(number), same))).toBe('forbidden');
  });
});

describe('a day of first use', () => {
  it('is corrected, never taken away', async () => {
    const number = await addCard(world);
    const { serialNumber } = (await cardOf(number)).asset;
    const input = { ...cardInput(world), serialNumber, firstUsedOn: null, reason: '日期不清' };
    const refused = await correctAsset(world.services, world.officer, given(number), input);
    expect(reasonOf(refused)).toBe('asset_first_use_gone');
    accepted(await correctAsset(world.services, world.officer, given(number), { ...input, firstUsedOn: '2026-03-26' }));
  });
});

describe('custody and use', () => {
  it('goes to another room and person by those who keep it', async () => {
    const number = await addCard(world);
    const assign = (actor: typeof world.officer, more: object = {}) =>
      assignAsset(world.services, actor, given(number), {
        room: '二楼B超室',
        custodian: '保管员甲',
        note: '',
        ...more,
      });
    expect(reasonOf(await assign(world.stranger))).toBe('not_found');
    expect(reasonOf(await assign(world.engineer))).toBe('asset_not_here');
    accepted(await assign(world.custodian));
    expect(reasonOf(await assign(world.custodian))).toBe('asset_nothing_changed');
    const card = await cardOf(number);
    expect([card.asset.room, card.custodian?.login]).toEqual(['二楼B超室', world.custodian.login]);
  });

  it('is put into use once registered, stopped, used again and laid idle; nothing else', async () => {
    const number = await addCard(world, { firstUsedOn: null, registrationNumber: null });
    const commission = () =>
      commissionAsset(world.services, world.officer, given(number), { day: '2026-04-01', note: '' });
    expect(reasonOf(await commission())).toBe('asset_unregistered');
    const serialNumber = (await cardOf(number)).asset.serialNumber;
    const input = { ...cardInput(world), serialNumber, firstUsedOn: null, reason: '补注册证' };
    accepted(await correctAsset(world.services, world.officer, given(number), input));
    accepted(await commission());
    expect((await cardOf(number)).asset.firstUsedOn).toBe('2026-04-01');
    expect(reasonOf(await commission())).toBe('asset_wrong_state');
    const turn = (name: 'rest' | 'stop' | 'resume') =>
      turnAsset(world.services, world.branchHead, given(number), { turn: name, why: '试' });
    expect(reasonOf(await turn('resume'))).toBe('asset_wrong_state');
    for (const name of ['stop', 'resume', 'rest'] as const) accepted(await turn(name));
    expect((await cardOf(number)).asset.status).toBe('idle');
  });
});

describe('the list', () => {
  it('finds by pinyin and numbers, class, member and status, within reach, page by page', async () => {
    const number = await addCard(world, {
      name: '呼吸机',
      classCode: 'surgery_emergency',
      categoryCode: '08',
      registrationNumber: null,
      user: world.otherBranch.code,
      keeper: null,
    });
    const find = async (filter: object, scope = '/') =>
      (await listAssets(world.services.db.read, scope, filter, { size: 50 })).map((row) => row.number);
    for (const q of ['呼吸', 'hxj', 'huxiji', number, number.toLowerCase()])
      expect(await find({ q })).toEqual([number]);
    expect(await find({ class: 'surgery_emergency' })).toEqual([number]);
    expect(await find({ member: world.otherBranch.code, state: 'in_use' })).toEqual([number]);
    // No wildcard of whoever types it
    expect(await find({ q: '呼%机' })).toEqual([]);
    expect(await find({}, world.stranger.scopePath)).toEqual([number]);
    expect(await find({}, world.custodian.scopePath)).not.toContain(number);
    const all = await find({});
    const first = await listAssets(world.services.db.read, '/', {}, { size: 2 });
    const rest = await listAssets(world.services.db.read, '/', {}, { size: 500, after: first[1]?.id });
    expect([...first.slice(0, 2), ...rest].map((row) => row.number)).toEqual(all);
    expect((await countAssets(world.services.db.read, '/', {})).cards).toBe(all.length);
  });
});
