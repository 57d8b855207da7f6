/** Verification finds what is not as it must be: each promise is broken once, straight in the tables. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { discrepancy, dispatchLine } from '../../db/schema/dispatches.ts';
import { document, documentLink } from '../../db/schema/documents.ts';
import { verifyDispatches } from '../../src/dispatches/verify.ts';
import { type DispatchWorld, openWorld, PACK, receive, send, simple, viewOf } from './dispatch-world.ts';

let world: DispatchWorld;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.drop());

class Undone extends Error {}

/** The rules that a change breaks; the change is undone afterwards. */
async function brokenBy(change: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  let rules: string[] = [];
  const work = async (tx: Tx) => {
    await change(tx);
    rules = [...new Set((await verifyDispatches(tx)).map((finding) => finding.rule))].sort();
    throw new Undone();
  };
  await world.services.db.transaction(work).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return rules;
}

it('is silent over an honest county and names each promise that is broken', async () => {
  const travelling = await simple(world, PACK);
  await send(world, travelling.dispatch);
  const differing = await simple(world, 2 * PACK);
  await send(world, differing.dispatch);
  const lineId = (await viewOf(world, differing.dispatch)).lines[0]?.id ?? 0;
  await receive(world, differing.dispatch, { [lineId]: { missingBase: PACK } });
  const picking = await simple(world, PACK);
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);

  const sentId = (await viewOf(world, travelling.dispatch)).record.document.id;
  const pickedId = (await viewOf(world, picking.dispatch)).record.document.id;
  const ofLine = (changes: Partial<typeof dispatchLine.$inferInsert>, dispatchId: number) => (tx: Tx) =>
    tx.update(dispatchLine).set(changes).where(eq(dispatchLine.dispatchId, dispatchId));
  expect(await brokenBy(ofLine({ shippedBase: 2 * PACK }, sentId))).toEqual([
    'dispatch_in_transit',
    'dispatch_shipped',
  ]);
  expect(await brokenBy(ofLine({ goodBase: PACK }, sentId))).toEqual(['dispatch_received']);
  expect(await brokenBy(ofLine({ pickedBy: world.people.checker.userId }, sentId))).toEqual(['checked_own_pick']);
  const status = (changed: string, id: number) => (tx: Tx) =>
    tx.update(document).set({ status: changed }).where(eq(document.id, id));
  expect(await brokenBy(status('cancelled', pickedId))).toEqual([
    'ended_links',
    'reserved_without_picking',
    'shortage_links',
  ]);
  expect(await brokenBy(ofLine({ quantityBase: 2 * PACK }, pickedId))).toEqual(['picking_without_reservation']);
  const fewer = (tx: Tx) =>
    tx.update(documentLink).set({ quantityBase: 1 }).where(eq(documentLink.toDocumentId, sentId));
  expect(await brokenBy(fewer)).toEqual(['shortage_links']);
  const [difference] = await world.services.db.read.select().from(discrepancy);
  const closed = status('closed', difference?.documentId ?? 0);
  expect(await brokenBy(closed)).toEqual(['arrival_accounted', 'discrepancy_closed', 'dispatch_in_transit']);
  const less = (tx: Tx) => tx.update(discrepancy).set({ quantityBase: 1 });
  expect(await brokenBy(less)).toEqual(['arrival_accounted', 'dispatch_in_transit', 'dispatch_missing']);
  expect(await verifyDispatches(world.services.db.read)).toEqual([]);
});
