CREATE TABLE `money_account` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`procurement_account_id` integer NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`organisation_id` integer,
	`normal` text NOT NULL,
	`debits_posted` integer DEFAULT 0 NOT NULL,
	`credits_posted` integer DEFAULT 0 NOT NULL,
	`debits_pending` integer DEFAULT 0 NOT NULL,
	`credits_pending` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`procurement_account_id`) REFERENCES `procurement_account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "money_account_pending" CHECK("money_account"."debits_pending" >= 0 and "money_account"."credits_pending" >= 0),
	CONSTRAINT "money_account_debit" CHECK("money_account"."normal" <> 'debit' or "money_account"."credits_posted" + "money_account"."credits_pending" <= "money_account"."debits_posted"),
	CONSTRAINT "money_account_credit" CHECK("money_account"."normal" <> 'credit' or "money_account"."debits_posted" + "money_account"."debits_pending" <= "money_account"."credits_posted")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `money_account_code` ON `money_account` (`code`);--> statement-breakpoint
CREATE INDEX `money_account_organisation` ON `money_account` (`organisation_id`,`kind`);--> statement-breakpoint
CREATE TABLE `procurement_account` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`opened_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "procurement_account_single" CHECK("procurement_account"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `transfer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`debit_id` integer NOT NULL,
	`credit_id` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`kind` text NOT NULL,
	`hold_id` integer,
	`code` text NOT NULL,
	`document_id` integer,
	`actor_id` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`posted_at` integer NOT NULL,
	`key` text NOT NULL,
	FOREIGN KEY (`debit_id`) REFERENCES `money_account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`credit_id`) REFERENCES `money_account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "transfer_amount" CHECK("transfer"."amount_fen" > 0),
	CONSTRAINT "transfer_sides" CHECK("transfer"."debit_id" <> "transfer"."credit_id"),
	CONSTRAINT "transfer_hold_named" CHECK(("transfer"."kind" in ('settle', 'void')) = ("transfer"."hold_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_key` ON `transfer` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `transfer_hold` ON `transfer` (`hold_id`);--> statement-breakpoint
CREATE INDEX `transfer_debit` ON `transfer` (`debit_id`,`id`);--> statement-breakpoint
CREATE INDEX `transfer_credit` ON `transfer` (`credit_id`,`id`);--> statement-breakpoint
CREATE INDEX `transfer_document` ON `transfer` (`document_id`);--> statement-breakpoint
CREATE TABLE `audit_chain` (
	`chain` integer PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_row` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chain` integer NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`actor_name` text NOT NULL,
	`act` text NOT NULL,
	`outcome` text NOT NULL,
	`subject` text NOT NULL,
	`before` text,
	`after` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_row_chain` ON `audit_row` (`chain`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_row_at` ON `audit_row` (`at`);--> statement-breakpoint
CREATE INDEX `audit_row_actor` ON `audit_row` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_row_subject` ON `audit_row` (`subject`);--> statement-breakpoint
CREATE TABLE `discrepancy` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`dispatch_id` integer NOT NULL,
	`line_id` integer NOT NULL,
	`kind` text NOT NULL,
	`quantity_base` integer NOT NULL,
	`sender_finding` text,
	`sender_reason` text,
	`sender_by` integer,
	`receiver_finding` text,
	`receiver_reason` text,
	`receiver_by` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispatch_id`) REFERENCES `dispatch`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`line_id`) REFERENCES `dispatch_line`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "discrepancy_quantity" CHECK("discrepancy"."quantity_base" > 0)
);
--> statement-breakpoint
CREATE INDEX `discrepancy_dispatch` ON `discrepancy` (`dispatch_id`);--> statement-breakpoint
CREATE TABLE `dispatch` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`to_organisation_id` integer NOT NULL,
	`vehicle` text,
	`driver` text,
	`box` text,
	`note` text,
	`posted_at` integer,
	`received_at` integer,
	`print_count` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dispatch_route` ON `dispatch` (`from_organisation_id`,`to_organisation_id`);--> statement-breakpoint
CREATE INDEX `dispatch_to` ON `dispatch` (`to_organisation_id`);--> statement-breakpoint
CREATE TABLE `dispatch_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dispatch_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`from_location_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`picked_base` integer,
	`picked_by` integer,
	`picked_at` integer,
	`pick_reason` text,
	`override_reason` text,
	`shipped_base` integer DEFAULT 0 NOT NULL,
	`good_base` integer DEFAULT 0 NOT NULL,
	`damaged_base` integer DEFAULT 0 NOT NULL,
	`missing_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`dispatch_id`) REFERENCES `dispatch`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "dispatch_line_quantity" CHECK("dispatch_line"."quantity_base" > 0),
	CONSTRAINT "dispatch_line_picked" CHECK("dispatch_line"."picked_base" is null or ("dispatch_line"."picked_base" >= 0 and "dispatch_line"."picked_base" <= "dispatch_line"."quantity_base")),
	CONSTRAINT "dispatch_line_received" CHECK("dispatch_line"."good_base" >= 0 and "dispatch_line"."damaged_base" >= 0 and "dispatch_line"."missing_base" >= 0 and "dispatch_line"."good_base" + "dispatch_line"."damaged_base" + "dispatch_line"."missing_base" <= "dispatch_line"."shipped_base")
);
--> statement-breakpoint
CREATE INDEX `dispatch_line_dispatch` ON `dispatch_line` (`dispatch_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `dispatch_line_lot` ON `dispatch_line` (`lot_id`);--> statement-breakpoint
CREATE TABLE `dispatch_skip` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dispatch_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`reason` text NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`dispatch_id`) REFERENCES `dispatch`(`document_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dispatch_skip_dispatch` ON `dispatch_skip` (`dispatch_id`);--> statement-breakpoint
CREATE TABLE `document` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`counterpart_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`counterpart_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "document_version" CHECK("document"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_number` ON `document` (`number`);--> statement-breakpoint
CREATE INDEX `document_board` ON `document` (`kind`,`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `document_own` ON `document` (`organisation_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `document_other` ON `document` (`counterpart_id`,`kind`,`created_at`);--> statement-breakpoint
CREATE TABLE `document_act` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`act` text NOT NULL,
	`from_status` text,
	`to_status` text NOT NULL,
	`actor_id` integer NOT NULL,
	`actor_name` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`organisation_name` text NOT NULL,
	`at` integer NOT NULL,
	`note` text,
	`detail` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `document_act_document` ON `document_act` (`document_id`,`id`);--> statement-breakpoint
CREATE TABLE `document_counter` (
	`prefix` text NOT NULL,
	`day` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`prefix`, `day`)
);
--> statement-breakpoint
CREATE TABLE `document_link` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`from_document_id` integer NOT NULL,
	`from_line_id` integer,
	`to_document_id` integer NOT NULL,
	`to_line_id` integer,
	`quantity_base` integer NOT NULL,
	`fulfilled_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`from_document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "document_link_quantity" CHECK("document_link"."quantity_base" >= 0),
	CONSTRAINT "document_link_fulfilled" CHECK("document_link"."fulfilled_base" >= 0 and "document_link"."fulfilled_base" <= "document_link"."quantity_base")
);
--> statement-breakpoint
CREATE INDEX `document_link_from` ON `document_link` (`from_document_id`);--> statement-breakpoint
CREATE INDEX `document_link_to` ON `document_link` (`to_document_id`,`to_line_id`);--> statement-breakpoint
CREATE TABLE `item` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
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
	`price_pack` integer DEFAULT 0 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`search_text` text NOT NULL,
	`import_key` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "item_pack" CHECK("item"."pack_size" > 0 and "item"."scale" > 0),
	CONSTRAINT "item_price" CHECK("item"."price_pack" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_own_code` ON `item` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `item_import_key` ON `item` (`import_key`);--> statement-breakpoint
CREATE INDEX `item_name` ON `item` (`generic_name`);--> statement-breakpoint
CREATE TABLE `item_code` (
	`item_id` integer NOT NULL,
	`type` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`item_id`, `type`, `value`),
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `item_code_value` ON `item_code` (`value`);--> statement-breakpoint
CREATE TABLE `import_draft` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`person_id` integer NOT NULL,
	`file_name` text NOT NULL,
	`file_hash` text NOT NULL,
	`rows` text NOT NULL,
	`summary` text NOT NULL,
	`created_at` integer NOT NULL,
	`applied_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_draft_person` ON `import_draft` (`person_id`,`kind`);--> statement-breakpoint
CREATE TABLE `balance` (
	`location_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`on_hand` integer NOT NULL,
	`reserved` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`location_id`, `lot_id`),
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "balance_on_hand" CHECK("balance"."on_hand" >= 0),
	CONSTRAINT "balance_reserved" CHECK("balance"."reserved" >= 0 and "balance"."reserved" <= "balance"."on_hand")
);
--> statement-breakpoint
CREATE INDEX `balance_item` ON `balance` (`item_id`,`location_id`);--> statement-breakpoint
CREATE INDEX `balance_lot` ON `balance` (`lot_id`);--> statement-breakpoint
CREATE TABLE `daily_use` (
	`item_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`day` text NOT NULL,
	`quantity_base` integer NOT NULL,
	PRIMARY KEY(`item_id`, `organisation_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `lot` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`number` text NOT NULL,
	`expires_on` text NOT NULL,
	`price_pack` integer NOT NULL,
	`origin` text NOT NULL,
	`received_on` text NOT NULL,
	`frozen` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "lot_price" CHECK("lot"."price_pack" >= 0),
	CONSTRAINT "lot_expiry" CHECK(length("lot"."expires_on") = 10),
	CONSTRAINT "lot_frozen" CHECK("lot"."frozen" is null or "lot"."frozen" in ('recall', 'quality'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lot_identity` ON `lot` (`item_id`,`number`,`expires_on`,`price_pack`,`origin`);--> statement-breakpoint
CREATE INDEX `lot_number` ON `lot` (`number`);--> statement-breakpoint
CREATE TABLE `movement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`document_id` integer,
	`organisation_id` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	`posted_at` integer NOT NULL,
	`key` text NOT NULL,
	`reversal_of` integer,
	`reason` text,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "movement_time" CHECK("movement"."occurred_at" <= "movement"."posted_at"),
	CONSTRAINT "movement_reversal_kind" CHECK(("movement"."reversal_of" is null) = ("movement"."kind" <> 'reversal'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `movement_key` ON `movement` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `movement_reversal` ON `movement` (`reversal_of`);--> statement-breakpoint
CREATE INDEX `movement_document` ON `movement` (`document_id`);--> statement-breakpoint
CREATE TABLE `movement_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`movement_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`occurred_at` integer NOT NULL,
	FOREIGN KEY (`movement_id`) REFERENCES `movement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "movement_line_quantity" CHECK("movement_line"."quantity_base" > 0),
	CONSTRAINT "movement_line_amount" CHECK("movement_line"."amount_fen" >= 0),
	CONSTRAINT "movement_line_moves" CHECK("movement_line"."from_id" <> "movement_line"."to_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `movement_line_number` ON `movement_line` (`movement_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `movement_line_from` ON `movement_line` (`from_id`,`item_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `movement_line_to` ON `movement_line` (`to_id`,`item_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `movement_line_lot` ON `movement_line` (`lot_id`);--> statement-breakpoint
CREATE TABLE `period` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ends_on` text NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `period_end` ON `period` (`ends_on`);--> statement-breakpoint
CREATE TABLE `period_balance` (
	`period_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`on_hand` integer NOT NULL,
	PRIMARY KEY(`period_id`, `location_id`, `lot_id`),
	FOREIGN KEY (`period_id`) REFERENCES `period`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reservation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`line_id` integer,
	`location_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reservation_quantity" CHECK("reservation"."quantity_base" > 0),
	CONSTRAINT "reservation_status" CHECK("reservation"."status" in ('open', 'posted', 'released'))
);
--> statement-breakpoint
CREATE INDEX `reservation_document` ON `reservation` (`document_id`,`status`);--> statement-breakpoint
CREATE INDEX `reservation_place` ON `reservation` (`location_id`,`lot_id`,`status`);--> statement-breakpoint
CREATE TABLE `location` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`zone` text DEFAULT 'room' NOT NULL,
	`keeper_id` integer,
	`owner_id` integer,
	`active` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`keeper_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "location_kind" CHECK("location"."kind" in ('store', 'transit', 'supplier', 'consumed', 'loss', 'opening', 'count_difference')),
	CONSTRAINT "location_kept" CHECK("location"."kind" not in ('store', 'transit') or "location"."keeper_id" is not null)
);
--> statement-breakpoint
CREATE INDEX `location_keeper` ON `location` (`keeper_id`,`kind`);--> statement-breakpoint
CREATE UNIQUE INDEX `location_transit` ON `location` (`keeper_id`) WHERE kind = 'transit';--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`kind` text NOT NULL,
	`parent_id` integer,
	`path` text NOT NULL,
	`credit_code` text,
	`contact` text,
	`search_text` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	CONSTRAINT "organisation_kind" CHECK("organisation"."kind" in ('head', 'campus', 'branch', 'clinic', 'centre', 'company'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organisation_code` ON `organisation` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `organisation_path` ON `organisation` (`path`);--> statement-breakpoint
CREATE INDEX `organisation_parent` ON `organisation` (`parent_id`);--> statement-breakpoint
CREATE TABLE `dated_rule` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`value` text NOT NULL,
	`legal_basis` text NOT NULL,
	`effective_from` text NOT NULL,
	`effective_to` text,
	CONSTRAINT "dated_rule_span" CHECK("dated_rule"."effective_to" is null or "dated_rule"."effective_to" >= "dated_rule"."effective_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dated_rule_start` ON `dated_rule` (`code`,`effective_from`);--> statement-breakpoint
CREATE TABLE `job_lease` (
	`job` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` integer NOT NULL,
	`last_run_at` integer,
	`last_outcome` text
);
--> statement-breakpoint
CREATE TABLE `shortage` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`organisation_id` integer NOT NULL,
	`item_id` integer,
	`wish_name` text,
	`wish_detail` text,
	`quantity_base` integer NOT NULL,
	`wish_unit` text,
	`urgency` text NOT NULL,
	`needed_by` text NOT NULL,
	`reason` text NOT NULL,
	`days_of_use` integer,
	`substitute_acceptable` integer DEFAULT false NOT NULL,
	`patients` integer,
	`patient_reference` text,
	`note` text,
	`stock_base` integer DEFAULT 0 NOT NULL,
	`use30_base` integer DEFAULT 0 NOT NULL,
	`answer_by` integer NOT NULL,
	`answered_base` integer DEFAULT 0 NOT NULL,
	`shipped_base` integer DEFAULT 0 NOT NULL,
	`arrived_base` integer DEFAULT 0 NOT NULL,
	`closed_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shortage_quantity" CHECK("shortage"."quantity_base" > 0),
	CONSTRAINT "shortage_subject" CHECK(("shortage"."item_id" is null) <> ("shortage"."wish_name" is null)),
	CONSTRAINT "shortage_progress" CHECK("shortage"."arrived_base" >= 0 and "shortage"."arrived_base" <= "shortage"."shipped_base" and "shortage"."shipped_base" <= "shortage"."answered_base" and "shortage"."closed_base" >= 0 and "shortage"."answered_base" + "shortage"."closed_base" <= "shortage"."quantity_base")
);
--> statement-breakpoint
CREATE INDEX `shortage_item` ON `shortage` (`item_id`);--> statement-breakpoint
CREATE INDEX `shortage_organisation` ON `shortage` (`organisation_id`);--> statement-breakpoint
CREATE INDEX `shortage_answer_by` ON `shortage` (`answer_by`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`title` text,
	`password_hash` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`must_change_password` integer DEFAULT true NOT NULL,
	`failed_logins` integer DEFAULT 0 NOT NULL,
	`locked_until` integer,
	`language` text DEFAULT 'zh' NOT NULL,
	`theme` text DEFAULT 'auto' NOT NULL,
	`created_at` integer NOT NULL,
	`search_text` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "person_login_form" CHECK(length("person"."login") between 2 and 64)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_login` ON `person` (`login`);--> statement-breakpoint
CREATE INDEX `person_organisation` ON `person` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `person_role` (
	`person_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`person_id`, `role`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `request_key` (
	`key` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`act` text NOT NULL,
	`input_hash` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `request_key_at` ON `request_key` (`at`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);