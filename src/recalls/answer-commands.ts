/** What a member answers: found and put apart, handed out, patients reached; it may be corrected while it is open. */
import { and, eq } from 'drizzle-orm';
import { recallNotice } from '../../db/schema/recalls.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { readQuantity } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { lockRecall, lotsOf, noticesOf, type RecalledLot } from './record-queries.ts';
import type { LotAnswer, LotBooks, RecallAnswer } from './rules.ts';
import { placesOfLots } from './standing-queries.ts';

export interface TypedQuantity {
  packs?: string | undefined;
  units?: string | undefined;
}

export interface AnswerInput {
  /** By the id of the lot. */
  found: Record<string, TypedQuantity>;
  used: Record<string, TypedQuantity>;
  patients: number;
  note: string;
}

const isEmpty = ({ packs = '', units = '' }: TypedQuantity) => packs.trim() === '' && units.trim() === '';

function read(typed: TypedQuantity, of: RecalledLot, field: string): Result<number> {
  const { packs, units } = typed;
  const boxes = { ...(packs !== undefined && { packs }), ...(units !== undefined && { units }) };
  const quantity = readQuantity(boxes, of.item);
  return quantity.ok ? quantity : refuse(quantity.reason, quantity.detail, `${field}.${quantity.field ?? 'packs'}`);
}

/** Every lot the member was told of; what lies there by the books must be looked for. */
function lotAnswers(
  told: readonly LotBooks[],
  lots: readonly RecalledLot[],
  onHand: ReadonlyMap<number, number>,
  input: AnswerInput,
): Result<LotAnswer[]> {
  const answers: LotAnswer[] = [];
  for (const books of told) {
    const of = lots.find(({ lot }) => lot.id === books.lotId);
    if (of === undefined) continue;
    const booksBase = onHand.get(books.lotId) ?? 0;
    const [found, used] = [input.found[books.lotId] ?? {}, input.used[books.lotId] ?? {}];
    const named = { item: of.item.genericName, lot: of.lot.number };
    if (isEmpty(found) && booksBase > 0) {
      return refuse('recall_found_missing', named, `found.${books.lotId}.packs`);
    }
    const foundBase = isEmpty(found) ? ok(0) : read(found, of, `found.${books.lotId}`);
    if (!foundBase.ok) return foundBase;
    const usedBase = isEmpty(used) ? ok(books.usedBase) : read(used, of, `used.${books.lotId}`);
    if (!usedBase.ok) return usedBase;
    answers.push({ lotId: books.lotId, booksBase, foundBase: foundBase.value, usedBase: usedBase.value });
  }
  return ok(answers);
}

export interface Answered {
  number: string;
  late: boolean;
}

/**
 * Answers the notice of a member, or corrects the answer. Refuses people of other members, a recall that is not open,
 * a lot that lies there by the books and was not looked for, and what is no quantity.
 */
export function answerRecall(
  services: CommandServices,
  actor: Actor,
  given: { key: string | null; number: string; organisationCode: string; sentAt?: number },
  input: AnswerInput,
): Promise<Answer<Answered>> {
  const { key, number, organisationCode, sentAt } = given;
  const asked = { act: 'recall.answer', key, input: { number, organisationCode, ...input }, subject: number };
  return command(services, actor, asked, async (tx, at) => {
    if (!may(actor.roles, 'recall.answer')) return refuseWithout('recall.answer');
    const head = await lockRecall(tx, number);
    if (head === undefined) return refuse('not_found');
    const [mine] = await noticesOf(tx, head.document.id, [organisationCode]);
    if (mine === undefined || !mine.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, mine.place)) return refuse('recall_not_here', { place: mine.place.shortName });
    if (head.document.status !== 'open') return refuse('recall_over');
    if (sentAt !== undefined && sentAt !== mine.notice.sentAt) return refuse('recall_told_again');
    const told = mine.notice.books.lots;
    const places = await placesOfLots(
      tx,
      told.map((lot) => lot.lotId),
    );
    const onHand = new Map<number, number>();
    for (const place of places) {
      if (place.organisationId !== mine.place.id || place.kind !== 'store') continue;
      onHand.set(place.lotId, (onHand.get(place.lotId) ?? 0) + place.onHandBase);
    }
    const lots = lotAnswers(told, await lotsOf(tx, head.document.id), onHand, input);
    if (!lots.ok) return lots;
    const answer: RecallAnswer = { lots: lots.value, patients: input.patients };
    const own = and(eq(recallNotice.recallId, head.document.id), eq(recallNotice.organisationId, mine.place.id));
    const kept = answer as unknown as Record<string, unknown>;
    await tx
      .update(recallNotice)
      .set({ answer: kept, answeredAt: at, answeredBy: actor.userId, note: input.note })
      .where(own);
    const value = { number, late: at > mine.notice.dueAt };
    const before = mine.notice.answer === null ? null : { answer: mine.notice.answer, note: mine.notice.note };
    return ok({ value, subject: number, before, after: { organisationCode, answer, note: input.note } });
  });
}
