/** Recomputes what the formulary promises: whole, decided versions, one a day, and items as the one in force says. */
import type { Db } from '../../db/database.ts';
import { type Statement, statement } from '../../db/statement.ts';
import type { Check, FoundRow } from '../kernel/finding.ts';

const TIERS = (table: string) =>
  ['county', 'township', 'village'].map((tier) => `case when ${table}.${tier} then 1 else 0 end`).join(` || '/' || `);

const RULES: Record<string, Statement> = {
  formulary_entries: statement(
    `select coalesce(wanted.subject, stands.subject) as subject, coalesce(wanted.says, '-') as expected,
       coalesce(stands.says, '-') as found
     from (
       select version.id as version_id, coalesce(change.item_id, base.item_id) as item_id,
         version.edition || ' ' || coalesce(change.item_id, base.item_id) as subject,
         case when change.item_id is null then ${TIERS('base')} || coalesce(base.use_until, '')
           else ${TIERS('change')} || coalesce(change.use_until, '') end as says
       from (
         select formulary_version.id, edition, based_on_id, item_id from formulary_version
         join formulary_entry on formulary_entry.version_id = based_on_id where published_at is not null
         union
         select formulary_version.id, edition, based_on_id, item_id from formulary_version
         join formulary_change on formulary_change.version_id = formulary_version.id where published_at is not null
       ) as version
       left join formulary_entry as base on base.version_id = version.based_on_id and base.item_id = version.item_id
       left join formulary_change as change on change.version_id = version.id and change.item_id = version.item_id
     ) as wanted full join (
       select entry.version_id, entry.item_id, version.edition || ' ' || entry.item_id as subject,
         ${TIERS('entry')} || coalesce(entry.use_until, '') as says
       from formulary_entry as entry join formulary_version as version on version.id = entry.version_id
     ) as stands on stands.version_id = wanted.version_id and stands.item_id = wanted.item_id
     where wanted.says is distinct from stands.says`,
  ),
  formulary_decided: statement(
    `select document.number as subject, 'passed' as expected, coalesce(matter.outcome, '-') as found
     from formulary_version as version join document on document.id = version.document_id
     left join matter on matter.id = version.matter_id and matter.document_id = version.document_id
     where version.published_at is not null and coalesce(matter.outcome, '-') <> 'passed'`,
  ),
  formulary_one_a_day: statement(
    `select effective_on as subject, '1' as expected, cast(count(*) as text) as found
     from formulary_version where published_at is not null group by effective_on having count(*) > 1
     union all
     select later.effective_on, cast(later.edition as text), cast(earlier.edition as text)
     from formulary_version as later join formulary_version as earlier
       on earlier.edition > later.edition and earlier.effective_on < later.effective_on`,
  ),
  formulary_in_force: statement(
    `select item.code as subject,
       case when coalesce(entry.county, false) then 1 else 0 end || '/' ||
       case when coalesce(entry.township, false) then 1 else 0 end || '/' ||
       case when coalesce(entry.village, false) then 1 else 0 end || coalesce(' ' || entry.use_until, '') as expected,
       case when item.county_tier then 1 else 0 end || '/' || case when item.township_tier then 1 else 0 end || '/' ||
       case when item.village_tier then 1 else 0 end || coalesce(' ' || item.use_until, '') as found
     from (select id from formulary_version where in_force_at is not null order by effective_on desc limit 1) as version
     cross join item
     left join formulary_entry as entry on entry.version_id = version.id and entry.item_id = item.id
     where coalesce(entry.county, false) <> item.county_tier
       or coalesce(entry.township, false) <> item.township_tier
       or coalesce(entry.village, false) <> item.village_tier
       or entry.use_until is distinct from item.use_until`,
  ),
};

/** Entries are base and changes; versions are decided, one a day, in order; items stand as the one in force says. */
export const formularyChecks: readonly Check<Db>[] = Object.entries(RULES).map(([rule, query]) => ({
  rule,
  find: async (db) => (await db.run<FoundRow>(query, {})).map((row) => ({ rule, ...row })),
}));
