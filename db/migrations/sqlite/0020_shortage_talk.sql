CREATE TABLE `shortage_merge` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`shortage_id` integer NOT NULL,
	`into_id` integer NOT NULL,
	`added_base` integer NOT NULL,
	`former_status` text NOT NULL,
	`by` integer NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer,
	`undone_by` integer,
	FOREIGN KEY (`shortage_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`into_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shortage_merge_other" CHECK("shortage_merge"."shortage_id" <> "shortage_merge"."into_id" and "shortage_merge"."added_base" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortage_merge_once` ON `shortage_merge` (`shortage_id`) WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX `shortage_merge_into` ON `shortage_merge` (`into_id`);--> statement-breakpoint
CREATE TABLE `shortage_message` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`shortage_id` integer NOT NULL,
	`side` text NOT NULL,
	`person_id` integer NOT NULL,
	`person_name` text NOT NULL,
	`organisation_name` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`shortage_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shortage_message_shortage` ON `shortage_message` (`shortage_id`,`id`);--> statement-breakpoint
CREATE TABLE `shortage_reading` (
	`shortage_id` integer NOT NULL,
	`side` text NOT NULL,
	`up_to_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`shortage_id`, `side`),
	FOREIGN KEY (`shortage_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
