PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_asset` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`class_id` integer NOT NULL,
	`category_code` text,
	`registration_number` text,
	`device_class` integer,
	`udi_di` text,
	`serial_number` text,
	`brand` text DEFAULT '' NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`maker` text DEFAULT '' NOT NULL,
	`supplier_id` integer,
	`purchase_method` text NOT NULL,
	`contract_number` text,
	`price_fen` integer NOT NULL,
	`acquired_on` text NOT NULL,
	`accepted_on` text,
	`first_used_on` text,
	`warranty_until` text,
	`owner_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`keeper_id` integer NOT NULL,
	`room` text DEFAULT '' NOT NULL,
	`custodian_id` integer,
	`large_kind` text,
	`licence_number` text,
	`former_number` text,
	`note` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`down_by` integer,
	`search_text` text NOT NULL,
	`source_file` text,
	`source_row` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`class_id`) REFERENCES `asset_class`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`keeper_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`custodian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`down_by`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_price" CHECK("__new_asset"."price_fen" >= 0),
	CONSTRAINT "asset_version" CHECK("__new_asset"."version" > 0),
	CONSTRAINT "asset_grade" CHECK("__new_asset"."device_class" is null or "__new_asset"."device_class" between 1 and 3),
	CONSTRAINT "asset_status" CHECK("__new_asset"."status" in ('idle', 'in_use', 'shared', 'repair', 'stopped', 'moving', 'to_scrap', 'scrapped', 'withdrawn'))
);
--> statement-breakpoint
INSERT INTO `__new_asset`("id", "number", "name", "class_id", "category_code", "registration_number", "device_class", "udi_di", "serial_number", "brand", "model", "maker", "supplier_id", "purchase_method", "contract_number", "price_fen", "acquired_on", "accepted_on", "first_used_on", "warranty_until", "owner_id", "user_id", "keeper_id", "room", "custodian_id", "large_kind", "licence_number", "former_number", "note", "status", "down_by", "search_text", "source_file", "source_row", "version", "created_at", "changed_at") SELECT "id", "number", "name", "class_id", "category_code", "registration_number", "device_class", "udi_di", "serial_number", "brand", "model", "maker", "supplier_id", "purchase_method", "contract_number", "price_fen", "acquired_on", "accepted_on", "first_used_on", "warranty_until", "owner_id", "user_id", "keeper_id", "room", "custodian_id", "large_kind", "licence_number", "former_number", "note", "status", "down_by", "search_text", "source_file", "source_row", "version", "created_at", "changed_at" FROM `asset`;--> statement-breakpoint
DROP TABLE `asset`;--> statement-breakpoint
ALTER TABLE `__new_asset` RENAME TO `asset`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `asset_number` ON `asset` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `asset_source` ON `asset` (`source_file`,`source_row`);--> statement-breakpoint
CREATE INDEX `asset_owner` ON `asset` (`owner_id`);--> statement-breakpoint
CREATE INDEX `asset_user` ON `asset` (`user_id`);--> statement-breakpoint
CREATE INDEX `asset_keeper` ON `asset` (`keeper_id`);--> statement-breakpoint
CREATE INDEX `asset_class_of` ON `asset` (`class_id`);--> statement-breakpoint
CREATE INDEX `asset_serial` ON `asset` (`serial_number`);--> statement-breakpoint
CREATE INDEX `asset_former` ON `asset` (`former_number`);