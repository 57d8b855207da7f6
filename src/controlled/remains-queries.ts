/** What came back and was poured away of issued goods, beside the rows of the register. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import type { Moved } from './register-queries.ts';

type Row = Record<string, string | number | null>;

const backOf = statement(
  `select line.issue_id, line.lot_id, cast(sum(back.pieces) as bigint) as pieces
   from ${rowset('ids', { id: 'int' })} as given join issue_line as line on line.issue_id = given.id
   join ampoule_return as back on back.issue_line_id = line.id group by line.issue_id, line.lot_id`,
);
const pouredOf = statement(
  `select line.issue_id, line.lot_id, residue.amount, residue.method, person.name
   from ${rowset('ids', { id: 'int' })} as given join issue_line as line on line.issue_id = given.id
   join residue on residue.issue_line_id = line.id join person on person.id = residue.witness_id order by residue.id`,
);

/** With what came back and was poured away of each issue; said once for each lot of it. */
export async function withRemains<R extends Moved>(db: Db, rows: readonly R[]) {
  const issues = rows.filter((row) => row.kind === 'issue' && row.documentId !== null);
  const ids = [...new Set(issues.map((row) => row.documentId ?? 0))].map((id) => ({ id }));
  const back = ids.length === 0 ? [] : await db.run<Row>(backOf, { ids });
  const poured = ids.length === 0 ? [] : await db.run<Row>(pouredOf, { ids });
  const said = new Set<string>();
  return rows.map((row) => {
    const key = `${row.documentId}-${row.lotId}`;
    const none = { ...row, ampoules: 0, residues: [] as string[] };
    if (row.kind !== 'issue' || said.has(key)) return none;
    said.add(key);
    const own = (one: Row) => one.issue_id === row.documentId && one.lot_id === row.lotId;
    const residues = poured.filter(own).map((one) => `${one.amount} ${one.method}（${one.name}）`);
    return { ...none, ampoules: Number(back.find(own)?.pieces ?? 0), residues };
  });
}
