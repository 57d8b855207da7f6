/** Repairing: given to an engineer, diagnosed, paid for with somebody's word, done, accepted by the user. */
import { and, eq } from 'drizzle-orm';
import { faultCost, faultSpan } from '../../db/schema/faults.ts';
import { person, personRole } from '../../db/schema/users.ts';
import type { Answer, CommandServices } from '../audit/command.ts';
import { may } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { ruleOn } from '../settings/queries.ts';
import { actOnFault, type Seen } from './act-commands.ts';
import { loanerFor } from './loaner-queries.ts';
import { endSpan } from './report-commands.ts';
import { type CostKind, checkAcceptance, checkCost, checkWord, needsWord, type Outcome, statusAfter } from './rules.ts';

const FEN = 100;
type Numbered = Answer<{ number: string }>;

/** Gives it to an engineer, oneself too, or to a firm outside. Refuses people who repair nothing. */
export function assignFault(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { engineer: string; outside: string },
): Promise<Answer<{ engineer: string }>> {
  const request = { act: 'assign' as const, to: 'assigned' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx) => {
    const [one] = await tx.select().from(person).where(eq(person.login, input.engineer));
    const held = await tx
      .select()
      .from(personRole)
      .where(eq(personRole.personId, one?.id ?? 0));
    const roles = held.map(({ role }) => role);
    if (one === undefined || !one.active || !may(roles, 'fault.repair')) {
      return refuse('fault_engineer', { login: input.engineer }, 'engineer');
    }
    const note = [one.name, input.outside].filter(Boolean).join(' ');
    return ok({ value: { engineer: one.name }, change: { engineerId: one.id, outside: input.outside }, note });
  });
}

/** Puts it back for somebody else to take. */
export function releaseFault(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Numbered> {
  const request = { act: 'release' as const, to: 'reported' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async () =>
    ok({ value: { number: given.number }, change: { engineerId: null, outside: '' } }),
  );
}

/** Writes what is wrong; said anew it replaces what was said. What was still worked with may be taken out of use. */
export function diagnoseFault(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { diagnosis: string; takeOut: boolean },
): Promise<Numbered> {
  const request = { act: 'diagnose' as const, to: 'diagnosed' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { document: paper, asset }, at) => {
    const value = { number: given.number };
    const { diagnosis } = input;
    const before = asset.status;
    const out =
      input.takeOut && asset.downBy === null && (before === 'in_use' || before === 'idle' || before === 'shared');
    if (!out) return ok({ value, change: { diagnosis }, note: diagnosis });
    await tx.insert(faultSpan).values({ faultId: paper.id, assetId: asset.id, fromAt: at });
    const card = { act: 'report_fault', to: 'repair' as const, change: { downBy: paper.id } };
    return ok({ value, change: { diagnosis, usable: 'no', takenFrom: before }, note: diagnosis, card });
  });
}

export interface CostInput {
  kind: CostKind;
  name: string;
  quantity: number;
  unitFen: number;
}

/** Adds a part or the work of a firm. */
export function addCost(services: CommandServices, actor: Actor, given: Seen, input: CostInput): Promise<Numbered> {
  const request = { act: 'cost' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { document: paper }, at) => {
    const amountFen = input.quantity * input.unitFen;
    if (input.unitFen < 0 || !Number.isSafeInteger(amountFen)) return refuse('fault_cost_amount', {}, 'unit');
    await tx.insert(faultCost).values({ faultId: paper.id, ...input, amountFen, addedBy: actor.userId, addedAt: at });
    return ok({ value: { number: given.number }, note: `${input.name} ×${input.quantity}` });
  });
}

/** Takes a line of costs out again. */
export function removeCost(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { line: number },
): Promise<Numbered> {
  const request = { act: 'uncost' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { document: paper }) => {
    const own = and(eq(faultCost.id, input.line), eq(faultCost.faultId, paper.id));
    const [gone] = await tx.delete(faultCost).where(own).returning({ name: faultCost.name });
    return gone === undefined ? refuse('not_found') : ok({ value: { number: given.number }, note: gone.name });
  });
}

/** Asks for somebody's word on the cost. Refuses costs that need none. */
export function askForCost(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Numbered> {
  const request = { act: 'ask' as const, to: 'asking' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { fault: own, costFen }, at) => {
    const { approveYuan } = await ruleOn(tx, 'fault_repair', dayOf(at));
    if (!needsWord({ costFen, approvedFen: own.approvedFen, approveFen: approveYuan * FEN })) {
      return refuse('fault_needs_no_word', { yuan: approveYuan });
    }
    return ok({ value: { number: given.number }, change: { askedBy: actor.userId } });
  });
}

/** Calls back what was asked. */
export function unaskForCost(services: CommandServices, actor: Actor, given: Seen): Promise<Numbered> {
  const request = { act: 'unask' as const, to: 'diagnosed' as const, by: 'fault.repair' as const, ...given, input: {} };
  return actOnFault(services, actor, request, async () => ok({ value: { number: given.number } }));
}

/** Agrees to the cost, or not. Refuses whoever asked. An agreement is undone by taking lines out, and asking again. */
export function decideCost(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { agreed: boolean; why: string },
): Promise<Answer<{ costFen: number }>> {
  const act = input.agreed ? ('agree' as const) : ('decline' as const);
  const request = { act, to: 'diagnosed' as const, by: 'fault.approve' as const, ...given, input };
  return actOnFault(services, actor, request, async (_tx, { fault: own, costFen }) => {
    const other = checkWord(actor.userId, own.askedBy);
    if (!other.ok) return other;
    return ok({ value: { costFen }, ...(input.agreed && { change: { approvedFen: costFen } }) });
  });
}

export interface RepairInput {
  work: string;
  labourMinutes: number;
  irreparable: boolean;
}

/** Says it is repaired, or cannot be: the user tries it. Refuses costs nobody agreed to. */
export function repairFault(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: RepairInput,
): Promise<Numbered> {
  const request = { act: 'repair' as const, to: 'repaired' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { fault: own, costFen }, at) => {
    const { approveYuan } = await ruleOn(tx, 'fault_repair', dayOf(at));
    const paid = checkCost({ costFen, approvedFen: own.approvedFen, approveFen: approveYuan * FEN });
    if (!paid.ok) return paid;
    const change = { ...input, repairedBy: actor.userId, repairedAt: at };
    return ok({ value: { number: given.number }, change, note: input.work });
  });
}

/** Goes on working at what was called repaired. */
export function resumeRepair(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { why: string },
): Promise<Numbered> {
  const request = { act: 'resume' as const, to: 'diagnosed' as const, by: 'fault.repair' as const, ...given, input };
  return actOnFault(services, actor, request, async () =>
    ok({ value: { number: given.number }, change: { repairedBy: null, repairedAt: null, irreparable: false } }),
  );
}

export interface AcceptInput {
  outcome: Outcome | 'fail';
  test: string;
}

/**
 * The user tries it: in order, in order within limits, to be stopped, or back to the engineer. Refuses whoever
 * repaired it. What was accepted is opened again within the days of the rule.
 */
export function acceptRepair(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: AcceptInput,
): Promise<Numbered> {
  const { outcome, test } = input;
  const value = { number: given.number };
  if (outcome === 'fail') {
    const back = { act: 'fail' as const, to: 'diagnosed' as const, by: 'user' as const, ...given, input };
    return actOnFault(services, actor, back, async (_tx, { fault: own }) => {
      if (own.repairedBy === actor.userId) return refuse('fault_own_repair');
      return ok({ value, change: { repairedBy: null, repairedAt: null, irreparable: false }, note: test });
    });
  }
  const request = { act: 'accept' as const, to: 'closed' as const, by: 'user' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { document: paper, fault: own, asset }, at) => {
    const fit = checkAcceptance(actor.userId, own, outcome);
    if (!fit.ok) return fit;
    await endSpan(tx, paper.id, at);
    const change = { isOpen: false, outcome, test, acceptedBy: actor.userId, acceptedAt: at };
    const done = { value, change, note: test };
    const down = asset.downBy === paper.id;
    const settled = { act: 'repaired', change: { downBy: null } };
    if (down && asset.status === 'repair')
      return ok({ ...done, card: { ...settled, to: statusAfter(outcome, own.takenFrom) } });
    if (down) return ok({ ...done, card: settled });
    const stops =
      outcome === 'stopped' && (asset.status === 'in_use' || asset.status === 'idle' || asset.status === 'shared');
    return ok(stops ? { ...done, card: { act: 'stop', to: 'stopped' as const } } : done);
  });
}

/** Writes down what stands in for it; nothing typed takes that back. */
export function lendFor(
  services: CommandServices,
  actor: Actor,
  given: Seen,
  input: { loaner: string },
): Promise<Numbered> {
  const request = { act: 'lend' as const, by: 'user' as const, ...given, input };
  return actOnFault(services, actor, request, async (tx, { asset }, at) => {
    const found = await loanerFor(tx, asset, input.loaner, dayOf(at));
    if (!found.ok) return found;
    return ok({ value: { number: given.number }, change: { loanerId: found.value }, note: input.loaner || '—' });
  });
}
