CREATE TABLE `asset` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`class_id` integer NOT NULL,
	`category_code` text,
	`registration_number` text,
	`device_class` integer,
	`udi_di` text,
	`serial_number` text,
	`brand` text DEFAULT '' NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`maker` text DEFAULT '' NOT NULL,
	`supplier_id` integer,
	`purchase_method` text NOT NULL,
	`contract_number` text,
	`price_fen` integer NOT NULL,
	`acquired_on` text NOT NULL,
	`accepted_on` text,
	`first_used_on` text,
	`warranty_until` text,
	`owner_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`keeper_id` integer NOT NULL,
	`room` text DEFAULT '' NOT NULL,
	`custodian_id` integer,
	`large_kind` text,
	`licence_number` text,
	`former_number` text,
	`note` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`search_text` text NOT NULL,
	`source_file` text,
	`source_row` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `asset_class`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`keeper_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`custodian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_price" CHECK("asset"."price_fen" >= 0),
	CONSTRAINT "asset_version" CHECK("asset"."version" > 0),
	CONSTRAINT "asset_grade" CHECK("asset"."device_class" is null or "asset"."device_class" between 1 and 3),
	CONSTRAINT "asset_status" CHECK("asset"."status" in ('idle', 'in_use', 'shared', 'repair', 'stopped', 'moving', 'to_scrap', 'scrapped'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `asset_number` ON `asset` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `asset_source` ON `asset` (`source_file`,`source_row`);--> statement-breakpoint
CREATE INDEX `asset_owner` ON `asset` (`owner_id`);--> statement-breakpoint
CREATE INDEX `asset_user` ON `asset` (`user_id`);--> statement-breakpoint
CREATE INDEX `asset_keeper` ON `asset` (`keeper_id`);--> statement-breakpoint
CREATE INDEX `asset_class_of` ON `asset` (`class_id`);--> statement-breakpoint
CREATE INDEX `asset_serial` ON `asset` (`serial_number`);--> statement-breakpoint
CREATE INDEX `asset_former` ON `asset` (`former_number`);--> statement-breakpoint
CREATE TABLE `asset_class` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`medical` integer NOT NULL,
	`risk` text NOT NULL,
	`upkeep_months` integer,
	`measured` integer NOT NULL,
	`emergency` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `asset_class_code` ON `asset_class` (`code`);--> statement-breakpoint
CREATE TABLE `asset_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asset_id` integer NOT NULL,
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
	`document_number` text,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `asset_event_asset` ON `asset_event` (`asset_id`,`id`);--> statement-breakpoint
CREATE TABLE `asset_fund` (
	`asset_id` integer NOT NULL,
	`source` text NOT NULL,
	`amount_fen` integer NOT NULL,
	PRIMARY KEY(`asset_id`, `source`),
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_fund_source" CHECK("asset_fund"."source" in ('fiscal', 'science', 'own', 'donated')),
	CONSTRAINT "asset_fund_amount" CHECK("asset_fund"."amount_fen" > 0)
);
