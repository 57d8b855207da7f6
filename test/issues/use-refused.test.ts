/** What the ledger refuses of a file of use stays behind with its reason; the rest of its part is posted. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue, useRow } from '../../db/schema/issues.ts';
import { closePeriod } from '../../src/ledger/periods.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import { accepted } from '../support/build.ts';
import { type IssueWorld, onHand, openIssueWorld } from './issue-world.ts';
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

describe('a part', () => {
  it('posts many papers of one moment with their own lines and worth', async () => {
    const { drug, lotId } = await drugWith(500);
    const rows = Array.from({ length: 120 }, (_, n) => `2026-11-20,${drug.code},,${1 + (n % 3)},片,,,P${n >> 1}`);
    const fileId = await taken(rows);
    expect(await posted(fileId)).toBe(120);
    expect(await onHand(world, lotId)).toBe(500 - 240);
    const papers = await world.services.db.read.select().from(issue).where(eq(issue.fileId, fileId));
    expect(papers).toHaveLength(60);
    expect(new Set(papers.map((one) => one.prescriptionRef)).size).toBe(60);
    const kept = await world.services.db.read.select().from(useRow).where(eq(useRow.fileId, fileId));
    for (const one of kept) {
      const paper = papers.find(({ documentId }) => documentId === one.documentId);
      expect(paper?.prescriptionRef).toBe(one.entry.prescription);
    }
  });

  it('sets the rows of a refused paper aside, and only those', async () => {
    const { drug, lotId } = await drugWith(100);
    const row = (day: string, paper: string, base: number) => `${day},${drug.code},,${base},片,内科,,${paper}`;
    const fileId = await taken([
      row('2026-11-09 09:00', 'A', 2),
      row('2026-11-09 10:00', 'B', 3),
      row('2026-11-20', 'C', 5),
      row('2026-11-20', 'C', 7),
      row('2026-11-21', 'D', 200),
    ]);
    expect(await counts(fileId)).toEqual({ ready: 5 });
    const at = world.clock.now();
    const { userId: personId } = world.wang;
    // Closed by somebody else while the file was looked at
    accepted(await world.services.db.transaction((tx) => closePeriod(tx, { endsOn: '2026-11-10', at, personId })));
    expect(await posted(fileId)).toBe(2);
    expect(await counts(fileId)).toEqual({ refused: 2, posted: 2, short: 1 });
    expect(await onHand(world, lotId)).toBe(100 - 12);
    const rows = await world.services.db.read.select().from(useRow).where(eq(useRow.fileId, fileId));
    const why = rows.filter((one) => one.verdict === 'refused').map((one) => one.entry.detail);
    expect(why).toEqual([1, 2].map(() => ({ why: 'period_closed', endsOn: '2026-11-10' })));
    expect(await world.services.db.read.select().from(issue).where(eq(issue.fileId, fileId))).toHaveLength(1);
  });
});
