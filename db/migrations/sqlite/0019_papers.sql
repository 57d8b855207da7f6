CREATE TABLE `paper_layout` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`version` integer NOT NULL,
	`effective_from` text NOT NULL,
	`layout` text,
	`reason` text NOT NULL,
	`made_by` integer NOT NULL,
	`made_by_name` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "paper_layout_first" CHECK("paper_layout"."version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `paper_layout_version` ON `paper_layout` (`kind`,`organisation_id`,`version`);--> statement-breakpoint
CREATE TABLE `paper_print` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`document_id` integer NOT NULL,
	`number` text NOT NULL,
	`batch` text NOT NULL,
	`copy` integer NOT NULL,
	`document_version` integer NOT NULL,
	`document_status` text NOT NULL,
	`layout_id` integer,
	`size` text NOT NULL,
	`code` text NOT NULL,
	`content` blob NOT NULL,
	`printed_by` integer NOT NULL,
	`printed_by_name` text NOT NULL,
	`printed_at` integer NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`layout_id`) REFERENCES `paper_layout`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "paper_print_counted" CHECK("paper_print"."copy" > 0 and "paper_print"."document_version" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `paper_print_copy` ON `paper_print` (`document_id`,`kind`,`copy`);--> statement-breakpoint
CREATE INDEX `paper_print_number` ON `paper_print` (`number`);--> statement-breakpoint
CREATE INDEX `paper_print_batch` ON `paper_print` (`batch`);