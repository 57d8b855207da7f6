/** Accepted against agreed for lines of volume-based contracts: from receipts alone, so that transfers never count. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { progressOf, toContractUnits, type VolumeProgress } from './progress-rules.ts';

export type { VolumeProgress, VolumeState } from './progress-rules.ts';

/** Returns count from the day their goods left; what was refused at the door was never accepted. */
const volumes = statement(
  `select line.id, line.agreed_units, line.convert_times, line.convert_by, contract.starts_on, contract.ends_on,
     contract.document_id,
     cast(coalesce((select sum(came.accepted_base) from order_line as ordered
       join receipt_line as came on came.order_line_id = ordered.id
       where ordered.item_id = line.item_id and ordered.contract_line_id = line.id
         and came.decided_on <= :day), 0) as bigint) as accepted_base,
     cast(coalesce((select sum(back.quantity_base) from order_line as ordered
       join receipt_line as came on came.order_line_id = ordered.id
       join supplier_return_line as back on back.receipt_line_id = came.id
       where ordered.item_id = line.item_id and ordered.contract_line_id = line.id
         and exists (select 1 from movement where movement.document_id = back.return_id
           and movement.kind = 'supplier_return' and movement.occurred_at < :before)), 0) as bigint) as returned_base
   from ${rowset('lines', { id: 'int' })} as asked
   join contract_line as line on line.id = asked.id
   join contract on contract.document_id = line.contract_id
   where line.agreed_units > 0`,
);
/** What a supplier could not deliver stands in the contract's timeline, line by line. */
const excuses = statement(
  `select act.document_id, act.detail from document_act as act
   where act.act = 'excuse' and act.at < :before
     and act.document_id in (select id from ${rowset('contracts', { id: 'int' })} as given)`,
);

interface VolumeRow {
  id: number;
  agreed_units: number;
  convert_times: number;
  convert_by: number;
  starts_on: string;
  ends_on: string;
  document_id: number;
  accepted_base: number;
  returned_base: number;
}

/** Excused units by contract line. */
async function excusedOf(db: Db, contractIds: readonly number[], before: number): Promise<Map<number, number>> {
  const contracts = [...new Set(contractIds)].map((id) => ({ id }));
  const rows = await db.run<{ detail: string | ExcuseDetail | null }>(excuses, { contracts, before });
  const units = new Map<number, number>();
  for (const { detail } of rows) {
    const read = typeof detail === 'string' ? (JSON.parse(detail) as ExcuseDetail) : detail;
    if (read !== null) units.set(read.lineId, (units.get(read.lineId) ?? 0) + read.units);
  }
  return units;
}

/** What the timeline keeps of a supply failure (断供). */
export interface ExcuseDetail {
  lineId: number;
  units: number;
}

/** The progress of each contract line on the day; lines without an agreed volume have none and are absent. */
export async function volumeProgress(
  db: Db,
  contractLineIds: readonly number[],
  day: string,
): Promise<Map<number, VolumeProgress>> {
  const lines = [...new Set(contractLineIds)].map((id) => ({ id }));
  if (lines.length === 0) return new Map();
  const before = startOfDay(addDays(day, 1));
  const rows = await db.run<VolumeRow>(volumes, { lines, day, before });
  if (rows.length === 0) return new Map();
  const excused = await excusedOf(
    db,
    rows.map((row) => row.document_id),
    before,
  );
  const { farPercent } = await ruleOn(db, 'volume_progress', day);
  return new Map(
    rows.map((row): [number, VolumeProgress] => {
      const conversion = { convertTimes: row.convert_times, convertBy: row.convert_by };
      const acceptedUnits = toContractUnits(row.accepted_base - row.returned_base, conversion);
      const given = { agreedUnits: row.agreed_units, acceptedUnits, excusedUnits: excused.get(row.id) ?? 0 };
      return [row.id, progressOf({ ...given, startsOn: row.starts_on, endsOn: row.ends_on, day, farPercent })];
    }),
  );
}
