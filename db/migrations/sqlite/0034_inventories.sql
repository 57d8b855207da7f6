CREATE TABLE `asset_label` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asset_id` integer NOT NULL,
	`copies` integer NOT NULL,
	`printed_by` integer NOT NULL,
	`printed_by_name` text NOT NULL,
	`printed_at` integer NOT NULL,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_label_copies" CHECK("asset_label"."copies" > 0)
);
--> statement-breakpoint
CREATE INDEX `asset_label_asset` ON `asset_label` (`asset_id`);--> statement-breakpoint
CREATE TABLE `inventory` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`scope` text NOT NULL,
	`as_of` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `inventory_find` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inventory_id` integer NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`serial_number` text,
	`room` text NOT NULL,
	`place_id` integer NOT NULL,
	`condition` text NOT NULL,
	`found_by` integer NOT NULL,
	`found_by_name` text NOT NULL,
	`found_at` integer NOT NULL,
	`decision` text,
	`decision_why` text,
	`asset_number` text,
	`decided_by` integer,
	`decided_by_name` text,
	`decided_at` integer,
	FOREIGN KEY (`inventory_id`) REFERENCES `inventory`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`place_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inventory_find_decided" CHECK(("inventory_find"."decided_at" is null) = ("inventory_find"."decision" is null)),
	CONSTRAINT "inventory_find_card" CHECK(("inventory_find"."asset_number" is not null) = (coalesce("inventory_find"."decision", '') = 'card')),
	CONSTRAINT "inventory_find_other" CHECK("inventory_find"."decided_by" is null or "inventory_find"."decided_by" <> "inventory_find"."found_by")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inventory_find_position` ON `inventory_find` (`inventory_id`,`position`);--> statement-breakpoint
CREATE TABLE `inventory_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inventory_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`extra` integer DEFAULT false NOT NULL,
	`book_status` text NOT NULL,
	`book_room` text NOT NULL,
	`book_keeper_id` integer NOT NULL,
	`book_custodian_id` integer,
	`found_room` text,
	`found_at_id` integer,
	`condition` text,
	`found_note` text,
	`found_by` integer,
	`found_by_name` text,
	`found_at` integer,
	`decision` text,
	`decision_why` text,
	`decided_by` integer,
	`decided_by_name` text,
	`decided_at` integer,
	`differed` text,
	FOREIGN KEY (`inventory_id`) REFERENCES `inventory`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`book_keeper_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`found_at_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "inventory_line_found" CHECK(("inventory_line"."found_at" is null) = ("inventory_line"."found_by" is null)),
	CONSTRAINT "inventory_line_facts" CHECK(("inventory_line"."found_at" is null) = ("inventory_line"."condition" is null)),
	CONSTRAINT "inventory_line_decided" CHECK(("inventory_line"."decided_at" is null) = ("inventory_line"."decision" is null)),
	CONSTRAINT "inventory_line_other" CHECK("inventory_line"."decided_by" is null or "inventory_line"."found_by" is null or "inventory_line"."decided_by" <> "inventory_line"."found_by")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inventory_line_asset` ON `inventory_line` (`inventory_id`,`asset_id`);--> statement-breakpoint
CREATE INDEX `inventory_line_of_asset` ON `inventory_line` (`asset_id`);