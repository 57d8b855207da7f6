DROP INDEX "movement_late";--> statement-breakpoint
CREATE INDEX "daily_use_day" ON "daily_use" USING btree ("item_id","day");--> statement-breakpoint
CREATE INDEX "movement_late" ON "movement" USING btree ("posted_at","occurred_at","id") WHERE posted_at > occurred_at;