/** Which pages are measured: those that show the most. */
import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import { item } from '../../db/schema/catalogue.ts';
import { dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { dailyUse, movementLine } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { addDays, startOfDay } from '../../src/kernel/clock.ts';
import { paths } from '../../src/paths.ts';
import { BENCH_DAY, type World } from './worlds.ts';

export const CARD_DAYS = 90;

/** The addresses to ask for: the members, and of each the item and the dispatch with the most to show. */
export async function addressesIn(world: World): Promise<Record<string, string>> {
  const { db } = world;
  const count = sql<number>`count(*)`;
  const [head] = await db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const [branch] = await db.read
    .select()
    .from(organisation)
    .where(eq(organisation.kind, 'branch'))
    .orderBy(asc(organisation.code))
    .limit(1);
  const [card] = await db.read
    .select({ item: item.code })
    .from(dailyUse)
    .innerJoin(item, eq(item.id, dailyUse.itemId))
    .where(and(eq(dailyUse.organisationId, branch?.id ?? 0), gte(dailyUse.day, addDays(BENCH_DAY, -CARD_DAYS))))
    .groupBy(item.code)
    .orderBy(desc(sql`sum(${dailyUse.lines})`), asc(item.code))
    .limit(1);
  const [busiest] = await db.read
    .select({ code: item.code, lines: count })
    .from(movementLine)
    .innerJoin(item, eq(item.id, movementLine.itemId))
    .groupBy(item.code)
    .orderBy(desc(count))
    .limit(1);
  const longest = (status: string) =>
    db.read
      .select({ number: document.number, lines: count })
      .from(dispatchLine)
      .innerJoin(document, eq(document.id, dispatchLine.dispatchId))
      .where(eq(document.status, status))
      .groupBy(document.number)
      .orderBy(desc(count))
      .limit(1);
  const [received] = await longest('received');
  const [picking] = await longest('picking');
  return {
    // One member opened into its villages, whose clinics then are columns too
    matrix: paths.stock({ villages: branch?.code ?? '' }),
    card_hub: paths.stockCard(head?.code ?? '', busiest?.code ?? ''),
    card_branch: paths.stockCard(branch?.code ?? '', card?.item ?? ''),
    board: paths.shortages(),
    dispatch: paths.dispatch(received?.number ?? ''),
    dispatch_picking: paths.dispatch(picking?.number ?? ''),
    ...(await stockAddresses(world)),
  };
}

/** A day long past, and one of the month. */
const LONG_AGO = -100;
const LATELY = -10;

/** The pages of stock alone: of the member with the most, of the lot that went furthest, of the whole county. */
export async function stockAddresses({ db }: World): Promise<Record<string, string>> {
  const count = sql<number>`count(*)`;
  const [head] = await db.read.select().from(organisation).where(eq(organisation.kind, 'head'));
  const [branch] = await db.read
    .select()
    .from(organisation)
    .where(eq(organisation.kind, 'branch'))
    .orderBy(asc(organisation.code))
    .limit(1);
  const since = startOfDay(addDays(BENCH_DAY, -CARD_DAYS));
  const [touched] = await db.read
    .select({ lotId: movementLine.lotId, item: item.code, lines: count })
    .from(movementLine)
    .innerJoin(item, eq(item.id, movementLine.itemId))
    .where(gte(movementLine.occurredAt, since))
    .groupBy(movementLine.lotId, item.code)
    .orderBy(desc(count), asc(movementLine.lotId))
    .limit(1);
  const on = addDays(BENCH_DAY, LONG_AGO);
  return {
    stock_matrix: paths.stock(),
    stock_card: paths.stockCard(head?.code ?? '', touched?.item ?? ''),
    stock_lot: paths.lot(touched?.lotId ?? 0),
    stock_member: paths.stockOf(head?.code ?? ''),
    stock_expiry: paths.stockExpiry(),
    stock_calendar: paths.stockExpiryCalendar(),
    stock_expiry_member: paths.stockExpiry({ org: branch?.code ?? '' }),
    stock_slow: paths.stockSlow(),
    stock_slow_members: paths.stockSlowMembers(),
    stock_value: paths.stockValue(),
    stock_value_lots: paths.stockValue({ keeper: head?.code ?? '' }),
    stock_then: paths.stockThen({ on }),
    stock_then_lately: paths.stockThen({ on: addDays(BENCH_DAY, LATELY), basis: 'posted' }),
    stock_then_member: paths.stockThen({ on, org: branch?.code ?? '' }),
    stock_then_lots: paths.stockThen({ on, org: head?.code ?? '', item: touched?.item ?? '' }),
  };
}
