/** Delivery rounds (配送车次): the routes they follow, what carries the goods, and what became of each stop. */
import { sql } from 'drizzle-orm';
import { boolean, check, id, index, integer, primaryKey, table, text, uniqueIndex } from '../columns.ts';
import { dispatch } from './dispatches.ts';
import { document } from './documents.ts';
import { organisation } from './organisations.ts';
import { person } from './users.ts';

/** The usual way of a round: members in the order in which they are passed. */
export const deliveryRoute = table(
  'delivery_route',
  {
    id: id('id'),
    name: text('name').notNull(),
    fromOrganisationId: integer('from_organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Days on which it is driven: Monday is 1, Tuesday 2, Wednesday 4 … Sunday 64. */
    weekdays: integer('weekdays').notNull(),
    /** Minutes after midnight, Asia/Shanghai. */
    leavesAt: integer('leaves_at').notNull(),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('delivery_route_name').on(t.name),
    check('delivery_route_weekdays', sql`${t.weekdays} between 1 and 127`),
    check('delivery_route_leaves', sql`${t.leavesAt} between 0 and 1439`),
  ],
);

export const routeStop = table(
  'route_stop',
  {
    routeId: integer('route_id')
      .notNull()
      .references(() => deliveryRoute.id),
    position: integer('position').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Minutes after leaving. */
    afterMinutes: integer('after_minutes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.routeId, t.position] }),
    uniqueIndex('route_stop_once').on(t.routeId, t.organisationId),
    check('route_stop_after', sql`${t.afterMinutes} between 0 and 2880`),
  ],
);

/** What goods ride in: vehicles by their plate, cold boxes by their number. */
export const carrier = table(
  'carrier',
  {
    id: id('id'),
    kind: text('kind').$type<'vehicle' | 'cold_box'>().notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Keeps 2–8 °C by itself: a cold box always, a vehicle when it is refrigerated. */
    cools: boolean('cools').notNull(),
    active: boolean('active').notNull().default(true),
    searchText: text('search_text').notNull(),
  },
  (t) => [uniqueIndex('carrier_code').on(t.code), check('carrier_kind', sql`${t.kind} in ('vehicle', 'cold_box')`)],
);

/** One drive of one vehicle on one day (document PC). */
export const deliveryRound = table(
  'delivery_round',
  {
    documentId: integer('document_id')
      .primaryKey()
      .references(() => document.id),
    routeId: integer('route_id')
      .notNull()
      .references(() => deliveryRoute.id),
    fromOrganisationId: integer('from_organisation_id')
      .notNull()
      .references(() => organisation.id),
    day: text('day').notNull(),
    /** When it should leave. */
    leavesAt: integer('leaves_at').notNull(),
    driverId: integer('driver_id')
      .notNull()
      .references(() => person.id),
    vehicleId: integer('vehicle_id')
      .notNull()
      .references(() => carrier.id),
    seal: text('seal'),
    departedAt: integer('departed_at'),
    endedAt: integer('ended_at'),
  },
  (t) => [index('delivery_round_day').on(t.day), index('delivery_round_driver').on(t.driverId, t.day)],
);

export const roundStop = table(
  'round_stop',
  {
    id: id('id'),
    roundId: integer('round_id')
      .notNull()
      .references(() => deliveryRound.documentId),
    position: integer('position').notNull(),
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    plannedAt: integer('planned_at').notNull(),
    /** Null while the vehicle has not been there. */
    outcome: text('outcome').$type<'handed' | 'refused' | 'missed'>(),
    /** When it happened, by the clock of the server; and when it was told. */
    happenedAt: integer('happened_at'),
    toldAt: integer('told_at'),
    toldBy: integer('told_by'),
    /** Who took the goods or refused them. */
    receiver: text('receiver'),
    /** Tenths of a degree in the cold box on arrival. */
    tenths: integer('tenths'),
    reason: text('reason'),
    /** Kept file with the drawn name. */
    signatureId: integer('signature_id'),
  },
  (t) => [
    uniqueIndex('round_stop_position').on(t.roundId, t.position),
    uniqueIndex('round_stop_once').on(t.roundId, t.organisationId),
    index('round_stop_organisation').on(t.organisationId),
    check('round_stop_told', sql`(${t.outcome} is null) = (${t.toldAt} is null)`),
    check('round_stop_receiver', sql`${t.outcome} is null or ${t.outcome} <> 'handed' or ${t.receiver} is not null`),
    check('round_stop_reason', sql`${t.outcome} is null or ${t.outcome} = 'handed' or ${t.reason} is not null`),
  ],
);

/** A dispatch aboard: on one open round at a time. */
export const roundLoad = table(
  'round_load',
  {
    id: id('id'),
    roundId: integer('round_id')
      .notNull()
      .references(() => deliveryRound.documentId),
    stopId: integer('stop_id')
      .notNull()
      .references(() => roundStop.id),
    dispatchId: integer('dispatch_id')
      .notNull()
      .references(() => dispatch.documentId),
    /** Null while it is aboard; back: it came home with the vehicle. */
    outcome: text('outcome').$type<'handed' | 'back'>(),
  },
  (t) => [
    index('round_load_round').on(t.roundId),
    index('round_load_stop').on(t.stopId),
    uniqueIndex('round_load_aboard').on(t.dispatchId).where(sql`outcome is null or outcome = 'handed'`),
  ],
);

/** A cold box, or the vehicle itself where it cools, with its temperatures on leaving and on coming home. */
export const roundChill = table(
  'round_chill',
  {
    roundId: integer('round_id')
      .notNull()
      .references(() => deliveryRound.documentId),
    carrierId: integer('carrier_id')
      .notNull()
      .references(() => carrier.id),
    startTenths: integer('start_tenths'),
    startAt: integer('start_at'),
    endTenths: integer('end_tenths'),
    endAt: integer('end_at'),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.carrierId] })],
);
