CREATE TABLE `asset_use` (
	`asset_id` integer NOT NULL,
	`month` text NOT NULL,
	`open_minutes` integer NOT NULL,
	`used_minutes` integer NOT NULL,
	`cases` integer NOT NULL,
	`positives` integer,
	`revenue_fen` integer NOT NULL,
	`direct_cost_fen` integer NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	PRIMARY KEY(`asset_id`, `month`),
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_use_hours" CHECK("asset_use"."used_minutes" between 0 and "asset_use"."open_minutes"),
	CONSTRAINT "asset_use_cases" CHECK("asset_use"."cases" >= 0 and ("asset_use"."positives" is null or "asset_use"."positives" between 0 and "asset_use"."cases")),
	CONSTRAINT "asset_use_money" CHECK("asset_use"."revenue_fen" >= 0 and "asset_use"."direct_cost_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX `asset_use_month` ON `asset_use` (`month`);--> statement-breakpoint
CREATE TABLE `depreciation_balance` (
	`asset_id` integer NOT NULL,
	`source` text NOT NULL,
	`accumulated_fen` integer NOT NULL,
	PRIMARY KEY(`asset_id`, `source`),
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "depreciation_balance_reach" CHECK("depreciation_balance"."accumulated_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE `depreciation_line` (
	`run_id` integer NOT NULL,
	`asset_id` integer NOT NULL,
	`source` text NOT NULL,
	`month_fen` integer NOT NULL,
	`opening_fen` integer NOT NULL,
	`correction_fen` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`accumulated_fen` integer NOT NULL,
	`why` text NOT NULL,
	`price_fen` integer NOT NULL,
	`fund_fen` integer NOT NULL,
	`acquired_on` text NOT NULL,
	`ended_on` text,
	`class_code` text NOT NULL,
	`life_months` integer NOT NULL,
	`elapsed_months` integer NOT NULL,
	PRIMARY KEY(`run_id`, `asset_id`, `source`),
	FOREIGN KEY (`run_id`) REFERENCES `depreciation_run`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "depreciation_line_sum" CHECK("depreciation_line"."amount_fen" = "depreciation_line"."month_fen" + "depreciation_line"."opening_fen" + "depreciation_line"."correction_fen"),
	CONSTRAINT "depreciation_line_reach" CHECK("depreciation_line"."accumulated_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX `depreciation_line_asset` ON `depreciation_line` (`asset_id`,`run_id`);--> statement-breakpoint
CREATE TABLE `depreciation_run` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`month` text NOT NULL,
	`owner_id` integer NOT NULL,
	`kind` text NOT NULL,
	`attempt` integer NOT NULL,
	`reverses_id` integer,
	`cards` integer NOT NULL,
	`month_fen` integer NOT NULL,
	`opening_fen` integer NOT NULL,
	`correction_fen` integer NOT NULL,
	`actor_id` integer NOT NULL,
	`actor_name` text NOT NULL,
	`posted_at` integer NOT NULL,
	`note` text,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "depreciation_run_kind" CHECK(("depreciation_run"."kind" = 'reversal') = ("depreciation_run"."reverses_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `depreciation_run_once` ON `depreciation_run` (`month`,`owner_id`,`kind`,`attempt`);--> statement-breakpoint
CREATE UNIQUE INDEX `depreciation_run_reversal` ON `depreciation_run` (`reverses_id`);--> statement-breakpoint
CREATE INDEX `depreciation_run_owner` ON `depreciation_run` (`owner_id`,`month`);--> statement-breakpoint
CREATE TABLE `idle_demand` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`class_id` integer NOT NULL,
	`specification` text NOT NULL,
	`reason` text NOT NULL,
	`asked_by` integer NOT NULL,
	`asked_by_name` text NOT NULL,
	`asked_at` integer NOT NULL,
	`ended_by` integer,
	`ended_at` integer,
	`end_reason` text,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `asset_class`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `idle_demand_class` ON `idle_demand` (`class_id`,`ended_at`);--> statement-breakpoint
CREATE INDEX `idle_demand_organisation` ON `idle_demand` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `idle_offer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`asset_id` integer NOT NULL,
	`condition` text NOT NULL,
	`expected_fen` integer NOT NULL,
	`note` text NOT NULL,
	`offered_by` integer NOT NULL,
	`offered_by_name` text NOT NULL,
	`offered_at` integer NOT NULL,
	`ended_by` integer,
	`ended_at` integer,
	`end_reason` text,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "idle_offer_condition" CHECK("idle_offer"."condition" in ('good', 'fair', 'repair')),
	CONSTRAINT "idle_offer_price" CHECK("idle_offer"."expected_fen" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `idle_offer_open` ON `idle_offer` (`asset_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE TRIGGER depreciation_run_no_update BEFORE UPDATE ON depreciation_run BEGIN SELECT RAISE(ABORT, 'depreciation_run is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER depreciation_run_no_delete BEFORE DELETE ON depreciation_run BEGIN SELECT RAISE(ABORT, 'depreciation_run is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER depreciation_line_no_update BEFORE UPDATE ON depreciation_line BEGIN SELECT RAISE(ABORT, 'depreciation_line is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER depreciation_line_no_delete BEFORE DELETE ON depreciation_line BEGIN SELECT RAISE(ABORT, 'depreciation_line is append-only'); END;
