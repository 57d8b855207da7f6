ALTER TABLE "asset_purchase" ADD COLUMN "payment_days" bigint DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "asset_purchase" ADD COLUMN "retention_percent" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "asset_purchase" ADD COLUMN "retention_months" bigint DEFAULT 0 NOT NULL;