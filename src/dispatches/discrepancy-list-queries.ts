/** Lists of differences within what the viewer may see, newest first, and those of one dispatch. */
import { and, asc, desc, eq, lt, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { item } from '../../db/schema/catalogue.ts';
import { discrepancy, dispatchLine } from '../../db/schema/dispatches.ts';
import { document } from '../../db/schema/documents.ts';
import { lot } from '../../db/schema/ledger.ts';
import { person } from '../../db/schema/users.ts';
import { findByWord } from '../catalogue/search/search-queries.ts';
import type { Bearer, DifferenceKind } from './difference-rules.ts';
import { escaped, inScope, receiver, sender } from './list-queries.ts';

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
  kind: DifferenceKind;
  quantityBase: number;
  actualLot: string | null;
  tenths: number | null;
  dueAt: number | null;
  owner: string | null;
  senderBearer: Bearer | null;
  receiverBearer: Bearer | null;
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

/** Of goods that stand nowhere on the slip, the lot on their box. */
const isUnlisted = sql`${discrepancy.kind} = 'unlisted'`;
const shownLot = sql<string>`case when ${isUnlisted} then ${discrepancy.actualLot} else ${lot.number} end`;

const parent = alias(document, 'parent');

/** Differences of the viewer's scope, newest first, from after `cursor`; one more than `size`. */
export async function listDifferences(
  db: Db,
  scopePath: string,
  filters: DifferenceFilters,
  page: { cursor?: readonly [number, number] | undefined; size: number },
): Promise<DifferenceRow[]> {
  const { cursor, size } = page;
  const words = await findByWord(db, filters.q);
  const found = words.map(({ text, itemIds }) =>
    or(
      sql`${document.number} like ${`%${escaped(text.toUpperCase())}%`} escape '!'`,
      sql`${parent.number} like ${`%${escaped(text.toUpperCase())}%`} escape '!'`,
      isOneOf(item.id, itemIds),
      sql`${receiver.searchText} like ${`%${escaped(text)}%`} escape '!'`,
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
      actualLot: discrepancy.actualLot,
      tenths: discrepancy.tenths,
      dueAt: discrepancy.dueAt,
      owner: person.name,
      senderBearer: discrepancy.senderBearer,
      receiverBearer: discrepancy.receiverBearer,
      senderFinding: discrepancy.senderFinding,
      senderReason: discrepancy.senderReason,
      receiverFinding: discrepancy.receiverFinding,
      receiverReason: discrepancy.receiverReason,
      sender: sender.shortName,
      receiver: receiver.shortName,
      itemName: item.genericName,
      strength: item.strength,
      manufacturer: item.manufacturer,
      lotNumber: shownLot,
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
    .leftJoin(person, eq(person.id, discrepancy.ownerId))
    .$dynamic();
}
