/** Goods and their value move together: who owes whom, what it cost, and that an empty shelf is worth nothing. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import { balance, moneyAccount, transfer } from '../../db/schema/index.ts';
import { postGoods, reverseGoods } from '../../src/books/goods-commands.ts';
import { openBooks } from '../../src/books/opening-commands.ts';
import { booksChecks } from '../../src/books/verify.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { refuse } from '../../src/kernel/result.ts';
import { type PostRequest, post } from '../../src/ledger/post.ts';
import { accepted } from '../support/build.ts';
import { type BookWorld, findingsOf, move, newLot, openBookWorld, standing } from './book-world.ts';

let world: BookWorld;
beforeAll(async () => {
  world = await openBookWorld();
});
afterAll(async () => {
  expect(await findingsOf(world)).toEqual([]);
  await world.drop();
});

/** Ten packs of three tablets at 1.0001 yuan: 1000.1 fen, 1000 in whole fen. */
async function stocked(): Promise<number> {
  const lotId = await newLot(world, 10_001);
  accepted(await move(world, 'receipt', [{ lotId, from: 'supplier', to: 'head', quantityBase: 30 }]));
  return lotId;
}

async function valueAt(locationId: number, lotId: number): Promise<number> {
  const rows = await world.services.db.read.select().from(balance).where(eq(balance.lotId, lotId));
  return rows.find((row) => row.locationId === locationId)?.valueFen ?? 0;
}

/** What each account of the two moved by while `work` ran. */
async function changes(work: () => Promise<unknown>): Promise<{ head: number[]; branch: number[] }> {
  const read = async () => ({
    head: await standing(world, world.head, ['STOCK', 'DUE', 'COST', 'LOSS', 'OPEN', 'PRICE']),
    branch: await standing(world, world.branch, ['STOCK', 'DUE', 'COST', 'LOSS', 'OPEN', 'PRICE']),
  });
  const before = await read();
  await work();
  const after = await read();
  const apart = (of: 'head' | 'branch') => after[of].map((amount, index) => amount - (before[of][index] ?? 0));
  return { head: apart('head'), branch: apart('branch') };
}

const nothing = [0, 0, 0, 0, 0, 0];

describe('the value of goods', () => {
  it('goes with them, and the last taking takes what is left', async () => {
    const lotId = await stocked();
    const one = { lotId, from: 'head' as const, to: 'branch' as const, quantityBase: 1 };
    const amounts: number[] = [];
    for (let turn = 0; turn < 29; turn += 1) amounts.push(...accepted(await move(world, 'dispatch', [one])).amountsFen);
    expect(new Set(amounts)).toEqual(new Set([33]));
    expect(await valueAt(world.places.head, lotId)).toBe(1000 - 29 * 33);
    expect(accepted(await move(world, 'dispatch', [one])).amountsFen).toEqual([1000 - 29 * 33]);
    expect(await valueAt(world.places.head, lotId)).toBe(0);
    expect(await valueAt(world.places.branch, lotId)).toBe(1000);
  });

  it('is counted line by line when a posting names a place twice, and never exceeds what is there', async () => {
    const lotId = await newLot(world, 50);
    accepted(await move(world, 'receipt', [{ lotId, from: 'supplier', to: 'head', quantityBase: 6 }]));
    expect(await valueAt(world.places.head, lotId)).toBe(1);
    const line = { lotId, from: 'head' as const, to: 'branch' as const, quantityBase: 3 };
    // Half a fen each is one fen each: the second finds none left
    expect(accepted(await move(world, 'dispatch', [line, line])).amountsFen).toEqual([1, 0]);
    expect(await valueAt(world.places.head, lotId)).toBe(0);
  });

  it('goes back with a reversal, as far as it still lies there', async () => {
    const lotId = await stocked();
    const sent = accepted(await move(world, 'dispatch', [{ lotId, from: 'head', to: 'branch', quantityBase: 10 }]));
    const actor = { userId: 1, organisationId: world.head.id };
    const red = { movementId: sent.movementId, actor, at: world.clock.now(), key: `red-${lotId}`, reason: 'wrong' };
    const undo = () => world.services.db.transaction((tx) => reverseGoods(tx, red));
    const moved = await changes(async () => accepted(await undo()));
    expect(moved.head).toEqual([333, -333, 0, 0, 0, 0]);
    expect(moved.branch).toEqual([-333, 333, 0, 0, 0, 0]);
    expect(await valueAt(world.places.head, lotId)).toBe(1000);
    expect(await undo()).toMatchObject({ ok: false, reason: 'already_reversed' });
  });
});

describe('the books', () => {
  it('owe the giver and are owed by the receiver, at cost', async () => {
    const lotId = await newLot(world, 10_001);
    const line = { lotId, quantityBase: 3 };
    const bought = await changes(() =>
      move(world, 'receipt', [{ lotId, from: 'supplier', to: 'head', quantityBase: 30 }]),
    );
    expect(bought).toEqual({ head: [1000, -1000, 0, 0, 0, 0], branch: nothing });
    const sent = await changes(() =>
      move(world, 'dispatch', [{ lotId, from: 'head', to: 'branch', quantityBase: 15 }]),
    );
    expect(sent).toEqual({ head: [-500, 500, 0, 0, 0, 0], branch: [500, -500, 0, 0, 0, 0] });
    const used = await changes(() => move(world, 'issue', [{ ...line, from: 'branch', to: 'consumed' }]));
    expect(used.branch).toEqual([-100, 0, 100, 0, 0, 0]);
    const lost = await changes(() => move(world, 'write_off', [{ ...line, from: 'branch', to: 'loss' }]));
    expect(lost.branch).toEqual([-100, 0, 0, 100, 0, 0]);
    const found = await changes(() => move(world, 'count', [{ ...line, from: 'count_difference', to: 'branch' }]));
    expect(found.branch).toEqual([100, 0, 0, -100, 0, 0]);
    const back = await changes(() =>
      move(world, 'supplier_return', [{ lotId, from: 'head', to: 'supplier', quantityBase: 15 }]),
    );
    expect(back.head).toEqual([-500, 500, 0, 0, 0, 0]);
  });

  it('know own funds for opening stock, and the difference for stock that changes its price', async () => {
    const lotId = await newLot(world, 10_001);
    const dearer = await newLot(world, 12_000);
    const whole = { lotId, quantityBase: 30 };
    const opened = await changes(() => move(world, 'opening', [{ ...whole, from: 'opening', to: 'branch' }]));
    expect(opened.branch).toEqual([1000, 0, 0, 0, -1000, 0]);
    const repriced = await changes(() =>
      move(world, 'reprice', [
        { ...whole, from: 'branch', to: 'repricing' },
        { lotId: dearer, quantityBase: 30, from: 'repricing', to: 'branch' },
      ]),
    );
    expect(repriced.branch).toEqual([200, 0, 0, 0, 0, -200]);
  });

  it('move no money when goods keep their owner, wherever they lie', async () => {
    const lotId = await stocked();
    const moved = await changes(() => move(world, 'shelve', [{ lotId, from: 'head', to: 'reserve', quantityBase: 6 }]));
    expect(moved).toEqual({ head: nothing, branch: nothing });
    expect(await valueAt(world.places.reserve, lotId)).toBe(200);
  });

  it('are not touched by what is refused', async () => {
    const lotId = await stocked();
    const entries = (await world.services.db.read.select().from(transfer)).length;
    const refused = await move(world, 'dispatch', [{ lotId, from: 'head', to: 'branch', quantityBase: 31 }]);
    expect(refused).toMatchObject({ ok: false, reason: 'insufficient_stock' });
    expect((await world.services.db.read.select().from(transfer)).length).toBe(entries);
  });

  it('keep pace with many who post at once', async () => {
    const lotId = await stocked();
    const line = { lotId, from: 'head' as const, quantityBase: 1 };
    const many = Array.from({ length: 36 }, (_, index) =>
      move(world, 'dispatch', [{ ...line, to: index % 2 === 0 ? ('branch' as const) : ('other' as const) }]),
    );
    const answers = await Promise.all(many);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(30);
    expect(await valueAt(world.places.head, lotId)).toBe(0);
    const whole = (await valueAt(world.places.branch, lotId)) + (await valueAt(world.places.other, lotId));
    expect(whole).toBe(1000);
  });
});

describe('verification', () => {
  /** The rules of the books that notice what `bend` posts; it is undone afterwards. */
  async function rulesAfter(given: Partial<PostRequest>, bend: (tx: Tx, request: PostRequest) => Promise<unknown>) {
    const at = world.clock.now();
    const actor = { userId: 1, organisationId: world.head.id };
    const header = { kind: 'issue' as const, documentId: null, actor, occurredAt: at, postedAt: at };
    let rules: string[] = [];
    await world.services.db.transaction(async (tx) => {
      await bend(tx, { ...header, key: `past-${world.item.id}`, lines: [], ...given });
      rules = (await findAll(booksChecks, tx)).map((finding) => finding.rule);
      return refuse('undone');
    });
    return rules;
  }

  it('finds stock that the books do not know, and dues that do not add up', async () => {
    const lotId = await stocked();
    const { head, consumed, supplier } = world.places;
    const used = [{ lotId, fromId: head, toId: consumed, quantityBase: 3 }];
    expect(await rulesAfter({ lines: used }, post)).toEqual(['stock_account']);
    const bought = [{ lotId, fromId: supplier, toId: head, quantityBase: 3 }];
    expect(await rulesAfter({ kind: 'receipt', documentId: 7, lines: bought }, postGoods)).toEqual(['due_sum']);
  });
});

describe('opening the books of a county that has stock already', () => {
  it('gives each owner what it owns, once', async () => {
    const bare = await openBookWorld();
    const { db } = bare.services;
    const lotId = await newLot(bare, 10_001);
    const at = bare.clock.now() - 5;
    const line = { lotId, fromId: bare.places.opening, quantityBase: 30 };
    const places = [bare.places.head, bare.places.branch, bare.places.reserve];
    const actor = { userId: 1, organisationId: bare.head.id };
    const header = { kind: 'opening' as const, documentId: null, actor, occurredAt: at, postedAt: at, key: 'before' };
    accepted(await db.transaction((tx) => post(tx, { ...header, lines: places.map((toId) => ({ ...line, toId })) })));
    expect((await findingsOf(bare)).map((finding) => finding.rule)).toEqual(['stock_account', 'stock_account']);
    await Promise.all([openBooks(bare.services), openBooks(bare.services)]);
    await openBooks(bare.services);
    expect(await findingsOf(bare)).toEqual([]);
    expect(await standing(bare, bare.head, ['STOCK', 'OPEN'])).toEqual([2000, -2000]);
    expect(await standing(bare, bare.branch, ['STOCK', 'OPEN'])).toEqual([1000, -1000]);
    const accounts = await db.read.select().from(moneyAccount);
    expect(accounts.some((account) => account.organisationId === bare.other.id)).toBe(false);
    await bare.drop();
  });
});
