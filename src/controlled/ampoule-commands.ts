/** Empty ampoules that come back and are destroyed, and what is poured away: two people at each of them. */
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { ampouleReturn, residue } from '../../db/schema/controlled.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { checkStandsHere, type SecondPerson } from '../auth/second-person.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ampouleLine, type IssuedLine } from './ampoule-queries.ts';

const lockLine = statement(`select id from issue_line where id = :id ${forUpdate}`);

/** Refuses who may not act, nobody beside them, and the same person twice. */
function checkTwo(actor: Actor, second: SecondPerson | null): Result<SecondPerson> {
  if (!may(actor.roles, 'controlled.act')) return refuseWithout('controlled.act');
  if (second === null) return refuse('witness_missing', {}, 'witness');
  return second.userId === actor.userId ? refuse('witness_same_person', {}, 'witness') : ok(second);
}

/** The line, of a place where both of them work. */
async function ownLine(tx: Tx, actor: Actor, second: SecondPerson, lineId: number): Promise<Result<IssuedLine>> {
  await tx.run(lockLine, { id: lineId });
  const line = await ampouleLine(tx, lineId);
  if (line === undefined || !worksAt(actor, line.place)) return refuse('not_found');
  const here = checkStandsHere(second, line.place);
  return here.ok ? ok(line) : here;
}

export interface ReturnInput {
  lineId: number;
  pieces: number;
  /** Who brought them. */
  returnedBy: string;
}

/**
 * Takes empty ampoules back against the line they were issued on. Refuses more than were issued and are not back, who
 * may not, a second person missing, the same or of elsewhere. It cannot be undone.
 */
export function returnAmpoules(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ReturnInput,
  second: SecondPerson | null,
): Promise<Answer<{ pieces: number; left: number }>> {
  const asked = { ...input, second: second?.userId ?? null };
  return command(services, actor, { act: 'controlled.ampoules', key, input: asked }, async (tx, at) => {
    const two = checkTwo(actor, second);
    if (!two.ok) return two;
    const found = await ownLine(tx, actor, two.value, input.lineId);
    if (!found.ok) return found;
    const line = found.value;
    const { pieces, returnedBy } = input;
    const left = line.issued - line.back;
    if (pieces <= 0) return refuse('quantity_none', {}, 'pieces');
    if (pieces > left) return refuse('ampoules_too_many', { left, asked: pieces, unit: line.item.baseUnit }, 'pieces');
    const goods = { organisationId: line.place.id, issueLineId: line.id, itemId: line.item.id, lotId: line.lotId };
    const people = { returnedBy, receivedBy: actor.userId, witnessId: two.value.userId };
    await tx.insert(ampouleReturn).values({ ...goods, pieces, ...people, at });
    const after = { item: line.item.name, lot: line.lotNumber, pieces, returnedBy, second: two.value.name };
    return ok({ value: { pieces, left: left - pieces }, subject: line.issueNumber, after });
  });
}

/**
 * Destroys returned ampoules of a member. Refuses nothing chosen, some that are destroyed or of others, who may not, a
 * second person missing, the same or of elsewhere. It cannot be undone.
 */
export function destroyAmpoules(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { place: { id: number; code: string; path: string; shortName: string }; ids: number[] },
  second: SecondPerson | null,
): Promise<Answer<{ pieces: number }>> {
  const { place } = input;
  const ids = [...new Set(input.ids)];
  const asked = { place: place.code, ids, second: second?.userId ?? null };
  return command(services, actor, { act: 'controlled.destroy', key, input: asked }, async (tx, at) => {
    const two = checkTwo(actor, second);
    if (!two.ok) return two;
    if (!worksAt(actor, place)) return refuse('not_found');
    const here = checkStandsHere(two.value, place);
    if (!here.ok) return here;
    if (ids.length === 0) return refuse('ampoules_none_chosen', {}, 'return');
    const waiting = and(eq(ampouleReturn.organisationId, place.id), isNull(ampouleReturn.destroyedAt));
    const done = await tx
      .update(ampouleReturn)
      .set({ destroyedAt: at, destroyedBy: actor.userId, destructionWitnessId: two.value.userId })
      .where(and(inArray(ampouleReturn.id, ids), waiting))
      .returning({ pieces: ampouleReturn.pieces });
    if (done.length !== ids.length) return refuse('ampoules_destroyed', {}, 'return');
    const pieces = done.reduce((sum, row) => sum + row.pieces, 0);
    return ok({
      value: { pieces },
      subject: place.code,
      after: { returns: ids.length, pieces, second: two.value.name },
    });
  });
}

export interface ResidueInput {
  lineId: number;
  /** As written by hand: `0.5 ml`. */
  amount: string;
  method: string;
}

/** Records what was left and poured away before a witness. Refuses who may not, a witness missing or the same. */
export function pourAway(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: ResidueInput,
  second: SecondPerson | null,
): Promise<Answer<{ amount: string }>> {
  const asked = { ...input, second: second?.userId ?? null };
  return command(services, actor, { act: 'controlled.residue', key, input: asked }, async (tx, at) => {
    const two = checkTwo(actor, second);
    if (!two.ok) return two;
    const found = await ownLine(tx, actor, two.value, input.lineId);
    if (!found.ok) return found;
    const line = found.value;
    if (line.issued === 0) return refuse('residue_nothing_used', {}, 'amount');
    const { amount, method } = input;
    const goods = { organisationId: line.place.id, issueLineId: line.id, itemId: line.item.id, lotId: line.lotId };
    await tx
      .insert(residue)
      .values({ ...goods, amount, method, actorId: actor.userId, witnessId: two.value.userId, at });
    const after = { item: line.item.name, lot: line.lotNumber, amount, method, second: two.value.name };
    return ok({ value: { amount }, subject: line.issueNumber, after });
  });
}
