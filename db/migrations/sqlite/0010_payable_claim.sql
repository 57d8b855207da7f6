CREATE TABLE `payable_claim` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`payable_id` integer NOT NULL,
	`kind` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`reason` text NOT NULL,
	`evidence` text DEFAULT '' NOT NULL,
	`status` text DEFAULT 'proposed' NOT NULL,
	`proposed_by` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_by` integer,
	`decided_at` integer,
	`note` text DEFAULT '' NOT NULL,
	`credit_note_id` integer,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`credit_note_id`) REFERENCES `credit_note`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payable_claim_amount" CHECK("payable_claim"."amount_fen" > 0),
	CONSTRAINT "payable_claim_two" CHECK("payable_claim"."decided_by" is null or "payable_claim"."decided_by" <> "payable_claim"."proposed_by"),
	CONSTRAINT "payable_claim_decided" CHECK(("payable_claim"."status" = 'proposed') = ("payable_claim"."decided_by" is null))
);
--> statement-breakpoint
CREATE INDEX `payable_claim_payable` ON `payable_claim` (`payable_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payable_claim_waiting` ON `payable_claim` (`payable_id`,`kind`) WHERE status = 'proposed';