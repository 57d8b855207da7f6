/** Consumables that were bought: each unit of a batch in the stock ledger gets its identity on a shelf of ours. */
import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { lockStock, lotsOfBatch, ownUnits } from './own-queries.ts';
import { shareRecalls, tell } from './place-commands.ts';
import { recallOn } from './recall-queries.ts';
import { checkBooked, readUdis, type Udi, udiText } from './rules.ts';
import { unitItem } from './unit-queries.ts';

export interface RegisterInput {
  shelf: string;
  /** Codes as scanned, one a line. */
  scans: string;
}

interface Registering {
  actor: Actor;
  at: number;
  shelf: string;
}

type Goods = { id: number; genericName: string };

/** Refuses a unit more than the stores of the member hold of its batch. */
async function checkStock(tx: Tx, organisationId: number, goods: Goods, udi: Udi): Promise<Result<undefined>> {
  const lots = await lotsOfBatch(tx, organisationId, goods.id, udi);
  const stock = lots.reduce((sum, lot) => sum + lot.onHand, 0);
  const units = await ownUnits(tx, organisationId, goods.id, udi);
  return checkBooked({ item: goods.genericName, lot: udi.lotNumber, stock, units });
}

/** The unit as it stands in the county, unless it left. */
async function known(tx: Tx, { di, serial }: Udi) {
  const here = and(eq(implantUnit.di, di), eq(implantUnit.serial, serial), ne(implantUnit.state, 'returned'));
  const [unit] = await tx.select().from(implantUnit).where(here);
  return unit;
}

/** A unit that another member registered came with the goods that were sent here: it changes its shelf. */
async function takeOver(tx: Tx, by: Registering, unit: typeof implantUnit.$inferSelect): Promise<Result<undefined>> {
  const { actor, at, shelf } = by;
  const ours = unit.consignmentId === null && unit.state === 'shelf' && unit.organisationId !== actor.organisationId;
  const there = and(eq(implantUnit.id, unit.id), eq(implantUnit.organisationId, unit.organisationId));
  const moved = ours
    ? await tx
        .update(implantUnit)
        .set({ organisationId: actor.organisationId, shelf })
        .where(and(there, eq(implantUnit.state, 'shelf')))
        .returning({ id: implantUnit.id })
    : [];
  const why = unit.state === 'missing' ? 'implant_known_missing' : 'implant_known';
  if (moved.length === 0) return refuse(why, { udi: udiText(unit) }, 'scans');
  await tell(tx, actor, at, { unitId: unit.id, act: 'own', note: shelf });
  return ok();
}

async function registerUnit(tx: Tx, by: Registering, goods: Goods, udi: Udi): Promise<Result<undefined>> {
  const { actor, at, shelf } = by;
  const booked = await checkStock(tx, actor.organisationId, goods, udi);
  if (!booked.ok) return booked;
  const unit = await known(tx, udi);
  if (unit !== undefined) return takeOver(tx, by, unit);
  const frozen = (await recallOn(tx, udi))?.why ?? '';
  const words = `${searchText([goods.genericName])} ${udi.di} ${udi.lotNumber} ${udi.serial}`.toLowerCase();
  const { organisationId } = actor;
  const row = { ...udi, itemId: goods.id, organisationId, shelf, frozen, searchText: words };
  const made = await tx
    .insert(implantUnit)
    .values({ ...row, consignmentId: null, partyId: null })
    .onConflictDoNothing()
    .returning({ id: implantUnit.id });
  const [one] = made;
  if (one === undefined) return refuse('implant_known', { udi: udiText(udi) }, 'scans');
  await tell(tx, actor, at, { unitId: one.id, act: 'own', note: shelf });
  return ok();
}

/**
 * Registers units of goods that the own member bought, by their codes: those of a batch at most as many as its stores
 * hold. What another member registered and sent here changes its shelf; what is recalled is frozen at once. Refuses
 * codes that do not read or are past their day, goods that are no high-value consumables, units beyond the stock, and
 * units that stand elsewhere in the county.
 */
export function registerUnits(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RegisterInput,
): Promise<Answer<{ units: number }>> {
  return command(services, actor, { act: 'implant_unit.register', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const units = readUdis(input.scans, dayOf(at));
    if (!units.ok) return units;
    await tx.run(shareRecalls, {});
    const goods = new Map<string, Goods>();
    for (const { di } of units.value) {
      const item = await unitItem(tx, di, dayOf(at));
      if (!item.ok) return { ...item, field: 'scans' };
      goods.set(di, item.value);
    }
    await lockStock(
      tx,
      actor.organisationId,
      [...goods.values()].map(({ id }) => id),
    );
    const by = { actor, at, shelf: input.shelf };
    for (const udi of units.value) {
      const item = goods.get(udi.di);
      const done =
        item === undefined ? refuse('implant_di_unknown', { di: udi.di }) : await registerUnit(tx, by, item, udi);
      if (!done.ok) return { ...done, field: 'scans' };
    }
    const [first] = units.value;
    const subject = first === undefined ? input.shelf : udiText(first);
    return ok({ value: { units: units.value.length }, subject, after: input });
  });
}
