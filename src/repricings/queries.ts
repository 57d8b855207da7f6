/** Reads of repricings: the list, and one with its effect and its timeline. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { document } from '../../db/schema/documents.ts';
import { repricing, repricingLine } from '../../db/schema/negotiations.ts';
import { idsMatching } from '../catalogue/search/search-queries.ts';
import { type ActRow, timelineOf } from '../documents/queries.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type ItemSelling, sellingOf } from '../selling/queries.ts';
import { type EffectRow, effectsNow, effectsPosted } from './effect-queries.ts';
import { type LoadedRepricing, repricingByNumber } from './repricing-record.ts';
import type { RepricingState } from './rules.ts';

export interface RepricingListed {
  document: typeof document.$inferSelect;
  repricing: typeof repricing.$inferSelect;
  lines: number;
}

export interface RepricingFilter {
  q?: string | undefined;
  state?: RepricingState | undefined;
}

/** Every repricing that fits, the last proposed first. */
export async function listRepricings(db: Db, filter: RepricingFilter): Promise<RepricingListed[]> {
  const rows = await db
    .select({ document, repricing })
    .from(repricing)
    .innerJoin(document, eq(document.id, repricing.documentId))
    .where(and(filter.state && eq(document.status, filter.state)))
    .orderBy(desc(document.id));
  const counted = await db
    .select({ id: repricingLine.repricingId, lines: sql<number>`count(*)`.mapWith(Number) })
    .from(repricingLine)
    .groupBy(repricingLine.repricingId);
  const ids = await idsMatching(db, filter.q, { retired: true });
  const found = ids && (await db.select().from(repricingLine).where(isOneOf(repricingLine.itemId, ids)));
  const about = found && new Set(found.map((line) => line.repricingId));
  const words = queryTokens(filter.q ?? '');
  const lines = new Map(counted.map((row) => [row.id, row.lines]));
  const text = (row: (typeof rows)[number]) => `${row.document.number} ${row.repricing.reason}`.toLowerCase();
  return rows
    .filter((row) => !about || about.has(row.document.id) || words.every((word) => text(row).includes(word)))
    .map((row) => ({ ...row, lines: lines.get(row.document.id) ?? 0 }));
}

export interface RepricingView extends LoadedRepricing {
  effects: EffectRow[];
  /** What stock gains; loses when negative, in fen. */
  effectFen: number;
  acts: ActRow[];
  /** What each item is sold for now, or was when it was posted, and by which rule; by item. */
  selling: Map<number, ItemSelling>;
}

/** One repricing: with the effect it had, or would have now. */
export async function repricingView(db: Db, number: string, today: string): Promise<RepricingView | undefined> {
  const loaded = await repricingByNumber(db, number);
  if (loaded === undefined) return undefined;
  const { id, status } = loaded.document;
  const effects: EffectRow[] = status === 'posted' ? await effectsPosted(db, id) : await effectsNow(db, id);
  const effectFen = effects.reduce((sum, effect) => sum + effect.newFen - effect.oldFen, 0);
  const acts = await timelineOf(db, id);
  const posted = acts.find((act) => act.act === 'post');
  // What was sold the day before, once it is posted: the repricing's own price begins on that day
  const day = posted === undefined ? today : addDays(dayOf(posted.at), -1);
  const itemIds = loaded.lines.map(({ line }) => line.itemId);
  return { ...loaded, effects, effectFen, acts, selling: await sellingOf(db, itemIds, day) };
}
