CREATE TABLE `import_row` (
	`draft_id` integer NOT NULL,
	`position` integer NOT NULL,
	`row` integer NOT NULL,
	`verdict` text NOT NULL,
	`entry` text NOT NULL,
	PRIMARY KEY(`draft_id`, `position`),
	FOREIGN KEY (`draft_id`) REFERENCES `import_draft`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_row_verdict` ON `import_row` (`draft_id`,`verdict`,`position`);--> statement-breakpoint
INSERT INTO `import_row` (`draft_id`, `position`, `row`, `verdict`, `entry`)
SELECT d.`id`, e.`key`, e.`value`->>'row', e.`value`->>'verdict', e.`value`
FROM `import_draft` d, json_each(CASE d.`kind` WHEN 'catalogue' THEN d.`rows` ELSE d.`rows`->'entries' END) e;--> statement-breakpoint
UPDATE `import_draft` SET `summary` = json_set(`summary`, '$.places', json(`rows`->'places')) WHERE `kind` <> 'catalogue';--> statement-breakpoint
ALTER TABLE `import_draft` DROP COLUMN `rows`;
