CREATE TABLE `box_content` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`box_id` integer NOT NULL,
	`line_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`packed_by` integer NOT NULL,
	`packed_at` integer NOT NULL,
	FOREIGN KEY (`box_id`) REFERENCES `packing_box`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`line_id`) REFERENCES `dispatch_line`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "box_content_quantity" CHECK("box_content"."quantity_base" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `box_content_once` ON `box_content` (`box_id`,`line_id`);--> statement-breakpoint
CREATE INDEX `box_content_line` ON `box_content` (`line_id`);--> statement-breakpoint
CREATE TABLE `box_scan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`box_id` integer NOT NULL,
	`act` text NOT NULL,
	`stop_id` integer,
	`at` integer NOT NULL,
	`person_id` integer NOT NULL,
	FOREIGN KEY (`box_id`) REFERENCES `packing_box`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`stop_id`) REFERENCES `round_stop`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "box_scan_act" CHECK("box_scan"."act" in ('handed', 'missing', 'arrived')),
	CONSTRAINT "box_scan_where" CHECK(("box_scan"."stop_id" is null) = ("box_scan"."act" = 'arrived'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `box_scan_stop` ON `box_scan` (`stop_id`,`box_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `box_scan_arrived` ON `box_scan` (`box_id`) WHERE act = 'arrived';--> statement-breakpoint
CREATE INDEX `box_scan_box` ON `box_scan` (`box_id`);--> statement-breakpoint
CREATE TABLE `packing_box` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dispatch_id` integer NOT NULL,
	`position` integer NOT NULL,
	`cold` integer NOT NULL,
	`seal` text,
	`sealed_at` integer,
	`sealed_by` integer,
	`made_at` integer NOT NULL,
	`made_by` integer NOT NULL,
	FOREIGN KEY (`dispatch_id`) REFERENCES `dispatch`(`document_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "packing_box_positive" CHECK("packing_box"."position" > 0),
	CONSTRAINT "packing_box_sealed" CHECK(("packing_box"."sealed_at" is null) = ("packing_box"."sealed_by" is null) and ("packing_box"."sealed_at" is not null or "packing_box"."seal" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `packing_box_position` ON `packing_box` (`dispatch_id`,`position`);--> statement-breakpoint
CREATE TABLE `wave` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`day` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `wave_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`wave_id` integer NOT NULL,
	`route_id` integer NOT NULL,
	`to_organisation_id` integer NOT NULL,
	`requisition_id` integer,
	`dispatch_id` integer,
	`outcome` text,
	`reason` text,
	`detail` text,
	FOREIGN KEY (`wave_id`) REFERENCES `wave`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`route_id`) REFERENCES `delivery_route`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requisition_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispatch_id`) REFERENCES `dispatch`(`document_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "wave_entry_outcome" CHECK("wave_entry"."outcome" is null or "wave_entry"."outcome" in ('taken', 'refused')),
	CONSTRAINT "wave_entry_source" CHECK("wave_entry"."requisition_id" is not null or "wave_entry"."dispatch_id" is not null)
);
--> statement-breakpoint
CREATE INDEX `wave_entry_wave` ON `wave_entry` (`wave_id`);--> statement-breakpoint
CREATE INDEX `wave_entry_dispatch` ON `wave_entry` (`dispatch_id`);