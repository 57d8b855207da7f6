CREATE TABLE `loading_scan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`load_id` integer NOT NULL,
	`box_id` integer,
	`at` integer NOT NULL,
	`person_id` integer NOT NULL,
	FOREIGN KEY (`load_id`) REFERENCES `round_load`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`box_id`) REFERENCES `packing_box`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `loading_scan_box` ON `loading_scan` (`load_id`,`box_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `loading_scan_whole` ON `loading_scan` (`load_id`) WHERE box_id is null;--> statement-breakpoint
CREATE INDEX `loading_scan_of` ON `loading_scan` (`box_id`);