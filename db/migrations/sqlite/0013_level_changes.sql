CREATE TABLE `job_run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`outcome` text NOT NULL,
	`done_parts` integer DEFAULT 0 NOT NULL,
	`all_parts` integer DEFAULT 0 NOT NULL,
	`found` text NOT NULL,
	`problem` text DEFAULT '' NOT NULL,
	`asked_by` integer,
	CONSTRAINT "job_run_outcome" CHECK("job_run"."outcome" in ('running', 'done', 'failed')),
	CONSTRAINT "job_run_end" CHECK(("job_run"."ended_at" is null) = ("job_run"."outcome" = 'running'))
);
--> statement-breakpoint
CREATE INDEX `job_run_job` ON `job_run` (`job`,`started_at`);--> statement-breakpoint
CREATE TABLE `level_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`batch` text NOT NULL,
	`how` text NOT NULL,
	`least_before` integer,
	`most_before` integer,
	`least_after` integer,
	`most_after` integer,
	`reason` text DEFAULT '' NOT NULL,
	`undoes_id` integer,
	`changed_by` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "level_change_how" CHECK("level_change"."how" in ('hand', 'proposal', 'file', 'undo')),
	CONSTRAINT "level_change_undoes" CHECK(("level_change"."how" = 'undo') = ("level_change"."undoes_id" is not null)),
	CONSTRAINT "level_change_span" CHECK(("level_change"."least_after" is null) = ("level_change"."most_after" is null) and ("level_change"."least_after" is null or ("level_change"."least_after" >= 0 and "level_change"."most_after" >= "level_change"."least_after")))
);
--> statement-breakpoint
CREATE INDEX `level_change_item` ON `level_change` (`organisation_id`,`item_id`,`id`);--> statement-breakpoint
CREATE INDEX `level_change_batch` ON `level_change` (`batch`);--> statement-breakpoint
CREATE UNIQUE INDEX `level_change_undo` ON `level_change` (`undoes_id`);--> statement-breakpoint
CREATE INDEX `alert_subject` ON `alert` (`organisation_id`,`kind`,`subject`,`opened_at`);--> statement-breakpoint
CREATE TRIGGER level_change_no_update BEFORE UPDATE ON level_change BEGIN SELECT RAISE(ABORT, 'level_change is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER level_change_no_delete BEFORE DELETE ON level_change BEGIN SELECT RAISE(ABORT, 'level_change is append-only'); END;
--> statement-breakpoint
INSERT INTO level_change (organisation_id, item_id, batch, how, least_after, most_after, changed_by, changed_at)
SELECT organisation_id, item_id, 'before', 'hand', least_base, most_base, set_by, set_at FROM stock_target;
