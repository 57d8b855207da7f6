/** Links between documents, with quantities: which request a line serves, and how much of it arrived. */
import type { Tx } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';

export interface LinkRequest {
  /** A shortage, the line of a requisition, or of a plan the need of the hub itself, is served by a dispatch line. */
  kind: 'serves' | 'differs' | 'follows';
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
const addLinks = statement(
  `insert into document_link (kind, from_document_id, from_line_id, to_document_id, to_line_id, quantity_base)
   select kind, from_id, from_line, to_id, to_line, quantity
   from ${rowset('links', {
     kind: 'text',
     from_id: 'int',
     from_line: 'int',
     to_id: 'int',
     to_line: 'int',
     quantity: 'int',
   })} as given where true`,
);
const changeLinks = statement(
  `update document_link set quantity_base = given.quantity, fulfilled_base = given.fulfilled
   from ${rowset('links', { id: 'int', quantity: 'int', fulfilled: 'int' })} as given
   where document_link.id = given.id`,
);

const deleteLinks = statement(
  `delete from document_link where id in (select id from ${rowset('ids', { id: 'int' })} as given)`,
);

export async function addDocumentLink(tx: Tx, link: LinkRequest): Promise<void> {
  const { kind, fromDocumentId, toDocumentId, quantityBase } = link;
  const lines = { fromLineId: link.fromLineId ?? null, toLineId: link.toLineId ?? null };
  await tx.run(addLink, { kind, fromDocumentId, toDocumentId, quantityBase, ...lines });
}

/** Adds any number of links in one statement. */
export async function addDocumentLinks(tx: Tx, links: readonly LinkRequest[]): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map((link) => ({
    kind: link.kind,
    from_id: link.fromDocumentId,
    from_line: link.fromLineId ?? null,
    to_id: link.toDocumentId,
    to_line: link.toLineId ?? null,
    quantity: link.quantityBase,
  }));
  await tx.run(addLinks, { links: rows });
}

export interface LinkQuantities {
  id: number;
  /** How much the link carries now: less when a pick fell short. */
  quantityBase: number;
  /** How much of it arrived in good order. */
  fulfilledBase: number;
}

/** Sets what links carry and how much of it arrived, in one statement. */
export async function setLinkQuantities(tx: Tx, links: readonly LinkQuantities[]): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map((link) => ({ id: link.id, quantity: link.quantityBase, fulfilled: link.fulfilledBase }));
  await tx.run(changeLinks, { links: rows });
}

/** Takes links away whose line is taken away: nothing was ever sent by them. */
export async function removeLinks(tx: Tx, linkIds: readonly number[]): Promise<void> {
  if (linkIds.length > 0) await tx.run(deleteLinks, { ids: linkIds.map((id) => ({ id })) });
}
