/** How many lots of a member lie in each band of expiry, which is what its page offers to narrow by. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { ruleOn } from '../settings/queries.ts';
import { EXPIRY_BANDS, type ExpiryBand, expiryRange } from './expiry-bands.ts';

const bandCounts = statement(
  `select cast(count(case when balance.expires_on < :day then 1 end) as bigint) as expired,
     cast(count(case when balance.expires_on >= :day and balance.expires_on <= :danger then 1 end) as bigint) as danger,
     cast(count(case when balance.expires_on >= :day and balance.expires_on <= :warn then 1 end) as bigint) as warn,
     cast(count(case when balance.expires_on >= :day and balance.expires_on <= :caution then 1 end) as bigint)
       as caution,
     cast(count(lot.frozen) as bigint) as frozen
   from location
   join balance on balance.location_id = location.id and balance.on_hand > 0
   join lot on lot.id = balance.lot_id
   where location.keeper_id = :organisationId and location.kind = 'store'`,
);

export interface BandLots {
  band: ExpiryBand;
  lots: number;
}

/** How many lots of the member lie in each band of the rule in force on `day`, in the order of the bands. */
export async function lotsByBand(db: Db, organisationId: number, day: string): Promise<BandLots[]> {
  const bands = await ruleOn(db, 'near_expiry_days', day);
  const until = (band: ExpiryBand) => expiryRange(band, day, bands).expiresTo;
  const days = { day, danger: until('danger'), warn: until('warn'), caution: until('caution') };
  const [row] = await db.run<Record<ExpiryBand, number>>(bandCounts, { organisationId, ...days });
  return EXPIRY_BANDS.map((band) => ({ band, lots: row?.[band] ?? 0 }));
}
