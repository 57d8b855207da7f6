CREATE TABLE `ampoule_return` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`issue_line_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`pieces` integer NOT NULL,
	`returned_by` text NOT NULL,
	`received_by` integer NOT NULL,
	`witness_id` integer NOT NULL,
	`at` integer NOT NULL,
	`destroyed_at` integer,
	`destroyed_by` integer,
	`destruction_witness_id` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ampoule_return_pieces" CHECK("ampoule_return"."pieces" > 0),
	CONSTRAINT "ampoule_return_people" CHECK("ampoule_return"."received_by" <> "ampoule_return"."witness_id")
);
--> statement-breakpoint
CREATE INDEX `ampoule_return_issue` ON `ampoule_return` (`issue_line_id`);--> statement-breakpoint
CREATE INDEX `ampoule_return_member` ON `ampoule_return` (`organisation_id`,`at`);--> statement-breakpoint
CREATE TABLE `handover` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`location_id` integer NOT NULL,
	`shift` text NOT NULL,
	`day` text NOT NULL,
	`from_person_id` integer NOT NULL,
	`to_person_id` integer NOT NULL,
	`at` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "handover_people" CHECK("handover"."from_person_id" <> "handover"."to_person_id"),
	CONSTRAINT "handover_shift" CHECK("handover"."shift" in ('day', 'evening', 'night'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handover_once` ON `handover` (`location_id`,`day`,`shift`);--> statement-breakpoint
CREATE TABLE `handover_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`handover_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`book_base` integer NOT NULL,
	`counted_base` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`handover_id`) REFERENCES `handover`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "handover_line_counted" CHECK("handover_line"."counted_base" >= 0 and "handover_line"."book_base" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `handover_line_lot` ON `handover_line` (`handover_id`,`lot_id`);--> statement-breakpoint
CREATE TABLE `purchase_card` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`number` text NOT NULL,
	`classes` text NOT NULL,
	`buyers` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "purchase_card_span" CHECK("purchase_card"."valid_to" >= "purchase_card"."valid_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_card_number` ON `purchase_card` (`number`);--> statement-breakpoint
CREATE INDEX `purchase_card_member` ON `purchase_card` (`organisation_id`,`valid_to`);--> statement-breakpoint
CREATE TABLE `register_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`movement_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`voucher` text DEFAULT '' NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`taker` text DEFAULT '' NOT NULL,
	`patient_ref` text DEFAULT '' NOT NULL,
	`person_name` text NOT NULL,
	`second_name` text NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `register_entry_movement` ON `register_entry` (`movement_id`);--> statement-breakpoint
CREATE INDEX `register_entry_member` ON `register_entry` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `residue` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`issue_line_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`amount` text NOT NULL,
	`method` text NOT NULL,
	`actor_id` integer NOT NULL,
	`witness_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "residue_people" CHECK("residue"."actor_id" <> "residue"."witness_id")
);
--> statement-breakpoint
CREATE INDEX `residue_issue` ON `residue` (`issue_line_id`);--> statement-breakpoint
CREATE INDEX `residue_member` ON `residue` (`organisation_id`,`at`);--> statement-breakpoint
CREATE TABLE `count_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`count_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`location_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`book_base` integer NOT NULL,
	`counted_base` integer,
	`counted_by` integer,
	`counted_at` integer,
	`moved_base` integer DEFAULT 0 NOT NULL,
	`recounted_base` integer,
	`recounted_by` integer,
	`recounted_at` integer,
	`recount_moved_base` integer DEFAULT 0 NOT NULL,
	`recount` text DEFAULT 'none' NOT NULL,
	`recount_reason` text DEFAULT '' NOT NULL,
	`reason_code` text DEFAULT '' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`found` integer DEFAULT false NOT NULL,
	`difference_base` integer,
	`difference_fen` integer,
	FOREIGN KEY (`count_id`) REFERENCES `stock_count`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "count_line_counted" CHECK("count_line"."counted_base" is null or "count_line"."counted_base" >= 0),
	CONSTRAINT "count_line_recounted" CHECK("count_line"."recounted_base" is null or "count_line"."recounted_base" >= 0),
	CONSTRAINT "count_line_recount" CHECK("count_line"."recount" in ('none', 'asked', 'done'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `count_line_place` ON `count_line` (`count_id`,`location_id`,`lot_id`);--> statement-breakpoint
CREATE INDEX `count_line_order` ON `count_line` (`count_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `count_line_lot` ON `count_line` (`lot_id`);--> statement-breakpoint
CREATE TABLE `count_plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`title` text NOT NULL,
	`scope` text NOT NULL,
	`detail` text NOT NULL,
	`every_days` integer NOT NULL,
	`each_shift` integer DEFAULT false NOT NULL,
	`next_on` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`set_by` integer NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "count_plan_every" CHECK("count_plan"."every_days" between 1 and 366)
);
--> statement-breakpoint
CREATE INDEX `count_plan_due` ON `count_plan` (`next_on`) WHERE active;--> statement-breakpoint
CREATE INDEX `count_plan_member` ON `count_plan` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `stock_count` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`plan_id` integer,
	`title` text NOT NULL,
	`scope` text NOT NULL,
	`detail` text NOT NULL,
	`as_of` integer NOT NULL,
	`blind` integer DEFAULT true NOT NULL,
	`gain_fen` integer DEFAULT 0 NOT NULL,
	`loss_fen` integer DEFAULT 0 NOT NULL,
	`posted_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `count_plan`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_count_fen" CHECK("stock_count"."gain_fen" >= 0 and "stock_count"."loss_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX `stock_count_plan` ON `stock_count` (`plan_id`);--> statement-breakpoint
CREATE TABLE `issue` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`ward` text DEFAULT '' NOT NULL,
	`patient_ref` text DEFAULT '' NOT NULL,
	`prescription_ref` text DEFAULT '' NOT NULL,
	`occurred_at` integer NOT NULL,
	`returns_id` integer,
	`file_id` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`returns_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "issue_purpose" CHECK("issue"."purpose" in ('patient', 'ward', 'other'))
);
--> statement-breakpoint
CREATE INDEX `issue_moment` ON `issue` (`occurred_at`);--> statement-breakpoint
CREATE INDEX `issue_returns` ON `issue` (`returns_id`);--> statement-breakpoint
CREATE INDEX `issue_file` ON `issue` (`file_id`);--> statement-breakpoint
CREATE TABLE `issue_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`issue_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`returned_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`issue_id`) REFERENCES `issue`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "issue_line_quantity" CHECK("issue_line"."quantity_base" > 0),
	CONSTRAINT "issue_line_returned" CHECK("issue_line"."returned_base" >= 0 and "issue_line"."returned_base" <= "issue_line"."quantity_base")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `issue_line_number` ON `issue_line` (`issue_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `issue_line_lot` ON `issue_line` (`lot_id`);--> statement-breakpoint
CREATE TABLE `use_code` (
	`organisation_id` integer NOT NULL,
	`code` text NOT NULL,
	`unit` text DEFAULT '' NOT NULL,
	`item_id` integer NOT NULL,
	`unit_base` integer NOT NULL,
	`set_by` integer NOT NULL,
	`set_at` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `code`, `unit`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "use_code_unit" CHECK("use_code"."unit_base" > 0)
);
--> statement-breakpoint
CREATE TABLE `use_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`mapping_id` integer,
	`status` text NOT NULL,
	`rows` integer NOT NULL,
	`next_position` integer DEFAULT 0 NOT NULL,
	`posted_rows` integer DEFAULT 0 NOT NULL,
	`first_day` text DEFAULT '' NOT NULL,
	`last_day` text DEFAULT '' NOT NULL,
	`imported_by` integer NOT NULL,
	`imported_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`mapping_id`) REFERENCES `use_mapping`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "use_file_status" CHECK("use_file"."status" in ('judged', 'posting', 'done', 'given_up'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `use_file_once` ON `use_file` (`organisation_id`,`sha256`) WHERE status <> 'given_up';--> statement-breakpoint
CREATE INDEX `use_file_time` ON `use_file` (`organisation_id`,`imported_at`);--> statement-breakpoint
CREATE TABLE `use_mapping` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`name` text NOT NULL,
	`columns` text NOT NULL,
	`unit` text NOT NULL,
	`changed_by` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `use_mapping_name` ON `use_mapping` (`organisation_id`,`name`);--> statement-breakpoint
CREATE TABLE `use_row` (
	`file_id` integer NOT NULL,
	`position` integer NOT NULL,
	`row` integer NOT NULL,
	`verdict` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`identity` text NOT NULL,
	`entry` text NOT NULL,
	`document_id` integer,
	PRIMARY KEY(`file_id`, `position`),
	FOREIGN KEY (`file_id`) REFERENCES `use_file`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `use_row_verdict` ON `use_row` (`file_id`,`verdict`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `use_row_posted` ON `use_row` (`organisation_id`,`identity`) WHERE verdict = 'posted';--> statement-breakpoint
CREATE TABLE `movement_witness` (
	`movement_id` integer PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`proved_at` integer NOT NULL,
	FOREIGN KEY (`movement_id`) REFERENCES `movement`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `movement_witness_person` ON `movement_witness` (`person_id`);--> statement-breakpoint
CREATE TABLE `alert` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`subject` text NOT NULL,
	`item_id` integer,
	`path` text NOT NULL,
	`detail` text NOT NULL,
	`owner_role` text NOT NULL,
	`owner_id` integer,
	`opened_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`rests_until` integer,
	`rest_reason` text DEFAULT '' NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "alert_due" CHECK("alert"."due_at" >= "alert"."opened_at")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_open` ON `alert` (`kind`,`organisation_id`,`subject`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `alert_member` ON `alert` (`organisation_id`,`due_at`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `level_proposal` (
	`organisation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`computed_on` text NOT NULL,
	`method` text NOT NULL,
	`least_base` integer NOT NULL,
	`most_base` integer NOT NULL,
	`daily_milli` integer NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`organisation_id`, `item_id`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "level_proposal_span" CHECK("level_proposal"."least_base" >= 0 and "level_proposal"."most_base" >= "level_proposal"."least_base")
);
--> statement-breakpoint
CREATE TABLE `loss` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`reason_code` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`occurred_at` integer NOT NULL,
	`amount_fen` integer DEFAULT 0 NOT NULL,
	`method` text DEFAULT '' NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`witness_id` integer,
	`witnessed_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "loss_kind_known" CHECK("loss"."kind" in ('write_off', 'adjustment', 'destruction'))
);
--> statement-breakpoint
CREATE INDEX `loss_kind` ON `loss` (`kind`,`occurred_at`);--> statement-breakpoint
CREATE TABLE `loss_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`loss_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`location_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`direction` text DEFAULT 'out' NOT NULL,
	`quantity_base` integer NOT NULL,
	`amount_fen` integer DEFAULT 0 NOT NULL,
	`write_off_line_id` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`loss_id`) REFERENCES `loss`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "loss_line_quantity" CHECK("loss_line"."quantity_base" > 0),
	CONSTRAINT "loss_line_direction" CHECK("loss_line"."direction" in ('out', 'in'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `loss_line_number` ON `loss_line` (`loss_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `loss_line_lot` ON `loss_line` (`lot_id`);--> statement-breakpoint
CREATE INDEX `loss_line_write_off` ON `loss_line` (`write_off_line_id`);--> statement-breakpoint
CREATE TABLE `recall` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`level` integer NOT NULL,
	`title` text NOT NULL,
	`source` text NOT NULL,
	`notice_number` text DEFAULT '' NOT NULL,
	`reason` text NOT NULL,
	`received_at` integer NOT NULL,
	`drill` integer DEFAULT false NOT NULL,
	`frozen_at` integer,
	`handling` text DEFAULT 'return' NOT NULL,
	`report` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recall_level" CHECK("recall"."level" between 1 and 3),
	CONSTRAINT "recall_handling" CHECK("recall"."handling" in ('return', 'destroy', 'rework'))
);
--> statement-breakpoint
CREATE TABLE `recall_lot` (
	`recall_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`confirmed_by` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	`frozen_before` text,
	`released_at` integer,
	`released_reason` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`recall_id`, `lot_id`),
	FOREIGN KEY (`recall_id`) REFERENCES `recall`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recall_lot_lot` ON `recall_lot` (`lot_id`);--> statement-breakpoint
CREATE TABLE `recall_notice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recall_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`books` text NOT NULL,
	`sent_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`answered_by` integer,
	`answered_at` integer,
	`answer` text,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`recall_id`) REFERENCES `recall`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recall_notice_member` ON `recall_notice` (`recall_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `recall_notice_open` ON `recall_notice` (`organisation_id`) WHERE answered_at is null;--> statement-breakpoint
CREATE TABLE `recall_target` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recall_id` integer NOT NULL,
	`item_id` integer,
	`item_text` text DEFAULT '' NOT NULL,
	`lot_number` text DEFAULT '' NOT NULL,
	`match` text NOT NULL,
	FOREIGN KEY (`recall_id`) REFERENCES `recall`(`document_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recall_target_match" CHECK("recall_target"."match" in ('exact', 'part', 'all'))
);
--> statement-breakpoint
CREATE INDEX `recall_target_recall` ON `recall_target` (`recall_id`);--> statement-breakpoint
CREATE TABLE `calibration` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`logger_id` integer NOT NULL,
	`calibrated_on` text NOT NULL,
	`due_on` text NOT NULL,
	`certificate` text NOT NULL,
	`passed` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`logger_id`) REFERENCES `logger`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "calibration_due" CHECK("calibration"."due_on" > "calibration"."calibrated_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calibration_day` ON `calibration` (`logger_id`,`calibrated_on`);--> statement-breakpoint
CREATE TABLE `excursion` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`logger_id` integer NOT NULL,
	`location_id` integer,
	`measure` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`low_tenths` integer NOT NULL,
	`high_tenths` integer NOT NULL,
	`worst_tenths` integer NOT NULL,
	`cause` text DEFAULT '' NOT NULL,
	`measures` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`logger_id`) REFERENCES `logger`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `excursion_open` ON `excursion` (`logger_id`,`measure`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `excursion_place` ON `excursion` (`location_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `excursion_lot` (
	`excursion_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`on_hand_base` integer NOT NULL,
	`decision` text,
	`reason` text DEFAULT '' NOT NULL,
	`decided_by` integer,
	`decided_at` integer,
	PRIMARY KEY(`excursion_id`, `location_id`, `lot_id`),
	FOREIGN KEY (`excursion_id`) REFERENCES `excursion`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `excursion_lot_lot` ON `excursion_lot` (`lot_id`);--> statement-breakpoint
CREATE TABLE `logger` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`location_id` integer,
	`low_tenths` integer NOT NULL,
	`high_tenths` integer NOT NULL,
	`humidity_low_tenths` integer,
	`humidity_high_tenths` integer,
	`every_minutes` integer NOT NULL,
	`grace_minutes` integer DEFAULT 0 NOT NULL,
	`token_hash` text,
	`calibration_due_on` text NOT NULL,
	`last_reading_at` integer,
	`active` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "logger_range" CHECK("logger"."low_tenths" < "logger"."high_tenths"),
	CONSTRAINT "logger_every" CHECK("logger"."every_minutes" > 0 and "logger"."grace_minutes" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `logger_code` ON `logger` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `logger_token` ON `logger` (`token_hash`);--> statement-breakpoint
CREATE INDEX `logger_member` ON `logger` (`organisation_id`);--> statement-breakpoint
CREATE INDEX `logger_place` ON `logger` (`location_id`);--> statement-breakpoint
CREATE TABLE `reading` (
	`logger_id` integer NOT NULL,
	`at` integer NOT NULL,
	`temperature_tenths` integer NOT NULL,
	`humidity_tenths` integer,
	`source` text NOT NULL,
	`person_id` integer,
	PRIMARY KEY(`logger_id`, `at`),
	FOREIGN KEY (`logger_id`) REFERENCES `logger`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reading_temperature" CHECK("reading"."temperature_tenths" between -2000 and 1000),
	CONSTRAINT "reading_humidity" CHECK("reading"."humidity_tenths" is null or "reading"."humidity_tenths" between 0 and 1000),
	CONSTRAINT "reading_source" CHECK("reading"."source" in ('manual', 'file', 'push'))
);
--> statement-breakpoint
CREATE TABLE `upkeep` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`organisation_id` integer NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`due_on` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `upkeep_once` ON `upkeep` (`organisation_id`,`kind`,`period`);--> statement-breakpoint
CREATE TABLE `upkeep_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`upkeep_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`location_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`why` text NOT NULL,
	`on_hand_base` integer NOT NULL,
	`finding` text,
	`problem` text DEFAULT '' NOT NULL,
	`measure` text DEFAULT '' NOT NULL,
	`done_by` integer,
	`done_at` integer,
	FOREIGN KEY (`upkeep_id`) REFERENCES `upkeep`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `upkeep_line_place` ON `upkeep_line` (`upkeep_id`,`location_id`,`lot_id`);--> statement-breakpoint
CREATE INDEX `upkeep_line_order` ON `upkeep_line` (`upkeep_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `upkeep_line_lot` ON `upkeep_line` (`lot_id`);--> statement-breakpoint
CREATE TABLE `trace_alarm` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`first_scan_id` integer NOT NULL,
	`second_scan_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`raised_at` integer NOT NULL,
	`closed_by` integer,
	`closed_at` integer,
	`reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`first_scan_id`) REFERENCES `trace_scan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second_scan_id`) REFERENCES `trace_scan`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "trace_alarm_kind" CHECK("trace_alarm"."kind" in ('two_members', 'used_twice'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `trace_alarm_once` ON `trace_alarm` (`second_scan_id`,`kind`);--> statement-breakpoint
CREATE INDEX `trace_alarm_open` ON `trace_alarm` (`organisation_id`) WHERE closed_at is null;--> statement-breakpoint
CREATE TABLE `trace_day` (
	`organisation_id` integer NOT NULL,
	`day` text NOT NULL,
	`act` text NOT NULL,
	`due_packs` integer DEFAULT 0 NOT NULL,
	`scanned_packs` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`organisation_id`, `day`, `act`)
);
--> statement-breakpoint
CREATE TABLE `trace_pack` (
	`inner_code` text PRIMARY KEY NOT NULL,
	`outer_code` text NOT NULL,
	`source` text NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `trace_pack_outer` ON `trace_pack` (`outer_code`);--> statement-breakpoint
CREATE TABLE `trace_scan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`act` text NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer,
	`document_id` integer NOT NULL,
	`line_id` integer,
	`organisation_id` integer NOT NULL,
	`part_base` integer,
	`outer_code` text,
	`person_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "trace_scan_form" CHECK(length("trace_scan"."code") = 20),
	CONSTRAINT "trace_scan_part" CHECK("trace_scan"."part_base" is null or "trace_scan"."part_base" > 0)
);
--> statement-breakpoint
CREATE INDEX `trace_scan_code` ON `trace_scan` (`code`,`at`);--> statement-breakpoint
CREATE INDEX `trace_scan_document` ON `trace_scan` (`document_id`,`line_id`);--> statement-breakpoint
CREATE INDEX `trace_scan_member` ON `trace_scan` (`organisation_id`,`at`);--> statement-breakpoint
CREATE TABLE `member_point` (
	`organisation_id` integer PRIMARY KEY NOT NULL,
	`latitude_micro` integer NOT NULL,
	`longitude_micro` integer NOT NULL,
	`set_by` integer NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "member_point_latitude" CHECK("member_point"."latitude_micro" between -90000000 and 90000000),
	CONSTRAINT "member_point_longitude" CHECK("member_point"."longitude_micro" between -180000000 and 180000000)
);
--> statement-breakpoint
CREATE TABLE `member_transfer` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`to_organisation_id` integer NOT NULL,
	`origin` text NOT NULL,
	`needed_by` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`dispatch_id` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispatch_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "member_transfer_ends" CHECK("member_transfer"."from_organisation_id" <> "member_transfer"."to_organisation_id")
);
--> statement-breakpoint
CREATE INDEX `member_transfer_from` ON `member_transfer` (`from_organisation_id`);--> statement-breakpoint
CREATE INDEX `member_transfer_to` ON `member_transfer` (`to_organisation_id`);--> statement-breakpoint
CREATE INDEX `member_transfer_dispatch` ON `member_transfer` (`dispatch_id`);--> statement-breakpoint
CREATE TABLE `member_transfer_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`transfer_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer,
	`asked_base` integer NOT NULL,
	`granted_base` integer,
	`reason` text DEFAULT '' NOT NULL,
	`proposal_line_id` integer,
	FOREIGN KEY (`transfer_id`) REFERENCES `member_transfer`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "member_transfer_line_asked" CHECK("member_transfer_line"."asked_base" > 0),
	CONSTRAINT "member_transfer_line_granted" CHECK("member_transfer_line"."granted_base" is null or "member_transfer_line"."granted_base" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_transfer_line_number` ON `member_transfer_line` (`transfer_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `member_transfer_line_item` ON `member_transfer_line` (`item_id`);--> statement-breakpoint
CREATE INDEX `member_transfer_line_proposal` ON `member_transfer_line` (`proposal_line_id`);--> statement-breakpoint
CREATE TABLE `proposal` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`request` text NOT NULL,
	`summary` text NOT NULL,
	`computed_at` integer NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `proposal_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`proposal_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`to_organisation_id` integer NOT NULL,
	`proposed_base` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`detail` text NOT NULL,
	`status` text DEFAULT 'proposed' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`transfer_id` integer,
	FOREIGN KEY (`proposal_id`) REFERENCES `proposal`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`transfer_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "proposal_line_quantity" CHECK("proposal_line"."proposed_base" > 0 and "proposal_line"."quantity_base" > 0),
	CONSTRAINT "proposal_line_status" CHECK("proposal_line"."status" in ('proposed', 'accepted', 'declined'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_line_number` ON `proposal_line` (`proposal_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `proposal_line_transfer` ON `proposal_line` (`transfer_id`);--> statement-breakpoint
DROP INDEX `balance_stocked`;--> statement-breakpoint
ALTER TABLE `balance` ADD `held_by` integer;--> statement-breakpoint
CREATE INDEX `balance_held` ON `balance` (`held_by`) WHERE held_by is not null;--> statement-breakpoint
CREATE INDEX `balance_stocked` ON `balance` (`item_id`,`location_id`,`lot_id`,`on_hand`,`reserved`,`held_by`) WHERE on_hand > 0;--> statement-breakpoint
CREATE TRIGGER movement_witness_no_update BEFORE UPDATE ON movement_witness BEGIN SELECT RAISE(ABORT, 'movement_witness is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER movement_witness_no_delete BEFORE DELETE ON movement_witness BEGIN SELECT RAISE(ABORT, 'movement_witness is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER trace_scan_no_update BEFORE UPDATE ON trace_scan BEGIN SELECT RAISE(ABORT, 'trace_scan is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER trace_scan_no_delete BEFORE DELETE ON trace_scan BEGIN SELECT RAISE(ABORT, 'trace_scan is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'reading is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER register_entry_no_update BEFORE UPDATE ON register_entry BEGIN SELECT RAISE(ABORT, 'register_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER register_entry_no_delete BEFORE DELETE ON register_entry BEGIN SELECT RAISE(ABORT, 'register_entry is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER residue_no_update BEFORE UPDATE ON residue BEGIN SELECT RAISE(ABORT, 'residue is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER residue_no_delete BEFORE DELETE ON residue BEGIN SELECT RAISE(ABORT, 'residue is append-only'); END;
