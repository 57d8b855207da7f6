/** Records what the platform lists and who sells what: a new row closes the one before it, none is rewritten later. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { party } from '../../db/schema/parties.ts';
import { listedPrice, supplyTerm } from '../../db/schema/prices.ts';
import { lockTable, rowset, statement } from '../../db/statement.ts';
import { type Answer, type CommandServices, command } from '../audit/command.ts';
import { may, refuseWithout } from '../auth/roles.ts';
import type { Actor } from '../auth/viewer.ts';
import { addDays, dayOf } from '../kernel/clock.ts';
import { formatPrice } from '../kernel/money.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { checkListedPrice, checkSupplyTerm, type ListedRow, type SupplyTermInput } from './rules.ts';

/** Two people who record a price of the same item at once: the second waits and then sees the first one's row. */
const lockPrices = statement(lockTable('listed_price', 'exclusive'));

const lockTerms = statement(lockTable('supply_term', 'exclusive'));

const addRows = statement(
  `insert into listed_price (item_id, price_pack, valid_from, valid_to, source, recorded_by, recorded_at)
   select item_id, price_pack, valid_from, null, cast(:source as text), cast(:actorId as bigint), cast(:at as bigint)
   from ${rowset('rows', { item_id: 'int', price_pack: 'int', valid_from: 'text' })} as given where true`,
);
const closeRows = statement(
  `update listed_price set valid_to = given.valid_to
   from ${rowset('rows', { id: 'int', valid_to: 'text' })} as given where listed_price.id = given.id`,
);
const correctRows = statement(
  `update listed_price set price_pack = given.price_pack, source = cast(:source as text),
     recorded_by = cast(:actorId as bigint), recorded_at = cast(:at as bigint)
   from ${rowset('rows', { id: 'int', price_pack: 'int' })} as given where listed_price.id = given.id`,
);

export interface ListedPriceLine {
  itemId: number;
  /** 1/10,000 yuan a pack. */
  pricePack: number;
  /** First day. */
  validFrom: string;
}

type Latest = ListedRow & { id: number };

/** The last row of each item. */
export async function latestListed(tx: Tx, itemIds: readonly number[]): Promise<Map<number, Latest>> {
  const rows = await tx
    .select()
    .from(listedPrice)
    .where(isOneOf(listedPrice.itemId, itemIds))
    .orderBy(desc(listedPrice.validFrom));
  const latest = new Map<number, Latest>();
  for (const { id, itemId, pricePack, validFrom, recordedAt } of rows) {
    if (!latest.has(itemId)) latest.set(itemId, { id, pricePack, validFrom, recordedOn: dayOf(recordedAt) });
  }
  return latest;
}

/** Prices that the trail says one by one. */
const MOST_SAID = 50;

interface Writes {
  add: ListedPriceLine[];
  close: { id: number; valid_to: string }[];
  correct: { id: number; price_pack: number }[];
  same: number;
}

function judge(lines: readonly ListedPriceLine[], latest: Map<number, Latest>, today: string): Result<Writes> {
  const writes: Writes = { add: [], close: [], correct: [], same: 0 };
  const seen = new Set<number>();
  for (const line of lines) {
    if (seen.has(line.itemId)) return refuse('price_twice');
    seen.add(line.itemId);
    const last = latest.get(line.itemId);
    const joins = checkListedPrice(line, last, today);
    if (!joins.ok) return joins;
    if (joins.value === 'same') writes.same += 1;
    else if (joins.value === 'add') {
      writes.add.push(line);
      if (last !== undefined) writes.close.push({ id: last.id, valid_to: addDays(line.validFrom, -1) });
    } else if (last !== undefined) writes.correct.push({ id: last.id, price_pack: line.pricePack });
  }
  return ok(writes);
}

export interface RecordedPrices {
  added: number;
  corrected: number;
  same: number;
}

/**
 * Records listed prices with where they were read. A corrected price is a new row from a day; what was recorded today
 * for the same day is replaced, its old value stays in the trail. Refuses what `checkListedPrice` refuses, for any.
 */
export function recordListedPrices(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: { source: string; lines: ListedPriceLine[] },
): Promise<Answer<RecordedPrices>> {
  return command(services, actor, { act: 'price.list', key, input }, async (tx, at, about) => {
    if (!may(actor.roles, 'price.edit')) return refuseWithout('price.edit');
    if (input.lines.length === 0) return refuse('price_nothing');
    await tx.run(lockPrices, {});
    const ids = input.lines.map((line) => line.itemId);
    const items = await tx.select({ id: item.id, code: item.code }).from(item).where(isOneOf(item.id, ids));
    if (items.length !== new Set(ids).size) return refuse('not_found');
    const [first] = items;
    const subject = items.length === 1 && first !== undefined ? first.code : input.source;
    about(subject);
    const latest = await latestListed(tx, ids);
    const judged = judge(input.lines, latest, dayOf(at));
    if (!judged.ok) return judged;
    const { add, close, correct, same } = judged.value;
    const stamp = { source: input.source, actorId: actor.userId, at };
    if (close.length > 0) await tx.run(closeRows, { rows: close });
    const rows = add.map((line) => ({
      item_id: line.itemId,
      price_pack: line.pricePack,
      valid_from: line.validFrom,
    }));
    if (rows.length > 0) await tx.run(addRows, { rows, ...stamp });
    if (correct.length > 0) await tx.run(correctRows, { rows: correct, ...stamp });
    const value = { added: add.length, corrected: correct.length, same };
    const codes = new Map(items.map((row) => [row.id, row.code]));
    const said = (id: number, pricePack: number | undefined) =>
      `${codes.get(id) ?? ''} ${pricePack === undefined ? '' : formatPrice(pricePack)}`.trim();
    const before = { prices: ids.slice(0, MOST_SAID).map((id) => said(id, latest.get(id)?.pricePack)) };
    const prices = input.lines.slice(0, MOST_SAID).map((line) => said(line.itemId, line.pricePack));
    return ok({ value, subject, before, after: { prices, source: input.source, ...value } });
  });
}

type TermRow = typeof supplyTerm.$inferSelect;

/** The open row stays as the answer of past days; what was set today is replaced, its old value stays in the trail. */
async function followTerm(tx: Tx, open: TermRow | undefined, next: typeof supplyTerm.$inferInsert): Promise<void> {
  if (open?.validFrom === next.validFrom) {
    await tx.update(supplyTerm).set(next).where(eq(supplyTerm.id, open.id));
    return;
  }
  if (open !== undefined) {
    const validTo = addDays(next.validFrom, -1);
    await tx.update(supplyTerm).set({ validTo }).where(eq(supplyTerm.id, open.id));
  }
  await tx.insert(supplyTerm).values(next);
}

/** Whether these terms say what the open row says. */
function sameTerms(open: TermRow | undefined, terms: SupplyTermInput): boolean {
  if (open === undefined) return false;
  const { leastPacks, stepPacks, leadDays, preference, active } = terms;
  const steps = open.leastPacks === leastPacks && open.stepPacks === stepPacks && open.leadDays === leadDays;
  return steps && open.preference === preference && open.active === active;
}

/**
 * Sets how a supplier sells an item from today on: past days keep their terms. Refuses a party that does not sell or
 * was retired, and a least order that is no multiple of the step.
 */
export function setSupplyTerm(
  services: CommandServices,
  actor: Actor,
  key: string | null,
  input: SupplyTermInput & { itemCode: string; partyId: number },
): Promise<Answer<{ party: string }>> {
  const request = { act: 'price.set_term', key, input, subject: input.itemCode };
  return command(services, actor, request, async (tx, at) => {
    if (!may(actor.roles, 'price.edit')) return refuseWithout('price.edit');
    const { itemCode, partyId, ...terms } = input;
    const checked = checkSupplyTerm(terms);
    if (!checked.ok) return checked;
    const [goods] = await tx.select({ id: item.id }).from(item).where(eq(item.code, itemCode));
    if (goods === undefined) return refuse('not_found');
    const [seller] = await tx.select().from(party).where(eq(party.id, partyId));
    if (seller === undefined || seller.kind === 'maker') return refuse('term_party', {}, 'party');
    if (!seller.active && terms.active) return refuse('party_inactive', { party: seller.shortName }, 'party');
    await tx.run(lockTerms, {});
    const own = and(eq(supplyTerm.partyId, partyId), eq(supplyTerm.itemId, goods.id), isNull(supplyTerm.validTo));
    const [before] = await tx.select().from(supplyTerm).where(own);
    if (!sameTerms(before, terms)) {
      const stamp = { validFrom: dayOf(at), recordedBy: actor.userId, recordedAt: at };
      await followTerm(tx, before, { partyId, itemId: goods.id, ...terms, ...stamp });
    }
    const after = { party: seller.shortName, ...terms };
    return ok({ value: { party: seller.shortName }, subject: itemCode, before, after });
  });
}
