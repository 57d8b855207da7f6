/** What a case holds at one place stays there for use, and only there; controlled drugs move with a second person. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { balance, movementWitness } from '../../db/schema/index.ts';
import { holdPlaces, letPlacesGo } from '../../src/ledger/hold-place.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import * as support from '../support/ledger-world.ts';
import { accepted, type LedgerWorld, NOW, newLot, postIn, reasonOf, stockUp } from '../support/ledger-world.ts';

const CASE = 501;
const OTHER_CASE = 502;

let world: LedgerWorld;
beforeAll(async () => {
  world = await support.openLedgerWorld();
});
afterAll(async () => {
  expect(await verifyLedger(world.db.read)).toEqual([]);
  await world.drop();
});

async function stocked(quantityBase: number): Promise<number> {
  const lotId = await newLot(world);
  await stockUp(world, lotId, quantityBase);
  return lotId;
}

function leaving(kind: 'dispatch' | 'shelve', lotId: number, quantityBase: number) {
  const { headStore, branchTransit, headShelf } = world.places;
  const toId = kind === 'dispatch' ? branchTransit : headShelf;
  return { kind, lines: [{ lotId, fromId: headStore, toId, quantityBase }] };
}

const hold = (caseId: number, lotId: number) =>
  world.db.transaction((tx) => holdPlaces(tx, caseId, [{ locationId: world.places.headStore, lotId }]));
const letGo = (caseId: number, lotId: number) =>
  world.db.transaction((tx) => letPlacesGo(tx, caseId, [{ locationId: world.places.headStore, lotId }]));
const keep = (lotId: number) =>
  world.db.transaction((tx) => {
    const line = { lineId: 1, lotId, locationId: world.places.headStore, itemId: world.tablets, quantityBase: 1 };
    return reserve(tx, { documentId: 77, at: NOW, lines: [line] });
  });

describe('holding what lies at a place', () => {
  it('keeps it from being used or reserved, and says why', async () => {
    const lotId = await stocked(10);
    expect(await hold(CASE, lotId)).toEqual([{ locationId: world.places.headStore, lotId }]);
    expect(reasonOf(await postIn(world, leaving('dispatch', lotId, 1)))).toBe('lot_quarantined');
    expect(reasonOf(await keep(lotId))).toBe('lot_quarantined');
    expect(reasonOf(await postIn(world, leaving('dispatch', lotId, 11))), 'short comes first').toBe(
      'insufficient_stock',
    );
  });

  it('lets it be moved to another shelf, where it is free', async () => {
    const lotId = await stocked(10);
    await hold(CASE, lotId);
    accepted(await postIn(world, leaving('shelve', lotId, 4)));
    const rows = await world.db.read.select().from(balance).where(eq(balance.lotId, lotId));
    expect(rows.map((row) => [row.onHand, row.heldBy]).sort()).toEqual([
      [4, null],
      [6, CASE],
    ]);
  });

  it('is ended by its own case alone', async () => {
    const lotId = await stocked(10);
    await hold(CASE, lotId);
    expect(await hold(OTHER_CASE, lotId), 'already held').toEqual([]);
    expect(await letGo(OTHER_CASE, lotId)).toEqual([]);
    expect(reasonOf(await postIn(world, leaving('dispatch', lotId, 1)))).toBe('lot_quarantined');
    expect(await letGo(CASE, lotId)).toHaveLength(1);
    accepted(await postIn(world, leaving('dispatch', lotId, 1)));
  });

  it('means this place and not the lot elsewhere', async () => {
    const lotId = await stocked(10);
    accepted(await postIn(world, leaving('shelve', lotId, 5)));
    await hold(CASE, lotId);
    const elsewhere = { lotId, fromId: world.places.headShelf, toId: world.places.branchTransit, quantityBase: 5 };
    accepted(await postIn(world, { kind: 'dispatch', lines: [elsewhere] }));
  });
});

describe('the second person of controlled drugs', () => {
  const out = (lotId: number) => ({
    kind: 'dispatch' as const,
    lines: [{ lotId, fromId: world.places.headControlled, toId: world.places.branchTransit, quantityBase: 1 }],
  });
  async function narcotic(): Promise<number> {
    const lotId = await newLot(world, { itemId: world.narcotic });
    await stockUp(world, lotId, 10, { to: world.places.headControlled });
    return lotId;
  }

  it('is asked for wherever they leave, are counted or lost', async () => {
    const lotId = await narcotic();
    for (const kind of [
      'receipt',
      'dispatch',
      'issue',
      'issue_return',
      'write_off',
      'adjustment',
      'count',
      'shelve',
      'supplier_return',
    ] as const) {
      expect(reasonOf(await postIn(world, { ...out(lotId), kind })), kind).toBe('lot_controlled');
    }
  });

  it('is another person, and kept with the movement', async () => {
    const lotId = await narcotic();
    const witness = { personId: 9001, provedAt: NOW };
    const { movementId } = accepted(await postIn(world, { ...out(lotId), witness }));
    const [kept] = await world.db.read.select().from(movementWitness).where(eq(movementWitness.movementId, movementId));
    expect(kept).toEqual({ movementId, ...witness });
    const { actor } = support.postingOf(world, out(lotId));
    const oneself = { personId: actor.userId, provedAt: NOW };
    expect(reasonOf(await postIn(world, { ...out(lotId), witness: oneself }))).toBe('witness_same_person');
  });
});
