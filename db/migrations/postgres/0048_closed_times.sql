DROP INDEX "share_closing_day";--> statement-breakpoint
ALTER TABLE "share_closing" ADD COLUMN "from_minute" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "share_closing" ADD COLUMN "until_minute" bigint DEFAULT 1440 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "share_closing_from" ON "share_closing" USING btree ("offer_id","day","from_minute");--> statement-breakpoint
ALTER TABLE "share_closing" ADD CONSTRAINT "share_closing_span" CHECK ("share_closing"."from_minute" >= 0 and "share_closing"."until_minute" <= 1440 and "share_closing"."from_minute" < "share_closing"."until_minute");