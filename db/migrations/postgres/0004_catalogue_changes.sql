CREATE TABLE "item_change" (
	"item_id" bigint PRIMARY KEY NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "item_change_revision" ON "item_change" USING btree ("revision");
--> statement-breakpoint
-- Further names stood at the end of each item's search text; they belong to the concept.
UPDATE concept SET aliases = (SELECT json_build_array(substr(item.search_text, strpos(item.search_text, ' | ') + 3))
  FROM item JOIN product ON product.id = item.product_id
  JOIN specification ON specification.id = product.specification_id
  WHERE specification.concept_id = concept.id AND strpos(item.search_text, ' | ') > 0 ORDER BY item.id LIMIT 1)
WHERE aliases::text = '[]' AND EXISTS (SELECT 1 FROM item JOIN product ON product.id = item.product_id
  JOIN specification ON specification.id = product.specification_id
  WHERE specification.concept_id = concept.id AND strpos(item.search_text, ' | ') > 0);
--> statement-breakpoint
-- Whatever writes a word, a code or a tier of an item moves the revision: searches in every process see it at once.
-- A migration that rebuilds one of these tables must make its triggers again.
-- One step for each transaction, which then holds the row: revisions become visible in the order of their numbers.
CREATE FUNCTION next_catalogue_revision() RETURNS void LANGUAGE sql AS $$
  UPDATE catalogue_revision SET revision = revision + 1
  WHERE id = 1 AND xmin::text <> (txid_current() % 4294967296)::text;
$$;
--> statement-breakpoint
CREATE FUNCTION note_changed_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed) THEN
    PERFORM next_catalogue_revision();
    INSERT INTO item_change (item_id, revision)
      SELECT touched.id, catalogue_revision.revision FROM (SELECT DISTINCT id FROM changed) AS touched
      JOIN catalogue_revision ON catalogue_revision.id = 1 ORDER BY touched.id
      ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_items_of_codes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed) THEN
    PERFORM next_catalogue_revision();
    INSERT INTO item_change (item_id, revision)
      SELECT touched.id, catalogue_revision.revision FROM (SELECT DISTINCT item_id AS id FROM changed) AS touched
      JOIN catalogue_revision ON catalogue_revision.id = 1 ORDER BY touched.id
      ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_items_of_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed) THEN
    PERFORM next_catalogue_revision();
    INSERT INTO item_change (item_id, revision)
      SELECT touched.id, catalogue_revision.revision FROM (SELECT item.id FROM item JOIN changed ON changed.id = item.product_id) AS touched
      JOIN catalogue_revision ON catalogue_revision.id = 1 ORDER BY touched.id
      ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_items_of_concepts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM changed) THEN
    PERFORM next_catalogue_revision();
    INSERT INTO item_change (item_id, revision)
      SELECT touched.id, catalogue_revision.revision FROM (SELECT item.id FROM item JOIN product ON product.id = item.product_id
        JOIN specification ON specification.id = product.specification_id
        JOIN changed ON changed.id = specification.concept_id) AS touched
      JOIN catalogue_revision ON catalogue_revision.id = 1 ORDER BY touched.id
      ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER item_inserted AFTER INSERT ON item REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_items();
--> statement-breakpoint
CREATE TRIGGER item_updated AFTER UPDATE ON item REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_items();
--> statement-breakpoint
CREATE TRIGGER item_deleted AFTER DELETE ON item REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_items();
--> statement-breakpoint
CREATE TRIGGER item_code_inserted AFTER INSERT ON item_code REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_items_of_codes();
--> statement-breakpoint
CREATE TRIGGER item_code_updated AFTER UPDATE ON item_code REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_items_of_codes();
--> statement-breakpoint
CREATE TRIGGER item_code_deleted AFTER DELETE ON item_code REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_items_of_codes();
--> statement-breakpoint
CREATE TRIGGER product_updated AFTER UPDATE ON product REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_items_of_products();
--> statement-breakpoint
CREATE TRIGGER concept_updated AFTER UPDATE ON concept REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION note_items_of_concepts();
