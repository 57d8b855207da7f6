import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFoundLot } from '../../src/counts/find-commands.ts';
import { reverseCount } from '../../src/counts/post-commands.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import {
  approves,
  type CountWorld,
  finds,
  forward,
  issues,
  key,
  onHand,
  openCountWorld,
  opened,
  reasonOf,
  receives,
  seen,
  stocked,
  submits,
  viewOf,
} from './count-world.ts';

let world: CountWorld;
beforeAll(async () => {
  world = await openCountWorld();
});
afterAll(() => endWhole(world));

describe('a count', () => {
  it('posts the difference found, whatever moves before and after the finding', async () => {
    const { item, lotId } = await stocked(world, 240);
    const number = await opened(world, [item]);
    accepted(await issues(world, lotId, 30));
    // 210 by the books, 206 on the shelf
    forward(world, 1000);
    expect(accepted(await finds(world, world.first, number, lotId, 206))).toEqual({ counted: 1, recounts: 0 });
    accepted(await issues(world, lotId, 50));
    accepted(await receives(world, lotId, 24));
    expect(accepted(await submits(world, number))).toEqual({ outcome: 'submitted', lines: 1 });
    accepted(await issues(world, lotId, 6));
    expect(accepted(await approves(world, number))).toEqual({ lines: 1 });
    expect(await onHand(world, lotId)).toBe(206 - 50 + 24 - 6);
    const [line] = (await viewOf(world, number)).lines;
    expect(line?.line).toMatchObject({ bookBase: 240, movedBase: -30, countedBase: 206, differenceBase: -4 });
    expect((await viewOf(world, number)).count).toMatchObject({ gainFen: 0, lossFen: 208 });
  });

  it('that agrees is done when it is handed in, and posts nothing', async () => {
    const { item, lotId } = await stocked(world, 48);
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 48));
    expect(accepted(await submits(world, number))).toEqual({ outcome: 'agreed', lines: 0 });
    expect((await viewOf(world, number)).document.status).toBe('posted');
    const undone = await reverseCount(world.services, world.chief, await seen(world, number), { reason: '试' });
    expect(reasonOf(undone)).toBe('count_nothing_posted');
  });

  it('of an earlier moment begins with what the books had then', async () => {
    const { item, lotId } = await stocked(world, 100);
    const then = world.clock.now();
    accepted(await issues(world, lotId, 100));
    const number = await opened(world, [item], then);
    const [line] = (await viewOf(world, number)).lines;
    expect(line?.line.bookBase).toBe(100);
    expect(reasonOf(await finds(world, world.first, number, lotId, 0))).toBe('ok');
    expect(accepted(await submits(world, number)).outcome).toBe('agreed');
  });

  it('asks another person where the finding is far off, and takes the second finding', async () => {
    const { item, lotId } = await stocked(world, 100);
    const number = await opened(world, [item]);
    expect(accepted(await finds(world, world.first, number, lotId, 60)).recounts).toBe(1);
    expect(reasonOf(await submits(world, number))).toBe('count_recounts_open');
    expect(reasonOf(await finds(world, world.first, number, lotId, 98))).toBe('count_recount_other');
    expect(accepted(await finds(world, world.second, number, lotId, 98)).recounts).toBe(0);
    accepted(await submits(world, number));
    accepted(await approves(world, number));
    expect(await onHand(world, lotId)).toBe(98);
  });

  it('asks again where more has left than was found', async () => {
    const { item, lotId } = await stocked(world, 100);
    const number = await opened(world, [item]);
    accepted(await finds(world, world.first, number, lotId, 96));
    accepted(await issues(world, lotId, 98));
    expect(accepted(await submits(world, number))).toEqual({ outcome: 'recount', lines: 1 });
    expect(reasonOf(await submits(world, number))).toBe('count_recounts_open');
    forward(world, 1000);
    accepted(await finds(world, world.second, number, lotId, 2));
    expect(accepted(await submits(world, number)).outcome).toBe('agreed');
  });

  it('takes the finding of a sheet that is typed in later, and late postings', async () => {
    const { item, lotId } = await stocked(world, 200);
    const number = await opened(world, [item]);
    forward(world, 60_000);
    const countedAt = world.clock.now();
    accepted(await issues(world, lotId, 20));
    accepted(await finds(world, world.first, number, lotId, 200, countedAt));
    // Left before the finding, entered after it: what seemed right is 5 too many now
    accepted(await issues(world, lotId, 5, countedAt - 1000));
    const before = await viewOf(world, number);
    expect(reasonOf(await finds(world, world.first, number, lotId, 200, before.count.asOf - 1))).toBe(
      'count_found_before',
    );
    expect(reasonOf(await finds(world, world.first, number, lotId, 200, world.clock.now() + 1))).toBe(
      'count_found_future',
    );
    expect(accepted(await submits(world, number))).toEqual({ outcome: 'submitted', lines: 1 });
    accepted(await approves(world, number));
    expect(await onHand(world, lotId)).toBe(180);
  });

  it('adds a lot that the books do not have there, after another person found it too', async () => {
    const { item, lotId } = await stocked(world, 10);
    const number = await opened(world, [item]);
    const found = { itemCode: item.code, lotNumber: 'NEW-1', expiresOn: '2028-01-31', storeId: world.store };
    const add = (quantity: { units: string }, storeId = world.store) =>
      addFoundLot(world.services, world.first, { key: key(), number }, { ...found, storeId, quantity });
    expect(reasonOf(await add({ units: '0' }))).toBe('count_found_none');
    expect(reasonOf(await add({ units: '5' }, 999_999))).toBe('count_store_unknown');
    const { line } = accepted(await add({ units: '5' }));
    expect(reasonOf(await add({ units: '5' }))).toBe('count_lot_listed');
    const view = await viewOf(world, number);
    const row = view.lines.find((one) => one.line.lineNumber === line);
    expect(row?.line).toMatchObject({ found: true, bookBase: 0, recount: 'asked' });
    accepted(await finds(world, world.second, number, row?.lot.id ?? 0, 5));
    accepted(await finds(world, world.first, number, lotId, 10));
    accepted(await submits(world, number));
    accepted(await approves(world, number));
    expect(await onHand(world, row?.lot.id ?? 0)).toBe(5);
  });
});
