/** Posting a file of use that is killed between its parts goes on, and posts every row exactly once. */
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue, issueLine, useFile, useRow } from '../../db/schema/issues.ts';
import { retryFile } from '../../src/issues/use/file-commands.ts';
import { PART_ROWS, postFile, postPart, startFile } from '../../src/issues/use/post-commands.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted } from '../support/build.ts';
import { type IssueWorld, key, onHand, openIssueWorld } from './issue-world.ts';
import { useWorldOf } from './use-world.ts';

let world: IssueWorld;
beforeAll(async () => {
  world = await openIssueWorld();
});
afterAll(async () => {
  expect((await verifyAll(world.services.db.read)).filter((one) => !one.ok)).toEqual([]);
  expect(world.log).toEqual([]);
  await world.drop();
});
const { taken, posted, counts, drugWith } = useWorldOf(() => world);

let files = 0;

describe('cut short', () => {
  it('goes on where it stopped, and ends as if it had never stopped', async () => {
    const { drug, lotId } = await drugWith(10_000);
    const rows = Array.from({ length: PART_ROWS * 2 + 40 }, (_, n) => `2026-11-20,${drug.code},,1,片,,P${n},CF${n}`);
    const fileId = await taken(rows);
    accepted(await startFile(world.services, world.wang, key(), fileId));
    let turns = 0;
    const killed = postFile(world.services, world.wang, fileId, async () => {
      turns += 1;
      if (turns === 2) throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await onHand(world, lotId)).toBe(10_000 - PART_ROWS);
    const both = await Promise.all([1, 2].map(() => postFile(world.services, world.wang, fileId)));
    expect(both.some((one) => one.ok)).toBe(true);
    expect(await counts(fileId)).toEqual({ posted: rows.length });
    expect(await onHand(world, lotId)).toBe(10_000 - rows.length);
    const [file] = await world.services.db.read.select().from(useFile).where(eq(useFile.id, fileId));
    expect(file).toMatchObject({ status: 'done', postedRows: rows.length });
    expect(await postPart(world.services, world.wang, fileId)).toMatchObject({ reason: 'use_file_state' });
  });

  it('posts every ready row exactly once, whatever is killed and retried between', async () => {
    const { drug, lotId } = await drugWith(300);
    const stock = { left: 300 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (quantities, again) => {
          files += 1;
          const fileId = await taken(
            quantities.map((base, n) => `2026-11-23,${drug.code},,${base},片,,,F${files}-${n}`),
          );
          accepted(await startFile(world.services, world.wang, key(), fileId));
          await postFile(world.services, world.wang, fileId, async () => {
            throw new Error('killed');
          }).catch(() => undefined);
          accepted(await postFile(world.services, world.wang, fileId));
          if (again) {
            accepted(await retryFile(world.services, world.wang, key(), fileId));
            await posted(fileId);
          }
          const through = and(eq(useRow.fileId, fileId), eq(useRow.verdict, 'posted'));
          const rows = await world.services.db.read.select().from(useRow).where(through);
          const base = rows.reduce((sum, row) => sum + Number(row.entry.quantityBase), 0);
          stock.left -= base;
          expect(await onHand(world, lotId)).toBe(stock.left);
          const lines = await world.services.db.read
            .select({ base: issueLine.quantityBase })
            .from(issueLine)
            .innerJoin(issue, eq(issue.documentId, issueLine.issueId))
            .where(eq(issue.fileId, fileId));
          expect(lines.reduce((sum, line) => sum + line.base, 0)).toBe(base);
          expect((await counts(fileId)).ready).toBeUndefined();
        },
      ),
      { numRuns: 8 },
    );
  });
});
