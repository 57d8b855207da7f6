/** One item at one member: its levels, how they came about, the days they rest on, and every change with its person. */
import { and, count, desc, eq } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { levelChange } from '../../db/schema/levels.ts';
import { person } from '../../db/schema/users.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { needItems } from '../requisitions/need-queries.ts';
import { ruleOn } from '../settings/queries.ts';
import { type LevelLine, proposalLines } from './list-queries.ts';
import type { LevelMember } from './member-queries.ts';
import type { LevelChange } from './record-commands.ts';
import type { SeriesDay } from './series.ts';
import { daysUpTo, seriesOfItems } from './use-queries.ts';

const MOST_CHANGES = 100;

export interface NamedChange extends LevelChange {
  person: string | null;
  /** Nothing has changed the item's levels since: it may be taken back. */
  last: boolean;
  /** Items that were changed in the same act. */
  together: number;
}

export interface LevelView {
  line: LevelLine;
  series: SeriesDay[];
  changes: NamedChange[];
}

/** The changes of an item at a member, the newest first. */
export async function changesOf(db: Db, organisationId: number, itemId: number): Promise<NamedChange[]> {
  const rows = await db
    .select({ change: levelChange, person: person.name })
    .from(levelChange)
    .leftJoin(person, eq(person.id, levelChange.changedBy))
    .where(and(eq(levelChange.organisationId, organisationId), eq(levelChange.itemId, itemId)))
    .orderBy(desc(levelChange.id))
    .limit(MOST_CHANGES);
  const newest = rows[0]?.change;
  const together = newest === undefined ? 0 : await actOf(db, organisationId, newest.batch);
  return rows.map((row, index) => ({
    ...row.change,
    person: row.person,
    last: index === 0 && row.change.how !== 'undo',
    together: index === 0 ? together : 1,
  }));
}

async function actOf(db: Db, organisationId: number, batch: string): Promise<number> {
  const together = and(eq(levelChange.organisationId, organisationId), eq(levelChange.batch, batch));
  const [row] = await db.select({ n: count() }).from(levelChange).where(together);
  return row?.n ?? 0;
}

/** Everything of one item at one member; the days are those of the proposal, or of the window that ends yesterday. */
export async function levelView(
  db: Db,
  asked: { member: LevelMember; itemId: number; now: number },
): Promise<LevelView | undefined> {
  const { member, itemId, now } = asked;
  const today = dayOf(now);
  const [item] = await needItems(db, { organisationId: member.id, itemIds: [itemId], day: today });
  if (item === undefined) return undefined;
  const proposal = (await proposalLines(db, member.id)).find((one) => one.itemId === itemId) ?? null;
  const { lookDays } = await ruleOn(db, 'level_window', today);
  const last = proposal?.detail.to ?? addDays(today, -1);
  const days = daysUpTo(last, proposal?.detail.days ?? lookDays);
  const series = await seriesOfItems(db, { organisationId: member.id, itemIds: [itemId], days });
  const changes = await changesOf(db, member.id, itemId);
  return { line: { ...item, proposal }, series: series.get(itemId) ?? [], changes };
}
