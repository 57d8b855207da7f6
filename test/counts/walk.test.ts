/** Random days of issues, receipts and findings: books, what moved and what is posted are always what was found. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accepted } from '../support/build.ts';
import {
  approves,
  type CountWorld,
  finds,
  forward,
  issues,
  onHand,
  openCountWorld,
  opened,
  receives,
  stocked,
  submits,
  viewOf,
} from './count-world.ts';

let world: CountWorld;
beforeAll(async () => {
  world = await openCountWorld();
});
afterAll(async () => {
  await world.drop();
});

type Step = { kind: 'issue' | 'receive' | 'late'; quantity: number };
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>('issue', 'receive', 'late'),
    quantity: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 5 },
);

/** What really lies on the shelf: the books are not asked. */
async function walk(lotId: number, shelf: number, moves: readonly Step[], since: number): Promise<number> {
  let left = shelf;
  for (const { kind, quantity } of moves) {
    if (kind === 'receive') {
      accepted(await receives(world, lotId, quantity));
      left += quantity;
    } else if (quantity <= left) {
      // An issue entered late belongs to the time before; the shelf has given it all the same
      const done = await issues(world, lotId, quantity, kind === 'late' ? since : undefined);
      if (done.ok) left -= quantity;
    }
  }
  return left;
}

describe('a count among random movements', () => {
  it('ends with what was found and what moved since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: -20, max: 20 }),
        steps,
        steps,
        steps,
        async (book, apart, before, between, after) => {
          const { item, lotId } = await stocked(world, book + 1);
          const number = await opened(world, [item]);
          const from = world.clock.now();
          forward(world, 10_000);
          const shelf = await walk(lotId, Math.max(0, book + 1 + apart), before, from);
          forward(world, 1000);
          accepted(await finds(world, world.first, number, lotId, shelf));
          const view = await viewOf(world, number);
          if (view.progress.recounts > 0) accepted(await finds(world, world.second, number, lotId, shelf));
          const later = await walk(
            lotId,
            shelf,
            between.filter((step) => step.kind !== 'late'),
            from,
          );
          const handed = await submits(world, number);
          // More left than was found: nothing is handed in, and nothing may be posted
          if (!handed.ok || handed.value.outcome === 'recount') return;
          const last = await walk(
            lotId,
            later,
            after.filter((step) => step.kind !== 'late'),
            from,
          );
          if (handed.value.outcome === 'submitted') {
            const done = await approves(world, number, world.accountant);
            if (!done.ok) {
              expect(done.reason).toBe('count_short');
              return;
            }
          }
          const [line] = (await viewOf(world, number)).lines;
          const { bookBase = 0, movedBase = 0, recountMovedBase = 0 } = line?.line ?? {};
          const moved = line?.line.recountedBase == null ? movedBase : recountMovedBase;
          expect(bookBase + moved + (line?.line.differenceBase ?? 0)).toBe(shelf);
          expect(await onHand(world, lotId)).toBe(last);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);
});
