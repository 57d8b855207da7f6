ALTER TABLE "balance" ADD COLUMN "expires_on" text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE "balance" SET "expires_on" = "lot"."expires_on" FROM "lot" WHERE "lot"."id" = "balance"."lot_id";--> statement-breakpoint
CREATE INDEX "balance_kept" ON "balance" USING btree ("location_id","expires_on","item_id","lot_id","on_hand","value_fen") WHERE on_hand > 0;--> statement-breakpoint
CREATE INDEX "movement_late" ON "movement" USING btree ("posted_at","occurred_at") WHERE posted_at > occurred_at;