ALTER TABLE "implant_unit" DROP CONSTRAINT "implant_unit_state";--> statement-breakpoint
ALTER TABLE "implant_use" DROP CONSTRAINT "implant_use_amount";--> statement-breakpoint
ALTER TABLE "implant_unit" ALTER COLUMN "consignment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "implant_unit" ALTER COLUMN "party_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "implant_use" ALTER COLUMN "payable_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "implant_unit" ADD CONSTRAINT "implant_unit_owner" CHECK (("implant_unit"."consignment_id" is null) = ("implant_unit"."party_id" is null));--> statement-breakpoint
ALTER TABLE "implant_unit" ADD CONSTRAINT "implant_unit_state" CHECK ("implant_unit"."state" in ('shelf', 'used', 'returned', 'missing'));--> statement-breakpoint
ALTER TABLE "implant_use" ADD CONSTRAINT "implant_use_amount" CHECK ("implant_use"."amount_fen" > 0 or ("implant_use"."amount_fen" = 0 and "implant_use"."payable_id" is null));