/** The one door to a member's levels: sets least and most of items, and keeps what stood before, who, when and why. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { stockTarget } from '../../db/schema/demand.ts';
import { levelChange } from '../../db/schema/levels.ts';
import { forUpdate, statement } from '../../db/statement.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkLimits, type Limits, sameLimits } from './rules.ts';

export interface LevelLine extends Limits {
  itemId: number;
  /** The change that this line takes back. */
  undoesId?: number;
}

export interface Setting {
  organisationId: number;
  lines: readonly LevelLine[];
  how: 'hand' | 'proposal' | 'file' | 'undo';
  batch: string;
  reason: string;
  changedBy: number;
  changedAt: number;
}

export interface KeptLevels extends Limits {
  itemId: number;
}

/** Whoever changes levels of a member waits for who does: the member's row is the lock. */
const lockMember = statement(`select id from organisation where id = :organisationId ${forUpdate}`);

const NONE: Limits = { leastBase: null, mostBase: null };
const PART = 200;

/** Levels of the items now, by item. */
export async function levelsOf(
  db: Db,
  organisationId: number,
  itemIds: readonly number[],
): Promise<Map<number, Limits>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(stockTarget)
    .where(and(eq(stockTarget.organisationId, organisationId), inArray(stockTarget.itemId, [...itemIds])));
  return new Map(rows.map(({ itemId, leastBase, mostBase }) => [itemId, { leastBase, mostBase }]));
}

const overTarget = {
  leastBase: sql.raw('excluded.least_base'),
  mostBase: sql.raw('excluded.most_base'),
  setBy: sql.raw('excluded.set_by'),
  setAt: sql.raw('excluded.set_at'),
};

async function writePart(tx: Tx, setting: Setting, lines: readonly LevelLine[], before: Map<number, Limits>) {
  const { organisationId, how, batch, reason, changedBy, changedAt } = setting;
  const [ended, kept] = [lines.filter((one) => one.mostBase === null), lines.filter((one) => one.mostBase !== null)];
  if (ended.length > 0) {
    const here = eq(stockTarget.organisationId, organisationId);
    await tx.delete(stockTarget).where(
      and(
        here,
        inArray(
          stockTarget.itemId,
          ended.map((one) => one.itemId),
        ),
      ),
    );
  }
  if (kept.length > 0) {
    const rows = kept.map(({ itemId, leastBase, mostBase }) => {
      const limits = { leastBase: leastBase ?? 0, mostBase: mostBase ?? 0 };
      return { organisationId, itemId, ...limits, setBy: changedBy, setAt: changedAt };
    });
    const target = [stockTarget.organisationId, stockTarget.itemId];
    await tx.insert(stockTarget).values(rows).onConflictDoUpdate({ target, set: overTarget });
  }
  await tx.insert(levelChange).values(
    lines.map(({ itemId, leastBase, mostBase, undoesId }) => {
      const was = before.get(itemId) ?? NONE;
      const sides = {
        leastBefore: was.leastBase,
        mostBefore: was.mostBase,
        leastAfter: leastBase,
        mostAfter: mostBase,
      };
      const said = { how, batch, reason, changedBy, changedAt };
      return { organisationId, itemId, ...sides, ...said, undoesId: undoesId ?? null };
    }),
  );
}

/**
 * Sets the levels and keeps each change. Lines that say what stands already change nothing. Gives the items that
 * changed. Refuses most below least (`target_span`, at `line.<item>.most`).
 */
export async function writeLevels(tx: Tx, setting: Setting): Promise<Result<KeptLevels[]>> {
  const { organisationId } = setting;
  await tx.run(lockMember, { organisationId });
  const itemIds = setting.lines.map((line) => line.itemId);
  const before = new Map<number, Limits>();
  for (let from = 0; from < itemIds.length; from += PART) {
    const part = await levelsOf(tx, organisationId, itemIds.slice(from, from + PART));
    for (const [itemId, limits] of part) before.set(itemId, limits);
  }
  const changed: LevelLine[] = [];
  for (const line of setting.lines) {
    const checked = checkLimits(line);
    if (!checked.ok) return refuse(checked.reason, checked.detail, `line.${line.itemId}.most`);
    const { itemId, undoesId } = line;
    if (sameLimits(checked.value, before.get(itemId) ?? NONE)) continue;
    changed.push({ itemId, ...checked.value, ...(undoesId !== undefined && { undoesId }) });
  }
  for (let from = 0; from < changed.length; from += PART) {
    await writePart(tx, setting, changed.slice(from, from + PART), before);
  }
  return ok(changed.map(({ itemId, leastBase, mostBase }) => ({ itemId, leastBase, mostBase })));
}

export type LevelChange = typeof levelChange.$inferSelect;

/** The last change of an item's levels at a member. */
export async function lastChange(db: Db, organisationId: number, itemId: number): Promise<LevelChange | undefined> {
  const [row] = await db
    .select()
    .from(levelChange)
    .where(and(eq(levelChange.organisationId, organisationId), eq(levelChange.itemId, itemId)))
    .orderBy(desc(levelChange.id))
    .limit(1);
  return row;
}
