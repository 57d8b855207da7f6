-- Selling prices; terms of supply dated: those kept so far hold since ever; statements and closed months only grow.
CREATE TABLE `selling_price` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`price_pack` integer NOT NULL,
	`paid_pack` integer,
	`valid_from` text NOT NULL,
	`origin` text NOT NULL,
	`document_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`approved_by` integer,
	`approved_at` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "selling_price_amount" CHECK("selling_price"."price_pack" > 0),
	CONSTRAINT "selling_price_origin" CHECK("selling_price"."origin" in ('acceptance', 'repricing', 'taken_over', 'set')),
	CONSTRAINT "selling_price_status" CHECK("selling_price"."status" in ('proposed', 'in_force', 'refused', 'withdrawn')),
	CONSTRAINT "selling_price_source" CHECK(("selling_price"."origin" in ('acceptance', 'repricing')) = ("selling_price"."document_id" is not null) and ("selling_price"."origin" <> 'set' or "selling_price"."reason" <> '')),
	CONSTRAINT "selling_price_decided" CHECK(("selling_price"."origin" = 'set' and "selling_price"."status" in ('in_force', 'refused')) = ("selling_price"."approved_by" is not null) and ("selling_price"."origin" = 'set' or "selling_price"."status" = 'in_force')),
	CONSTRAINT "selling_price_two" CHECK("selling_price"."approved_by" is null or "selling_price"."approved_by" <> "selling_price"."recorded_by")
);
--> statement-breakpoint
CREATE INDEX `selling_price_item` ON `selling_price` (`item_id`,`valid_from`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `selling_price_waiting` ON `selling_price` (`item_id`) WHERE status = 'proposed';--> statement-breakpoint
CREATE INDEX `selling_price_document` ON `selling_price` (`document_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_supply_term` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`least_packs` integer DEFAULT 1 NOT NULL,
	`step_packs` integer DEFAULT 1 NOT NULL,
	`lead_days` integer DEFAULT 3 NOT NULL,
	`preference` integer DEFAULT 1 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`recorded_by` integer,
	`recorded_at` integer,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supply_term_steps" CHECK("__new_supply_term"."least_packs" > 0 and "__new_supply_term"."step_packs" > 0 and "__new_supply_term"."lead_days" >= 0),
	CONSTRAINT "supply_term_span" CHECK("__new_supply_term"."valid_to" is null or "__new_supply_term"."valid_to" >= "__new_supply_term"."valid_from")
);
--> statement-breakpoint
INSERT INTO `__new_supply_term`("id", "party_id", "item_id", "least_packs", "step_packs", "lead_days", "preference", "active", "valid_from", "valid_to", "recorded_by", "recorded_at") SELECT rowid, "party_id", "item_id", "least_packs", "step_packs", "lead_days", "preference", "active", '2000-01-01', NULL, NULL, NULL FROM `supply_term`;--> statement-breakpoint
DROP TABLE `supply_term`;--> statement-breakpoint
ALTER TABLE `__new_supply_term` RENAME TO `supply_term`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `supply_term_start` ON `supply_term` (`party_id`,`item_id`,`valid_from`);--> statement-breakpoint
CREATE UNIQUE INDEX `supply_term_open` ON `supply_term` (`party_id`,`item_id`) WHERE valid_to is null;--> statement-breakpoint
CREATE INDEX `supply_term_item` ON `supply_term` (`item_id`);
--> statement-breakpoint
CREATE TRIGGER book_month_no_update BEFORE UPDATE ON book_month BEGIN SELECT RAISE(ABORT, 'book_month is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER book_month_no_delete BEFORE DELETE ON book_month BEGIN SELECT RAISE(ABORT, 'book_month is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER member_statement_no_delete BEFORE DELETE ON member_statement BEGIN SELECT RAISE(ABORT, 'member_statement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER member_statement_figures BEFORE UPDATE ON member_statement WHEN
  NEW.id IS NOT OLD.id OR NEW.month_id IS NOT OLD.month_id OR NEW.organisation_id IS NOT OLD.organisation_id OR
  NEW.opening_stock_fen IS NOT OLD.opening_stock_fen OR NEW.closing_stock_fen IS NOT OLD.closing_stock_fen OR
  NEW.opening_due_fen IS NOT OLD.opening_due_fen OR NEW.closing_due_fen IS NOT OLD.closing_due_fen OR
  NEW.stock_changes IS NOT OLD.stock_changes OR NEW.due_changes IS NOT OLD.due_changes OR NEW.digest IS NOT
  OLD.digest
BEGIN SELECT RAISE(ABORT, 'member_statement is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER selling_price_no_delete BEFORE DELETE ON selling_price BEGIN SELECT RAISE(ABORT, 'selling_price is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER selling_price_said BEFORE UPDATE ON selling_price WHEN
  OLD.status <> 'proposed' OR NEW.valid_from < OLD.valid_from OR NEW.id IS NOT OLD.id OR NEW.item_id IS NOT
  OLD.item_id OR NEW.price_pack IS NOT OLD.price_pack OR NEW.paid_pack IS NOT OLD.paid_pack OR NEW.origin IS NOT
  OLD.origin OR NEW.document_id IS NOT OLD.document_id OR NEW.reason IS NOT OLD.reason OR NEW.recorded_by IS NOT
  OLD.recorded_by OR NEW.recorded_at IS NOT OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'selling_price is append-only'); END;
