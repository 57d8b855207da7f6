/** The members that take part in a proposal, with where they are, and the rules in force on its day. */
import type { Db } from '../../db/database.ts';
import { statement } from '../../db/statement.ts';
import type { OrganisationKind } from '../auth/viewer.ts';
import { ruleOn } from '../settings/queries.ts';
import type { Point } from './distance.ts';
import type { SolverRule } from './stand-rules.ts';

export interface ReadMember {
  id: number;
  kind: OrganisationKind;
  point: Point | null;
}

const members = statement(
  `select organisation.id, organisation.kind, point.latitude_micro, point.longitude_micro
   from organisation left join member_point as point on point.organisation_id = organisation.id
   where organisation.active and organisation.kind <> 'company' order by organisation.id`,
);

/** The members that keep stock, with where they are. */
export async function readMembers(db: Db): Promise<ReadMember[]> {
  type Row = { id: number; kind: OrganisationKind; latitude_micro: number | null; longitude_micro: number | null };
  return (await db.run<Row>(members, {})).map((row) => ({
    id: Number(row.id),
    kind: row.kind,
    point:
      row.latitude_micro === null || row.longitude_micro === null
        ? null
        : { latitudeMicro: Number(row.latitude_micro), longitudeMicro: Number(row.longitude_micro) },
  }));
}

/** What is in force on the day, as the solver takes it. */
export async function solverRule(db: Db, day: string): Promise<SolverRule> {
  const { memberDays: surplusDays, hubDays } = await ruleOn(db, 'surplus_cover', day);
  const { lowDays, fillDays, spareDays, leastYuan, kmYuan } = await ruleOn(db, 'redistribution', day);
  const { caution: nearDays } = await ruleOn(db, 'near_expiry_days', day);
  return {
    surplusDays,
    hubDays,
    lowDays,
    fillDays,
    spareDays,
    nearDays,
    leastFen: leastYuan * 100,
    kmFen: kmYuan * 100,
  };
}
