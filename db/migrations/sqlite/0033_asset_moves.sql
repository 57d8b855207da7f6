CREATE TABLE `asset_transfer` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`asset_id` integer NOT NULL,
	`from_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`asked_by` text NOT NULL,
	`reason` text NOT NULL,
	`paid_fen` integer NOT NULL,
	`fiscal_number` text,
	`licence_number` text,
	`price_fen` integer NOT NULL,
	`accumulated_fen` integer NOT NULL,
	`back_status` text,
	`handed_condition` text,
	`handed_test` text,
	`taken_condition` text,
	`taken_room` text,
	`taken_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_transfer_two" CHECK("asset_transfer"."from_id" <> "asset_transfer"."to_id"),
	CONSTRAINT "asset_transfer_asked" CHECK("asset_transfer"."asked_by" in ('giver', 'receiver')),
	CONSTRAINT "asset_transfer_paid" CHECK("asset_transfer"."paid_fen" >= 0),
	CONSTRAINT "asset_transfer_value" CHECK("asset_transfer"."accumulated_fen" between 0 and "asset_transfer"."price_fen"),
	CONSTRAINT "asset_transfer_taken" CHECK("asset_transfer"."taken_at" is null or "asset_transfer"."ended_at" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `asset_transfer_open` ON `asset_transfer` (`asset_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `asset_transfer_asset` ON `asset_transfer` (`asset_id`);--> statement-breakpoint
CREATE TABLE `disposal` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`explanation` text NOT NULL,
	`price_fen` integer NOT NULL,
	`meeting_record` text,
	`way` text,
	`taken_by` text,
	`certificate_number` text,
	`income_fen` integer,
	`income_receipt` text,
	`done_at` integer,
	`retain_until` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disposal_way" CHECK("disposal"."way" is null or "disposal"."way" in ('recycled', 'sold', 'returned')),
	CONSTRAINT "disposal_income" CHECK("disposal"."income_fen" is null or "disposal"."income_fen" >= 0),
	CONSTRAINT "disposal_done" CHECK(("disposal"."done_at" is null) = ("disposal"."way" is null))
);
--> statement-breakpoint
CREATE TABLE `disposal_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`disposal_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`reason` text NOT NULL,
	`price_fen` integer NOT NULL,
	`accumulated_fen` integer NOT NULL,
	`appraisal` text,
	`worth_fen` integer,
	`holds_data` integer NOT NULL,
	`holds_source` integer NOT NULL,
	`erasure` text,
	`source_handling` text,
	`ended_at` integer,
	FOREIGN KEY (`disposal_id`) REFERENCES `disposal`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "disposal_line_reason" CHECK("disposal_line"."reason" in ('broken', 'obsolete', 'unsafe', 'lost', 'mandatory')),
	CONSTRAINT "disposal_line_value" CHECK("disposal_line"."accumulated_fen" between 0 and "disposal_line"."price_fen")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `disposal_line_once` ON `disposal_line` (`disposal_id`,`asset_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `disposal_line_open` ON `disposal_line` (`asset_id`) WHERE ended_at is null;