CREATE TABLE `carrier` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`cools` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`search_text` text NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "carrier_kind" CHECK("carrier"."kind" in ('vehicle', 'cold_box'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `carrier_code` ON `carrier` (`code`);--> statement-breakpoint
CREATE TABLE `delivery_round` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`route_id` integer NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`day` text NOT NULL,
	`leaves_at` integer NOT NULL,
	`driver_id` integer NOT NULL,
	`vehicle_id` integer NOT NULL,
	`seal` text,
	`departed_at` integer,
	`ended_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`route_id`) REFERENCES `delivery_route`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`vehicle_id`) REFERENCES `carrier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `delivery_round_day` ON `delivery_round` (`day`);--> statement-breakpoint
CREATE INDEX `delivery_round_driver` ON `delivery_round` (`driver_id`,`day`);--> statement-breakpoint
CREATE TABLE `delivery_route` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`weekdays` integer NOT NULL,
	`leaves_at` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delivery_route_weekdays" CHECK("delivery_route"."weekdays" between 1 and 127),
	CONSTRAINT "delivery_route_leaves" CHECK("delivery_route"."leaves_at" between 0 and 1439)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_route_name` ON `delivery_route` (`name`);--> statement-breakpoint
CREATE TABLE `round_chill` (
	`round_id` integer NOT NULL,
	`carrier_id` integer NOT NULL,
	`start_tenths` integer,
	`start_at` integer,
	`end_tenths` integer,
	`end_at` integer,
	PRIMARY KEY(`round_id`, `carrier_id`),
	FOREIGN KEY (`round_id`) REFERENCES `delivery_round`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`carrier_id`) REFERENCES `carrier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `round_load` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`stop_id` integer NOT NULL,
	`dispatch_id` integer NOT NULL,
	`outcome` text,
	FOREIGN KEY (`round_id`) REFERENCES `delivery_round`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stop_id`) REFERENCES `round_stop`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispatch_id`) REFERENCES `dispatch`(`document_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `round_load_round` ON `round_load` (`round_id`);--> statement-breakpoint
CREATE INDEX `round_load_stop` ON `round_load` (`stop_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `round_load_aboard` ON `round_load` (`dispatch_id`) WHERE outcome is null or outcome = 'handed';--> statement-breakpoint
CREATE TABLE `round_stop` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`position` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`planned_at` integer NOT NULL,
	`outcome` text,
	`happened_at` integer,
	`told_at` integer,
	`told_by` integer,
	`receiver` text,
	`tenths` integer,
	`reason` text,
	`signature_id` integer,
	FOREIGN KEY (`round_id`) REFERENCES `delivery_round`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "round_stop_told" CHECK(("round_stop"."outcome" is null) = ("round_stop"."told_at" is null)),
	CONSTRAINT "round_stop_receiver" CHECK("round_stop"."outcome" is null or "round_stop"."outcome" <> 'handed' or "round_stop"."receiver" is not null),
	CONSTRAINT "round_stop_reason" CHECK("round_stop"."outcome" is null or "round_stop"."outcome" = 'handed' or "round_stop"."reason" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `round_stop_position` ON `round_stop` (`round_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `round_stop_once` ON `round_stop` (`round_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `round_stop_organisation` ON `round_stop` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `route_stop` (
	`route_id` integer NOT NULL,
	`position` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`after_minutes` integer NOT NULL,
	PRIMARY KEY(`route_id`, `position`),
	FOREIGN KEY (`route_id`) REFERENCES `delivery_route`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "route_stop_after" CHECK("route_stop"."after_minutes" between 0 and 2880)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `route_stop_once` ON `route_stop` (`route_id`,`organisation_id`);