/** The totals of a day: what a posting adds, what a reversal takes back, and what an older database is given. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialect } from '../../db/engine.ts';
import { projectRoot } from '../../db/root.ts';
import { dailyUse } from '../../db/schema/index.ts';
import { statement } from '../../db/statement.ts';
import { DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import { reverse } from '../../src/ledger/reverse.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import {
  accepted,
  type LedgerWorld,
  NOW,
  newLot,
  nextOf,
  openLedgerWorld,
  postIn,
  stockUp,
} from '../support/ledger-world.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await openLedgerWorld();
});
afterAll(() => world.drop());

async function totalsOf(itemId: number) {
  const rows = await world.db.read.select().from(dailyUse).orderBy(dailyUse.organisationId, dailyUse.day);
  return rows.filter((row) => row.itemId === itemId).map(({ itemId: _item, ...row }) => row);
}

/** Comes 100, yesterday 10 used, today 30 sent and taken back, 7 put on another shelf. */
async function makeHistory(): Promise<void> {
  const { headStore, headRejected, consumed, branchTransit } = world.places;
  const lotId = await newLot(world, { itemId: world.capsules });
  await stockUp(world, lotId, 100, { at: NOW - 2 * DAY_MS });
  const used = { lotId, fromId: headStore, toId: consumed, quantityBase: 10 };
  accepted(await postIn(world, { kind: 'issue', lines: [used], occurredAt: NOW - DAY_MS }));
  const sent = { lotId, fromId: headStore, toId: branchTransit, quantityBase: 30 };
  const { movementId } = accepted(await postIn(world, { kind: 'dispatch', lines: [sent] }));
  const red = { movementId, actor: world.actor, at: NOW, key: nextOf('red'), reason: 'test' };
  accepted(await world.db.transaction((tx) => reverse(tx, red)));
  const shelved = { lotId, fromId: headStore, toId: headRejected, quantityBase: 7 };
  accepted(await postIn(world, { kind: 'shelve', lines: [shelved] }));
}

describe('totals by day', () => {
  it('add what came, went and was used; a reversal counts against what it undoes', async () => {
    await makeHistory();
    const head = { organisationId: world.head };
    expect(await totalsOf(world.capsules)).toEqual([
      { ...head, day: dayOf(NOW - 2 * DAY_MS), quantityBase: 0, cameBase: 100, wentBase: 0, lines: 1 },
      { ...head, day: dayOf(NOW - DAY_MS), quantityBase: 10, cameBase: 0, wentBase: 10, lines: 1 },
      { ...head, day: dayOf(NOW), quantityBase: 0, cameBase: 7, wentBase: 7, lines: 3 },
    ]);
    expect(await verifyLedger(world.db.read)).toEqual([]);
  });

  it('are summed by the migration for the days that had passed before they were kept', async () => {
    const kept = await totalsOf(world.capsules);
    const file = join(projectRoot, 'db', 'migrations', dialect, '0005_day_totals.sql');
    const backfill = readFileSync(file, 'utf8').split('--> statement-breakpoint').at(-1) ?? '';
    await world.db.transaction(async (tx) => {
      await tx.run(statement('delete from daily_use where quantity_base = 0'), {});
      await tx.run(statement('update daily_use set came_base = 0, went_base = 0, lines = 0'), {});
      await tx.run(statement(backfill), {});
    });
    expect(await totalsOf(world.capsules)).toEqual(kept);
    expect(await verifyLedger(world.db.read)).toEqual([]);
  });
});
