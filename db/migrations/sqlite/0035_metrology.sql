CREATE TABLE `metrology_duty` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asset_id` integer NOT NULL,
	`item` text NOT NULL,
	`since` text NOT NULL,
	`outcome` text,
	`tested_on` text,
	`valid_until` text,
	`sent_to` text,
	`sent_on` text,
	`registered_by` integer NOT NULL,
	`registered_at` integer NOT NULL,
	`ended_on` text,
	`end_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`registered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "metrology_duty_outcome" CHECK("metrology_duty"."outcome" is null or "metrology_duty"."outcome" in ('pass', 'limited', 'fail')),
	CONSTRAINT "metrology_duty_tested" CHECK(("metrology_duty"."outcome" is null) = ("metrology_duty"."tested_on" is null)),
	CONSTRAINT "metrology_duty_sent" CHECK(("metrology_duty"."sent_to" is null) = ("metrology_duty"."sent_on" is null)),
	CONSTRAINT "metrology_duty_ended" CHECK(("metrology_duty"."ended_on" is null) = ("metrology_duty"."end_reason" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `metrology_duty_open` ON `metrology_duty` (`asset_id`,`item`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `metrology_duty_due` ON `metrology_duty` (`valid_until`,`id`);--> statement-breakpoint
CREATE TABLE `metrology_result` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`duty_id` integer NOT NULL,
	`tested_on` text NOT NULL,
	`outcome` text NOT NULL,
	`valid_until` text,
	`cycle_months` integer NOT NULL,
	`institution` text NOT NULL,
	`certificate_number` text NOT NULL,
	`limits` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`reversal_of` integer,
	`entered_by` integer NOT NULL,
	`entered_at` integer NOT NULL,
	FOREIGN KEY (`duty_id`) REFERENCES `metrology_duty`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`entered_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "metrology_result_outcome" CHECK("metrology_result"."outcome" in ('pass', 'limited', 'fail')),
	CONSTRAINT "metrology_result_valid" CHECK(("metrology_result"."outcome" = 'fail') = ("metrology_result"."valid_until" is null)),
	CONSTRAINT "metrology_result_days" CHECK("metrology_result"."valid_until" is null or "metrology_result"."valid_until" >= "metrology_result"."tested_on"),
	CONSTRAINT "metrology_result_limits" CHECK("metrology_result"."outcome" <> 'limited' or "metrology_result"."limits" <> ''),
	CONSTRAINT "metrology_result_cycle" CHECK("metrology_result"."cycle_months" > 0)
);
--> statement-breakpoint
CREATE INDEX `metrology_result_duty` ON `metrology_result` (`duty_id`,`tested_on`);--> statement-breakpoint
CREATE UNIQUE INDEX `metrology_result_reversal` ON `metrology_result` (`reversal_of`);--> statement-breakpoint
CREATE TRIGGER metrology_result_no_update BEFORE UPDATE ON metrology_result BEGIN SELECT RAISE(ABORT, 'metrology_result is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER metrology_result_no_delete BEFORE DELETE ON metrology_result BEGIN SELECT RAISE(ABORT, 'metrology_result is append-only'); END;
