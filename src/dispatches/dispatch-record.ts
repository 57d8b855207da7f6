/** A dispatch as its commands begin from it: document, sides, lines and the shortages its lines serve. */
import { and, eq, like, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { dispatch } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { linesOf, linksServing } from './dispatch-statements.ts';

export interface DispatchLineRow {
  id: number;
  line_number: number;
  item_id: number;
  lot_id: number;
  from_location_id: number;
  quantity_base: number;
  picked_base: number | null;
  picked_by: number | null;
  shipped_base: number;
  good_base: number;
  damaged_base: number;
  missing_base: number;
  pack_size: number;
  pack_unit: string;
  base_unit: string;
  scale: number;
}

export interface ServingLink {
  id: number;
  shortage_id: number;
  line_id: number;
  quantity_base: number;
  fulfilled_base: number;
}

type OrganisationRow = typeof organisation.$inferSelect;

export interface DispatchRecord {
  document: typeof document.$inferSelect;
  dispatch: typeof dispatch.$inferSelect;
  sender: OrganisationRow;
  receiver: OrganisationRow;
  /** The place where goods travel to the receiver. */
  transitId: number;
}

const sender = alias(organisation, 'sender');
const receiver = alias(organisation, 'receiver');

/** The dispatch of that number when the asker's scope covers its sender or its receiver; otherwise nothing. */
export async function dispatchByNumber(db: Db, number: string, scopePath: string): Promise<DispatchRecord | undefined> {
  const inScope = or(like(sender.path, `${scopePath}%`), like(receiver.path, `${scopePath}%`));
  const [row] = await db
    .select({ document, dispatch, sender, receiver, transitId: location.id })
    .from(document)
    .innerJoin(dispatch, eq(dispatch.documentId, document.id))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .innerJoin(location, and(eq(location.keeperId, dispatch.toOrganisationId), eq(location.kind, 'transit')))
    .where(and(eq(document.number, number), eq(document.kind, 'dispatch'), inScope));
  return row;
}

/** Lines in their order. */
export async function linesOfDispatch(db: Db, dispatchId: number): Promise<DispatchLineRow[]> {
  return db.run<DispatchLineRow>(linesOf, { dispatchId });
}

/** Which shortages the lines serve, first asked first. */
export async function servingLinks(db: Db, dispatchId: number): Promise<ServingLink[]> {
  return db.run<ServingLink>(linksServing, { dispatchId });
}

/** Sums by shortage, as one change for each. */
export function sumByShortage(
  shares: readonly { shortageId: number; quantityBase: number }[],
): { shortageId: number; quantityBase: number }[] {
  const sums = new Map<number, number>();
  for (const share of shares) sums.set(share.shortageId, (sums.get(share.shortageId) ?? 0) + share.quantityBase);
  return [...sums].map(([shortageId, quantityBase]) => ({ shortageId, quantityBase }));
}
