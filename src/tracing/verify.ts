/** What scans must agree with: the sums of days, the packs they are of, and the lines of their papers. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';
import { PAPER_STANDS, STANDS } from './capture-statements.ts';
import { scannedFromScans } from './list-statements.ts';
import { dayOfNumber } from './paper-queries.ts';

const kept = statement(
  `select organisation_id, day, act, due_packs, scanned_packs from trace_day where scanned_packs <> 0`,
);

interface Sum {
  act: string;
  organisation_id: number;
  day: string | null;
  day_number: number | null;
  scanned: number;
}

const keyOf = (row: { organisation_id: number; act: string }, day: string) =>
  `${row.organisation_id} ${day} ${row.act}`;

/** The rate of a day is what its scans say, recomputed from the scans and the lines of their papers. */
async function findSums(db: Db): Promise<FoundRow[]> {
  const expected = new Map<string, number>();
  for (const row of await db.run<Sum>(scannedFromScans, {})) {
    const key = keyOf(row, row.day ?? dayOfNumber(row.day_number) ?? '');
    expected.set(key, (expected.get(key) ?? 0) + Number(row.scanned));
  }
  const found = new Map<string, number>();
  for (const row of await db.run<{ organisation_id: number; day: string; act: string; scanned_packs: number }>(
    kept,
    {},
  )) {
    found.set(keyOf(row, row.day), row.scanned_packs);
  }
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((key) => (expected.get(key) ?? 0) !== (found.get(key) ?? 0))
    .map((key) => ({
      subject: key,
      expected: String(expected.get(key) ?? 0),
      found: String(found.get(key) ?? 0),
    }));
}

const RULES: Record<string, Statement> = {
  trace_due: statement(
    `select place.short_name || ' ' || sum_of.day || ' ' || sum_of.act as subject,
       cast(sum_of.due_packs as text) as expected, cast(sum_of.scanned_packs as text) as found
     from trace_day as sum_of join organisation as place on place.id = sum_of.organisation_id
     where sum_of.scanned_packs < 0 or sum_of.scanned_packs > sum_of.due_packs`,
  ),
  trace_parts: statement(
    `select scan.code as subject, cast(max(item.pack_size) as text) as expected,
       cast(sum(case when scan.act = 'issue' then scan.part_base else -scan.part_base end) as text) as found
     from trace_scan as scan join item on item.id = scan.item_id
     join document as paper on paper.id = scan.document_id and ${PAPER_STANDS}
     where scan.part_base is not null and scan.act in ('issue', 'issue_return') and ${STANDS}
     group by scan.code
     having sum(case when scan.act = 'issue' then scan.part_base else -scan.part_base end) > max(item.pack_size)`,
  ),
  trace_lines: statement(
    `select scan.code || ' ' || scan.act as subject, paper.number as expected, cast(scan.line_id as text) as found
     from trace_scan as scan join document as paper on paper.id = scan.document_id
     where scan.line_id is not null and ${STANDS} and not exists (
       select 1 from dispatch_line as line where scan.act in ('dispatch', 'arrival') and line.id = scan.line_id
         and line.dispatch_id = scan.document_id and line.item_id = scan.item_id)
     and not exists (select 1 from issue_line as line where scan.act in ('issue', 'issue_return')
         and line.id = scan.line_id and line.issue_id = scan.document_id and line.item_id = scan.item_id)
     and not exists (select 1 from receipt_line as line join order_line on order_line.id = line.order_line_id
       where scan.act = 'receipt' and line.id = scan.line_id and line.receipt_id = scan.document_id
         and order_line.item_id = scan.item_id)
     and not exists (select 1 from supplier_return_line as line where scan.act = 'supplier_return'
         and line.id = scan.line_id and line.return_id = scan.document_id)`,
  ),
};

/** The rules of traceability for the verification. */
export const traceChecks: readonly Check<Db>[] = [
  {
    rule: 'trace_sums',
    find: async (db) => (await findSums(db)).map((row) => ({ rule: 'trace_sums', ...row })),
  },
  ...Object.entries(RULES).map(([rule, query]) => ({
    rule,
    find: async (db: Db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  })),
];
