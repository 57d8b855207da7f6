/** A batch recalled while it travels: it arrives frozen, apart where there is room for it, and serves nobody. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { location } from '../../db/schema/organisations.ts';
import { reverseDispatch } from '../../src/dispatches/commands.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { openRecall } from '../../src/recalls/draft-commands.ts';
import { confirmLots, freezeRecall } from '../../src/recalls/lot-commands.ts';
import { placesOfLots } from '../../src/recalls/standing-queries.ts';
import { readTargets } from '../../src/recalls/target-rules.ts';
import { verifyAll } from '../../src/verification/verify.ts';
import {
  type DispatchWorld,
  key,
  openWorld,
  PACK,
  receive,
  send,
  shortageOf,
  simple,
  versionOf,
  viewOf,
} from '../dispatches/dispatch-world.ts';
import { accepted, addPerson } from '../support/build.ts';
import { notice } from './recall-world.ts';

let world: DispatchWorld;
let recall = '';
let paper = '';
let request = '';

beforeEach(async () => {
  world = await openWorld();
  const { shortage, dispatch } = await simple(world);
  [paper, request] = [dispatch, shortage];
  await send(world, dispatch);
  world.clock.set(world.clock.now() + 1000);
});
afterEach(async () => {
  const broken = (await verifyAll(world.services.db.read)).filter((check) => !check.ok);
  await world.drop();
  expect(broken).toEqual([]);
});

/** The lot on its way is recalled and frozen everywhere. */
async function recalled(): Promise<void> {
  const quality = await addPerson(world.services, world.head, 'quality_officer');
  const targets = accepted(readTargets('AMX', 'L-FIRST', 'exact'));
  recall = accepted(await openRecall(world.services, quality, key(), { ...notice(), targets })).number;
  const seen = (seenVersion: number) => ({ key: key(), number: recall, seenVersion });
  accepted(await confirmLots(world.services, quality, seen(1), [world.lots.first]));
  accepted(await freezeRecall(world.services, quality, seen(2)));
}

async function withoutRejected(): Promise<void> {
  const { branchRejected } = world.places;
  await world.services.db.transaction((tx) =>
    tx.update(location).set({ active: false }).where(eq(location.id, branchRejected)),
  );
}

/** Base units of the lot by place, nothing left out. */
async function lies(): Promise<Record<number, number>> {
  const places = await placesOfLots(world.services.db.read, [world.lots.first]);
  return Object.fromEntries(places.map((one) => [one.locationId, one.onHandBase]));
}

const dispensed = () => {
  const goods = { itemId: world.item.id, quantityBase: 1 };
  const place = { locationId: world.places.branchStore, lotId: world.lots.first };
  const header = { purpose: 'ward' as const, ward: '内科', patient: '', prescription: '', note: '', taker: '' };
  const input = { ...header, occurredAt: null, lines: [{ ...goods, place, reason: '指定批号' }] };
  return recordIssue(world.services, world.people.receiver, key(), input);
};

describe('a batch recalled on its way', () => {
  it('is put apart at a member with a store for rejected goods, and named by its recall', async () => {
    await recalled();
    const opened = await receive(world, paper);
    expect(opened).toHaveLength(1);
    expect(await lies()).toMatchObject({ [world.places.branchRejected]: 4 * PACK });
    const [row] = (await viewOf(world, paper)).differences;
    expect(row).toMatchObject({ kind: 'damaged', quantityBase: 4 * PACK });
    expect((await shortageOf(world, request)).document.status).toBe('accepted');
  });

  it('lies frozen among the others where there is none, is handed to nobody, and leaves the request open', async () => {
    await recalled();
    await withoutRejected();
    expect(await receive(world, paper)).toEqual([]);
    expect(await lies()).toMatchObject({ [world.places.branchStore]: 4 * PACK, [world.places.headStore]: 6 * PACK });
    expect((await viewOf(world, paper)).record.document.status).toBe('received');
    expect(await dispensed()).toMatchObject({ ok: false, reason: 'issue_lot_barred' });
    const { document, shortage } = await shortageOf(world, request);
    expect(document.status).toBe('accepted');
    expect(shortage).toMatchObject({ answeredBase: 0, arrivedBase: 0 });
  });

  it('serves who asked where it was received before the recall', async () => {
    await receive(world, paper);
    await recalled();
    expect((await shortageOf(world, request)).document.status).toBe('arrived');
    expect(await dispensed()).toMatchObject({ ok: false, reason: 'issue_lot_barred' });
  });

  it('goes back to its sender frozen when it is called back from the road', async () => {
    await recalled();
    const version = await versionOf(world, paper);
    const input = { number: paper, version, reason: `召回${recall}` };
    accepted(await reverseDispatch(world.services, world.people.checker, key(), input));
    expect(await lies()).toMatchObject({ [world.places.headStore]: 10 * PACK });
    expect((await shortageOf(world, request)).document.status).toBe('accepted');
  });
});
