PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_share_closing` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`offer_id` integer NOT NULL,
	`day` text NOT NULL,
	`from_minute` integer DEFAULT 0 NOT NULL,
	`until_minute` integer DEFAULT 1440 NOT NULL,
	`why` text NOT NULL,
	`added_by` integer NOT NULL,
	`added_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `share_offer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "share_closing_span" CHECK("__new_share_closing"."from_minute" >= 0 and "__new_share_closing"."until_minute" <= 1440 and "__new_share_closing"."from_minute" < "__new_share_closing"."until_minute")
);
--> statement-breakpoint
INSERT INTO `__new_share_closing`("id", "offer_id", "day", "from_minute", "until_minute", "why", "added_by", "added_at") SELECT "id", "offer_id", "day", 0, 1440, "why", "added_by", "added_at" FROM `share_closing`;--> statement-breakpoint
DROP TABLE `share_closing`;--> statement-breakpoint
ALTER TABLE `__new_share_closing` RENAME TO `share_closing`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `share_closing_from` ON `share_closing` (`offer_id`,`day`,`from_minute`);