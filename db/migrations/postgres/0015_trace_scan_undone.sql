ALTER TABLE "trace_scan" ADD COLUMN "undoes_id" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "trace_scan_undone" ON "trace_scan" USING btree ("undoes_id");