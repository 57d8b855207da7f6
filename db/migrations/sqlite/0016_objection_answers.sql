ALTER TABLE `member_statement` ADD `answer` text;--> statement-breakpoint
ALTER TABLE `member_statement` ADD `answered_by` integer;--> statement-breakpoint
ALTER TABLE `member_statement` ADD `answered_at` integer;