/** The SQL of the pages of tracing: rates by member and day, papers with missing codes, scans and alarms as lists. */
import { type Statement, statement } from '../../db/statement.ts';
import { captured, type Narrowing, PAPER_STANDS, STANDS } from './capture-statements.ts';
import { TRACE_ACTS, type TraceAct } from './rules.ts';

const RATES = `from trace_day as sum_of join organisation as place on place.id = sum_of.organisation_id
   where sum_of.day >= :from and sum_of.day <= :to and place.path like :scope || '%'
     and (cast(:member as text) = '' or place.code = :member) and (cast(:act as text) = '' or sum_of.act = :act)`;
const SUMS = `cast(sum(sum_of.due_packs) as bigint) as due, cast(sum(sum_of.scanned_packs) as bigint) as scanned`;

export const ratesByMember = statement(
  `select place.code as code, place.short_name as name, sum_of.act, ${SUMS} ${RATES}
   group by place.code, place.short_name, place.path, sum_of.act order by place.path, sum_of.act`,
);
export const ratesByDay = statement(
  `select sum_of.day as code, sum_of.day as name, sum_of.act, ${SUMS} ${RATES}
   group by sum_of.day, sum_of.act order by sum_of.day desc, sum_of.act`,
);
export const ratesByMonth = statement(
  `select substr(sum_of.day, 1, 7) as code, substr(sum_of.day, 1, 7) as name, sum_of.act, ${SUMS} ${RATES}
   group by substr(sum_of.day, 1, 7), sum_of.act order by 1 desc, sum_of.act`,
);

const inScope: Narrowing = (arm) => {
  const span =
    arm.day === null
      ? `${arm.dayNumber} >= :fromNumber and ${arm.dayNumber} <= :toNumber`
      : `${arm.day} >= :from and ${arm.day} <= :to`;
  return `${span} and ${arm.organisation} in (select place.id from organisation as place
    where place.path like :scope || '%' and (cast(:member as text) = '' or place.code = :member))
    and exists (select 1 from item_code where item_code.item_id = item.id and item_code.type = 'trace_prefix')`;
};

const DUE = `(quantity_base + pack_size - 1) / pack_size`;
const MISSING = `(case when quantity_base > covered_base then quantity_base - covered_base else 0 end + pack_size - 1)
     / pack_size`;

function missingOf(acts: readonly TraceAct[]): Statement {
  return statement(
    `select line.act, line.document_id, line.number, place.short_name as place, min(line.day) as day,
       min(line.day_number) as day_number, cast(sum(line.due) as bigint) as due,
       cast(sum(line.missing) as bigint) as missing
     from (select act, document_id, number, organisation_id, day, day_number, ${DUE} as due, ${MISSING} as missing
       from (${captured(acts, inScope)}) as every_line) as line
     join organisation as place on place.id = line.organisation_id
     where line.document_id < :before or (line.document_id = :before and line.act > :beforeAct)
     group by line.act, line.document_id, line.number, place.short_name
     having sum(line.missing) > 0 or cast(:whole as text) = 'yes'
     order by line.document_id desc, line.act limit :size`,
  );
}

/** Papers whose act is done, newest first: of one act, or of all; those that lack codes, or every one. */
export const missingPapers = Object.fromEntries([
  ...TRACE_ACTS.map((act) => [act, missingOf([act])]),
  ['', missingOf(TRACE_ACTS)],
]) as Record<TraceAct | '', Statement>;

/** The sums of scans by member, day and act, from the scans themselves. */
export const scannedFromScans = statement(
  `select act, organisation_id, day, day_number, cast(sum(${DUE} - ${MISSING}) as bigint) as scanned
   from (${captured(TRACE_ACTS, () => `exists (select 1 from trace_scan as own where own.document_id = paper.id)`)})
     as every_line group by act, organisation_id, day, day_number having sum(${DUE} - ${MISSING}) > 0`,
);

const SCANS = `from trace_scan as scan join organisation as place on place.id = scan.organisation_id
   join document as paper on paper.id = scan.document_id join item on item.id = scan.item_id
   left join lot on lot.id = scan.lot_id
   left join receipt_line on receipt_line.id = scan.line_id and scan.act = 'receipt'
   left join person on person.id = scan.person_id
   left join issue on issue.document_id = scan.document_id
   where ${STANDS} and ${PAPER_STANDS} and place.path like :scope || '%'
     and (cast(:member as text) = '' or place.code = :member) and (cast(:act as text) = '' or scan.act = :act)
     and scan.at >= :since and scan.at < :until and (cast(:q as text) = '' or scan.code = :q or paper.number = :q
       or lot.number = :q or scan.outer_code = :q)`;

export const scans = statement(
  `select scan.id, scan.code, scan.act, scan.part_base, scan.outer_code, scan.at, place.code as place_code,
     place.short_name as place, paper.number, paper.kind, item.code as item_code, item.generic_name, item.strength,
     item.manufacturer, item.pack_size, item.pack_unit, item.base_unit, item.scale,
     coalesce(lot.number, receipt_line.lot_number, '') as lot_number,
     coalesce(lot.expires_on, receipt_line.expires_on, '') as expires_on, person.name as person,
     coalesce(issue.prescription_ref, '') as prescription,
     (select min(item_code.value) from item_code where item_code.item_id = item.id and item_code.type = 'nhsa'
       and item_code.valid_to is null) as nhsa,
     (select min(item_code.value) from item_code where item_code.item_id = item.id and item_code.type = 'base_code'
       and item_code.valid_to is null) as base_code
   ${SCANS} and scan.id < :before order by scan.id desc limit :size`,
);

const ALARMS = `select alarm.id, alarm.code, alarm.kind, alarm.raised_at, alarm.closed_at, alarm.reason,
     place.short_name as place, place.path, item.code as item_code, item.generic_name, item.strength,
     first_paper.number as first_number, first_scan.act as first_act, first_place.short_name as first_place,
     first_scan.at as first_at, second_paper.number as second_number, second_scan.act as second_act,
     second_scan.person_id as second_by, second_scan.at as second_at, closer.name as closed_by_name
   from trace_alarm as alarm join organisation as place on place.id = alarm.organisation_id
   join trace_scan as first_scan on first_scan.id = alarm.first_scan_id
   join trace_scan as second_scan on second_scan.id = alarm.second_scan_id
   join document as first_paper on first_paper.id = first_scan.document_id
   join document as second_paper on second_paper.id = second_scan.document_id
   join organisation as first_place on first_place.id = first_scan.organisation_id
   join item on item.id = second_scan.item_id left join person as closer on closer.id = alarm.closed_by`;

export const alarms = statement(
  `${ALARMS} where (place.path like :scope || '%' or first_place.path like :scope || '%')
     and (cast(:open as text) = 'all' or (cast(:open as text) = 'open') = (alarm.closed_at is null))
     and (cast(:q as text) = '' or alarm.code = :q or first_paper.number = :q or second_paper.number = :q)
     and alarm.id < :before order by alarm.id desc limit :size`,
);
export const alarmById = statement(
  `${ALARMS} where alarm.id = :id and (place.path like :scope || '%' or first_place.path like :scope || '%')`,
);
export const alarmsOfCode = statement(
  `${ALARMS} where alarm.code = :code and (place.path like :scope || '%' or first_place.path like :scope || '%')
   order by alarm.id desc`,
);
export const openAlarms = statement(
  `select alarm.id, alarm.code, alarm.raised_at, place.short_name as place, item.generic_name from trace_alarm as alarm
   join organisation as place on place.id = alarm.organisation_id and place.path like :scope || '%'
   join trace_scan as scan on scan.id = alarm.second_scan_id join item on item.id = scan.item_id
   where alarm.closed_at is null and scan.person_id <> :userId order by alarm.id limit 50`,
);

export const boxes = statement(
  `select pack.outer_code, count(*) as packs, min(pack.source) as source, max(pack.recorded_at) as recorded_at,
     (select around.outer_code from trace_pack as around where around.inner_code = pack.outer_code) as around
   from trace_pack as pack
   where (cast(:q as text) = '' or pack.outer_code = :q or pack.inner_code = :q) and pack.outer_code > :after
   group by pack.outer_code order by pack.outer_code limit :size`,
);
