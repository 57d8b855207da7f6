/** What lies where, read from the balances, for tests that follow goods from place to place. */
import { and, eq } from 'drizzle-orm';
import { balance } from '../../db/schema/ledger.ts';
import type { DispatchWorld } from './dispatch-world.ts';

/** On hand and reserved of a lot at a place; zeros when it never was there. */
export async function at(world: DispatchWorld, locationId: number, lotId: number) {
  const [row] = await world.services.db.read
    .select({ onHand: balance.onHand, reserved: balance.reserved })
    .from(balance)
    .where(and(eq(balance.locationId, locationId), eq(balance.lotId, lotId)));
  return row ?? { onHand: 0, reserved: 0 };
}
