/** Excursions: what opens them, what they hold, who decides, and that the order of arrival changes nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeExcursion, decideLots, explainExcursion } from '../../src/storage/excursion-commands.ts';
import { caseView } from '../../src/storage/excursion-queries.ts';
import { runsOf } from '../../src/storage/excursion-runs.ts';
import { loggerByCode } from '../../src/storage/logger-record.ts';
import { moveLot } from '../../src/storage/move-commands.ts';
import { issues, key, reasonOf } from '../counts/count-world.ts';
import { accepted, addPerson, addStore } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  addProbe,
  caseOf,
  chilled,
  foundOf,
  holderOf,
  MINUTE,
  openStorageWorld,
  opens,
  reading,
  type StorageWorld,
  seen,
  takes,
} from './storage-world.ts';

let world: StorageWorld;
beforeAll(async () => {
  world = await openStorageWorld();
});
afterAll(() => endWhole(world));

const SAID = { cause: '停电两小时', measures: '移入备用冰箱，修好电源' };

/** A store and probe of its own, so that no other test's goods lie there. */
async function apart(graceMinutes = 0) {
  const fridge = await addStore(world.services, world.branch, 'cold');
  const code = await addProbe(world, { locationId: fridge, graceMinutes });
  const { lotId } = await chilled(world, 10, fridge);
  world.clock.set(world.clock.now() + 4 * 60 * MINUTE);
  return { fridge, code, lotId, now: world.clock.now() };
}

const takesOut = (lotId: number, fridge: number) => issues({ ...world, store: fridge }, lotId, 1);

describe('readings out of range', () => {
  it('open a case in the same act and hold what lies there until quality has decided', async () => {
    const { fridge, code, lotId, now } = await apart(30);
    const early = [reading(now - 120 * MINUTE, 5), reading(now - 60 * MINUTE, 9.5), reading(now - 45 * MINUTE, 11)];
    expect(accepted(await takes(world, code, early)).excursions).toEqual([]);
    const number = await opens(world, code, [reading(now - 30 * MINUTE, 10)]);
    const { case: found, document } = await caseOf(world, number);
    expect(found).toMatchObject({ startedAt: now - 60 * MINUTE, endedAt: null, worstTenths: 110 });
    expect(await holderOf(world, lotId, fridge)).toBe(document.id);
    expect(reasonOf(await takesOut(lotId, fridge))).toBe('lot_quarantined');
    const lots = [`${fridge}-${lotId}`];
    const release = { lots, decision: 'released' as const, reason: '说明书允许短时25℃以下' };
    expect(reasonOf(await decideLots(world.services, world.quality, await seen(world, number), release))).toBe(
      'excursion_release_lasting',
    );
    expect(reasonOf(await closeExcursion(world.services, world.quality, await seen(world, number)))).toBe(
      'excursion_lasts',
    );
    const before = await seen(world, number);
    accepted(await takes(world, code, [reading(now, 6)]));
    expect((await caseOf(world, number)).case.endedAt).toBe(now);
    expect(reasonOf(await decideLots(world.services, world.quality, before, release))).toBe('stale');
    expect(reasonOf(await decideLots(world.services, world.first, await seen(world, number), release))).toBe(
      'forbidden',
    );
    expect(reasonOf(await closeExcursion(world.services, world.quality, await seen(world, number)))).toBe(
      'excursion_undecided',
    );
    accepted(await decideLots(world.services, world.quality, await seen(world, number), release));
    expect(await holderOf(world, lotId, fridge)).toBeNull();
    accepted(await takesOut(lotId, fridge));
    expect(reasonOf(await closeExcursion(world.services, world.quality, await seen(world, number)))).toBe(
      'excursion_unexplained',
    );
    accepted(await explainExcursion(world.services, world.first, await seen(world, number), SAID));
    accepted(await closeExcursion(world.services, world.quality, await seen(world, number)));
    expect(reasonOf(await explainExcursion(world.services, world.first, await seen(world, number), SAID))).toBe(
      'wrong_state',
    );
  });

  it('that reject a lot bar its place, and the decision can be changed until the end', async () => {
    const { fridge, code, lotId, now } = await apart();
    const number = await opens(world, code, [reading(now - 60 * MINUTE, 15), reading(now, 5)]);
    const lots = [`${fridge}-${lotId}`];
    const decides = async (decision: 'released' | 'rejected') =>
      accepted(
        await decideLots(world.services, world.quality, await seen(world, number), {
          lots,
          decision,
          reason: '冻结过',
        }),
      );
    await decides('rejected');
    expect(reasonOf(await takesOut(lotId, fridge))).toBe('lot_quarantined');
    await decides('released');
    accepted(await takesOut(lotId, fridge));
    await decides('rejected');
    expect(reasonOf(await takesOut(lotId, fridge))).toBe('lot_quarantined');
    const foreign = { lots: ['1-1'], decision: 'released' as const, reason: 'x' };
    expect(reasonOf(await decideLots(world.services, world.quality, await seen(world, number), foreign))).toBe(
      'not_found',
    );
    const none = { ...foreign, lots: [] };
    expect(reasonOf(await decideLots(world.services, world.quality, await seen(world, number), none))).toBe(
      'excursion_no_lots',
    );
  });

  it('are not decided by whoever measured them', async () => {
    const { fridge, code, lotId, now } = await apart();
    const number = await opens(world, code, [reading(now, 15)], world.quality);
    accepted(await takes(world, code, [reading(now + MINUTE, 5)]));
    const input = { lots: [`${fridge}-${lotId}`], decision: 'rejected' as const, reason: '失效' };
    expect(reasonOf(await decideLots(world.services, world.quality, await seen(world, number), input))).toBe(
      'excursion_own',
    );
    const other = await addPerson(world.services, world.head, 'quality_officer');
    accepted(await decideLots(world.services, other, await seen(world, number), input));
  });

  it('follow the goods when they are moved, and tell what left meanwhile', async () => {
    const { fridge, code, lotId, now } = await apart();
    const spare = await addStore(world.services, world.branch, 'cold');
    accepted(await takes(world, code, [reading(now - 60 * MINUTE, 5)]));
    accepted(await issues({ ...world, store: fridge }, lotId, 2, now - 20 * MINUTE));
    const number = await opens(world, code, [reading(now - 30 * MINUTE, 15)]);
    const move = { fromId: fridge, lotId, toId: spare, quantityBase: null, why: '抢救' };
    accepted(await moveLot(world.services, world.first, key(), move));
    expect(reasonOf(await takesOut(lotId, spare))).toBe('lot_quarantined');
    const viewer = {
      ...world.quality,
      organisationKind: 'head' as const,
      organisationPath: world.head.path,
      language: 'zh' as const,
      theme: 'auto' as const,
      mustChangePassword: false,
    };
    const view = await caseView(world.services.db.read, viewer, number, world.clock.now());
    expect(view?.gone.map((row) => row.quantityBase)).toEqual([2]);
    expect(view?.lots.map(({ part, onHand }) => [part.locationId, onHand])).toEqual([
      [fridge, 0],
      [spare, 8],
    ]);
    const input = { lots: [`${spare}-${lotId}`], decision: 'released' as const, reason: '短时' };
    accepted(await decideLots(world.services, world.quality, await seen(world, number), input));
    accepted(await takesOut(lotId, spare));
  });

  it('found in the past hold only what lay there then', async () => {
    const { fridge, code, lotId, now } = await apart();
    accepted(await takes(world, code, [reading(now, 5)]));
    const later = await chilled(world, 10, fridge);
    const number = await opens(world, code, [reading(now - 60 * MINUTE, -3)]);
    expect((await caseOf(world, number)).case.endedAt).toBe(now);
    expect(await holderOf(world, lotId, fridge)).not.toBeNull();
    expect(await holderOf(world, later.lotId, fridge)).toBeNull();
  });

  it('open a closed case again when late readings show worse', async () => {
    const { fridge, code, lotId, now } = await apart();
    const number = await opens(world, code, [reading(now - 60 * MINUTE, 9), reading(now - 30 * MINUTE, 5)]);
    const release = { lots: [`${fridge}-${lotId}`], decision: 'released' as const, reason: '短时' };
    accepted(await decideLots(world.services, world.quality, await seen(world, number), release));
    accepted(await explainExcursion(world.services, world.first, await seen(world, number), SAID));
    accepted(await closeExcursion(world.services, world.quality, await seen(world, number)));
    accepted(await takes(world, code, [reading(now - 50 * MINUTE, 19)]));
    const { document, case: found, lots } = await caseOf(world, number);
    expect([document.status, found.worstTenths]).toEqual(['open', 190]);
    expect(lots.map(({ part }) => part.decision)).toEqual([null]);
    expect(await holderOf(world, lotId, fridge)).toBe(document.id);
  });

  it('that later ones refute let everything go', async () => {
    const { fridge, code, lotId, now } = await apart(60);
    const number = await opens(world, code, [reading(now - 180 * MINUTE, 9), reading(now - 60 * MINUTE, 9)]);
    expect(await holderOf(world, lotId, fridge)).not.toBeNull();
    accepted(await takes(world, code, [reading(now - 120 * MINUTE, 5)]));
    expect((await caseOf(world, number)).document.status).toBe('withdrawn');
    expect(await holderOf(world, lotId, fridge)).toBeNull();
  });

  it('of two probes hold a place until both cases are decided', async () => {
    const { fridge, code, lotId, now } = await apart();
    const second = await addProbe(world, { locationId: fridge });
    const first = await opens(world, code, [reading(now - 60 * MINUTE, 15), reading(now, 5)]);
    const other = await opens(world, second, [reading(now - 60 * MINUTE, 15), reading(now, 5)]);
    const release = { lots: [`${fridge}-${lotId}`], decision: 'released' as const, reason: '短时' };
    accepted(await decideLots(world.services, world.quality, await seen(world, first), release));
    expect(reasonOf(await takesOut(lotId, fridge))).toBe('lot_quarantined');
    accepted(await decideLots(world.services, world.quality, await seen(world, other), release));
    accepted(await takesOut(lotId, fridge));
  });

  it('and goods that are taken out at the same moment: one of the two is first', async () => {
    const { fridge, code, lotId, now } = await apart();
    const [opened, taken] = await Promise.all([takes(world, code, [reading(now, 20)]), takesOut(lotId, fridge)]);
    expect(accepted(opened).excursions).toHaveLength(1);
    expect(['ok', 'lot_quarantined']).toContain(reasonOf(taken));
    expect(reasonOf(await takesOut(lotId, fridge))).toBe('lot_quarantined');
  });
});

describe('the order of arrival', () => {
  const series = fc.uniqueArray(
    fc.record({ at: fc.integer({ min: 0, max: 40 }), degrees: fc.constantFrom(1, 5, 6, 9, 12) }),
    { selector: (one) => one.at, minLength: 1, maxLength: 14 },
  );
  const shuffled = series.chain((readings) =>
    fc.tuple(
      fc.constant(readings),
      fc.shuffledSubarray(readings, { minLength: readings.length, maxLength: readings.length }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(0, 10, 20),
    ),
  );

  it('does not change which excursions are found', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, async ([readings, order, size, graceMinutes]) => {
        const code = await addProbe(world, { locationId: null, graceMinutes });
        const start = world.clock.now() - 24 * 60 * MINUTE;
        const given = order.map(({ at, degrees }) => reading(start + at * 5 * MINUTE, degrees));
        for (let from = 0; from < given.length; from += size) {
          accepted(await takes(world, code, given.slice(from, from + size)));
        }
        const points = readings
          .map(({ at, degrees }) => ({ at: start + at * 5 * MINUTE, value: degrees * 10 }))
          .sort((a, b) => a.at - b.at);
        const expected = runsOf(points, { lowTenths: 20, highTenths: 80 }, graceMinutes * MINUTE);
        const probe = await loggerByCode(world.services.db.read, code);
        const found = await foundOf(world, probe?.logger.id ?? 0);
        expect(found).toEqual(expected.map((run) => ({ measure: 'temperature', ...run })));
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
