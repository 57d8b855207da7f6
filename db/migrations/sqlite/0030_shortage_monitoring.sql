CREATE TABLE `monitoring_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`return_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`field` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`reason` text NOT NULL,
	`by` integer NOT NULL,
	`by_name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `monitoring_return`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `monitoring_change_line` ON `monitoring_change` (`return_id`,`item_id`,`id`);--> statement-breakpoint
CREATE TABLE `monitoring_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`return_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`generic_name` text NOT NULL,
	`form` text NOT NULL,
	`strength` text NOT NULL,
	`manufacturer` text NOT NULL,
	`approval_number` text NOT NULL,
	`kind` text,
	`found_on` text,
	`use_base` integer NOT NULL,
	`stock_base` integer NOT NULL,
	`members` integer NOT NULL,
	`patients` integer NOT NULL,
	`requests` integer DEFAULT 0 NOT NULL,
	`settled` integer DEFAULT 0 NOT NULL,
	`cause` text,
	`price_pack` integer DEFAULT 0 NOT NULL,
	`supplier` text DEFAULT '' NOT NULL,
	`substitutes` text DEFAULT '' NOT NULL,
	`suppliers` integer DEFAULT 0 NOT NULL,
	`supplier_reply` text DEFAULT '' NOT NULL,
	`action` text DEFAULT '' NOT NULL,
	`expected_on` text,
	`note` text DEFAULT '' NOT NULL,
	`drawn` text NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `monitoring_return`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "monitoring_line_kind" CHECK("monitoring_line"."kind" is null or "monitoring_line"."kind" in ('interrupted', 'late', 'demand', 'price', 'stopped')),
	CONSTRAINT "monitoring_line_numbers" CHECK("monitoring_line"."use_base" >= 0 and "monitoring_line"."stock_base" >= 0 and "monitoring_line"."members" >= 0 and "monitoring_line"."patients" >= 0 and "monitoring_line"."suppliers" >= 0 and "monitoring_line"."settled" >= 0 and "monitoring_line"."requests" >= "monitoring_line"."settled")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `monitoring_line_number` ON `monitoring_line` (`return_id`,`line_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `monitoring_line_item` ON `monitoring_line` (`return_id`,`item_id`);--> statement-breakpoint
CREATE INDEX `monitoring_line_by_item` ON `monitoring_line` (`item_id`);--> statement-breakpoint
CREATE TABLE `monitoring_return` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`organisation_id` integer NOT NULL,
	`month` text NOT NULL,
	`version` integer NOT NULL,
	`replaces_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	`nothing` integer DEFAULT false NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`due_on` text NOT NULL,
	`drawn_at` integer NOT NULL,
	`receipt_number` text,
	`reported_on` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "monitoring_return_month" CHECK(length("monitoring_return"."month") = 7 and "monitoring_return"."version" > 0),
	CONSTRAINT "monitoring_return_correction" CHECK(("monitoring_return"."replaces_id" is null) = ("monitoring_return"."reason" = '')),
	CONSTRAINT "monitoring_return_reported" CHECK(("monitoring_return"."receipt_number" is null) = ("monitoring_return"."reported_on" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `monitoring_return_version` ON `monitoring_return` (`organisation_id`,`month`,`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `monitoring_return_receipt` ON `monitoring_return` (`receipt_number`);--> statement-breakpoint
CREATE INDEX `monitoring_return_replaces` ON `monitoring_return` (`replaces_id`);