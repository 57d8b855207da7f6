/** The tiers of an item as a version has them, for statements that lay `formulary_entry` beside `item`. */
import { tierColumns } from '../catalogue/pack-queries.ts';

/** Tiers by version `:versionId`, joined as `entry`; with 0, before any version, those that the catalogue gives. */
export const TIERS_IN_VERSION = tierColumns(
  (tier) => `case when cast(:versionId as bigint) = 0 then item.${tier}_tier else coalesce(entry.${tier}, false) end`,
);
