-- Days keep what came and went; those that have passed are summed from their lines, once.
DROP INDEX `balance_stocked`;--> statement-breakpoint
CREATE INDEX `balance_stocked` ON `balance` (`item_id`,`location_id`,`lot_id`,`on_hand`,`reserved`) WHERE on_hand > 0;--> statement-breakpoint
DROP INDEX `movement_line_lot`;--> statement-breakpoint
CREATE INDEX `movement_line_lot` ON `movement_line` (`lot_id`,`to_id`,`occurred_at`);--> statement-breakpoint
ALTER TABLE `daily_use` ADD `came_base` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_use` ADD `went_base` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `daily_use` ADD `lines` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `document_waiting` ON `document` (`organisation_id`) WHERE status in ('registered', 'accepted', 'matched');--> statement-breakpoint
INSERT INTO daily_use (item_id, organisation_id, day, quantity_base, came_base, went_base, lines)
SELECT item_id, organisation_id, date(day_number * 86400, 'unixepoch'), 0, sum(came), sum(went), sum(lines)
FROM (
  SELECT line.item_id, goal.keeper_id AS organisation_id, (line.occurred_at + 28800000) / 86400000 AS day_number,
    CASE WHEN movement.kind = 'reversal' THEN 0 ELSE line.quantity_base END AS came,
    CASE WHEN movement.kind = 'reversal' THEN -line.quantity_base ELSE 0 END AS went, 1 AS lines
  FROM movement_line AS line JOIN movement ON movement.id = line.movement_id
  JOIN location AS goal ON goal.id = line.to_id AND goal.kind = 'store'
  UNION ALL
  SELECT line.item_id, origin.keeper_id, (line.occurred_at + 28800000) / 86400000,
    CASE WHEN movement.kind = 'reversal' THEN -line.quantity_base ELSE 0 END,
    CASE WHEN movement.kind = 'reversal' THEN 0 ELSE line.quantity_base END,
    CASE WHEN goal.kind = 'store' AND goal.keeper_id = origin.keeper_id THEN 0 ELSE 1 END
  FROM movement_line AS line JOIN movement ON movement.id = line.movement_id
  JOIN location AS origin ON origin.id = line.from_id AND origin.kind = 'store'
  JOIN location AS goal ON goal.id = line.to_id
) AS moved
WHERE true
GROUP BY item_id, organisation_id, day_number
ON CONFLICT (item_id, organisation_id, day)
DO UPDATE SET came_base = excluded.came_base, went_base = excluded.went_base, lines = excluded.lines;
