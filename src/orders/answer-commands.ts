/** What a supplier says to an order, line by line: yes, no, less, later. The buyer may note it from the telephone. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { orderLine, purchaseOrder } from '../../db/schema/orders.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { type DocumentRow, documentByNumber } from '../documents/queries.ts';
import { dayOf } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { partyOfOrganisation } from '../parties/queries.ts';
import { checkAnswer, type LineAnswer } from './answer-rules.ts';
import { orderTransitions } from './rules.ts';

/**
 * The order, when the actor may speak for its supplier: people of that supplier once it was sent, or a buyer. Anybody
 * else finds nothing: not even that it exists.
 */
export async function orderToAnswer(
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<Result<{ document: DocumentRow; partyId: number }>> {
  const document = await documentByNumber(tx, 'order', number);
  if (document === undefined) return refuse('not_found');
  const [order] = await tx.select().from(purchaseOrder).where(eq(purchaseOrder.documentId, document.id));
  if (order === undefined) return refuse('not_found');
  if (may(actor.roles, 'order.place')) return ok({ document, partyId: order.partyId });
  if (!may(actor.roles, 'supplier.portal')) return refuseWithout('order.place', 'supplier.portal');
  const own = await partyOfOrganisation(tx, actor.organisationId);
  if (own?.id !== order.partyId || document.status === 'issued') return refuse('not_found');
  return ok({ document, partyId: order.partyId });
}

export interface AnswerRequest {
  key: string | null;
  number: string;
  version: number;
  lines: LineAnswer[];
}

/**
 * Writes the answer to lines of an order that was sent. A line may be answered again until it has come. Refuses what
 * `checkAnswer` refuses, lines of another order, and a page that somebody else has answered meanwhile.
 */
export async function answerOrder(
  services: CommandServices,
  actor: Actor,
  request: AnswerRequest,
): Promise<Answer<{ refused: number; changed: number }>> {
  const { key, number, version, lines } = request;
  const asked = { act: 'order.answer', key, input: { number, version, lines }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    const found = await orderToAnswer(tx, actor, number);
    if (!found.ok) return found;
    const { document } = found.value;
    const seen = await checkSeen(tx, document, version);
    if (!seen.ok) return seen;
    if (lines.length === 0) return refuse('order_nothing_answered');
    for (const line of lines) {
      const written = await writeAnswer(tx, document.id, line, dayOf(at));
      if (!written.ok) return written;
    }
    const counts = {
      refused: lines.filter((line) => line.answer === 'refused').length,
      changed: lines.filter((line) => line.answer === 'changed').length,
    };
    const to = document.status === 'partly_received' ? 'partly_received' : 'confirmed';
    const step = { act: 'answer', to, transitions: orderTransitions, actor, at, detail: counts };
    const moved = await advance(tx, document.id, step);
    return moved.ok ? ok({ value: counts, subject: number, after: { lines } }) : moved;
  });
}

async function writeAnswer(tx: Tx, orderId: number, given: LineAnswer, today: string): Promise<Result<undefined>> {
  const at = and(eq(orderLine.orderId, orderId), eq(orderLine.lineNumber, given.lineNumber));
  const [line] = await tx.select().from(orderLine).where(at);
  if (line === undefined) return refuse('not_found');
  const fits = checkAnswer(given, line, today);
  if (!fits.ok) return fits;
  await tx
    .update(orderLine)
    .set({
      answer: given.answer,
      answeredBase: fits.value.answeredBase,
      promisedOn: given.answer === 'refused' ? null : given.promisedOn,
      answerReason: given.reason,
    })
    .where(at);
  return ok();
}
