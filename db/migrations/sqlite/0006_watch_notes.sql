CREATE TABLE `watch_note` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`act` text NOT NULL,
	`note` text NOT NULL,
	`person_id` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "watch_note_act" CHECK("watch_note"."act" in ('signal', 'keep'))
);
--> statement-breakpoint
CREATE INDEX `watch_note_item` ON `watch_note` (`item_id`);
--> statement-breakpoint
CREATE TRIGGER watch_note_no_update BEFORE UPDATE ON watch_note BEGIN SELECT RAISE(ABORT, 'watch_note is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER watch_note_no_delete BEFORE DELETE ON watch_note BEGIN SELECT RAISE(ABORT, 'watch_note is append-only'); END;
