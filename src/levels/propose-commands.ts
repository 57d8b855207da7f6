/** Reckons what use suggests for every item of every member, some members and items at a time, and keeps it. */
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { levelProposal } from '../../db/schema/levels.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type CommandServices, note } from '../audit/command.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { type SuppliedMember, supplyOfMembers } from './lead-queries.ts';
import { type LevelRules, type Proposal, propose, type Supply, seasonPercentOf } from './rules.ts';
import {
  AHEAD_DAYS,
  daysUpTo,
  itemsKept,
  lastYearOf,
  seriesOfItems,
  USUAL_DAYS,
  type UsedItem,
} from './use-queries.ts';

/** Items whose days are read at once: some ten thousand days, a few milliseconds. */
const ITEMS_A_TURN = 100;

/** What is kept of how a proposal came about, besides its columns. */
export interface ProposalDetail
  extends Omit<Proposal, 'method' | 'leastBase' | 'mostBase' | 'dailyMilli'>,
    Record<string, unknown> {
  from: string;
  to: string;
  /** Percent of usual use that the days ahead had a year ago; null when unknown or no season. */
  seasonPercent: number | null;
  controlled: boolean;
}

type Row = typeof levelProposal.$inferInsert;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The rules in force on the day, as the pure part wants them. */
export async function levelRulesOn(db: Db, today: string): Promise<LevelRules> {
  const { lookDays, leastDays, seasonPercent } = await ruleOn(db, 'level_window', today);
  const { adi, cv2, alpha, beta, fadingTimes } = await ruleOn(db, 'demand_classes', today);
  const shares = { adiCut: adi / 100, cv2Cut: cv2 / 100, alpha: alpha / 100, beta: beta / 100 };
  return { lookDays, leastDays, seasonPercent, fadingTimes, ...shares };
}

interface Asked {
  organisationId: number;
  items: readonly UsedItem[];
  supply: Supply;
  rules: LevelRules;
  today: string;
}

async function reckon(db: Db, asked: Asked): Promise<Row[]> {
  const { organisationId, items, supply, rules, today } = asked;
  const days = daysUpTo(addDays(today, -1), rules.lookDays);
  const itemIds = items.map((item) => item.id);
  const series = await seriesOfItems(db, { organisationId, itemIds, days });
  const past = await lastYearOf(db, { organisationId, itemIds, today });
  return items.map((item) => {
    const made = propose(series.get(item.id) ?? [], item.packSize, supply, rules);
    const { method, leastBase, mostBase, dailyMilli, ...rest } = made;
    const { usualBase, aheadBase } = past.get(item.id) ?? { usualBase: 0, aheadBase: 0 };
    const season = seasonPercentOf(aheadBase, AHEAD_DAYS, usualBase, USUAL_DAYS);
    const detail: ProposalDetail = {
      ...rest,
      from: days[0] ?? today,
      to: days.at(-1) ?? today,
      seasonPercent: season !== null && season >= rules.seasonPercent ? season : null,
      controlled: item.controlClass !== 'none',
    };
    return { organisationId, itemId: item.id, computedOn: today, method, leastBase, mostBase, dailyMilli, detail };
  });
}

const over = {
  computedOn: sql.raw('excluded.computed_on'),
  method: sql.raw('excluded.method'),
  leastBase: sql.raw('excluded.least_base'),
  mostBase: sql.raw('excluded.most_base'),
  dailyMilli: sql.raw('excluded.daily_milli'),
  detail: sql.raw('excluded.detail'),
};

async function keep(tx: Tx, rows: readonly Row[]): Promise<void> {
  await tx
    .insert(levelProposal)
    .values([...rows])
    .onConflictDoUpdate({ target: [levelProposal.organisationId, levelProposal.itemId], set: over });
}

/** Proposals of one member, made anew on this day. Gives their number. What it keeps no more is dropped. */
async function proposeForMember(
  services: CommandServices,
  member: SuppliedMember,
  given: { supply: Supply; rules: LevelRules; today: string },
): Promise<number> {
  const db = services.db.read;
  const items = await itemsKept(db, member.id);
  for (let from = 0; from < items.length; from += ITEMS_A_TURN) {
    await nextTurn();
    const part = items.slice(from, from + ITEMS_A_TURN);
    const rows = await reckon(db, { organisationId: member.id, items: part, ...given });
    await note(services, (tx) => keep(tx, rows));
  }
  const old = and(eq(levelProposal.organisationId, member.id), lt(levelProposal.computedOn, given.today));
  await note(services, (tx) => tx.delete(levelProposal).where(old));
  return items.length;
}

/** Members that keep stock and whose proposals are older than `since`, the oldest ones first. */
async function membersDue(db: Db, since: string): Promise<SuppliedMember[]> {
  const rows = await db
    .select({
      id: organisation.id,
      kind: organisation.kind,
      newest: sql<string | null>`max(${levelProposal.computedOn})`,
    })
    .from(organisation)
    .leftJoin(levelProposal, eq(levelProposal.organisationId, organisation.id))
    .where(
      and(eq(organisation.active, true), inArray(organisation.kind, ['head', 'campus', 'branch', 'clinic', 'centre'])),
    )
    .groupBy(organisation.id, organisation.kind)
    .orderBy(organisation.id);
  return rows.filter(({ newest }) => newest === null || newest < since).map(({ id, kind }) => ({ id, kind }));
}

/** Told how many members are done of how many; an error of it ends the run. */
export type Beat = (done: number, all: number) => Promise<void>;

/**
 * Makes the proposals of all members anew that are `refreshDays` old, or of one member at once. What was done before a
 * run was cut short stays done: the next one goes on with the rest.
 */
export async function proposeLevels(
  services: CommandServices,
  asked: { memberId?: number; everything?: boolean } = {},
  beat: Beat = async () => undefined,
): Promise<{ members: number; items: number }> {
  const db = services.db.read;
  const now = services.clock.now();
  const today = dayOf(now);
  const rules = await levelRulesOn(db, today);
  const { refreshDays } = await ruleOn(db, 'level_window', today);
  const since = asked.everything === true || asked.memberId !== undefined ? '9999' : addDays(today, 1 - refreshDays);
  const due = await membersDue(db, since);
  const members = asked.memberId === undefined ? due : due.filter((one) => one.id === asked.memberId);
  const supplies = await supplyOfMembers(db, members, today, now);
  let items = 0;
  for (const [done, member] of members.entries()) {
    await beat(done, members.length);
    const supply = supplies.get(member.id);
    if (supply !== undefined) items += await proposeForMember(services, member, { supply, rules, today });
  }
  await beat(members.length, members.length);
  if (items > 0) services.live?.publish('target');
  return { members: members.length, items };
}
