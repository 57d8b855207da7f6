CREATE TABLE `working_day` (
	`day` text PRIMARY KEY NOT NULL,
	`works` integer NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `shortage` ADD `resolve_by` integer;--> statement-breakpoint
ALTER TABLE `shortage` ADD `runs_out_on` text;--> statement-breakpoint
ALTER TABLE `shortage` ADD `escalated` text;