/**
 * Lists of dispatches and of differences, within what the viewer may see, by key so that page 1000 costs what page 1
 * costs.
 */
import { and, count, desc, eq, exists, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { findItems } from '../catalogue/search/search-queries.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { queryTokens } from '../kernel/search-key.ts';
import type { DispatchState } from './rules.ts';

/** The tabs of the list, and the states that each gathers. */
export const DISPATCH_TABS = {
  all: ['picking', 'in_transit', 'discrepancy', 'received', 'cancelled', 'reversed'],
  picking: ['picking'],
  in_transit: ['in_transit'],
  discrepancy: ['discrepancy'],
  received: ['received'],
  ended: ['cancelled', 'reversed'],
} as const satisfies Record<string, readonly DispatchState[]>;
export type DispatchTab = keyof typeof DISPATCH_TABS;

export interface DispatchFilters {
  state: DispatchTab;
  /** Part of the number, or words, pinyin or initials of the receiver. */
  q?: string | undefined;
  /** Name, pinyin, strength or code of an item that a line carries. */
  item?: string | undefined;
  /** Code of the receiving organisation. */
  to?: string | undefined;
  /** Days of creation, inclusive. */
  since?: string | undefined;
  until?: string | undefined;
}

export interface DispatchRow {
  id: number;
  number: string;
  status: string;
  createdAt: number;
  changedAt: number;
  postedAt: number | null;
  receivedAt: number | null;
  printCount: number;
  vehicle: string | null;
  driver: string | null;
  box: string | null;
  sender: string;
  receiver: string;
  receiverCode: string;
  lines: number;
  pickedLines: number;
  items: number;
}

export const sender = alias(organisation, 'sender');
export const receiver = alias(organisation, 'receiver');

/** Sender or receiver in the asker's part of the tree; nothing to ask for those who see the county. */
export function inScope(scopePath: string): SQL | undefined {
  if (scopePath === '/') return undefined;
  return or(like(sender.path, `${scopePath}%`), like(receiver.path, `${scopePath}%`));
}

/** A word as a pattern finds it literally, with `!` as the escape. */
export function escaped(token: string): string {
  return token.replace(/[!%_]/g, (sign) => `!${sign}`);
}

function named(q: string): SQL | undefined {
  const tokens = queryTokens(q);
  return and(
    ...tokens.map((token) =>
      or(
        sql`${document.number} like ${`%${escaped(token.toUpperCase())}%`} escape '!'`,
        sql`${receiver.searchText} like ${`%${escaped(token)}%`} escape '!'`,
      ),
    ),
  );
}

/** Dispatches with a line of what was typed; a code names its item alone. Nothing typed leaves all. */
async function carrying(db: Db, typed: string | undefined): Promise<SQL | undefined> {
  if (typed === undefined || typed.trim() === '') return undefined;
  const hits = await findItems(db, typed, { retired: true, limit: Number.POSITIVE_INFINITY });
  const byCode = hits.filter((hit) => hit.rank === 'code');
  const ids = (byCode.length > 0 ? byCode : hits).map((hit) => hit.id);
  const lines = db
    .select({ one: sql`1` })
    .from(dispatchLine)
    .where(and(eq(dispatchLine.dispatchId, dispatch.documentId), isOneOf(dispatchLine.itemId, ids)));
  return exists(lines);
}

function matching(scopePath: string, filters: DispatchFilters): SQL | undefined {
  const { q, to, since, until } = filters;
  return and(
    eq(document.kind, 'dispatch'),
    filters.state === 'all' ? undefined : inArray(document.status, [...DISPATCH_TABS[filters.state]]),
    inScope(scopePath),
    q === undefined || q.trim() === '' ? undefined : named(q),
    to === undefined || to === '' ? undefined : eq(receiver.code, to),
    since === undefined ? undefined : gte(document.createdAt, startOfDay(since)),
    until === undefined ? undefined : lt(document.createdAt, startOfDay(addDays(until, 1))),
  );
}

/** Rows in one order, newest first, from after `cursor` (creation instant, id); one more than `size`, for the pager. */
export async function listDispatches(
  db: Db,
  scopePath: string,
  filters: DispatchFilters,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<DispatchRow[]> {
  const { cursor, size } = page;
  const after =
    cursor === undefined
      ? undefined
      : or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const rows = await db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      changedAt: document.changedAt,
      postedAt: dispatch.postedAt,
      receivedAt: dispatch.receivedAt,
      printCount: dispatch.printCount,
      vehicle: dispatch.vehicle,
      driver: dispatch.driver,
      box: dispatch.box,
      sender: sender.shortName,
      receiver: receiver.shortName,
      receiverCode: receiver.code,
    })
    .from(document)
    .innerJoin(dispatch, eq(dispatch.documentId, document.id))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .where(and(matching(scopePath, filters), await carrying(db, filters.item), after))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
  return withLines(db, rows);
}

async function withLines(db: Db, rows: Omit<DispatchRow, 'lines' | 'pickedLines' | 'items'>[]): Promise<DispatchRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const sums = await db
    .select({
      id: dispatchLine.dispatchId,
      lines: count(),
      pickedLines: count(dispatchLine.pickedBase),
      items: sql<number>`count(distinct ${dispatchLine.itemId})`,
    })
    .from(dispatchLine)
    .where(inArray(dispatchLine.dispatchId, ids))
    .groupBy(dispatchLine.dispatchId);
  const byId = new Map(sums.map((sum) => [sum.id, sum]));
  return rows.map((row) => {
    const sum = byId.get(row.id);
    return {
      ...row,
      lines: Number(sum?.lines ?? 0),
      pickedLines: Number(sum?.pickedLines ?? 0),
      items: Number(sum?.items ?? 0),
    };
  });
}

/** How many dispatches of the viewer's scope are in each state that still asks for somebody. */
export async function countOpenDispatches(db: Db, scopePath: string): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: document.status, total: count() })
    .from(document)
    .innerJoin(dispatch, eq(dispatch.documentId, document.id))
    .innerJoin(sender, eq(sender.id, dispatch.fromOrganisationId))
    .innerJoin(receiver, eq(receiver.id, dispatch.toOrganisationId))
    .where(
      and(
        eq(document.kind, 'dispatch'),
        inArray(document.status, ['picking', 'in_transit', 'discrepancy']),
        inScope(scopePath),
      ),
    )
    .groupBy(document.status);
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.total)]));
}
