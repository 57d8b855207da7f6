/** Permits as their pages show them: receivers, what has left under each, and the movements that say so. */
import { and, asc, desc, eq, gte, inArray, like, lt, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { item } from '../../db/schema/catalogue.ts';
import { document } from '../../db/schema/documents.ts';
import { movement, movementLine } from '../../db/schema/ledger.ts';
import { location, organisation } from '../../db/schema/organisations.ts';
import { permitRecipient, preparationPermit } from '../../db/schema/preparations.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import { addDays, startOfDay } from '../kernel/clock.ts';
import { normaliseQuery } from '../kernel/search-key.ts';
import { usedUnderPermits } from '../ledger/permits.ts';
import type { RegisterFilter } from '../web/register.ts';
import { type PermitState, stateOf } from './rules.ts';

type PermitRow = typeof preparationPermit.$inferSelect;
type ItemRow = typeof item.$inferSelect;

export interface PermitLine {
  permit: PermitRow;
  item: Pick<ItemRow, 'code' | 'genericName' | 'strength' | 'packSize' | 'packUnit' | 'baseUnit' | 'scale'>;
  maker: string;
  /** Short names, in the order of their codes. */
  recipients: string[];
  usedBase: number;
  state: PermitState;
}

/** Something that left under a permit, or came back. */
export interface PermitUse {
  occurredAt: number;
  documentNumber: string | null;
  other: string;
  /** Negative when it came back. */
  quantityBase: number;
}

const ITEM = {
  code: item.code,
  genericName: item.genericName,
  strength: item.strength,
  packSize: item.packSize,
  packUnit: item.packUnit,
  baseUnit: item.baseUnit,
  scale: item.scale,
};

/**
 * Every permit that fits, as it stood when `day` ended, the last to end first. There are dozens, not thousands:
 * filtered in one pass.
 */
export async function listPermits(
  db: Db,
  filter: Omit<RegisterFilter<PermitState>, 'on'> & { itemId?: number },
  day: string,
): Promise<PermitLine[]> {
  const rows = await db
    .select({
      permit: preparationPermit,
      item: ITEM,
      maker: organisation.shortName,
      makerText: organisation.searchText,
    })
    .from(preparationPermit)
    .innerJoin(item, eq(item.id, preparationPermit.itemId))
    .innerJoin(organisation, eq(organisation.id, preparationPermit.makerId))
    .where(filter.itemId === undefined ? undefined : eq(preparationPermit.itemId, filter.itemId))
    .orderBy(desc(preparationPermit.validTo), desc(preparationPermit.id));
  const used = await usedUnderPermits(
    db,
    rows.map(({ permit }) => ({ ...permit, validTo: permit.validTo < day ? permit.validTo : day })),
  );
  const recipients = await recipientsOf(
    db,
    rows.map((row) => row.permit.id),
  );
  const words = (await findByWord(db, filter.q)).map(({ text, itemIds }) => ({ text, items: new Set(itemIds) }));
  const lines = rows
    .filter(({ permit, makerText }) => {
      const text = `${normaliseQuery(permit.number)} ${makerText}`;
      return words.every((word) => word.items.has(permit.itemId) || text.includes(word.text));
    })
    .map(({ permit, item: found, maker }) => {
      const usedBase = used.get(permit.id) ?? 0;
      const state = stateOf(permit, usedBase, day);
      return { permit, item: found, maker, recipients: recipients.get(permit.id) ?? [], usedBase, state };
    });
  return filter.state === undefined ? lines : lines.filter((line) => line.state === filter.state);
}

async function recipientsOf(db: Db, permitIds: readonly number[]): Promise<Map<number, string[]>> {
  const names = new Map<number, string[]>(permitIds.map((id) => [id, []]));
  if (permitIds.length === 0) return names;
  const rows = await db
    .select({ permitId: permitRecipient.permitId, name: organisation.shortName })
    .from(permitRecipient)
    .innerJoin(organisation, eq(organisation.id, permitRecipient.organisationId))
    .where(inArray(permitRecipient.permitId, [...permitIds]))
    .orderBy(asc(organisation.code));
  for (const row of rows) names.get(row.permitId)?.push(row.name);
  return names;
}

export async function permitById(db: Db, id: number, day: string): Promise<PermitLine | undefined> {
  return (await listPermits(db, {}, day)).find((line) => line.permit.id === id);
}

const source = alias(location, 'source');
const target = alias(location, 'target');

/** What left under the permit and what came back, the newest first, of the receivers within the reader's scope. */
export async function usesOf(db: Db, permit: PermitRow, scopePath: string): Promise<PermitUse[]> {
  const listed = db
    .select({ id: permitRecipient.organisationId })
    .from(permitRecipient)
    .where(eq(permitRecipient.permitId, permit.id));
  const out = and(eq(source.keeperId, permit.makerId), inArray(target.keeperId, listed));
  const back = and(eq(target.keeperId, permit.makerId), inArray(source.keeperId, listed));
  const rows = await db
    .select({
      occurredAt: movementLine.occurredAt,
      documentNumber: document.number,
      fromKeeper: source.keeperId,
      name: organisation.shortName,
      quantityBase: movementLine.quantityBase,
      toKeeper: target.keeperId,
    })
    .from(movementLine)
    .innerJoin(movement, eq(movement.id, movementLine.movementId))
    .innerJoin(source, eq(source.id, movementLine.fromId))
    .innerJoin(target, eq(target.id, movementLine.toId))
    .innerJoin(organisation, or(eq(organisation.id, source.keeperId), eq(organisation.id, target.keeperId)))
    .leftJoin(document, eq(document.id, movement.documentId))
    .where(
      and(
        eq(movementLine.itemId, permit.itemId),
        gte(movementLine.occurredAt, startOfDay(permit.validFrom)),
        lt(movementLine.occurredAt, startOfDay(addDays(permit.validTo, 1))),
        or(out, back),
        inArray(organisation.id, listed),
        like(organisation.path, `${scopePath}%`),
      ),
    )
    .orderBy(desc(movementLine.occurredAt), desc(movementLine.id));
  return rows.map((row) => ({
    occurredAt: row.occurredAt,
    documentNumber: row.documentNumber,
    other: row.name,
    quantityBase: row.fromKeeper === permit.makerId ? row.quantityBase : -row.quantityBase,
  }));
}

export interface Receiver {
  code: string;
  name: string;
  kind: 'head' | 'campus' | 'branch' | 'clinic' | 'centre' | 'company';
}

/** What a new permit can be about: preparations in use, hospitals that make them, members that may receive. */
export async function permitChoices(db: Db): Promise<{
  preparations: { code: string; name: string; detail: string }[];
  members: Receiver[];
}> {
  const made = await db
    .select({ code: item.code, name: item.genericName, detail: item.strength, packUnit: item.packUnit })
    .from(item)
    .where(and(eq(item.kind, 'preparation'), eq(item.active, true)))
    .orderBy(asc(item.code));
  const members = await db
    .select({ code: organisation.code, name: organisation.shortName, kind: organisation.kind })
    .from(organisation)
    .where(and(inArray(organisation.kind, ['head', 'campus', 'branch', 'centre']), eq(organisation.active, true)))
    .orderBy(asc(organisation.code));
  return { preparations: made.map((row) => ({ ...row, detail: `${row.detail} ${row.packUnit}` })), members };
}
