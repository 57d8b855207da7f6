CREATE TABLE `asset_acceptance` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`purchase_id` integer NOT NULL,
	`arrived_on` text NOT NULL,
	`brand` text NOT NULL,
	`model` text NOT NULL,
	`maker` text NOT NULL,
	`category_code` text,
	`registration_number` text,
	`room` text NOT NULL,
	`damage` text NOT NULL,
	`supplier_person` text,
	`user_by` integer,
	`office_by` integer,
	`accepted_on` text,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`purchase_id`) REFERENCES `asset_purchase`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`office_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_acceptance_two" CHECK("asset_acceptance"."user_by" is null or "asset_acceptance"."office_by" is null or "asset_acceptance"."user_by" <> "asset_acceptance"."office_by"),
	CONSTRAINT "asset_acceptance_both" CHECK("asset_acceptance"."accepted_on" is null or ("asset_acceptance"."user_by" is not null and "asset_acceptance"."office_by" is not null)),
	CONSTRAINT "asset_acceptance_supplier" CHECK(("asset_acceptance"."office_by" is null) = ("asset_acceptance"."supplier_person" is null))
);
--> statement-breakpoint
CREATE INDEX `asset_acceptance_purchase` ON `asset_acceptance` (`purchase_id`);--> statement-breakpoint
CREATE TABLE `asset_acceptance_unit` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`acceptance_id` integer NOT NULL,
	`serial_number` text NOT NULL,
	`udi` text,
	`produced_on` text,
	`asset_id` integer,
	FOREIGN KEY (`acceptance_id`) REFERENCES `asset_acceptance`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `asset_acceptance_unit_serial` ON `asset_acceptance_unit` (`acceptance_id`,`serial_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `asset_acceptance_unit_card` ON `asset_acceptance_unit` (`asset_id`);--> statement-breakpoint
CREATE TABLE `asset_purchase` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`acquisition_id` integer NOT NULL,
	`supplier_id` integer NOT NULL,
	`method` text NOT NULL,
	`method_reason` text,
	`contract_number` text NOT NULL,
	`contract_on` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_fen` integer NOT NULL,
	`warranty_months` integer NOT NULL,
	`deliver_on` text NOT NULL,
	`payment_terms` text NOT NULL,
	`search_text` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`acquisition_id`) REFERENCES `acquisition`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_purchase_method" CHECK("asset_purchase"."method" in ('tender', 'negotiation', 'single_source')),
	CONSTRAINT "asset_purchase_reason" CHECK("asset_purchase"."method" <> 'single_source' or "asset_purchase"."method_reason" is not null),
	CONSTRAINT "asset_purchase_quantity" CHECK("asset_purchase"."quantity" > 0),
	CONSTRAINT "asset_purchase_price" CHECK("asset_purchase"."unit_fen" > 0),
	CONSTRAINT "asset_purchase_warranty" CHECK("asset_purchase"."warranty_months" >= 0)
);
--> statement-breakpoint
CREATE INDEX `asset_purchase_acquisition` ON `asset_purchase` (`acquisition_id`);--> statement-breakpoint
CREATE INDEX `asset_purchase_supplier` ON `asset_purchase` (`supplier_id`);