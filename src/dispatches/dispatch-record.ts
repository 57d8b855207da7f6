/** A dispatch as its commands begin from it: document, sides, lines and the requests its lines serve. */
import type { Db, Tx } from '../../db/database.ts';
import type { dispatch } from '../../db/schema/dispatches.ts';
import type { document } from '../../db/schema/documents.ts';
import type { organisation } from '../../db/schema/organisations.ts';
import type { Statement } from '../../db/statement.ts';
import type { DocumentKind } from '../documents/kinds.ts';
import type { ControlClass } from '../ledger/usable.ts';
import { linesOf, linksServing, lockRecord, recordOf } from './dispatch-statements.ts';

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
  generic_name: string;
  control_class: ControlClass;
  frozen: 'recall' | 'quality' | null;
  lot_number: string;
}

export interface ServingLink {
  id: number;
  /** The shortage, the requisition, the transfer, or the plan with a need of the hub itself. */
  document_id: number;
  kind: DocumentKind;
  /** The need in the pool; null for a shortage, which moves its own, and for a transfer, which has none. */
  demand_id: number | null;
  line_id: number;
  quantity_base: number;
  fulfilled_base: number;
}

type Side = Pick<typeof organisation.$inferSelect, 'id' | 'code' | 'name' | 'shortName' | 'path' | 'contact'>;

export interface DispatchRecord {
  document: Pick<typeof document.$inferSelect, 'id' | 'number' | 'status' | 'version'>;
  dispatch: Pick<
    typeof dispatch.$inferSelect,
    'vehicle' | 'driver' | 'box' | 'note' | 'postedAt' | 'receivedAt' | 'printCount'
  >;
  sender: Side;
  receiver: Side;
  /** The place where goods travel to the receiver. */
  transitId: number;
}

interface RecordRow {
  id: number;
  number: string;
  status: string;
  version: number;
  vehicle: string | null;
  driver: string | null;
  box: string | null;
  note: string | null;
  posted_at: number | null;
  received_at: number | null;
  print_count: number;
  sender_id: number;
  sender_code: string;
  sender_name: string;
  sender_short_name: string;
  sender_path: string;
  sender_contact: string | null;
  receiver_id: number;
  receiver_code: string;
  receiver_name: string;
  receiver_short_name: string;
  receiver_path: string;
  receiver_contact: string | null;
  transit_id: number;
}

function asRecord(row: RecordRow): DispatchRecord {
  return {
    document: { id: row.id, number: row.number, status: row.status, version: row.version },
    dispatch: {
      vehicle: row.vehicle,
      driver: row.driver,
      box: row.box,
      note: row.note,
      postedAt: row.posted_at,
      receivedAt: row.received_at,
      printCount: row.print_count,
    },
    sender: {
      id: row.sender_id,
      code: row.sender_code,
      name: row.sender_name,
      shortName: row.sender_short_name,
      path: row.sender_path,
      contact: row.sender_contact,
    },
    receiver: {
      id: row.receiver_id,
      code: row.receiver_code,
      name: row.receiver_name,
      shortName: row.receiver_short_name,
      path: row.receiver_path,
      contact: row.receiver_contact,
    },
    transitId: row.transit_id,
  };
}

async function find(
  db: Db,
  statement: Statement,
  number: string,
  scopePath: string,
): Promise<DispatchRecord | undefined> {
  const [row] = await db.run<RecordRow>(statement, { number, scope: scopePath });
  return row === undefined ? undefined : asRecord(row);
}

/** The dispatch of that number when the asker's scope covers its sender or its receiver; otherwise nothing. */
export function dispatchByNumber(db: Db, number: string, scopePath: string): Promise<DispatchRecord | undefined> {
  return find(db, recordOf, number, scopePath);
}

/** The same for an act that leads the dispatch on: its document stays locked until the transaction ends. */
export function lockDispatch(tx: Tx, number: string, scopePath: string): Promise<DispatchRecord | undefined> {
  return find(tx, lockRecord, number, scopePath);
}

/** Lines in their order. */
export async function linesOfDispatch(db: Db, dispatchId: number): Promise<DispatchLineRow[]> {
  return db.run<DispatchLineRow>(linesOf, { dispatchId });
}

/** Which requests the lines serve, first asked first. */
export async function servingLinks(db: Db, dispatchId: number): Promise<ServingLink[]> {
  return db.run<ServingLink>(linksServing, { dispatchId });
}
