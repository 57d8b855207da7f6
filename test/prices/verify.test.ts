/** What verification says of prices: nothing while commands wrote them, and what was slipped in beside them. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../db/schema/prices.ts';
import { advance } from '../../src/documents/advance.ts';
import { findAll } from '../../src/kernel/finding.ts';
import { priceChecks } from '../../src/prices/verify.ts';
import { addItem } from '../support/build.ts';
import { activeContract, addSupplier, listed, openPriceWorld, type PriceWorld } from './price-world.ts';

let world: PriceWorld;
beforeAll(async () => {
  world = await openPriceWorld();
});
afterAll(() => world.drop());

const rules = async () => {
  const findings = await findAll(priceChecks, world.services.db.read);
  return [...new Set(findings.map((finding) => finding.rule))];
};

describe('verification', () => {
  it('finds what one person decided alone, two prices on a day, and two volume contracts', async () => {
    const [item, supplier] = [await addItem(world.services), await addSupplier(world)];
    await listed(world, item.id, 10_000, '2026-01-01', '2026-05-31');
    await listed(world, item.id, 11_000, '2026-06-01');
    expect(await rules()).toEqual([]);
    // The world's builder lets one person do both: exactly what must be found
    const given = { partyId: supplier.id, itemId: item.id, pricePack: 9_000, agreedUnits: 1 };
    const first = await activeContract(world, given);
    expect(await rules()).toEqual(['price_two_people']);
    await activeContract(world, { ...given, startsOn: '2026-12-31', endsOn: '2027-12-31' });
    expect(await rules()).toEqual(['price_two_people', 'volume_contract_once']);
    await world.services.db.transaction(async (tx) => {
      await tx.update(contract).set({ endsOn: '2026-12-30' }).where(eq(contract.documentId, first.documentId));
      const table = { withdraw: { from: ['active'], to: ['withdrawn'] } };
      const act = { act: 'withdraw', to: 'withdrawn', transitions: table, actor: world.buyer, at: world.clock.now() };
      await advance(tx, first.documentId, act);
    });
    expect(await rules()).toEqual(['price_two_people']);
    await listed(world, item.id, 12_000, '2026-05-01', '2026-05-02');
    expect(await rules()).toEqual(['price_two_people', 'listed_price_once']);
  });
});
