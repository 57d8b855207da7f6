/** What lies idle too long, what of it is offered, what members ask for, and what answers it. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '../../db/database.ts';
import { idleDemand } from '../../db/schema/asset-values.ts';
import { assetClass } from '../../db/schema/assets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { statement } from '../../db/statement.ts';
import { addDays, dayOf, daysBetween, startOfDay } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import { type Condition, rankOffers } from './rules.ts';

const idle = statement(
  `select asset.id, asset.number, asset.name, asset.brand, asset.model, asset.search_text, asset.price_fen,
     asset.acquired_on, asset_class.code as class_code, asset_class.name as class_name, keeper.id as keeper_id,
     keeper.short_name as keeper, keeper.path as keeper_path, usr.id as user_id, owner.id as owner_id,
     owner.short_name as owner, since.at as idle_at, offer.id as offer_id, offer.condition, offer.expected_fen,
     offer.note, offer.offered_by_name, offer.offered_at
   from asset join asset_class on asset_class.id = asset.class_id
   join organisation as keeper on keeper.id = asset.keeper_id
   join organisation as owner on owner.id = asset.owner_id
   join organisation as usr on usr.id = asset.user_id
   join (
     select asset_id, max(at) as at from asset_event
     where to_status = 'idle' and (from_status is null or from_status <> 'idle') group by asset_id
   ) as since on since.asset_id = asset.id
   left join idle_offer as offer on offer.asset_id = asset.id and offer.ended_at is null
   where asset.status = 'idle' and (since.at < cast(:before as bigint) or offer.id is not null)
     and (cast(:class as text) is null or asset_class.code = cast(:class as text))
   order by since.at, asset.id`,
);

export interface IdleAsset {
  id: number;
  number: string;
  name: string;
  brand: string;
  model: string;
  words: string;
  priceFen: number;
  acquiredOn: string;
  classCode: string;
  className: string;
  keeper: string;
  keeperPath: string;
  keeperId: number;
  userId: number;
  ownerId: number;
  owner: string;
  /** Since which day it lies idle, and for how long. */
  since: string;
  days: number;
  offer: {
    id: number;
    condition: Condition;
    expectedFen: number;
    note: string;
    by: string;
    at: number;
  } | null;
}

/** Days after which idle equipment belongs into the pool. */
export async function idleDays(db: Db, now: number): Promise<number> {
  return (await ruleOn(db, 'idle_assets', dayOf(now))).days;
}

/** Everything in the county that has been idle too long or is offered: the pool is for all members. */
export async function idleAssets(
  db: Db,
  now: number,
  asked: { class?: string | undefined } = {},
): Promise<IdleAsset[]> {
  const today = dayOf(now);
  const before = startOfDay(addDays(today, -(await idleDays(db, now))));
  const rows = await db.run<Record<string, number | string | null>>(idle, { before, class: asked.class ?? null });
  return rows.map((row) => {
    const since = dayOf(Number(row.idle_at));
    const offer = {
      id: Number(row.offer_id),
      condition: row.condition as Condition,
      expectedFen: Number(row.expected_fen),
      note: String(row.note ?? ''),
      by: String(row.offered_by_name ?? ''),
      at: Number(row.offered_at),
    };
    return {
      id: Number(row.id),
      number: String(row.number),
      name: String(row.name),
      brand: String(row.brand),
      model: String(row.model),
      words: String(row.search_text),
      priceFen: Number(row.price_fen),
      acquiredOn: String(row.acquired_on),
      classCode: String(row.class_code),
      className: String(row.class_name),
      keeper: String(row.keeper),
      keeperPath: String(row.keeper_path),
      keeperId: Number(row.keeper_id),
      userId: Number(row.user_id),
      ownerId: Number(row.owner_id),
      owner: String(row.owner),
      since,
      days: daysBetween(since, today),
      offer: row.offer_id === null ? null : offer,
    };
  });
}

/**
 * What of a class lies idle in any member and could be had before something is bought: offered first, by how well it
 * answers the specification, then what is idle and was not yet confirmed. The asking member's own is left out.
 */
export async function idleMatches(
  db: Db,
  wanted: { classCode: string; specification?: string; exceptMemberId?: number },
  now: number,
): Promise<IdleAsset[]> {
  const found = await idleAssets(db, now, { class: wanted.classCode });
  const others = found.filter((one) => one.userId !== wanted.exceptMemberId && one.keeperId !== wanted.exceptMemberId);
  const told = others.map((one) => ({
    number: one.number,
    words: one.words,
    condition: one.offer?.condition ?? ('repair' as const),
    expectedFen: one.offer?.expectedFen ?? 0,
    one,
  }));
  const ranked = rankOffers(wanted.specification ?? '', told).map(({ one }) => one);
  return [...ranked.filter(({ offer }) => offer !== null), ...ranked.filter(({ offer }) => offer === null)];
}

export interface Demand {
  id: number;
  memberId: number;
  member: string;
  memberPath: string;
  classCode: string;
  className: string;
  specification: string;
  reason: string;
  by: string;
  at: number;
}

/** What members ask for and nobody has withdrawn, the oldest first. */
export function openDemands(db: Db): Promise<Demand[]> {
  return db
    .select({
      id: idleDemand.id,
      memberId: idleDemand.organisationId,
      member: organisation.shortName,
      memberPath: organisation.path,
      classCode: assetClass.code,
      className: assetClass.name,
      specification: idleDemand.specification,
      reason: idleDemand.reason,
      by: idleDemand.askedByName,
      at: idleDemand.askedAt,
    })
    .from(idleDemand)
    .innerJoin(organisation, eq(organisation.id, idleDemand.organisationId))
    .innerJoin(assetClass, eq(assetClass.id, idleDemand.classId))
    .where(and(isNull(idleDemand.endedAt)))
    .orderBy(asc(idleDemand.askedAt), asc(idleDemand.id));
}
