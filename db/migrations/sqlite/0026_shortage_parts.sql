CREATE TABLE `shortage_part` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`shortage_id` integer NOT NULL,
	`kind` text NOT NULL,
	`way` text NOT NULL,
	`quantity_base` integer NOT NULL,
	`source_id` integer,
	`item_id` integer,
	`item_base` integer,
	`due_on` text,
	`note` text DEFAULT '' NOT NULL,
	`issued` integer DEFAULT false NOT NULL,
	`by` integer NOT NULL,
	`by_name` text NOT NULL,
	`at` integer NOT NULL,
	`confirmed_by` integer,
	`confirmed_name` text,
	`confirmed_at` integer,
	`ended_why` text,
	`ended_at` integer,
	`ended_by` integer,
	FOREIGN KEY (`shortage_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shortage_part_quantity" CHECK("shortage_part"."quantity_base" > 0),
	CONSTRAINT "shortage_part_end" CHECK(("shortage_part"."ended_at" is null) = ("shortage_part"."ended_why" is null))
);
--> statement-breakpoint
CREATE INDEX `shortage_part_shortage` ON `shortage_part` (`shortage_id`,`id`);--> statement-breakpoint
CREATE INDEX `shortage_part_source` ON `shortage_part` (`source_id`);--> statement-breakpoint
ALTER TABLE `shortage` ADD `promised_base` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `shortage` ADD `promise_due` text;--> statement-breakpoint
ALTER TABLE `shortage` ADD `settled_base` integer DEFAULT 0 NOT NULL;