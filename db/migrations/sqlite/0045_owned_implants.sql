PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_implant_unit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`consignment_id` integer,
	`item_id` integer NOT NULL,
	`party_id` integer,
	`di` text NOT NULL,
	`lot_number` text NOT NULL,
	`serial` text NOT NULL,
	`expires_on` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`shelf` text NOT NULL,
	`state` text DEFAULT 'shelf' NOT NULL,
	`frozen` text DEFAULT '' NOT NULL,
	`search_text` text NOT NULL,
	FOREIGN KEY (`consignment_id`) REFERENCES `consignment`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "implant_unit_state" CHECK("__new_implant_unit"."state" in ('shelf', 'used', 'returned', 'missing')),
	CONSTRAINT "implant_unit_owner" CHECK(("__new_implant_unit"."consignment_id" is null) = ("__new_implant_unit"."party_id" is null))
);
--> statement-breakpoint
INSERT INTO `__new_implant_unit`("id", "consignment_id", "item_id", "party_id", "di", "lot_number", "serial", "expires_on", "organisation_id", "shelf", "state", "frozen", "search_text") SELECT "id", "consignment_id", "item_id", "party_id", "di", "lot_number", "serial", "expires_on", "organisation_id", "shelf", "state", "frozen", "search_text" FROM `implant_unit`;--> statement-breakpoint
DROP TABLE `implant_unit`;--> statement-breakpoint
ALTER TABLE `__new_implant_unit` RENAME TO `implant_unit`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `implant_unit_udi` ON `implant_unit` (`di`,`serial`) WHERE state <> 'returned';--> statement-breakpoint
CREATE INDEX `implant_unit_place` ON `implant_unit` (`organisation_id`,`state`);--> statement-breakpoint
CREATE INDEX `implant_unit_lot` ON `implant_unit` (`di`,`lot_number`);--> statement-breakpoint
CREATE INDEX `implant_unit_consignment` ON `implant_unit` (`consignment_id`);--> statement-breakpoint
CREATE TABLE `__new_implant_use` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`patient_ref` text NOT NULL,
	`doctor` text NOT NULL,
	`department` text NOT NULL,
	`operated_on` text NOT NULL,
	`price_pack` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`payable_id` integer,
	`taken_back_at` integer,
	`taken_back_reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `implant_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "implant_use_amount" CHECK("__new_implant_use"."amount_fen" > 0 or ("__new_implant_use"."amount_fen" = 0 and "__new_implant_use"."payable_id" is null))
);
--> statement-breakpoint
INSERT INTO `__new_implant_use`("document_id", "unit_id", "patient_ref", "doctor", "department", "operated_on", "price_pack", "amount_fen", "payable_id", "taken_back_at", "taken_back_reason") SELECT "document_id", "unit_id", "patient_ref", "doctor", "department", "operated_on", "price_pack", "amount_fen", "payable_id", "taken_back_at", "taken_back_reason" FROM `implant_use`;--> statement-breakpoint
DROP TABLE `implant_use`;--> statement-breakpoint
ALTER TABLE `__new_implant_use` RENAME TO `implant_use`;--> statement-breakpoint
CREATE UNIQUE INDEX `implant_use_standing` ON `implant_use` (`unit_id`) WHERE taken_back_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `implant_use_payable` ON `implant_use` (`payable_id`);--> statement-breakpoint
CREATE INDEX `implant_use_patient` ON `implant_use` (`patient_ref`);--> statement-breakpoint
CREATE TRIGGER implant_unit_no_delete BEFORE DELETE ON implant_unit BEGIN SELECT RAISE(ABORT, 'implant_unit is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER implant_use_no_delete BEFORE DELETE ON implant_use BEGIN SELECT RAISE(ABORT, 'implant_use is kept for ever'); END;
