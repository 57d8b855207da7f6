/** Setting what a member wants to have at least and at most, and on which days members file their requisitions. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { orderCalendar, stockTarget } from '../../db/schema/demand.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { isDay } from '../kernel/clock.ts';
import { LARGEST_QUANTITY } from '../kernel/quantity.ts';
import { ok, refuse } from '../kernel/result.ts';
import { headOrganisation } from '../organisations/queries.ts';
import { requestingMembers } from './record-queries.ts';

export interface TargetInput {
  member: string;
  /** Base units; both null ends the limits of the item. */
  lines: { itemId: number; leastBase: number | null; mostBase: number | null }[];
}

type Line = TargetInput['lines'][number];

/** The lines that say something else than what is kept: the form sends all it shows, and the same one twice is one. */
async function changedLines(tx: Tx, organisationId: number, lines: readonly Line[]): Promise<Line[]> {
  const rows = await tx.select().from(stockTarget).where(eq(stockTarget.organisationId, organisationId));
  const kept = new Map(rows.map((row) => [row.itemId, row]));
  return lines.filter(({ itemId, leastBase, mostBase }) => {
    const now = kept.get(itemId);
    if (now === undefined) return leastBase !== null || mostBase !== null;
    return leastBase !== now.leastBase || mostBase !== now.mostBase;
  });
}

/** Sets limits of a member in the actor's scope, the hub's own too. Refuses more at least than at most. */
export function setTargets(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: TargetInput,
): Promise<Answer<{ changed: number }>> {
  return command(services, actor, { act: 'target.set', key, input, subject: input.member }, async (tx, at) => {
    if (!may(actor.roles, 'target.set')) return refuseWithout('target.set');
    const hub = actor.scopePath === '/' ? await headOrganisation(tx) : undefined;
    const members = [...(await requestingMembers(tx, actor.scopePath)), ...(hub === undefined ? [] : [hub])];
    const member = members.find((one) => one.code === input.member);
    if (member === undefined) return refuse('not_found');
    const lines = await changedLines(tx, member.id, input.lines);
    for (const { itemId, leastBase, mostBase } of lines) {
      const here = and(eq(stockTarget.organisationId, member.id), eq(stockTarget.itemId, itemId));
      if (leastBase === null && mostBase === null) {
        await tx.delete(stockTarget).where(here);
        continue;
      }
      const least = leastBase ?? 0;
      const most = mostBase ?? least;
      if (most < least || most > LARGEST_QUANTITY) return refuse('target_span', {}, `line.${itemId}.most`);
      const limits = { leastBase: least, mostBase: most, setBy: actor.userId, setAt: at };
      await tx
        .insert(stockTarget)
        .values({ organisationId: member.id, itemId, ...limits })
        .onConflictDoUpdate({ target: [stockTarget.organisationId, stockTarget.itemId], set: limits });
    }
    const value = { changed: lines.length };
    return ok({ value, subject: input.member, after: { ...input, lines } });
  });
}

export interface CalendarInput {
  /** Code of a member, or of a kind of members: `*branch`, `*clinic`, `*campus`. */
  member: string;
  everyWeeks: number;
  weekday: number;
  startsOn: string;
  coverDays: number;
}

/** Sets the days of one member or of a whole kind. Setting them again changes them; requisitions filed stay. */
export function setCalendar(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: CalendarInput,
): Promise<Answer<{ members: number }>> {
  return command(services, actor, { act: 'target.calendar', key, input, subject: input.member }, async (tx) => {
    if (!may(actor.roles, 'target.set') || actor.scopePath !== '/') return refuseWithout('target.set');
    if (!isDay(input.startsOn)) return refuse('day_invalid', {}, 'startsOn');
    const members = (await requestingMembers(tx, '/')).filter(
      (one) => one.code === input.member || `*${one.kind}` === input.member,
    );
    if (members.length === 0) return refuse('organisation_unknown', {}, 'member');
    const { everyWeeks, weekday, startsOn, coverDays } = input;
    const days = { everyWeeks, weekday, startsOn, coverDays };
    for (const { id: organisationId } of members) {
      await tx
        .insert(orderCalendar)
        .values({ organisationId, ...days })
        .onConflictDoUpdate({ target: orderCalendar.organisationId, set: days });
    }
    return ok({ value: { members: members.length }, subject: input.member, after: input });
  });
}
