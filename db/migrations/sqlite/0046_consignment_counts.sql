CREATE TABLE `consignment_count` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`shelf` text NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consignment_count_stray` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`count_id` integer NOT NULL,
	`position` integer NOT NULL,
	`code` text NOT NULL,
	`why` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`found_by` integer NOT NULL,
	`found_by_name` text NOT NULL,
	`found_at` integer NOT NULL,
	`taken_back_at` integer,
	FOREIGN KEY (`count_id`) REFERENCES `consignment_count`(`document_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consignment_count_stray_position` ON `consignment_count_stray` (`count_id`,`position`);--> statement-breakpoint
CREATE TABLE `consignment_count_unit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`count_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`expected` integer NOT NULL,
	`book_shelf` text NOT NULL,
	`seen` text,
	`seen_by` integer,
	`seen_by_name` text,
	`seen_at` integer,
	`outcome` text,
	FOREIGN KEY (`count_id`) REFERENCES `consignment_count`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `implant_unit`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "consignment_count_unit_seen" CHECK(("consignment_count_unit"."seen_at" is null) = ("consignment_count_unit"."seen" is null)),
	CONSTRAINT "consignment_count_unit_by" CHECK(("consignment_count_unit"."seen_at" is null) = ("consignment_count_unit"."seen_by" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consignment_count_unit_once` ON `consignment_count_unit` (`count_id`,`unit_id`);--> statement-breakpoint
CREATE INDEX `consignment_count_unit_of_unit` ON `consignment_count_unit` (`unit_id`);--> statement-breakpoint
CREATE TABLE `implant_missing` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`count_id` integer NOT NULL,
	`price_pack` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`payable_id` integer,
	`found_at` integer,
	`found_note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `implant_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`count_id`) REFERENCES `consignment_count`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "implant_missing_owed" CHECK(("implant_missing"."payable_id" is null) = ("implant_missing"."amount_fen" = 0) and "implant_missing"."amount_fen" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `implant_missing_standing` ON `implant_missing` (`unit_id`) WHERE found_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `implant_missing_payable` ON `implant_missing` (`payable_id`);--> statement-breakpoint
CREATE INDEX `implant_missing_count` ON `implant_missing` (`count_id`);
--> statement-breakpoint
CREATE TRIGGER consignment_count_no_delete BEFORE DELETE ON consignment_count BEGIN SELECT RAISE(ABORT, 'consignment_count is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER consignment_count_unit_no_delete BEFORE DELETE ON consignment_count_unit BEGIN SELECT RAISE(ABORT, 'consignment_count_unit is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER consignment_count_stray_no_delete BEFORE DELETE ON consignment_count_stray BEGIN SELECT RAISE(ABORT, 'consignment_count_stray is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER implant_missing_no_delete BEFORE DELETE ON implant_missing BEGIN SELECT RAISE(ABORT, 'implant_missing is kept for ever'); END;
