/** The register of controlled drugs: entered by every movement, with two people, and in step with the ledger. */
import { eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { item } from '../../db/schema/catalogue.ts';
import { registerEntry } from '../../db/schema/controlled.ts';
import { balance } from '../../db/schema/ledger.ts';
import { person } from '../../db/schema/users.ts';
import { postGoods } from '../../src/books/goods-commands.ts';
import { controlledChecks } from '../../src/controlled/verify.ts';
import { issueByNumber } from '../../src/issues/record-queries.ts';
import { returnIssue, reverseIssue } from '../../src/issues/return-commands.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { addItem, addStock } from '../support/build.ts';
import {
  addControlled,
  type ControlledWorld,
  inSafe,
  issued,
  key,
  openControlledWorld,
  reasonOf,
  register,
  second,
} from './controlled-world.ts';

let world: ControlledWorld;
beforeAll(async () => {
  world = await openControlledWorld();
});
afterAll(() => world.drop());

const seen = async (number: string) => {
  const record = await issueByNumber(world.services.db.read, number);
  return { key: key(), number, seenVersion: record?.document.version ?? 0 };
};
async function findings(): Promise<string[]> {
  const found = [];
  for (const check of controlledChecks) found.push(...(await check.find(world.services.db.read)));
  return found.map((one) => `${one.rule} ${one.subject}`);
}

describe('the stores', () => {
  it('keep controlled drugs apart from everything else', async () => {
    const other = await addItem(world.services, {});
    const ordinary = { item: other, quantityBase: 5, organisationId: world.branch.id };
    await expect(addStock(world.services, world.safe, ordinary)).rejects.toThrow('store_controlled_only');
    const narcotic = { ...ordinary, item: world.fentanyl };
    await expect(addStock(world.services, world.room, narcotic)).rejects.toThrow('store_not_controlled');
    const kept = await addItem(world.services, { storageZone: 'controlled', controlClass: 'psychotropic_2' });
    await addStock(world.services, world.safe, { ...ordinary, item: kept });
  });
});

describe('the register', () => {
  it('has a row for each movement, with balances by lot and in all, and the names as they were', async () => {
    const drug = await addControlled(world, '盐酸吗啡注射液');
    const [one, two] = [await inSafe(world, 20, drug), await inSafe(world, 30, drug)];
    const out = await issued(world, one, 8, drug);
    const given = { lines: [{ lineNumber: 1, quantityBase: 3 }], reason: '未用' };
    expect(reasonOf(await returnIssue(world.services, world.wang, await seen(out.number), given))).toBe(
      'witness_missing',
    );
    const back = await returnIssue(world.services, world.wang, await seen(out.number), given, await second(world));
    expect(reasonOf(back)).toBe('ok');
    await world.services.db.transaction((tx) =>
      tx.update(person).set({ name: '王改名' }).where(eq(person.id, world.wang.userId)),
    );
    const page = await register(world, drug);
    expect(page.rows.map((row) => [row.kind, row.deltaBase, row.lotBase, row.totalBase])).toEqual([
      ['opening', 20, 20, 20],
      ['opening', 30, 30, 50],
      ['issue', -8, 12, 42],
      ['issue_return', 3, 15, 45],
    ]);
    expect(page.rows[2]).toMatchObject({ voucher: out.number, taker: '李护士', person: '王药师', second: '赵院长' });
    expect(page.rows[2]?.summary).toContain('CF1');
    expect([page.cameBase, page.wentBase]).toEqual([53, 8]);
    const later = await register(world, drug, { since: world.clock.now() + 1 });
    expect([later.opening.totalBase, later.opening.lots.get(two), later.rows.length]).toEqual([45, 30, 0]);
    expect(await findings()).toEqual([]);
  });

  it('takes a mistake back by a row of its own', async () => {
    const drug = await addControlled(world, '盐酸哌替啶注射液');
    const lot = await inSafe(world, 10, drug);
    const out = await issued(world, lot, 4, drug);
    const undo = { reason: '发错病区' };
    expect(reasonOf(await reverseIssue(world.services, world.wang, await seen(out.number), undo))).toBe(
      'witness_missing',
    );
    const done = await reverseIssue(world.services, world.wang, await seen(out.number), undo, await second(world));
    expect(reasonOf(done)).toBe('ok');
    const { rows } = await register(world, drug);
    expect(rows.map((row) => [row.kind, row.totalBase])).toEqual([
      ['opening', 10],
      ['issue', 6],
      ['reversal', 10],
    ]);
    expect(rows[2]).toMatchObject({ summary: '发错病区', second: '赵院长' });
  });

  it('can be neither changed nor cleared', async () => {
    await inSafe(world, 1);
    const change = () =>
      world.services.db.transaction((tx) =>
        tx.update(registerEntry).set({ taker: '别人' }).where(eq(registerEntry.id, 1)),
      );
    await expect(change()).rejects.toThrow();
    await expect(world.services.db.transaction((tx) => tx.delete(registerEntry))).rejects.toThrow();
  });

  it('is missed by the verification when a movement is not in it, and nobody gets past it alone', async () => {
    const alone = await openControlledWorld();
    const lotId = await inSafe(alone, 10);
    const takes = () =>
      alone.services.db.transaction(async (tx) => {
        const toId = await outsideLocation(tx, 'consumed');
        const at = alone.clock.now();
        const header = { kind: 'issue' as const, documentId: null, actor: alone.wang, occurredAt: at, postedAt: at };
        return postGoods(tx, {
          ...header,
          key: 'past-the-register',
          lines: [{ lotId, fromId: alone.safe, toId, quantityBase: 2 }],
        });
      });
    expect(reasonOf(await takes())).toBe('lot_controlled');
    const becomes = (controlClass: 'none' | 'narcotic') =>
      alone.services.db.transaction((tx) =>
        tx.update(item).set({ controlClass }).where(eq(item.id, alone.fentanyl.id)),
      );
    await becomes('none');
    expect(reasonOf(await takes())).toBe('ok');
    await becomes('narcotic');
    const found = [];
    for (const check of controlledChecks) found.push(...(await check.find(alone.services.db.read)));
    expect(found.map((one) => one.rule)).toEqual(['register_entered', 'register_balance']);
    expect(found[0]?.subject).toBe('past-the-register');
    expect(found[1]).toMatchObject({ expected: '8', found: '10' });
    await alone.drop();
  });
});

describe('any sequence of acts', () => {
  it('leaves the register where the ledger is', async () => {
    const act = fc.record({
      kind: fc.constantFrom('in' as const, 'out' as const, 'back' as const, 'red' as const),
      lot: fc.nat(2),
      quantity: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const drug = await addControlled(world, `药${key()}`);
        const lots = [await inSafe(world, 6, drug), await inSafe(world, 12, drug)];
        const papers: string[] = [];
        const by = await second(world);
        for (const { kind, lot, quantity } of acts) {
          if (kind === 'in') lots.push(await inSafe(world, quantity, drug));
          const lotId = lots[lot % lots.length] ?? 0;
          const [held] = await world.services.db.read.select().from(balance).where(eq(balance.lotId, lotId));
          if (kind === 'out' && (held?.onHand ?? 0) >= quantity)
            papers.push((await issued(world, lotId, quantity, drug)).number);
          const paper = papers[lot % Math.max(1, papers.length)];
          if (paper === undefined) continue;
          const given = { lines: [{ lineNumber: 1, quantityBase: quantity }], reason: '退' };
          if (kind === 'back') await returnIssue(world.services, world.wang, await seen(paper), given, by);
          if (kind === 'red') await reverseIssue(world.services, world.wang, await seen(paper), { reason: '错' }, by);
        }
        const held = await world.services.db.read.select().from(balance).where(eq(balance.itemId, drug.id));
        const stock = held.filter((row) => row.locationId === world.safe).reduce((sum, row) => sum + row.onHand, 0);
        const page = await register(world, drug);
        expect(page.rows.at(-1)?.totalBase).toBe(stock);
        expect(page.opening.totalBase).toBe(0);
        expect(page.rows.every((row) => row.lotBase >= 0 && row.totalBase >= 0)).toBe(true);
        for (const row of held) {
          const last = page.rows.filter((one) => one.lotId === row.lotId).at(-1);
          expect(last?.lotBase).toBe(row.onHand);
        }
      }),
      { numRuns: 12 },
    );
    expect(await findings()).toEqual([]);
  }, 120_000);
});
