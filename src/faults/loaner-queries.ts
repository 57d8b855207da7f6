/** What may stand in for a thing that is out of use: things of its class in its own house, or what may be borrowed. */
import { and, asc, eq, ne, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { document } from '../../db/schema/documents.ts';
import { fault } from '../../db/schema/faults.ts';
import { loan } from '../../db/schema/loans.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type AssetRow, lockAsset } from '../assets/advance-commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { useBlockedBy } from '../safety-of-use/queries.ts';
import { refusalOf } from '../safety-of-use/rules.ts';
import { checkUnbooked } from '../sharing/release-commands.ts';

const MOST_SHOWN = 20;
const MOST_ELSEWHERE = 5;
const keeper = alias(organisation, 'loaner_keeper');

export interface Loaner {
  number: string;
  name: string;
  model: string;
  room: string;
  keeperName: string;
}

type Of = Pick<AssetRow, 'id' | 'classId' | 'userId'>;

/** Things of the class that stand in for nothing and are promised to nobody by a loan. */
function free(db: Db, card: Of) {
  const taken = db
    .select({ one: sql`1` })
    .from(fault)
    .where(and(eq(fault.loanerId, asset.id), eq(fault.isOpen, true)));
  const promised = db
    .select({ one: sql`1` })
    .from(loan)
    .innerJoin(document, eq(document.id, loan.documentId))
    .where(and(eq(loan.assetId, asset.id), eq(document.status, 'agreed')));
  return and(eq(asset.classId, card.classId), ne(asset.id, card.id), notExists(taken), notExists(promised));
}

/** What the house of the card has at hand: idle things of its own or in its keeping, and what it has borrowed. */
function atHand(db: Db, { userId, ...card }: Of) {
  const idle = and(eq(asset.status, 'idle'), or(eq(asset.userId, userId), eq(asset.keeperId, userId)));
  const borrowed = and(eq(asset.status, 'shared'), eq(asset.userId, userId));
  return and(free(db, { ...card, userId }), or(idle, borrowed));
}

function elsewhere(db: Db, card: Of) {
  const away = and(ne(asset.userId, card.userId), ne(asset.keeperId, card.userId));
  return and(free(db, card), eq(asset.status, 'idle'), eq(asset.userId, asset.keeperId), away);
}

async function things(db: Db, where: ReturnType<typeof and>, most: number, today: string): Promise<Loaner[]> {
  const rows = await db
    .select({
      ...{ id: asset.id, number: asset.number, name: asset.name, model: asset.model, room: asset.room },
      keeperName: keeper.shortName,
    })
    .from(asset)
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .where(where)
    .orderBy(asc(asset.id))
    .limit(most);
  const ids = rows.map(({ id }) => id);
  const barred = await useBlockedBy(db, ids, today);
  return rows.flatMap(({ id, ...row }) => (barred.has(id) ? [] : [row]));
}

/** Things of the class that the house of the card has at hand and that may be used today. */
export const loanersFor = (db: Db, card: Of, today: string): Promise<Loaner[]> =>
  things(db, atHand(db, card), MOST_SHOWN, today);

/** Idle things of the class with other members: who needs one asks its keeper for a loan. */
export const borrowableFor = (db: Db, card: Of, today: string): Promise<Loaner[]> =>
  things(db, elsewhere(db, card), MOST_ELSEWHERE, today);

/**
 * Id of the thing at hand of that number, locked until the transaction ends; null for none typed. Refuses other
 * classes, what is in use, with another member or given already, what may not be used today and what is booked.
 */
export async function loanerFor(
  tx: Tx,
  card: Of,
  number: string | null,
  today: string,
): Promise<Result<number | null>> {
  if (number === null || number.trim() === '') return ok(null);
  const spare = await lockAsset(tx, number.trim());
  if (spare === undefined) return refuse('fault_loaner', { number }, 'loaner');
  const [row] = await tx
    .select({ id: asset.id })
    .from(asset)
    .where(and(eq(asset.id, spare.id), atHand(tx, card)));
  if (row === undefined) return refuse('fault_loaner', { number }, 'loaner');
  const [bar] = (await useBlockedBy(tx, [row.id], today)).get(row.id) ?? [];
  if (bar !== undefined) return { ...refusalOf(spare.number, bar), field: 'loaner' };
  const unbooked = await checkUnbooked(tx, spare);
  return unbooked.ok ? ok(row.id) : { ...unbooked, field: 'loaner' };
}
