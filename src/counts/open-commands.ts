/** Opening a count: what it is about, the moment it is of, and what the books had then; nothing is stopped by it. */
import { inArray } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { countLine, stockCount } from '../../db/schema/counts.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import { worksAt } from '../auth/stock-approval.ts';
import type { Actor } from '../auth/viewer.ts';
import { openDocument } from '../documents/advance.ts';
import { DAY_MS } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { CountScope } from './rules.ts';
import { linesOfScope, type ScopeDetail } from './scope-queries.ts';

/** A count of more lines than this is better divided: people walk it with paper and phone. */
const MOST_LINES = 5000;
/** How far back a count may look: later it remembers nothing that anybody could have seen. */
const MOST_DAYS_BACK = 7;
const INSERT_AT_ONCE = 500;

export interface NewCount {
  organisationId: number;
  planId: number | null;
  title: string;
  scope: CountScope;
  detail: ScopeDetail;
  /** UTC milliseconds; the books are read as they were then. */
  asOf: number;
  blind: boolean;
}

/**
 * Opens the count inside the caller's act. Refuses a moment of the future or long past, a scope in which nothing lay,
 * and one of more than 5000 lines.
 */
export async function addCount(
  tx: Tx,
  actor: Actor,
  at: number,
  given: NewCount,
): Promise<Result<{ number: string; lines: number }>> {
  const { organisationId, planId, title, scope, detail, asOf, blind } = given;
  if (asOf > at) return refuse('count_future', {}, 'asOf');
  if (asOf < at - MOST_DAYS_BACK * DAY_MS) return refuse('count_long_past', { days: MOST_DAYS_BACK }, 'asOf');
  const lines = await linesOfScope(tx, organisationId, detail, { moment: asOf, now: at });
  if (lines.length === 0) return refuse('count_nothing', {}, 'scope');
  if (lines.length > MOST_LINES) return refuse('count_too_many', { lines: lines.length, most: MOST_LINES }, 'scope');
  const opening = { kind: 'count' as const, status: 'counting', act: 'open', counterpartId: null };
  const opened = await openDocument(tx, { ...opening, organisationId, actor, at, note: title });
  const row = { documentId: opened.id, planId, title, scope, detail: { ...detail }, asOf, blind };
  await tx.insert(stockCount).values(row);
  const rows = lines.map((line, index) => ({ countId: opened.id, lineNumber: index + 1, ...line }));
  for (let from = 0; from < rows.length; from += INSERT_AT_ONCE) {
    await tx.insert(countLine).values(rows.slice(from, from + INSERT_AT_ONCE));
  }
  return ok({ number: opened.number, lines: lines.length });
}

export interface CountInput {
  organisationCode: string;
  title: string;
  scope: CountScope;
  detail: Omit<ScopeDetail, 'itemIds' | 'seed'> & { itemCodes?: string[] };
  /** Null for now. */
  asOf: number | null;
  blind: boolean;
}

/** The items of the codes; refuses one that does not exist. */
export async function itemIdsOf(tx: Tx, codes: readonly string[]): Promise<Result<number[]>> {
  const rows = await tx
    .select({ id: item.id, code: item.code })
    .from(item)
    .where(inArray(item.code, [...codes]));
  const unknown = codes.find((code) => !rows.some((row) => row.code === code));
  return unknown === undefined
    ? ok(rows.map((row) => row.id))
    : refuse('count_item_unknown', { code: unknown }, 'items');
}

/** Opens a count at a member. Refuses people who do not keep its stock, and what `addCount` refuses. */
export function openCount(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: CountInput,
): Promise<Answer<{ number: string; lines: number }>> {
  return command(services, actor, { act: 'count.open', key, input }, async (tx, at) => {
    if (!may(actor.roles, 'count.make')) return refuseWithout('count.make');
    const place = await organisationByCode(tx, input.organisationCode);
    if (place === undefined || !place.path.startsWith(actor.scopePath)) return refuse('not_found');
    if (!worksAt(actor, place)) return refuse('count_not_here', { place: place.shortName });
    const { itemCodes = [], ...rest } = input.detail;
    const chosen = await itemIdsOf(tx, itemCodes);
    if (!chosen.ok) return chosen;
    const detail: ScopeDetail = { ...rest };
    if (input.scope === 'items') detail.itemIds = chosen.value;
    if (input.scope === 'random') detail.seed = `${place.code}-${at}`;
    const { title, scope, blind } = input;
    const asOf = input.asOf ?? at;
    const added = await addCount(tx, actor, at, {
      organisationId: place.id,
      planId: null,
      title,
      scope,
      detail,
      asOf,
      blind,
    });
    if (!added.ok) return added;
    return ok({
      value: added.value,
      subject: added.value.number,
      after: { place: place.code, title, scope, detail, asOf },
    });
  });
}
