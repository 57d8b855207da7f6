/** The SQL of scans: those that stand, the life of codes, the lines that should carry them. */
import { lockTable, rowset, statement } from '../../db/statement.ts';
import { isPooled, type TraceAct } from './rules.ts';

/** Rows of `trace_scan as scan` that scan something and were not taken back. */
export const STANDS = `scan.undoes_id is null
  and not exists (select 1 from trace_scan as undo where undo.undoes_id = scan.id)`;

/** Scans of a paper that never happened, or was undone as a whole, say nothing about the pack. */
export const PAPER_STANDS = `paper.status not in ('reversed', 'cancelled', 'abandoned', 'withdrawn')`;

/** Two scanners that read one code at one moment take turns. Last of the locks of an act. */
export const takeTurn = statement(lockTable('trace_scan', 'exclusive'));

const code = { code: 'text' } as const;

/** Every scan of the codes that stands, in order. */
export const livesOf = statement(
  `select scan.id, scan.code, scan.act, scan.organisation_id, dispatch.to_organisation_id as to_id, scan.document_id,
     paper.number as document_number, coalesce(lot.number, receipt_line.lot_number, '') as lot_number, scan.part_base,
     scan.at
   from ${rowset('codes', code)} as given join trace_scan as scan on scan.code = given.code
   join document as paper on paper.id = scan.document_id and ${PAPER_STANDS}
   left join dispatch on dispatch.document_id = scan.document_id and scan.act = 'dispatch'
   left join lot on lot.id = scan.lot_id
   left join receipt_line on receipt_line.id = scan.line_id and scan.act = 'receipt'
   where ${STANDS} order by scan.code, scan.at, scan.id`,
);

/** What scans cover of the lines of a paper. */
export const coveredOf = statement(
  `select scan.line_id, cast(sum(coalesce(scan.part_base, item.pack_size)) as bigint) as covered_base
   from trace_scan as scan join item on item.id = scan.item_id
   where scan.document_id = :documentId and scan.act = :act and scan.line_id is not null and ${STANDS}
   group by scan.line_id`,
);

/** The scans of a paper that stand, newest first. */
export const scansOf = statement(
  `select scan.id, scan.code, scan.line_id, scan.part_base, scan.outer_code, scan.at, person.name as person,
     (select count(*) from trace_alarm as alarm where alarm.second_scan_id = scan.id or alarm.first_scan_id = scan.id)
       as alarms
   from trace_scan as scan left join person on person.id = scan.person_id
   where scan.document_id = :documentId and scan.act = :act and ${STANDS} order by scan.id desc`,
);

/** Rows that take the scans back: the same again, told apart by what they undo. */
export const takeBack = statement(
  `insert into trace_scan (code, act, item_id, lot_id, document_id, line_id, organisation_id, part_base, outer_code,
     undoes_id, person_id, at)
   select scan.code, scan.act, scan.item_id, scan.lot_id, scan.document_id, scan.line_id, scan.organisation_id,
     scan.part_base, scan.outer_code, scan.id, cast(:personId as bigint), cast(:at as bigint)
   from ${rowset('scans', { id: 'int' })} as given join trace_scan as scan on scan.id = given.id order by scan.id`,
);

export const codesOn = statement(
  `select scan.code, scan.item_id from trace_scan as scan
   where scan.document_id = :documentId and scan.act = :act and ${STANDS}`,
);

export const innerOf = statement(
  `select pack.inner_code, pack.outer_code from ${rowset('codes', code)} as given
   join trace_pack as pack on pack.outer_code = given.code order by pack.inner_code`,
);

export const outerOf = statement(
  `select pack.inner_code, pack.outer_code from ${rowset('codes', code)} as given
   join trace_pack as pack on pack.inner_code = given.code`,
);

/** Items that the catalogue knows by the first seven digits. */
export const itemsOfPrefixes = statement(
  `select item_code.value as prefix, item.id as item_id, item.generic_name
   from ${rowset('prefixes', { prefix: 'text' })} as given
   join item_code on item_code.type = 'trace_prefix' and item_code.value = given.prefix
   join item on item.id = item_code.item_id`,
);

/** Items that earlier scans knew by them. */
export const itemsOfEarlier = statement(
  `select distinct scan.item_id, item.generic_name from trace_scan as scan join item on item.id = scan.item_id
   where scan.code >= :low and scan.code <= :high and ${STANDS}`,
);

/** Pack sizes of the items, and which of them carry codes: the catalogue knows their first digits. */
export const carriers = statement(
  `select item.id, item.generic_name, item.pack_size, (select count(*) from item_code
     where item_code.item_id = item.id and item_code.type = 'trace_prefix') as prefixes
   from ${rowset('items', { id: 'int' })} as given join item on item.id = given.id`,
);

/** Whether goods of the lot went from one member to another since, scanned or not. */
export const travelled = statement(
  `select line.id from dispatch join document on document.id = dispatch.document_id
     and document.status in ('in_transit', 'discrepancy', 'received')
   join dispatch_line as line on line.dispatch_id = dispatch.document_id and line.shipped_base > 0
   join lot on lot.id = line.lot_id
   where dispatch.to_organisation_id = :toId and dispatch.from_organisation_id = :fromId
     and dispatch.posted_at >= :since and line.item_id = :itemId
     and (cast(:lotNumber as text) = '' or lot.number = :lotNumber) limit 1`,
);

const days = rowset('days', { organisation_id: 'int', day: 'text', act: 'text', due: 'int', scanned: 'int' });

export const openDays = statement(
  `insert into trace_day (organisation_id, day, act, due_packs, scanned_packs)
   select organisation_id, day, act, 0, 0 from ${days} as given where true order by organisation_id, day, act
   on conflict (organisation_id, day, act) do nothing`,
);

/** What was scanned was due as well, whatever was known of its item then. */
export const addToDays = statement(
  `update trace_day set scanned_packs = trace_day.scanned_packs + given.scanned,
     due_packs = case when trace_day.due_packs + given.due > trace_day.scanned_packs + given.scanned
       then trace_day.due_packs + given.due else trace_day.scanned_packs + given.scanned end
   from ${days} as given where trace_day.organisation_id = given.organisation_id and trace_day.day = given.day
     and trace_day.act = given.act`,
);

const dayNumber = (column: string) => `(${column} + 28800000) / 86400000`;

interface Arm {
  from: string;
  document: string;
  item: string;
  quantity: string;
  organisation: string;
  done: string;
  /** Business day as text, or the number of days since 1970 in Shanghai: engines say days in other words. */
  day: string | null;
  dayNumber: string | null;
}

/** The lines of each act whose act is done, and what should have been scanned of them. */
const ARMS: Record<TraceAct, Arm> = {
  receipt: {
    from: `receipt_line as line join order_line on order_line.id = line.order_line_id
      join receipt on receipt.document_id = line.receipt_id`,
    document: 'line.receipt_id',
    item: 'order_line.item_id',
    quantity: 'line.accepted_base',
    organisation: 'receipt.organisation_id',
    done: 'line.decided_on is not null and line.accepted_base > 0',
    day: 'line.decided_on',
    dayNumber: null,
  },
  dispatch: {
    from: 'dispatch join dispatch_line as line on line.dispatch_id = dispatch.document_id',
    document: 'line.dispatch_id',
    item: 'line.item_id',
    quantity: 'line.shipped_base',
    organisation: 'dispatch.from_organisation_id',
    done: 'dispatch.posted_at is not null and line.shipped_base > 0',
    day: null,
    dayNumber: dayNumber('dispatch.posted_at'),
  },
  arrival: {
    from: 'dispatch join dispatch_line as line on line.dispatch_id = dispatch.document_id',
    document: 'line.dispatch_id',
    item: 'line.item_id',
    quantity: 'line.shipped_base',
    organisation: 'dispatch.to_organisation_id',
    done: 'dispatch.received_at is not null and line.shipped_base > 0',
    day: null,
    dayNumber: dayNumber('dispatch.received_at'),
  },
  issue: issueArm('issue'),
  issue_return: issueArm('issue_return'),
  supplier_return: {
    from: `supplier_return_line as line join receipt_line on receipt_line.id = line.receipt_line_id
      join order_line on order_line.id = receipt_line.order_line_id
      join movement on movement.document_id = line.return_id and movement.kind = 'supplier_return'`,
    document: 'line.return_id',
    item: 'order_line.item_id',
    quantity: 'line.quantity_base',
    organisation: 'paper.organisation_id',
    done: `paper.status = 'returned'`,
    day: null,
    dayNumber: dayNumber('movement.posted_at'),
  },
};

function issueArm(kind: 'issue' | 'issue_return'): Arm {
  return {
    from: 'issue join issue_line as line on line.issue_id = issue.document_id',
    document: 'line.issue_id',
    item: 'line.item_id',
    quantity: 'line.quantity_base',
    organisation: 'paper.organisation_id',
    done: `paper.kind = '${kind}'`,
    day: null,
    dayNumber: dayNumber('issue.occurred_at'),
  };
}

/** Which rows of an arm are meant; the columns of `paper` and of the arm may be named. */
export type Narrowing = (arm: Arm) => string;

/**
 * Every heap of goods whose act is done with what scans cover of it: `act, document_id, number, organisation_id, day,
 * day_number, item_id, pack_size, quantity_base, covered_base`. Narrowed in each arm, so that its own indexes serve.
 */
export function captured(acts: readonly TraceAct[], narrow: Narrowing): string {
  const lines = acts
    .map((act) => {
      const arm = ARMS[act];
      return `select '${act}' as act, paper.id as document_id, paper.number, ${arm.organisation} as organisation_id,
        ${arm.day ?? `cast(null as text)`} as day, ${arm.dayNumber ?? 'cast(null as bigint)'} as day_number,
        item.id as item_id, ${arm.quantity} as quantity_base, item.pack_size,
        ${isPooled(act) ? 'item.id' : 'line.id'} as heap,
        (select coalesce(sum(coalesce(scan.part_base, item.pack_size)), 0) from trace_scan as scan
          where scan.document_id = paper.id and scan.line_id = line.id and scan.act = '${act}' and ${STANDS})
          as covered_base
      from ${arm.from} join document as paper on paper.id = ${arm.document} and ${PAPER_STANDS}
      join item on item.id = ${arm.item} where ${arm.done} and ${narrow(arm)}`;
    })
    .join(' union all ');
  return `select act, document_id, number, organisation_id, day, day_number, item_id, pack_size,
      cast(sum(quantity_base) as bigint) as quantity_base, cast(sum(covered_base) as bigint) as covered_base
    from (${lines}) as line
    group by act, document_id, number, organisation_id, day, day_number, item_id, pack_size, heap`;
}
