/** Closing an alarm: somebody else than who scanned says what was behind it. */
import { and, eq, isNull } from 'drizzle-orm';
import { traceAlarm } from '../../db/schema/tracing.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { ok, refuse } from '../kernel/result.ts';
import { alarmById } from './list-queries.ts';

/** Closes it with a reason; it stays closed. Refuses no reason, the person who scanned, and one closed before. */
export function closeAlarm(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { id: number; reason: string },
): Promise<Answer<{ code: string }>> {
  return command(services, actor, { act: 'trace.close_alarm', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'alert.manage') || !may(actor.roles, 'trace.read')) return refuseWithout('alert.manage');
    const alarm = await alarmById(tx, actor.scopePath, input.id);
    if (alarm === undefined) return refuse('not_found');
    about(alarm.code);
    const reason = input.reason.trim();
    if (reason === '') return refuse('reason_missing', {}, 'reason');
    if (alarm.second_by === actor.userId) return refuse('trace_own_scan');
    const closed = await tx
      .update(traceAlarm)
      .set({ closedBy: actor.userId, closedAt: at, reason })
      .where(and(eq(traceAlarm.id, input.id), isNull(traceAlarm.closedAt)))
      .returning({ id: traceAlarm.id });
    if (closed.length === 0) return refuse('trace_alarm_closed');
    return ok({ value: { code: alarm.code }, subject: alarm.code, after: { reason, kind: alarm.kind } });
  });
}
