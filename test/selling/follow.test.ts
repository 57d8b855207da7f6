/** Prices that follow: what was paid at acceptance, what a repricing says; and the check of what was handed out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repricing } from '../../db/schema/negotiations.ts';
import { soldReport } from '../../src/books/sold-queries.ts';
import { openDocument } from '../../src/documents/advance.ts';
import { paths } from '../../src/paths.ts';
import { followPaid } from '../../src/selling/follow-commands.ts';
import { sellingHistory, sellingOn } from '../../src/selling/queries.ts';
import { sellingChecks } from '../../src/selling/verify.ts';
import { type BookWorld, move, newLot, openBookWorld } from '../books/book-world.ts';
import {
  concluded,
  decideLine,
  opened,
  openReceivingWorld,
  orderFor,
  type ReceivingWorld,
  soldItem,
} from '../receiving/receiving-world.ts';
import { accepted, addItem } from '../support/build.ts';
import { signIn } from '../support/login.ts';

describe('acceptance', () => {
  let world: ReceivingWorld;
  beforeAll(async () => {
    world = await openReceivingWorld();
  });
  afterAll(() => world.drop());

  it('makes what was paid the price of goods at zero markup, and leaves rejected goods without one', async () => {
    const db = world.services.db.read;
    const [kept, rejected] = [await soldItem(world), await soldItem(world)];
    for (const [item, decision] of [
      [kept, 'accepted'],
      [rejected, 'rejected'],
    ] as const) {
      const order = await orderFor(world, [[item, 100]]);
      const number = await opened(world, { order, place: world.head.code });
      const because = decision === 'rejected' ? { reasonCode: 'damaged' as const, reason: '破损' } : {};
      accepted(await decideLine(world, number, 1, { decision, ...because }));
      accepted(await concluded(world, number));
    }
    const [said] = await sellingHistory(db, kept.id);
    expect(said).toMatchObject({ origin: 'acceptance', status: 'in_force', document: { kind: 'receipt' } });
    expect(said?.pricePack).toBe(said?.paidPack);
    expect(await sellingHistory(db, rejected.id)).toEqual([]);
    expect((await Promise.all(sellingChecks.map((check) => check.find(db)))).flat()).toEqual([]);
  });
});

describe('what was handed out', () => {
  let world: BookWorld;
  const MONTH = '2026-11';
  const TODAY = '2026-11-23';
  beforeAll(async () => {
    world = await openBookWorld();
  });
  afterAll(() => world.drop());

  const report = () => soldReport(world.services.db.read, MONTH, TODAY);
  async function follow(pricePack: number, documentId: number) {
    const given = { actorId: world.people.keeper.userId, at: world.clock.now(), origin: 'repricing' as const };
    const lines = [{ itemId: world.item.id, pricePack }];
    return world.services.db.transaction((tx) => followPaid(tx, { ...given, documentId, lines }));
  }
  async function paper(): Promise<number> {
    return world.services.db.transaction(async (tx) => {
      const opening = { kind: 'repricing' as const, status: 'draft', act: 'open', counterpartId: null };
      const at = world.clock.now();
      const { id } = await openDocument(tx, {
        ...opening,
        organisationId: world.head.id,
        actor: world.people.keeper,
        at,
      });
      await tx.insert(repricing).values({ documentId: id, reason: '挂网价下调', legalBasis: '公告' });
      return id;
    });
  }

  it('is compared at the price of its day, and each number opens into its lines', async () => {
    const lotId = await newLot(world, 40_000);
    accepted(await move(world, 'receipt', [{ lotId, from: 'supplier', to: 'head', quantityBase: 30 }]));
    accepted(await move(world, 'issue', [{ lotId, from: 'head', to: 'consumed', quantityBase: 3 }]));
    expect(await report()).toMatchObject({ lots: 1, costFen: 400, unpriced: [{ lotId }], differing: [] });
    expect(await follow(40_000, await paper())).toBe(1);
    expect(await follow(40_000, await paper())).toBe(0);
    expect(await report()).toMatchObject({ unpriced: [], differing: [] });
    expect(await follow(50_000, await paper())).toBe(1);
    expect((await report()).differing).toMatchObject([
      { lotId, paidPack: 40_000, sellingPack: 50_000, costFen: 400, soldFen: 500, quantityBase: 3 },
    ]);
    expect((await sellingOn(world.services.db.read, [world.item.id], TODAY)).get(world.item.id)?.pricePack).toBe(
      50_000,
    );
    const chief = await signIn(world.app, world.people.chief.login);
    const page = await chief.get(paths.markup({ month: MONTH }));
    expect(page.text).toContain('售价不合规的批次');
    const entries = paths.markupEntries({ side: 'sold', month: MONTH, lot: lotId });
    expect(page.text).toContain(entries.replaceAll('&', '&amp;'));
    const lines = await chief.get(entries);
    expect(lines.text).toContain('发出明细');
    expect(lines.text).toContain('4.00');
    expect((await chief.get(paths.markupEntriesExport('csv', { side: 'sold', month: MONTH }))).text).toContain('AMX');
    expect((await chief.get(paths.markupExport('csv', { month: MONTH }))).text).toContain('AMX');
  });

  it('keeps the price of goods that may carry a markup', async () => {
    const pieces = await addItem(world.services, { kind: 'decoction_piece' });
    const given = { actorId: world.people.keeper.userId, at: world.clock.now(), origin: 'repricing' as const };
    const lines = [{ itemId: pieces.id, pricePack: 10_000 }];
    const documentId = await paper();
    const changed = await world.services.db.transaction((tx) => followPaid(tx, { ...given, documentId, lines }));
    expect(changed).toBe(0);
  });
});
