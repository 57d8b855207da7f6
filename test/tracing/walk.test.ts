/** Whatever is scanned in whatever order, the sums of days are what the scans say, and parts never exceed a pack. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { issueByNumber } from '../../src/issues/record-queries.ts';
import { returnIssue, reverseIssue } from '../../src/issues/return-commands.ts';
import { key, PACK } from '../dispatches/dispatch-world.ts';
import { addStock } from '../support/build.ts';
import { codeOf, issue, openTraceWorld, scan, wrong } from './trace-world.ts';

const step = fc.record({
  act: fc.constantFrom('issue', 'issue', 'late', 'back', 'reverse'),
  code: fc.integer({ min: 1, max: 6 }),
  base: fc.integer({ min: 1, max: 2 * PACK }),
  part: fc.option(fc.integer({ min: 1, max: PACK + 2 })),
});

it('keeps its sums through any walk', async () => {
  const world = await openTraceWorld();
  const stock = { item: world.item, organisationId: world.branch.id, quantityBase: 400 * PACK };
  await addStock(world.services, world.places.branchStore, stock);
  const me = world.people.receiver;
  const seen = async (number: string) => {
    const record = await issueByNumber(world.services.db.read, number);
    return { key: key(), number, seenVersion: record?.document.version ?? 0 };
  };
  const papers: string[] = [];
  const walk = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
    for (const { act, code, base, part } of steps) {
      const number = papers.at(-1) ?? '';
      const text = codeOf(code);
      if (act === 'issue' || number === '') {
        const done = await issue(world, base, part === null ? [text] : [[text, part]]);
        if (done.ok) papers.push(done.value.number);
      } else if (act === 'late') await scan(world, me, number, 'issue', { codes: text, partBase: part });
      else if (act === 'reverse') await reverseIssue(world.services, me, await seen(number), { reason: '错' });
      else {
        const codes = [{ code: text, partBase: part }];
        const lines = [{ lineNumber: 1, quantityBase: Math.min(base, PACK), codes }];
        await returnIssue(world.services, me, await seen(number), { lines, reason: '退' });
      }
    }
    expect(await wrong(world)).toEqual([]);
  });
  await fc.assert(walk, { numRuns: 12 });
  await world.drop();
}, 120_000);
