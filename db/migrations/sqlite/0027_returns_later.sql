DROP TABLE `shortage_return`;--> statement-breakpoint
DROP TABLE `shortage_return_line`;