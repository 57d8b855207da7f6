CREATE TABLE `acquisition` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`class_id` integer NOT NULL,
	`quantity` integer NOT NULL,
	`unit_fen` integer NOT NULL,
	`necessity` text NOT NULL,
	`feasibility` text NOT NULL,
	`benefit` text NOT NULL,
	`cases_month` integer NOT NULL,
	`charge_fen` integer NOT NULL,
	`cost_fen` integer NOT NULL,
	`budget_line` text NOT NULL,
	`large_kind` text,
	`licence_number` text,
	`checked_at` integer NOT NULL,
	`meeting_record` text,
	`search_text` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `asset_class`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "acquisition_quantity" CHECK("acquisition"."quantity" > 0),
	CONSTRAINT "acquisition_price" CHECK("acquisition"."unit_fen" > 0),
	CONSTRAINT "acquisition_benefit" CHECK("acquisition"."cases_month" >= 0 and "acquisition"."charge_fen" >= 0 and "acquisition"."cost_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX `acquisition_class` ON `acquisition` (`class_id`);--> statement-breakpoint
CREATE TABLE `acquisition_fund` (
	`acquisition_id` integer NOT NULL,
	`source` text NOT NULL,
	`amount_fen` integer NOT NULL,
	PRIMARY KEY(`acquisition_id`, `source`),
	FOREIGN KEY (`acquisition_id`) REFERENCES `acquisition`(`document_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "acquisition_fund_source" CHECK("acquisition_fund"."source" in ('fiscal', 'science', 'own', 'donated')),
	CONSTRAINT "acquisition_fund_amount" CHECK("acquisition_fund"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE TABLE `acquisition_idle` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`acquisition_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`keeper` text NOT NULL,
	`reason` text,
	FOREIGN KEY (`acquisition_id`) REFERENCES `acquisition`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `acquisition_idle_once` ON `acquisition_idle` (`acquisition_id`,`asset_id`);