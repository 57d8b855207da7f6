/** What judging rows of use needs to know: the member's codes, items, closed days, what was posted before. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '../../../db/database.ts';
import { item } from '../../../db/schema/catalogue.ts';
import { useCode } from '../../../db/schema/issues.ts';
import { statement } from '../../../db/statement.ts';
import { chunked, itemsByCodes } from '../../catalogue/item-queries.ts';
import { type ControlClass, isControlled } from '../../ledger/usable.ts';
import type { ReadRow } from './entry.ts';
import { codeKey, type UseItem, type UseWorld } from './judge.ts';
import * as sql from './use-statements.ts';

const lastClosed = statement('select max(ends_on) as ends_on from period');

const useItemOf = (row: typeof item.$inferSelect): UseItem => ({
  id: row.id,
  name: row.genericName,
  packSize: row.packSize,
  packUnit: row.packUnit,
  baseUnit: row.baseUnit,
  scale: row.scale,
  controlled: isControlled(row.controlClass as ControlClass),
});

/** Everything that the rows of one member speak of, in a few statements however many they are. */
export async function useWorld(
  db: Db,
  asked: { organisationId: number; unit: 'pack' | 'base'; now: number },
  rows: readonly Pick<ReadRow, 'identity' | 'entry'>[],
): Promise<UseWorld> {
  const { organisationId, unit, now } = asked;
  const codes = [...new Set(rows.map((row) => row.entry.code))].filter((code) => code !== '');
  const own = new Map<string, { itemId: number; unitBase: number }>();
  for (const part of chunked(codes)) {
    const mine = and(eq(useCode.organisationId, organisationId), inArray(useCode.code, part));
    for (const row of await db.select().from(useCode).where(mine)) {
      own.set(codeKey(row.code, row.unit), { itemId: row.itemId, unitBase: row.unitBase });
    }
  }
  const items = new Map<number, UseItem>();
  const byCode = new Map<string, number[]>();
  for (const [code, found] of await itemsByCodes(db, codes)) {
    byCode.set(
      code,
      found.map((row) => row.id),
    );
    for (const row of found) items.set(row.id, useItemOf(row));
  }
  const missing = [...new Set([...own.values()].map((one) => one.itemId))].filter((id) => !items.has(id));
  for (const part of chunked(missing)) {
    for (const row of await db.select().from(item).where(inArray(item.id, part))) items.set(row.id, useItemOf(row));
  }
  const identities = rows.map(({ identity }) => ({ identity }));
  const posted = await db.run<{ identity: string }>(sql.postedAmong, { organisationId, rows: identities });
  const [closed] = await db.run<{ ends_on: string | null }>(lastClosed, {});
  const closedUntil = closed?.ends_on ?? null;
  return { now, closedUntil, unit, codes: own, items, byCode, posted: new Set(posted.map((row) => row.identity)) };
}
