/**
 * A small county for the kernels' tests: two members, a few items, every kind of place, written straight to the
 * tables.
 */
import { and, eq } from 'drizzle-orm';
import type { Database, Tx } from '../../db/database.ts';
import { balance, item, location, organisation } from '../../db/schema/index.ts';
import { openProcurementAccount } from '../../src/account/accounts.ts';
import type { Actor } from '../../src/auth/viewer.ts';
import { type PostRequest, postGoods } from '../../src/books/goods-commands.ts';
import { productsFor } from '../../src/catalogue/level-commands.ts';
import { DAY_MS, dayOf } from '../../src/kernel/clock.ts';
import type { Refusal, Result } from '../../src/kernel/result.ts';
import { type LotIdentity, openLots } from '../../src/ledger/lots.ts';
import type { ControlClass } from '../../src/ledger/usable.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';

/** 2026-11-20 10:00 in Asia/Shanghai. */
export const NOW = Date.parse('2026-11-20T02:00:00Z');

export interface Places {
  supplier: number;
  opening: number;
  consumed: number;
  loss: number;
  countDifference: number;
  headStore: number;
  headRejected: number;
  headControlled: number;
  /** A second store for ordinary goods. */
  headShelf: number;
  branchStore: number;
  /** Travels to the branch. */
  branchTransit: number;
}

export interface LedgerWorld {
  db: Database;
  /** What another process needs to open the same data. */
  address: TestDatabase['address'];
  head: number;
  branch: number;
  places: Places;
  /** 12 tablets a box. */
  tablets: number;
  capsules: number;
  narcotic: number;
  actor: Actor;
  drop(): Promise<void>;
}

let made = 0;

/** A number that no other call in this process gave: keys, lot numbers. */
export function nextOf(prefix: string): string {
  made += 1;
  return `${prefix}-${made}`;
}

async function addOrganisation(tx: Tx, code: string, kind: 'head' | 'branch', path: string): Promise<number> {
  const row = { code, name: `${code} hospital`, shortName: code, kind, path, searchText: code };
  const [added] = await tx.insert(organisation).values(row).returning({ id: organisation.id });
  return added?.id ?? 0;
}

async function addItem(tx: Tx, code: string, packSize: number, controlClass: ControlClass): Promise<number> {
  const words = { genericName: code, form: 'tablet', strength: '10mg', packUnit: 'box', baseUnit: 'tablet' };
  const kept = { storageZone: 'room' as const, createdAt: NOW, updatedAt: NOW };
  const placed = { kind: 'drug' as const, ...words, aliases: [], scale: 1, manufacturer: '', approvalNumber: null };
  const [productId = 0] = await productsFor(tx, [placed]);
  const row = { productId, code, kind: 'drug' as const, ...words, packSize, controlClass, ...kept };
  const [added] = await tx.insert(item).values(row).returning({ id: item.id });
  return added?.id ?? 0;
}

type PlaceValues = Omit<typeof location.$inferInsert, 'name'>;

async function addPlace(tx: Tx, name: string, values: PlaceValues): Promise<number> {
  const [added] = await tx
    .insert(location)
    .values({ name, ...values })
    .returning({ id: location.id });
  return added?.id ?? 0;
}

async function addPlaces(tx: Tx, head: number, branch: number): Promise<Places> {
  const ofHead = { keeperId: head, ownerId: head };
  const ofBranch = { keeperId: branch, ownerId: branch };
  return {
    supplier: await addPlace(tx, 'supplier', { kind: 'supplier' }),
    opening: await addPlace(tx, 'opening', { kind: 'opening' }),
    consumed: await addPlace(tx, 'consumed', { kind: 'consumed' }),
    loss: await addPlace(tx, 'loss', { kind: 'loss' }),
    countDifference: await addPlace(tx, 'count', { kind: 'count_difference' }),
    headStore: await addPlace(tx, 'head store', { kind: 'store', ...ofHead }),
    headRejected: await addPlace(tx, 'head rejected', { kind: 'store', zone: 'rejected', ...ofHead }),
    headControlled: await addPlace(tx, 'head safe', { kind: 'store', zone: 'controlled', ...ofHead }),
    headShelf: await addPlace(tx, 'head shelf', { kind: 'store', ...ofHead }),
    branchStore: await addPlace(tx, 'branch store', { kind: 'store', ...ofBranch }),
    branchTransit: await addPlace(tx, 'to branch', { kind: 'transit', keeperId: branch, ownerId: head }),
  };
}

/** Opens a fresh database with the small county in it; without its procurement account when told so. */
export async function openLedgerWorld(given: { account?: boolean } = {}): Promise<LedgerWorld> {
  const test = await openTestDatabase();
  return test.db.transaction(async (tx) => {
    const head = await addOrganisation(tx, 'ZY', 'head', '/1/');
    const branch = await addOrganisation(tx, 'FY', 'branch', '/1/2/');
    if (given.account !== false) accepted(await openProcurementAccount(tx, head, { name: 'county', at: NOW }));
    return {
      db: test.db,
      address: test.address,
      head,
      branch,
      places: await addPlaces(tx, head, branch),
      tablets: await addItem(tx, 'tablets', 12, 'none'),
      capsules: await addItem(tx, 'capsules', 24, 'none'),
      narcotic: await addItem(tx, 'narcotic', 10, 'narcotic'),
      actor: {
        userId: 1,
        name: 'Li Hua',
        organisationId: head,
        organisationName: 'ZY hospital',
        roles: ['storekeeper'],
        scopePath: '/',
      },
      drop: () => test.drop(),
    };
  });
}

/** The value of an accepted result; a refusal fails the test with its reason. */
export function accepted<T>(result: { ok: true; value: T } | Refusal): T {
  if (!result.ok) throw new Error(`refused: ${result.reason} ${JSON.stringify(result.detail)}`);
  return result.value;
}

/** The reason of a refusal; an accepted result fails the test. */
export function reasonOf(result: { ok: true } | Refusal): string {
  if (result.ok) throw new Error('was accepted');
  return result.reason;
}

/** A new lot of tablets that expires in a year, unless told otherwise. */
export async function newLot(world: LedgerWorld, given: Partial<LotIdentity> = {}): Promise<number> {
  const expiresOn = dayOf(NOW + 365 * DAY_MS);
  const identity = {
    itemId: world.tablets,
    number: nextOf('L'),
    expiresOn,
    pricePack: 54_000,
    origin: 'test',
    ...given,
  };
  const [id] = await world.db.transaction((tx) => openLots(tx, [identity], dayOf(NOW), NOW));
  if (id === undefined) throw new Error('no lot');
  return id;
}

export type PostGiven = Pick<PostRequest, 'lines'> & Partial<PostRequest>;

/** A posting of the storekeeper, now, unless told otherwise. */
export function postingOf(world: LedgerWorld, given: PostGiven): PostRequest {
  const { userId, organisationId } = world.actor;
  const header = { kind: 'receipt' as const, documentId: null, actor: { userId, organisationId } };
  return { ...header, occurredAt: NOW, postedAt: NOW, key: nextOf('key'), ...given };
}

export function postIn(world: LedgerWorld, given: PostGiven): Promise<Result<{ movementId: number }>> {
  return world.db.transaction((tx) => postGoods(tx, postingOf(world, given)));
}

/** Brings stock of a lot to a place, from the supplier; to the safe as what was there before. */
export async function stockUp(
  world: LedgerWorld,
  lotId: number,
  quantityBase: number,
  given: { to?: number; at?: number } = {},
): Promise<number> {
  const { supplier, opening, headStore, headControlled } = world.places;
  const [kind, fromId] =
    given.to === headControlled ? (['opening', opening] as const) : (['receipt', supplier] as const);
  const line = { lotId, fromId, toId: given.to ?? headStore, quantityBase };
  const posted = await postIn(world, { kind, lines: [line], occurredAt: given.at ?? NOW });
  return accepted(posted).movementId;
}

/** What the balance says of a lot at a place. */
export async function balanceOf(
  world: LedgerWorld,
  locationId: number,
  lotId: number,
): Promise<{ onHand: number; reserved: number }> {
  const [row] = await world.db.read
    .select({ onHand: balance.onHand, reserved: balance.reserved })
    .from(balance)
    .where(and(eq(balance.locationId, locationId), eq(balance.lotId, lotId)));
  return row ?? { onHand: 0, reserved: 0 };
}

/** What the database itself says when it refuses: its constraints and triggers, whichever engine it is. */
export async function databaseRefusal(db: Database, work: (tx: Tx) => PromiseLike<unknown>): Promise<string> {
  try {
    await db.transaction(async (tx) => work(tx));
    return 'was done';
  } catch (error) {
    return String(error instanceof Error ? (error.cause ?? error) : error);
  }
}
