CREATE TABLE "import_row" (
	"draft_id" bigint NOT NULL,
	"position" bigint NOT NULL,
	"row" bigint NOT NULL,
	"verdict" text NOT NULL,
	"entry" json NOT NULL,
	CONSTRAINT "import_row_draft_id_position_pk" PRIMARY KEY("draft_id","position")
);
--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_draft_id_import_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."import_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_row_verdict" ON "import_row" USING btree ("draft_id","verdict","position");--> statement-breakpoint
INSERT INTO "import_row" ("draft_id", "position", "row", "verdict", "entry")
SELECT d."id", e."number" - 1, cast(e."entry"->>'row' as bigint), e."entry"->>'verdict', e."entry"
FROM "import_draft" d, json_array_elements(CASE d."kind" WHEN 'catalogue' THEN d."rows" ELSE d."rows"->'entries' END)
  WITH ORDINALITY e("entry", "number");--> statement-breakpoint
UPDATE "import_draft" SET "summary" = cast(cast("summary" as jsonb) || jsonb_build_object('places', "rows"->'places') as json)
WHERE "kind" <> 'catalogue';--> statement-breakpoint
ALTER TABLE "import_draft" DROP COLUMN "rows";
