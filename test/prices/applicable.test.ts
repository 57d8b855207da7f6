/** The price of the day as plans and orders ask it: past days, many items at once, what an order may not exceed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOrderPrice, priceOn, pricesOn } from '../../src/prices/applicable-queries.ts';
import { volumeProgress } from '../../src/prices/progress-queries.ts';
import { addItem } from '../support/build.ts';
import { activeContract, addSupplier, listed, openPriceWorld, type PriceWorld, sells } from './price-world.ts';

let world: PriceWorld;
beforeAll(async () => {
  world = await openPriceWorld();
});
afterAll(() => world.drop());

const TODAY = '2026-11-23';

describe('the price of an item', () => {
  it('on a past day is what was in force then', async () => {
    const db = world.services.db.read;
    const item = await addItem(world.services, { pricePack: 120_000 });
    const [main, local] = [await addSupplier(world), await addSupplier(world)];
    await sells(world, local.id, item.id, { leastPacks: 10, stepPacks: 5 });
    await listed(world, item.id, 110_000, '2026-02-01', '2026-05-31');
    await listed(world, item.id, 100_000, '2026-06-01');
    const span = { startsOn: '2026-08-01', endsOn: '2026-10-31', activatedOn: '2026-08-10' };
    await activeContract(world, { partyId: main.id, itemId: item.id, pricePack: 60_000, ...span });
    const on = async (day: string) => {
      const price = await priceOn(db, { itemId: item.id, day });
      return [price?.pricePack, price?.reason.code];
    };
    expect(await on('2026-01-15')).toEqual([120_000, 'catalogue_price']);
    expect(await on('2026-02-01')).toEqual([110_000, 'listed_price']);
    expect(await on('2026-05-31')).toEqual([110_000, 'listed_price']);
    expect(await on('2026-06-01')).toEqual([100_000, 'listed_price']);
    // Begun by its words, but nobody had activated it yet
    expect(await on('2026-08-09')).toEqual([100_000, 'listed_price']);
    expect(await on('2026-08-10')).toEqual([60_000, 'volume_contract']);
    expect(await on('2026-10-31')).toEqual([60_000, 'volume_contract']);
    expect(await on('2026-11-01')).toEqual([100_000, 'listed_price']);
  });

  it('goes to the backup when the selected supplier is given up', async () => {
    const db = world.services.db.read;
    const item = await addItem(world.services);
    const [main, backup] = [await addSupplier(world, { active: false }), await addSupplier(world)];
    const line = { partyId: main.id, backupPartyId: backup.id, itemId: item.id, pricePack: 60_000 };
    const made = await activeContract(world, line);
    const price = await priceOn(db, { itemId: item.id, day: TODAY });
    expect(price).toMatchObject({ partyId: backup.id, contractLineId: made.lineId });
    expect(price?.reason).toMatchObject({ code: 'volume_backup', detail: { instead: main.shortName } });
  });

  it('is absent when nobody sells it', async () => {
    const item = await addItem(world.services);
    expect(await priceOn(world.services.db.read, { itemId: item.id, day: TODAY })).toBeNull();
    expect((await pricesOn(world.services.db.read, { itemIds: [], day: TODAY })).size).toBe(0);
  });
});

describe('the price of an order', () => {
  it('is refused above the contract, above the listed price, and accepted at it', async () => {
    const db = world.services.db.read;
    const item = await addItem(world.services);
    const [main, other] = [await addSupplier(world), await addSupplier(world)];
    await listed(world, item.id, 100_000, '2026-02-01');
    await activeContract(world, { partyId: main.id, itemId: item.id, pricePack: 60_000 });
    const ask = { itemId: item.id, day: TODAY };
    const check = async (partyId: number, pricePack: number) => {
      const checked = await checkOrderPrice(db, { ...ask, partyId, pricePack });
      return checked.ok ? 'ok' : checked.reason;
    };
    expect(await check(main.id, 60_000)).toBe('ok');
    expect(await check(main.id, 60_001)).toBe('price_above_contract');
    expect(await check(other.id, 60_001)).toBe('ok');
    expect(await check(other.id, 100_001)).toBe('price_above_listed');
    expect(await check(other.id, 100_000)).toBe('ok');
  });
});

describe('volume progress', () => {
  it('begins at nothing, and is asked of lines with a volume only', async () => {
    const db = world.services.db.read;
    const [item, party] = [await addItem(world.services), await addSupplier(world)];
    const given = { partyId: party.id, itemId: item.id, pricePack: 1 };
    const agreed = await activeContract(world, { ...given, agreedUnits: 12_000 });
    const without = await activeContract(world, { ...given, kind: 'national' });
    const progress = await volumeProgress(db, [agreed.lineId, without.lineId], TODAY);
    expect([...progress.keys()]).toEqual([agreed.lineId]);
    expect(progress.get(agreed.lineId)).toMatchObject({ acceptedUnits: 0, percentBp: 0, state: 'far_behind' });
  });
});
