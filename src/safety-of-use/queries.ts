/** Which equipment may not be used or booked, and why: what putting it into use, sharing and booking ask. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { BARRING_RECALL } from './recall-queries.ts';
import { type Bar, barsOf, type TestDuty, type UseFacts } from './rules.ts';

const factsOf = statement(
  `select asset.id, asset.status, asset.down_by, duty.item, duty.outcome, duty.valid_until,
     (select min(plan.kind) from maintenance_plan as plan
      where plan.asset_id = asset.id and plan.ended_on is null and plan.outcome = 'stopped') as stopped_by,
     ${BARRING_RECALL} as recalled_by
   from ${rowset('assets', { id: 'int' })} as wanted join asset on asset.id = wanted.id
   left join metrology_duty as duty on duty.asset_id = asset.id and duty.ended_on is null
   order by asset.id, duty.id`,
);

interface FactRow {
  id: number;
  status: string;
  down_by: number | null;
  stopped_by: string | null;
  recalled_by: string | null;
  item: string | null;
  outcome: TestDuty['outcome'];
  valid_until: string | null;
}

/** What bars each of the cards on that day, by id; those that nothing bars are left out. */
export async function useBlockedBy(db: Db, assetIds: readonly number[], today: string): Promise<Map<number, Bar[]>> {
  if (assetIds.length === 0) return new Map();
  const rows = await db.run<FactRow>(factsOf, { assets: [...new Set(assetIds)].map((id) => ({ id })) });
  const facts = new Map<number, UseFacts & { duties: TestDuty[] }>();
  for (const row of rows) {
    const id = Number(row.id);
    const known = facts.get(id) ?? {
      status: row.status,
      down: row.down_by !== null,
      stoppedBy: row.stopped_by,
      recalledBy: row.recalled_by,
      duties: [],
    };
    const { item, outcome, valid_until: validUntil } = row;
    if (item !== null) known.duties.push({ item, outcome, validUntil });
    facts.set(id, known);
  }
  const bars = [...facts].map(([id, known]): [number, Bar[]] => [id, barsOf(known, today)]);
  return new Map(bars.filter(([, found]) => found.length > 0));
}

const standIn = statement(
  `select document.number from fault join document on document.id = fault.document_id
   where fault.loaner_id = :assetId and fault.is_open limit 1`,
);

/** Number of the open fault in which the card stands in for another; undefined when it stands in for none. */
export async function standsInFor(db: Db, assetId: number): Promise<string | undefined> {
  const [row] = await db.run<{ number: string }>(standIn, { assetId });
  return row?.number;
}
