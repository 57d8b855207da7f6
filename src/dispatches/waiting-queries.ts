/** Dispatches and discrepancies that wait for somebody, for the page of today and the numbers in the navigation. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { EXPECTED_AT, HANDED_AT } from '../rounds/riding-queries.ts';
import type { DifferenceKind } from './difference-rules.ts';

export interface WaitingDispatch {
  number: string;
  status: 'picking' | 'in_transit';
  senderName: string;
  receiverName: string;
  lines: number;
  picked: number;
  /** Lines of items kept cold. */
  cold: number;
  createdAt: number;
  postedAt: number | null;
  /** When its round passes by, and when it was handed over; null for what no round carries. */
  expectedAt: number | null;
  handedAt: number | null;
}

const COLUMNS = `document.number, document.status, sender.short_name as sender_name,
  receiver.short_name as receiver_name, document.created_at, dispatch.posted_at,
  ${EXPECTED_AT} as expected_at, ${HANDED_AT} as handed_at,
  (select count(*) from dispatch_line where dispatch_id = document.id) as lines,
  (select count(picked_base) from dispatch_line where dispatch_id = document.id) as picked,
  (select count(*) from dispatch_line join item on item.id = dispatch_line.item_id
     and item.storage_zone in ('cold', 'frozen') where dispatch_id = document.id) as cold`;

const SOURCE = `from document join dispatch on dispatch.document_id = document.id
  join organisation as sender on sender.id = dispatch.from_organisation_id
  join organisation as receiver on receiver.id = dispatch.to_organisation_id`;

const pickingAt = statement(
  `select ${COLUMNS} ${SOURCE}
   where document.kind = 'dispatch' and document.status = 'picking' and sender.id = :organisationId
   order by document.created_at, document.id limit :size`,
);
/* The scope meets its wildcard in the text: a bare parameter behind `like` makes SQLite plan anew at every call. */
const travellingTo = statement(
  `select ${COLUMNS} ${SOURCE}
   where document.kind = 'dispatch' and document.status = 'in_transit' and receiver.path like :scope || '%'
     and sender.id <> :organisationId
   order by coalesce(${HANDED_AT}, 0) desc, coalesce(${EXPECTED_AT}, dispatch.posted_at), document.id limit :size`,
);

interface Row {
  number: string;
  status: 'picking' | 'in_transit';
  sender_name: string;
  receiver_name: string;
  lines: number;
  picked: number;
  cold: number;
  created_at: number;
  posted_at: number | null;
  expected_at: number | null;
  handed_at: number | null;
}

const waitingOf = (row: Row): WaitingDispatch => ({
  number: row.number,
  status: row.status,
  senderName: row.sender_name,
  receiverName: row.receiver_name,
  lines: row.lines,
  picked: row.picked,
  cold: row.cold,
  createdAt: row.created_at,
  postedAt: row.posted_at,
  expectedAt: row.expected_at,
  handedAt: row.handed_at,
});

/** Dispatches of the organisation that are being picked, the oldest first. */
export async function dispatchesToPick(db: Db, organisationId: number, size: number): Promise<WaitingDispatch[]> {
  return (await db.run<Row>(pickingAt, { organisationId, size })).map(waitingOf);
}

/** Dispatches on their way to the organisation or to one under it, the first sent first. */
export async function dispatchesToReceive(
  db: Db,
  at: { organisationId: number; scopePath: string },
  size: number,
): Promise<WaitingDispatch[]> {
  const given = { organisationId: at.organisationId, scope: at.scopePath, size };
  return (await db.run<Row>(travellingTo, given)).map(waitingOf);
}

export interface WaitingDiscrepancy {
  number: string;
  dispatchNumber: string;
  kind: DifferenceKind;
  itemName: string;
  otherName: string;
  createdAt: number;
}

/* Both sides have spoken and do not agree: either may speak again. */
const BOTH_DIFFER = `(discrepancy.sender_finding is not null and discrepancy.receiver_finding is not null)`;

const FINDING_SOURCE = `from document
  join discrepancy on discrepancy.document_id = document.id
  join document as sent on sent.id = discrepancy.dispatch_id
  join dispatch on dispatch.document_id = discrepancy.dispatch_id
  join organisation as sender on sender.id = dispatch.from_organisation_id
  join organisation as receiver on receiver.id = dispatch.to_organisation_id
  where document.kind = 'discrepancy' and document.status = 'open' and (
    (sender.id = :organisationId and (discrepancy.sender_finding is null or ${BOTH_DIFFER}))
    or (sender.id <> :organisationId and :scope <> '/' and receiver.path like :scope || '%'
      and (discrepancy.receiver_finding is null or ${BOTH_DIFFER})))`;

const findingsDue = statement(
  `select document.number, sent.number as dispatch_number, discrepancy.kind, document.created_at,
     (select item.generic_name from dispatch_line join item on item.id = dispatch_line.item_id
        where dispatch_line.id = discrepancy.line_id) as item_name,
     case when sender.id = :organisationId then receiver.short_name else sender.short_name end as other_name
   ${FINDING_SOURCE} order by document.created_at, document.id limit :size`,
);

/** Differences on which this side has not yet said what it found. */
export async function discrepanciesToClose(
  db: Db,
  at: { organisationId: number; scopePath: string },
  size: number,
): Promise<WaitingDiscrepancy[]> {
  const rows = await db.run<{
    number: string;
    dispatch_number: string;
    kind: DifferenceKind;
    item_name: string;
    other_name: string;
    created_at: number;
  }>(findingsDue, { organisationId: at.organisationId, scope: at.scopePath, size });
  return rows.map((row) => ({
    number: row.number,
    dispatchNumber: row.dispatch_number,
    kind: row.kind,
    itemName: row.item_name,
    otherName: row.other_name,
    createdAt: row.created_at,
  }));
}

/** The sum hides the organisation from the planner, which would otherwise walk every dispatch the hub ever sent. */
const countPicking = statement(
  `select count(*) as waiting from document
   where kind = 'dispatch' and status = 'picking' and organisation_id + 0 = :organisationId`,
);
const countTravelling = statement(`select count(*) as waiting ${SOURCE}
   where document.kind = 'dispatch' and document.status = 'in_transit' and receiver.path like :scope || '%'
     and sender.id <> :organisationId`);
const countUnderway = statement(`select count(*) as waiting ${SOURCE}
   where document.kind = 'dispatch' and document.status = 'in_transit'
     and (receiver.path like :scope || '%' or sender.path like :scope || '%')`);
const countFindings = statement(`select count(*) as waiting ${FINDING_SOURCE}`);

/** How many wait to be picked, received, explained; and how many are under way to or from here. */
export async function countWaiting(
  db: Db,
  at: { organisationId: number; scopePath: string },
): Promise<{ picking: number; receiving: number; underway: number; discrepancies: number }> {
  const given = { organisationId: at.organisationId, scope: at.scopePath };
  type Row = { waiting: number };
  // Asked side by side: where several connections read, they do not wait for each other
  const [[picking], [receiving], [underway], [discrepancies]] = await Promise.all([
    db.run<Row>(countPicking, { organisationId: at.organisationId }),
    db.run<Row>(countTravelling, given),
    db.run<Row>(countUnderway, { scope: given.scope }),
    db.run<Row>(countFindings, given),
  ]);
  return {
    picking: picking?.waiting ?? 0,
    receiving: receiving?.waiting ?? 0,
    underway: underway?.waiting ?? 0,
    discrepancies: discrepancies?.waiting ?? 0,
  };
}
