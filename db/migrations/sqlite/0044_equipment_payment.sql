ALTER TABLE `asset_purchase` ADD `payment_days` integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE `asset_purchase` ADD `retention_percent` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `asset_purchase` ADD `retention_months` integer DEFAULT 0 NOT NULL;