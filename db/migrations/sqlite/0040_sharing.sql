CREATE TABLE `booking` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`offer_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`urgent` integer NOT NULL,
	`purpose` text NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`used_minutes` integer,
	`cases` integer,
	`condition` text,
	`owed_fen` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_id`) REFERENCES `share_offer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "booking_span" CHECK("booking"."ends_at" > "booking"."starts_at"),
	CONSTRAINT "booking_used" CHECK("booking"."ended_at" is null or ("booking"."used_minutes" >= 0 and "booking"."cases" >= 0 and "booking"."owed_fen" >= 0))
);
--> statement-breakpoint
CREATE INDEX `booking_asset` ON `booking` (`asset_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `booking_to` ON `booking` (`to_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `share_closing` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`offer_id` integer NOT NULL,
	`day` text NOT NULL,
	`why` text NOT NULL,
	`added_by` integer NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `share_offer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `share_closing_day` ON `share_closing` (`offer_id`,`day`);--> statement-breakpoint
CREATE TABLE `share_offer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asset_id` integer NOT NULL,
	`slot_minutes` integer NOT NULL,
	`hours` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`offered_by` integer NOT NULL,
	`offered_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "share_offer_slot" CHECK("share_offer"."slot_minutes" between 5 and 1440)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `share_offer_open` ON `share_offer` (`asset_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TABLE `share_rate` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`offer_id` integer NOT NULL,
	`from_on` text NOT NULL,
	`per` text NOT NULL,
	`fen` integer NOT NULL,
	`added_by` integer NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `share_offer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "share_rate_per" CHECK("share_rate"."per" in ('case', 'hour')),
	CONSTRAINT "share_rate_fen" CHECK("share_rate"."fen" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `share_rate_from` ON `share_rate` (`offer_id`,`from_on`);