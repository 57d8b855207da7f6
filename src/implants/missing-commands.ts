/** A unit that a count did not find: owed to its supplier from then on. And found again while that is not settled. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { implantMissing } from '../../db/schema/consignment-counts.ts';
import { implantUnit } from '../../db/schema/implants.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { standingMissing } from './missing-queries.ts';
import { shareRecalls, tell } from './place-commands.ts';
import { recallOn } from './recall-queries.ts';
import { MISSING_ACTS, udiText } from './rules.ts';
import { forgiveUnit, oweUnit, type Settled, type Settling } from './settle-commands.ts';
import { lockUnit } from './unit-queries.ts';

type Unit = typeof implantUnit.$inferSelect;

/** Why what is owed cannot be cancelled, said of a missing unit. */
const STUCK: Record<string, string> = {
  owed_paid: 'implant_found_paid',
  owed_invoiced: 'implant_found_billed',
  payable_in_run: 'implant_found_billed',
};

/** What a missing unit costs: its supplier's is owed at the price of the day, our own is owed to nobody. */
async function oweFor(tx: Tx, by: Settling, unit: Unit): Promise<Result<Settled>> {
  if (unit.partyId === null) return ok({ pricePack: 0, amountFen: 0, payableId: null });
  const owed = await oweUnit(tx, by, unit, unit.partyId);
  if (owed.ok || owed.reason !== 'implant_unpriced') return owed;
  return refuse('implant_missing_unpriced', { day: by.day, serial: unit.serial });
}

/**
 * Writes down that a unit on the shelf is missing, inside the closing of a count that has locked it. Refuses one that
 * is owed for and has no price on the day.
 */
export async function declareMissing(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { unit: Unit; countId: number; count: string },
): Promise<Result<{ number: string; amountFen: number }>> {
  const { unit, countId, count } = given;
  const paper = { kind: 'implant_missing' as const, status: 'missing', act: 'open', counterpartId: null };
  const { organisationId, id: unitId } = unit;
  const opened = await openDocument(tx, { ...paper, organisationId, actor, at, note: udiText(unit) });
  const { id: documentId, number } = opened;
  const owed = await oweFor(tx, { documentId, number, actor, at, day: dayOf(at), missing: true }, unit);
  if (!owed.ok) return owed;
  await tx.insert(implantMissing).values({ documentId, unitId, countId, ...owed.value });
  await tx.update(implantUnit).set({ state: 'missing', frozen: '' }).where(eq(implantUnit.id, unitId));
  await tell(tx, actor, at, { unitId, act: 'missing', number, note: count });
  return ok({ number, amountFen: owed.value.amountFen });
}

/**
 * Takes back what is owed for a missing unit, and lays it on the shelf where it was found, frozen if it is recalled.
 * The caller has locked the recalls and the unit. Refuses what is invoiced, in a run or paid.
 */
export async function bringBack(
  tx: Tx,
  actor: Actor,
  at: number,
  given: { unit: Unit; shelf: string; note: string },
): Promise<Result<{ number: string }>> {
  const { unit, shelf, note } = given;
  const standing = await standingMissing(tx, unit.id);
  if (standing === undefined) return refuse('implant_not_missing', { serial: unit.serial });
  const { documentId, payableId, number, pricePack, amountFen: fen } = standing;
  if (payableId !== null) {
    const owed = { documentId, number, pricePack, amountFen: fen, payableId };
    const by = { actor, at, why: note === '' ? udiText(unit) : note, missing: true };
    const freed = await forgiveUnit(tx, by, owed, unit.organisationId);
    if (!freed.ok) {
      const stuck = STUCK[freed.reason];
      return stuck === undefined ? freed : refuse(stuck, { number });
    }
  }
  const still = and(eq(implantMissing.documentId, documentId), isNull(implantMissing.foundAt));
  await tx.update(implantMissing).set({ foundAt: at, foundNote: note }).where(still);
  const frozen = (await recallOn(tx, unit))?.why ?? '';
  await tx.update(implantUnit).set({ state: 'shelf', shelf, frozen }).where(eq(implantUnit.id, unit.id));
  const led = await advance(tx, documentId, { act: 'found', to: 'found', transitions: MISSING_ACTS, actor, at, note });
  if (!led.ok) return led;
  await tell(tx, actor, at, { unitId: unit.id, act: 'found', number, note: [shelf, note].filter(Boolean).join(' ') });
  return ok({ number });
}

/** Writes down that a missing unit was found, and where. Refuses what is not missing, invoiced or paid for. */
export function findUnit(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; shelf: string; why: string },
): Promise<Answer<{ serial: string }>> {
  return command(services, actor, { act: 'consignment.find', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    await tx.run(shareRecalls, {});
    const unit = await lockUnit(tx, actor.organisationId, input.id);
    if (unit === undefined) return refuse('not_found');
    about(udiText(unit));
    const { shelf, why: note } = input;
    const back = await bringBack(tx, actor, at, { unit, shelf, note });
    if (!back.ok) return back;
    return ok({ value: { serial: unit.serial }, subject: udiText(unit), after: { shelf, why: note } });
  });
}
