/** The one statement that counts, for every listed item, what may speak against it. */
import { statement } from '../../db/statement.ts';

/* Listed items and those on trial, with what is counted for each since the days given. What came before an item was
   last kept is answered, and no longer counted. */
export const watched = statement(
  `with kept as (
     select item_id, max(at) as at from (
       select item_id, at from watch_note where act = 'keep'
       union all
       select dossier.item_id, (select max(at) from document_act
         where document_act.document_id = dossier.document_id and document_act.act = 'keep') as at
       from dossier join document on document.id = dossier.document_id and document.status in ('trial', 'kept')
     ) as told group by item_id
   )
   select item.id, item.code, item.generic_name, item.strength, item.manufacturer, item.created_at,
     paper.number, paper.status, dossier.trial_until, paper.decided_at,
     coalesce(used.base, 0) as used, coalesce(missed.n, 0) as shortages, vbp.value as vbp,
     vbp.effective_from as vbp_from, kept.at as kept_at,
     coalesce(paper.signals, 0) + coalesce(noted.signals, 0) as signals
   from item
   left join (
     select dossier.item_id, max(dossier.id) as dossier_id from dossier
     join document on document.id = dossier.document_id and document.status in ('trial', 'kept')
     group by dossier.item_id
   ) as latest on latest.item_id = item.id
   left join dossier on dossier.id = latest.dossier_id
   left join (
     select document.id, document.number, document.status,
       (select max(at) from document_act where document_act.document_id = document.id and act = 'adopt') as decided_at,
       (select count(*) from document_act where document_act.document_id = document.id and act = 'signal' and
          document_act.id > coalesce((select max(id) from document_act as kept where kept.document_id = document.id
            and kept.act = 'keep'), 0)) as signals
     from document where kind = 'dossier'
   ) as paper on paper.id = dossier.document_id
   left join kept on kept.item_id = item.id
   left join (
     select told.item_id, count(*) as signals from watch_note as told left join kept on kept.item_id = told.item_id
     where told.act = 'signal' and told.at >= coalesce(kept.at, 0)
       and told.id > coalesce((select max(id) from watch_note as held
         where held.item_id = told.item_id and held.act = 'keep'), 0)
     group by told.item_id
   ) as noted on noted.item_id = item.id
   left join (
     select item_id, cast(sum(quantity_base) as bigint) as base from daily_use where day between :since and :today
     group by item_id
   ) as used on used.item_id = item.id
   left join (
     select shortage.item_id, count(*) as n from shortage
     join document on document.id = shortage.document_id and document.status not in ('cancelled', 'rejected')
     left join kept on kept.item_id = shortage.item_id
     where document.created_at >= :shortSince and document.created_at > coalesce(kept.at, 0) group by shortage.item_id
   ) as missed on missed.item_id = item.id
   left join item_fact as vbp on vbp.item_id = item.id and vbp.type = 'vbp' and vbp.value like 'unselected:%'
     and vbp.effective_from <= :today and (vbp.effective_to is null or vbp.effective_to >= :today)
   where item.active and item.use_until is null
     and (item.county_tier or item.township_tier or item.village_tier or latest.dossier_id is not null)
   order by item.code`,
);
