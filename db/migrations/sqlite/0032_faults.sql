CREATE TABLE `device_event` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`asset_id` integer NOT NULL,
	`event_class` text NOT NULL,
	`occurred_on` text NOT NULL,
	`what` text NOT NULL,
	`harm` text NOT NULL,
	`stopped` integer NOT NULL,
	`due_on` text NOT NULL,
	`national_number` text,
	`forwarded_on` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "device_event_class" CHECK("device_event"."event_class" in ('death', 'serious', 'other')),
	CONSTRAINT "device_event_forwarded" CHECK(("device_event"."national_number" is null) = ("device_event"."forwarded_on" is null))
);
--> statement-breakpoint
CREATE INDEX `device_event_asset` ON `device_event` (`asset_id`);--> statement-breakpoint
CREATE TABLE `fault` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`asset_id` integer NOT NULL,
	`what` text NOT NULL,
	`urgency` text NOT NULL,
	`usable` text NOT NULL,
	`taken_from` text,
	`is_open` integer NOT NULL,
	`reported_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`engineer_id` integer,
	`outside` text DEFAULT '' NOT NULL,
	`diagnosis` text DEFAULT '' NOT NULL,
	`approved_fen` integer DEFAULT 0 NOT NULL,
	`asked_by` integer,
	`labour_minutes` integer DEFAULT 0 NOT NULL,
	`work` text DEFAULT '' NOT NULL,
	`irreparable` integer DEFAULT false NOT NULL,
	`repaired_by` integer,
	`repaired_at` integer,
	`outcome` text,
	`test` text DEFAULT '' NOT NULL,
	`accepted_by` integer,
	`accepted_at` integer,
	`loaner_id` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`engineer_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`repaired_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`loaner_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fault_urgency" CHECK("fault"."urgency" in ('critical', 'urgent', 'routine')),
	CONSTRAINT "fault_usable" CHECK("fault"."usable" in ('yes', 'no', 'unsafe')),
	CONSTRAINT "fault_outcome" CHECK("fault"."outcome" is null or "fault"."outcome" in ('pass', 'limited', 'stopped')),
	CONSTRAINT "fault_labour" CHECK("fault"."labour_minutes" >= 0),
	CONSTRAINT "fault_approved" CHECK("fault"."approved_fen" >= 0),
	CONSTRAINT "fault_loaner_other" CHECK("fault"."loaner_id" is null or "fault"."loaner_id" <> "fault"."asset_id")
);
--> statement-breakpoint
CREATE INDEX `fault_asset` ON `fault` (`asset_id`,`reported_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `fault_one_open` ON `fault` (`asset_id`) WHERE is_open;--> statement-breakpoint
CREATE INDEX `fault_loaner` ON `fault` (`loaner_id`);--> statement-breakpoint
CREATE TABLE `fault_cost` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`fault_id` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_fen` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`added_by` integer NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`fault_id`) REFERENCES `fault`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fault_cost_kind" CHECK("fault_cost"."kind" in ('part', 'outside')),
	CONSTRAINT "fault_cost_quantity" CHECK("fault_cost"."quantity" > 0),
	CONSTRAINT "fault_cost_amount" CHECK("fault_cost"."unit_fen" >= 0 and "fault_cost"."amount_fen" = "fault_cost"."quantity" * "fault_cost"."unit_fen")
);
--> statement-breakpoint
CREATE INDEX `fault_cost_fault` ON `fault_cost` (`fault_id`);--> statement-breakpoint
CREATE TABLE `fault_span` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`fault_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`from_at` integer NOT NULL,
	`until_at` integer,
	FOREIGN KEY (`fault_id`) REFERENCES `fault`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fault_span_order" CHECK("fault_span"."until_at" is null or "fault_span"."until_at" >= "fault_span"."from_at")
);
--> statement-breakpoint
CREATE INDEX `fault_span_asset` ON `fault_span` (`asset_id`,`from_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `fault_span_open` ON `fault_span` (`fault_id`) WHERE until_at is null;--> statement-breakpoint
ALTER TABLE `asset` ADD `down_by` integer REFERENCES document(id);