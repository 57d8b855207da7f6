CREATE TABLE `maintenance_confirmation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`result_id` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`confirmed_by` integer NOT NULL,
	`confirmed_at` integer NOT NULL,
	FOREIGN KEY (`result_id`) REFERENCES `maintenance_result`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `maintenance_confirmation_result` ON `maintenance_confirmation` (`result_id`);--> statement-breakpoint
CREATE TABLE `maintenance_plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asset_id` integer NOT NULL,
	`kind` text NOT NULL,
	`cycle_months` integer NOT NULL,
	`items` text NOT NULL,
	`since` text NOT NULL,
	`first_due_on` text NOT NULL,
	`due_on` text NOT NULL,
	`outcome` text,
	`done_on` text,
	`last_result_id` integer,
	`planned_by` integer NOT NULL,
	`planned_at` integer NOT NULL,
	`ended_on` text,
	`end_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`planned_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "maintenance_plan_kind" CHECK("maintenance_plan"."kind" in ('pm', 'self_test')),
	CONSTRAINT "maintenance_plan_cycle" CHECK("maintenance_plan"."cycle_months" > 0),
	CONSTRAINT "maintenance_plan_outcome" CHECK("maintenance_plan"."outcome" is null or "maintenance_plan"."outcome" in ('pass', 'downgraded', 'stopped')),
	CONSTRAINT "maintenance_plan_done" CHECK(("maintenance_plan"."outcome" is null) = ("maintenance_plan"."done_on" is null) and ("maintenance_plan"."outcome" is null) = ("maintenance_plan"."last_result_id" is null)),
	CONSTRAINT "maintenance_plan_ended" CHECK(("maintenance_plan"."ended_on" is null) = ("maintenance_plan"."end_reason" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `maintenance_plan_open` ON `maintenance_plan` (`asset_id`,`kind`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `maintenance_plan_due` ON `maintenance_plan` (`due_on`,`id`);--> statement-breakpoint
CREATE TABLE `maintenance_result` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`done_on` text NOT NULL,
	`checks` text NOT NULL,
	`parts` text DEFAULT '' NOT NULL,
	`outcome` text NOT NULL,
	`limits` text DEFAULT '' NOT NULL,
	`cycle_months` integer NOT NULL,
	`next_due_on` text NOT NULL,
	`engineer` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`reversal_of` integer,
	`entered_by` integer NOT NULL,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `maintenance_plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "maintenance_result_outcome" CHECK("maintenance_result"."outcome" in ('pass', 'downgraded', 'stopped')),
	CONSTRAINT "maintenance_result_limits" CHECK("maintenance_result"."outcome" <> 'downgraded' or "maintenance_result"."limits" <> ''),
	CONSTRAINT "maintenance_result_cycle" CHECK("maintenance_result"."cycle_months" > 0),
	CONSTRAINT "maintenance_result_next" CHECK("maintenance_result"."next_due_on" >= "maintenance_result"."done_on")
);
--> statement-breakpoint
CREATE INDEX `maintenance_result_plan` ON `maintenance_result` (`plan_id`,`done_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `maintenance_result_reversal` ON `maintenance_result` (`reversal_of`);--> statement-breakpoint
CREATE TRIGGER maintenance_result_no_update BEFORE UPDATE ON maintenance_result BEGIN SELECT RAISE(ABORT, 'maintenance_result is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER maintenance_result_no_delete BEFORE DELETE ON maintenance_result BEGIN SELECT RAISE(ABORT, 'maintenance_result is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER maintenance_confirmation_no_update BEFORE UPDATE ON maintenance_confirmation BEGIN SELECT RAISE(ABORT, 'maintenance_confirmation is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER maintenance_confirmation_no_delete BEFORE DELETE ON maintenance_confirmation BEGIN SELECT RAISE(ABORT, 'maintenance_confirmation is append-only'); END;