/** The lines of a requisition: what is proposed for a draft, and whether what was typed may be asked for. */
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { requisitionLine } from '../../db/schema/demand.ts';
import { LARGEST_QUANTITY } from '../kernel/quantity.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Calendar } from './calendar-rules.ts';
import { type NeedItem, needItems, usualItems } from './need-queries.ts';
import {
  calendarOf,
  lastSubmitted,
  type RequestingMember,
  type RequisitionRecord,
  requisitionLines,
} from './record-queries.ts';
import { isFar, proposalFor, whyNotRequested } from './rules.ts';

/** Days of use that a proposal fills up to where no calendar says. */
export const COVER_DAYS = 21;

export interface LineAsk {
  itemId: number;
  /** Base units; nothing leaves the item out. */
  quantityBase: number;
  reason: string;
}

export interface NewLine {
  itemId: number;
  quantityBase: number;
  proposedBase: number;
  stockBase: number;
  transitBase: number;
  use30Base: number;
  reason: string;
}

function lineOf(item: NeedItem, coverDays: number, ask?: { quantityBase: number; reason: string }): NewLine {
  const proposedBase = proposalFor(item, coverDays);
  return {
    itemId: item.id,
    quantityBase: ask?.quantityBase ?? proposedBase,
    proposedBase,
    stockBase: item.stockBase,
    transitBase: item.transitBase + item.pendingBase,
    use30Base: item.use30Base,
    reason: ask?.reason ?? '',
  };
}

/** Lines of a new draft; items that may not be asked for any more are passed by. */
export async function proposedLines(
  tx: Tx,
  asked: {
    member: RequestingMember;
    start: 'proposal' | 'last' | 'empty';
    day: string;
    calendar: Calendar | undefined;
  },
): Promise<NewLine[]> {
  const { member, start, day, calendar } = asked;
  if (start === 'empty') return [];
  const coverDays = calendar?.coverDays ?? COVER_DAYS;
  const lastId = start === 'last' ? await lastSubmitted(tx, member.id) : undefined;
  const last = lastId === undefined ? [] : await requisitionLines(tx, lastId);
  const quantities = new Map(last.map((line) => [line.itemId, line.quantityBase]));
  const itemIds = start === 'last' ? [...quantities.keys()] : await usualItems(tx, member.id, day);
  const items = await needItems(tx, { organisationId: member.id, itemIds, day });
  return items
    .filter((item) => whyNotRequested(item, member.kind) === null)
    .map((item) => {
      const copied = quantities.get(item.id);
      return lineOf(item, coverDays, copied === undefined ? undefined : { quantityBase: copied, reason: '' });
    })
    .filter((line) => line.quantityBase > 0);
}

/**
 * The lines with what the member has on that day. Refuses an item named twice or not to be asked for, and when it is
 * final an empty requisition and numbers far from the proposal without a reason.
 */
export async function checkAsked(
  tx: Tx,
  asked: { record: RequisitionRecord; lines: readonly LineAsk[]; day: string; isFinal: boolean },
): Promise<Result<NewLine[]>> {
  const { record, day, isFinal } = asked;
  const lines = asked.lines.filter((line) => line.quantityBase > 0);
  const itemIds = lines.map((line) => line.itemId);
  if (new Set(itemIds).size < itemIds.length) return refuse('line_twice');
  const items = await needItems(tx, { organisationId: record.member.id, itemIds, day });
  const coverDays = (await calendarOf(tx, record.member.id))?.coverDays ?? COVER_DAYS;
  const known = new Map(items.map((item) => [item.id, item]));
  const written: NewLine[] = [];
  for (const line of lines) {
    const item = known.get(line.itemId);
    if (item === undefined) return refuse('item_unknown');
    const field = `line.${line.itemId}`;
    if (!Number.isSafeInteger(line.quantityBase) || line.quantityBase > LARGEST_QUANTITY) {
      return refuse('quantity_invalid', { quantity: line.quantityBase }, field);
    }
    const names = { item: `${item.name} ${item.strength}`.trim(), member: record.member.name };
    const barred = whyNotRequested(item, record.member.kind);
    if (barred !== null) return refuse(barred, names, field);
    const one = lineOf(item, coverDays, { quantityBase: line.quantityBase, reason: line.reason.trim() });
    if (isFinal && one.reason === '' && isFar(line.quantityBase, one.proposedBase, item.packSize)) {
      return refuse('requisition_far', names, `${field}.reason`);
    }
    written.push(one);
  }
  if (isFinal && written.length === 0) return refuse('requisition_empty');
  return ok(written);
}

/** Writes the lines anew, in their order. */
export async function writeLines(tx: Tx, requisitionId: number, lines: readonly NewLine[]): Promise<void> {
  await tx.delete(requisitionLine).where(eq(requisitionLine.requisitionId, requisitionId));
  if (lines.length === 0) return;
  await tx
    .insert(requisitionLine)
    .values(lines.map((line, index) => ({ requisitionId, lineNumber: index + 1, ...line })));
}
