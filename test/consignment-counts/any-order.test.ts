/** Counts whatever is scanned, used, returned and moved in whatever order: each unit ends in one place, owed once. */
import { and, eq, isNull } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { implantMissing } from '../../db/schema/consignment-counts.ts';
import { implantUse } from '../../db/schema/implants.ts';
import { accepted } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { type CountWorld, openCountWorld } from './count-world.ts';

let w: CountWorld;
beforeAll(async () => {
  w = await openCountWorld();
});
afterAll(() => endWhole(w.world.test));

const UNITS = 3;
const ACTS = ['scan', 'scan', 'unscan', 'use', 'take', 'send', 'move', 'finish', 'resume', 'close', 'find'] as const;
const steps = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat({ max: UNITS - 1 })), { minLength: 4, maxLength: 20 });

async function tryAct(number: string, shelf: string, act: (typeof ACTS)[number], serial: string): Promise<void> {
  const id = await w.idOf(serial);
  const { lines } = await w.linesOf(number);
  if (act === 'scan') await w.scan(number, serial);
  if (act === 'unscan') await w.unscan(number, lines.find(({ unit }) => unit.serial === serial)?.line.id ?? 0);
  if (act === 'use') await w.use(w.code(serial));
  if (act === 'take') await w.takeBack(id);
  if (act === 'send') await w.sendBack(id);
  if (act === 'move') await w.move(id, `${shelf}旁`);
  if (act === 'find') await w.find(id, shelf);
  if (act === 'finish' || act === 'resume') await w.lead(number, act);
  if (act === 'close') {
    const unseen = lines.filter(({ outcome }) => outcome === 'missing').map(({ unit }) => unit.id);
    await w.close(number, unseen);
  }
}

async function checkUnit(serial: string): Promise<void> {
  const unit = await w.unitAt(serial);
  const db = w.services.db.read;
  const used = await db
    .select()
    .from(implantUse)
    .where(and(eq(implantUse.unitId, unit.id), isNull(implantUse.takenBackAt)));
  const missing = await db
    .select()
    .from(implantMissing)
    .where(and(eq(implantMissing.unitId, unit.id), isNull(implantMissing.foundAt)));
  expect([used.length, missing.length]).toEqual([unit.state === 'used' ? 1 : 0, unit.state === 'missing' ? 1 : 0]);
}

it('leaves each unit seen, used, returned, moved or missing, and never two', { timeout: 120_000 }, async () => {
  let closed = 0;
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (tried, toTheEnd) => {
      const { shelf, serials } = await w.fill(UNITS);
      const { number } = accepted(await w.open(shelf));
      for (const [act, nth] of tried) await tryAct(number, shelf, act, serials[nth] ?? '');
      if (toTheEnd) {
        await tryAct(number, shelf, 'finish', '');
        await tryAct(number, shelf, 'close', '');
      }
      const { status, lines } = await w.linesOf(number);
      for (const serial of serials) await checkUnit(serial);
      expect(lines.filter(({ line }) => line.expected).length).toBe(UNITS);
      if (status === 'closed') {
        closed += 1;
        expect(lines.every(({ line }) => line.outcome !== null)).toBe(true);
        expect(lines.every(({ line }) => line.outcome !== 'missing' || line.seen === null)).toBe(true);
      } else {
        await w.lead(number, 'cancel');
      }
      expect(await w.allFindings()).toEqual([]);
    }),
    { numRuns: 15 },
  );
  expect(closed).toBeGreaterThan(0);
});
