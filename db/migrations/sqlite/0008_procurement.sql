-- The single procurement account: parties, prices, demand, plans, orders, receipts, payables, members' books.
CREATE TABLE `approval_step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`round` integer NOT NULL,
	`position` integer NOT NULL,
	`role` text NOT NULL,
	`because` text NOT NULL,
	`status` text NOT NULL,
	`due_at` integer NOT NULL,
	`decided_by` integer,
	`instead_of` integer,
	`decided_at` integer,
	`note` text,
	`amount_fen` integer NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instead_of`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "approval_step_decided" CHECK(("approval_step"."status" in ('approved', 'returned')) = ("approval_step"."decided_by" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_step_place` ON `approval_step` (`document_id`,`round`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `approval_step_current` ON `approval_step` (`document_id`) WHERE status = 'current';--> statement-breakpoint
CREATE INDEX `approval_step_waiting` ON `approval_step` (`role`,`due_at`) WHERE status = 'current';--> statement-breakpoint
CREATE TABLE `delegation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_person_id` integer NOT NULL,
	`to_person_id` integer NOT NULL,
	`role` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`reason` text NOT NULL,
	`made_by` integer NOT NULL,
	`made_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`from_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delegation_span" CHECK("delegation"."ends_on" >= "delegation"."starts_on"),
	CONSTRAINT "delegation_two" CHECK("delegation"."from_person_id" <> "delegation"."to_person_id")
);
--> statement-breakpoint
CREATE INDEX `delegation_to` ON `delegation` (`to_person_id`,`role`);--> statement-breakpoint
CREATE TABLE `book_month` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`month` text NOT NULL,
	`ends_on` text NOT NULL,
	`closed_by` integer NOT NULL,
	`closed_at` integer NOT NULL,
	CONSTRAINT "book_month_form" CHECK(length("book_month"."month") = 7)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `book_month_once` ON `book_month` (`month`);--> statement-breakpoint
CREATE TABLE `member_statement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`month_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`opening_stock_fen` integer NOT NULL,
	`closing_stock_fen` integer NOT NULL,
	`opening_due_fen` integer NOT NULL,
	`closing_due_fen` integer NOT NULL,
	`stock_changes` text NOT NULL,
	`due_changes` text NOT NULL,
	`digest` text NOT NULL,
	`confirmed_by` integer,
	`confirmed_at` integer,
	`objection` text,
	`objection_at` integer,
	`document_id` integer,
	FOREIGN KEY (`month_id`) REFERENCES `book_month`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_statement_once` ON `member_statement` (`month_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `member_statement_member` ON `member_statement` (`organisation_id`,`month_id`);--> statement-breakpoint
CREATE TABLE `budget` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`organisation_id` integer NOT NULL,
	`category` text NOT NULL,
	`year` integer NOT NULL,
	`account_id` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `money_account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_identity` ON `budget` (`organisation_id`,`category`,`year`);--> statement-breakpoint
CREATE TABLE `budget_change` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`budget_id` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`other_id` integer,
	`reason` text NOT NULL,
	`document_id` integer,
	`made_by` integer NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`budget_id`) REFERENCES `budget`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`other_id`) REFERENCES `budget`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "budget_change_amount" CHECK("budget_change"."amount_fen" <> 0)
);
--> statement-breakpoint
CREATE INDEX `budget_change_budget` ON `budget_change` (`budget_id`,`id`);--> statement-breakpoint
CREATE TABLE `budget_hold` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` integer NOT NULL,
	`budget_id` integer NOT NULL,
	`transfer_id` integer,
	`held_fen` integer NOT NULL,
	`open_fen` integer NOT NULL,
	`used_fen` integer DEFAULT 0 NOT NULL,
	`turn` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`budget_id`) REFERENCES `budget`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "budget_hold_open" CHECK("budget_hold"."open_fen" >= 0 and "budget_hold"."open_fen" <= "budget_hold"."held_fen"),
	CONSTRAINT "budget_hold_held" CHECK(("budget_hold"."open_fen" = 0) = ("budget_hold"."transfer_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `budget_hold_once` ON `budget_hold` (`document_id`,`budget_id`);--> statement-breakpoint
CREATE INDEX `budget_hold_budget` ON `budget_hold` (`budget_id`);--> statement-breakpoint
CREATE TABLE `demand` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`origin` text NOT NULL,
	`document_id` integer,
	`line_id` integer,
	`organisation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`needed_by` text NOT NULL,
	`urgent` integer DEFAULT false NOT NULL,
	`raised_at` integer NOT NULL,
	`planned_base` integer DEFAULT 0 NOT NULL,
	`dispatched_base` integer DEFAULT 0 NOT NULL,
	`delivered_base` integer DEFAULT 0 NOT NULL,
	`received_base` integer DEFAULT 0 NOT NULL,
	`closed_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "demand_quantity" CHECK("demand"."quantity_base" > 0),
	CONSTRAINT "demand_planned" CHECK("demand"."planned_base" >= 0 and "demand"."closed_base" >= 0 and "demand"."planned_base" + "demand"."closed_base" <= "demand"."quantity_base"),
	CONSTRAINT "demand_arrived" CHECK("demand"."dispatched_base" >= 0 and "demand"."delivered_base" >= 0 and "demand"."received_base" >= 0
        and "demand"."received_base" <= "demand"."dispatched_base" + "demand"."delivered_base")
);
--> statement-breakpoint
CREATE INDEX `demand_pool` ON `demand` (`item_id`,`organisation_id`) WHERE quantity_base > planned_base + closed_base;--> statement-breakpoint
CREATE INDEX `demand_document` ON `demand` (`document_id`,`line_id`);--> statement-breakpoint
CREATE INDEX `demand_organisation` ON `demand` (`organisation_id`,`raised_at`);--> statement-breakpoint
CREATE TABLE `order_calendar` (
	`organisation_id` integer PRIMARY KEY NOT NULL,
	`every_weeks` integer NOT NULL,
	`weekday` integer NOT NULL,
	`starts_on` text NOT NULL,
	`cover_days` integer DEFAULT 21 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_calendar_weeks" CHECK("order_calendar"."every_weeks" between 1 and 8),
	CONSTRAINT "order_calendar_weekday" CHECK("order_calendar"."weekday" between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE `requisition` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`round_on` text,
	`needed_by` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `requisition_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`requisition_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`proposed_base` integer DEFAULT 0 NOT NULL,
	`stock_base` integer DEFAULT 0 NOT NULL,
	`transit_base` integer DEFAULT 0 NOT NULL,
	`use30_base` integer DEFAULT 0 NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`requisition_id`) REFERENCES `requisition`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "requisition_line_quantity" CHECK("requisition_line"."quantity_base" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `requisition_line_item` ON `requisition_line` (`requisition_id`,`item_id`);--> statement-breakpoint
CREATE INDEX `requisition_line_by_item` ON `requisition_line` (`item_id`);--> statement-breakpoint
CREATE TABLE `stock_target` (
	`organisation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`least_base` integer NOT NULL,
	`most_base` integer NOT NULL,
	`set_by` integer NOT NULL,
	`set_at` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `item_id`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_target_span" CHECK("stock_target"."least_base" >= 0 and "stock_target"."most_base" >= "stock_target"."least_base")
);
--> statement-breakpoint
CREATE INDEX `stock_target_item` ON `stock_target` (`item_id`);--> statement-breakpoint
CREATE TABLE `delivery` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`order_id` integer NOT NULL,
	`deliver_to_id` integer NOT NULL,
	`note_number` text NOT NULL,
	`shipped_on` text NOT NULL,
	`expected_on` text NOT NULL,
	`carrier` text DEFAULT '' NOT NULL,
	`vehicle` text DEFAULT '' NOT NULL,
	`cold_chain` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `purchase_order`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deliver_to_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_note` ON `delivery` (`order_id`,`note_number`);--> statement-breakpoint
CREATE INDEX `delivery_to` ON `delivery` (`deliver_to_id`);--> statement-breakpoint
CREATE TABLE `delivery_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`delivery_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`order_line_id` integer NOT NULL,
	`lot_number` text NOT NULL,
	`produced_on` text,
	`expires_on` text NOT NULL,
	`quantity_base` integer NOT NULL,
	`substitute_maker` text DEFAULT '' NOT NULL,
	`inspected_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`delivery_id`) REFERENCES `delivery`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_line_id`) REFERENCES `order_line`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delivery_line_quantity" CHECK("delivery_line"."quantity_base" > 0 and "delivery_line"."inspected_base" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_line_number` ON `delivery_line` (`delivery_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `delivery_line_order` ON `delivery_line` (`order_line_id`);--> statement-breakpoint
CREATE TABLE `order_demand` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_line_id` integer NOT NULL,
	`demand_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`allotted_base` integer DEFAULT 0 NOT NULL,
	`returned_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`order_line_id`) REFERENCES `order_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`demand_id`) REFERENCES `demand`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_demand_quantity" CHECK("order_demand"."quantity_base" > 0 and "order_demand"."allotted_base" >= 0 and "order_demand"."returned_base" >= 0
        and "order_demand"."allotted_base" + "order_demand"."returned_base" <= "order_demand"."quantity_base")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_demand_once` ON `order_demand` (`order_line_id`,`demand_id`);--> statement-breakpoint
CREATE INDEX `order_demand_demand` ON `order_demand` (`demand_id`);--> statement-breakpoint
CREATE TABLE `order_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`plan_line_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`deliver_to_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`price_pack` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`contract_line_id` integer,
	`answer` text DEFAULT 'waiting' NOT NULL,
	`answered_base` integer,
	`promised_on` text,
	`answer_reason` text DEFAULT '' NOT NULL,
	`shipped_base` integer DEFAULT 0 NOT NULL,
	`accepted_base` integer DEFAULT 0 NOT NULL,
	`rejected_base` integer DEFAULT 0 NOT NULL,
	`cancelled_base` integer DEFAULT 0 NOT NULL,
	`accepted_fen` integer DEFAULT 0 NOT NULL,
	`cancelled_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `purchase_order`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_line_id`) REFERENCES `plan_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deliver_to_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_line_quantity" CHECK("order_line"."quantity_base" > 0 and "order_line"."shipped_base" >= 0 and "order_line"."rejected_base" >= 0),
	CONSTRAINT "order_line_progress" CHECK("order_line"."accepted_base" >= 0 and "order_line"."cancelled_base" >= 0 and "order_line"."accepted_base" + "order_line"."cancelled_base" <= "order_line"."quantity_base"),
	CONSTRAINT "order_line_value" CHECK("order_line"."accepted_fen" >= 0 and "order_line"."cancelled_fen" >= 0 and "order_line"."accepted_fen" + "order_line"."cancelled_fen" <= "order_line"."amount_fen")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_line_number` ON `order_line` (`order_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `order_line_plan` ON `order_line` (`plan_line_id`);--> statement-breakpoint
CREATE INDEX `order_line_item` ON `order_line` (`item_id`,`order_id`);--> statement-breakpoint
CREATE TABLE `order_share` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`order_line_id` integer NOT NULL,
	`budget_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`open_fen` integer NOT NULL,
	`used_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`order_line_id`) REFERENCES `order_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`budget_id`) REFERENCES `budget`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_share_open" CHECK("order_share"."open_fen" >= 0 and "order_share"."open_fen" <= "order_share"."amount_fen" and "order_share"."used_fen" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_share_once` ON `order_share` (`order_line_id`,`budget_id`);--> statement-breakpoint
CREATE TABLE `purchase_order` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`procurement_account_id` integer NOT NULL,
	`plan_id` integer NOT NULL,
	`party_id` integer NOT NULL,
	`channel` text NOT NULL,
	`delivery` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`wanted_on` text NOT NULL,
	`sent_at` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`procurement_account_id`) REFERENCES `procurement_account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "purchase_order_account" CHECK("purchase_order"."procurement_account_id" = 1)
);
--> statement-breakpoint
CREATE INDEX `purchase_order_party` ON `purchase_order` (`party_id`,`document_id`);--> statement-breakpoint
CREATE INDEX `purchase_order_plan` ON `purchase_order` (`plan_id`);--> statement-breakpoint
CREATE TABLE `attachment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`title` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`content` blob NOT NULL,
	`added_by` integer NOT NULL,
	`added_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_reason` text
);
--> statement-breakpoint
CREATE INDEX `attachment_subject` ON `attachment` (`subject`,`id`);--> statement-breakpoint
CREATE TABLE `party` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`kind` text NOT NULL,
	`credit_code` text,
	`organisation_id` integer,
	`address` text DEFAULT '' NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`search_text` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "party_kind" CHECK("party"."kind" in ('supplier', 'maker', 'both'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `party_code` ON `party` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `party_credit` ON `party` (`credit_code`);--> statement-breakpoint
CREATE UNIQUE INDEX `party_organisation` ON `party` (`organisation_id`);--> statement-breakpoint
CREATE TABLE `party_bank` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`account_name` text NOT NULL,
	`bank_name` text NOT NULL,
	`account_number` text NOT NULL,
	`reason` text NOT NULL,
	`status` text DEFAULT 'proposed' NOT NULL,
	`proposed_by` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	`decided_by` integer,
	`decided_at` integer,
	`note` text,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "party_bank_two" CHECK("party_bank"."decided_by" is null or "party_bank"."decided_by" <> "party_bank"."proposed_by"),
	CONSTRAINT "party_bank_decided" CHECK(("party_bank"."status" = 'proposed') = ("party_bank"."decided_by" is null))
);
--> statement-breakpoint
CREATE INDEX `party_bank_party` ON `party_bank` (`party_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `party_bank_waiting` ON `party_bank` (`party_id`) WHERE status = 'proposed';--> statement-breakpoint
CREATE TABLE `party_contact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`name` text NOT NULL,
	`duty` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `party_contact_party` ON `party_contact` (`party_id`);--> statement-breakpoint
CREATE TABLE `party_licence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`scope` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`issued_by` text DEFAULT '' NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`ended_at` integer,
	`ended_reason` text,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "party_licence_span" CHECK("party_licence"."valid_to" is null or "party_licence"."valid_to" >= "party_licence"."valid_from")
);
--> statement-breakpoint
CREATE INDEX `party_licence_party` ON `party_licence` (`party_id`,`kind`);--> statement-breakpoint
CREATE INDEX `party_licence_lapse` ON `party_licence` (`valid_to`);--> statement-breakpoint
CREATE TABLE `bank_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`statement_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`booked_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`counter_name` text DEFAULT '' NOT NULL,
	`counter_account` text DEFAULT '' NOT NULL,
	`reference` text DEFAULT '' NOT NULL,
	`memo` text DEFAULT '' NOT NULL,
	`identity` text NOT NULL,
	`meaning` text NOT NULL,
	`payment_id` integer,
	`organisation_id` integer,
	`decided_by` integer,
	`decided_at` integer,
	`note` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`statement_id`) REFERENCES `bank_statement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bank_line_amount" CHECK("bank_line"."amount_fen" <> 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_line_number` ON `bank_line` (`statement_id`,`line_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `bank_line_identity` ON `bank_line` (`identity`);--> statement-breakpoint
CREATE INDEX `bank_line_open` ON `bank_line` (`booked_on`) WHERE meaning = 'unmatched';--> statement-breakpoint
CREATE INDEX `bank_line_payment` ON `bank_line` (`payment_id`);--> statement-breakpoint
CREATE TABLE `bank_statement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`opening_fen` integer,
	`closing_fen` integer,
	`imported_by` integer NOT NULL,
	`imported_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_statement_file` ON `bank_statement` (`sha256`);--> statement-breakpoint
CREATE TABLE `credit_note` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`return_id` integer,
	`payable_id` integer NOT NULL,
	`reason` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`set_off_fen` integer DEFAULT 0 NOT NULL,
	`made_by` integer NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`return_id`) REFERENCES `supplier_return`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credit_note_amount" CHECK("credit_note"."amount_fen" > 0 and "credit_note"."set_off_fen" >= 0 and "credit_note"."set_off_fen" <= "credit_note"."amount_fen")
);
--> statement-breakpoint
CREATE INDEX `credit_note_party` ON `credit_note` (`party_id`) WHERE amount_fen > set_off_fen;--> statement-breakpoint
CREATE INDEX `credit_note_payable` ON `credit_note` (`payable_id`);--> statement-breakpoint
CREATE TABLE `fund_duty` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`year` integer NOT NULL,
	`base_fen` integer NOT NULL,
	`basis` text NOT NULL,
	`due_fen` integer NOT NULL,
	`remitted_fen` integer DEFAULT 0 NOT NULL,
	`remitted_on` text,
	`voucher` text DEFAULT '' NOT NULL,
	`set_by` integer NOT NULL,
	`set_at` integer NOT NULL,
	CONSTRAINT "fund_duty_amount" CHECK("fund_duty"."due_fen" >= 0 and "fund_duty"."remitted_fen" >= 0 and "fund_duty"."remitted_fen" <= "fund_duty"."due_fen")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fund_duty_year` ON `fund_duty` (`year`);--> statement-breakpoint
CREATE TABLE `invoice` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`party_id` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text DEFAULT '' NOT NULL,
	`number` text NOT NULL,
	`issued_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`tax_fen` integer DEFAULT 0 NOT NULL,
	`lots` text DEFAULT '' NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`withdrawn_at` integer,
	`withdrawn_reason` text,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invoice_amount" CHECK("invoice"."amount_fen" > 0 and "invoice"."tax_fen" >= 0 and "invoice"."tax_fen" <= "invoice"."amount_fen")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invoice_number` ON `invoice` (`party_id`,`kind`,`code`,`number`) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE TABLE `invoice_share` (
	`invoice_id` integer NOT NULL,
	`payable_id` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	PRIMARY KEY(`invoice_id`, `payable_id`),
	FOREIGN KEY (`invoice_id`) REFERENCES `invoice`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "invoice_share_amount" CHECK("invoice_share"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE INDEX `invoice_share_payable` ON `invoice_share` (`payable_id`);--> statement-breakpoint
CREATE TABLE `payable` (
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
	FOREIGN KEY (`receipt_id`) REFERENCES `receipt`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payable_amount" CHECK("payable"."amount_fen" > 0 and "payable"."invoiced_fen" >= 0),
	CONSTRAINT "payable_paid" CHECK("payable"."credited_fen" >= 0 and "payable"."held_fen" >= 0 and "payable"."paid_fen" >= 0
        and "payable"."credited_fen" + "payable"."held_fen" + "payable"."paid_fen" <= "payable"."amount_fen")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payable_part` ON `payable` (`receipt_id`,`part`);--> statement-breakpoint
CREATE INDEX `payable_due` ON `payable` (`due_on`,`id`) WHERE amount_fen > paid_fen + credited_fen;--> statement-breakpoint
CREATE INDEX `payable_party` ON `payable` (`party_id`,`id`);--> statement-breakpoint
CREATE TABLE `payment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`party_id` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`account_name` text NOT NULL,
	`bank_name` text NOT NULL,
	`account_number` text NOT NULL,
	`status` text NOT NULL,
	`hold_id` integer,
	`reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `payment_run`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_amount" CHECK("payment"."amount_fen" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_line` ON `payment` (`run_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `payment_party` ON `payment` (`party_id`,`id`);--> statement-breakpoint
CREATE TABLE `payment_run` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`pay_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`exported_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `payment_share` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`payment_id` integer NOT NULL,
	`payable_id` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`credit_note_id` integer,
	`credit_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`payment_id`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payable_id`) REFERENCES `payable`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`credit_note_id`) REFERENCES `credit_note`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_share_amount" CHECK("payment_share"."amount_fen" >= 0 and "payment_share"."credit_fen" >= 0 and "payment_share"."amount_fen" + "payment_share"."credit_fen" > 0)
);
--> statement-breakpoint
CREATE INDEX `payment_share_payment` ON `payment_share` (`payment_id`);--> statement-breakpoint
CREATE INDEX `payment_share_payable` ON `payment_share` (`payable_id`);--> statement-breakpoint
CREATE TABLE `plan` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`needed_by` text NOT NULL,
	`urgent` integer DEFAULT false NOT NULL,
	`urgent_reason` text,
	`note` text DEFAULT '' NOT NULL,
	`line_count` integer DEFAULT 0 NOT NULL,
	`member_count` integer DEFAULT 0 NOT NULL,
	`amount_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plan_demand` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_line_id` integer NOT NULL,
	`demand_id` integer NOT NULL,
	`source` text NOT NULL,
	`quantity_base` integer NOT NULL,
	FOREIGN KEY (`plan_line_id`) REFERENCES `plan_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`demand_id`) REFERENCES `demand`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_demand_quantity" CHECK("plan_demand"."quantity_base" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_demand_once` ON `plan_demand` (`plan_line_id`,`demand_id`,`source`);--> statement-breakpoint
CREATE INDEX `plan_demand_demand` ON `plan_demand` (`demand_id`);--> statement-breakpoint
CREATE TABLE `plan_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`item_id` integer NOT NULL,
	`party_id` integer,
	`channel` text NOT NULL,
	`channel_reason` text DEFAULT '' NOT NULL,
	`delivery` text DEFAULT 'hub' NOT NULL,
	`price_pack` integer NOT NULL,
	`contract_line_id` integer,
	`price_reason` text NOT NULL,
	`asked_base` integer NOT NULL,
	`from_hub_base` integer DEFAULT 0 NOT NULL,
	`on_order_base` integer DEFAULT 0 NOT NULL,
	`from_neighbours_base` integer DEFAULT 0 NOT NULL,
	`to_buy_base` integer NOT NULL,
	`proposed_base` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`change_reason` text DEFAULT '' NOT NULL,
	`ordered_base` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_line_quantity" CHECK("plan_line"."quantity_base" >= 0 and "plan_line"."ordered_base" >= 0 and "plan_line"."ordered_base" <= "plan_line"."quantity_base"),
	CONSTRAINT "plan_line_price" CHECK("plan_line"."price_pack" >= 0 and "plan_line"."amount_fen" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_line_number` ON `plan_line` (`plan_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `plan_line_item` ON `plan_line` (`item_id`);--> statement-breakpoint
CREATE TABLE `plan_transfer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_line_id` integer NOT NULL,
	`from_organisation_id` integer NOT NULL,
	`to_organisation_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`explanation` text NOT NULL,
	`status` text DEFAULT 'proposed' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`dispatch_id` integer,
	FOREIGN KEY (`plan_line_id`) REFERENCES `plan_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispatch_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_transfer_quantity" CHECK("plan_transfer"."quantity_base" > 0)
);
--> statement-breakpoint
CREATE INDEX `plan_transfer_line` ON `plan_transfer` (`plan_line_id`);--> statement-breakpoint
CREATE TABLE `contract` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`batch` text DEFAULT '' NOT NULL,
	`party_id` integer NOT NULL,
	`backup_party_id` integer,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`negotiation_id` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`backup_party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`negotiation_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contract_span" CHECK("contract"."ends_on" >= "contract"."starts_on"),
	CONSTRAINT "contract_kind" CHECK("contract"."kind" in ('volume', 'national', 'negotiated'))
);
--> statement-breakpoint
CREATE INDEX `contract_party` ON `contract` (`party_id`);--> statement-breakpoint
CREATE TABLE `contract_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contract_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`price_pack` integer NOT NULL,
	`agreed_units` integer DEFAULT 0 NOT NULL,
	`convert_times` integer DEFAULT 1 NOT NULL,
	`convert_by` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`contract_id`) REFERENCES `contract`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contract_line_price" CHECK("contract_line"."price_pack" > 0),
	CONSTRAINT "contract_line_units" CHECK("contract_line"."agreed_units" >= 0 and "contract_line"."convert_times" > 0 and "contract_line"."convert_by" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contract_line_item` ON `contract_line` (`contract_id`,`item_id`);--> statement-breakpoint
CREATE INDEX `contract_line_by_item` ON `contract_line` (`item_id`);--> statement-breakpoint
CREATE TABLE `contract_share` (
	`contract_line_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`agreed_units` integer NOT NULL,
	PRIMARY KEY(`contract_line_id`, `organisation_id`),
	FOREIGN KEY (`contract_line_id`) REFERENCES `contract_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contract_share_units" CHECK("contract_share"."agreed_units" > 0)
);
--> statement-breakpoint
CREATE TABLE `listed_price` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`item_id` integer NOT NULL,
	`price_pack` integer NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`source` text NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "listed_price_amount" CHECK("listed_price"."price_pack" > 0),
	CONSTRAINT "listed_price_span" CHECK("listed_price"."valid_to" is null or "listed_price"."valid_to" >= "listed_price"."valid_from")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `listed_price_start` ON `listed_price` (`item_id`,`valid_from`);--> statement-breakpoint
CREATE TABLE `negotiation` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`purpose` text DEFAULT '' NOT NULL,
	`held_on` text NOT NULL,
	`round` integer DEFAULT 1 NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `negotiation_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`negotiation_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`awarded_party_id` integer,
	`awarded_price` integer,
	`award_reason` text,
	FOREIGN KEY (`negotiation_id`) REFERENCES `negotiation`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`awarded_party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "negotiation_line_award" CHECK(("negotiation_line"."awarded_party_id" is null) = ("negotiation_line"."awarded_price" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `negotiation_line_item` ON `negotiation_line` (`negotiation_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `negotiation_person` (
	`negotiation_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`person_name` text NOT NULL,
	`stance` text NOT NULL,
	`statement` text NOT NULL,
	`stated_at` integer NOT NULL,
	PRIMARY KEY(`negotiation_id`, `person_id`),
	FOREIGN KEY (`negotiation_id`) REFERENCES `negotiation`(`document_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `negotiation_quote` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`line_id` integer NOT NULL,
	`party_id` integer NOT NULL,
	`round` integer NOT NULL,
	`price_pack` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`recorded_by` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`line_id`) REFERENCES `negotiation_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "negotiation_quote_price" CHECK("negotiation_quote"."price_pack" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `negotiation_quote_round` ON `negotiation_quote` (`line_id`,`party_id`,`round`);--> statement-breakpoint
CREATE TABLE `negotiation_reference` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`line_id` integer NOT NULL,
	`kind` text NOT NULL,
	`price_pack` integer NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`line_id`) REFERENCES `negotiation_line`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `negotiation_reference_line` ON `negotiation_reference` (`line_id`);--> statement-breakpoint
CREATE TABLE `repricing` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`legal_basis` text NOT NULL,
	`effect_fen` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `repricing_effect` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`line_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`owner_id` integer NOT NULL,
	`old_lot_id` integer NOT NULL,
	`new_lot_id` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`old_fen` integer NOT NULL,
	`new_fen` integer NOT NULL,
	FOREIGN KEY (`line_id`) REFERENCES `repricing_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`old_lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`new_lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `repricing_effect_line` ON `repricing_effect` (`line_id`);--> statement-breakpoint
CREATE TABLE `repricing_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`repricing_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`new_price` integer NOT NULL,
	FOREIGN KEY (`repricing_id`) REFERENCES `repricing`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "repricing_line_price" CHECK("repricing_line"."new_price" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `repricing_line_item` ON `repricing_line` (`repricing_id`,`item_id`);--> statement-breakpoint
CREATE TABLE `supply_term` (
	`party_id` integer NOT NULL,
	`item_id` integer NOT NULL,
	`least_packs` integer DEFAULT 1 NOT NULL,
	`step_packs` integer DEFAULT 1 NOT NULL,
	`lead_days` integer DEFAULT 3 NOT NULL,
	`preference` integer DEFAULT 1 NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	PRIMARY KEY(`party_id`, `item_id`),
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supply_term_steps" CHECK("supply_term"."least_packs" > 0 and "supply_term"."step_packs" > 0 and "supply_term"."lead_days" >= 0)
);
--> statement-breakpoint
CREATE INDEX `supply_term_item` ON `supply_term` (`item_id`);--> statement-breakpoint
CREATE TABLE `allotment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`receipt_line_id` integer NOT NULL,
	`demand_id` integer NOT NULL,
	`proposed_base` integer NOT NULL,
	`quantity_base` integer NOT NULL,
	`explanation` text NOT NULL,
	`override_reason` text DEFAULT '' NOT NULL,
	`dispatch_id` integer,
	`decided_by` integer NOT NULL,
	`decided_at` integer NOT NULL,
	FOREIGN KEY (`receipt_line_id`) REFERENCES `receipt_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`demand_id`) REFERENCES `demand`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dispatch_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "allotment_quantity" CHECK("allotment"."quantity_base" >= 0 and "allotment"."proposed_base" >= 0),
	CONSTRAINT "allotment_explained" CHECK("allotment"."quantity_base" = "allotment"."proposed_base" or "allotment"."override_reason" <> '')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `allotment_once` ON `allotment` (`receipt_line_id`,`demand_id`);--> statement-breakpoint
CREATE INDEX `allotment_demand` ON `allotment` (`demand_id`);--> statement-breakpoint
CREATE TABLE `receipt` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`order_id` integer NOT NULL,
	`delivery_id` integer,
	`party_id` integer NOT NULL,
	`organisation_id` integer NOT NULL,
	`note_number` text NOT NULL,
	`arrived_at` integer NOT NULL,
	`transport` text DEFAULT '' NOT NULL,
	`departed_at` integer,
	`temperature_min` integer,
	`temperature_max` integer,
	`temperature_arrival` integer,
	`invoices` text NOT NULL,
	`invoices_note` text DEFAULT '' NOT NULL,
	`inspector_id` integer NOT NULL,
	`second_id` integer,
	`concluded_at` integer,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `purchase_order`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delivery_id`) REFERENCES `delivery`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`party_id`) REFERENCES `party`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receipt_two" CHECK("receipt"."second_id" is null or "receipt"."second_id" <> "receipt"."inspector_id")
);
--> statement-breakpoint
CREATE INDEX `receipt_order` ON `receipt` (`order_id`);--> statement-breakpoint
CREATE INDEX `receipt_delivery` ON `receipt` (`delivery_id`);--> statement-breakpoint
CREATE INDEX `receipt_organisation` ON `receipt` (`organisation_id`,`document_id`);--> statement-breakpoint
CREATE TABLE `receipt_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`receipt_id` integer NOT NULL,
	`line_number` integer NOT NULL,
	`order_line_id` integer NOT NULL,
	`delivery_line_id` integer,
	`lot_number` text NOT NULL,
	`produced_on` text,
	`expires_on` text NOT NULL,
	`maker` text NOT NULL,
	`approval_number` text DEFAULT '' NOT NULL,
	`arrived_base` integer NOT NULL,
	`sampled_packs` integer DEFAULT 0 NOT NULL,
	`decision` text,
	`reason_code` text,
	`reason` text DEFAULT '' NOT NULL,
	`accepted_base` integer DEFAULT 0 NOT NULL,
	`rejected_base` integer DEFAULT 0 NOT NULL,
	`returned_base` integer DEFAULT 0 NOT NULL,
	`lot_id` integer,
	`store_id` integer,
	`price_pack` integer NOT NULL,
	`amount_fen` integer DEFAULT 0 NOT NULL,
	`decided_on` text,
	`retain_until` text,
	`decided_by` integer,
	`paper_checks` text NOT NULL,
	FOREIGN KEY (`receipt_id`) REFERENCES `receipt`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_line_id`) REFERENCES `order_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`delivery_line_id`) REFERENCES `delivery_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`store_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receipt_line_arrived" CHECK("receipt_line"."arrived_base" >= 0),
	CONSTRAINT "receipt_line_decided" CHECK("receipt_line"."accepted_base" >= 0 and "receipt_line"."rejected_base" >= 0 and "receipt_line"."returned_base" >= 0
        and "receipt_line"."accepted_base" + "receipt_line"."rejected_base" <= "receipt_line"."arrived_base" and "receipt_line"."returned_base" <= "receipt_line"."accepted_base"),
	CONSTRAINT "receipt_line_stocked" CHECK(("receipt_line"."accepted_base" > 0) = ("receipt_line"."lot_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `receipt_line_number` ON `receipt_line` (`receipt_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `receipt_line_order` ON `receipt_line` (`order_line_id`);--> statement-breakpoint
CREATE INDEX `receipt_line_lot` ON `receipt_line` (`lot_id`);--> statement-breakpoint
CREATE TABLE `receipt_scan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`receipt_id` integer NOT NULL,
	`line_id` integer,
	`code` text NOT NULL,
	`outcome` text NOT NULL,
	`quantity_base` integer DEFAULT 0 NOT NULL,
	`scanned_by` integer NOT NULL,
	`scanned_at` integer NOT NULL,
	FOREIGN KEY (`receipt_id`) REFERENCES `receipt`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`line_id`) REFERENCES `receipt_line`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `receipt_scan_receipt` ON `receipt_scan` (`receipt_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `receipt_scan_counted` ON `receipt_scan` (`code`) WHERE outcome = 'counted';--> statement-breakpoint
CREATE TABLE `supplier_return` (
	`document_id` integer PRIMARY KEY NOT NULL,
	`receipt_id` integer NOT NULL,
	`reason` text NOT NULL,
	`refused_at_door` integer DEFAULT false NOT NULL,
	`amount_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`document_id`) REFERENCES `document`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt_id`) REFERENCES `receipt`(`document_id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `supplier_return_line` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`return_id` integer NOT NULL,
	`receipt_line_id` integer NOT NULL,
	`store_id` integer,
	`quantity_base` integer NOT NULL,
	`amount_fen` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`return_id`) REFERENCES `supplier_return`(`document_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`receipt_line_id`) REFERENCES `receipt_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`store_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "supplier_return_line_quantity" CHECK("supplier_return_line"."quantity_base" > 0)
);
--> statement-breakpoint
CREATE INDEX `supplier_return_line_return` ON `supplier_return_line` (`return_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_location` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`zone` text DEFAULT 'room' NOT NULL,
	`keeper_id` integer,
	`owner_id` integer,
	`active` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`keeper_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "location_kind" CHECK("__new_location"."kind" in ('store', 'transit', 'supplier', 'consumed', 'loss', 'opening', 'count_difference', 'repricing')),
	CONSTRAINT "location_kept" CHECK("__new_location"."kind" not in ('store', 'transit') or "__new_location"."keeper_id" is not null)
);
--> statement-breakpoint
INSERT INTO `__new_location`("id", "kind", "name", "zone", "keeper_id", "owner_id", "active") SELECT "id", "kind", "name", "zone", "keeper_id", "owner_id", "active" FROM `location`;--> statement-breakpoint
DROP TABLE `location`;--> statement-breakpoint
ALTER TABLE `__new_location` RENAME TO `location`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `location_keeper` ON `location` (`keeper_id`,`kind`);--> statement-breakpoint
CREATE UNIQUE INDEX `location_transit` ON `location` (`keeper_id`) WHERE kind = 'transit';--> statement-breakpoint
ALTER TABLE `balance` ADD `value_fen` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `transfer_time` ON `transfer` (`occurred_at`,`id`);--> statement-breakpoint
-- What lies somewhere is worth what its lines say; a place that holds nothing holds no value either.
UPDATE balance SET value_fen = coalesce((
  SELECT sum(CASE WHEN line.to_id = balance.location_id THEN line.amount_fen ELSE -line.amount_fen END)
  FROM movement_line AS line
  WHERE line.lot_id = balance.lot_id AND (line.to_id = balance.location_id OR line.from_id = balance.location_id)
), 0) WHERE on_hand > 0;
--> statement-breakpoint
-- Stock that changes its price passes through a place of its own.
INSERT INTO location (kind, name, zone) SELECT 'repricing', 'repricing', 'room'
WHERE EXISTS (SELECT 1 FROM location WHERE kind = 'supplier') AND NOT EXISTS (SELECT 1 FROM location WHERE kind = 'repricing');
