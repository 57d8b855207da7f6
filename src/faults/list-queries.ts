/** Faults as a list, newest first, by key: found by words and pinyin of the thing, by state, member, class and day. */
import { and, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { asset, assetClass } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { fault } from '../../db/schema/faults.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import { assetsInScope } from '../assets/list-queries.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import { type FaultState, type FaultTab, OPEN_STATES, type Outcome, type Urgency } from './rules.ts';

export interface FaultFilter {
  tab: FaultTab;
  q?: string | undefined;
  state?: FaultState | undefined;
  /** Code of a class. */
  class?: string | undefined;
  /** Code of the member that uses the thing. */
  member?: string | undefined;
  /** Days of the report. */
  from?: string | undefined;
  until?: string | undefined;
}

export interface FaultAsk {
  scopePath: string;
  userId: number;
  now: number;
}

function ofTab({ tab, state }: FaultFilter, { userId, now }: FaultAsk): SQL | undefined {
  const open = inArray(document.status, [...OPEN_STATES]);
  if (state !== undefined)
    return and(eq(document.status, state), tab === 'mine' ? eq(fault.engineerId, userId) : undefined);
  if (tab === 'open') return open;
  if (tab === 'mine') return and(open, eq(fault.engineerId, userId));
  return tab === 'late' ? and(open, lt(fault.dueAt, now)) : undefined;
}

function conditions(filter: FaultFilter, ask: FaultAsk): SQL | undefined {
  const words = queryTokens(filter.q ?? '').map((token) => {
    const found = `%${token.replace(/[%_\\]/g, '')}%`;
    return or(like(asset.searchText, found), like(sql`lower(${document.number})`, found.toLowerCase()));
  });
  return and(
    assetsInScope(ask.scopePath),
    ofTab(filter, ask),
    ...words,
    filter.class ? eq(assetClass.code, filter.class) : undefined,
    filter.member ? eq(organisation.code, filter.member) : undefined,
    filter.from ? gte(fault.reportedAt, startOfDay(filter.from)) : undefined,
    filter.until ? lt(fault.reportedAt, startOfDay(addDays(filter.until, 1))) : undefined,
  );
}

const costFen = sql<number>`(select coalesce(sum(amount_fen), 0) from fault_cost where fault_id = ${document.id})`;

export interface ListedFault {
  id: number;
  number: string;
  status: FaultState;
  assetNumber: string;
  assetName: string;
  model: string;
  place: string;
  room: string;
  what: string;
  urgency: Urgency;
  reportedAt: number;
  dueAt: number;
  acceptedAt: number | null;
  outcome: Outcome | null;
  engineer: string | null;
  outside: string;
  costFen: number;
}

/** Newest first, from after the cursor (an id); one more than `size`, for the pager. */
export async function listFaults(
  db: Db,
  ask: FaultAsk,
  filter: FaultFilter,
  page: { after?: number | undefined; size: number },
): Promise<ListedFault[]> {
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      assetNumber: asset.number,
      assetName: asset.name,
      model: asset.model,
      place: organisation.shortName,
      room: asset.room,
      what: fault.what,
      urgency: fault.urgency,
      reportedAt: fault.reportedAt,
      dueAt: fault.dueAt,
      acceptedAt: fault.acceptedAt,
      outcome: fault.outcome,
      engineer: person.name,
      outside: fault.outside,
      costFen: costFen.mapWith(Number),
    })
    .from(fault)
    .innerJoin(document, eq(document.id, fault.documentId))
    .innerJoin(asset, eq(asset.id, fault.assetId))
    .innerJoin(assetClass, eq(assetClass.id, asset.classId))
    .innerJoin(organisation, eq(organisation.id, asset.userId))
    .leftJoin(person, eq(person.id, fault.engineerId))
    .where(and(conditions(filter, ask), page.after === undefined ? undefined : lt(document.id, page.after)))
    .orderBy(desc(document.id))
    .limit(page.size + 1);
  return rows.map((row) => ({ ...row, status: row.status as FaultState }));
}
