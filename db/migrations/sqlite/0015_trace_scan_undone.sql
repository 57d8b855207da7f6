ALTER TABLE `trace_scan` ADD `undoes_id` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `trace_scan_undone` ON `trace_scan` (`undoes_id`);