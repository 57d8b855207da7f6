/** The paper that goes back with goods refused at the door: they never entered stock, and it moves nothing. */
import type { Tx } from '../../db/database.ts';
import { supplierReturn, supplierReturnLine } from '../../db/schema/receipts.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { addDocumentLink } from '../documents/links.ts';
import type { ReceiptLine, ReceiptRecord } from './record-queries.ts';

/** Writes the paper; gives its number. */
export async function writeDoorReturn(
  tx: Tx,
  record: ReceiptRecord,
  by: { actor: Actor; at: number },
  lines: readonly ReceiptLine[],
): Promise<string> {
  const { document, receipt, place } = record;
  const opened = await openDocument(tx, {
    kind: 'supplier_return',
    status: 'at_door',
    act: 'refuse',
    organisationId: place.id,
    counterpartId: document.counterpartId,
    actor: by.actor,
    at: by.at,
    detail: { receipt: document.number, lines: lines.length },
  });
  const reason = [...new Set(lines.map((line) => line.reason).filter((text) => text !== ''))].join('；');
  const paper = { receiptId: receipt.documentId, reason, refusedAtDoor: true };
  await tx.insert(supplierReturn).values({ documentId: opened.id, ...paper });
  const rows = lines.map((line) => ({ returnId: opened.id, receiptLineId: line.id, quantityBase: line.arrivedBase }));
  await tx.insert(supplierReturnLine).values(rows);
  const fromDocumentId = receipt.documentId;
  await addDocumentLink(tx, { kind: 'follows', fromDocumentId, toDocumentId: opened.id, quantityBase: 0 });
  return opened.number;
}
