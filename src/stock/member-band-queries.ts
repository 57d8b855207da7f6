/** How many lots of a member lie in each band of expiry, which is what its page offers to narrow by. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import { ruleOn } from '../settings/queries.ts';
import { EXPIRY_BANDS, type ExpiryBand, expiryRange } from './expiry-bands.ts';

const PLACES = "select id from location where keeper_id = :organisationId and kind = 'store'";

// What is frozen is little: it is found from its own side, not by asking each lot that lies there
const bandCounts = statement(
  `select cast(count(case when balance.expires_on < :day then 1 end) as bigint) as expired,
     cast(count(case when balance.expires_on >= :day and balance.expires_on <= :danger then 1 end) as bigint) as danger,
     cast(count(case when balance.expires_on >= :day and balance.expires_on <= :warn then 1 end) as bigint) as warn,
     cast(count(case when balance.expires_on >= :day and balance.expires_on <= :caution then 1 end) as bigint)
       as caution,
     (select cast(count(*) as bigint) from (
        select held.location_id, held.lot_id from balance as held
        where held.held_by is not null and held.on_hand > 0 and held.location_id in (${PLACES})
        union
        select lying.location_id, lying.lot_id from lot join balance as lying on lying.lot_id = lot.id
        where lot.frozen is not null and lying.on_hand > 0 and lying.location_id in (${PLACES})
      ) as kept_back) as frozen
   from balance where balance.on_hand > 0 and balance.location_id in (${PLACES})`,
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
