DROP INDEX `movement_late`;--> statement-breakpoint
CREATE INDEX `movement_late` ON `movement` (`posted_at`,`occurred_at`,`id`) WHERE posted_at > occurred_at;--> statement-breakpoint
CREATE INDEX `daily_use_day` ON `daily_use` (`item_id`,`day`);