CREATE TABLE `consignment` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`party_id` integer NOT NULL,
	`shelf` text NOT NULL,
	`note_number` text NOT NULL,
	`supplier_person` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `implant_act` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`act` text NOT NULL,
	`number` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`actor_id` integer NOT NULL,
	`actor_name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `implant_unit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `implant_act_unit` ON `implant_act` (`unit_id`,`id`);--> statement-breakpoint
CREATE TABLE `implant_unit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`consignment_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`party_id` integer NOT NULL,
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
	CONSTRAINT "implant_unit_state" CHECK("implant_unit"."state" in ('shelf', 'used', 'returned'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `implant_unit_udi` ON `implant_unit` (`di`,`serial`) WHERE state <> 'returned';--> statement-breakpoint
CREATE INDEX `implant_unit_place` ON `implant_unit` (`organisation_id`,`state`);--> statement-breakpoint
CREATE INDEX `implant_unit_lot` ON `implant_unit` (`di`,`lot_number`);--> statement-breakpoint
CREATE INDEX `implant_unit_consignment` ON `implant_unit` (`consignment_id`);--> statement-breakpoint
CREATE TABLE `implant_use` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`patient_ref` text NOT NULL,
	`doctor` text NOT NULL,
	`department` text NOT NULL,
	`operated_on` text NOT NULL,
	`price_pack` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`payable_id` integer NOT NULL,
	`taken_back_at` integer,
	`taken_back_reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `implant_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "implant_use_amount" CHECK("implant_use"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `implant_use_standing` ON `implant_use` (`unit_id`) WHERE taken_back_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `implant_use_payable` ON `implant_use` (`payable_id`);--> statement-breakpoint
CREATE INDEX `implant_use_patient` ON `implant_use` (`patient_ref`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_payable` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`receipt_id` integer NOT NULL,
	`part` integer NOT NULL,
	`party_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`channel` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`accepted_on` text NOT NULL,
	`due_on` text NOT NULL,
	`payer` text DEFAULT 'account' NOT NULL,
	`blocked` text,
	`blocked_note` text DEFAULT '' NOT NULL,
	`invoiced_fen` integer DEFAULT 0 NOT NULL,
	`credited_fen` integer DEFAULT 0 NOT NULL,
	`held_fen` integer DEFAULT 0 NOT NULL,
	`paid_fen` integer DEFAULT 0 NOT NULL,
	`paid_on` text,
	FOREIGN KEY (`receipt_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payable_amount" CHECK("__new_payable"."amount_fen" > 0 and "__new_payable"."invoiced_fen" >= 0),
	CONSTRAINT "payable_paid" CHECK("__new_payable"."credited_fen" >= 0 and "__new_payable"."held_fen" >= 0 and "__new_payable"."paid_fen" >= 0
        and "__new_payable"."credited_fen" + "__new_payable"."held_fen" + "__new_payable"."paid_fen" <= "__new_payable"."amount_fen")
);
--> statement-breakpoint
INSERT INTO `__new_payable`("id", "receipt_id", "part", "party_id", "organisation_id", "channel", "amount_fen", "accepted_on", "due_on", "payer", "blocked", "blocked_note", "invoiced_fen", "credited_fen", "held_fen", "paid_fen", "paid_on") SELECT "id", "receipt_id", "part", "party_id", "organisation_id", "channel", "amount_fen", "accepted_on", "due_on", "payer", "blocked", "blocked_note", "invoiced_fen", "credited_fen", "held_fen", "paid_fen", "paid_on" FROM `payable`;--> statement-breakpoint
DROP TABLE `payable`;--> statement-breakpoint
ALTER TABLE `__new_payable` RENAME TO `payable`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `payable_part` ON `payable` (`receipt_id`,`part`);--> statement-breakpoint
CREATE INDEX `payable_due` ON `payable` (`due_on`,`id`) WHERE amount_fen > paid_fen + credited_fen;--> statement-breakpoint
CREATE INDEX `payable_party` ON `payable` (`party_id`,`id`);--> statement-breakpoint
CREATE TRIGGER implant_act_no_update BEFORE UPDATE ON implant_act BEGIN SELECT RAISE(ABORT, 'implant_act is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER implant_act_no_delete BEFORE DELETE ON implant_act BEGIN SELECT RAISE(ABORT, 'implant_act is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER implant_unit_no_delete BEFORE DELETE ON implant_unit BEGIN SELECT RAISE(ABORT, 'implant_unit is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER implant_use_no_delete BEFORE DELETE ON implant_use BEGIN SELECT RAISE(ABORT, 'implant_use is kept for ever'); END;
--> statement-breakpoint
CREATE TRIGGER consignment_no_delete BEFORE DELETE ON consignment BEGIN SELECT RAISE(ABORT, 'consignment is kept for ever'); END;
