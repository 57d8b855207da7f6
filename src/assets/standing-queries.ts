/** Which cards stand how on a day: the conditions that the register and the overview share. */
import { and, asc, eq, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Db } from '../../db/database.ts';
import { isOneOf } from '../../db/id-set.ts';
import { asset } from '../../db/schema/assets.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { addDays, dayOf, startOfDay } from '../kernel/clock.ts';
import { useBlockedBy } from '../safety-of-use/queries.ts';
import { BARRING_RECALL } from '../safety-of-use/recall-queries.ts';
import { type Bar, kindOf } from '../safety-of-use/rules.ts';
import { ruleOn } from '../settings/queries.ts';
import { assetsInScope } from './list-queries.ts';
import { GONE_STATES, type Standing, UNSOUND_STATES, WARRANTY_DAYS } from './rules.ts';

export const isKept: SQL = notInArray(asset.status, [...GONE_STATES]);
const stoppedByRound = sql`exists (select 1 from maintenance_plan as stopping where stopping.asset_id = ${asset.id}
  and stopping.ended_on is null and stopping.outcome = 'stopped')`;
/** `isSound` of the rules, as a condition. */
export const isSoundCard = sql`(${notInArray(asset.status, [...UNSOUND_STATES])} and ${isNull(asset.downBy)}
  and not ${stoppedByRound})`;

export function warrantyEnds(today: string): SQL {
  const until = addDays(today, WARRANTY_DAYS);
  return sql`(${asset.warrantyUntil} >= ${today} and ${asset.warrantyUntil} <= ${until} and ${isKept})`;
}

/** Idle for longer than the rule allows, and nobody has offered it to others. */
async function isIdleLong(db: Db, today: string): Promise<SQL> {
  const { days } = await ruleOn(db, 'idle_assets', today);
  const before = startOfDay(addDays(today, -days));
  return sql`(${asset.status} = 'idle' and (select max(turned.at) from asset_event as turned
      where turned.asset_id = ${asset.id} and turned.to_status = 'idle'
        and (turned.from_status is null or turned.from_status <> 'idle')) < ${before}
    and not exists (select 1 from idle_offer where idle_offer.asset_id = ${asset.id} and idle_offer.ended_at is null))`;
}

/** What may be barred: what bars it is said by `useBlockedBy`. */
function maybeBarred(today: string): SQL | undefined {
  const test = sql`exists (select 1 from metrology_duty as due where due.asset_id = ${asset.id} and due.ended_on is null
    and (due.valid_until is null or due.valid_until < ${today} or coalesce(due.outcome, 'fail') = 'fail'))`;
  const recalled = sql`${sql.raw(BARRING_RECALL)} is not null`;
  const status = notInArray(asset.status, ['in_use', 'idle', 'shared']);
  return or(status, isNotNull(asset.downBy), stoppedByRound, test, recalled);
}

export interface BarredCard {
  id: number;
  number: string;
  name: string;
  model: string;
  userId: number;
  userName: string;
  bars: Bar[];
}

const user = alias(organisation, 'asset_user');

/** Every card within the scope that may not be used on that day, and why. */
export async function barredCards(db: Db, scopePath: string, today: string): Promise<BarredCard[]> {
  const found = await db
    .select({
      ...{ id: asset.id, number: asset.number, name: asset.name, model: asset.model },
      ...{ userId: asset.userId, userName: user.shortName },
    })
    .from(asset)
    .innerJoin(user, eq(user.id, asset.userId))
    .where(and(isKept, assetsInScope(scopePath), maybeBarred(today)))
    .orderBy(asc(user.path), asc(asset.number));
  const bars = await useBlockedBy(
    db,
    found.map(({ id }) => id),
    today,
  );
  return found.flatMap((card) => {
    const of = bars.get(card.id);
    return of === undefined ? [] : [{ ...card, bars: of }];
  });
}

/** Cards that stand so, as a condition of the register. */
export async function standingSo(db: Db, scopePath: string, standing: Standing, now: number): Promise<SQL> {
  const today = dayOf(now);
  if (standing === 'kept') return isKept;
  if (standing === 'sound') return isSoundCard;
  if (standing === 'unsound') return sql`(${isKept} and not ${isSoundCard})`;
  if (standing === 'warranty') return warrantyEnds(today);
  if (standing === 'idle_long') return isIdleLong(db, today);
  const barred = await barredCards(db, scopePath, today);
  const meant = barred.filter(
    ({ bars }) => standing === 'barred' || bars.some((bar) => standing.endsWith(kindOf(bar))),
  );
  return isOneOf(
    asset.id,
    meant.map(({ id }) => id),
  );
}
