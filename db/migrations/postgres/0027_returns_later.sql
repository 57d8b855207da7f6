DROP TABLE "shortage_return" CASCADE;--> statement-breakpoint
DROP TABLE "shortage_return_line" CASCADE;