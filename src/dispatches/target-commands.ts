/** Where goods for requests go: the dispatch open between two members, or a new one, with kept and linked lines. */
import type { Tx } from '../../db/database.ts';
import { dispatch, dispatchSkip } from '../../db/schema/dispatches.ts';
import { statement } from '../../db/statement.ts';
import type { Actor } from '../auth/viewer.ts';
import { advance, openDocument } from '../documents/advance.ts';
import { addDocumentLinks } from '../documents/links.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Skipped } from '../ledger/allocate.ts';
import { reserve } from '../ledger/reserve.ts';
import type { SupplyLot } from '../stock/supply-queries.ts';
import { addLines, lastLine } from './dispatch-statements.ts';
import { dispatchTransitions } from './rules.ts';

export interface Target {
  id: number;
  number: string;
  isNew: boolean;
}

/** What the dispatch carries is controlled, or is not: the two never travel together. */
const openBetween = (carries: 'exists' | 'not exists') =>
  statement(
    `select document.id, document.number from dispatch
     join document on document.id = dispatch.document_id and document.status = 'picking'
     where dispatch.from_organisation_id = :fromId and dispatch.to_organisation_id = :toId
       -- What carries a transfer carries that alone: its quantities are those that were granted
       and not exists (select 1 from member_transfer where member_transfer.dispatch_id = dispatch.document_id)
       and ${carries} (select 1 from dispatch_line as line join item on item.id = line.item_id
         where line.dispatch_id = dispatch.document_id
           and item.control_class in ('narcotic', 'psychotropic_1', 'toxic'))
     order by document.id limit 1`,
  );
const openControlled = openBetween('exists');
const openOrdinary = openBetween('not exists');

/**
 * The dispatch between the two that is still being picked and carries goods of the same kind, or a new one: always new
 * when it goes alone.
 */
export async function dispatchTo(
  tx: Tx,
  actor: Actor,
  at: number,
  sides: { fromId: number; toId: number; alone: boolean; controlled?: boolean },
): Promise<Target> {
  const { fromId, toId, alone, controlled = false } = sides;
  const waiting = controlled ? openControlled : openOrdinary;
  const [open] = alone ? [] : await tx.run<{ id: number; number: string }>(waiting, { fromId, toId });
  if (open !== undefined) return { id: Number(open.id), number: open.number, isNew: false };
  const common = { kind: 'dispatch' as const, status: 'picking', act: 'start', actor, at };
  const opened = await openDocument(tx, { ...common, organisationId: fromId, counterpartId: toId });
  await tx.insert(dispatch).values({ documentId: opened.id, fromOrganisationId: fromId, toOrganisationId: toId });
  return { ...opened, isNew: true };
}

export interface KeptLine {
  lot: SupplyLot;
  quantityBase: number;
  /** Why the lot is taken out of turn; null when it is first to expire. */
  overrideReason: string | null;
  /** Whom it serves: a shortage, a requisition with its line, or a plan with the hub's own need. */
  documentId: number;
  lineId: number | null;
}

/** Lines, links and reservations; refused when somebody else took the stock in the meantime. */
export async function keepLines(
  tx: Tx,
  at: number,
  target: Target,
  lines: readonly KeptLine[],
): Promise<Result<undefined>> {
  const [row] = await tx.run<{ last: number }>(lastLine, { dispatchId: target.id });
  const last = Number(row?.last ?? 0);
  const added = await tx.run<{ id: number; line_number: number }>(addLines, {
    dispatchId: target.id,
    lines: lines.map(({ lot, quantityBase, overrideReason }, index) => ({
      line_number: last + index + 1,
      item_id: lot.itemId,
      lot_id: lot.lotId,
      location_id: lot.locationId,
      quantity: quantityBase,
      reason: overrideReason,
    })),
  });
  const ids = new Map(added.map((one) => [Number(one.line_number) - last - 1, Number(one.id)]));
  const kept = lines.map((line, index) => ({ ...line, toLineId: ids.get(index) ?? 0 }));
  await addDocumentLinks(
    tx,
    kept.map(({ documentId, lineId, toLineId, quantityBase }) => ({
      kind: 'serves' as const,
      fromDocumentId: documentId,
      fromLineId: lineId,
      toDocumentId: target.id,
      toLineId,
      quantityBase,
    })),
  );
  return reserve(tx, {
    documentId: target.id,
    at,
    lines: kept.map(({ lot, toLineId, quantityBase }) => {
      const { locationId, lotId, itemId } = lot;
      return { lineId: toLineId, locationId, lotId, itemId, quantityBase };
    }),
  });
}

/** The explanation stays: lots passed over by the rule, or by the person with a reason. */
export async function keepSkips(tx: Tx, dispatchId: number, skipped: readonly Skipped<SupplyLot>[]): Promise<void> {
  if (skipped.length === 0) return;
  await tx.insert(dispatchSkip).values(
    skipped.map(({ lot, reason }) => ({
      dispatchId,
      itemId: lot.itemId,
      lotId: lot.lotId,
      locationId: lot.locationId,
      quantityBase: lot.onHand,
      reason: reason.why,
      detail: JSON.stringify(reason.detail),
    })),
  );
}

/** A dispatch that was there already tells in its timeline what was added. */
export async function tellAdded(
  tx: Tx,
  actor: Actor,
  at: number,
  added: { target: Target; detail: Record<string, unknown> },
): Promise<Result<unknown>> {
  const { target, detail } = added;
  if (target.isNew) return ok();
  return advance(tx, target.id, { act: 'add', to: 'picking', transitions: dispatchTransitions, actor, at, detail });
}
