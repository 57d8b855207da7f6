CREATE TABLE `item_change` (
	`item_id` integer PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `item_change_revision` ON `item_change` (`revision`);
--> statement-breakpoint
-- Further names stood at the end of each item's search text; they belong to the concept.
UPDATE concept SET aliases = (SELECT json_array(substr(item.search_text, instr(item.search_text, ' | ') + 3))
  FROM item JOIN product ON product.id = item.product_id
  JOIN specification ON specification.id = product.specification_id
  WHERE specification.concept_id = concept.id AND instr(item.search_text, ' | ') > 0 ORDER BY item.id LIMIT 1)
WHERE aliases = '[]' AND EXISTS (SELECT 1 FROM item JOIN product ON product.id = item.product_id
  JOIN specification ON specification.id = product.specification_id
  WHERE specification.concept_id = concept.id AND instr(item.search_text, ' | ') > 0);
--> statement-breakpoint
-- Whatever writes a word, a code or a tier of an item moves the revision: searches in every process see it at once.
-- A migration that rebuilds one of these tables must make its triggers again.
CREATE TRIGGER item_inserted AFTER INSERT ON item BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT NEW.id, revision FROM catalogue_revision WHERE id = 1
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER item_updated AFTER UPDATE ON item BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT NEW.id, revision FROM catalogue_revision WHERE id = 1
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER item_deleted AFTER DELETE ON item BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT OLD.id, revision FROM catalogue_revision WHERE id = 1
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER item_code_inserted AFTER INSERT ON item_code BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT NEW.item_id, revision FROM catalogue_revision WHERE id = 1
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER item_code_updated AFTER UPDATE ON item_code BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT NEW.item_id, revision FROM catalogue_revision WHERE id = 1
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER item_code_deleted AFTER DELETE ON item_code BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT OLD.item_id, revision FROM catalogue_revision WHERE id = 1
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER product_updated AFTER UPDATE ON product BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT item.id, catalogue_revision.revision FROM item JOIN catalogue_revision ON catalogue_revision.id = 1
    WHERE item.product_id = NEW.id
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
--> statement-breakpoint
CREATE TRIGGER concept_updated AFTER UPDATE ON concept BEGIN
  UPDATE catalogue_revision SET revision = revision + 1 WHERE id = 1;
  INSERT INTO item_change (item_id, revision) SELECT item.id, catalogue_revision.revision FROM item JOIN product ON product.id = item.product_id
    JOIN specification ON specification.id = product.specification_id JOIN catalogue_revision ON catalogue_revision.id = 1
    WHERE specification.concept_id = NEW.id
    ON CONFLICT (item_id) DO UPDATE SET revision = excluded.revision;
END;
