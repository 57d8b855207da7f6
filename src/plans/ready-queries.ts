/** Whether a plan may be submitted today: suppliers, licences, channels and prices of every line that is bought. */
import { and, eq, gt } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { planLine } from '../../db/schema/plans.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { whyNotOrder } from '../parties/licence-queries.ts';
import { pricesOn } from '../prices/applicable-queries.ts';
import { checkTerms, REASONED } from './rules.ts';

export interface BoughtLine {
  id: number;
  line: number;
  itemId: number;
  name: string;
  packSize: number;
  partyId: number | null;
  channel: (typeof planLine.$inferSelect)['channel'];
  channelReason: string;
  pricePack: number;
  quantityBase: number;
  contractLineId: number | null;
}

/** The lines of a plan of which something is bought. */
export async function boughtLines(db: Db, planId: number): Promise<BoughtLine[]> {
  return db
    .select({
      id: planLine.id,
      line: planLine.lineNumber,
      itemId: planLine.itemId,
      name: item.genericName,
      packSize: item.packSize,
      partyId: planLine.partyId,
      channel: planLine.channel,
      channelReason: planLine.channelReason,
      pricePack: planLine.pricePack,
      quantityBase: planLine.quantityBase,
      contractLineId: planLine.contractLineId,
    })
    .from(planLine)
    .innerJoin(item, eq(item.id, planLine.itemId))
    .where(and(eq(planLine.planId, planId), gt(planLine.quantityBase, 0)))
    .orderBy(planLine.lineNumber);
}

/** Prices of the lines on the day, each from the supplier the line names; by line id. */
export async function pricesOfLines(db: Db, lines: readonly BoughtLine[], day: string) {
  const byParty = new Map<number, BoughtLine[]>();
  for (const line of lines) {
    if (line.partyId === null || REASONED.has(line.channel)) continue;
    byParty.set(line.partyId, [...(byParty.get(line.partyId) ?? []), line]);
  }
  const prices = new Map<number, Awaited<ReturnType<typeof pricesOn>> extends Map<number, infer P> ? P : never>();
  for (const [partyId, own] of byParty) {
    const found = await pricesOn(db, { itemIds: own.map((line) => line.itemId), day, partyId });
    for (const line of own) {
      const price = found.get(line.itemId);
      if (price !== undefined) prices.set(line.id, price);
    }
  }
  return prices;
}

const NAMED = 5;
const namesOf = (lines: readonly BoughtLine[]) => ({
  names: lines
    .slice(0, NAMED)
    .map((line) => line.name)
    .join('、'),
  count: lines.length,
});

/**
 * Refuses lines without a supplier, suppliers that may not be ordered from (the first by its own reason), exceptional
 * channels without evidence, and prices that are no longer those of today.
 */
export async function checkReady(db: Db, planId: number, day: string): Promise<Result<undefined>> {
  const lines = await boughtLines(db, planId);
  const unsold = lines.filter((line) => line.partyId === null);
  if (unsold.length > 0) return refuse('plan_no_supplier', namesOf(unsold));
  for (const line of lines) {
    const fits = checkTerms(line);
    if (!fits.ok) return { ...fits, detail: { ...fits.detail, item: line.name, line: line.line } };
  }
  const asks = lines.flatMap(({ partyId, itemId }) => (partyId === null ? [] : [{ partyId, itemId }]));
  const [barred] = await whyNotOrder(db, asks, day);
  if (barred !== undefined) return barred[1] satisfies Refusal;
  const prices = await pricesOfLines(db, lines, day);
  const changed = lines.filter(
    (line) => !REASONED.has(line.channel) && prices.get(line.id)?.pricePack !== line.pricePack,
  );
  return changed.length > 0 ? refuse('plan_price_changed', namesOf(changed)) : ok();
}
