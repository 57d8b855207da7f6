CREATE TABLE `device_recall` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`level` integer NOT NULL,
	`registration_number` text,
	`model` text,
	`udi_di` text,
	`measure` text NOT NULL,
	`reason` text NOT NULL,
	`source` text NOT NULL,
	`notice_number` text NOT NULL,
	`received_on` text NOT NULL,
	`due_on` text NOT NULL,
	`is_open` integer DEFAULT true NOT NULL,
	`search_text` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "device_recall_level" CHECK("device_recall"."level" in (1, 2, 3)),
	CONSTRAINT "device_recall_measure" CHECK("device_recall"."measure" in ('stop', 'check', 'watch')),
	CONSTRAINT "device_recall_source" CHECK("device_recall"."source" in ('maker', 'authority', 'own')),
	CONSTRAINT "device_recall_what" CHECK(coalesce("device_recall"."registration_number", "device_recall"."model", "device_recall"."udi_di") is not null and "device_recall"."due_on" >= "device_recall"."received_on")
);
--> statement-breakpoint
CREATE INDEX `device_recall_open` ON `device_recall` (`document_id`) WHERE is_open;--> statement-breakpoint
CREATE TABLE `device_recall_answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recall_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`result` text NOT NULL,
	`done_on` text NOT NULL,
	`note` text NOT NULL,
	`actor_id` integer NOT NULL,
	`actor_name` text NOT NULL,
	`at` integer NOT NULL,
	`taken_back_at` integer,
	`taken_back_why` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`recall_id`) REFERENCES `device_recall`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "device_recall_answer_result" CHECK("device_recall_answer"."result" in ('fine', 'repaired', 'returned'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_recall_answer_standing` ON `device_recall_answer` (`recall_id`,`asset_id`) WHERE taken_back_at is null;--> statement-breakpoint
CREATE INDEX `device_recall_answer_asset` ON `device_recall_answer` (`asset_id`);--> statement-breakpoint
CREATE TABLE `device_recall_serial` (
	`recall_id` integer NOT NULL,
	`serial` text NOT NULL,
	PRIMARY KEY(`recall_id`, `serial`),
	FOREIGN KEY (`recall_id`) REFERENCES `device_recall`(`document_id`) ON UPDATE no action ON DELETE no action
);

--> statement-breakpoint
CREATE TRIGGER device_recall_no_delete BEFORE DELETE ON device_recall BEGIN SELECT RAISE(ABORT, 'device_recall is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER device_recall_answer_no_delete BEFORE DELETE ON device_recall_answer BEGIN SELECT RAISE(ABORT, 'device_recall_answer is kept for ever'); END;
