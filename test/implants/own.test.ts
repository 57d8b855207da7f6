/** Implants that were bought: registered against the stock, used out of it, sent on, recalled; races and pages. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postGoods } from '../../src/books/goods-commands.ts';
import { listBatches } from '../../src/implants/own-queries.ts';
import { checkBooked } from '../../src/implants/rules.ts';
import { implantTasks } from '../../src/implants/task-queries.ts';
import { unitFor } from '../../src/implants/unit-queries.ts';
import { recordIssue } from '../../src/issues/commands.ts';
import { freezeLots } from '../../src/ledger/lots.ts';
import { outsideLocation } from '../../src/organisations/queries.ts';
import { paths } from '../../src/paths.ts';
import { lotsOfItemsAt } from '../../src/stock/item-lots-queries.ts';
import { accepted, nextNumber } from '../support/build.ts';
import { signIn } from '../support/login.ts';
import { endWhole } from '../support/whole.ts';
import { type ImplantWorld, key, openImplantWorld, reason, serialOf } from './implant-world.ts';

let w: ImplantWorld;
beforeAll(async () => {
  w = await openImplantWorld();
});
afterAll(() => endWhole(w.world.test));

const lotOf = () => `P${nextNumber()}`;
const codes = (lot: string, serials: readonly string[]) =>
  serials.map((serial) => w.code(serial, undefined, lot)).join('\n');

async function onHand(lot: string, by = w.keeper): Promise<number> {
  const asked = { organisationId: by.organisationId, itemIds: [w.stent.id] };
  const lots = (await lotsOfItemsAt(w.world.test.services.db.read, asked)).get(w.stent.id) ?? [];
  return lots.filter(({ lotNumber }) => lotNumber === lot).reduce((sum, one) => sum + one.onHand, 0);
}

const batchOf = async (lot: string, state?: 'uneven') =>
  listBatches(w.world.test.services.db.read, '/', { q: lot, state }, { size: 10 });

describe('a unit of our own', () => {
  it('is registered only as far as its batch is in stock', () => {
    const batch = { item: '支架', lot: 'P1' };
    expect(checkBooked({ ...batch, stock: 2, units: 1 })).toEqual({ ok: true, value: undefined });
    expect(reason(checkBooked({ ...batch, stock: 2, units: 2 }))).toBe('implant_all_registered');
    expect(reason(checkBooked({ ...batch, stock: 0, units: 0 }))).toBe('implant_not_booked');
  });

  it('leaves the stock with its use, at what it cost, and comes back with it', async () => {
    const [lot, first, second] = [lotOf(), serialOf(), serialOf()];
    expect(reason(await w.register(codes(lot, [first])))).toBe('implant_not_booked');
    await w.buy(2, lot);
    expect(reason(await w.register(codes(lot, [first]), w.world.accountant))).toBe('forbidden');
    accepted(await w.register(codes(lot, [first])));
    expect(reason(await w.register(codes(lot, [first])))).toBe('implant_known');
    expect(await batchOf(lot, 'uneven')).toMatchObject([{ stock: 2, units: 1, fen: 150_000 }]);
    expect(reason(await w.register(codes(lot, [second, serialOf()])))).toBe('implant_all_registered');
    accepted(await w.register(codes(lot, [second])));
    expect(await batchOf(lot, 'uneven')).toEqual([]);
    const used = accepted(await w.use(codes(lot, [first])));
    expect([used.amountFen, await onHand(lot)]).toEqual([75_000, 1]);
    const view = await unitFor(w.world.test.services.db.read, '/', used.id, true);
    expect(view).toMatchObject({ state: 'used', payableId: null, supplier: null, stock: [{ onHand: 1 }] });
    expect(await w.findings()).toEqual([]);
    accepted(await w.takeBack(used.id));
    expect(await onHand(lot)).toBe(2);
    expect(await batchOf(lot)).toMatchObject([{ stock: 2, units: 2 }]);
    expect(await w.findings()).toEqual([]);
  });

  it('is not issued by quantity, and may be registered again once it was taken down', async () => {
    const [lot, serial] = [lotOf(), serialOf()];
    await w.buy(1, lot);
    accepted(await w.register(codes(lot, [serial])));
    const input = { purpose: 'ward' as const, ward: '骨科', patient: '', prescription: '', note: '', occurredAt: null };
    const { services } = w.world.test;
    const lines = [{ itemId: w.stent.id, place: null, quantityBase: 1, reason: '' }];
    expect(reason(await recordIssue(services, w.keeper, key(), { ...input, lines }))).toBe('issue_by_unit');
    accepted(await w.sendBack(await w.idOf(serial)));
    const left = { place: null, quantityBase: await onHand(lot), reason: '', itemId: w.stent.id };
    expect(left.quantityBase).toBe(1);
    expect(await batchOf(lot, 'uneven')).toMatchObject([{ stock: 1, units: 0 }]);
    accepted(await w.register(codes(lot, [serial])));
    const view = await unitFor(services.db.read, '/', await w.idOf(serial), true);
    expect(view?.story.map(({ act }) => act)).toEqual(['own']);
  });

  it('is not used when its batch may not be, or has left the stock', async () => {
    const [lot, serial] = [lotOf(), serialOf()];
    const lotId = await w.buy(1, lot);
    accepted(await w.register(codes(lot, [serial])));
    const { services } = w.world.test;
    await services.db.transaction((tx) => freezeLots(tx, [lotId], 'quality'));
    expect(reason(await w.use(codes(lot, [serial])))).toBe('implant_lot_barred');
    await services.db.transaction((tx) => freezeLots(tx, [lotId], null));
    const at = services.clock.now();
    const { organisationId } = w.keeper;
    await services.db.transaction(async (tx) => {
      const line = {
        lotId,
        fromId: w.stores[organisationId] ?? 0,
        toId: await outsideLocation(tx, 'loss'),
        quantityBase: 1,
      };
      const when = { documentId: null, occurredAt: at, postedAt: at, key: key() };
      accepted(await postGoods(tx, { kind: 'write_off', actor: w.keeper, ...when, lines: [line] }));
    });
    expect(reason(await w.use(codes(lot, [serial])))).toBe('implant_not_booked');
    expect(await batchOf(lot, 'uneven')).toMatchObject([{ stock: 0, units: 1 }]);
    accepted(await w.sendBack(await w.idOf(serial)));
    expect(await batchOf(lot)).toEqual([]);
  });

  it('changes its shelf when its goods were sent to another member', async () => {
    const [lot, serial] = [lotOf(), serialOf()];
    await w.buy(1, lot);
    accepted(await w.register(codes(lot, [serial])));
    expect(reason(await w.register(codes(lot, [serial]), w.other))).toBe('implant_not_booked');
    await w.buy(1, lot, w.other);
    accepted(await w.register(codes(lot, [serial]), w.other));
    expect(reason(await w.use(codes(lot, [serial])))).toBe('implant_not_here');
    const used = accepted(await w.use(codes(lot, [serial]), w.other));
    expect([await onHand(lot), await onHand(lot, w.other)]).toEqual([1, 0]);
    accepted(await w.takeBack(used.id, w.other));
    expect(await w.findings()).toEqual([]);
  });

  it('is frozen by a recall when it is registered, and not taken over by a supplier’s list', async () => {
    const [lot, serial] = [lotOf(), serialOf()];
    await w.buy(2, lot);
    accepted(await w.register(codes(lot, [serial])));
    expect(reason(await w.place(codes(lot, [serial])))).toBe('implant_known');
    const { id } = accepted(await w.recall(lot));
    expect(reason(await w.use(codes(lot, [serial])))).toBe('implant_frozen');
    const late = serialOf();
    accepted(await w.register(codes(lot, [late])));
    expect(reason(await w.use(codes(lot, [late])))).toBe('implant_frozen');
    accepted(await w.end(id));
    accepted(await w.use(codes(lot, [late])));
    expect(await w.findings()).toEqual([]);
  });

  it('is told of while units and stock differ', async () => {
    const lot = lotOf();
    await w.buy(2, lot);
    accepted(await w.register(codes(lot, [serialOf()])));
    const viewer = { ...w.keeper, scopePath: '/', organisationPath: '/' };
    const { services } = w.world.test;
    const tasks = await implantTasks(services.db.read, viewer as never, services.clock.now());
    expect(tasks.some(({ code }) => code === 'implant_uneven')).toBe(true);
  });

  it('is registered by one of two when one is left in stock, whoever is quicker', async () => {
    for (let round = 0; round < 3; round += 1) {
      const lot = lotOf();
      await w.buy(1, lot);
      const both = await Promise.all([w.register(codes(lot, [serialOf()])), w.register(codes(lot, [serialOf()]))]);
      expect(both.map(reason).sort()).toEqual(['implant_all_registered', 'ok']);
    }
    expect(await w.findings()).toEqual([]);
  });

  it('keeps stock and units even whatever happens in whatever order', async () => {
    const lot = lotOf();
    const serials = [serialOf(), serialOf(), serialOf()];
    await w.buy(2, lot);
    const steps = fc.array(fc.tuple(fc.constantFrom('own', 'use', 'take', 'down'), fc.nat(2)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(steps, async (acts) => {
        for (const [act, nth] of acts) {
          const serial = serials[nth] ?? '';
          if (act === 'own') await w.register(codes(lot, [serial]));
          else if (act === 'use') await w.use(codes(lot, [serial]));
          else if (act === 'take') await w.takeBack(await w.idOf(serial));
          else await w.sendBack(await w.idOf(serial));
        }
        expect(await w.findings()).toEqual([]);
        for (const { stock, units } of await batchOf(lot)) expect(units).toBeLessThanOrEqual(stock);
      }),
      { numRuns: 8 },
    );
  });
});

describe('the pages', () => {
  it('lead from the difference to the unit, its stock and back', async () => {
    const [lot, serial] = [lotOf(), serialOf()];
    await w.buy(2, lot);
    const page = await signIn(w.world.test.app, w.keeper.login);
    expect((await page.get(paths.newOwnImplants())).status).toBe(200);
    const bad = await page.post(paths.ownImplants(), { idempotency_key: key(), shelf: '骨科1柜', scans: '<b>' });
    expect(bad.status).toBe(422);
    const sent = { idempotency_key: key(), shelf: '骨科1柜', scans: codes(lot, [serial]) };
    expect((await page.post(paths.ownImplants(), sent)).status).toBe(303);
    const uneven = await page.get(paths.ownImplants({ state: 'uneven', q: lot }));
    expect(uneven.text).toContain(lot);
    expect((await page.get(paths.ownImplants({ q: 'gmyw' }))).text).toContain(lot);
    expect((await page.get(paths.ownImplantsExport('csv', { q: lot }))).text).toContain('1500');
    expect((await page.get(paths.implants({ state: 'own', q: lot }))).text).toContain(serial);
    const unit = await page.get(paths.implant(await w.idOf(serial)));
    expect([unit.text.includes('自有'), unit.text.includes('/lots/'), unit.text.includes('下架')]).toEqual([
      true,
      true,
      true,
    ]);
  });
});
