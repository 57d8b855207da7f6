CREATE TABLE `implant_follow_up` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recall_id` integer NOT NULL,
	`use_id` integer NOT NULL,
	`told_on` text NOT NULL,
	`outcome` text NOT NULL,
	`actor_id` integer NOT NULL,
	`actor_name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`recall_id`) REFERENCES `implant_recall`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`use_id`) REFERENCES `implant_use`(`document_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `implant_follow_up_recall` ON `implant_follow_up` (`recall_id`,`use_id`);--> statement-breakpoint
CREATE TABLE `implant_recall` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`di` text NOT NULL,
	`lot_number` text,
	`serial` text,
	`why` text NOT NULL,
	`opened_by` integer NOT NULL,
	`opened_at` integer NOT NULL,
	`ended_by` integer,
	`ended_at` integer,
	`ended_why` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`opened_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "implant_recall_ended" CHECK(("implant_recall"."ended_at" is null) = ("implant_recall"."ended_by" is null))
);
--> statement-breakpoint
CREATE INDEX `implant_recall_di` ON `implant_recall` (`di`);
--> statement-breakpoint
CREATE TRIGGER implant_follow_up_no_update BEFORE UPDATE ON implant_follow_up BEGIN SELECT RAISE(ABORT, 'implant_follow_up is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER implant_follow_up_no_delete BEFORE DELETE ON implant_follow_up BEGIN SELECT RAISE(ABORT, 'implant_follow_up is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER implant_recall_no_delete BEFORE DELETE ON implant_recall BEGIN SELECT RAISE(ABORT, 'implant_recall is kept for ever'); END;
