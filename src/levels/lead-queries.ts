/** How long members wait for what they asked for, by their own deliveries; and the days between two chances to ask. */
import type { Db } from '../../db/database.ts';
import { rowset, statement } from '../../db/statement.ts';
import { DAY_MS } from '../kernel/clock.ts';
import { ruleOn } from '../settings/queries.ts';
import type { RuleValue } from '../settings/rules.ts';
import { leadOf, type Supply } from './rules.ts';

/** Deliveries of this long ago and newer count. */
const LOOK_DAYS = 365;

const waits = statement(
  `select demand.organisation_id, demand.document_id, dispatch.document_id as dispatch_id,
     cast(min(dispatch.received_at - demand.raised_at) as bigint) as took
   from ${rowset('members', { id: 'int' })} as given
   join demand on demand.organisation_id = given.id and demand.raised_at >= :since
     and demand.origin = 'requisition' and demand.received_base > 0
   join document_link as link on link.from_document_id = demand.document_id and link.from_line_id = demand.line_id
     and link.kind = 'serves'
   join dispatch on dispatch.document_id = link.to_document_id and dispatch.received_at is not null
   group by demand.organisation_id, demand.document_id, dispatch.document_id`,
);

const rounds = statement(
  `select calendar.organisation_id, calendar.every_weeks from ${rowset('members', { id: 'int' })} as given
   join order_calendar as calendar on calendar.organisation_id = given.id`,
);

export interface SuppliedMember {
  id: number;
  kind: string;
}

type ByKind = RuleValue<'level_lead_days'>;

/** A company keeps no stock of its own: it counts as the hub does. */
function byKind(value: ByKind, kind: string): number {
  return kind in value ? value[kind as keyof ByKind] : value.head;
}

/** Of each member: days from asking to having, days between two chances to ask, and the service level. */
export async function supplyOfMembers(
  db: Db,
  members: readonly SuppliedMember[],
  today: string,
  now: number,
): Promise<Map<number, Supply>> {
  const [lead, review, service] = [
    await ruleOn(db, 'level_lead_days', today),
    await ruleOn(db, 'level_review_days', today),
    await ruleOn(db, 'level_service_percent', today),
  ];
  const given = members.map(({ id }) => ({ id }));
  const took = new Map<number, number[]>(members.map(({ id }) => [id, []]));
  const since = now - LOOK_DAYS * DAY_MS;
  for (const row of await db.run<{ organisation_id: number; took: number }>(waits, { members: given, since })) {
    took.get(Number(row.organisation_id))?.push(Number(row.took));
  }
  const weeks = await db.run<{ organisation_id: number; every_weeks: number }>(rounds, { members: given });
  const every = new Map(weeks.map((row) => [Number(row.organisation_id), Number(row.every_weeks) * 7]));
  return new Map(
    members.map(({ id, kind }) => {
      const { days, samples } = leadOf(took.get(id) ?? [], byKind(lead, kind));
      const reviewDays = every.get(id) ?? byKind(review, kind);
      const servicePercent = byKind(service, kind);
      return [id, { leadDays: days, leadSamples: samples, reviewDays, servicePercent }];
    }),
  );
}
