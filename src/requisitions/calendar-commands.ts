/** Setting on which days members file their requisitions. */
import { orderCalendar } from '../../db/schema/demand.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { isDay } from '../kernel/clock.ts';
import { ok, refuse } from '../kernel/result.ts';
import { requestingMembers } from './record-queries.ts';

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
