CREATE TABLE `loan` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`asset_id` integer NOT NULL,
	`to_id` integer NOT NULL,
	`reason` text NOT NULL,
	`due_on` text NOT NULL,
	`is_out` integer DEFAULT false NOT NULL,
	`back_user_id` integer,
	`back_room` text,
	`back_status` text,
	`handed_at` integer,
	`handed_condition` text,
	`returned_at` integer,
	`returned_condition` text,
	`damaged` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`back_user_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "loan_handed" CHECK(not "loan"."is_out" or ("loan"."handed_at" is not null and "loan"."back_user_id" is not null)),
	CONSTRAINT "loan_returned" CHECK("loan"."returned_at" is null or (not "loan"."is_out" and "loan"."handed_at" is not null))
);
--> statement-breakpoint
CREATE INDEX `loan_asset` ON `loan` (`asset_id`);--> statement-breakpoint
CREATE INDEX `loan_due` ON `loan` (`due_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `loan_out` ON `loan` (`asset_id`) WHERE is_out;