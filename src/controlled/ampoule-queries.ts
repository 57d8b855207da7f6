/** Empty ampoules and used patches (空安瓿): which issues still owe some, what came back, and what was poured away. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';

/** Forms that leave a piece behind which must come back. */
const LEAVES = `item.control_class in ('narcotic', 'psychotropic_1', 'toxic') and item.scale = 1
  and (item.form like '%注射%' or item.form like '%针%' or item.form like '%贴%')`;
const BACK = `coalesce((select sum(back.pieces) from ampoule_return as back where back.issue_line_id = line.id), 0)`;
const FIELDS = `line.id, line.line_number, document.number as issue_number, issue.occurred_at, issue.ward,
  issue.patient_ref, item.id as item_id, item.code, item.generic_name, item.strength, item.manufacturer,
  item.base_unit, lot.id as lot_id, lot.number as lot_number, line.quantity_base - line.returned_base as issued,
  cast(${BACK} as bigint) as back, organisation.id as organisation_id, organisation.short_name, organisation.path`;
const FROM = `from issue_line as line join issue on issue.document_id = line.issue_id
  join document on document.id = issue.document_id and document.kind = 'issue'
  join organisation on organisation.id = document.organisation_id
  join item on item.id = line.item_id join lot on lot.id = line.lot_id`;
const POSTED = `document.status = 'posted' and line.quantity_base > line.returned_base and ${LEAVES}`;

const owing = statement(
  `select ${FIELDS} ${FROM} where ${POSTED} and organisation.path like :scope || '%'
     and issue.occurred_at >= :since and line.quantity_base - line.returned_base > ${BACK}
   order by issue.occurred_at, line.id limit :size`,
);
const oneLine = statement(`select ${FIELDS} ${FROM} where line.id = :id and ${LEAVES}`);

export interface IssuedLine {
  id: number;
  lineNumber: number;
  issueNumber: string;
  at: number;
  ward: string;
  patientRef: string;
  item: { id: number; code: string; name: string; detail: string; baseUnit: string };
  lotId: number;
  lotNumber: string;
  /** Pieces that went out and were not brought back unused. */
  issued: number;
  /** Empty ones that came back. */
  back: number;
  place: { id: number; shortName: string; path: string };
}

type Row = Record<string, string | number | null>;

const issuedLine = (row: Row): IssuedLine => ({
  id: Number(row.id),
  lineNumber: Number(row.line_number),
  issueNumber: String(row.issue_number),
  at: Number(row.occurred_at),
  ward: String(row.ward),
  patientRef: String(row.patient_ref),
  item: {
    id: Number(row.item_id),
    code: String(row.code),
    name: String(row.generic_name),
    detail: [row.strength, row.manufacturer, row.code].join(' '),
    baseUnit: String(row.base_unit),
  },
  lotId: Number(row.lot_id),
  lotNumber: String(row.lot_number),
  issued: Number(row.issued),
  back: Number(row.back),
  place: { id: Number(row.organisation_id), shortName: String(row.short_name), path: String(row.path) },
});

/** Lines of issues since an instant that still owe ampoules, longest out first; `q` finds items, ward and number. */
export async function owedAmpoules(
  db: Db,
  scopePath: string,
  given: { since: number; size: number; q?: string | undefined },
): Promise<IssuedLine[]> {
  const { since, size, q } = given;
  const words = await findByWord(db, q);
  const rows = (await db.run<Row>(owing, { scope: scopePath, since, size })).map(issuedLine);
  return rows.filter((row) =>
    words.every(({ text, itemIds }) => {
      const said = `${row.issueNumber} ${row.ward} ${row.patientRef} ${row.lotNumber}`.toLowerCase();
      return itemIds.includes(row.item.id) || said.includes(text.toLowerCase());
    }),
  );
}

/** The line of an issue that leaves pieces behind; undefined for any other. */
export async function ampouleLine(db: Db, lineId: number): Promise<IssuedLine | undefined> {
  const [row] = await db.run<Row>(oneLine, { id: lineId });
  return row && issuedLine(row);
}

const owedOf = statement(
  `select line.id, line.quantity_base - line.returned_base as issued, cast(${BACK} as bigint) as back ${FROM}
   where line.issue_id = :issueId and ${LEAVES} order by line.line_number`,
);

/** The lines of an issue that leave pieces behind, by id, with what went out and what came back empty. */
export async function ampouleLinesOf(db: Db, issueId: number): Promise<Map<number, { issued: number; back: number }>> {
  const rows = await db.run<Row>(owedOf, { issueId });
  return new Map(rows.map((row) => [Number(row.id), { issued: Number(row.issued), back: Number(row.back) }]));
}

const ofIssue = statement(
  `select line.line_number, cast(sum(back.pieces) as bigint) as pieces from issue_line as line
   join ampoule_return as back on back.issue_line_id = line.id
   where line.issue_id = :issueId group by line.line_number`,
);

/** Empty ampoules that came back of an issue, by line number: so many pieces were used and cannot come back full. */
export async function ampoulesOfIssue(db: Db, issueId: number): Promise<Map<number, number>> {
  const rows = await db.run<{ line_number: number; pieces: number }>(ofIssue, { issueId });
  return new Map(rows.map((row) => [row.line_number, Number(row.pieces)]));
}

const BACK_FIELDS = `back.id, back.pieces, back.returned_by, back.at, back.destroyed_at, receiver.name as receiver,
  witness.name as witness, destroyer.name as destroyer, stood.name as destruction_witness,
  item.generic_name, item.strength, item.base_unit, lot.number as lot_number, line.id as line_id,
  document.number as issue_number, organisation.short_name`;
const BACK_FROM = `from ampoule_return as back
  join issue_line as line on line.id = back.issue_line_id
  join document on document.id = line.issue_id
  join organisation on organisation.id = back.organisation_id
  join item on item.id = back.item_id join lot on lot.id = back.lot_id
  join person as receiver on receiver.id = back.received_by
  join person as witness on witness.id = back.witness_id
  left join person as destroyer on destroyer.id = back.destroyed_by
  left join person as stood on stood.id = back.destruction_witness_id`;

const backOfLine = statement(`select ${BACK_FIELDS} ${BACK_FROM} where back.issue_line_id = :lineId order by back.id`);
const toDestroy = statement(
  `select ${BACK_FIELDS} ${BACK_FROM} where back.organisation_id = :organisationId and back.destroyed_at is null
   order by back.at, back.id limit 500`,
);
/** Every word typed is part of a number, a name or the member's search text, or finds the item by pinyin. */
const FOUND = `not exists (
    select 1 from ${rowset('words', { place: 'int', typed: 'text' })} as word
    where lower(document.number || ' ' || lot.number || ' ' || back.returned_by || ' ' || organisation.search_text)
        not like '%' || word.typed || '%'
      and not exists (select 1 from ${rowset('hits', { place: 'int', item_id: 'int' })} as hit
        where hit.place = word.place and hit.item_id = back.item_id))`;
const returned = statement(
  `select ${BACK_FIELDS} ${BACK_FROM} where organisation.path like :scope || '%' and ${FOUND}
     and (back.at < :at or (back.at = :at and back.id < :id)) order by back.at desc, back.id desc limit :size`,
);

export interface AmpouleReturn {
  id: number;
  lineId: number;
  issueNumber: string;
  place: string;
  itemName: string;
  strength: string;
  baseUnit: string;
  lotNumber: string;
  pieces: number;
  returnedBy: string;
  at: number;
  receiver: string;
  witness: string;
  destroyed: { at: number; by: string; witness: string } | null;
}

const ampouleReturn = (row: Row): AmpouleReturn => ({
  id: Number(row.id),
  lineId: Number(row.line_id),
  issueNumber: String(row.issue_number),
  place: String(row.short_name),
  itemName: String(row.generic_name),
  strength: String(row.strength),
  baseUnit: String(row.base_unit),
  lotNumber: String(row.lot_number),
  pieces: Number(row.pieces),
  returnedBy: String(row.returned_by),
  at: Number(row.at),
  receiver: String(row.receiver),
  witness: String(row.witness),
  destroyed:
    row.destroyed_at === null
      ? null
      : {
          at: Number(row.destroyed_at),
          by: String(row.destroyer ?? ''),
          witness: String(row.destruction_witness ?? ''),
        },
});

/** What came back of one line. */
export async function returnsOfLine(db: Db, lineId: number): Promise<AmpouleReturn[]> {
  return (await db.run<Row>(backOfLine, { lineId })).map(ampouleReturn);
}

/** What came back to a member and still lies there to be destroyed. */
export async function ampoulesToDestroy(db: Db, organisationId: number): Promise<AmpouleReturn[]> {
  return (await db.run<Row>(toDestroy, { organisationId })).map(ampouleReturn);
}

/** What came back in the scope and `q` finds, newest first, from before the cursor; one more than `size`. */
export async function listReturns(
  db: Db,
  scopePath: string,
  page: { cursor?: readonly [number, number] | undefined; size: number; q?: string | undefined },
): Promise<AmpouleReturn[]> {
  const found = await findByWord(db, page.q);
  const words = found.map(({ text }, place) => ({ place, typed: text.toLowerCase().replace(/[%_\\]/g, '') }));
  const hits = found.flatMap(({ itemIds }, place) => itemIds.map((id) => ({ place, item_id: id })));
  const [at, id] = page.cursor ?? [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const asked = { scope: scopePath, words, hits, at, id, size: page.size + 1 };
  return (await db.run<Row>(returned, asked)).map(ampouleReturn);
}

const poured = statement(
  `select residue.amount, residue.method, residue.at, actor.name as actor, witness.name as witness from residue
   join person as actor on actor.id = residue.actor_id join person as witness on witness.id = residue.witness_id
   where residue.issue_line_id = :lineId order by residue.id`,
);

export interface Residue {
  amount: string;
  method: string;
  at: number;
  actor: string;
  witness: string;
}

/** What was poured away of one line. */
export async function residuesOfLine(db: Db, lineId: number): Promise<Residue[]> {
  return db.run<Residue>(poured, { lineId });
}
