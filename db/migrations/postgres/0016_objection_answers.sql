ALTER TABLE "member_statement" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "member_statement" ADD COLUMN "answered_by" bigint;--> statement-breakpoint
ALTER TABLE "member_statement" ADD COLUMN "answered_at" bigint;