/** What may stand in for a thing that is out of use: idle things of its class, the nearest first. */
import { and, asc, eq, ne, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db, Tx } from '../../db/database.ts';
import { asset } from '../../db/schema/assets.ts';
import { fault } from '../../db/schema/faults.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { type AssetRow, lockAsset } from '../assets/advance-commands.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

const MOST_SHOWN = 20;
const keeper = alias(organisation, 'loaner_keeper');
const owner = alias(organisation, 'loaner_owner');

export interface Loaner {
  number: string;
  name: string;
  model: string;
  room: string;
  keeperName: string;
  ownerName: string;
  nearness: 'here' | 'owner' | 'consortium';
}

type Of = Pick<AssetRow, 'id' | 'classId' | 'userId' | 'ownerId'>;

function idle(db: Db, card: Of) {
  const taken = db
    .select({ one: sql`1` })
    .from(fault)
    .where(and(eq(fault.loanerId, asset.id), eq(fault.isOpen, true)));
  return and(eq(asset.classId, card.classId), eq(asset.status, 'idle'), ne(asset.id, card.id), notExists(taken));
}

/** Idle things of the class: of the house itself, then of the same owner, then of anybody in the consortium. */
export async function loanersFor(db: Db, card: Of): Promise<Loaner[]> {
  const nearness = sql<number>`case when ${asset.userId} = ${card.userId} or ${asset.keeperId} = ${card.userId} then 0
    when ${asset.ownerId} = ${card.ownerId} then 1 else 2 end`;
  const rows = await db
    .select({
      number: asset.number,
      name: asset.name,
      model: asset.model,
      room: asset.room,
      keeperName: keeper.shortName,
      ownerName: owner.shortName,
      near: nearness.mapWith(Number),
    })
    .from(asset)
    .innerJoin(keeper, eq(keeper.id, asset.keeperId))
    .innerJoin(owner, eq(owner.id, asset.ownerId))
    .where(idle(db, card))
    .orderBy(asc(nearness), asc(asset.id))
    .limit(MOST_SHOWN);
  const words = ['here', 'owner', 'consortium'] as const;
  return rows.map(({ near, ...row }) => ({ ...row, nearness: words[near] ?? 'consortium' }));
}

/**
 * Id of the idle thing of that number, locked until the transaction ends; null for none typed. Refuses other classes,
 * what is in use or given already.
 */
export async function loanerFor(tx: Tx, card: Of, number: string | null): Promise<Result<number | null>> {
  if (number === null || number.trim() === '') return ok(null);
  const spare = await lockAsset(tx, number.trim());
  if (spare === undefined) return refuse('fault_loaner', { number }, 'loaner');
  const [row] = await tx
    .select({ id: asset.id })
    .from(asset)
    .where(and(eq(asset.id, spare.id), idle(tx, card)));
  return row === undefined ? refuse('fault_loaner', { number }, 'loaner') : ok(row.id);
}
