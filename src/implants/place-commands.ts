/** A supplier's units laid on a shelf of ours by a signed list, and taken back by the supplier. */
import { and, eq, ne, or } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { consignment, implantAct, implantUnit } from '../../db/schema/implants.ts';
import { party } from '../../db/schema/parties.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { searchText } from '../kernel/search-key.ts';
import { recallOn } from './recall-queries.ts';
import { readUdis, type Udi, udiText } from './rules.ts';
import { lockUnit, unitAnywhere, unitItem } from './unit-queries.ts';

export interface PlaceInput {
  /** Code or name. */
  supplier: string;
  shelf: string;
  noteNumber: string;
  /** Who signs for the supplier. */
  supplierPerson: string;
  /** Codes as scanned, one a line. */
  scans: string;
}

async function supplierNamed(tx: Tx, typed: string): Promise<Result<typeof party.$inferSelect>> {
  const text = typed.trim();
  const named = or(eq(party.code, text.toUpperCase()), eq(party.name, text), eq(party.shortName, text));
  const selling = and(eq(party.active, true), ne(party.kind, 'maker'), named);
  const [found] = await tx.select().from(party).where(selling);
  return found === undefined ? refuse('implant_supplier', { name: text }, 'supplier') : ok(found);
}

/** No recall is opened while units come to the shelf: each is frozen or refused. */
export const shareRecalls = statement(lockTable('implant_recall', 'row share'));

type UnitAct = (typeof implantAct.$inferInsert)['act'];

/** Writes what happened to a unit into its story. */
export function tell(
  tx: Tx,
  actor: Actor,
  at: number,
  told: { unitId: number; act: UnitAct; number?: string; note?: string },
) {
  return tx.insert(implantAct).values({ ...told, actorId: actor.userId, actorName: actor.name, at });
}

interface Placing {
  id: number;
  number: string;
  actor: Actor;
  at: number;
  shelf: string;
  seller: typeof party.$inferSelect;
}

async function placeUnit(tx: Tx, placing: Placing, udi: Udi): Promise<Result<undefined>> {
  const { id, number, actor, at, shelf, seller } = placing;
  const recall = await recallOn(tx, udi);
  if (recall !== undefined) return refuse('implant_recalled', { udi: udiText(udi), why: recall.why }, 'scans');
  const item = await unitItem(tx, udi.di, dayOf(at));
  if (!item.ok) return { ...item, field: 'scans' };
  const words = searchText([item.value.genericName, seller.name, seller.shortName]);
  const [made] = await tx
    .insert(implantUnit)
    .values({
      ...{ consignmentId: id, itemId: item.value.id, partyId: seller.id, organisationId: actor.organisationId, shelf },
      ...{ ...udi, searchText: `${words} ${udi.di} ${udi.lotNumber} ${udi.serial} ${number}`.toLowerCase() },
    })
    .onConflictDoNothing()
    .returning({ id: implantUnit.id });
  if (made === undefined) {
    const missing = (await unitAnywhere(tx, udi))?.state === 'missing';
    return refuse(missing ? 'implant_known_missing' : 'implant_known', { udi: udiText(udi) }, 'scans');
  }
  await tell(tx, actor, at, { unitId: made.id, act: 'place', number, note: shelf });
  return ok();
}

/**
 * Lays a supplier's units on a shelf of the own member. Refuses codes that do not read or are past their day, goods
 * that are not in the catalogue as high-value ones, what is recalled, and a unit that is in the county already.
 */
export function placeUnits(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: PlaceInput,
): Promise<Answer<{ number: string; units: number }>> {
  return command(services, actor, { act: 'consignment.place', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const { supplier, scans, ...paper } = input;
    const seller = await supplierNamed(tx, supplier);
    if (!seller.ok) return seller;
    const units = readUdis(scans, dayOf(at));
    if (!units.ok) return units;
    await tx.run(shareRecalls, {});
    const opened = { kind: 'consignment' as const, status: 'placed', act: 'open', counterpartId: null };
    const place = { organisationId: actor.organisationId, actor, at, note: paper.noteNumber };
    const { id, number } = await openDocument(tx, { ...opened, ...place });
    await tx.insert(consignment).values({ documentId: id, partyId: seller.value.id, ...paper });
    const placing = { id, number, actor, at, shelf: paper.shelf, seller: seller.value };
    for (const udi of units.value) {
      const placed = await placeUnit(tx, placing, udi);
      if (!placed.ok) return placed;
    }
    return ok({ value: { number, units: units.value.length }, subject: number, after: input });
  });
}

/**
 * Gives a unit back to its supplier, or takes one of our own off the shelf. Refuses what is not on the shelf any more,
 * and units of other members.
 */
export function sendBackUnit(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; why: string },
): Promise<Answer<{ serial: string; own: boolean }>> {
  return command(services, actor, { act: 'consignment.send_back', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const unit = await lockUnit(tx, actor.organisationId, input.id);
    if (unit === undefined) return refuse('not_found');
    about(udiText(unit));
    const onShelf = and(eq(implantUnit.id, unit.id), eq(implantUnit.state, 'shelf'));
    const [gone] = await tx.update(implantUnit).set({ state: 'returned' }).where(onShelf).returning();
    if (gone === undefined) return refuse('implant_not_on_shelf', { serial: unit.serial });
    await tell(tx, actor, at, { unitId: unit.id, act: 'send_back', note: input.why });
    const value = { serial: unit.serial, own: unit.consignmentId === null };
    return ok({ value, subject: udiText(unit), after: { why: input.why } });
  });
}
