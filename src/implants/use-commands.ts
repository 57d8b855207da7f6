/** A unit used on a patient, with what it costs from then on; and the use taken back. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { implantUnit, implantUse } from '../../db/schema/implants.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { shareRecalls, tell } from './place-commands.ts';
import { recallOn } from './recall-queries.ts';
import { checkOperation, checkPatient, maskedPatient, readUdi, USE_ACTS, udiText } from './rules.ts';
import { settleUse, unsettleUse } from './settle-commands.ts';
import { lockUnit, standingUse, unitByUdi } from './unit-queries.ts';

export interface UseInput {
  scan: string;
  /** Never a name. */
  patientRef: string;
  doctor: string;
  department: string;
  operatedOn: string;
}

type Unit = typeof implantUnit.$inferSelect;

async function takeFromShelf(tx: Tx, unit: Unit): Promise<Result<undefined>> {
  const free = and(eq(implantUnit.id, unit.id), eq(implantUnit.state, 'shelf'), eq(implantUnit.frozen, ''));
  const [taken] = await tx.update(implantUnit).set({ state: 'used' }).where(free).returning({ id: implantUnit.id });
  if (taken !== undefined) return ok();
  const [now] = await tx.select().from(implantUnit).where(eq(implantUnit.id, unit.id));
  const { serial } = unit;
  if (now?.state === 'shelf') return refuse('implant_frozen', { serial, why: now.frozen }, 'scan');
  return refuse(now?.state === 'missing' ? 'implant_is_missing' : 'implant_not_on_shelf', { serial }, 'scan');
}

/**
 * Writes down that a unit was used. Refuses wrong codes, patients named by name, units that are frozen, past their
 * day or not on a shelf of the own member, and goods without a price on the day.
 */
export function useUnit(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: UseInput,
): Promise<Answer<{ id: number; number: string; amountFen: number }>> {
  return command(services, actor, { act: 'implant_use.record', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const { scan, ...facts } = input;
    const udi = readUdi(scan, facts.operatedOn);
    if (!udi.ok) return { ...udi, field: 'scan' };
    const unit = await unitByUdi(tx, actor.organisationId, udi.value);
    if (unit === undefined) return refuse('implant_not_here', { udi: udiText(udi.value) }, 'scan');
    const fit = [checkPatient(facts.patientRef), checkOperation(facts.operatedOn, unit.expiresOn, dayOf(at))];
    for (const word of fit) if (!word.ok) return word;
    const taken = await takeFromShelf(tx, unit);
    if (!taken.ok) return taken;
    const paper = { kind: 'implant_use' as const, status: 'used', act: 'open', counterpartId: null };
    const { id: documentId, number } = await openDocument(tx, {
      ...{ ...paper, organisationId: actor.organisationId, actor, at, note: udiText(unit) },
    });
    const settled = await settleUse(tx, { documentId, number, actor, at, day: facts.operatedOn }, unit);
    if (!settled.ok) return settled;
    await tx.insert(implantUse).values({ documentId, unitId: unit.id, ...facts, ...settled.value });
    await tell(tx, actor, at, { unitId: unit.id, act: 'use', number, note: facts.patientRef });
    const after = { ...input, patientRef: maskedPatient(input.patientRef) };
    const { amountFen } = settled.value;
    return ok({ value: { id: unit.id, number, amountFen }, subject: number, after });
  });
}

/**
 * Takes back a use written down wrongly: nothing is owed or the goods are back, the unit is on the shelf, frozen if it
 * is recalled. Refuses what is invoiced or paid.
 */
export function takeBackUse(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; why: string },
): Promise<Answer<{ number: string }>> {
  return command(services, actor, { act: 'implant_use.take_back', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'implant.keep')) return refuseWithout('implant.keep');
    const unit = await lockUnit(tx, actor.organisationId, input.id);
    const use = unit && (await standingUse(tx, unit.id));
    if (unit === undefined) return refuse('not_found');
    if (use === undefined) return refuse('implant_not_used', { serial: unit.serial });
    const { documentId, number } = use;
    about(number);
    const undone = await unsettleUse(tx, { actor, at, why: input.why }, use);
    if (!undone.ok) return undone;
    const ended = { takenBackAt: at, takenBackReason: input.why };
    const standing = and(eq(implantUse.documentId, documentId), isNull(implantUse.takenBackAt));
    await tx.update(implantUse).set(ended).where(standing);
    await tx.run(shareRecalls, {});
    const frozen = (await recallOn(tx, unit))?.why ?? '';
    await tx.update(implantUnit).set({ state: 'shelf', frozen }).where(eq(implantUnit.id, unit.id));
    const step = { act: 'take_back', to: 'taken_back', transitions: USE_ACTS, actor, at, note: input.why };
    const led = await advance(tx, documentId, step);
    if (!led.ok) return led;
    await tell(tx, actor, at, { unitId: unit.id, act: 'take_back', number, note: input.why });
    return ok({ value: { number }, subject: number, after: { why: input.why } });
  });
}
