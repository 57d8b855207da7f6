/** Hot statements of proposed changes: an import may propose thousands at once. */

import { forUpdate, lockTable, rowset, statement } from '../../db/statement.ts';
import { asBit, tierColumns } from '../catalogue/pack-queries.ts';

/** Two people who open the next draft at once: the second waits and then finds the first one's. */
export const lockDrafts = statement(lockTable('formulary_version', 'exclusive'));

export const openDraftRow = statement(
  `select version.id, version.document_id, document.number, document.version as document_version, version.title,
     version.based_on_id, version.effective_on
   from formulary_version as version join document on document.id = version.document_id where version.draft`,
);
export const lockDocument = statement(`select id from document where id = :id ${forUpdate}`);
export const headOrganisation = statement(`select id from organisation where kind = 'head' order by id limit 1`);
export const latestPublished = statement(
  `select id, edition from formulary_version where published_at is not null order by edition desc limit 1`,
);
export const addVersion = statement(
  `insert into formulary_version (document_id, title, based_on_id, draft)
   values (:documentId, :title, :basedOnId, true) returning id`,
);

/** The first version of a county: everything it has, as it has it. */
export const addWhatThereIs = statement(
  `insert into formulary_change (version_id, item_id, act, county, township, village, origin, reason, proposed_by,
     proposed_at)
   select cast(:versionId as bigint), id, 'add', county_tier, township_tier, village_tier, 'review',
     cast(:reason as text), cast(:actorId as bigint), cast(:at as bigint)
   from item where active and (county_tier or township_tier or village_tier)`,
);

/** Where each item stands in the base and in the draft. */
export const standing = statement(
  `select item.id, item.generic_name, ${asBit('item.active')} as active,
     ${tierColumns((tier) => `base.${tier}`)},
     change.id as change_id
   from ${rowset('items', { id: 'int' })} as given join item on item.id = given.id
   left join formulary_entry as base on base.version_id = :basedOnId and base.item_id = item.id
   left join formulary_change as change on change.version_id = :versionId and change.item_id = item.id`,
);
/** The tiers of each item in the next version: what the draft says of it, else what its base says. */
export const comingTiers = statement(
  `select given.id as item_id,
     ${tierColumns((tier) => `case when change.id is null then base.${tier} else change.${tier} end`)}
   from ${rowset('items', { id: 'int' })} as given
   left join formulary_entry as base on base.version_id = :basedOnId and base.item_id = given.id
   left join formulary_change as change on change.version_id = :versionId and change.item_id = given.id`,
);
export const writeChanges = statement(
  `insert into formulary_change (version_id, item_id, act, county, township, village, use_until, origin, dossier_id,
     reason, proposed_by, proposed_at)
   select cast(:versionId as bigint), given.item_id, given.act, given.county = 1, given.township = 1,
     given.village = 1, given.use_until, given.origin, given.dossier_id, given.reason, cast(:actorId as bigint),
     cast(:at as bigint)
   from ${rowset('changes', {
     item_id: 'int',
     act: 'text',
     county: 'int',
     township: 'int',
     village: 'int',
     use_until: 'text',
     origin: 'text',
     dossier_id: 'int',
     reason: 'text',
   })} as given where true
   on conflict (version_id, item_id) do update set act = excluded.act, county = excluded.county,
     township = excluded.township, village = excluded.village, use_until = excluded.use_until,
     origin = excluded.origin, dossier_id = excluded.dossier_id, reason = excluded.reason,
     proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at`,
);
export const dropChanges = statement(
  `delete from formulary_change where version_id = :versionId
   and item_id in (select id from ${rowset('items', { id: 'int' })} as given)`,
);
