CREATE TABLE `discrepancy_charge` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`discrepancy_id` integer NOT NULL,
	`bearer` text NOT NULL,
	`bearer_name` text NOT NULL,
	`organisation_id` integer NOT NULL,
	`payer_id` integer,
	`amount_fen` integer NOT NULL,
	`status` text NOT NULL,
	`claim_id` integer,
	`made_by` integer NOT NULL,
	`made_at` integer NOT NULL,
	`decided_by` integer,
	`decided_at` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`discrepancy_id`) REFERENCES `discrepancy`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payer_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`claim_id`) REFERENCES `payable_claim`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "discrepancy_charge_amount" CHECK("discrepancy_charge"."amount_fen" > 0),
	CONSTRAINT "discrepancy_charge_two" CHECK("discrepancy_charge"."decided_by" is null or "discrepancy_charge"."decided_by" <> "discrepancy_charge"."made_by"),
	CONSTRAINT "discrepancy_charge_claimed" CHECK(("discrepancy_charge"."bearer" = 'supplier') = ("discrepancy_charge"."claim_id" is not null))
);
--> statement-breakpoint
CREATE INDEX `discrepancy_charge_case` ON `discrepancy_charge` (`discrepancy_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `discrepancy_charge_stands` ON `discrepancy_charge` (`discrepancy_id`) WHERE status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX `discrepancy_charge_waits` ON `discrepancy_charge` (`id`) WHERE status = 'proposed';--> statement-breakpoint
ALTER TABLE `discrepancy` ADD `actual_lot` text;--> statement-breakpoint
ALTER TABLE `discrepancy` ADD `tenths` integer;--> statement-breakpoint
ALTER TABLE `discrepancy` ADD `owner_id` integer;--> statement-breakpoint
ALTER TABLE `discrepancy` ADD `due_at` integer;--> statement-breakpoint
ALTER TABLE `discrepancy` ADD `sender_bearer` text;--> statement-breakpoint
ALTER TABLE `discrepancy` ADD `receiver_bearer` text;