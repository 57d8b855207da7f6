CREATE TABLE `run_out` (
	`organisation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`out_on` text NOT NULL,
	`daily_milli` integer NOT NULL,
	`usable_base` integer NOT NULL,
	`coming_base` integer NOT NULL,
	`due_base` integer NOT NULL,
	`due_on` text,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `item_id`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "run_out_numbers" CHECK("run_out"."daily_milli" > 0 and "run_out"."usable_base" >= 0 and "run_out"."coming_base" >= 0)
);
--> statement-breakpoint
CREATE INDEX `run_out_day` ON `run_out` (`out_on`,`organisation_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `outage` (
	`organisation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`from_day` integer NOT NULL,
	`until_day` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `item_id`, `from_day`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outage_span" CHECK("outage"."from_day" <= "outage"."until_day")
);
--> statement-breakpoint
CREATE INDEX `outage_until` ON `outage` (`until_day`,`from_day`);--> statement-breakpoint
CREATE TABLE `shortage_return` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`organisation_id` integer NOT NULL,
	`month` text NOT NULL,
	`version` integer NOT NULL,
	`replaces_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	`nothing` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shortage_return_month_shape" CHECK(length("shortage_return"."month") = 7),
	CONSTRAINT "shortage_return_correction" CHECK(("shortage_return"."version" = 1) = ("shortage_return"."replaces_id" is null) and ("shortage_return"."version" = 1 or "shortage_return"."reason" <> ''))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortage_return_version` ON `shortage_return` (`organisation_id`,`month`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `shortage_return_replaces` ON `shortage_return` (`replaces_id`);--> statement-breakpoint
CREATE INDEX `shortage_return_month` ON `shortage_return` (`month`,`organisation_id`);--> statement-breakpoint
CREATE TABLE `shortage_return_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`return_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`kind` text,
	`found_on` text NOT NULL,
	`month_use_base` integer NOT NULL,
	`stock_base` integer NOT NULL,
	`stock_days` integer,
	`members` integer NOT NULL,
	`patients` integer NOT NULL,
	`substitutes` text DEFAULT '' NOT NULL,
	`suppliers` integer DEFAULT 0 NOT NULL,
	`supplier_reply` text DEFAULT '' NOT NULL,
	`action` text DEFAULT '' NOT NULL,
	`expected_on` text,
	`despite` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shortage_return_line_numbers" CHECK("shortage_return_line"."month_use_base" >= 0 and "shortage_return_line"."stock_base" >= 0 and "shortage_return_line"."members" >= 0 and "shortage_return_line"."patients" >= 0 and "shortage_return_line"."suppliers" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shortage_return_line_item` ON `shortage_return_line` (`return_id`,`item_id`);--> statement-breakpoint
ALTER TABLE `shortage` ADD `answered_at` integer;--> statement-breakpoint
ALTER TABLE `shortage` ADD `arrived_at` integer;--> statement-breakpoint
UPDATE shortage SET
  answered_at = (SELECT min(act.at) FROM document_act AS act WHERE act.document_id = shortage.document_id AND act.to_status IN ('matched', 'in_transit', 'arrived', 'rejected')),
  arrived_at = (SELECT min(act.at) FROM document_act AS act WHERE act.document_id = shortage.document_id AND act.to_status = 'arrived');