/** The two invoices seen later: an inspection that missed one says when it came, and its payment need not wait. */
import { eq } from 'drizzle-orm';
import { receipt } from '../../db/schema/receipts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, checkSeen } from '../documents/advance.ts';
import { ok, refuse } from '../kernel/result.ts';
import { judgeReceipt } from '../payables/match-commands.ts';
import type { ReceiptInput } from './draft-commands.ts';
import * as sql from './receipt-statements.ts';
import { hasOrdered, receiptByNumber } from './record-queries.ts';
import { CONCLUDED, mayInspect, receiptTransitions, type SeenInvoices } from './rules.ts';

export interface PapersInput extends ReceiptInput {
  /** What there is now. */
  invoices: SeenInvoices;
  /** What came, such as the number of the invoice; or why it is taken back. */
  note: string;
}

/**
 * Says which of the two invoices are there by now, on the timeline with who, when and what came; payables are judged
 * anew by it. Said by mistake, it is said again as it is. Refuses people who neither inspect here nor record invoices,
 * who had a part in the order, an inspection that is not concluded or needs no invoices, what stands already, and
 * taking back what a payment run rests upon.
 */
export function recordPapers(
  services: CommandServices,
  actor: Actor,
  request: { key: string | null; input: PapersInput },
): Promise<Answer<{ freed: number }>> {
  const { key, input } = request;
  const { number, version, invoices } = input;
  return command(services, actor, { act: 'receipt.papers', key, input, subject: number }, async (tx, at) => {
    const records = may(actor.roles, 'invoice.record');
    if (!records && !may(actor.roles, 'receipt.inspect')) return refuseWithout('invoice.record', 'receipt.inspect');
    const known = await receiptByNumber(tx, number);
    if (known === undefined || !known.place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!records && !mayInspect(actor, known.place)) {
      return refuse('receipt_not_here', { place: known.place.shortName });
    }
    if (await hasOrdered(tx, actor.userId, known.order)) return refuse('receipt_own_order');
    await tx.run(sql.lockReceipt, { id: known.document.id });
    const record = (await receiptByNumber(tx, number)) ?? known;
    const { id, status } = record.document;
    const seen = await checkSeen(tx, record.document, version);
    if (!seen.ok) return seen;
    if (!CONCLUDED.some((state) => state === status)) return refuse('receipt_not_concluded');
    const before = record.receipt.invoices;
    if (before === 'exempt') return refuse('receipt_papers_exempt');
    if (before === invoices) return refuse('receipt_papers_same', {}, 'seenInvoices');
    const note = input.note.trim();
    if (note === '') return refuse('receipt_papers_note', {}, 'papersNote');
    await tx.update(receipt).set({ invoices }).where(eq(receipt.documentId, id));
    const judged = await judgeReceipt(tx, id);
    if (!judged.ok) return judged;
    const detail = { from: before, to: invoices };
    const step = { act: 'papers', to: status, transitions: receiptTransitions, actor, at, note, detail };
    const moved = await advance(tx, id, { ...step, seenVersion: version });
    if (!moved.ok) return moved;
    const { freed } = judged.value;
    return ok({ value: { freed }, subject: number, before: { invoices: before }, after: { invoices, note, freed } });
  });
}
