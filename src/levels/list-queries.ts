/** Levels of a member as a list: what it keeps and uses, what is set, and what use suggests. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { searchItems } from '../catalogue/queries.ts';
import { type NeedItem, needItems, usualItems } from '../requisitions/need-queries.ts';
import { whyNotRequested } from '../requisitions/rules.ts';
import type { LevelMember } from './member-queries.ts';
import type { ProposalDetail } from './propose-commands.ts';
import type { Method } from './rules.ts';

export const LEVEL_SHOWS = ['all', 'set', 'unset', 'short', 'differs'] as const;
export type LevelShow = (typeof LEVEL_SHOWS)[number];

export interface ProposalLine {
  itemId: number;
  code: string;
  name: string;
  strength: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
  controlClass: string;
  /** As set now; null where nothing is. */
  leastBase: number | null;
  mostBase: number | null;
  computedOn: string;
  method: Method;
  proposedLeast: number;
  proposedMost: number;
  dailyMilli: number;
  detail: ProposalDetail;
}

const proposals = statement(
  `select item.id as item_id, item.code, item.generic_name as name, item.strength, item.pack_size, item.pack_unit,
     item.base_unit, item.scale, item.control_class, target.least_base, target.most_base, made.computed_on,
     made.method, made.least_base as proposed_least, made.most_base as proposed_most, made.daily_milli, made.detail
   from level_proposal as made join item on item.id = made.item_id and item.active
   left join stock_target as target on target.organisation_id = made.organisation_id and target.item_id = made.item_id
   where made.organisation_id = :organisationId order by item.code`,
);

type Row = Record<string, string | number | null | ProposalDetail>;

const numberOr = (value: Row[string] | undefined) => (value === null || value === undefined ? null : Number(value));

function lineOf(row: Row): ProposalLine {
  const detail = typeof row['detail'] === 'string' ? JSON.parse(row['detail']) : row['detail'];
  return {
    itemId: Number(row['item_id']),
    code: String(row['code']),
    name: String(row['name']),
    strength: String(row['strength'] ?? ''),
    packSize: Number(row['pack_size']),
    packUnit: String(row['pack_unit']),
    baseUnit: String(row['base_unit']),
    scale: Number(row['scale']),
    controlClass: String(row['control_class']),
    leastBase: numberOr(row['least_base']),
    mostBase: numberOr(row['most_base']),
    computedOn: String(row['computed_on']),
    method: row['method'] as Method,
    proposedLeast: Number(row['proposed_least']),
    proposedMost: Number(row['proposed_most']),
    dailyMilli: Number(row['daily_milli']),
    detail: detail as ProposalDetail,
  };
}

/** Every proposal of a member, in the order of codes. */
export async function proposalLines(db: Db, organisationId: number): Promise<ProposalLine[]> {
  return (await db.run<Row>(proposals, { organisationId })).map(lineOf);
}

/** Whether a proposal speaks from use and says something else than what is set. */
export function differs(line: ProposalLine): boolean {
  if (line.method === 'none') return false;
  return line.leastBase !== line.proposedLeast || line.mostBase !== line.proposedMost;
}

export interface LevelLine extends NeedItem {
  proposal: ProposalLine | null;
}

export interface ListAsked {
  member: LevelMember;
  q: string;
  show: LevelShow;
  day: string;
}

const MOST_FOUND = 60;

function shown(line: LevelLine, show: LevelShow): boolean {
  const { leastBase, stockBase, transitBase, proposal } = line;
  if (show === 'set') return leastBase !== null;
  if (show === 'unset') return leastBase === null;
  if (show === 'short') return leastBase !== null && stockBase + transitBase < leastBase;
  return show === 'all' || (proposal !== null && differs(proposal));
}

/** Items that the member uses or keeps; with words to search by, those of the formulary it may stock as well. */
export async function levelLines(db: Db, { member, q, show, day }: ListAsked): Promise<LevelLine[]> {
  const made = new Map((await proposalLines(db, member.id)).map((line) => [line.itemId, line]));
  const found = q.trim() === '' ? undefined : await searchItems(db, q, { limit: MOST_FOUND });
  const usual = found === undefined ? await usualItems(db, member.id, day) : [];
  const itemIds = found?.map((one) => one.id) ?? [...new Set([...usual, ...made.keys()])];
  const items = await needItems(db, { organisationId: member.id, itemIds, day });
  return items
    .map((item) => ({ ...item, proposal: made.get(item.id) ?? null }))
    .filter((item) => item.leastBase !== null || item.proposal !== null || whyNotRequested(item, member.kind) === null)
    .filter((item) => shown(item, show));
}

export const PROPOSAL_SHOWS = ['differs', 'controlled', 'season', 'none', 'all'] as const;
export type ProposalShow = (typeof PROPOSAL_SHOWS)[number];

const SHOWN: Record<ProposalShow, (line: ProposalLine) => boolean> = {
  differs,
  controlled: (line) => line.detail.controlled,
  season: (line) => line.detail.seasonPercent !== null,
  none: (line) => line.method === 'none',
  all: () => true,
};

/** The proposals that the filter shows, and how many each tab has. */
export async function listProposals(
  db: Db,
  asked: { organisationId: number; q: string; show: ProposalShow },
): Promise<{ lines: ProposalLine[]; counts: Record<ProposalShow, number>; ready: number; computedOn: string | null }> {
  const all = await proposalLines(db, asked.organisationId);
  const found = asked.q.trim() === '' ? undefined : await searchItems(db, asked.q, { limit: MOST_FOUND });
  const ids = found === undefined ? undefined : new Set(found.map((one) => one.id));
  const lines = all.filter((line) => (ids === undefined || ids.has(line.itemId)) && SHOWN[asked.show](line));
  const of = (show: ProposalShow) => all.filter(SHOWN[show]).length;
  const counts = {
    differs: of('differs'),
    controlled: of('controlled'),
    season: of('season'),
    none: of('none'),
    all: all.length,
  };
  const ready = all.filter((line) => differs(line) && !line.detail.controlled).length;
  const computedOn = all.reduce<string | null>(
    (last, { computedOn: on }) => (last === null || on > last ? on : last),
    null,
  );
  return { lines, counts, ready, computedOn };
}

/** How many members of the scope have how many proposals that differ, for the hub: the most first. */
const waitingByMember = statement(
  `select organisation.code, organisation.short_name as name, cast(count(*) as bigint) as waiting,
     max(made.computed_on) as computed_on
   from level_proposal as made join organisation on organisation.id = made.organisation_id
   left join stock_target as target on target.organisation_id = made.organisation_id and target.item_id = made.item_id
   where made.method <> 'none' and organisation.path like :scope || '%'
     and (target.item_id is null or target.least_base <> made.least_base or target.most_base <> made.most_base)
   group by organisation.code, organisation.short_name, organisation.path order by waiting desc, organisation.path`,
);

export interface WaitingMember {
  code: string;
  name: string;
  waiting: number;
  computedOn: string;
}

export async function proposalsByMember(db: Db, scope: string): Promise<WaitingMember[]> {
  const rows = await db.run<{ code: string; name: string; waiting: number; computed_on: string }>(waitingByMember, {
    scope,
  });
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    waiting: Number(row.waiting),
    computedOn: row.computed_on,
  }));
}
