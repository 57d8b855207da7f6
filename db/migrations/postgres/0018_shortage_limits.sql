CREATE TABLE "working_day" (
	"day" text PRIMARY KEY NOT NULL,
	"works" boolean NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shortage" ADD COLUMN "resolve_by" bigint;--> statement-breakpoint
ALTER TABLE "shortage" ADD COLUMN "runs_out_on" text;--> statement-breakpoint
ALTER TABLE "shortage" ADD COLUMN "escalated" text;