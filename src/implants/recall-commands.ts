/** A device is recalled: nothing of it is used or placed, who carries it is told; and the recall ended. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { implantFollowUp, implantRecall, implantUnit } from '../../db/schema/implants.ts';
import { lockTable, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { tell } from './place-commands.ts';
import { listRecalls, recallById, standingRecalls } from './recall-queries.ts';
import { checkRecallEnd, covers, type RecallScope, recallText } from './rules.ts';
import { standingUse } from './unit-queries.ts';

const lockRecalls = statement(lockTable('implant_recall', 'exclusive'));

/** Freezes or frees a unit, and says so in its story; one that left the shelf meanwhile is left as it is. */
async function turnUnit(tx: Tx, actor: Actor, at: number, turn: { id: number; frozen: string; note: string }) {
  const there = and(eq(implantUnit.id, turn.id), eq(implantUnit.state, 'shelf'));
  const turned = await tx
    .update(implantUnit)
    .set({ frozen: turn.frozen })
    .where(there)
    .returning({ id: implantUnit.id });
  if (turned.length === 0) return;
  const act = turn.frozen === '' ? ('release' as const) : ('freeze' as const);
  await tell(tx, actor, at, { unitId: turn.id, act, note: turn.note });
}

/** Every unit that the recall means, wherever it is. */
async function unitsOf(tx: Tx, scope: RecallScope) {
  const units = await tx.select().from(implantUnit).where(eq(implantUnit.di, scope.di));
  return units.filter((unit) => covers(scope, unit));
}

export interface RecallInput extends RecallScope {
  why: string;
}

/**
 * Opens a recall: what lies on shelves is frozen at once, what comes later is refused. Refuses a device of which
 * nothing was ever in the county, and a recall of the same that stands already.
 */
export function openRecall(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: RecallInput,
): Promise<Answer<{ id: number; frozen: number; used: number }>> {
  const { why, ...scope } = input;
  const subject = recallText(scope);
  return command(services, actor, { act: 'consignment.recall', key, input, subject }, async (tx, at) => {
    if (!may(actor.roles, 'recall.manage')) return refuseWithout('recall.manage');
    await tx.run(lockRecalls, {});
    const units = await unitsOf(tx, scope);
    if (units.length === 0) return refuse('implant_recall_none', { di: scope.di }, 'di');
    const same = (await standingRecalls(tx, scope.di)).find((one) => recallText(one) === subject);
    if (same !== undefined) return refuse('implant_recall_stands', { scope: subject }, 'di');
    const opened = { ...scope, why, openedBy: actor.userId, openedAt: at };
    const [made] = await tx.insert(implantRecall).values(opened).returning({ id: implantRecall.id });
    const shelf = units.filter((unit) => unit.state === 'shelf' && unit.frozen === '');
    for (const { id } of shelf) await turnUnit(tx, actor, at, { id, frozen: why, note: why });
    const used = units.filter((unit) => unit.state === 'used').length;
    return ok({ value: { id: made?.id ?? 0, frozen: shelf.length, used }, subject, after: input });
  });
}

/**
 * Ends a recall: what no other recall covers may be used again; cannot be undone but by a new one. Refuses while a
 * patient who carries it was not told, unless nobody had to be, since it was opened by mistake.
 */
export function endRecall(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; why: string; mistaken: boolean },
): Promise<Answer<{ freed: number }>> {
  return command(services, actor, { act: 'consignment.recall_end', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'recall.manage')) return refuseWithout('recall.manage');
    await tx.run(lockRecalls, {});
    const recall = await recallById(tx, input.id);
    if (recall === undefined) return refuse('not_found');
    const subject = recallText(recall);
    about(subject);
    const [listed] = await listRecalls(tx, '/', { tab: 'all', id: recall.id }, { size: 1 });
    const fit = checkRecallEnd(listed?.untold ?? 0, input.mistaken);
    if (!fit.ok) return fit;
    const ended = { endedBy: actor.userId, endedAt: at, endedWhy: input.why };
    const standing = and(eq(implantRecall.id, recall.id), isNull(implantRecall.endedAt));
    const [gone] = await tx.update(implantRecall).set(ended).where(standing).returning({ id: implantRecall.id });
    if (gone === undefined) return refuse('implant_recall_ended');
    const others = await standingRecalls(tx, recall.di);
    let freed = 0;
    for (const unit of await unitsOf(tx, recall)) {
      if (unit.state !== 'shelf') continue;
      const other = others.find((one) => covers(one, unit));
      if (other === undefined) freed += 1;
      await turnUnit(tx, actor, at, { id: unit.id, frozen: other?.why ?? '', note: input.why });
    }
    return ok({ value: { freed }, subject, after: { why: input.why, mistaken: input.mistaken } });
  });
}

export interface FollowUpInput {
  recallId: number;
  unitId: number;
  toldOn: string;
  outcome: string;
}

function checkToldOn(toldOn: string, openedOn: string, today: string): Result<undefined> {
  return toldOn < openedOn || toldOn > today ? refuse('implant_told_day', { openedOn, today }, 'toldOn') : ok();
}

/**
 * Writes down that who carries a recalled device was told, and what came of it. Storekeepers do for their own member,
 * who leads recalls for all. Refuses units that were not used, that the recall does not mean, and days outside of it.
 */
export function recordFollowUp(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: FollowUpInput,
): Promise<Answer<{ serial: string }>> {
  return command(services, actor, { act: 'consignment.follow_up', key, input }, async (tx, at, about) => {
    const leads = may(actor.roles, 'recall.manage');
    if (!may(actor.roles, 'implant.tell')) return refuseWithout('implant.tell');
    const recall = await recallById(tx, input.recallId);
    const [unit] = await tx.select().from(implantUnit).where(eq(implantUnit.id, input.unitId));
    if (recall === undefined || unit === undefined) return refuse('not_found');
    if (!leads && unit.organisationId !== actor.organisationId) return refuse('not_found');
    about(recallText(recall));
    const use = await standingUse(tx, unit.id);
    if (use === undefined || !covers(recall, unit)) return refuse('implant_not_recalled', { serial: unit.serial });
    const fit = checkToldOn(input.toldOn, dayOf(recall.openedAt), dayOf(at));
    if (!fit.ok) return fit;
    const { toldOn, outcome } = input;
    const by = { actorId: actor.userId, actorName: actor.name, at };
    await tx.insert(implantFollowUp).values({ recallId: recall.id, useId: use.documentId, toldOn, outcome, ...by });
    const value = { serial: unit.serial };
    return ok({ value, subject: recallText(recall), after: { number: use.number, toldOn, outcome } });
  });
}
