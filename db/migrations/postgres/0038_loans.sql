CREATE TABLE "loan" (
	"document_id" bigint PRIMARY KEY NOT NULL,
	"asset_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"due_on" text NOT NULL,
	"is_out" boolean DEFAULT false NOT NULL,
	"back_user_id" bigint,
	"back_room" text,
	"back_status" text,
	"handed_at" bigint,
	"handed_condition" text,
	"returned_at" bigint,
	"returned_condition" text,
	"damaged" boolean,
	CONSTRAINT "loan_handed" CHECK (not "loan"."is_out" or ("loan"."handed_at" is not null and "loan"."back_user_id" is not null)),
	CONSTRAINT "loan_returned" CHECK ("loan"."returned_at" is null or (not "loan"."is_out" and "loan"."handed_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "loan" ADD CONSTRAINT "loan_document_id_document_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."document"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan" ADD CONSTRAINT "loan_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan" ADD CONSTRAINT "loan_to_id_organisation_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loan" ADD CONSTRAINT "loan_back_user_id_organisation_id_fk" FOREIGN KEY ("back_user_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "loan_asset" ON "loan" USING btree ("asset_id");--> statement-breakpoint
CREATE INDEX "loan_due" ON "loan" USING btree ("due_on");--> statement-breakpoint
CREATE UNIQUE INDEX "loan_out" ON "loan" USING btree ("asset_id") WHERE is_out;