/** The pool of idle equipment: what has been idle too long, offers, demands, and what answers them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnAsset } from '../../src/assets/commands.ts';
import { askForAsset, endDemand, endOffer, offerAsset } from '../../src/idle-pool/pool-commands.ts';
import { idleAssets, idleMatches, openDemands } from '../../src/idle-pool/pool-queries.ts';
import { rankOffers } from '../../src/idle-pool/rules.ts';
import { startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { type AssetWorld, addCard, key, openAssetWorld } from '../assets/asset-world.ts';
import { reasonOf } from '../counts/count-world.ts';
import { accepted } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';

let world: AssetWorld;
let number: string;
let inUse: string;
const NOON = 43_200_000;
beforeAll(async () => {
  world = await openAssetWorld();
  world.clock.set(startOfDay('2026-08-01') + NOON);
  number = await addCard(world);
  inUse = await addCard(world);
  const input = { turn: 'rest' as const, why: '新机到位' };
  accepted(await turnAsset(world.services, world.custodian, { key: key(), number }, input));
});
afterAll(() => endWhole(world));

const db = () => world.services.db.read;
const offer = (actor = world.custodian, of = number) =>
  offerAsset(world.services, actor, key(), { number: of, condition: 'good', expectedFen: 0, note: '随时可搬' });

describe('idle equipment', () => {
  it('comes into the pool after ninety days, with the day since when', async () => {
    const at = (day: string) => startOfDay(day) + NOON;
    expect(await idleAssets(db(), at('2026-10-30'))).toEqual([]);
    const [one] = await idleAssets(db(), at('2026-10-31'));
    expect([one?.number, one?.since, one?.days, one?.offer]).toEqual([number, '2026-08-01', 91, null]);
  });

  it('is offered once by who looks after it, idle only, and taken back once', async () => {
    world.clock.set(startOfDay('2026-11-20') + NOON);
    expect(reasonOf(await offer(world.custodian, inUse))).toBe('asset_not_idle');
    expect(reasonOf(await offer(world.stranger))).toBe('not_found');
    expect(reasonOf(await offer(world.engineer))).toBe('asset_not_here');
    const both = await Promise.all([offer(), offer(world.officer)]);
    expect(both.map((one) => (one.ok ? 'done' : one.reason)).sort()).toEqual(['asset_offered', 'done']);
    const [one] = await idleAssets(db(), world.clock.now());
    const end = () =>
      endOffer(world.services, world.custodian, key(), { id: one?.offer?.id ?? 0, reason: '自己又要用' });
    accepted(await end());
    expect(reasonOf(await end())).toBe('asset_offer_ended');
    accepted(await offer());
  });

  it('answers what another member asks for, never the own', async () => {
    const ask = (classCode: string, member = world.otherBranch.code) =>
      askForAsset(world.services, world.stranger, key(), {
        member,
        classCode,
        specification: '彩超',
        reason: '开展产检',
      });
    expect(reasonOf(await ask('spaceship'))).toBe('asset_class_unknown');
    expect(reasonOf(await ask('ultrasound', world.head.code))).toBe('asset_member_unknown');
    const { id } = accepted(await ask('ultrasound'));
    expect((await openDemands(db())).map((one) => one.id)).toEqual([id]);
    const wanted = { classCode: 'ultrasound', specification: '彩超' };
    const now = world.clock.now();
    expect((await idleMatches(db(), wanted, now)).map((one) => one.number)).toEqual([number]);
    expect(await idleMatches(db(), { ...wanted, exceptMemberId: world.branch.id }, now)).toEqual([]);
    expect(await idleMatches(db(), { classCode: 'mri' }, now)).toEqual([]);
    const page = await (await signIn(world.app, world.stranger.login)).get(paths.equipmentPool());
    for (const part of [number, '随时可搬', '开展产检']) expect(page.text).toContain(part);
    expect(reasonOf(await endDemand(world.services, world.custodian, key(), { id, reason: '别家的' }))).toBe(
      'not_found',
    );
    const end = () => endDemand(world.services, world.stranger, key(), { id, reason: '已借到' });
    accepted(await end());
    expect(reasonOf(await end())).toBe('asset_offer_ended');
  });
});

it('goes through the forms of the page', async () => {
  const custodian = await signIn(world.app, world.custodian.login);
  const [one] = await idleAssets(db(), world.clock.now());
  const end = await custodian.post(paths.equipmentOfferEnd(one?.offer?.id ?? 0), {
    idempotency_key: key(),
    reason: '改',
  });
  expect(end.status).toBe(303);
  const fields = { condition: 'fair', expected: '12000', note: '' };
  const bad = await custodian.post(paths.equipmentOffer(number), { idempotency_key: key(), ...fields, expected: '-1' });
  expect(bad.status).toBe(422);
  expect((await custodian.post(paths.equipmentOffer(number), { idempotency_key: key(), ...fields })).status).toBe(303);
  const demand = { member: world.branch.code, classCode: 'mri', specification: '1.5T', reason: '夜间急诊' };
  expect((await custodian.post(paths.equipmentDemands(), { idempotency_key: key(), ...demand })).status).toBe(303);
  expect((await custodian.get(paths.equipmentPoolExport('csv'))).text).toContain(number);
});

it('ranks by words met, then by condition and price', () => {
  const offers = [
    { number: 'SB-1', condition: 'repair' as const, expectedFen: 0, words: '彩超 便携' },
    { number: 'SB-2', condition: 'good' as const, expectedFen: 5, words: '彩超' },
    { number: 'SB-3', condition: 'good' as const, expectedFen: 1, words: '彩超' },
  ];
  expect(rankOffers('便携 彩超', offers).map((one) => one.number)).toEqual(['SB-1', 'SB-3', 'SB-2']);
  expect(rankOffers('', offers).map((one) => one.number)).toEqual(['SB-3', 'SB-2', 'SB-1']);
});
