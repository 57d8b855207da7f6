/** Links between documents, with quantities: which request a line serves, and how much of it arrived. */
import type { Tx } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';

export interface LinkRequest {
  kind: 'serves' | 'differs';
  fromDocumentId: number;
  fromLineId?: number | null;
  toDocumentId: number;
  toLineId?: number | null;
  quantityBase: number;
}

const addLink = statement(
  `insert into document_link (kind, from_document_id, from_line_id, to_document_id, to_line_id, quantity_base)
   values (:kind, :fromDocumentId, :fromLineId, :toDocumentId, :toLineId, :quantityBase)`,
);
const changeLink = statement(
  `update document_link set quantity_base = :quantityBase, fulfilled_base = :fulfilledBase where id = :id`,
);

export async function addDocumentLink(tx: Tx, link: LinkRequest): Promise<void> {
  const { kind, fromDocumentId, toDocumentId, quantityBase } = link;
  const lines = { fromLineId: link.fromLineId ?? null, toLineId: link.toLineId ?? null };
  await tx.run(addLink, { kind, fromDocumentId, toDocumentId, quantityBase, ...lines });
}

/** Sets how much the link carries now (less when a pick fell short) and how much of it arrived. */
export async function setLinkQuantities(
  tx: Tx,
  id: number,
  quantities: { quantityBase: number; fulfilledBase: number },
): Promise<void> {
  await tx.run(changeLink, { id, ...quantities });
}
