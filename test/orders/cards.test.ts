/** Ordering narcotics: refused until the hub has a purchase card in force for their class. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { item } from '../../db/schema/catalogue.ts';
import { recordCard } from '../../src/controlled/card-commands.ts';
import { placeOrders } from '../../src/orders/issue-commands.ts';
import { asks, planned, soldItem } from '../plans/plan-world.ts';
import { accepted } from '../support/build.ts';
import { approve, key, openOrderWorld } from './order-world.ts';

it('orders narcotics under a purchase card of the hub alone', async () => {
  const world = await openOrderWorld();
  const drug = await soldItem(world);
  await asks(world, world.north, drug, 20);
  const planNumber = await planned(world);
  await approve(world, planNumber);
  await world.services.db.transaction((tx) =>
    tx.update(item).set({ controlClass: 'narcotic', storageZone: 'controlled' }).where(eq(item.id, drug.id)),
  );
  const place = () => placeOrders(world.services, world.buyer, { key: key(), planNumber });
  expect(await place()).toMatchObject({ reason: 'card_missing', detail: { item: drug.genericName } });
  const card = { organisationCode: world.head.code, number: '赣印9', classes: ['narcotic' as const], buyers: '叶采购' };
  const lapsed = { ...card, validFrom: '2023-01-01', validTo: '2025-12-31' };
  accepted(await recordCard(world.services, world.pharmacist, key(), lapsed));
  expect(await place()).toMatchObject({ reason: 'card_missing' });
  const held = { ...card, number: '赣印10', validFrom: '2026-01-01', validTo: '2028-12-31' };
  accepted(await recordCard(world.services, world.pharmacist, key(), held));
  expect(await place()).toMatchObject({ ok: true });
  await world.drop();
});
