/**
 * Lists of dispatches and of differences, within what the viewer may see, by key so that page 1000 costs what page 1
 * costs.
 */
import { and, asc, count, desc, eq, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { discrepancy, dispatch, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { item } from '../../db/schema/formulary.ts';
import { lot } from '../../db/schema/ledger.ts';
import { organisation } from '../../db/schema/organisations.ts';
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

const sender = alias(organisation, 'sender');
const receiver = alias(organisation, 'receiver');

function inScope(scopePath: string): SQL | undefined {
  if (scopePath === '/') return undefined;
  return or(like(sender.path, `${scopePath}%`), like(receiver.path, `${scopePath}%`));
}

function escaped(token: string): string {
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
    .where(and(matching(scopePath, filters), after))
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

export interface DifferenceFilters {
  state: 'open' | 'closed' | 'all';
  q?: string | undefined;
}

export interface DifferenceRow {
  id: number;
  number: string;
  status: string;
  createdAt: number;
  changedAt: number;
  dispatchNumber: string;
  kind: 'missing' | 'damaged';
  quantityBase: number;
  senderFinding: string | null;
  senderReason: string | null;
  receiverFinding: string | null;
  receiverReason: string | null;
  sender: string;
  receiver: string;
  itemName: string;
  strength: string;
  manufacturer: string;
  lotNumber: string;
  expiresOn: string;
  packSize: number;
  packUnit: string;
  baseUnit: string;
  scale: number;
}

const parent = alias(document, 'parent');

/** Differences of the viewer's scope, newest first, from after `cursor`; one more than `size`. */
export async function listDifferences(
  db: Db,
  scopePath: string,
  filters: DifferenceFilters,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<DifferenceRow[]> {
  const { cursor, size } = page;
  const tokens = queryTokens(filters.q ?? '');
  const found = tokens.map((token) =>
    or(
      sql`${document.number} like ${`%${escaped(token.toUpperCase())}%`} escape '!'`,
      sql`${parent.number} like ${`%${escaped(token.toUpperCase())}%`} escape '!'`,
      sql`${item.searchText} like ${`%${escaped(token)}%`} escape '!'`,
      sql`${receiver.searchText} like ${`%${escaped(token)}%`} escape '!'`,
    ),
  );
  const after =
    cursor === undefined
      ? undefined
      : or(lt(document.createdAt, cursor[0]), and(eq(document.createdAt, cursor[0]), lt(document.id, cursor[1])));
  const state = filters.state === 'all' ? undefined : eq(document.status, filters.state);
  return selectDifferences(db)
    .where(and(eq(document.kind, 'discrepancy'), state, inScope(scopePath), after, ...found))
    .orderBy(desc(document.createdAt), desc(document.id))
    .limit(size + 1);
}

/** The differences of one dispatch, in the order of their numbers. */
export async function differencesOf(db: Db, dispatchId: number): Promise<DifferenceRow[]> {
  return selectDifferences(db).where(eq(discrepancy.dispatchId, dispatchId)).orderBy(asc(document.id));
}

function selectDifferences(db: Db) {
  return db
    .select({
      id: document.id,
      number: document.number,
      status: document.status,
      createdAt: document.createdAt,
      changedAt: document.changedAt,
      dispatchNumber: parent.number,
      kind: discrepancy.kind,
      quantityBase: discrepancy.quantityBase,
      senderFinding: discrepancy.senderFinding,
      senderReason: discrepancy.senderReason,
      receiverFinding: discrepancy.receiverFinding,
      receiverReason: discrepancy.receiverReason,
      sender: sender.shortName,
      receiver: receiver.shortName,
      itemName: item.genericName,
      strength: item.strength,
      manufacturer: item.manufacturer,
      lotNumber: lot.number,
      expiresOn: lot.expiresOn,
      packSize: item.packSize,
      packUnit: item.packUnit,
      baseUnit: item.baseUnit,
      scale: item.scale,
    })
    .from(document)
    .innerJoin(discrepancy, eq(discrepancy.documentId, document.id))
    .innerJoin(parent, eq(parent.id, discrepancy.dispatchId))
    .innerJoin(dispatchLine, eq(dispatchLine.id, discrepancy.lineId))
    .innerJoin(item, eq(item.id, dispatchLine.itemId))
    .innerJoin(lot, eq(lot.id, dispatchLine.lotId))
    .innerJoin(receiver, eq(receiver.id, document.organisationId))
    .innerJoin(sender, eq(sender.id, document.counterpartId))
    .$dynamic();
}
