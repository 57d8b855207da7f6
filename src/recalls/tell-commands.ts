/** Telling members: everyone who ever had a lot gets a notice with what the books say and a time to answer by. */
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { recallNotice } from '../../db/schema/recalls.ts';
import { dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { lotsOf, noticesOf, type RecallHead } from './record-queries.ts';
import { answerDue, type NoticeBooks } from './rules.ts';
import { flowsOfLots, placesEverOf } from './standing-queries.ts';
import { booksByMember } from './sums.ts';

const asJson = (books: NoticeBooks) => books as unknown as Record<string, unknown>;

/**
 * Tells every member that ever had a lot of the recall and was not told of all of them; an answer that leaves a lot out
 * has to be given again. Gives how many were told.
 */
export async function tellMembers(tx: Tx, head: RecallHead, at: number): Promise<number> {
  const { id } = head.document;
  const lotIds = (await lotsOf(tx, id)).map(({ lot }) => lot.id);
  const [places, flows] = [await placesEverOf(tx, lotIds), await flowsOfLots(tx, lotIds, at)];
  const told = await noticesOf(tx, id);
  const dueAt = answerDue(head.recall.level, at, await ruleOn(tx, 'recall_answer_minutes', dayOf(at)));
  let count = 0;
  for (const { organisationId, lots } of booksByMember(lotIds, places, flows)) {
    const known = told.find(({ notice }) => notice.organisationId === organisationId)?.notice;
    const isNew = known === undefined || lots.some((lot) => !known.books.lots.some((one) => one.lotId === lot.lotId));
    if (!isNew) continue;
    count += 1;
    await tellOne(tx, { recallId: id, organisationId, books: { lots }, at, dueAt }, known !== undefined);
  }
  return count;
}

interface Telling {
  recallId: number;
  organisationId: number;
  books: NoticeBooks;
  at: number;
  dueAt: number;
}

/** Tells one member, or again: what it answered before stays in the trail. */
export async function tellOne(tx: Tx, telling: Telling, again: boolean): Promise<void> {
  const { recallId, organisationId, books, at, dueAt } = telling;
  const fresh = { books: asJson(books), sentAt: at, dueAt };
  if (!again) {
    await tx.insert(recallNotice).values({ recallId, organisationId, ...fresh });
    return;
  }
  const own = and(eq(recallNotice.recallId, recallId), eq(recallNotice.organisationId, organisationId));
  await tx
    .update(recallNotice)
    .set({ ...fresh, answeredAt: null, answeredBy: null })
    .where(own);
}
