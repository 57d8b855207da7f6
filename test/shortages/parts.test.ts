/** Parts of a request: each answered, taken back, ended and opened again for itself; together always what was asked. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerShortage } from '../../src/dispatches/answer-commands.ts';
import { cancelDispatch } from '../../src/dispatches/commands.ts';
import { closeRemainder } from '../../src/shortages/commands.ts';
import { recordOutcome } from '../../src/shortages/outcome-commands.ts';
import { openBase, unansweredBase } from '../../src/shortages/rules.ts';
import { shortageChecks } from '../../src/shortages/verify.ts';
import { PACK, receive, send, shortageOf } from '../dispatches/dispatch-world.ts';
import { accepted } from '../support/build.ts';
import { back, even, give, openParts, settle, split, statusOf, sums, versionOf, world } from './part-world.ts';

beforeAll(openParts);
afterAll(async () => {
  for (const check of shortageChecks) expect(await check.find(world.services.db.read)).toEqual([]);
  await world.drop();
});

describe('a request answered in parts', () => {
  it('has each part answered and ended for itself, and ends with the last', async () => {
    const { shortage, dispatch } = await split();
    expect(await give(shortage, { quantityBase: 15 * PACK })).toBe('accepted');
    expect(await give(shortage, { way: 'refuse', quantityBase: 5 * PACK, note: '厂家停产' })).toBe('accepted');
    expect(await sums(shortage)).toEqual(even(50 * PACK));
    await send(world, dispatch);
    await receive(world, dispatch);
    expect(await settle(shortage, dispatch, { issue: true })).toBe('accepted');
    expect(await statusOf(shortage)).toBe('matched');
    expect(await settle(shortage, dispatch)).toBe('part_not_arrived');
    expect(await back(shortage, 'collected', world.people.receiver)).toBe('part_issued');
    const { version } = (await shortageOf(world, shortage)).document;
    const whole = { number: shortage, version, outcome: 'no_show' as const, note: '没有来', issue: false };
    expect(await recordOutcome(world.services, world.people.receiver, null, whole)).toMatchObject({
      reason: 'outcome_by_part',
    });
    const rest = { number: shortage, version, note: '另行解决' };
    accepted(await closeRemainder(world.services, world.people.receiver, null, rest));
    expect(await statusOf(shortage)).toBe('collected');
    expect((await shortageOf(world, shortage)).shortage).toMatchObject({ promisedBase: 0, closedBase: 20 * PACK });
    expect(await sums(shortage)).toEqual(even(50 * PACK));
  });

  it('keeps a promise by what is sent instead of it, and opens again what is taken back', async () => {
    const { shortage, dispatch } = await split();
    expect(await give(shortage, {})).toBe('accepted');
    expect(await give(shortage, { quantityBase: PACK })).toBe('part_more_than_open');
    const picks = [{ locationId: world.places.headStore, lotId: world.lots.first, quantityBase: 12 * PACK }];
    const { version } = (await shortageOf(world, shortage)).document;
    const more = { number: shortage, version, picks, overrideReason: '', ownDispatch: true };
    accepted(await answerShortage(world.services, world.people.pharmacist, null, more));
    expect((await shortageOf(world, shortage)).shortage.promisedBase).toBe(8 * PACK);
    expect(await sums(shortage)).toEqual(even(50 * PACK));
    expect(await back(shortage, 'purchase')).toBe('accepted');
    expect(await back(shortage, 'purchase')).toBe('part_gone');
    expect(unansweredBase((await shortageOf(world, shortage)).shortage)).toBe(8 * PACK);
    await send(world, dispatch);
    await receive(world, dispatch);
    expect(await settle(shortage, dispatch, { outcome: 'no_show' })).toBe('reason_missing');
    expect(await settle(shortage, dispatch, { outcome: 'no_show', note: '没有来' })).toBe('accepted');
    expect(await back(shortage, 'no_show', world.people.pharmacist)).toBe('forbidden');
    expect(await back(shortage, 'no_show', world.people.receiver)).toBe('accepted');
    expect(await sums(shortage)).toEqual(even(50 * PACK));
  });

  it('ends as its closings say when nothing was sent, and is opened again with one of them', async () => {
    const { shortage, dispatch } = await split();
    const { version } = (await shortageOf(world, shortage)).document;
    const given = { number: dispatch, version: await versionOf(dispatch), reason: '另行安排' };
    accepted(await cancelDispatch(world.services, world.people.pharmacist, null, given));
    expect(version).toBeGreaterThan(1);
    expect(await give(shortage, { way: 'refuse', quantityBase: 20 * PACK })).toBe('reason_missing');
    expect(await give(shortage, { way: 'refuse', quantityBase: 20 * PACK, note: '停产' })).toBe('accepted');
    expect(await give(shortage, { way: 'refer', quantityBase: 30 * PACK, note: '县医院门诊' })).toBe('accepted');
    expect(await statusOf(shortage)).toBe('referred');
    expect(await back(shortage, 'refer')).toBe('accepted');
    expect(await statusOf(shortage)).toBe('accepted');
    expect(await give(shortage, { quantityBase: 30 * PACK, dueOn: '2026-11-01' })).toBe('day_past');
    expect(await give(shortage, { quantityBase: 30 * PACK, dueOn: null })).toBe('part_due_missing');
    expect(await give(shortage, { quantityBase: 30 * PACK, way: 'order', order: 'CG-1' })).toBe('part_order_unknown');
    expect(await give(shortage, { quantityBase: 30 * PACK, way: 'substitute' })).toBe('part_substitute_unwanted');
    expect(await give(shortage, {}, world.people.receiver)).toBe('forbidden');
    expect(await give(shortage, { quantityBase: 30 * PACK, way: 'ad_hoc' })).toBe('accepted');
    expect(await statusOf(shortage)).toBe('matched');
    expect(await sums(shortage)).toEqual(even(50 * PACK));
  });

  it('always adds up, whatever is done in whatever order', async () => {
    const act = fc.record({ what: fc.nat(5), packs: fc.integer({ min: 1, max: 25 }) });
    const property = fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 7 }), async (acts) => {
      const { shortage, dispatch } = await split(10);
      let sent = false;
      for (const { what, packs } of acts) {
        const quantityBase = packs * PACK;
        if (what === 0) await give(shortage, { quantityBase });
        else if (what === 1) await give(shortage, { way: 'refer', quantityBase, note: '县医院' });
        else if (what === 2) await back(shortage, 'purchase');
        else if (what === 3) await back(shortage, 'refer');
        else if (what === 4 && !sent) {
          await send(world, dispatch);
          await receive(world, dispatch);
          sent = true;
        } else await settle(shortage, dispatch);
        expect(await sums(shortage)).toEqual(even(50 * PACK));
        expect(openBase((await shortageOf(world, shortage)).shortage)).toBeGreaterThanOrEqual(0);
      }
    });
    await fc.assert(property, { numRuns: 8 });
  }, 120_000);
});
