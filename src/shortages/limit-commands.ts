/** Lays down the limits of a request from the dated rules and the working calendar, and anew when its way changes. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { shortage } from '../../db/schema/shortages.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { calendarFrom } from '../working-days/queries.ts';
import { type Asked, answerDue, resolveDue, type SupplyWay } from './limit-rules.ts';
import type { ShortageRecord } from './shortage-queries.ts';

/** Both limits of a request that is registered at `asked.at`. */
export async function limitsOf(tx: Tx, asked: Asked, way: SupplyWay): Promise<{ answerBy: number; resolveBy: number }> {
  const day = dayOf(asked.at);
  const minutes = (await ruleOn(tx, 'shortage_answer_minutes', day))[asked.urgency];
  const limits = await ruleOn(tx, 'shortage_resolve_limits', day);
  const calendar = await calendarFrom(tx, day);
  return {
    answerBy: answerDue(asked.urgency, asked.at, minutes, calendar),
    resolveBy: resolveDue(asked, way, limits, calendar),
  };
}

/** The way has changed: the goods must be there by another time, counted from the registration all the same. */
export async function limitAnew(
  tx: Tx,
  { document, shortage: asked }: Pick<ShortageRecord, 'document' | 'shortage'>,
  way: SupplyWay,
): Promise<void> {
  const { urgency, runsOutOn } = asked;
  const { resolveBy } = await limitsOf(tx, { urgency, runsOutOn, at: document.createdAt }, way);
  await tx.update(shortage).set({ resolveBy }).where(eq(shortage.documentId, document.id));
}
