/** Volume-based contracts against time: by line, by brand and by member, and what was bought besides. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { PACK_COLUMNS, type PackColumns, type PackWords, packWordsOf } from '../catalogue/pack-queries.ts';
import { type VolumeProgress, volumeProgress } from '../prices/progress-queries.ts';
import { toContractUnits } from '../prices/progress-rules.ts';
import { type ShareRow, sharesOfLine } from './queries.ts';

export interface ProgressLine extends PackWords {
  lineId: number;
  contract: string;
  batch: string;
  partyName: string;
  backupName: string | null;
  startsOn: string;
  endsOn: string;
  convertTimes: number;
  convertBy: number;
  progress: VolumeProgress;
  /** Base units of the same generic name and form that were bought outside the volume contracts in its time. */
  otherBase: number;
}

const volumeLines = statement(
  `select line.id as line_id, document.number, contract.batch, party.short_name as party_name,
     backup.short_name as backup_name, contract.starts_on, contract.ends_on, line.convert_times, line.convert_by,
     specification.concept_id, ${PACK_COLUMNS}
   from contract
   join document on document.id = contract.document_id
   join contract_line as line on line.contract_id = contract.document_id
   join item on item.id = line.item_id
   join product on product.id = item.product_id
   join specification on specification.id = product.specification_id
   join party on party.id = contract.party_id
   left join party as backup on backup.id = contract.backup_party_id
   where contract.kind = 'volume' and document.status in ('active', 'ended')
     and contract.starts_on <= :day and contract.ends_on >= :since
   order by contract.ends_on, document.id, line.id`,
);
/** Bought in the time of a line, of the same generic name and form, under no volume contract. */
const boughtBesides = statement(
  `select asked.line_id, cast(sum(came.accepted_base) as bigint) as base
   from ${rowset('lines', { line_id: 'int', concept_id: 'int', starts_on: 'text', ends_on: 'text' })} as asked
   join specification on specification.concept_id = asked.concept_id
   join product on product.specification_id = specification.id
   join item on item.product_id = product.id
   join order_line as ordered on ordered.item_id = item.id
   join receipt_line as came on came.order_line_id = ordered.id
     and came.decided_on >= asked.starts_on and came.decided_on <= asked.ends_on
   where not exists (select 1 from contract_line as agreed join contract on contract.document_id = agreed.contract_id
     where agreed.id = ordered.contract_line_id and contract.kind = 'volume')
   group by asked.line_id`,
);

type Row = PackColumns & {
  line_id: number;
  number: string;
  batch: string;
  party_name: string;
  backup_name: string | null;
  starts_on: string;
  ends_on: string;
  convert_times: number;
  convert_by: number;
  concept_id: number;
};

/** Every line of a volume contract in its time on the day (or over since `since`), the next to end first. */
export async function volumeLinesOn(db: Db, day: string, since = day): Promise<ProgressLine[]> {
  const rows = await db.run<Row>(volumeLines, { day, since });
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.line_id);
  const progress = await volumeProgress(db, ids, day);
  const lines = rows.map((row) => ({
    line_id: row.line_id,
    concept_id: row.concept_id,
    starts_on: row.starts_on,
    ends_on: row.ends_on < day ? row.ends_on : day,
  }));
  const besides = await db.run<{ line_id: number; base: number }>(boughtBesides, { lines });
  const other = new Map(besides.map((row) => [row.line_id, Number(row.base)]));
  return rows.flatMap((row) => {
    const own = progress.get(row.line_id);
    if (own === undefined) return [];
    return [
      {
        ...packWordsOf(row),
        lineId: row.line_id,
        contract: row.number,
        batch: row.batch,
        partyName: row.party_name,
        backupName: row.backup_name,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        convertTimes: row.convert_times,
        convertBy: row.convert_by,
        progress: own,
        otherBase: other.get(row.line_id) ?? 0,
      },
    ];
  });
}

export interface MemberProgress extends ShareRow {
  acceptedUnits: number;
}

/** Accepted goods belong to who asked for them; what nobody asked for, and returns, to who inspected them. */
const acceptedByMember = statement(
  `select organisation.id, organisation.path, cast(sum(taken.base) as bigint) as base from (
     select demand.organisation_id, allotment.quantity_base as base
     from contract_line as line
     join order_line as ordered on ordered.item_id = line.item_id and ordered.contract_line_id = line.id
     join receipt_line as came on came.order_line_id = ordered.id and came.decided_on <= :day
     join allotment on allotment.receipt_line_id = came.id
     join demand on demand.id = allotment.demand_id
     where line.id = :lineId
     union all
     select receipt.organisation_id, came.accepted_base - coalesce((select sum(allotment.quantity_base)
       from allotment where allotment.receipt_line_id = came.id), 0) - came.returned_base as base
     from contract_line as line
     join order_line as ordered on ordered.item_id = line.item_id and ordered.contract_line_id = line.id
     join receipt_line as came on came.order_line_id = ordered.id and came.decided_on <= :day
     join receipt on receipt.document_id = came.receipt_id
     where line.id = :lineId
   ) as taken join organisation on organisation.id = taken.organisation_id
   group by organisation.id, organisation.path`,
);

interface Taken {
  id: number;
  path: string;
  base: number;
}

/** The member with a share at or nearest above the organisation: a village counts for its branch when that agreed. */
function bearerOf(path: string, shares: readonly ShareRow[]): ShareRow | undefined {
  const above = shares.filter((share) => path.startsWith(share.path));
  return above.sort((a, b) => b.path.length - a.path.length)[0];
}

/** What each member took of what it agreed to; last, when there is any, what members without a share took. */
export async function memberProgress(
  db: Db,
  line: { id: number; convertTimes: number; convertBy: number },
  day: string,
): Promise<{ members: MemberProgress[]; othersUnits: number }> {
  const shares = await sharesOfLine(db, line.id);
  const taken = await db.run<Taken>(acceptedByMember, { lineId: line.id, day });
  const base = new Map<number, number>();
  let others = 0;
  for (const one of taken) {
    const bearer = bearerOf(one.path, shares);
    if (bearer === undefined) others += Number(one.base);
    else base.set(bearer.organisationId, (base.get(bearer.organisationId) ?? 0) + Number(one.base));
  }
  const members = shares.map((share) => ({
    ...share,
    acceptedUnits: toContractUnits(base.get(share.organisationId) ?? 0, line),
  }));
  return { members, othersUnits: toContractUnits(others, line) };
}
