/** What the shelves of implants refuse that their road never meets: other goods, no supplier, no price, long lists. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { item, itemCode } from '../../db/schema/catalogue.ts';
import { listedPrice } from '../../db/schema/prices.ts';
import { placeUnits } from '../../src/implants/place-commands.ts';
import { MOST_PLACED, readUdis } from '../../src/implants/rules.ts';
import { unitItem } from '../../src/implants/unit-queries.ts';
import { accepted, addItem } from '../support/build.ts';
import { endWhole } from '../support/whole.ts';
import { key, openImplantWorld, reason, serialOf } from './implant-world.ts';

let shelf: Awaited<ReturnType<typeof openImplantWorld>>;
beforeAll(async () => {
  shelf = await openImplantWorld();
});
afterAll(() => endWhole(shelf.world.test));

it('knows high-value consumables by their code, and nothing else', async () => {
  const { services } = shelf.world.test;
  const glove = await addItem(services, { genericName: '检查手套', kind: 'consumable', pricePack: 100 });
  const value = '06901234567892';
  await services.db.transaction((tx) => tx.insert(itemCode).values({ itemId: glove.id, type: 'udi_di', value }));
  const found = await unitItem(services.db.read, value, shelf.today);
  expect(found).toMatchObject({ reason: 'implant_not_high', detail: { name: '检查手套' } });
});

it('takes units of suppliers that are known', async () => {
  const unknown = await placeUnits(shelf.world.test.services, shelf.keeper, key(), {
    ...{ supplier: '没有这家', shelf: '导管室1柜', noteNumber: 'JS-1', supplierPerson: '王业务员' },
    scans: shelf.code(serialOf()),
  });
  expect(unknown).toMatchObject({ reason: 'implant_supplier', field: 'supplier' });
});

it('takes a list of a hundred codes at most, and of one at least', () => {
  const list = (length: number) => Array.from({ length }, () => shelf.code(serialOf())).join('\n');
  expect(readUdis(list(MOST_PLACED), shelf.today).ok).toBe(true);
  for (const typed of ['', ' \n ', list(MOST_PLACED + 1)]) {
    expect(readUdis(typed, shelf.today)).toMatchObject({ reason: 'implant_list_size', field: 'scans' });
  }
});

it('uses nothing of a supplier that has no price on that day', async () => {
  const serial = serialOf();
  accepted(await shelf.place(shelf.code(serial)));
  await shelf.world.test.services.db.transaction(async (tx) => {
    await tx.delete(listedPrice);
    await tx.update(item).set({ pricePack: 0 });
  });
  expect(reason(await shelf.use(shelf.code(serial)))).toBe('implant_unpriced');
});
