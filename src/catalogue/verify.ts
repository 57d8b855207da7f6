/** Recomputes what the catalogue keeps twice: words of the levels on items, dated facts without gaps, their copies. */
import { desc } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { auditRow } from '../../db/schema/audit.ts';
import { type Statement, statement } from '../../db/statement.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import type { Check, Finding, FoundRow } from '../kernel/finding.ts';

const LEVELS = `item join product on product.id = item.product_id
     join specification on specification.id = product.specification_id
     join concept on concept.id = specification.concept_id`;

const RULES: Record<string, Statement> = {
  item_words: statement(
    `select 'item ' || item.code as subject,
       concept.kind || ' ' || concept.generic_name || ' ' || concept.form || ' ' || specification.strength || ' '
         || product.manufacturer || ' ' || product.approval_number || ' ' || specification.base_unit || '×'
         || specification.scale as expected,
       item.kind || ' ' || item.generic_name || ' ' || item.form || ' ' || item.strength || ' '
         || item.manufacturer || ' ' || coalesce(item.approval_number, '') || ' ' || item.base_unit || '×'
         || item.scale as found
     from ${LEVELS}
     where item.kind <> concept.kind or item.generic_name <> concept.generic_name or item.form <> concept.form
       or item.strength <> specification.strength or item.base_unit <> specification.base_unit
       or item.scale <> specification.scale or item.manufacturer <> product.manufacturer
       or coalesce(item.approval_number, '') <> product.approval_number
     order by item.id`,
  ),
};

interface SpanRow {
  code: string;
  type: string;
  effective_from: string;
  ends: string | null;
}

const endsOfFacts = statement(
  `select item.code, given.type, given.effective_from, given.ends from (
     select item_id, type, effective_from, lag(coalesce(effective_to, 'open'))
       over (partition by item_id, type order by effective_from) as ends from item_fact
   ) as given join item on item.id = given.item_id
   where given.ends is not null order by item.id, given.type, given.effective_from`,
);
const lastOfFacts = statement(
  `select item.code, fact.type, fact.effective_to as effective_from, null as ends
   from item_fact as fact join item on item.id = fact.item_id
   where fact.effective_to is not null and not exists (
     select 1 from item_fact as later where later.item_id = fact.item_id and later.type = fact.type
       and later.effective_from > fact.effective_from)
   order by item.id, fact.type`,
);

/** Once a fact has begun, one row holds on each day: the next begins the day after the last ended. */
async function findSpans(db: Db): Promise<Finding[]> {
  const rule = 'fact_spans';
  const findings: Finding[] = [];
  for (const row of await db.run<SpanRow>(endsOfFacts, {})) {
    const expected = row.ends === null || row.ends === 'open' ? 'open' : addDays(row.ends, 1);
    if (expected === row.effective_from) continue;
    findings.push({ rule, subject: `item ${row.code} ${row.type}`, expected, found: row.effective_from });
  }
  for (const row of await db.run<SpanRow>(lastOfFacts, {})) {
    findings.push({ rule, subject: `item ${row.code} ${row.type}`, expected: 'open', found: row.effective_from });
  }
  return findings;
}

const copiesApart = statement(
  `select 'item ' || item.code || ' ' || fact.type as subject, fact.value as expected,
     case fact.type when 'control_class' then item.control_class when 'storage_zone' then item.storage_zone
       else case when item.essential then 'yes' else 'no' end end as found
   from item join item_fact as fact on fact.item_id = item.id and fact.effective_from <= :day
     and (fact.effective_to is null or fact.effective_to >= :day)
   where (fact.type = 'control_class' and fact.value <> item.control_class)
     or (fact.type = 'storage_zone' and fact.value <> item.storage_zone)
     or (fact.type = 'essential' and (fact.value <> 'no') <> item.essential)
   order by item.id, fact.type`,
);

/** The copies are those of the day of the last act: nothing has been written since that could say otherwise. */
async function findCopies(db: Db): Promise<Finding[]> {
  const [last] = await db.select({ at: auditRow.at }).from(auditRow).orderBy(desc(auditRow.at)).limit(1);
  if (last === undefined) return [];
  const rows = await db.run<FoundRow>(copiesApart, { day: dayOf(last.at) });
  return rows.map((row) => ({ rule: 'fact_copies', ...row }));
}

/** The promises of the catalogue. */
export const catalogueChecks: readonly Check<Db>[] = [
  ...Object.entries(RULES).map(([rule, query]) => ({
    rule,
    find: async (db: Db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
  })),
  { rule: 'fact_spans', find: findSpans },
  { rule: 'fact_copies', find: findCopies },
];
