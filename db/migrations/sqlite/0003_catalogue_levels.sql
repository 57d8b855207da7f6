CREATE TABLE `catalogue_revision` (
	`id` integer PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `concept` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`generic_name` text NOT NULL,
	`form` text NOT NULL,
	`route` text NOT NULL,
	`aliases` text NOT NULL,
	`therapeutic_class` text DEFAULT '' NOT NULL,
	`consumable_grade` text,
	CONSTRAINT "concept_route" CHECK("concept"."route" in ('oral', 'injection', 'inhalation', 'topical', 'other'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `concept_identity` ON `concept` (`kind`,`generic_name`,`form`);--> statement-breakpoint
CREATE INDEX `concept_class` ON `concept` (`therapeutic_class`);--> statement-breakpoint
CREATE TABLE `item_fact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`type` text NOT NULL,
	`value` text NOT NULL,
	`effective_from` text NOT NULL,
	`effective_to` text,
	`legal_basis` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "item_fact_span" CHECK("item_fact"."effective_to" is null or "item_fact"."effective_to" >= "item_fact"."effective_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_fact_start` ON `item_fact` (`item_id`,`type`,`effective_from`);--> statement-breakpoint
CREATE UNIQUE INDEX `item_fact_open` ON `item_fact` (`item_id`,`type`) WHERE effective_to is null;--> statement-breakpoint
CREATE INDEX `item_fact_type` ON `item_fact` (`type`,`value`);--> statement-breakpoint
CREATE TABLE `product` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`specification_id` integer NOT NULL,
	`manufacturer` text NOT NULL,
	`holder` text DEFAULT '' NOT NULL,
	`brand` text DEFAULT '' NOT NULL,
	`approval_number` text DEFAULT '' NOT NULL,
	`origin` text DEFAULT '' NOT NULL,
	`grade` text DEFAULT '' NOT NULL,
	`standard` text DEFAULT '' NOT NULL,
	`retest_months` integer,
	FOREIGN KEY (`specification_id`) REFERENCES `specification`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_retest" CHECK("product"."retest_months" is null or "product"."retest_months" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `product_identity` ON `product` (`specification_id`,`manufacturer`,`brand`,`origin`,`grade`);--> statement-breakpoint
CREATE INDEX `product_approval` ON `product` (`approval_number`);--> statement-breakpoint
CREATE TABLE `specification` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`concept_id` integer NOT NULL,
	`strength` text NOT NULL,
	`base_unit` text NOT NULL,
	`scale` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`concept_id`) REFERENCES `concept`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "specification_scale" CHECK("specification"."scale" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `specification_identity` ON `specification` (`concept_id`,`strength`,`base_unit`,`scale`);--> statement-breakpoint
CREATE TABLE `formulary_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`version_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`act` text NOT NULL,
	`county` integer NOT NULL,
	`township` integer NOT NULL,
	`village` integer NOT NULL,
	`use_until` text,
	`origin` text NOT NULL,
	`dossier_id` integer,
	`reason` text NOT NULL,
	`proposed_by` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `formulary_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "formulary_change_tiers" CHECK("formulary_change"."act" = 'remove' or "formulary_change"."county" or "formulary_change"."township" or "formulary_change"."village"),
	CONSTRAINT "formulary_change_removal" CHECK("formulary_change"."act" <> 'remove' or (not "formulary_change"."county" and not "formulary_change"."township" and not "formulary_change"."village"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `formulary_change_item` ON `formulary_change` (`version_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `formulary_entry` (
	`version_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`county` integer NOT NULL,
	`township` integer NOT NULL,
	`village` integer NOT NULL,
	`use_until` text,
	`snapshot` text NOT NULL,
	PRIMARY KEY(`version_id`, `item_id`),
	FOREIGN KEY (`version_id`) REFERENCES `formulary_version`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `formulary_entry_item` ON `formulary_entry` (`item_id`);--> statement-breakpoint
CREATE TABLE `formulary_exception` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`generic_name` text NOT NULL,
	`route` text NOT NULL,
	`most` integer NOT NULL,
	`reason` text NOT NULL,
	`matter_id` integer,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "formulary_exception_most" CHECK("formulary_exception"."most" > 2),
	CONSTRAINT "formulary_exception_span" CHECK("formulary_exception"."valid_to" is null or "formulary_exception"."valid_to" >= "formulary_exception"."valid_from")
);
--> statement-breakpoint
CREATE INDEX `formulary_exception_name` ON `formulary_exception` (`generic_name`,`route`);--> statement-breakpoint
CREATE TABLE `formulary_version` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`edition` integer,
	`title` text NOT NULL,
	`effective_on` text,
	`based_on_id` integer,
	`draft` integer NOT NULL,
	`matter_id` integer,
	`published_at` integer,
	`published_by` integer,
	`in_force_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "formulary_version_published" CHECK("formulary_version"."published_at" is null or "formulary_version"."effective_on" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `formulary_version_document` ON `formulary_version` (`document_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `formulary_version_edition` ON `formulary_version` (`edition`);--> statement-breakpoint
CREATE UNIQUE INDEX `formulary_version_draft` ON `formulary_version` (`draft`) WHERE draft;--> statement-breakpoint
CREATE UNIQUE INDEX `formulary_version_effective` ON `formulary_version` (`effective_on`) WHERE published_at is not null;--> statement-breakpoint
CREATE TABLE `permit_recipient` (
	`permit_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	PRIMARY KEY(`permit_id`, `organisation_id`),
	FOREIGN KEY (`permit_id`) REFERENCES `preparation_permit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `preparation_permit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`item_id` integer NOT NULL,
	`maker_id` integer NOT NULL,
	`cap_base` integer NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`authority` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`revoked_at` integer,
	`revoked_reason` text,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`maker_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "preparation_permit_cap" CHECK("preparation_permit"."cap_base" > 0),
	CONSTRAINT "preparation_permit_span" CHECK("preparation_permit"."valid_to" >= "preparation_permit"."valid_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `preparation_permit_number` ON `preparation_permit` (`number`);--> statement-breakpoint
CREATE INDEX `preparation_permit_item` ON `preparation_permit` (`item_id`,`maker_id`);--> statement-breakpoint
CREATE TABLE `committee_seat` (
	`session_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`present_at` integer,
	PRIMARY KEY(`session_id`, `person_id`),
	FOREIGN KEY (`session_id`) REFERENCES `committee_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `committee_session` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`title` text NOT NULL,
	`held_on` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`minutes` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `committee_session_document` ON `committee_session` (`document_id`);--> statement-breakpoint
CREATE TABLE `dossier` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`item_id` integer,
	`wish` text,
	`indication` text NOT NULL,
	`reason` text NOT NULL,
	`comparison` text DEFAULT '' NOT NULL,
	`evidence` text DEFAULT '' NOT NULL,
	`course_fen` integer,
	`daily_fen` integer,
	`tiers` text NOT NULL,
	`interests` text NOT NULL,
	`score_half` integer,
	`band` text,
	`trial_until` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dossier_subject" CHECK(("dossier"."item_id" is null) <> ("dossier"."wish" is null)),
	CONSTRAINT "dossier_score" CHECK("dossier"."score_half" is null or "dossier"."score_half" between 0 and 200)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_document` ON `dossier` (`document_id`);--> statement-breakpoint
CREATE INDEX `dossier_item` ON `dossier` (`item_id`);--> statement-breakpoint
CREATE TABLE `dossier_comparator` (
	`dossier_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	PRIMARY KEY(`dossier_id`, `item_id`),
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `dossier_review` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dossier_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`assigned_at` integer NOT NULL,
	`interest` text,
	`interest_text` text DEFAULT '' NOT NULL,
	`submitted_at` integer,
	`total_half` integer,
	FOREIGN KEY (`dossier_id`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dossier_review_person` ON `dossier_review` (`dossier_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `dossier_score` (
	`review_id` integer NOT NULL,
	`criterion` text NOT NULL,
	`half` integer NOT NULL,
	`evidence` text NOT NULL,
	PRIMARY KEY(`review_id`, `criterion`),
	FOREIGN KEY (`review_id`) REFERENCES `dossier_review`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dossier_score_half" CHECK("dossier_score"."half" >= 0)
);
--> statement-breakpoint
CREATE TABLE `matter` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`session_id` integer NOT NULL,
	`kind` text NOT NULL,
	`document_id` integer,
	`document_version` integer,
	`text` text NOT NULL,
	`outcome` text,
	`votes_for` integer,
	`votes_against` integer,
	`abstentions` integer,
	`recusals` integer,
	`quorum` integer,
	`needed` integer,
	`decided_at` integer,
	FOREIGN KEY (`session_id`) REFERENCES `committee_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matter_session` ON `matter` (`session_id`);--> statement-breakpoint
CREATE INDEX `matter_document` ON `matter` (`document_id`);--> statement-breakpoint
CREATE TABLE `matter_vote` (
	`matter_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`choice` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`matter_id`, `person_id`),
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `therapeutic_substitute` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_concept_id` integer NOT NULL,
	`to_concept_id` integer NOT NULL,
	`both_ways` integer NOT NULL,
	`guidance` text NOT NULL,
	`matter_id` integer,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`recorded_at` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	FOREIGN KEY (`from_concept_id`) REFERENCES `concept`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_concept_id`) REFERENCES `concept`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "therapeutic_substitute_pair" CHECK("therapeutic_substitute"."from_concept_id" <> "therapeutic_substitute"."to_concept_id"),
	CONSTRAINT "therapeutic_substitute_span" CHECK("therapeutic_substitute"."valid_to" is null or "therapeutic_substitute"."valid_to" >= "therapeutic_substitute"."valid_from")
);
--> statement-breakpoint
CREATE INDEX `therapeutic_substitute_from` ON `therapeutic_substitute` (`from_concept_id`);--> statement-breakpoint
CREATE INDEX `therapeutic_substitute_to` ON `therapeutic_substitute` (`to_concept_id`);--> statement-breakpoint
CREATE TABLE `__new_item_code` (
	`item_id` integer NOT NULL,
	`type` text NOT NULL,
	`value` text NOT NULL,
	`valid_from` text DEFAULT '' NOT NULL,
	`valid_to` text,
	`source` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`item_id`, `type`, `value`, `valid_from`),
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "item_code_span" CHECK("__new_item_code"."valid_to" is null or "__new_item_code"."valid_to" >= "__new_item_code"."valid_from")
);
--> statement-breakpoint
INSERT INTO `__new_item_code`("item_id", "type", "value") SELECT "item_id", "type", "value" FROM `item_code`;--> statement-breakpoint
DROP TABLE `item_code`;--> statement-breakpoint
ALTER TABLE `__new_item_code` RENAME TO `item_code`;--> statement-breakpoint
CREATE INDEX `item_code_value` ON `item_code` (`value`);--> statement-breakpoint
-- The catalogue in four levels: what stood in one row of item becomes concept, specification and product.
INSERT INTO concept (kind, generic_name, form, route, aliases)
SELECT kind, generic_name, form,
  CASE WHEN form LIKE '%注射%' OR form LIKE '%粉针%' THEN 'injection'
    WHEN form LIKE '%吸入%' OR form LIKE '%气雾%' OR form LIKE '%粉雾%' THEN 'inhalation'
    WHEN form LIKE '%膏%' OR form LIKE '%眼%' OR form LIKE '%耳%' OR form LIKE '%鼻%' OR form LIKE '%贴%'
      OR form LIKE '%凝胶%' OR form LIKE '%栓%' OR form LIKE '%洗%' OR form LIKE '%外用%' OR form LIKE '%搽%' THEN 'topical'
    WHEN form LIKE '%片%' OR form LIKE '%胶囊%' OR form LIKE '%丸%' OR form LIKE '%颗粒%' OR form LIKE '%口服%'
      OR form LIKE '%糖浆%' OR form LIKE '%合剂%' OR form LIKE '%散%' THEN 'oral'
    ELSE 'other' END, '[]'
FROM (SELECT DISTINCT kind, generic_name, form FROM item) AS named;
--> statement-breakpoint
INSERT INTO specification (concept_id, strength, base_unit, scale)
SELECT DISTINCT concept.id, item.strength, item.base_unit, item.scale FROM item
JOIN concept ON concept.kind = item.kind AND concept.generic_name = item.generic_name AND concept.form = item.form;
--> statement-breakpoint
INSERT INTO product (specification_id, manufacturer, approval_number)
SELECT specification.id, item.manufacturer, coalesce(min(item.approval_number), '') FROM item
JOIN concept ON concept.kind = item.kind AND concept.generic_name = item.generic_name AND concept.form = item.form
JOIN specification ON specification.concept_id = concept.id AND specification.strength = item.strength
  AND specification.base_unit = item.base_unit AND specification.scale = item.scale
GROUP BY specification.id, item.manufacturer;
--> statement-breakpoint
CREATE TABLE `__new_item` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`product_id` integer NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`generic_name` text NOT NULL,
	`form` text NOT NULL,
	`strength` text NOT NULL,
	`manufacturer` text DEFAULT '' NOT NULL,
	`pack_unit` text NOT NULL,
	`base_unit` text NOT NULL,
	`pack_size` integer NOT NULL,
	`scale` integer DEFAULT 1 NOT NULL,
	`storage_zone` text NOT NULL,
	`control_class` text DEFAULT 'none' NOT NULL,
	`essential` integer DEFAULT false NOT NULL,
	`approval_number` text,
	`county_tier` integer DEFAULT true NOT NULL,
	`township_tier` integer DEFAULT false NOT NULL,
	`village_tier` integer DEFAULT false NOT NULL,
	`use_until` text,
	`price_pack` integer DEFAULT 0 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`search_text` text NOT NULL,
	`import_key` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "item_pack" CHECK("pack_size" > 0 and "scale" > 0),
	CONSTRAINT "item_price" CHECK("price_pack" >= 0)
);
--> statement-breakpoint
INSERT INTO `__new_item` (product_id, id, code, kind, generic_name, form, strength, manufacturer, pack_unit, base_unit, pack_size, scale, storage_zone, control_class, essential, approval_number, county_tier, township_tier, village_tier, price_pack, active, search_text, import_key, created_at, updated_at)
SELECT product.id, item.id, item.code, item.kind, item.generic_name, item.form, item.strength, item.manufacturer, item.pack_unit, item.base_unit, item.pack_size, item.scale, item.storage_zone, item.control_class, item.essential, item.approval_number, item.county_tier, item.township_tier, item.village_tier, item.price_pack, item.active, item.search_text, item.import_key, item.created_at, item.updated_at FROM item
JOIN concept ON concept.kind = item.kind AND concept.generic_name = item.generic_name AND concept.form = item.form
JOIN specification ON specification.concept_id = concept.id AND specification.strength = item.strength
  AND specification.base_unit = item.base_unit AND specification.scale = item.scale
JOIN product ON product.specification_id = specification.id AND product.manufacturer = item.manufacturer;
--> statement-breakpoint
DROP TABLE `item`;--> statement-breakpoint
ALTER TABLE `__new_item` RENAME TO `item`;--> statement-breakpoint
CREATE UNIQUE INDEX `item_own_code` ON `item` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `item_import_key` ON `item` (`import_key`);--> statement-breakpoint
CREATE INDEX `item_name` ON `item` (`generic_name`);--> statement-breakpoint
CREATE INDEX `item_product` ON `item` (`product_id`);
--> statement-breakpoint
CREATE TRIGGER formulary_entry_no_update BEFORE UPDATE ON formulary_entry BEGIN SELECT RAISE(ABORT, 'formulary_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER formulary_entry_no_delete BEFORE DELETE ON formulary_entry BEGIN SELECT RAISE(ABORT, 'formulary_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER matter_vote_no_update BEFORE UPDATE ON matter_vote BEGIN SELECT RAISE(ABORT, 'matter_vote is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER matter_vote_no_delete BEFORE DELETE ON matter_vote BEGIN SELECT RAISE(ABORT, 'matter_vote is append-only'); END;
--> statement-breakpoint
INSERT INTO catalogue_revision (id, revision) VALUES (1, 1);
--> statement-breakpoint
-- What items say of themselves becomes dated facts; the essential list is dated by its edition.
INSERT INTO item_fact (item_id, type, value, effective_from, legal_basis, recorded_at, recorded_by)
SELECT id, 'essential', CASE WHEN essential THEN '2026' ELSE 'no' END,
  CASE WHEN essential THEN '2026-09-01' ELSE '2020-01-01' END, 'migration', updated_at, 0 FROM item;
--> statement-breakpoint
INSERT INTO item_fact (item_id, type, value, effective_from, legal_basis, recorded_at, recorded_by)
SELECT id, 'control_class', control_class, '2020-01-01', 'migration', updated_at, 0 FROM item;
--> statement-breakpoint
INSERT INTO item_fact (item_id, type, value, effective_from, legal_basis, recorded_at, recorded_by)
SELECT id, 'storage_zone', storage_zone, '2020-01-01', 'migration', updated_at, 0 FROM item;
--> statement-breakpoint
-- A number belongs to a product: packs of one product that said nothing, or another one, say its number from now on.
UPDATE item SET approval_number = (SELECT nullif(product.approval_number, '') FROM product WHERE product.id = item.product_id)
WHERE coalesce(approval_number, '') <> (SELECT product.approval_number FROM product WHERE product.id = item.product_id);
